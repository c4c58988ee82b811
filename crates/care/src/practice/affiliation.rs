//! Who works here, as what, from when until when. Access, bookings, public pages and disclosures follow it
//! at that instant.

use super::person::{Person, PersonFact};
use super::role::Role;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment, Term, When};
use crate::units::Hours;

/// A practitioner's tie to the house in one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Affiliation {
    /// As what.
    pub role: Role,
    /// From–until.
    pub term: Term,
}

/// Take somebody on in a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeginAffiliation {
    /// As what.
    pub role: Role,
    /// From when.
    pub from: Instant,
    /// The first instant at which it no longer holds, where that is known already. Whoever audits has one.
    pub until: Option<Instant>,
}

/// Somebody no longer works here in any role from this instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndAffiliation {
    /// The first instant at which they have no access. Not in the past: what they did until now stands.
    pub at: When,
}

/// An auditor is let in for so long at most: ninety days. House policy; another grant can follow it.
pub const LONGEST_AUDIT: Hours = Hours(90 * 24);

/// Begins one. A second, overlapping one in the same role is refused. Whoever audits does so for a time that has an end, and
/// works here in nothing else meanwhile.
pub fn begin(person: &Person, act: BeginAffiliation) -> Result<Vec<PersonFact>, Refusal> {
    if !act.role.is_staff() {
        return Err(Refusal::RoleIsNotStaff);
    }
    if act.until.is_some_and(|until| until <= act.from) {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    let term = Term { from: act.from, until: act.until };
    let mut beside = person.affiliations.iter().filter(|held| overlap(&held.term, &term));
    if beside.clone().any(|held| held.role == act.role) {
        return Err(Refusal::AlreadyAffiliated);
    }
    if act.role == Role::Auditor {
        let longest = act.from.plus_hours(LONGEST_AUDIT);
        if act.until.is_none_or(|until| longest < until) {
            return Err(Refusal::AuditHasAnEnd);
        }
    }
    if beside.any(|held| (held.role == Role::Auditor) != (act.role == Role::Auditor)) {
        return Err(Refusal::AuditorWorksHere);
    }
    let (role, from, until) = (act.role, act.from, act.until);
    Ok(vec![PersonFact::AffiliationBegan { role, from, until }])
}

/// Do two terms share an instant? One that ended as it began, or before, covers none.
fn overlap(one: &Term, other: &Term) -> bool {
    let before = |at: Instant, until: Option<Instant>| until.is_none_or(|until| at < until);
    before(one.from, one.until)
        && before(other.from, other.until)
        && before(one.from, other.until)
        && before(other.from, one.until)
}

/// Ends every open affiliation of a person at one instant.
pub fn end(person: &Person, act: EndAffiliation, moment: &Moment) -> Result<Vec<PersonFact>, Refusal> {
    let at = act.at.instant(moment);
    if at < moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    if !person.affiliations.iter().any(|held| held.term.until.is_none_or(|until| at < until)) {
        return Err(Refusal::NotAffiliated);
    }
    Ok(vec![PersonFact::AffiliationEnded { at }])
}
