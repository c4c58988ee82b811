//! Somebody who audits takes a copy of the record along. What it held is known by its hash, so that a copy shown later can
//! be told from one that was changed.

use super::person::PersonFact;
use super::policy::Actor;
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::time::{Date, Moment};

/// "I take a copy."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeRecord {
    /// As it stood at the end of this day; none means as it stands.
    pub on: Option<Date>,
    /// The place of the last fact in it.
    pub position: u64,
    /// SHA-256 of the file, 64 lower-case hex digits.
    pub sha256: String,
}

/// Keeps that it was taken, by whoever takes it.
pub fn take_record(
    id: PersonId,
    act: &TakeRecord,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    if *by != Actor::Person(id) {
        return Err(Refusal::NotYourRecord);
    }
    let hex = |letter: u8| letter.is_ascii_digit() || (b'a'..=b'f').contains(&letter);
    if act.sha256.len() != 64 || !act.sha256.bytes().all(hex) {
        return Err(Refusal::HashUnreadable);
    }
    let (on, position, sha256) = (act.on, act.position, act.sha256.clone());
    Ok(vec![PersonFact::RecordTaken { on, position, sha256, at: moment.now }])
}
