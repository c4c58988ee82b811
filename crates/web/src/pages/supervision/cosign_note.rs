//! Whoever answers for the author of a sealed note reads it, and signs it too.

use askama::Template;
use care::act::Act;
use care::ids::{CommandId, WindowId};
use care::integration::cosign_note::{CosignNote, author, may_read_supervised};
use care::practice::{ActKind, Acting, Here, Role, Tie};
use care::refusal::Refusal;
use record::submit::actor_text;

use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::parts::Service;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "supervision/note.html")]
struct NotePage {
    frame: Frame,
    author: String,
    name: String,
    at: String,
    words: Vec<String>,
    /// Who signed it already, and when.
    signed: String,
    action: String,
    command: String,
}

/// `GET /supervision/notes/{window}/{document}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let (id, document) = (visit.id("window", WindowId::read)?, visit.id("document", CommandId::read)?);
    app.permit(visit, ActKind::ReadSupervisedNote, Tie::NoPatient)?;
    let (by, now, window) = (visit.signed()?.by, app.now(), app.window(id)?);
    let reader = app.person(visit.signed()?.person_id().ok_or(Trouble::NotFound)?)?;
    let (who, written) = author(&window, document).ok_or(Trouble::Refused(Refusal::NoteKeptByAuthor))?;
    let wrote = app.person(who)?;
    let place = app.place_of(&*app.session(id.session())?).jurisdiction;
    may_read_supervised(&window, document, &by.actor, &wrote, &reader, Here::at(&place, app), now)?;
    // It is sealed for its author: whoever may read it as a supervisor reads what they would.
    let sealed =
        app.record.open_sealed(&document.to_string(), &actor_text(&Acting::person(who, Role::Therapist)))?;
    let note = sealed.ok_or(Trouble::Refused(Refusal::NoteKeptByAuthor))?;
    let signed = window.cosigned.iter().find(|(known, ..)| *known == document);
    let at = format!("/supervision/notes/{id}/{document}");
    html(&NotePage {
        frame: draw::frame(app, visit, &format!("A note of {}", wrote.name)),
        author: wrote.name.to_string(),
        name: app.patient(window.patient)?.details.name.to_string(),
        at: when::full(written, &app.zone),
        words: note.split("\n\n").map(str::to_owned).collect(),
        signed: signed.map_or_else(String::new, |(_, by, at)| {
            format!("Co-signed by {}, {}.", person_name(app, *by), when::full(*at, &app.zone))
        }),
        action: format!("{at}/cosign"),
        command: visit.form_command(),
    })
}

/// `POST /supervision/notes/{window}/{document}/cosign`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let (id, document) = (visit.id("window", WindowId::read)?, visit.id("document", CommandId::read)?);
    app.submit(visit, Act::CosignNote(id, CosignNote { document }))?;
    go("/supervision", "note-cosigned")
}
