//! Stopping before a dose: "I changed my mind", or something is not right. Nobody is blamed.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::abort_session::AbortSession;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read;
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/abort_session.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    reasons: &'static [&'static str],
    other: String,
}

const REASONS: &[&str] = &[
    "They changed their mind",
    "Blood pressure",
    "Food or drink",
    "Nobody to take them home",
    "Not well today",
];

/// `GET /sessions/{session}/abort`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/abort`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let Some(reason) = read::chip_or_line(visit, "reason", "other", &mut errors) else {
        return draw(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::AbortSession(loaded.id, AbortSession { reason })) {
        Ok(_) => go(loaded.act("record"), "aborted"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let page = Page {
        frame: draw::live_frame(app, visit, "Stop before the dose"),
        here: here::here(loaded),
        command: visit.form_command(),
        reasons: REASONS,
        other: visit.value("other").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
