//! Ending a course, with a reason. A person may always stop; changing door is closing here and opening there.

use askama::Template;
use care::act::Act;
use care::course::close_course::CloseCourse;
use care::ids::CourseId;
use care::practice::ActKind;
use care::session::Phase;

use super::known::{Known, back, kind_words, opened, service};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame, line};
use crate::parts::{Errors, Service};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "course/close_course.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    service: Service,
    ahead: Vec<String>,
    reason: String,
}

/// `GET /courses/{course}/close`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/close`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(reason) = line(visit, &mut errors, "reason", "Write why it ends.") else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::CloseCourse(id, CloseCourse { reason })) {
        Ok(_) => go(back(app.course(id)?.patient, id), "closed"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "reason")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    app.may(visit, ActKind::CloseCourse, Some(course.patient))?;
    let known = Known::read(app, id)?;
    let scheduled = known.visits.iter().filter(|(_, held)| held.phase == Phase::Scheduled);
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Close the course")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/close"),
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        service: service(course.model),
        ahead: scheduled
            .map(|(_, held)| {
                let kind = kind_words(held.kind, course.model);
                format!("{kind}, {}", app.place_of(held).day_clock(held.starts))
            })
            .collect(),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
