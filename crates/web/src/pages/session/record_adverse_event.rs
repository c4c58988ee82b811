//! Something that should not have happened, in a sentence: what, when, and whether it is serious.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::observe_depth::RecordAdverseEvent;

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
#[template(path = "session/record_adverse_event.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    reasons: &'static [&'static str],
    other: String,
    serious: bool,
    when: TimeField,
}

const REASONS: &[&str] = &["Nausea", "Vomiting", "Headache", "Dizzy", "Very anxious", "High blood pressure"];
const PHASES: &[Phase] =
    &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery, Phase::Discharged, Phase::Aborted];

/// `GET /sessions/{session}/event`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(PHASES) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/event`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let what = read::chip_or_line(visit, "what", "other", &mut errors);
    let at = read::time(app, visit, &mut errors);
    let (Some(what), true) = (what, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(
        visit,
        Act::RecordAdverseEvent(loaded.id, RecordAdverseEvent { what, serious: visit.ticked("serious") }),
        at,
    ) {
        Ok(_) => go(loaded.href(), "saved"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "Note an event");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        reasons: REASONS,
        other: visit.value("other").to_owned(),
        serious: visit.ticked("serious"),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
