//! Who is on call now and next, when nobody is, and when the clinic answers.

use askama::Template;
use care::act::Act;
use care::ids::{PersonId, RosterId};
use care::practice::{ActKind, Role};
use care::roster::{ClinicHours, PutOnCall, Roster, SetClinicHours, Shift, TakeOffCall};
use care::time::{Date, Instant};
use care::units::Hours;
use record::views::ask;
use record::wire::{role_code, role_of};

use super::week;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, command_of, offers, person_name};
use crate::pages::tasks::cover::roster;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// How far ahead gaps are named. House policy: two weeks, as rosters are written.
const AHEAD: Hours = Hours(14 * 24);

struct OnCall {
    number: u32,
    who: String,
    times: String,
    now: bool,
    command: String,
}

#[derive(Template)]
#[template(path = "clinic/on_call.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    shifts: Vec<OnCall>,
    gaps: Vec<String>,
    may_change: bool,
    put: String,
    people: Vec<Choice>,
    from: String,
    until: String,
    hours: String,
    hours_known: bool,
    days: Vec<week::Day>,
    closed: String,
}

/// `GET /clinic/on-call`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/on-call`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let named = visit.value("person").split_once(' ');
    let named = named.and_then(|(id, role)| Some((PersonId::read(id)?, role_of(role)?)));
    if named.is_none() {
        errors.add("person", "Choose who is on call.");
    }
    let mut time = |name: &str| {
        let read = when::read(Lang::En, visit.value(name), &app.zone);
        read.map_err(|why| errors.add(name, why)).ok()
    };
    let (from, until) = (time("from"), time("until"));
    let (Some((person, role)), Some(from), Some(until)) = (named, from, until) else {
        return draw(app, visit, errors);
    };
    let act = Act::PutOnCall(id(app), PutOnCall { person, role, from, until });
    match app.submit(visit, act) {
        Ok(_) => go("/clinic/on-call", "on-call"),
        Err(trouble) => draw(app, visit, beside(trouble, |no| field_of(no.code()))?),
    }
}

/// The field a refusal is about.
fn field_of(code: &str) -> &'static str {
    match code {
        "term-ends-before-it-begins" | "term-ends-in-the-past" => "until",
        "already-on-call" => "from",
        _ => "person",
    }
}

/// `POST /clinic/on-call/off`
pub fn post_off(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::TakeOffCall(id(app), TakeOffCall { number }))?;
    go("/clinic/on-call", "off-call")
}

/// `POST /clinic/on-call/hours`
pub fn post_hours(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let week = week::read(visit, &mut errors);
    let mut closed = vec![];
    for line in visit.value("closed").lines().map(str::trim).filter(|line| !line.is_empty()) {
        match Date::read(line) {
            Some(date) => closed.push(date),
            None => errors.add("closed", "Write each day as 2026-12-25, one on a line."),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    let hours = ClinicHours { week, closed };
    match app.submit(visit, Act::SetClinicHours(id(app), SetClinicHours { hours })) {
        Ok(_) => go("/clinic/on-call", "hours"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "closed")?),
    }
}

fn id(app: &App) -> RosterId {
    RosterId::of(app.record.house())
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeOnCall, None)?;
    let now = app.now();
    let roster = roster(app)?.map(|roster| (*roster).clone()).unwrap_or_default();
    let may_change = offers(visit, ActKind::PutOnCall);
    let came_back = !errors.is_empty();
    let (_, tomorrow) = when::day_around(now, &app.zone);
    let given = |name: &str, else_at: Instant| match visit.given(name) {
        Some(typed) => typed.to_owned(),
        None => when::field(else_at, &app.zone),
    };
    let page = Page {
        frame: draw::live_frame(app, visit, "On call"),
        shifts: roster.coming(now).iter().map(|shift| shown(app, visit, shift, now)).collect(),
        gaps: gaps(app, &roster, now),
        may_change,
        put: command_of(visit, came_back),
        people: if may_change { people(app, visit, now)? } else { vec![] },
        from: given("from", now),
        until: given("until", tomorrow),
        hours: app.house.hours.to_string(),
        hours_known: roster.hours.is_some(),
        days: week::days(visit, roster.hours.as_ref().map_or(&[], |hours| &hours.week)),
        closed: match visit.given("closed") {
            Some(typed) => typed.to_owned(),
            None => closed(roster.hours.as_ref()),
        },
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn closed(hours: Option<&ClinicHours>) -> String {
    let days = hours.map_or(&[][..], |hours| &hours.closed).iter().map(Date::to_string);
    days.collect::<Vec<_>>().join("\n")
}

fn shown(app: &App, visit: &Visit, shift: &Shift, now: Instant) -> OnCall {
    let role = words::role(Lang::En, shift.role).to_lowercase();
    let until = shift.term.until.map(|until| when::day_clock(until, &app.zone)).unwrap_or_default();
    OnCall {
        number: shift.number,
        who: format!("{}, {role}", person_name(app, shift.person)),
        times: format!("{} – {until}", when::day_clock(shift.term.from, &app.zone)),
        now: shift.term.covers(now),
        command: command_of(visit, false),
    }
}

/// When nobody is on call, in words.
fn gaps(app: &App, roster: &Roster, now: Instant) -> Vec<String> {
    let end = now.plus_hours(AHEAD);
    let words = |(from, until): (Instant, Instant)| match (from == now, until == end) {
        (true, true) => "Nobody is on call in the next 14 days.".to_owned(),
        (true, false) => format!("Nobody is on call from now to {}.", when::day_clock(until, &app.zone)),
        (false, true) => format!("Nobody is on call from {}.", when::day_clock(from, &app.zone)),
        (false, false) => {
            let (from, until) = (when::day_clock(from, &app.zone), when::day_clock(until, &app.zone));
            format!("Nobody is on call from {from} to {until}.")
        }
    };
    roster.gaps(now, end).into_iter().map(words).collect()
}

/// Everybody who may answer now, in each role they hold.
fn people(app: &App, visit: &Visit, now: Instant) -> Result<Vec<Choice>, Trouble> {
    let chosen = visit.value("person");
    let mut people = vec![];
    for id in app.read(ask::clinicians)? {
        let person = app.person(id)?;
        let stands = |role: &Role| person.stand(*role, app.here(), now).is_ok();
        let clinical = Role::ALL.into_iter().filter(|role| !role.licences().is_empty());
        for role in clinical.filter(stands) {
            let label = format!("{}, {}", person.name, words::role(Lang::En, role).to_lowercase());
            people.push(Choice::new(&format!("{id} {}", role_code(role)), &label, chosen));
        }
    }
    people.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(people)
}
