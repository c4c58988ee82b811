//! Adding to a signed record: what was signed stands as it was, and this stands below it, with a name and a time of its own.

use super::{Session, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Add to a signed record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmendRecord {
    /// What is added, in a person's words.
    pub words: Line,
}

/// Adds it. Before the signature there is nothing to amend: an entry is made, or marked as wrong.
pub fn decide(
    session: &Session,
    act: &AmendRecord,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if session.signed.is_none() {
        return Err(Refusal::RecordNotSigned);
    }
    Ok(vec![SessionFact::RecordAmended { words: act.words.clone(), by: *person, at: moment.now }])
}
