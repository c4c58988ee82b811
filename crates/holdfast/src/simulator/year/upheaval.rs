//! What changes in a house over a year: people come and go, licences run out, rooms cannot be used, a protocol is written anew.

use care::act::Act;
use care::ids::{PersonId, ProtocolId, ScheduleId};
use care::practice::Licence;
use care::practice::affiliation::EndAffiliation;
use care::protocol::{DraftProtocol, Key, SourceStatus};
use care::schedule::{BlockRoom, TakeLeave};
use care::time::{Instant, When};

use super::event::{Event, Turn};
use super::life::Life;
use super::world::is_weekend;
use crate::simulator::days::{days, later};
use crate::simulator::house::HOUSE;
use crate::simulator::words::line;

/// Rooms of the list, counted from one.
const ROOMS: i64 = 18;

impl Life {
    /// Everything that will change is drawn on the first day.
    pub fn foresees(&mut self) {
        let (from, until) = (self.world.now, self.until);
        let span_d = (until.0 - from.0) / (24 * 3_600_000_000);
        for nth in 1..self.crew.all.len() {
            self.foresees_leaves(nth, from, span_d);
            // A third leave within a year, in the middle of a working day; in a slice of one, still some.
            if self.world.chance.between(0, 1_094) < span_d.max(150) {
                let day = self.world.chance.between(span_d / 6, span_d.max(2) - 1);
                let leaves = self.in_the_middle_of(days(from, day));
                self.world.on(leaves, Event::Crew(nth, Turn::Leaves));
                self.replaces(nth, leaves);
            }
            self.renews_at(nth);
        }
        let mid = later(self.world.office(days(from, span_d * 2 / 5)), 7);
        self.world.on(mid, Event::Crew(0, Turn::Renews));
    }

    fn in_the_middle_of(&mut self, at: Instant) -> Instant {
        let minute = self.world.chance.between(11 * 60 + 5, 15 * 60 + 10);
        let mut day = self.world.day(at);
        while is_weekend(day) {
            day = super::world::World::after(day, 1);
        }
        self.world.at(day, minute)
    }

    fn foresees_leaves(&mut self, nth: usize, from: Instant, span_d: i64) {
        let person = self.crew.all[nth].member.id;
        for _ in 0..(span_d / 110).max(1) {
            let begins = days(from, self.world.chance.between(3, span_d.max(4)));
            let ends = days(begins, self.world.chance.between(1, 8));
            // Some say it weeks before, some on the morning.
            let said =
                if self.world.chance.once_in(4) { begins } else { days(begins, -20).max(later(from, 60)) };
            self.leaves.push((said, person, later(begins, 30), ends));
        }
    }

    /// Somebody else is taken on, before or after.
    fn replaces(&mut self, nth: usize, leaves: Instant) {
        let (member, practice) = (self.crew.all[nth].member, self.crew.all[nth].practice);
        let id = PersonId(self.world.id());
        let next = self.crew.thinks_of(id, member.role, member.licence, practice);
        let comes = days(leaves, self.world.chance.between(-14, 10)).max(later(self.world.now, 120));
        let comes = self.world.office(comes);
        self.world.on(comes, Event::Crew(next, Turn::Hired));
    }

    /// When the licence recorded last is looked up again: most in time, some late, a few not before long.
    fn renews_at(&mut self, nth: usize) {
        let worker = &self.crew.all[nth];
        if worker.member.licence == Licence::NotLicensed {
            return;
        }
        let Some(until) = self.lapse(worker.member.id) else { return };
        let late = match self.world.chance.between(0, 9) {
            0..6 => days(until, -self.world.chance.between(1, 12)),
            6..9 => later(until, self.world.chance.between(60, 6 * 24 * 60)),
            _ => days(until, 30),
        };
        let at = self.world.office(late.max(self.world.now));
        self.world.on(at, Event::Crew(nth, Turn::Renews));
    }

    /// When the last licence of somebody runs out.
    pub fn lapse(&self, id: PersonId) -> Option<Instant> {
        let state = self.world.state(care::fact::Stream::Person(id)).ok()?;
        let person = record::state_as!(state, Person)?;
        person.credentials.iter().filter_map(|held| held.term.until).max()
    }

    /// Something happens to one of the people of the house.
    ///
    /// # Errors
    /// An act that nobody refuses here.
    pub fn turns(&mut self, nth: usize, turn: Turn) -> Result<(), String> {
        let director = self.crew.all[0].member.acting();
        match turn {
            Turn::Hired => {
                self.takes_on(nth, director)?;
                self.renews_at(nth);
                self.world.tally.one("people taken on");
            }
            Turn::Leaves => {
                let id = self.crew.all[nth].member.id;
                let end = EndAffiliation { at: When::Now };
                self.must(director, Act::EndAffiliation(id, end))?;
                self.crew.all[nth].until = Some(self.world.now);
                self.world.tally.one("people who left in the middle of a day");
            }
            Turn::Renews if nth == 0 => self.supersedes()?,
            Turn::Renews => {
                if self.crew.all[nth].until.is_none_or(|until| self.world.now < until) {
                    let id = self.crew.all[nth].member.id;
                    let lapsed = self.lapse(id).is_some_and(|until| until <= self.world.now);
                    self.records_licence(nth, director)?;
                    self.crew.all[nth].aside = Instant(0);
                    self.world.tally.one(if lapsed {
                        "licences renewed late"
                    } else {
                        "licences renewed in time"
                    });
                    self.renews_at(nth);
                }
            }
        }
        Ok(())
    }

    /// A newer version of each infusion protocol, signed: those under way go by it from their next visit on.
    fn supersedes(&mut self) -> Result<(), String> {
        let director = self.crew.all[0].member.acting();
        let older = self.clinic.protocols.all.clone();
        for (revises, mut content) in
            older.into_iter().filter(|(_, old)| old.slug.as_str().starts_with("infusion"))
        {
            if let Some(value) = content.values.get_mut(&Key::StopSystolic) {
                (value.amount, value.status) = (175, SourceStatus::Clinic);
                value.source = "Clinic policy 12, medical director's meeting".to_owned();
            }
            let id = ProtocolId(self.world.id());
            let draft = DraftProtocol { content: content.clone(), revises: Some(revises) };
            self.must(director, Act::DraftProtocol(id, draft))?;
            // The newer one first: it is found by its name.
            self.clinic.protocols.all.insert(0, (id, content));
            self.signs(id)?;
            self.world.tally.one("protocols superseded");
        }
        Ok(())
    }

    /// A day begins.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn day(&mut self) -> Result<(), String> {
        let now = self.world.now;
        let today = self.world.day(now);
        let next = self.world.at(super::world::World::after(today, 1), 6 * 60);
        self.world.on(next, Event::Day);
        self.looks_after_supervision()?;
        crate::timer::ask_by_schedule(&self.world.record).map_err(|fault| fault.to_string())?;
        self.desk_hours();
        self.writes_down_leaves();
        if is_weekend(today) {
            return Ok(());
        }
        if self.world.chance.once_in(9) {
            self.blocks_a_room();
        }
        let whole = self.rate_milli / 1_000;
        let rest = u64::try_from(self.rate_milli % 1_000).unwrap_or(0);
        let one_more = self.world.chance.bits() % 1_000 < rest;
        for _ in 0..whole + i64::from(one_more) {
            let minute = 9 * 60 + self.world.chance.between(0, 6 * 60);
            let at = self.world.at(today, minute);
            self.newcomer(at);
        }
        Ok(())
    }

    fn writes_down_leaves(&mut self) {
        let now = self.world.now;
        let (due, ahead): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.leaves).into_iter().partition(|(said, ..)| *said <= now);
        self.leaves = ahead;
        for (_, person, from, until) in due {
            let desk = self.desk();
            let take = TakeLeave { person, from, until };
            if self.world.ask(desk, Act::TakeLeave(ScheduleId::of(HOUSE), take)).is_ok()
                && let Some(nth) = self.crew.place(person)
            {
                self.crew.all[nth].away.push((from, until));
            }
        }
    }

    fn blocks_a_room(&mut self) {
        let room = u32::try_from(self.world.chance.between(1, ROOMS)).unwrap_or(1);
        let from = later(self.world.now, self.world.chance.between(60, 5 * 24 * 60));
        let until = later(from, self.world.chance.between(120, 2 * 24 * 60));
        let desk = self.desk();
        let block = BlockRoom { room, from, until, why: line("The floor is being laid.") };
        if self.world.ask(desk, Act::BlockRoom(ScheduleId::of(HOUSE), block)).is_ok() {
            self.world.tally.one("rooms blocked for a while");
        }
    }
}
