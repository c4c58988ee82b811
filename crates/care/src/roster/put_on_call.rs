//! Who answers from when until when.

use super::{Roster, RosterFact};
use crate::ids::PersonId;
use crate::practice::{Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// Put somebody on call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PutOnCall {
    /// Who.
    pub person: PersonId,
    /// In which role they answer: one that asks for a licence.
    pub role: Role,
    /// From this instant.
    pub from: Instant,
    /// Until this instant.
    pub until: Instant,
}

/// Puts them down, if they may answer from the first to the last instant of it. Two people may be on call at once: the
/// second is whom an unanswered signal climbs to.
pub fn put(
    roster: Option<&Roster>,
    act: PutOnCall,
    person: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<RosterFact>, Refusal> {
    let PutOnCall { person: who, role, from, until } = act;
    if role.licences().is_empty() {
        return Err(Refusal::NeedsClinician);
    }
    if until <= from {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if until <= moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let last = Instant(until.0 - 1);
    person.stand(role, here, from.max(moment.now))?;
    person.stand(role, here, last)?;
    let shifts = roster.map_or(&[][..], |roster| &roster.shifts);
    let overlaps =
        |held: Instant, end: Option<Instant>| end.is_none_or(|end| held < end && from < end) && held < until;
    if shifts.iter().any(|shift| shift.person == who && overlaps(shift.term.from, shift.term.until)) {
        return Err(Refusal::AlreadyOnCall);
    }
    let number = u32::try_from(shifts.len() + 1).unwrap_or(u32::MAX);
    Ok(vec![RosterFact::OnCallPut { number, person: who, role, from, until }])
}
