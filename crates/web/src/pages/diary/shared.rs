//! What somebody shared with me from their diary: on the pages of whoever it was shared with, and nowhere else. What is
//! loaded is what is shared with this person at this instant; there is nothing else to hide.

use care::ids::{DiaryEntryId, PatientId};
use record::views::ask_diary;

use super::opened::{Opened, open};
use crate::answer::Trouble;
use crate::app::App;
use crate::visit::Visit;
use crate::when;

/// An entry shared with me.
pub struct Shared {
    /// Its page.
    pub href: String,
    /// The day it was begun.
    pub day: String,
    /// Machine time of that.
    pub iso: String,
    /// What is in it.
    pub opened: Opened,
}

/// Everything of one patient's diary that is shared with whoever looks.
///
/// # Errors
/// The refusal, or the store's.
pub fn with_me(app: &App, visit: &Visit, patient: PatientId) -> Result<Vec<Shared>, Trouble> {
    let Some(me) = visit.signed()?.person_id() else { return Ok(vec![]) };
    let ids: Vec<DiaryEntryId> = app.read(|conn, org| ask_diary::shared_with(conn, org, me, patient))?;
    let mut shared = vec![];
    for id in ids {
        let entry = app.diary(id)?;
        // Taken back between the list and the entry: then it is not there.
        let Ok(opened) = open(app, visit, "/shared", id, &entry) else { continue };
        shared.push(Shared {
            href: format!("/shared/{id}"),
            day: when::day(entry.begun, &app.zone),
            iso: when::iso(entry.begun, &app.zone),
            opened,
        });
    }
    Ok(shared)
}
