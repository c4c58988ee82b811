//! Somebody who had no part in it finds out what happened, and says what was learnt.

use std::collections::BTreeSet;

use super::{Incident, IncidentFact};
use crate::course::Course;
use crate::ids::PersonId;
use crate::practice::{Acting, Actor, Role};
use crate::refusal::Refusal;
use crate::session::Session;
use crate::time::Moment;

/// "I review it." From another reviewer only the medical director takes it over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeIncident;

/// What the reviewer found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteIncident {
    /// In their words.
    pub words: String,
}

/// "This is what we learnt." Whoever told it reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseIncident {
    /// What was learnt, and what changes; or that nothing does, and why.
    pub learnt: String,
}

/// Everybody who had a part in a visit: named on it, ever seen in it, or who ordered, drew, checked, answered or signed.
pub fn part_in(visit: &Session, course: &Course) -> BTreeSet<PersonId> {
    let named = visit.people.iter().map(|(who, _)| *who);
    named.chain(visit.took_part.iter().copied()).chain(course.orders.iter().map(|order| order.by)).collect()
}

/// May they review it? Nobody reviews what they told or did, nor a visit they had a part in.
pub fn may_review(incident: &Incident, part: &BTreeSet<PersonId>, by: &Acting) -> Result<PersonId, Refusal> {
    let Actor::Person(person) = by.actor else { return Err(Refusal::PersonUnknown) };
    if incident.told.by == person {
        return Err(Refusal::OwnIncident);
    }
    if part.contains(&person) {
        return Err(Refusal::WasThere);
    }
    if incident.told.is_directors() && by.role != Role::MedicalDirector {
        return Err(Refusal::DirectorsReview);
    }
    Ok(person)
}

/// Takes its review. One that is late may be taken from whoever has it: they may have left.
pub fn take(
    incident: &Incident,
    part: &BTreeSet<PersonId>,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let person = reviewer(incident, part, by)?;
    let may_take_over = by.role == Role::MedicalDirector || incident.is_late(moment.now);
    match incident.taken_by {
        Some(taken) if taken == person => Err(Refusal::NothingChanged),
        Some(_) if !may_take_over => Err(Refusal::IncidentTaken),
        _ => Ok(vec![IncidentFact::Taken { by: person, at: moment.now }]),
    }
}

/// Keeps what was found out.
pub fn note(
    incident: &Incident,
    part: &BTreeSet<PersonId>,
    words: &str,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let by = holder(incident, part, by)?;
    Ok(vec![IncidentFact::Noted { words: words.to_owned(), by, at: moment.now }])
}

/// Closes it.
pub fn close(
    incident: &Incident,
    part: &BTreeSet<PersonId>,
    learnt: &str,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let by = holder(incident, part, by)?;
    Ok(vec![IncidentFact::Closed { learnt: learnt.to_owned(), by, at: moment.now }])
}

fn reviewer(incident: &Incident, part: &BTreeSet<PersonId>, by: &Acting) -> Result<PersonId, Refusal> {
    if incident.is_open() { may_review(incident, part, by) } else { Err(Refusal::IncidentClosed) }
}

fn holder(incident: &Incident, part: &BTreeSet<PersonId>, by: &Acting) -> Result<PersonId, Refusal> {
    let person = reviewer(incident, part, by)?;
    if incident.taken_by == Some(person) { Ok(person) } else { Err(Refusal::IncidentNotTaken) }
}
