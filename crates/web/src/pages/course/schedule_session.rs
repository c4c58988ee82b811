//! Putting a visit on the calendar: what kind, when, where, who. Only people who stand then can be named.

use askama::Template;
use care::act::Act;
use care::course::SessionKind;
use care::ids::{CourseId, SessionId};
use care::practice::{ActKind, Role};
use care::protocol::Setting;
use care::session::schedule_session::ScheduleSession;

use super::known::{self, back, service};
use super::schedule_form::{self, Clocks, Group, Instead, RoomGroup};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame};
use crate::pages::session::plan_window;
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
    rooms: Vec<RoomGroup>,
    room: String,
    at_home: bool,
    address: String,
    talks: Vec<Choice>,
    talk_at: String,
    instead: Vec<Instead>,
    groups: Vec<Group>,
    clocks: Clocks,
}

/// `GET /courses/{course}/schedule?kind=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), None)
}

/// `POST /courses/{course}/schedule`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let course = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(act) = schedule_form::read(app, visit, course, &mut errors)? else {
        return draw(app, visit, errors, None);
    };
    let id = SessionId(visit.command()?.0);
    match app.submit(visit, Act::ScheduleSession(id, act.clone())) {
        Ok(_) => go(home(app, visit, course)?, "scheduled"),
        // Somebody else was first, or somebody is away: what was typed stays, and times that stand are beside it.
        Err(Trouble::Refused(no)) if schedule_form::is_of_calendar(&no) => {
            let errors = beside(Trouble::Refused(no), schedule_form::field)?;
            draw(app, visit, errors, Some(&act))
        }
        Err(trouble) => draw(app, visit, beside(trouble, schedule_form::field)?, None),
    }
}

/// Where whoever books comes from.
///
/// # Errors
/// The store's.
pub fn home(app: &App, visit: &Visit, course: CourseId) -> Result<String, Trouble> {
    let patient = app.course(course)?.patient;
    let desk = visit.signed()?.by.role == Role::FrontDesk;
    Ok(if desk { format!("/desk/{patient}") } else { back(patient, course) })
}

/// Neither a dose nor any other clinical word is loaded here: the desk schedules too.
fn draw(app: &App, visit: &Visit, errors: Errors, refused: Option<&ScheduleSession>) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    app.may(visit, ActKind::ScheduleSession, Some(course.patient))?;
    let patient = app.patient(course.patient)?;
    let asked = if visit.form.is_empty() { visit.asked("kind") } else { visit.value("kind") };
    let kind = SessionKind::read(asked).map_or("", |kind| kind.code());
    let typed = schedule_form::typed(visit);
    let setting = Setting::read(visit.value("setting"));
    let zone = schedule_form::place(app, setting, typed.0)?.zone;
    let at = when::read(Lang::En, typed.1, &zone).unwrap_or(app.now());
    let (_, protocol) = known::in_force(app, &course)?;
    let content = &protocol.content;
    let chosen: Vec<String> = visit.values("who").into_iter().map(str::to_owned).collect();
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Schedule a visit")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/schedule"),
        back: home(app, visit, id)?,
        name: patient.details.name.to_string(),
        service: service(course.model),
        kinds: schedule_form::kind_choices(course.model, kind),
        starts: typed.1.to_owned(),
        settings: schedule_form::setting_choices(content, visit.value("setting")),
        rooms: schedule_form::rooms(app, typed.0)?,
        room: typed.0.to_owned(),
        at_home: content.settings.contains(&Setting::Home),
        address: visit.value("address").to_owned(),
        talks: talks(app, visit, course.model)?,
        talk_at: visit.value("talk-at").to_owned(),
        instead: refused
            .map(|act| schedule_form::instead(app, act, content))
            .transpose()?
            .unwrap_or_default(),
        groups: schedule_form::groups(app, &chosen, course.model, (typed.0, at))?,
        clocks: schedule_form::clocks(app, setting, typed.0)?,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Everybody who may give the first talk; the first choice is to plan it later.
fn talks(app: &App, visit: &Visit, model: care::protocol::CareModel) -> Result<Vec<Choice>, Trouble> {
    let chosen = visit.value("talk");
    let later = Choice::new("", "Later", chosen).hint("Before the dose begins, it is planned.");
    Ok(std::iter::once(later).chain(plan_window::talks(app, model, chosen)?).collect())
}
