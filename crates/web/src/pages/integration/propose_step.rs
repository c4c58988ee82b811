//! Proposing a small step after a talk of integration support: no clinical field, and words of clinicians are pointed at.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;

use super::wall::client;
use super::word_check::{Found, check};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::proposed_step::{self, Shown, Typed};
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "integration/propose_step.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    held: bool,
    errors: Errors,
    found: Vec<Found>,
    typed: Typed,
    proposed: Vec<Shown>,
}

/// `GET /windows/{window}/step`, for integration support
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), vec![])
}

/// `POST /windows/{window}/step`, for integration support
pub fn post(app: &App, visit: &Visit) -> Answered {
    let client = client(app, visit)?;
    let found = check(&["insight", "what", "when", "place"].map(|name| visit.value(name)));
    if !found.is_empty() && !visit.ticked("keep") {
        return draw(app, visit, Errors::default(), found);
    }
    let mut errors = Errors::default();
    let act = proposed_step::read(visit, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors, vec![]) };
    match app.submit(visit, Act::ProposeStep(client.window, act)) {
        Ok(_) => go(format!("/windows/{}/step", client.window), "step-proposed"),
        Err(Trouble::Refused(no @ (Refusal::ProposalsFull { .. } | Refusal::NothingChanged))) => {
            errors.add("what", &words::refusal(Lang::En, &no));
            draw(app, visit, errors, vec![])
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors, found: Vec<Found>) -> Answered {
    let client = client(app, visit)?;
    let page = Page {
        frame: draw::frame(app, visit, &format!("Propose a small step to {}", client.first_name)),
        back: format!("/integration/{}", client.window),
        action: format!("/windows/{}/step", client.window),
        command: visit.form_command(),
        held: client.held.is_some(),
        typed: Typed::of(visit),
        proposed: client.proposed,
        name: client.first_name,
        errors,
        found,
    };
    if page.errors.is_empty() && page.found.is_empty() { html(&page) } else { again(&page) }
}
