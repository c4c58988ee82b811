//! A note back, if they wish. The page says who reads it: the patient, and who treats them here.

use super::{Referral, ReferralFact};
use crate::refusal::Refusal;
use crate::text::prose;
use crate::time::Moment;

/// Letters of a note at most. House policy: a note, not a report; a report goes the way reports go.
pub const NOTE_MOST: usize = 2_000;
/// Notes at most for one referral. House policy.
pub const NOTES_MOST: usize = 5;

/// Write back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendReferralNote {
    /// In their words.
    pub words: String,
}

/// Keeps it.
pub fn note(
    referral: &Referral,
    act: &SendReferralNote,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    referral.link_opens(moment.now)?;
    let words = prose(&act.words)?;
    let length = words.chars().count();
    if NOTE_MOST < length {
        return Err(Refusal::TextTooLong { length, most: NOTE_MOST });
    }
    if NOTES_MOST <= referral.notes.len() {
        return Err(Refusal::ReferralNotesFull { most: NOTES_MOST });
    }
    Ok(vec![ReferralFact::NoteSent { number: moment.command, words, at: moment.now }])
}
