//! The course planner's page: a whole series proposed, or what stands in its way. Nothing is booked until somebody presses.

use askama::Template;
use care::act::Act;
use care::ids::{CourseId, SessionId};
use care::planner::{CoursePlan, Unplanned, plan_course};
use care::practice::ActKind;
use care::session::calendar::Span;
use care::session::schedule_session::ScheduleSession;
use care::time::Instant;
use care::units::Hours;

use super::known::{Known, service};
use super::plan_request::{self, Asked};
use super::plan_words::{self, Way};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{chart_frame, command_of, person_name};
use crate::pages::schedule::clinic;
use crate::pages::schedule::look::SiteLink;
use crate::parts::{Choice, Errors, Service};
use crate::place::Place;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

struct Proposed {
    at: String,
    room: String,
    people: String,
    talk: String,
    value: String,
}

#[derive(Template)]
#[template(path = "course/plan_series.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    service: Service,
    doses: String,
    from: String,
    until: String,
    days: Vec<Choice>,
    earliest: String,
    latest: String,
    rooms: Vec<Choice>,
    talks: Vec<Choice>,
    asked: bool,
    visits: Vec<Proposed>,
    conflict: Vec<String>,
    ways: Vec<Way>,
    open: String,
    watch_said: bool,
    /// The places to plan at; none in a house with one.
    sites: Vec<SiteLink>,
    site: String,
    by_clock: String,
}

/// The most doses a protocol can plan for one course at all.
const MOST_DOSES: u32 = 60;

/// `GET /courses/{course}/plan?doses=&from=&until=&day=&earliest=&latest=&room=&talk=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/plan`: books what was proposed, visit after visit. The first that does not stand any more ends it: what
/// was booked stays, and the rest is proposed anew.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let course = visit.id("course", CourseId::read)?;
    let visits: Option<Vec<ScheduleSession>> =
        visit.values("visit").into_iter().map(|value| plan_words::read(course, value)).collect();
    let visits = visits.filter(|visits| !visits.is_empty()).ok_or(Trouble::FormOutdated)?;
    let command = visit.command()?;
    for (nth, act) in (0_u128..).zip(visits) {
        // Each visit has its own command, made from the form's: pressed twice, it is booked once.
        let id = visit.derived_command(&format!("{command} visit {nth}"));
        match app.submit_command(id, visit, Act::ScheduleSession(SessionId(id.0), act), None, None) {
            Ok(_) => {}
            Err(Trouble::Refused(no)) => {
                let mut errors = Errors::default();
                let booked = match nth {
                    0 => "None of them was booked.".to_owned(),
                    1 => "The first one was booked.".to_owned(),
                    n => format!("The first {n} were booked."),
                };
                errors.add(
                    "plan",
                    &format!(
                        "{booked} Then: {} Below is a plan for the rest.",
                        words::refusal(Lang::En, &no)
                    ),
                );
                return draw(app, visit, errors);
            }
            Err(trouble) => return Err(trouble),
        }
    }
    go(super::schedule_session::home(app, visit, course)?, "series-booked")
}

fn draw(app: &App, visit: &Visit, mut errors: Errors) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    app.may(visit, ActKind::ScheduleSession, Some(course.patient))?;
    let (patient, known) = (app.patient(course.patient)?, Known::read(app, id)?);
    let content = &known.protocol.1.content;
    let left = plan_request::left(&known);
    let mut asked = Asked::read(app, visit, left, plan_request::usual(app, &known)?)?;
    if !errors.is_empty() {
        asked.doses = left;
    } else if asked.sent && !(1..=MOST_DOSES).contains(&asked.doses) {
        errors.add("doses", "Write how many doses: 1 to 60.");
        asked.sent = false;
    }
    let rooms = plan_request::rooms(app, &known, &asked)?;
    let schedule = crate::pages::schedule::calendar::schedule(app)?;
    let request = plan_request::request(&known, &asked, &schedule);
    let planned = match (&request, asked.sent) {
        (Ok(request), true) => {
            // Far enough for the window after the last day.
            let until = request.not_after.plus_hours(Hours(10 * 24));
            let clinic = clinic::clinic(app, &asked.place, Span { from: app.now(), until }, &asked.rooms)?;
            Some(plan_course(&clinic, request))
        }
        _ => None,
    };
    let silent = request.as_ref().err().filter(|_| asked.sent).map(|no| words::refusal(Lang::En, no));
    let (visits, conflict, ways, open) = match planned {
        Some(Ok(plan)) => (shown(app, &asked.place, &plan), vec![], vec![], String::new()),
        Some(Err(Unplanned::NothingFits(no))) => {
            let names = |constraint: &_| plan_words::constraint(app, content, *constraint);
            let way = |way: &_| plan_words::way(app, &asked.place, way);
            let (conflict, ways) = (no.conflict.iter().map(names), no.relaxations.iter().map(way));
            (vec![], conflict.collect(), ways.collect(), String::new())
        }
        Some(Err(other)) => (vec![], vec![], vec![], plan_words::not_planned(&other).to_owned()),
        None => (vec![], vec![], vec![], silent.unwrap_or_default()),
    };
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Plan the series")?,
        // What came back has booked some: the rest is another command.
        command: command_of(visit, false),
        action: format!("/courses/{id}/plan"),
        back: super::schedule_session::home(app, visit, id)?,
        name: patient.details.name.to_string(),
        service: service(course.model),
        doses: asked.doses.to_string(),
        from: when::date(asked.from, &asked.place.zone),
        until: when::date(Instant(asked.until.0 - 1), &asked.place.zone),
        days: plan_request::days(&asked),
        earliest: asked.earliest.clone(),
        latest: asked.latest.clone(),
        rooms,
        talks: plan_request::talks(content, &asked),
        asked: asked.sent,
        visits,
        conflict,
        ways,
        open,
        watch_said: schedule.watch_limit.is_some(),
        sites: sites(app, id, &asked.place),
        site: asked.place.value(),
        by_clock: by_clock(app, &asked.place),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// By whose clock the days and times of the form are; "" where there is one.
fn by_clock(app: &App, place: &Place) -> String {
    if app.places().keep_other_clocks() { place.with_clock() } else { String::new() }
}

/// Where it can be planned, one of them chosen: a plan is made at one place.
fn sites(app: &App, course: CourseId, chosen: &Place) -> Vec<SiteLink> {
    let places = app.places();
    let open = if places.are_several() { places.open(app.now()) } else { vec![] };
    let link = |place: Place| SiteLink {
        href: format!("/courses/{course}/plan?site={}", place.value()),
        here: place.number == chosen.number,
        name: place.name,
    };
    open.into_iter().map(link).collect()
}

fn shown(app: &App, place: &Place, plan: &CoursePlan) -> Vec<Proposed> {
    let one = |visit: &care::planner::PlannedVisit| Proposed {
        at: place.day_clock(visit.starts),
        room: visit.room.as_ref().map(ToString::to_string).unwrap_or_default(),
        people: visit.people.iter().map(|(who, _)| person_name(app, *who)).collect::<Vec<_>>().join(", "),
        talk: visit.talk.map_or_else(
            || "elsewhere, or not here".to_owned(),
            |talk| {
                let at = app.talk_at(place, talk.at);
                format!("{at}, {}, with {}", words::talk(Lang::En, talk.kind), person_name(app, talk.with))
            },
        ),
        value: plan_words::value(visit),
    };
    plan.visits.iter().map(one).collect()
}
