//! Putting a visit on the calendar: what kind, when, where, who. Only people who stand then can be named.

use askama::Template;
use care::act::Act;
use care::course::SessionKind;
use care::ids::{CourseId, SessionId};
use care::practice::{ActKind, Role};

use super::known::{self, back, service};
use super::schedule_form::{self, Group};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame};
use crate::parts::{Choice, Errors, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "course/schedule_session.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    service: Service,
    kinds: Vec<Choice>,
    starts: String,
    settings: Vec<Choice>,
    room: String,
    groups: Vec<Group>,
    zone: String,
}

/// `GET /courses/{course}/schedule?kind=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/schedule`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let course = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(act) = schedule_form::read(app, visit, course, &mut errors) else {
        return draw(app, visit, errors);
    };
    let id = SessionId(visit.command()?.0);
    match app.submit(visit, Act::ScheduleSession(id, act)) {
        Ok(_) => go(home(app, visit, course)?, "scheduled"),
        Err(trouble) => draw(app, visit, beside(trouble, schedule_form::field)?),
    }
}

fn home(app: &App, visit: &Visit, course: CourseId) -> Result<String, crate::answer::Trouble> {
    let patient = app.course(course)?.patient;
    let desk = visit.signed()?.by.role == Role::FrontDesk;
    Ok(if desk { format!("/desk/{patient}") } else { back(patient, course) })
}

/// Neither a dose nor any other clinical word is loaded here: the desk schedules too.
fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    app.may(visit, ActKind::ScheduleSession, Some(course.patient))?;
    let patient = app.patient(course.patient)?;
    let asked = if visit.form.is_empty() { visit.asked("kind") } else { visit.value("kind") };
    let kind = SessionKind::read(asked).map_or("", |kind| kind.code());
    let at = when::read(Lang::En, visit.value("starts"), &app.zone).unwrap_or(app.now());
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Schedule a visit")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/schedule"),
        back: home(app, visit, id)?,
        name: patient.details.name.to_string(),
        service: service(course.model),
        kinds: schedule_form::kind_choices(course.model, kind),
        starts: visit.value("starts").to_owned(),
        settings: schedule_form::setting_choices(
            &known::in_force(app, &course)?.1.content,
            visit.value("setting"),
        ),
        room: visit.value("room").to_owned(),
        groups: schedule_form::groups(app, visit, course.model, at)?,
        zone: app.house.zone.to_string(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
