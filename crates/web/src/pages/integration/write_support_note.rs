//! A support note: what came up, images, small steps. There is no field for anything clinical.

use askama::Template;
use care::act::Act;
use care::integration::write_note::WriteSupportNote;
use care::refusal::Refusal;

use super::person::{Note, notes};
use super::wall::client;
use super::word_check::{Found, check};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "integration/note.html")]
struct NoteForm {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    step: String,
    command: String,
    held: bool,
    errors: Errors,
    found: Vec<Found>,
    themes: String,
    images: String,
    steps: String,
    notes: Vec<Note>,
}

/// `GET /integration/{window}/note`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), vec![])
}

/// `POST /integration/{window}/note`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let client = client(app, visit)?;
    let found = check(&[visit.value("themes"), visit.value("images"), visit.value("steps")]);
    if !found.is_empty() && !visit.ticked("keep") {
        return draw(app, visit, Errors::default(), found);
    }
    let part = |name: &str| visit.given(name).map(str::to_owned);
    let act = WriteSupportNote { themes: part("themes"), images: part("images"), steps: part("steps") };
    match app.submit(visit, Act::WriteSupportNote(client.window, act)) {
        Ok(_) => go(format!("/integration/{}", client.window), "note-kept"),
        Err(Trouble::Refused(
            no @ (Refusal::TextMissing | Refusal::TextTooLong { .. } | Refusal::TextHasHiddenMarks),
        )) => {
            let mut errors = Errors::default();
            errors.add("themes", &words::refusal(Lang::En, &no));
            draw(app, visit, errors, vec![])
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors, found: Vec<Found>) -> Answered {
    let client = client(app, visit)?;
    let title = format!("Note about the talk with {}", client.first_name);
    let page = NoteForm {
        frame: draw::frame(app, visit, &title),
        back: format!("/integration/{}", client.window),
        action: format!("/integration/{}/note", client.window),
        step: format!("/windows/{}/step", client.window),
        command: visit.form_command(),
        held: client.held.is_some(),
        themes: visit.raw("themes").to_owned(),
        images: visit.raw("images").to_owned(),
        steps: visit.raw("steps").to_owned(),
        notes: notes(app, &client),
        name: client.first_name,
        errors,
        found,
    };
    if page.errors.is_empty() && page.found.is_empty() { html(&page) } else { again(&page) }
}
