//! Talks: held, lost, found again; and the desk, which goes through what is owed and does most of it.

use care::act::Act;
use care::course::acknowledge_disclosure::AcknowledgeDisclosure;
use care::fact::Stream;
use care::ids::{PatientId, WindowId};
use care::integration::book_talk::{BookTalk, CancelTalk, DeclineTalk, OfferTimes};
use care::integration::hold_talk::{HoldSupport, HoldTherapy};
use care::integration::note_met_outside::NoteMetOutside;
use care::integration::{SaidBy, Talk, TalkKind, Window};
use care::practice::{Acting, Role};
use care::tasks::{AnswerTask, Matter};
use care::time::Instant;
use record::state_as;
use record::views::ask::{self, TaskRow};

use super::event::Event;
use super::life::Life;
use super::ways::quarter;
use crate::simulator::days::{hours, later};
use crate::simulator::words::line;

impl Life {
    /// A window as it is now.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn window(&self, id: WindowId) -> Result<Option<std::sync::Arc<Window>>, String> {
        Ok(state_as!(self.world.state(Stream::Window(id))?, Window))
    }

    /// Is anything planned in it?
    ///
    /// # Errors
    /// The store's, in words.
    pub fn is_planned(&self, id: WindowId) -> Result<bool, String> {
        Ok(self.window(id)?.is_some_and(|window| window.is_settled()))
    }

    /// The time of a talk has come.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn talk(&mut self, nth: usize, id: WindowId, at: Instant) -> Result<(), String> {
        let window = self.window(id)?;
        let talk =
            window.and_then(|window| window.talk.filter(|talk| talk.at == at && window.held.is_none()));
        let Some(talk) = talk else { return Ok(()) };
        if self.world.chance.once_in(25) {
            self.world.tally.one("talks of which nobody said anything");
            return Ok(());
        }
        let act = || match talk.kind {
            TalkKind::Therapy => Act::HoldTherapy(id, HoldTherapy),
            TalkKind::Support => Act::HoldSupport(id, HoldSupport),
        };
        let role = if talk.kind == TalkKind::Therapy { Role::Therapist } else { Role::IntegrationSpecialist };
        let by = Acting::person(talk.with, role);
        let there = self.crew.is_there(&self.world, talk.with, at);
        let held = if there { self.world.ask(by, act()) } else { Err("away") };
        match held {
            Ok(_) => return Ok(()),
            Err("disclosure-not-read") => {
                let journey = &self.ways[nth].journey;
                let (me, course) = (journey.themselves(), journey.course);
                let read = AcknowledgeDisclosure { person: talk.with, version: 1 };
                let _ = self.world.ask(me, Act::AcknowledgeDisclosure(course, read));
                if self.world.ask(by, act()).is_ok() {
                    return Ok(());
                }
            }
            Err(_) => {}
        }
        self.world.tally.one("talks whose person could not give them");
        let desk = self.desk();
        let cancel = CancelTalk { reason: line("They cannot be there") };
        let _ = self.world.ask(desk, Act::CancelTalk(id, cancel));
        Ok(())
    }

    /// Some time before it: one in twelve falls through, and all with somebody who will not be there.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn talk_is_lost(&mut self, nth: usize, id: WindowId, at: Instant) -> Result<(), String> {
        let window = self.window(id)?;
        let talk =
            window.and_then(|window| window.talk.filter(|talk| talk.at == at && window.held.is_none()));
        let Some(talk) = talk else { return Ok(()) };
        let there = self.crew.is_there(&self.world, talk.with, at);
        if there && !self.world.chance.once_in(12) {
            return Ok(());
        }
        self.world.tally.one(if there {
            "talks cancelled before they began"
        } else {
            "talks whose person went away"
        });
        let me = self.ways[nth].journey.themselves();
        let by = if there && self.world.chance.once_in(2) { me } else { self.desk() };
        let cancel = CancelTalk { reason: line("Another day, please") };
        let _ = self.world.ask(by, Act::CancelTalk(id, cancel));
        Ok(())
    }

    /// Another time is looked for, and booked where one is found.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn finds_talk(&mut self, nth: usize, id: WindowId) -> Result<bool, String> {
        let Some(kind) = Self::talk_kind(self.ways[nth].journey.door) else { return Ok(false) };
        let desk = self.desk();
        for ahead_h in [3, 5, 18, 20, 22, 24, 26, 42, 44, 46, 68, 70, 92] {
            let at = quarter(later(hours(self.world.now, ahead_h), self.world.chance.between(0, 3) * 15));
            if !(9 * 60..17 * 60).contains(&self.world.minute(at)) {
                continue;
            }
            let Some(with) = self.talker(nth, kind, at) else { continue };
            if self.world.ask(desk, Act::BookTalk(id, BookTalk { kind, with, at })).is_ok() {
                self.world.tally.one("talks booked after the dose");
                self.looks_ahead(nth, id)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What is owed, soonest first; some of it waits, and climbs.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn goes_through_what_is_owed(&mut self) -> Result<(), String> {
        let record = self.world.record.clone();
        let open =
            record.read(|conn| ask::open_tasks(conn, record.org())).map_err(|fault| fault.to_string())?;
        for row in open {
            if self.world.chance.once_in(3) {
                continue;
            }
            match Matter::read(&row.matter) {
                Some(Matter::WindowUnfilled | Matter::TalkLost | Matter::TalkUntold) => self.calls(&row)?,
                Some(matter) => {
                    let climbed = 0 < row.climbed;
                    let by = if matter.is_clinical() || climbed {
                        self.crew.director(&self.world).acting()
                    } else {
                        self.desk()
                    };
                    let done = AnswerTask { done: line("Called and settled") };
                    let _ = self.world.ask(by, Act::AnswerTask(row.task, done));
                }
                None => {}
            }
        }
        Ok(())
    }

    /// The newest window of somebody with nothing planned, or whose talk is past.
    fn waits(&self, patient: PatientId) -> Result<Option<(WindowId, Window)>, String> {
        let record = &self.world.record;
        let rows = record.read(|conn| ask::windows_of(conn, record.org(), patient));
        for row in rows.map_err(|fault| fault.to_string())?.into_iter().take(3) {
            let Some(window) = self.window(row.window)? else { continue };
            let untold =
                window.talk.is_some_and(|talk| talk.at < self.world.now) || window.referred.is_some();
            if window.held.is_none() && window.declined.is_none() && (untold || window.talk.is_none()) {
                return Ok(Some((row.window, (*window).clone())));
            }
        }
        Ok(None)
    }

    fn calls(&mut self, row: &TaskRow) -> Result<(), String> {
        let Some(&nth) = self.of.get(&row.patient) else { return Ok(()) };
        let desk = self.desk();
        let director = self.crew.director(&self.world).acting();
        let answer = |words: &str| Act::AnswerTask(row.task, AnswerTask { done: line(words) });
        let Some((id, window)) = self.waits(row.patient)? else {
            let _ = self.world.ask(desk, answer("It is settled"));
            return Ok(());
        };
        let me = self.ways[nth].journey.themselves();
        if let Some(talk) = window.talk {
            let held = match talk.kind {
                TalkKind::Therapy => (Role::Therapist, Act::HoldTherapy(id, HoldTherapy)),
                TalkKind::Support => (Role::IntegrationSpecialist, Act::HoldSupport(id, HoldSupport)),
            };
            // It did take place, and whoever gave it had not said so.
            if self.world.chance.once_in(2)
                && self.world.ask(Acting::person(talk.with, held.0), held.1).is_ok()
            {
                return Ok(());
            }
            let _ = self.world.ask(desk, answer("Called; it did not take place"));
            let cancel = CancelTalk { reason: line("It did not take place") };
            if talk.at < self.world.now && self.world.ask(desk, Act::CancelTalk(id, cancel)).is_ok() {
                self.finds_talk(nth, id)?;
            }
            return Ok(());
        }
        match self.world.chance.between(0, 11) {
            0 => {
                let _ = self.world.ask(me, Act::DeclineTalk(id, DeclineTalk));
            }
            1 => {
                let met = NoteMetOutside { at: later(self.world.now, -30), said_by: SaidBy::Patient };
                let _ = self.world.ask(desk, Act::NoteMetOutside(id, met));
            }
            2 => {
                let _ = self.world.ask(director, answer("Called; another day is still to be found"));
            }
            3 => self.offers(nth, id)?,
            _ => {
                if !self.finds_talk(nth, id)? {
                    let _ = self.world.ask(desk, answer("Called; no time could be found yet"));
                }
            }
        }
        Ok(())
    }

    /// Two times; the person takes the first, most days.
    fn offers(&mut self, nth: usize, id: WindowId) -> Result<(), String> {
        let Some(kind) = Self::talk_kind(self.ways[nth].journey.door) else { return Ok(()) };
        let mut times = vec![];
        for ahead_h in [19, 22, 24] {
            let at = quarter(hours(self.world.now, ahead_h));
            if let Some(with) = self.talker(nth, kind, at) {
                times.push(Talk { kind, with, at });
            }
        }
        let Some(first) = times.first().copied() else { return Ok(()) };
        let desk = self.desk();
        if self.world.ask(desk, Act::OfferTimes(id, OfferTimes { times })).is_ok()
            && !self.world.chance.once_in(3)
        {
            let me = self.ways[nth].journey.themselves();
            let book = BookTalk { kind, with: first.with, at: first.at };
            if self.world.ask(me, Act::BookTalk(id, book)).is_ok() {
                self.looks_ahead(nth, id)?;
            }
        }
        Ok(())
    }

    /// Their own therapist, somewhere else: most people say that they met.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn outside(&mut self, nth: usize, id: WindowId) -> Result<(), String> {
        let open = self.window(id)?.is_some_and(|window| window.held.is_none() && window.referred.is_some());
        if open && !self.world.chance.once_in(9) {
            let me = self.ways[nth].journey.themselves();
            let note = NoteMetOutside { at: later(self.world.now, -90), said_by: SaidBy::Patient };
            let _ = self.world.ask(me, Act::NoteMetOutside(id, note));
        }
        Ok(())
    }

    /// Who is there at night: nothing is done, and it climbs.
    pub fn desk_hours(&mut self) {
        let day = self.world.day(self.world.now);
        if super::world::is_weekend(day) {
            return;
        }
        for hour in 9..17 {
            let at = self.world.at(day, hour * 60 + 20);
            self.world.on(at, Event::Desk);
        }
    }
}
