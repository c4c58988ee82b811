//! Getting ready: every gate before the dose, with who can clear it, and the one button that begins it.

use askama::Template;
use care::practice::ActKind;
use care::session::gates::GateState;

use super::chair::{self, Entry};
use super::gates_shown;
use super::here::{self, Here};
use super::lead::{self, LeadShown};
use super::load::Loaded;
use super::monitors::{self, Stands};
use super::room::{self, Somebody};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Action, Gate, Mark, Vital};
use crate::visit::{Visit, fresh_command};

#[derive(Template)]
#[template(path = "session/ready.html")]
struct Ready {
    frame: Frame,
    here: Here,
    lead: LeadShown,
    gates: Vec<Gate>,
    n_open: usize,
    order: String,
    amount_ug: String,
    may_give: bool,
    overrides: Vec<Action>,
    steps: Vec<Action>,
    vitals: Vec<Vital>,
    entries: Vec<Entry>,
    people: Vec<Somebody>,
    may_note: bool,
    may_abort: bool,
    intention: String,
    quiet: bool,
    monitors: Vec<Stands>,
    monitored: bool,
    may_attach: bool,
    command: String,
}

/// Draws the gates and what clears them.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    let gates = gates_shown::of(app, loaded)?;
    let is_open = |state: &GateState| matches!(state, GateState::Open(_));
    let overrides = gates.iter().filter(|gate| {
        loaded.may(ActKind::OverrideGate) && gate.kind.may_be_overridden() && is_open(&gate.state)
    });
    let overrides = overrides.map(|gate| {
        let href = loaded.act(&format!("gates/{}", gate.kind.code()));
        Action::new(&href, gates_shown::name(gate.kind), false)
    });
    let overrides = overrides.collect();
    let latest = monitors::latest(app, loaded)?;
    let amount = loaded.course.order_in_force().map(|order| order.dose.0.to_string());
    html(&Ready {
        frame: draw::live_frame(app, visit, &here::title(loaded)),
        here: here::here(loaded),
        lead: lead::shown(app, loaded),
        n_open: gates.iter().filter(|gate| is_open(&gate.state)).count(),
        gates: gates.iter().map(|gate| gates_shown::shown(app, loaded, gate)).collect(),
        order: gates_shown::order_line(loaded).unwrap_or_default(),
        amount_ug: amount.unwrap_or_default(),
        may_give: loaded.may(ActKind::GiveDose),
        overrides,
        steps: steps(loaded),
        vitals: monitors::vitals(loaded, &latest),
        entries: chair::entries(loaded),
        people: room::everyone(loaded, visit.signed()?.name()),
        may_note: room::may_note(loaded),
        may_abort: loaded.may(ActKind::AbortSession),
        intention: chair::intention(loaded),
        quiet: room::is_therapist(loaded),
        monitors: monitors::stand_here(app, loaded, &latest)?,
        monitored: loaded.session.attached_now().next().is_some(),
        may_attach: loaded.may(ActKind::AttachMonitor),
        command: fresh_command().to_string(),
    })
}

/// The forms of the pre-check, for whoever may fill them in.
fn steps(loaded: &Loaded) -> Vec<Action> {
    let all = [
        (ActKind::ConfirmPrecheck, "precheck", "Weigh and ask"),
        (ActKind::AnswerDayQuestions, "day", "Ask today’s questions"),
        (ActKind::RecordVitals, "vitals", "Take readings"),
        (ActKind::AcceptOrder, "order", "Read the order"),
        (ActKind::DrawDrug, "drug", "Draw the drug"),
        (ActKind::PlanWindow, "window", "Plan the first talk"),
    ];
    let asks = super::day_questions::asked(loaded).next().is_some();
    let asked = |act: ActKind| act != ActKind::AnswerDayQuestions || asks;
    let mine = all.into_iter().filter(|(act, ..)| loaded.may(*act) && asked(*act));
    mine.map(|(_, page, label)| Action::new(&loaded.act(page), label, false)).collect()
}
