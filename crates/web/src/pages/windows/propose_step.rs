//! Proposing a small step after integration therapy. The person reads these words; they are not sealed as the note is.

use askama::Template;
use care::act::Act;
use care::practice::{ActKind, Role};
use care::refusal::Refusal;

use super::{Eyes, Subject, tie};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::integration::propose_step as support;
use crate::pages::proposed_step::{self, Shown, Typed};
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "windows/propose_step.html")]
struct Page {
    frame: Frame,
    back: String,
    name: String,
    action: String,
    command: String,
    errors: Errors,
    typed: Typed,
    proposed: Vec<Shown>,
}

/// `GET /windows/{window}/step`: one address, for each kind of talk its own form.
pub fn get(app: &App, visit: &Visit) -> Answered {
    if visit.signed()?.by.role == Role::IntegrationSpecialist {
        return support::get(app, visit);
    }
    draw(app, visit, Errors::default())
}

/// `POST /windows/{window}/step`
pub fn post(app: &App, visit: &Visit) -> Answered {
    if visit.signed()?.by.role == Role::IntegrationSpecialist {
        return support::post(app, visit);
    }
    let subject = Subject::open(app, visit)?;
    let mut errors = Errors::default();
    let act = proposed_step::read(visit, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::ProposeStep(subject.id, act)) {
        Ok(_) => go(format!("/windows/{}/step", subject.id), "step-proposed"),
        Err(Trouble::Refused(
            no @ (Refusal::ProposalsFull { .. } | Refusal::NothingChanged | Refusal::TalkNotHeld),
        )) => {
            errors.add("what", &words::refusal(Lang::En, &no));
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let subject = Subject::open(app, visit)?;
    if subject.eyes != Eyes::Clinical {
        return Err(Trouble::NotFound);
    }
    app.permit(visit, ActKind::ProposeStep, tie(app, visit, &subject.window)?)?;
    let patient = app.patient(subject.window.patient)?;
    let page = Page {
        frame: draw::frame(app, visit, &format!("Propose a small step to {}", subject.name)),
        back: format!("/windows/{}/therapy", subject.id),
        action: format!("/windows/{}/step", subject.id),
        command: visit.form_command(),
        typed: Typed::of(visit),
        proposed: proposed_step::mine(app, visit.signed()?, &patient.keeping),
        name: subject.name,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
