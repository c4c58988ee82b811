//! A note at the chair: what somebody saw or heard, in their words. It is part of the record of the visit; a therapy note is
//! written elsewhere and sealed.

use super::{Phase, Session, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Write a note at the chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteChairNote {
    /// In a person's words.
    pub words: Line,
}

/// Keeps it, while the person is here. Afterwards the record is amended.
pub fn decide(
    session: &Session,
    act: &WriteChairNote,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    let at = moment.plausible()?;
    Ok(vec![SessionFact::ChairNoteWritten { words: act.words.clone(), by: *person, at }])
}
