//! One patient on one page: where they stand and what is next.

use std::sync::Arc;

use askama::Template;
use care::course::Phase;
use care::ids::{CourseId, PatientId};
use care::patient::{Lock, Patient};
use care::practice::ActKind;
use care::refusal::Refusal;
use care::time::Instant;
use record::views::ask::{self, CourseRow};

use super::lists::{self, VisitRow};
use super::{emergency_words, no_tie};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::known::{Known, service, standing};
use crate::pages::course::next_card::{self, NextCard};
use crate::pages::course::phases;
use crate::pages::diary::shared::{self, Shared};
use crate::pages::rows;
use crate::pages::session::order_strip::{self, OrderStrip};
use crate::parts::{Errors, Pair, Service, Step, Task, Window};
use crate::visit::Visit;
use crate::when;

struct OtherCourse {
    href: String,
    title: String,
    service: Service,
    state: String,
}

/// The links of an overview; "" for those the reader may not follow.
struct Links {
    correct: String,
    team: String,
    log: String,
    measures: String,
    follow_ups: String,
    refer: String,
    desk: String,
    sign_in: String,
    orders: String,
    consents: String,
    schedule: String,
    intention: String,
    review: String,
    close: String,
    open: String,
}

#[derive(Template)]
#[template(path = "patients/open_chart.html")]
struct Overview {
    frame: Frame,
    topic: String,
    service: Service,
    course_words: String,
    protocol_words: String,
    has_course: bool,
    is_open: bool,
    next: NextCard,
    steps: Vec<Step>,
    lock: String,
    who: Vec<Pair>,
    order: Vec<Pair>,
    /// While a dose runs: what the chair has made of the newest order.
    waits: Option<OrderStrip>,
    consents: Vec<Pair>,
    team: Vec<Pair>,
    intention: String,
    tasks: Vec<Task>,
    visits: Vec<VisitRow>,
    windows: Vec<Window>,
    others: Vec<OtherCourse>,
    /// Of the diary: what is shared with whoever looks.
    diary: Vec<Shared>,
    links: Links,
}

/// `GET /patients/{patient}?course=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let patient = match app.open_chart(visit, id) {
        Ok(patient) => patient,
        Err(Trouble::Refused(Refusal::NoTie)) => return no_tie::draw(app, visit, id, Errors::default()),
        Err(trouble) => return Err(trouble),
    };
    let rows = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let asked =
        CourseId::read(visit.asked("course")).and_then(|asked| rows.iter().find(|row| row.course == asked));
    let shown = asked.or(rows.iter().find(|row| row.phase != Phase::Closed.code())).or(rows.first());
    let known = shown.map(|row| Known::read(app, row.course)).transpose()?;
    let shown = shown.map(|row| row.course);
    html(&overview(app, visit, id, &patient, known.as_ref(), others(&rows, id, shown))?)
}

fn others(rows: &[CourseRow], id: PatientId, shown: Option<CourseId>) -> Vec<OtherCourse> {
    let rows = rows.iter().filter(|row| Some(row.course) != shown);
    rows.map(|row| OtherCourse {
        href: format!("/patients/{id}?course={}", row.course),
        title: row.title.clone(),
        service: rows::service(&row.model),
        state: format!("{}, {} of {} doses", row.phase, row.doses, row.planned),
    })
    .collect()
}

fn overview(
    app: &App,
    visit: &Visit,
    id: PatientId,
    patient: &Arc<Patient>,
    known: Option<&Known>,
    others: Vec<OtherCourse>,
) -> Result<Overview, Trouble> {
    let now = app.now();
    let emergency = emergency_words(app, visit, patient)?;
    Ok(Overview {
        frame: Frame { emergency, ..draw::live_frame(app, visit, patient.details.name.as_str()) },
        topic: id.to_string(),
        service: known.map_or(Service::None, |known| service(known.course.model)),
        course_words: known.map(course_words).unwrap_or_default(),
        protocol_words: known.map(|known| protocol_words(app, known)).unwrap_or_default(),
        has_course: known.is_some(),
        is_open: known.is_some_and(|known| known.course.closed.is_none()),
        next: match known {
            Some(known) => next_card::next_card(app, visit, known, now),
            None => next_card::no_course(visit, id),
        },
        steps: known.map(|known| phases::steps(app, known, now)).unwrap_or_default(),
        lock: lock_words(app, patient, now),
        who: lists::who(app, patient),
        order: known.map(|known| lists::order(app, &known.course)).unwrap_or_default(),
        waits: match known {
            Some(known) => order_strip::of_course(app, visit, id, known.id)?,
            None => None,
        },
        consents: known.map(|known| lists::consents(app, known)).unwrap_or_default(),
        team: lists::team(app, patient, now),
        intention: intention(known),
        tasks: lists::tasks(app, id, now, true)?,
        visits: lists::visits(app, id)?,
        windows: lists::windows(app, id, now)?,
        links: links(visit, id, known),
        diary: shared::with_me(app, visit, id)?,
        others,
    })
}

fn course_words(known: &Known) -> String {
    let (given, of) = (known.course.doses.len(), known.course.planned_doses);
    let phase = known.course.phase();
    let phase = if phase == Phase::Integration { "after the last dose" } else { phase.code() };
    format!("{given} of {of} doses given, {phase}")
}

fn protocol_words(app: &App, known: &Known) -> String {
    format!("{}: {}", known.protocol.1.content.title, standing(app, &known.protocol.1))
}

fn intention(known: Option<&Known>) -> String {
    known
        .and_then(|known| known.course.intentions.last())
        .map(|(_, words)| words.to_string())
        .unwrap_or_default()
}

fn lock_words(app: &App, patient: &Patient, now: Instant) -> String {
    match patient.lock {
        Lock::WhileDosing(_) => "Clear-headed lock: on while the dose works.".to_owned(),
        Lock::Until(until) if now < until => {
            format!(
                "Clear-headed lock: no signing and no new sharing until {}.",
                when::day_clock(until, &app.zone)
            )
        }
        Lock::Off | Lock::Until(_) => String::new(),
    }
}

fn links(visit: &Visit, id: PatientId, known: Option<&Known>) -> Links {
    let open = known.filter(|known| known.course.closed.is_none());
    let of_patient = |act, page: &str| lists::link(visit, act, format!("/patients/{id}/{page}"));
    let of_course = |act, page: &str| {
        open.map_or_else(String::new, |known| {
            lists::link(visit, act, format!("/courses/{}/{page}", known.id))
        })
    };
    let reading =
        |page: &str| known.map_or_else(String::new, |known| format!("/courses/{}/{page}", known.id));
    let dosed = known.is_some_and(|known| !known.course.doses.is_empty());
    Links {
        correct: of_patient(ActKind::CorrectPatient, "correct"),
        team: of_patient(ActKind::JoinCareTeam, "team"),
        log: of_patient(ActKind::SeeAccessHistory, "log"),
        measures: of_patient(ActKind::SeeMeasures, "measures"),
        follow_ups: if dosed { of_patient(ActKind::OpenChart, "follow-ups") } else { String::new() },
        refer: of_patient(ActKind::WriteReferral, "refer"),
        desk: lists::link(visit, ActKind::OpenDesk, format!("/desk/{id}")),
        sign_in: of_patient(ActKind::GiveSignIn, "sign-in"),
        orders: reading("orders"),
        consents: reading("consents"),
        schedule: of_course(ActKind::ScheduleSession, "schedule"),
        intention: of_course(ActKind::SetIntention, "intention"),
        review: if dosed { of_course(ActKind::ReviewCourse, "review") } else { String::new() },
        close: of_course(ActKind::CloseCourse, "close"),
        open: of_patient(ActKind::OpenCourse, "courses/new"),
    }
}
