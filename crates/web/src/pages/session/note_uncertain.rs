//! Nobody is sure how much went in: one tap, or a sentence. It stays unsure on every page that says how much was given.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::note_uncertain::NoteUncertain;

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
#[template(path = "session/note_uncertain.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    reasons: &'static [&'static str],
    other: String,
    when: TimeField,
}

const REASONS: &[&str] = &[
    "The line came off",
    "It leaked beside the vein",
    "The pump shows something else",
    "Part of it was spat out",
    "Part of the spray came out again",
    "They vomited soon after",
];
const PHASES: &[Phase] = &[Phase::Dosing, Phase::Paused, Phase::Recovery];

/// `GET /sessions/{session}/uncertain`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(PHASES) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/uncertain`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let reason = read::chip_or_line(visit, "reason", "other", &mut errors);
    let at = read::time(app, visit, &mut errors);
    let (Some(reason), true) = (reason, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::NoteUncertain(loaded.id, NoteUncertain { reason }), at) {
        Ok(_) => go(loaded.href(), "dose-uncertain"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "Not sure how much went in");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        reasons: REASONS,
        other: visit.value("other").to_owned(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
