//! Moving a visit: another time, room or people. It stays the same visit, and the talk planned with it moves too.

use askama::Template;
use care::act::Act;
use care::ids::SessionId;
use care::practice::Role;
use care::session::move_session::MoveSession;
use care::session::schedule_session::ScheduleSession;
use care::session::{Phase, Plan, Session};
use record::wire::role_code;

use super::load::{self, Booking};
use super::plan_window;
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::schedule_form::{self, Clocks, Group, Instead, RoomGroup};
use crate::pages::course::{known, replan_series};
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "session/move_session.html")]
struct Page {
    frame: Frame,
    booking: Booking,
    errors: Errors,
    command: String,
    instead: Vec<Instead>,
    starts: String,
    rooms: Vec<RoomGroup>,
    room: String,
    groups: Vec<Group>,
    has_talk: bool,
    talks: Vec<Choice>,
    talk_at: String,
    clocks: Clocks,
}

/// `GET /sessions/{session}/move`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), None)
}

/// `POST /sessions/{session}/move`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let session = app.session(id)?;
    app.may(visit, care::practice::ActKind::MoveSession, Some(session.patient))?;
    let mut errors = Errors::default();
    let typed = schedule_form::typed(visit);
    let zone = schedule_form::place(app, Some(session.setting), typed.0)?.zone;
    let starts = when::read(Lang::En, typed.1, &zone).map_err(|why| errors.add("starts", why)).ok();
    let room = if typed.0 == visit.value("room") {
        line(visit, &mut errors, "room", "Choose or write which chair or room.")
    } else {
        care::text::Line::new(typed.0).ok()
    };
    let plan = schedule_form::read_plan(app, visit, &mut errors);
    let people = schedule_form::people(visit);
    let (Some(starts), Some(room), true) = (starts, room, errors.is_empty()) else {
        return draw(app, visit, errors, None);
    };
    // What is planned and left as it is, is not planned again.
    let plan = plan.filter(|plan| session.plan.as_ref() != Some(plan));
    let act = MoveSession { starts, room, people, plan };
    match app.submit(visit, Act::MoveSession(id, act.clone())) {
        Ok(_) => {
            let rest = replan_series::after_move(app, visit, id)?;
            let home = load::home(visit.signed()?.by.role, id, session.patient);
            go(rest.unwrap_or(home), "moved")
        }
        Err(Trouble::Refused(no)) if schedule_form::is_of_calendar(&no) => {
            let errors = beside(Trouble::Refused(no), schedule_form::field)?;
            draw(app, visit, errors, Some(&asked(&session, act)))
        }
        Err(trouble) => draw(app, visit, beside(trouble, schedule_form::field)?, None),
    }
}

/// The same, as a visit that is to be booked.
fn asked(session: &Session, act: MoveSession) -> ScheduleSession {
    ScheduleSession {
        course: session.course,
        kind: session.kind,
        starts: act.starts,
        setting: session.setting,
        room: act.room,
        people: act.people,
        plan: act.plan,
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors, refused: Option<&ScheduleSession>) -> Answered {
    if visit.signed()?.by.role == Role::Patient {
        return Ok(Reply::Go("/me".to_owned(), None));
    }
    let (booking, session, course) = load::booking(app, visit)?;
    if session.phase != Phase::Scheduled {
        return Ok(Reply::Go(booking.back, None));
    }
    let (_, protocol) = known::in_force(app, &course)?;
    let (sent, typed) = (!visit.form.is_empty(), schedule_form::typed(visit));
    let room = if sent { typed.0.to_owned() } else { session.room.to_string() };
    let zone = schedule_form::place(app, Some(session.setting), &room)?.zone;
    let starts = if sent { typed.1.to_owned() } else { when::field(session.starts, &zone) };
    let chosen: Vec<String> = if sent {
        visit.values("who").into_iter().map(str::to_owned).collect()
    } else {
        session.people.iter().map(|(who, role)| format!("{who} {}", role_code(*role))).collect()
    };
    let (talk, talk_at) = talk(app, visit, &session, sent);
    let at = when::read(Lang::En, &starts, &zone).unwrap_or(session.starts);
    let groups = schedule_form::groups(app, &chosen, course.model, (&room, at))?;
    let page = Page {
        frame: draw::frame(app, visit, "Move this visit"),
        command: visit.form_command(),
        instead: refused
            .map(|act| schedule_form::instead(app, act, &protocol.content))
            .transpose()?
            .unwrap_or_default(),
        rooms: schedule_form::rooms(app, &room)?,
        clocks: schedule_form::clocks(app, Some(session.setting), &room)?,
        starts,
        room,
        groups,
        has_talk: session.kind == care::course::SessionKind::Dosing,
        talks: plan_window::talks(app, course.model, &talk)?,
        talk_at,
        booking,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// The talk as it was typed, or as it is planned.
fn talk(app: &App, visit: &Visit, session: &Session, sent: bool) -> (String, String) {
    match &session.plan {
        _ if sent => (visit.value("talk").to_owned(), visit.value("talk-at").to_owned()),
        Some(Plan::Talk { kind, with, at }) => {
            (format!("{}:{with}", kind.code()), when::field(*at, &app.zone))
        }
        _ => (String::new(), String::new()),
    }
}
