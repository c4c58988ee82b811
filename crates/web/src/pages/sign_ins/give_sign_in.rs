//! A sign-in for a patient, shown once, to be handed over in person.

use care::act::Act;
use care::ids::PatientId;
use care::patient::give_sign_in::GiveSignIn;
use care::practice::{ActKind, Role};

use super::{For, Shown, give, page};
use crate::answer::Answered;
use crate::app::App;
use crate::visit::Visit;

fn back(visit: &Visit, id: PatientId) -> String {
    let desk = visit.signed.as_ref().is_some_and(|signed| signed.by.role == Role::FrontDesk);
    if desk { format!("/desk/{id}") } else { format!("/patients/{id}") }
}

/// `GET /patients/{patient}/sign-in`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::GiveSignIn, Some(id))?;
    let patient = app.patient(id)?;
    let whom = For { name: patient.details.name.as_str(), back: &back(visit, id), staff: false };
    page(app, visit, &whom, &Shown::Question)
}

/// `POST /patients/{patient}/sign-in`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::GiveSignIn, Some(id))?;
    let patient = app.patient(id)?;
    let whom = For { name: patient.details.name.as_str(), back: &back(visit, id), staff: false };
    give(app, visit, &whom, id.to_string(), |login| Act::GiveSignIn(id, GiveSignIn { login }))
}
