//! Somebody who had no part in it finds out what happened, and says what was learnt.

use super::{Incident, IncidentFact};
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

/// May they review it? Nobody reviews what they told or did, nor a visit they were named on or seen in.
pub fn may_review(incident: &Incident, visit: Option<&Session>, by: PersonId) -> Result<(), Refusal> {
    if incident.told.by == by {
        return Err(Refusal::OwnIncident);
    }
    let was_there = |visit: &Session| visit.people.iter().chain(&visit.present).any(|(who, _)| *who == by);
    if visit.is_some_and(was_there) { Err(Refusal::WasThere) } else { Ok(()) }
}

/// Takes its review.
pub fn take(
    incident: &Incident,
    visit: Option<&Session>,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let person = reviewer(incident, visit, &by.actor)?;
    match incident.taken_by {
        Some(taken) if taken == person => Err(Refusal::NothingChanged),
        Some(_) if by.role != Role::MedicalDirector => Err(Refusal::IncidentTaken),
        _ => Ok(vec![IncidentFact::Taken { by: person, at: moment.now }]),
    }
}

/// Keeps what was found out.
pub fn note(
    incident: &Incident,
    visit: Option<&Session>,
    act: &NoteIncident,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let by = holder(incident, visit, by)?;
    Ok(vec![IncidentFact::Noted { words: act.words.clone(), by, at: moment.now }])
}

/// Closes it.
pub fn close(
    incident: &Incident,
    visit: Option<&Session>,
    act: &CloseIncident,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let by = holder(incident, visit, by)?;
    Ok(vec![IncidentFact::Closed { learnt: act.learnt.clone(), by, at: moment.now }])
}

fn reviewer(incident: &Incident, visit: Option<&Session>, by: &Actor) -> Result<PersonId, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    if !incident.is_open() {
        return Err(Refusal::IncidentClosed);
    }
    may_review(incident, visit, *by)?;
    Ok(*by)
}

fn holder(incident: &Incident, visit: Option<&Session>, by: &Actor) -> Result<PersonId, Refusal> {
    let person = reviewer(incident, visit, by)?;
    if incident.taken_by == Some(person) { Ok(person) } else { Err(Refusal::IncidentNotTaken) }
}
