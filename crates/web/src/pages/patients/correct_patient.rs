//! Correcting who somebody is and how to reach them. The earlier words stay in the record.

use askama::Template;
use care::act::Act;
use care::ids::PatientId;
use care::patient::CorrectPatient;
use care::practice::ActKind;

use super::details_form::{self, Typed};
use super::{beside, chart_frame, href, line};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "patients/correct_patient.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    typed: Typed,
    reason: String,
    action: String,
    back: String,
    name: String,
}

/// `GET /patients/{patient}/correct`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /patients/{patient}/correct`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let mut errors = Errors::default();
    let details = details_form::read(visit, &mut errors);
    let reason = line(visit, &mut errors, "reason", "Write why it is corrected, such as “misspelled”.");
    let (Some(details), Some(reason)) = (details, reason) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::CorrectPatient(id, CorrectPatient { details, reason })) {
        Ok(_) => go(href(visit, id), "saved"),
        Err(trouble) => draw(app, visit, beside(trouble, details_form::field)?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::CorrectPatient, Some(id))?;
    let patient = app.patient(id)?;
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Correct name and contact")?,
        errors,
        command: visit.form_command(),
        typed: if visit.form.is_empty() { Typed::of(&patient) } else { Typed::sent(visit) },
        reason: visit.value("reason").to_owned(),
        action: format!("/patients/{id}/correct"),
        back: href(visit, id),
        name: patient.details.name.to_string(),
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
