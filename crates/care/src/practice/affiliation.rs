//! Who works here, as what, from when until when. Access, bookings, public pages and disclosures follow it
//! at that instant.

use super::person::{Person, PersonFact};
use super::role::Role;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment, Term, When};

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
}

/// Somebody no longer works here in any role from this instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndAffiliation {
    /// The first instant at which they have no access. Not in the past: what they did until now stands.
    pub at: When,
}

/// Begins one. A second, overlapping one in the same role is refused.
pub fn begin(person: &Person, act: BeginAffiliation) -> Result<Vec<PersonFact>, Refusal> {
    if !act.role.is_staff() {
        return Err(Refusal::RoleIsNotStaff);
    }
    let overlaps = |term: &Term| term.until.is_none_or(|until| term.from < until && act.from < until);
    if person.affiliations.iter().any(|held| held.role == act.role && overlaps(&held.term)) {
        return Err(Refusal::AlreadyAffiliated);
    }
    Ok(vec![PersonFact::AffiliationBegan { role: act.role, from: act.from }])
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
