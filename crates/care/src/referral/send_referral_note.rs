//! A note back, if they wish. The page says who reads it: the patient, and who treats them here.

use super::{Referral, ReferralFact};
use crate::fact::{Fact, Stream};
use crate::ids::{ReferralId, TaskId};
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::text::prose;
use crate::time::Moment;
use crate::units::Hours;

/// Letters of a note at most. House policy: a note, not a report; a report goes the way reports go.
pub const NOTE_MOST: usize = 2_000;
/// Notes at most for one referral. House policy.
pub const NOTES_MOST: usize = 5;
/// How long a clinician has to read a note. House policy: it can hold a warning, so it is read within half a working day and
/// climbs after that; the page says that nobody may read it at once, and whom to call.
pub const NOTE_ANSWER: Hours = Hours(4);

/// Write back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendReferralNote {
    /// In their words.
    pub words: String,
}

/// Keeps it, and a prescriber owes a look. The task says that there is a note; its words are on the referral's own page.
pub fn note(
    id: ReferralId,
    referral: &Referral,
    act: &SendReferralNote,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    referral.link_opens(moment.now)?;
    let words = prose(&act.words)?;
    let length = words.chars().count();
    if NOTE_MOST < length {
        return Err(Refusal::TextTooLong { length, most: NOTE_MOST });
    }
    if NOTES_MOST <= referral.notes.len() {
        return Err(Refusal::ReferralNotesFull { most: NOTES_MOST });
    }
    let sent = ReferralFact::NoteSent { number: moment.command, words, at: moment.now };
    let read = TaskFact::Opened {
        matter: Matter::ReferralNote,
        patient: referral.written.patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_hours(NOTE_ANSWER),
        note: None,
    };
    let task = Stream::Task(TaskId::from_command(moment.command, 0));
    Ok(vec![Fact::on(Stream::Referral(id), sent), Fact::on(task, read)])
}
