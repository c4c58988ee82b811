//! Somebody is away from an instant until another.

use super::{Schedule, ScheduleFact, next};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// "Away, from then until then." Why is nobody's business here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeLeave {
    /// Who.
    pub person: PersonId,
    /// From this instant.
    pub from: Instant,
    /// Until this instant.
    pub until: Instant,
}

/// "Back again", or "not away after all".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndLeave {
    /// Which.
    pub number: u32,
}

/// Puts it down. Visits and talks already booked in it stay until somebody moves them: the schedule says which.
pub fn take(
    schedule: Option<&Schedule>,
    act: TakeLeave,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let TakeLeave { person, from, until } = act;
    if until <= from {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if until <= moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let leaves = schedule.map_or(&[][..], |schedule| &schedule.leaves);
    let inside = |held: &super::Leave| {
        held.person == person && held.term.from <= from && held.term.until.is_some_and(|end| until <= end)
    };
    if leaves.iter().any(inside) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::LeaveTaken { number: next(leaves.len()), person, from, until }])
}

/// Ends it now.
pub fn end(
    schedule: Option<&Schedule>,
    act: EndLeave,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let mut leaves = schedule.into_iter().flat_map(|schedule| &schedule.leaves);
    let leave = leaves.find(|leave| leave.number == act.number).ok_or(Refusal::LeaveUnknown)?;
    if leave.term.until.is_some_and(|until| until <= moment.now || until <= leave.term.from) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::LeaveEnded { number: act.number, at: moment.now }])
}
