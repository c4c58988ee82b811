//! A prescriber lets one gate stand open, for a reason; name and reason stay in the record.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::gates::{GateKind, GateState};
use care::session::override_gate::OverrideGate;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::{gates_shown, read};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Errors, Gate};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/override_gate.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    action: String,
    gates: Vec<Gate>,
    reason: String,
}

fn kind(visit: &Visit) -> Result<GateKind, Trouble> {
    GateKind::read(visit.param("gate")).ok_or(Trouble::NotFound)
}

/// `GET /sessions/{session}/gates/{gate}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/gates/{gate}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let gate = kind(visit)?;
    let mut errors = Errors::default();
    let Some(reason) = read::line(visit, "reason", &mut errors) else {
        return draw(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::OverrideGate(loaded.id, OverrideGate { gate, reason })) {
        Ok(_) => go(loaded.href(), "gate-overridden"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "reason")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let kind = kind(visit)?;
    let gates = gates_shown::of(app, loaded)?;
    let open = gates.iter().find(|gate| gate.kind == kind && matches!(gate.state, GateState::Open(_)));
    let Some(gate) = open.filter(|gate| gate.kind.may_be_overridden()) else {
        return Ok(Reply::Go(loaded.href(), None));
    };
    let mut shown = gates_shown::shown(app, loaded, gate);
    shown.href = String::new();
    let page = Page {
        frame: draw::live_frame(app, visit, "Let this gate stand open"),
        here: here::here(loaded),
        command: visit.form_command(),
        action: loaded.act(&format!("gates/{}", kind.code())),
        gates: vec![shown],
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
