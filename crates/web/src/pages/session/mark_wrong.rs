//! A wrong entry stays readable, struck through, with who and why.

use askama::Template;
use care::act::Act;
use care::session::mark_wrong::MarkWrong;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::{flowsheet, read};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "session/mark_wrong.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    action: String,
    entry: String,
    reasons: &'static [&'static str],
    other: String,
}

const REASONS: &[&str] =
    &["Typing slip", "Another patient’s numbers", "Cuff or sensor was off", "Wrong time"];

fn version(visit: &Visit) -> Result<u64, Trouble> {
    visit.param("entry").parse().map_err(|_| Trouble::NotFound)
}

/// `GET /sessions/{session}/wrong/{entry}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &load::chart(app, visit)?, Errors::default())
}

/// `POST /sessions/{session}/wrong/{entry}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let version = version(visit)?;
    let mut errors = Errors::default();
    let Some(reason) = read::chip_or_line(visit, "reason", "other", &mut errors) else {
        return draw(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::MarkWrong(loaded.id, MarkWrong { version, reason })) {
        Ok(_) => go(loaded.href(), "marked-wrong"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let version = version(visit)?;
    let right = loaded.session.readings.iter().find(|one| one.version == version && one.wrong.is_none());
    let Some(entry) = right else { return Ok(Reply::Go(loaded.href(), None)) };
    let at = when::clock(entry.at, &loaded.place.zone);
    let page = Page {
        frame: draw::live_frame(app, visit, "Mark an entry as wrong"),
        here: here::here(loaded),
        command: visit.form_command(),
        action: loaded.act(&format!("wrong/{version}")),
        entry: format!("{at}  {}", flowsheet::line(&entry.vitals)),
        reasons: REASONS,
        other: visit.value("other").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
