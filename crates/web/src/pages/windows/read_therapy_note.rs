//! Opening a sealed note as its author. Whoever answers for them has a page of their own for it.

use askama::Template;
use care::ids::CommandId;
use care::integration::write_note;
use care::practice::{ActKind, Role};
use care::refusal::Refusal;
use record::submit::actor_text;

use super::{Subject, tie};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Service;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "windows/note.html")]
struct NotePage {
    frame: Frame,
    back: String,
    name: String,
    at: String,
    words: Vec<String>,
    /// Somebody else opens it, too: whoever answers for its author.
    supervised: bool,
}

/// `GET /windows/{window}/notes/{document}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let document = visit.id("document", CommandId::read)?;
    app.permit(visit, ActKind::ReadTherapyNote, tie(app, visit, &subject.window)?)?;
    let by = visit.signed()?.by;
    write_note::may_read(&subject.window, document, &by.actor)?;
    let author = app.person(visit.signed()?.person_id().ok_or(Trouble::NotFound)?)?;
    let sealed = app.record.open_sealed(&document.to_string(), &actor_text(&by))?;
    let note = sealed.ok_or(Trouble::Refused(Refusal::NoteKeptByAuthor))?;
    let mut known = subject.window.therapy_notes.iter();
    let written = known.find(|(id, ..)| *id == document).map(|(_, _, at)| *at);
    html(&NotePage {
        frame: draw::frame(app, visit, "A sealed therapy note"),
        back: format!("/windows/{}/therapy", subject.id),
        name: subject.name.clone(),
        at: written.map(|at| when::full(at, &app.zone)).unwrap_or_default(),
        supervised: written.is_some_and(|at| author.supervisors(Role::Therapist, at).next().is_some()),
        words: note.split("\n\n").map(str::to_owned).collect(),
    })
}
