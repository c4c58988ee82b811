//! A wrong entry stays readable, struck through, with who and why. A correction is a new fact that names the old.

use super::{Session, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;

/// Mark an entry as wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkWrong {
    /// The version of the entry in this session.
    pub version: u64,
    /// Why.
    pub reason: Line,
}

/// Marks a reading as wrong, once.
pub fn decide(session: &Session, act: &MarkWrong, by: &Actor) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let reading = session.readings.iter().find(|reading| reading.version == act.version);
    let reading = reading.ok_or(Refusal::EntryUnknown)?;
    if reading.wrong.is_some() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![SessionFact::MarkedWrong { version: act.version, reason: act.reason.clone(), by: *person }])
}
