//! The page of whoever an entry is shared with: a member of staff, in their own shell.

use std::sync::Arc;

use askama::Template;
use care::diary::DiaryEntry;
use care::ids::DiaryEntryId;
use care::practice::{ActKind, Tie};

use super::opened::{Opened, open};
use super::see_entry::piece;
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::pages::windows::first_name;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "diary/read_diary_entry.html")]
struct Page {
    frame: Frame,
    name: String,
    day: String,
    since: String,
    opened: Opened,
}

#[derive(Template)]
#[template(path = "diary/read_diary_entry_support.html")]
struct SupportPage {
    frame: Frame,
    name: String,
    day: String,
    since: String,
    opened: Opened,
}

/// The entry in the address, if it is shared with whoever looks and they may read it now. Whatever else it is, it is
/// not there: nobody learns that an entry exists.
fn shared_entry(app: &App, visit: &Visit) -> Result<(DiaryEntryId, Arc<DiaryEntry>), Trouble> {
    let id = visit.id("entry", DiaryEntryId::read)?;
    let by = visit.signed()?.by;
    let entry = app.diary(id)?;
    entry.may_read(&by.actor).map_err(|_| Trouble::NotFound)?;
    app.permit(visit, ActKind::ReadDiaryEntry, Tie::Shared)?;
    Ok((id, entry))
}

/// `GET /shared/{entry}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (id, entry) = shared_entry(app, visit)?;
    let patient = app.patient(entry.patient)?;
    let me = visit.signed()?.person_id();
    let share = entry.shares.iter().rev().find(|share| Some(share.with) == me && share.term.until.is_none());
    let since = share.map_or_else(String::new, |share| when::day_clock(share.term.from, &app.zone));
    let opened = open(app, visit, "/shared", id, &entry)?;
    let day = when::day(entry.begun, &app.zone);
    let first = first_name(patient.details.name.as_str()).to_owned();
    let frame = draw::live_frame(app, visit, "From their diary");
    if frame.shell == Shell::Support {
        return html(&SupportPage { frame, name: first, day, since, opened });
    }
    html(&Page { frame, name: patient.details.name.as_str().to_owned(), day, since, opened })
}

/// `GET /shared/{entry}/{document}`
pub fn get_piece(app: &App, visit: &Visit) -> Answered {
    let (_, entry) = shared_entry(app, visit)?;
    piece(app, visit, &entry)
}
