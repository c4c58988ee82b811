//! Whoever leaves takes the notes along that open to nobody but them. It is the one act that outlasts an affiliation: without
//! it their notes would be lost to everybody. The record keeps that they were taken, and how many.

use super::person::{Person, PersonFact};
use super::policy::Actor;
use super::role::Role;
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// So long after somebody's role ended they can still take their own notes: thirty days. House policy.
pub const NOTES_WAIT: Hours = Hours(30 * 24);

/// "I take my notes along."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeNotes {
    /// How many are in the file.
    pub notes: u32,
}

/// Until when the notes of a role can be taken: without end while it lasts; none for a role never held.
pub fn notes_until(person: &Person, role: Role, at: Instant) -> Option<Option<Instant>> {
    let held = || person.affiliations.iter().filter(|held| held.role == role && held.term.from <= at);
    if held().any(|held| held.term.covers(at)) {
        return Some(None);
    }
    held().filter_map(|held| held.term.until).max().map(|ended| Some(ended.plus_hours(NOTES_WAIT)))
}

/// May they, at this instant? The licence is not asked: nothing is done with a patient.
pub fn may_take(person: &Person, role: Role, at: Instant) -> Result<(), Refusal> {
    match notes_until(person, role, at) {
        None => Err(Refusal::NotAffiliated),
        Some(None) => Ok(()),
        Some(Some(until)) if at < until => Ok(()),
        Some(Some(until)) => Err(Refusal::NotesWaitOver { until }),
    }
}

/// Keeps that they were taken, by their author.
pub fn take_notes(
    id: PersonId,
    act: TakeNotes,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    if *by != Actor::Person(id) {
        return Err(Refusal::NoteKeptByAuthor);
    }
    Ok(vec![PersonFact::NotesTaken { notes: act.notes, at: moment.now }])
}
