//! One patient as the front desk sees them. The page holds no clinical word or number: what is missing is worked out
//! from the course, and only its plain words come here.

use askama::Template;
use care::ids::{CourseId, PatientId};
use care::practice::ActKind;
use care::protocol::Setting;
use care::session::{Phase, Session};
use care::time::Instant;
use care::units::Hours;
use record::views::ask;

use super::missing::{Missing, missing};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::known::{Known, kind_words, service};
use crate::pages::patients::{lists, person_name};
use crate::pages::rows::Eyes;
use crate::parts::{Pair, Service, Task, Window};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

/// How long before its start a visit can be checked in; the rules allow the same.
const HERE_WITHIN: Hours = Hours(12);

struct NextVisit {
    session: String,
    at: String,
    kind: &'static str,
    service: Service,
    place: String,
    people: String,
    state: &'static str,
    check_in: String,
    may_move: bool,
    has_begun: bool,
    may_cancel: bool,
    plan: &'static str,
}

/// One thing that is missing, with where the desk can put it right.
pub struct Thing {
    /// What.
    pub words: &'static str,
    /// Where; empty when it is not the desk's to do.
    pub href: String,
    /// What the link says.
    pub action: &'static str,
}

#[derive(Template)]
#[template(path = "desk/open_desk.html")]
struct Page {
    frame: Frame,
    who: Vec<Pair>,
    correct: String,
    sign_in: String,
    refer: String,
    receipts: String,
    books: bool,
    earlier: String,
    schedule: Vec<(String, Service)>,
    plan: Vec<(String, Service)>,
    visits: Vec<NextVisit>,
    things: Vec<Thing>,
    windows: Vec<Window>,
    tasks: Vec<Task>,
    chart: String,
}

/// `GET /desk/{patient}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::OpenDesk, Some(id))?;
    let (patient, now) = (app.patient(id)?, app.now());
    let rows = app.read(|conn, org| ask::courses_of(conn, org, id))?;
    let open = rows.iter().filter(|row| row.phase != "closed");
    let courses: Vec<Known> = open.map(|row| Known::read(app, row.course)).collect::<Result<_, _>>()?;
    // Whoever is not the desk and has no tie may read this page and change nothing.
    let may = |act| app.may(visit, act, Some(id)).is_ok();
    let link = |act, page: &str| if may(act) { format!("/patients/{id}/{page}") } else { String::new() };
    let books = may(ActKind::ScheduleSession);
    html(&Page {
        earlier: format!("/desk/{id}/earlier"),
        frame: draw::live_frame(app, visit, patient.details.name.as_str()),
        who: lists::who(app, &patient),
        correct: link(ActKind::CorrectPatient, "correct"),
        sign_in: link(ActKind::GiveSignIn, "sign-in"),
        receipts: if may(ActKind::SeeReceipts) { format!("/desk/{id}/receipts") } else { String::new() },
        refer: link(ActKind::WriteReferral, "refer"),
        books,
        schedule: courses.iter().map(|held| (schedule(held.id, ""), service(held.course.model))).collect(),
        plan: courses
            .iter()
            .filter(|held| 0 < crate::pages::course::plan_request::left(held))
            .map(|held| (format!("/courses/{}/plan", held.id), service(held.course.model)))
            .collect(),
        visits: courses.iter().flat_map(|held| next_visits(app, held, now)).collect(),
        things: things(id, &courses, now),
        windows: windows(app, id, now)?,
        tasks: lists::tasks(app, id, now, false)?,
        chart: lists::link(visit, ActKind::OpenChart, format!("/patients/{id}")),
    })
}

fn schedule(course: CourseId, kind: &str) -> String {
    let kind = if kind.is_empty() { String::new() } else { format!("?kind={kind}") };
    format!("/courses/{course}/schedule{kind}")
}

fn next_visits(app: &App, known: &Known, now: Instant) -> Vec<NextVisit> {
    // Somebody who was thought not to come may still come late.
    let late = |visit: &Session| visit.phase == Phase::NotCome && now <= visit.starts.plus_hours(HERE_WITHIN);
    let ahead = known.visits.iter().filter(|(_, visit)| is_ahead(visit) || late(visit));
    ahead.map(|(id, visit)| next_visit(app, known, id.to_string(), visit, now)).collect()
}

fn is_ahead(visit: &Session) -> bool {
    use Phase as P;
    matches!(visit.phase, P::Scheduled | P::CheckedIn | P::Dosing | P::Paused | P::Recovery)
}

fn next_visit(app: &App, known: &Known, session: String, visit: &Session, now: Instant) -> NextVisit {
    let scheduled = visit.phase == Phase::Scheduled;
    let may_come = scheduled || visit.phase == Phase::NotCome;
    let today = may_come && visit.starts <= now.plus_hours(HERE_WITHIN);
    let people = visit.people.iter();
    let people = people.map(|(id, role)| {
        format!("{} ({})", person_name(app, *id), words::role(Lang::En, *role).to_lowercase())
    });
    let dosing = visit.kind == care::course::SessionKind::Dosing;
    NextVisit {
        at: app.place_of(visit).day_clock(visit.starts),
        kind: kind_words(visit.kind, known.course.model),
        service: service(known.course.model),
        place: match visit.setting {
            Setting::Home => format!("at home, {}", visit.room),
            Setting::ClinicRoom | Setting::Ward => app.places().room_words(visit.room.as_str(), visit.starts),
        },
        people: people.collect::<Vec<_>>().join(", "),
        state: match visit.phase {
            Phase::Scheduled => "on the calendar",
            Phase::CheckedIn => "here",
            Phase::NotCome => "did not come",
            _ => "in the room",
        },
        check_in: if today { fresh_command().to_string() } else { String::new() },
        may_move: scheduled,
        has_begun: scheduled && visit.starts <= now,
        may_cancel: matches!(visit.phase, Phase::Scheduled | Phase::CheckedIn),
        plan: match &visit.plan {
            _ if !dosing || !matches!(visit.phase, Phase::Scheduled | Phase::CheckedIn) => "",
            None => "Plan the first talk",
            Some(_) => "Change the first talk",
        },
        session,
    }
}

/// What is missing, with where the desk can put it right.
fn things(id: PatientId, courses: &[Known], now: Instant) -> Vec<Thing> {
    let mut things = vec![];
    if courses.is_empty() {
        let href = format!("/patients/{id}/courses/new");
        things.push(Thing { words: "no course open", href, action: "Open a course" });
    }
    for known in courses {
        for one in missing(&known.states(), now) {
            things.push(thing(known.id, one));
        }
    }
    things
}

/// Where the desk puts this right.
pub fn thing(course: CourseId, one: Missing) -> Thing {
    let (href, action) = match one {
        Missing::Preparation => (schedule(course, "preparation"), "Schedule preparation"),
        Missing::NextVisit => (schedule(course, "dosing"), "Schedule"),
        Missing::Talk(window) => (format!("/windows/{window}/book"), "Book the talk"),
        Missing::FirstTalk(session) => (format!("/sessions/{session}/window"), "Plan first talk"),
        _ => (String::new(), ""),
    };
    Thing { words: one.words(), href, action }
}

/// How long after the goal a talk that never was is still offered here.
const STILL_OFFERED: Hours = Hours(14 * 24);

/// The first hours that are still open, for booking the talk.
fn windows(app: &App, id: PatientId, now: Instant) -> Result<Vec<Window>, Trouble> {
    let eyes = Eyes { app, now, clinical: false };
    let rows = app.read(|conn, org| ask::windows_of(conn, org, id))?;
    let open = rows.iter().filter(|row| row.is_open && now < row.goal.plus_hours(STILL_OFFERED));
    Ok(open.map(|row| Window { name: when::day(row.opened, &app.zone), ..eyes.window(row) }).collect())
}
