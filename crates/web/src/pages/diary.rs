//! The patient's diary ("Journal" on screens and in addresses): their own pages, and the page of whoever an entry is
//! shared with. Content is opened for its reader when a page is drawn, and kept nowhere.

pub mod delete_diary_entry;
pub mod opened;
pub mod read_diary_entry;
pub mod see_diary;
pub mod see_entry;
pub mod share_diary_entry;
pub mod shared;
pub mod words_back;
pub mod write_diary_entry;

use std::sync::Arc;

use care::diary::DiaryEntry;
use care::ids::{DiaryEntryId, PatientId};
use care::refusal::Refusal;

use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

/// The signed-in patient.
///
/// # Errors
/// The refusal.
pub fn own(visit: &Visit) -> Result<PatientId, Trouble> {
    visit.signed()?.patient_id().ok_or(Trouble::Refused(Refusal::NotYourRecord))
}

/// The entry in the address, if it is one's own. An entry of somebody else is not there.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn own_entry(app: &App, visit: &Visit) -> Result<(DiaryEntryId, Arc<DiaryEntry>), Trouble> {
    let (id, me) = (visit.id("entry", DiaryEntryId::read)?, own(visit)?);
    let entry = app.diary(id)?;
    if entry.patient == me && entry.erased.is_none() { Ok((id, entry)) } else { Err(Trouble::NotFound) }
}

/// A refusal in the reader's language, where the diary has words of its own for it.
pub fn refusal_words(lang: Lang, no: &Refusal) -> String {
    let mb = |bytes: u32| format!("{:.1}", f64::from(bytes) / (1024.0 * 1024.0));
    match no {
        Refusal::TextMissing => lang.say("diary-no-text"),
        Refusal::TextTooLong { length, most } => lang.say_with(
            "diary-no-text-too-long",
            &[("length", &length.to_string()), ("most", &most.to_string())],
        ),
        Refusal::DiaryPieceUnfit => lang.say("diary-no-unfit"),
        Refusal::DiaryPieceTooBig { size_bytes, most_bytes } => {
            lang.say_with("diary-no-too-big", &[("size", &mb(*size_bytes)), ("most", &mb(*most_bytes))])
        }
        other => words::refusal(lang, other),
    }
}
