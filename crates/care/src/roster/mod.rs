//! When the clinic answers, and who is on call when it does not. One roster for each house.
//!
//! Shifts are instants; opening hours are civil times in the zone of the house, which only the edges know.

pub mod hours;
pub mod put_on_call;
pub mod set_clinic_hours;
pub mod take_off_call;

use crate::ids::PersonId;
use crate::practice::Role;
use crate::time::{Instant, Term};

pub use hours::{ClinicHours, Door, LocalTime, Opening};
pub use put_on_call::PutOnCall;
pub use set_clinic_hours::SetClinicHours;
pub use take_off_call::TakeOffCall;

/// Somebody answers from an instant until another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shift {
    /// 1, 2, … in the order they were put down.
    pub number: u32,
    /// Who.
    pub person: PersonId,
    /// In which role they answer.
    pub role: Role,
    /// From–until. Taken off, it ends then; one that had not begun is empty.
    pub term: Term,
}

/// What the facts say of who answers when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roster {
    /// When the clinic answers. Unknown until somebody says.
    pub hours: Option<ClinicHours>,
    /// Every shift ever put down.
    pub shifts: Vec<Shift>,
}

/// What can have happened to the roster.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum RosterFact {
    /// The clinic answers at these hours.
    HoursSet { hours: ClinicHours },
    /// Somebody is on call.
    OnCallPut { number: u32, person: PersonId, role: Role, from: Instant, until: Instant },
    /// A shift ends before its time, or never begins.
    OnCallTaken { number: u32, at: Instant },
}

impl Roster {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &RosterFact) -> Option<Self> {
        let mut roster = before.unwrap_or_default();
        match fact {
            RosterFact::HoursSet { hours } => roster.hours = Some(hours.clone()),
            RosterFact::OnCallPut { number, person, role, from, until } => {
                let term = Term { from: *from, until: Some(*until) };
                roster.shifts.push(Shift { number: *number, person: *person, role: *role, term });
            }
            RosterFact::OnCallTaken { number, at } => {
                for shift in roster.shifts.iter_mut().filter(|shift| shift.number == *number) {
                    shift.term.until = Some(shift.term.from.max(*at));
                }
            }
        }
        Some(roster)
    }

    /// Who is on call at this instant, whoever came first first. Whether they may answer is for the rules.
    pub fn on_call(&self, at: Instant) -> impl Iterator<Item = &Shift> {
        let mut now: Vec<&Shift> = self.shifts.iter().filter(|shift| shift.term.covers(at)).collect();
        now.sort_by_key(|shift| (shift.term.from, shift.number));
        now.into_iter()
    }

    /// Shifts that are not over, soonest first.
    pub fn coming(&self, at: Instant) -> Vec<Shift> {
        let is_ahead =
            |shift: &&Shift| shift.term.until.is_none_or(|until| at < until && shift.term.from < until);
        let mut coming: Vec<Shift> = self.shifts.iter().filter(is_ahead).copied().collect();
        coming.sort_by_key(|shift| (shift.term.from, shift.number));
        coming
    }

    /// The stretches between two instants in which nobody is on call.
    pub fn gaps(&self, from: Instant, until: Instant) -> Vec<(Instant, Instant)> {
        let (mut gaps, mut covered) = (vec![], from);
        for shift in self.coming(from).into_iter().filter(|shift| shift.term.from < until) {
            if covered < shift.term.from {
                gaps.push((covered, shift.term.from));
            }
            covered = covered.max(shift.term.until.unwrap_or(until));
        }
        if covered < until {
            gaps.push((covered, until));
        }
        gaps
    }
}
