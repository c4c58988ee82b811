//! How deep it was seen to be. Never inferred from the dose.

use askama::Template;
use care::act::Act;
use care::protocol::Depth;
use care::session::Phase;
use care::session::observe_depth::ObserveDepth;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "session/observe_depth.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    depths: Vec<Choice>,
    when: TimeField,
}

/// `GET /sessions/{session}/depth`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::Dosing, Phase::Paused, Phase::Recovery]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/depth`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let depth = Depth::read(visit.value("depth"));
    if depth.is_none() {
        errors.add("depth", "Choose what was seen.");
    }
    let at = read::time(app, visit, &mut errors);
    let (Some(depth), true) = (depth, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::ObserveDepth(loaded.id, ObserveDepth { depth }), at) {
        Ok(_) => go(loaded.href(), "saved"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "depth")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let mut frame = draw::live_frame(app, visit, "How deep it was seen to be");
    frame.density = Density::Glance;
    let chosen = visit.given("depth").or(loaded.session.depth.map(Depth::code)).unwrap_or("");
    let depth = |depth: &Depth| Choice::new(depth.code(), &here::sentence(words::depth(*depth)), chosen);
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        depths: Depth::ALL.iter().map(depth).collect(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
