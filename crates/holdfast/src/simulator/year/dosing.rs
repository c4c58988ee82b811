//! The day of a dose: who comes, who is there instead of somebody who is not, and what is still open in the evening.

use care::act::Act;
use care::course::consent::SignConsent;
use care::fact::Stream;
use care::ids::{SessionId, WindowId};
use care::integration::book_talk::DeclineTalk;
use care::practice::{Acting, Role};
use care::session::abort_session::AbortSession;
use care::session::check_in::CheckIn;
use care::session::discharge::Discharge;
use care::session::end_dose::EndDose;
use care::session::move_session::MoveSession;
use care::session::note_not_come::NoteNotCome;
use care::session::schedule_session::CancelSession;
use care::session::{Criteria, Phase, Plan, Session};
use care::time::Instant;
use record::state_as;
use web::pages::session::advice;
use web::texts::Lang;

use super::booking::Place;
use super::event::{Event, Stage};
use super::life::Life;
use crate::simulator::days::{hours, later};
use crate::simulator::sitting::Visit;
use crate::simulator::staff::Member;
use crate::simulator::turn::Turn;
use crate::simulator::words::line;

/// Minutes after the end of a dose at which somebody looks whether the day is over.
const CLOSES_MIN: i64 = 150;

impl Life {
    fn session(&self, id: SessionId) -> Result<Option<std::sync::Arc<Session>>, String> {
        Ok(state_as!(self.world.state(Stream::Session(id))?, Session))
    }

    /// Somebody is expected today.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn dose(&mut self, nth: usize, id: SessionId, starts: Instant) -> Result<(), String> {
        let Some(session) =
            self.session(id)?.filter(|now| now.phase == Phase::Scheduled && now.starts == starts)
        else {
            return Ok(());
        };
        match self.world.chance.between(0, 999) {
            0..28 => self.cancels_today(nth, id),
            28..50 => self.does_not_come(nth, id, starts),
            50..65 => self.is_moved(nth, id, starts),
            _ => {
                let Some(place) = self.people_of_today(nth, id, &session) else {
                    let reason =
                        CancelSession { reason: line("Nobody of us can be there today; we call you") };
                    let desk = self.desk();
                    let _ = self.world.ask(desk, Act::CancelSession(id, reason));
                    self.world.tally.one("doses called off for want of people");
                    self.is_off(nth);
                    return Ok(());
                };
                self.runs(nth, id, starts, &place)?;
            }
        }
        Ok(())
    }

    fn is_off(&mut self, nth: usize) {
        self.ways[nth].booked = self.ways[nth].booked.saturating_sub(1);
        let soon = self.world.office(hours(self.world.now, 2));
        self.comes_on(nth, soon, Stage::Books);
    }

    fn cancels_today(&mut self, nth: usize, id: SessionId) {
        self.world.tally.one("doses cancelled on the day");
        let me = self.ways[nth].journey.themselves();
        let by = if self.world.chance.once_in(2) { me } else { self.desk() };
        let reason = CancelSession { reason: line("Not today") };
        let _ = self.world.ask(by, Act::CancelSession(id, reason));
        self.is_off(nth);
    }

    fn does_not_come(&mut self, nth: usize, id: SessionId, starts: Instant) {
        self.world.tally.one("doses nobody came to");
        let (desk, protocol) = (self.desk(), self.ways[nth].journey.protocol);
        let late = self.world.chance.once_in(3);
        let script = &mut self.ways[nth].journey.script;
        script.say(later(starts, 40), desk, Act::NoteNotCome(id, NoteNotCome));
        if late {
            script.say(later(starts, 95), desk, Act::CheckIn(id, CheckIn { protocol }));
        }
        self.plays(nth);
        self.comes_on(nth, later(starts, 130), Stage::Closes(id));
    }

    /// By telephone in the morning: another time.
    fn is_moved(&mut self, nth: usize, id: SessionId, starts: Instant) {
        for ahead in [24, 27, 48, 51, 72, 75] {
            let starts = hours(starts, ahead);
            let Some(place) = self.place(nth, starts) else { continue };
            let kind = Self::talk_kind(self.ways[nth].journey.door);
            let at = later(hours(starts, 24), 30);
            let talk = kind.and_then(|kind| Some((kind, self.talker(nth, kind, at)?)));
            let plan = talk.map_or_else(|| self.elsewhere(nth), |(kind, with)| Plan::Talk { kind, with, at });
            let room = line(&place.room);
            let moved = MoveSession { starts, room, people: place.people, plan: Some(plan) };
            let desk = self.desk();
            if self.world.ask(desk, Act::MoveSession(id, moved)).is_ok() {
                self.world.tally.one("doses moved");
                self.ways[nth].booked = self.ways[nth].booked.saturating_sub(1);
                self.is_booked(nth, id, starts);
                return;
            }
        }
        self.cancels_today(nth, id);
    }

    /// Those named, or others in their place where one is away; none where nobody is found.
    fn people_of_today(&mut self, nth: usize, id: SessionId, session: &Session) -> Option<Place> {
        let starts = session.starts;
        let gone = |life: &Self| {
            let needed = session.people.iter().filter(|(_, role)| *role != Role::Prescriber);
            needed.into_iter().any(|(who, _)| !life.crew.is_there(&life.world, *who, starts))
        };
        let place = |people| Place { starts, room: session.room.to_string(), people };
        if !gone(self) {
            return Some(place(session.people.clone()));
        }
        for _ in 0..6 {
            let mut people = vec![];
            for (who, role) in &session.people {
                if *role != Role::Prescriber && self.crew.is_there(&self.world, *who, starts) {
                    people.push((*who, *role));
                } else if let Some(other) = self.crew.one(&mut self.world, *role, starts) {
                    people.push((other.id, *role));
                }
            }
            let room = session.room.clone();
            let moved = MoveSession { starts, room, people: people.clone(), plan: None };
            let desk = self.desk();
            match self.world.ask(desk, Act::MoveSession(id, moved)) {
                Ok(_) => {
                    self.world.tally.one("visits given to other people");
                    return Some(place(people));
                }
                // The talk after it cannot stand either: it is planned anew.
                Err(_) => self.plans_talk(nth, id, starts),
            }
        }
        None
    }

    fn runs(&mut self, nth: usize, id: SessionId, starts: Instant, place: &Place) -> Result<(), String> {
        let member = |life: &Self, role: Role| {
            let named = place.people.iter().find(|(_, held)| *held == role);
            named.and_then(|(who, _)| life.crew.place(*who)).map(|nth| life.crew.all[nth].member)
        };
        let (nurse, prescriber) = (member(self, Role::Nurse), member(self, Role::Prescriber));
        let therapist = member(self, Role::Therapist);
        let others = self.crew.there(&self.world, Role::Nurse, starts);
        let stands = |other: &Member| {
            Some(other.id) != nurse.map(|nurse| nurse.id)
                && self.lapse(other.id).is_none_or(|until| starts < until)
        };
        let second = others.iter().copied().find(stands);
        let desk = self.crew.desk(&mut self.world);
        let version = self.world.state(Stream::Session(id))?.version;
        let in_force = self.clinic.protocols.of(self.ways[nth].journey.door.slug()).map(|(id, _)| id);
        let way = &mut self.ways[nth];
        way.instead.clear();
        let journey = &mut way.journey;
        journey.staff.jo = desk;
        journey.nurse = nurse.unwrap_or(journey.nurse);
        journey.prescriber = prescriber.unwrap_or(journey.prescriber);
        journey.therapist = therapist.unwrap_or(journey.therapist);
        journey.second = second.unwrap_or(journey.prescriber);
        if let Some(newer) = in_force.filter(|newer| *newer != journey.protocol) {
            journey.protocol = newer;
            let sign =
                SignConsent { route: journey.door.route(), protocol: newer, typed_name: line(journey.name) };
            let (me, course) = (journey.themselves(), journey.course);
            journey.script.say(later(starts, -70), me, Act::SignConsent(course, sign));
        }
        let facts = u64::try_from(version).unwrap_or(0);
        let mut visit = Visit { session: id, begins: starts, facts, alarms: 0 };
        let turn = journey.script.chance.one_of(&Turn::USUAL).unwrap_or(Turn::Ordinary);
        journey.comes_in(&mut visit, Some("A friend, by car"));
        if journey.script.chance.once_in(45) {
            let reason = line("Would rather wait a week; new date by telephone");
            let (nurse, abort) = (journey.nurse, AbortSession { reason });
            journey.does(&mut visit, -10, nurse, Act::AbortSession(id, abort));
        } else {
            journey.is_made_ready(&mut visit, turn);
            journey.has_the_dose(&mut visit, turn);
            journey.recovers(&mut visit, turn);
            journey.goes_home(&mut visit);
        }
        let over = later(starts, journey.door.lasts() + CLOSES_MIN);
        self.plays(nth);
        self.comes_on(nth, over, Stage::Closes(id));
        Ok(())
    }

    /// The day should be over. Whatever is still open is brought to an end by somebody who may.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn closes(&mut self, nth: usize, id: SessionId) -> Result<(), String> {
        let Some(session) = self.session(id)? else { return Ok(()) };
        let (me, desk) = (self.ways[nth].journey.themselves(), self.desk());
        match session.phase {
            Phase::Discharged => self.is_home(nth, id, &session)?,
            Phase::Scheduled => {
                self.world.tally.one("days that did not begin");
                let reason = CancelSession { reason: line("Did not begin") };
                let _ = self.world.ask(desk, Act::CancelSession(id, reason));
                self.is_off(nth);
            }
            Phase::CheckedIn => {
                self.world.tally.one("days without a dose");
                let reason = line("Not ready today");
                self.somebody(nth, Role::Nurse, &Act::AbortSession(id, AbortSession { reason }));
                self.is_off(nth);
            }
            Phase::Dosing | Phase::Paused => {
                self.world.tally.one("doses ended by somebody else, late");
                let given = session.dose.as_ref().map_or(care::units::Micrograms(0), |dose| dose.amount);
                let supplement = session.supplement_given().map(|known| known.amount);
                self.somebody(nth, Role::Nurse, &Act::EndDose(id, EndDose { given, supplement }));
                self.comes_on(nth, later(self.world.now, 130), Stage::Closes(id));
            }
            Phase::Recovery => {
                let window = WindowId::of(id);
                if !self.is_planned(window)? && !self.finds_talk(nth, window)? {
                    let _ = self.world.ask(me, Act::DeclineTalk(window, DeclineTalk));
                }
                self.sends_home(nth, id);
                self.world.tally.one("days that ended late");
                self.comes_on(nth, later(self.world.now, 60), Stage::Closes(id));
            }
            _ => self.is_off(nth),
        }
        Ok(())
    }

    fn sends_home(&mut self, nth: usize, id: SessionId) {
        let criteria = Criteria {
            activity: 2,
            respiration: 2,
            circulation: 2,
            consciousness: 2,
            saturation: 2,
            oriented: true,
            walks: true,
            settled_stomach: true,
            settled_mind: true,
        };
        let discharge = Discharge {
            criteria,
            escort: Some(line("A friend, by car")),
            advice: Some(line(&advice::words(Lang::En, None))),
            reason: Some(line("Looked at by a prescriber")),
        };
        self.somebody(nth, Role::Prescriber, &Act::Discharge(id, discharge));
    }

    /// Somebody in a role does it: whoever was named, else another one.
    pub fn somebody(&mut self, nth: usize, role: Role, act: &Act) {
        let journey = &self.ways[nth].journey;
        let (patient, own) =
            (journey.patient, if role == Role::Nurse { journey.nurse } else { journey.prescriber });
        if self.world.ask(own.acting(), act.clone()).is_ok() {
            return;
        }
        let other: Option<Acting> = self.stands_in(nth, patient, own.id, role);
        if let Some(other) = other {
            let _ = self.world.ask(other, act.clone());
        }
    }

    /// Home: the dose counts, and what follows it lies ahead.
    fn is_home(&mut self, nth: usize, id: SessionId, session: &Session) -> Result<(), String> {
        let Some((_, ended)) = session.dose.as_ref().and_then(|dose| dose.ended) else {
            self.is_off(nth);
            return Ok(());
        };
        let way = &mut self.ways[nth];
        if way.given.contains(&ended) {
            return Ok(());
        }
        way.given.push(ended);
        way.doses += 1;
        (way.last, way.booked) = (Some(ended), way.booked.saturating_sub(1));
        self.looks_ahead(nth, WindowId::of(id))?;
        let soon = self.world.office(hours(self.world.now, 2));
        self.comes_on(nth, soon, Stage::Books);
        Ok(())
    }

    /// What a window has planned will happen, or will not.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn looks_ahead(&mut self, nth: usize, id: WindowId) -> Result<(), String> {
        let Some(window) = self.window(id)? else { return Ok(()) };
        if let Some(talk) = window.talk {
            let before = later(talk.at, -self.world.chance.between(60, 20 * 60));
            self.world.on(before, Event::TalkLost(nth, id, talk.at));
            self.world.on(talk.at, Event::Talk(nth, id, talk.at));
        } else if window.referred.is_some() {
            let then = later(hours(window.opened, 20), self.world.chance.between(0, 34 * 60));
            self.world.on(then, Event::Outside(nth, id));
        }
        Ok(())
    }
}
