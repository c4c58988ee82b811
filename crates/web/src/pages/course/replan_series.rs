//! One visit of a series was moved: what of the others has to move with it, proposed; moved in one press, or left.

use askama::Template;
use care::act::Act;
use care::course::{SessionKind, series};
use care::ids::{CourseId, PersonId, SessionId};
use care::integration::{Talk, TalkKind};
use care::planner::{CoursePlan, Moved, PlannedVisit, Unplanned, move_visit};
use care::practice::{ActKind, Role};
use care::protocol::Setting;
use care::session::calendar::Span;
use care::session::move_session::MoveSession;
use care::session::{Phase, Plan, Session};
use care::text::Line;
use care::time::Instant;
use care::units::{Hours, Minutes};

use super::known::{Known, service};
use super::plan_request::{self, Asked};
use super::plan_words;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{chart_frame, command_of, person_name};
use crate::pages::schedule::{calendar, clinic};
use crate::parts::{Errors, Service};
use crate::place::{Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

const DAY_US: i64 = 86_400_000_000;
/// The others are looked for up to so many days after the last of them. House policy: four weeks.
const AHEAD_DAYS: i64 = 28;

struct Row {
    id: SessionId,
    nth: usize,
    before: String,
    after: String,
    room: String,
    people: String,
    talk: String,
    value: String,
}

#[derive(Template)]
#[template(path = "course/replan_series.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    service: Service,
    moved: SessionId,
    moved_at: String,
    rows: Vec<Row>,
    /// When, and where it is moved.
    by_hand: Vec<(String, String)>,
    conflict: Vec<String>,
    open: String,
}

/// The doses ahead as a plan, in order of time, and which of them is this visit.
struct Ahead {
    visits: Vec<(SessionId, std::sync::Arc<Session>)>,
    plan: CoursePlan,
    which: usize,
    talk: Option<TalkKind>,
    /// Some have a talk planned with them and some do not, or of another kind: no plan keeps them all, so each is moved by hand.
    mixed: bool,
    /// Where all of them are.
    place: Place,
}

/// `GET /courses/{course}/replan?moved=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/replan`: moves the others, visit after visit. The first that does not stand any more ends it; the rest
/// is proposed anew.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let course = visit.id("course", CourseId::read)?;
    let command = visit.command()?;
    let read = |value: &str| {
        let (id, value) = value.split_once(' ')?;
        let asked = plan_words::read(course, value)?;
        let moved =
            MoveSession { starts: asked.starts, room: asked.room, people: asked.people, plan: asked.plan };
        Some((SessionId::read(id)?, moved))
    };
    let moves: Option<Vec<_>> = visit.values("visit").into_iter().map(read).collect();
    let moves = moves.filter(|moves| !moves.is_empty()).ok_or(Trouble::FormOutdated)?;
    // Of this course and no other: the address is what the page was for.
    for (id, _) in &moves {
        if app.session(*id)?.course != course {
            return Err(Trouble::NotFound);
        }
    }
    for (nth, (id, act)) in (0_u128..).zip(moves) {
        let each = visit.derived_command(&format!("{command} move {nth}"));
        match app.submit_command(each, visit, Act::MoveSession(id, act), None, None) {
            Ok(_) => {}
            Err(Trouble::Refused(no)) => {
                let mut errors = Errors::default();
                let no = words::refusal(Lang::En, &no);
                errors.add("plan", &format!("Moved so far: {nth}. Then: {no} Below is a plan for the rest."));
                return draw(app, visit, errors);
            }
            Err(trouble) => return Err(trouble),
        }
    }
    go(super::schedule_session::home(app, visit, course)?, "series-moved")
}

/// Where somebody who moved this visit goes on, if the others cannot all stay where they are.
///
/// # Errors
/// The store's.
pub fn after_move(app: &App, visit: &Visit, moved: SessionId) -> Result<Option<String>, Trouble> {
    let session = app.session(moved)?;
    if session.kind != SessionKind::Dosing {
        return Ok(None);
    }
    let known = Known::read(app, session.course)?;
    let Some(ahead) = ahead(app, &known, moved)? else { return Ok(None) };
    let found = asked(app, visit, &known, &ahead)?;
    let stays = matches!(&found, Ok(Ok(found)) if changed(app, &ahead, found).is_empty());
    Ok((!stays).then(|| format!("/courses/{}/replan?moved={moved}", session.course)))
}

/// None where this visit is not one of several doses ahead.
///
/// # Errors
/// The store's.
fn ahead(app: &App, known: &Known, moved: SessionId) -> Result<Option<Ahead>, Trouble> {
    let doses = |held: &Session| held.kind == SessionKind::Dosing && held.phase == Phase::Scheduled;
    let mut visits: Vec<_> =
        known.visits.iter().filter(|(_, held)| doses(held)).map(|(id, held)| (*id, held.clone())).collect();
    visits.sort_by_key(|(_, held)| held.starts);
    // At home there is no room to plan with: the place is an address.
    if visits.iter().any(|(_, held)| held.setting == Setting::Home) {
        return Ok(None);
    }
    let which = visits.iter().position(|(id, _)| *id == moved).filter(|_| 1 < visits.len());
    let Some(which) = which else { return Ok(None) };
    // A plan is made at one place; a series in two cities is moved by hand.
    let places = Places::of(app)?;
    let there = |held: &Session| places.of_visit(held.setting, held.room.as_str(), held.starts);
    let place = visits.get(which).map_or_else(|| places.house(), |(_, held)| there(held));
    if visits.iter().any(|(_, held)| there(held).number != place.number) {
        return Ok(None);
    }
    let talk_of = |held: &Session| match held.plan {
        Some(Plan::Talk { kind, with, at }) => Some(Talk { kind, with, at }),
        _ => None,
    };
    let kind = visits.first().and_then(|(_, held)| talk_of(held)).map(|talk| talk.kind);
    // Talks are planned with the visits only where each visit has one of the same kind.
    let talk = kind
        .filter(|kind| visits.iter().all(|(_, held)| talk_of(held).is_some_and(|talk| talk.kind == *kind)));
    let planned = |held: &Session| PlannedVisit {
        starts: held.starts,
        room: Some(held.room.clone()),
        people: watching(held),
        talk: talk_of(held).filter(|_| talk.is_some()),
    };
    let plan = CoursePlan { visits: visits.iter().map(|(_, held)| planned(held)).collect() };
    let mixed = talk.is_none() && visits.iter().any(|(_, held)| talk_of(held).is_some());
    Ok(Some(Ahead { visits, plan, which, talk, mixed, place }))
}

/// Who watches, a nurse before a prescriber, then the therapist: as the planner names people.
fn watching(held: &Session) -> Vec<(PersonId, Role)> {
    let first = |role: Role| held.people.iter().find(|(_, named)| *named == role).copied();
    first(Role::Nurse).or_else(|| first(Role::Prescriber)).into_iter().chain(first(Role::Therapist)).collect()
}

/// Those the planner names, and everybody else who was named on the visit: nobody is dropped by moving it.
fn with_others(after: &PlannedVisit, held: &Session) -> PlannedVisit {
    let planned = watching(held);
    let others = held.people.iter().filter(|one| !planned.contains(one) && !after.people.contains(one));
    PlannedVisit { people: after.people.iter().chain(others).copied().collect(), ..after.clone() }
}

/// Is it moved at all, or only named otherwise?
fn is_same(after: &PlannedVisit, held: &Session, talk: Option<TalkKind>) -> bool {
    let here = after.room.as_ref() == Some(&held.room) && after.people == held.people;
    let talks = talk.is_none()
        || held.plan == after.talk.map(|Talk { kind, with, at }| Plan::Talk { kind, with, at });
    after.starts == held.starts && here && talks
}

type Answer = Result<Result<Moved, Unplanned>, care::refusal::Refusal>;

/// The planner's answer, or what the protocol is silent about.
fn asked(app: &App, visit: &Visit, known: &Known, ahead: &Ahead) -> Result<Answer, Trouble> {
    let schedule = calendar::schedule(app)?;
    let now = app.now();
    let last = ahead.plan.visits.last().map_or(now, |visit| visit.starts);
    let mut asked = Asked::read(app, visit, 1, ahead.place.clone())?;
    // Nobody is moved to today: they fast before, and somebody takes them home.
    let to = ahead.plan.visits[ahead.which].starts;
    (asked.from, asked.until) = (asked.from.min(to), Instant(last.0 + AHEAD_DAYS * DAY_US));
    asked.talk = ahead.talk;
    asked.rooms = rooms(ahead);
    let mut request = match plan_request::request(known, &asked, &schedule) {
        Ok(request) => request,
        Err(no) => return Ok(Err(no)),
    };
    // The visits that can still move are the plan; doses given, and one that somebody has come to, are fixed.
    let given = known.course.doses.iter().map(|(ended, _)| Span { from: *ended, until: *ended });
    let here = known.visits.iter().filter(|(_, held)| {
        held.kind == SessionKind::Dosing && series::is_ahead(held) && held.phase != Phase::Scheduled
    });
    let lasts = request.visit.dose_min;
    let here = here.map(|(_, held)| Span { from: held.starts, until: held.starts.plus_minutes(lasts) });
    request.series.given = given.chain(here).collect();
    // What was agreed with the person stands, whatever its hour: each visit and talk as it is booked.
    let stay = request.visit.stay_min;
    let talk_min = ahead.talk.map_or(Minutes(0), |kind| schedule.talk_length(kind).unwrap_or(clinic::TALK));
    let lasting = |from: Instant, min: Minutes| Span { from, until: from.plus_minutes(min) };
    for visit in &ahead.plan.visits {
        request.patient_free.push(lasting(visit.starts, stay));
        request.patient_free.extend(visit.talk.map(|talk| lasting(talk.at, talk_min)));
    }
    let until = request.not_after.plus_hours(Hours(10 * 24));
    let own: Vec<SessionId> = ahead.visits.iter().map(|(id, _)| *id).collect();
    let clinic = clinic::clinic_without(app, &ahead.place, Span { from: now, until }, &asked.rooms, &own)?;
    Ok(Ok(move_visit(&clinic, &request, &ahead.plan, ahead.which, to)))
}

fn rooms(ahead: &Ahead) -> Vec<Line> {
    let mut rooms: Vec<Line> = ahead.visits.iter().map(|(_, held)| held.room.clone()).collect();
    rooms.sort();
    rooms.dedup();
    rooms
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    app.may(visit, ActKind::MoveSession, Some(course.patient))?;
    let (patient, known) = (app.patient(course.patient)?, Known::read(app, id)?);
    let named = if visit.form.is_empty() { visit.asked("moved") } else { visit.value("moved") };
    let moved = SessionId::read(named).ok_or(Trouble::NotFound)?;
    let ahead = ahead(app, &known, moved)?.ok_or(Trouble::NotFound)?;
    let (mut rows, mut conflict, mut open) = (vec![], vec![], String::new());
    match asked(app, visit, &known, &ahead)? {
        Ok(Ok(found)) => rows = changed(app, &ahead, &found),
        Ok(Err(Unplanned::NothingFits(no))) => {
            let names = |one: &_| plan_words::constraint(app, &known.protocol.1.content, *one);
            conflict = no.conflict.iter().map(names).collect();
        }
        Ok(Err(other)) => open = plan_words::not_planned(&other).to_owned(),
        Err(no) => open = words::refusal(Lang::En, &no),
    }
    let by_hand = match ahead.mixed {
        true => rows.drain(..).map(|row| (row.before, format!("/sessions/{}/move", row.id))).collect(),
        false => vec![],
    };
    let page = Page {
        frame: chart_frame(app, visit, &patient, "The rest of the series")?,
        command: command_of(visit, false),
        action: format!("/courses/{id}/replan"),
        back: super::schedule_session::home(app, visit, id)?,
        name: patient.details.name.to_string(),
        service: service(course.model),
        moved,
        moved_at: ahead.place.day_clock(ahead.plan.visits[ahead.which].starts),
        rows,
        by_hand,
        conflict,
        open,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Those that move, each beside the visit it is now: what stays is the same visit in both, and the rest keeps its order. Those that
/// go to a later day come last first, so that none takes the place of one that has not moved yet.
fn changed(app: &App, ahead: &Ahead, found: &Moved) -> Vec<Row> {
    let moves = ahead.visits.iter().zip(&ahead.plan.visits).enumerate();
    let moves =
        moves.filter(|(nth, (_, planned))| *nth != ahead.which && !found.plan.visits.contains(planned));
    let pairs = found.changed.iter().zip(moves);
    let mut rows: Vec<(bool, Instant, Row)> = vec![];
    for (nth, (_, ((id, held), _))) in pairs {
        let Some(after) = found.plan.visits.get(*nth).map(|after| with_others(after, held)) else { continue };
        if !is_same(&after, held, ahead.talk) {
            rows.push((
                after.starts < held.starts,
                after.starts,
                row(app, &ahead.place, (*nth, *id, held.starts), &after),
            ));
        }
    }
    rows.sort_by_key(|(earlier, at, _)| (*earlier, if *earlier { at.0 } else { -at.0 }));
    rows.into_iter().map(|(.., row)| row).collect()
}

fn row(app: &App, place: &Place, now: (usize, SessionId, Instant), after: &PlannedVisit) -> Row {
    let (nth, id, before) = now;
    let talk = after.talk.map(|talk| {
        let at = app.talk_at(place, talk.at);
        format!("{at}, {}, with {}", words::talk(Lang::En, talk.kind), person_name(app, talk.with))
    });
    Row {
        id,
        nth: nth + 1,
        before: place.day_clock(before),
        after: place.day_clock(after.starts),
        room: after.room.as_ref().map(ToString::to_string).unwrap_or_default(),
        people: after.people.iter().map(|(who, _)| person_name(app, *who)).collect::<Vec<_>>().join(", "),
        talk: talk.unwrap_or_else(|| "as it is".to_owned()),
        value: format!("{id} {}", plan_words::value(after)),
    }
}
