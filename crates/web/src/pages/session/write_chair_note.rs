//! A note at the chair, in a sentence: what was seen or heard, and when.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::write_chair_note::WriteChairNote;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/write_chair_note.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    words: String,
    when: TimeField,
}

const PHASES: &[Phase] = &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery];

/// `GET /sessions/{session}/note`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(PHASES) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/note`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let words = read::line(visit, "words", &mut errors);
    let at = read::time(app, visit, &mut errors);
    let (Some(words), true) = (words, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::WriteChairNote(loaded.id, WriteChairNote { words }), at) {
        Ok(_) => go(loaded.href(), "saved"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "words")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "Note");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        words: visit.value("words").to_owned(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
