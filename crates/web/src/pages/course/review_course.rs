//! Looking back with the patient: what a prescriber found, in a sentence.

use askama::Template;
use care::act::Act;
use care::course::close_course::ReviewCourse;
use care::ids::CourseId;
use care::practice::ActKind;

use super::known::{back, opened, service};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame, line};
use crate::parts::{Errors, Service};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "course/review_course.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    service: Service,
    given: String,
    reviewed: String,
    note: String,
}

/// `GET /courses/{course}/review`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/review`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(note) = line(visit, &mut errors, "note", "Write what you found, in a sentence.") else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::ReviewCourse(id, ReviewCourse { note })) {
        Ok(_) => go(back(app.course(id)?.patient, id), "reviewed"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "note")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    app.may(visit, ActKind::ReviewCourse, Some(course.patient))?;
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Review the course")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/review"),
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        service: service(course.model),
        given: format!("{} of {} doses given.", course.doses.len(), course.planned_doses),
        reviewed: course
            .reviewed
            .map(|at| format!("Reviewed before, {}.", when::day_clock(at, &app.zone)))
            .unwrap_or_default(),
        note: visit.value("note").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
