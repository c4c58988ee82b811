//! Deleting hides at once, and can be undone for thirty days.

use care::act::Act;
use care::diary::delete::{DeleteDiaryEntry, RestoreDiaryEntry};
use care::refusal::Refusal;

use super::own_entry;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/journal/{entry}/delete`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own_entry(app, visit)?;
    match app.submit(visit, Act::DeleteDiaryEntry(id, DeleteDiaryEntry)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/journal/{id}"), "diary-deleted")
        }
        Err(trouble) => Err(trouble),
    }
}

/// `POST /me/journal/{entry}/restore`
pub fn post_restore(app: &App, visit: &Visit) -> Answered {
    let (id, _) = own_entry(app, visit)?;
    match app.submit(visit, Act::RestoreDiaryEntry(id, RestoreDiaryEntry)) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {
            go(format!("/me/journal/{id}"), "diary-restored")
        }
        Err(trouble) => Err(trouble),
    }
}
