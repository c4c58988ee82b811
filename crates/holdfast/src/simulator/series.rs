//! From the first telephone call to the first dose, and from one dose to the next.

use care::session::plan_window::Plan;
use care::time::Instant;

use super::afterwards::talk;
use super::days::{Days, days, hours, later};
use super::journey::Journey;
use super::people::INTENTIONS;
use super::screening::FINDINGS;
use super::sitting::{Sitting, Visit};
use super::staff::Member;
use super::turn::Turn;
use super::words::line;

impl Journey {
    /// Arrives, answers, is cleared, consents, prepares, and has an order. Answers when the order was written.
    pub fn gets_ready(&mut self, book: &mut Days, arrives: Instant, finding: Option<usize>) -> Instant {
        let contact = self.contact();
        let arrives = book.open(arrives);
        self.arrives(arrives, &contact);
        let answered = hours(arrives, 30);
        let found: Vec<(&str, &str)> =
            finding.and_then(|nth| FINDINGS.get(nth).copied()).into_iter().collect();
        let yes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        self.answers_screening(answered, &yes);
        let cleared = book.open(hours(answered, 12));
        self.is_cleared(later(cleared, 15), &found);
        let consented = hours(cleared, 26);
        self.consents(consented);
        let n = if self.door.is_kap() { 3 } else { 1 };
        let mut visits = vec![];
        let mut after = hours(consented, 25);
        for _ in 0..n {
            let visit = book.meeting(book.open(after), self.prepared_by().id);
            visits.push(visit);
            after = days(visit.0, 2);
        }
        self.prepares(&visits);
        let ordered = hours(visits.last().map_or(after, |(at, _)| *at), 3);
        self.is_ordered(ordered);
        ordered
    }

    /// Where to reach them, as they asked.
    fn contact(&mut self) -> String {
        let n = self.script.chance.between(100, 199);
        let way = if self.script.chance.once_in(2) { "text" } else { "call" };
        format!("{way} (555) 0{n}")
    }

    /// Ready in time for a first dose then.
    pub fn is_ready_for(&mut self, book: &mut Days, first: Instant, finding: Option<usize>) {
        let lead = if self.door.is_kap() { 24 } else { 16 };
        self.gets_ready(book, days(first, -lead), finding);
        let words = self.script.chance.one_of(&INTENTIONS).unwrap_or(INTENTIONS[0]);
        self.intends(hours(first, -14), words);
    }

    /// The doses before this one, in free chairs, each with its talk; and everything before the first.
    pub fn had_before(&mut self, book: &mut Days, begins: Instant, turns: &[Turn]) {
        let n = i64::try_from(turns.len()).unwrap_or(0);
        let (apart_h, each_d) = if self.door.is_kap() { (75, 7) } else { (50, 5) };
        // An infusion series spans 21 days at most, this dose included.
        let most_d = if self.door.is_kap() { i64::MAX } else { 20 };
        let mut after = days(begins, -(n * each_d + 3).min(most_d));
        let mut doses = vec![];
        for turn in turns {
            let (at, room) = book.chair(after, self.door.rooms(), self.held());
            doses.push((at, room, *turn));
            after = hours(at, apart_h);
        }
        let first = doses.first().map_or(begins, |(at, ..)| *at);
        self.is_ready_for(book, first, None);
        for (at, room, turn) in doses {
            let plan = self.usual_plan(book, at);
            self.sits_and_talks(&Sitting { booked: days(at, -2), begins: at, room, plan, turn });
        }
    }

    /// What follows a dose on most days: the next day at the same time or a little later, when somebody is free.
    pub fn usual_plan(&mut self, book: &mut Days, begins: Instant) -> Plan {
        let at = later(hours(begins, 24), self.script.chance.between(0, 5) * 30);
        match self.talks_with() {
            Some(with) => talk(&with, book.talk(at, with.id)),
            None => Plan::Referral { to: line("Dana Cho PhD") },
        }
    }

    /// A dosing day, and the talk it was planned with.
    pub fn sits_and_talks(&mut self, sitting: &Sitting) -> Visit {
        let visit = self.sits(sitting);
        if let (Plan::Talk { with, at, .. }, true) = (&sitting.plan, sitting.turn != Turn::ChangedTheirMind)
            && let Some(member) = self.member(*with)
        {
            self.talks(visit.session, member, *at);
        }
        if matches!(sitting.plan, Plan::Referral { .. }) && sitting.turn != Turn::ChangedTheirMind {
            self.has_met_outside(visit.session, sitting.begins);
        }
        visit
    }

    fn member(&self, id: care::ids::PersonId) -> Option<Member> {
        self.staff.all().into_iter().find(|member| member.id == id)
    }
}
