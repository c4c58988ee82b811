//! The hours people keep, and leave.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::ActKind;
use care::roster::Opening;
use care::schedule::{EndLeave, KeepHours, Schedule, TakeLeave};
use care::time::{Date, Instant};
use record::views::ask;

use super::calendar;
use super::rooms::{span, stream};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::week;
use crate::pages::patients::{beside, command_of, offers, person_name};
use crate::parts::{Choice, Errors};
use crate::place::{Place, Places};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

const HERE: &str = "/schedule/hours";

/// The week that somebody keeps at one place.
struct KeptAt {
    place: String,
    href: String,
    week: String,
}

struct Keeper {
    name: String,
    places: Vec<KeptAt>,
}

struct Away {
    number: u32,
    name: String,
    times: String,
    command: String,
}

#[derive(Template)]
#[template(path = "schedule/hours.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    keepers: Vec<Keeper>,
    away: Vec<Away>,
    people: Vec<Choice>,
    may_keep: bool,
    may_leave: bool,
    chosen: String,
    chosen_name: String,
    site: String,
    by_clock: String,
    leave_hint: String,
    days: Vec<week::Day>,
    since: String,
    from: String,
    until: String,
}

/// `GET /schedule/hours?person=&site=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /schedule/hours`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let person = PersonId::read(visit.value("person")).ok_or(Trouble::NotFound)?;
    let site = Places::of(app)?.named(visit.value("site"))?.number;
    let week = week::read(visit, &mut errors);
    let from = Date::read(visit.value("since"));
    if from.is_none() {
        errors.add("since", "Write the first day on which these hours hold.");
    }
    let (Some(from), true) = (from, errors.is_empty()) else { return draw(app, visit, errors) };
    match app.submit(visit, Act::KeepHours(stream(app), KeepHours { person, site, from, week })) {
        Ok(_) => go(HERE, "kept-hours"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "since")?),
    }
}

/// `POST /schedule/leave`
pub fn post_leave(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let person = PersonId::read(visit.value("who"));
    if person.is_none() {
        errors.add("who", "Choose who is away.");
    }
    let mut time = |name: &str| {
        when::read(Lang::En, visit.value(name), &app.zone).map_err(|why| errors.add(name, why)).ok()
    };
    let (from, until) = (time("from"), time("until"));
    let (Some(person), Some(from), Some(until)) = (person, from, until) else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::TakeLeave(stream(app), TakeLeave { person, from, until })) {
        Ok(_) => go(HERE, "leave"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "until")?),
    }
}

/// `POST /schedule/leave/end`
pub fn post_end(app: &App, visit: &Visit) -> Answered {
    let number = visit.value("number").parse().map_err(|_| Trouble::NotFound)?;
    app.submit(visit, Act::EndLeave(stream(app), EndLeave { number }))?;
    go(HERE, "leave-ended")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    app.may(visit, ActKind::SeeSchedule, None)?;
    let (schedule, now) = (calendar::schedule(app)?, app.now());
    let people = here_now(app)?;
    let asked = if visit.form.is_empty() { visit.asked("person") } else { visit.value("person") };
    let chosen = PersonId::read(asked).filter(|chosen| people.iter().any(|(id, _)| id == chosen));
    let places = Places::known(app, schedule.clone());
    let named = if visit.form.is_empty() { visit.asked("site") } else { visit.value("site") };
    let site = places.named(named)?;
    let today = when::local(now, &site.zone).map(|local| local.date);
    let kept = chosen.zip(today).and_then(|(who, day)| schedule.week_of(who, site.number, day));
    let given = |name: &str, kept: String| visit.given(name).map_or(kept, str::to_owned);
    let page = Page {
        frame: draw::live_frame(app, visit, "Hours and leave"),
        command: command_of(visit, !errors.is_empty()),
        keepers: people.iter().map(|(id, name)| keeper(&schedule, &places, (*id, name), now)).collect(),
        away: away(app, visit, &schedule),
        people: choices(&people, visit.value("who")),
        may_keep: offers(visit, ActKind::KeepHours),
        may_leave: offers(visit, ActKind::TakeLeave),
        chosen: chosen.map(|id| id.to_string()).unwrap_or_default(),
        chosen_name: chosen.map(|id| person_name(app, id)).unwrap_or_default(),
        site: site.value(),
        by_clock: by_clock(&places, &site),
        leave_hint: leave_hint(&places),
        days: week::days(visit, kept.map_or(&[], |kept| &kept.week)),
        since: given("since", when::date(now, &site.zone)),
        from: given("from", when::field(now, &app.zone)),
        until: visit.value("until").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// Everybody who works here now, by name.
fn here_now(app: &App) -> Result<Vec<(PersonId, String)>, Trouble> {
    let now = app.now();
    let mut people = vec![];
    for (id, name) in app.read(ask::people)? {
        if app.person(id)?.affiliations.iter().any(|held| held.term.covers(now)) {
            people.push((id, name));
        }
    }
    Ok(people)
}

/// Nobody is chosen before somebody chooses.
fn choices(people: &[(PersonId, String)], chosen: &str) -> Vec<Choice> {
    let none = Choice::new("", "Choose", chosen);
    let each = people.iter().map(|(id, name)| Choice::new(&id.to_string(), name, chosen));
    std::iter::once(none).chain(each).collect()
}

const SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// By which clock the hours of a form are, where there are several.
fn by_clock(places: &Places, place: &Place) -> String {
    if !places.are_several() {
        return String::new();
    }
    let clock = place.with_clock();
    format!(
        "At {clock}, by its clock. Whoever keeps hours at any place is at another only in those kept there."
    )
}

fn leave_hint(places: &Places) -> String {
    if places.are_several() { format!("By the clock of {}.", places.house().name) } else { String::new() }
}

fn keeper(schedule: &Schedule, places: &Places, (id, name): (PersonId, &str), now: Instant) -> Keeper {
    let at = |place: &Place| {
        let today = when::local(now, &place.zone).map(|local| local.date);
        let kept = today.and_then(|day| schedule.week_of(id, place.number, day));
        let week = match kept.map(|kept| week_words(&kept.week)) {
            None if today.is_some_and(|day| schedule.keeps_hours(id, day)) => "not at work here".to_owned(),
            None => "no hours kept: never refused for its time".to_owned(),
            Some(week) if week.is_empty() => "not at work on any day".to_owned(),
            Some(week) => week,
        };
        let several = places.are_several();
        let site = if several { format!("&site={}", place.value()) } else { String::new() };
        let href = format!("{HERE}?person={id}{site}#keep");
        KeptAt { place: if several { place.name.clone() } else { String::new() }, href, week }
    };
    Keeper { name: name.to_owned(), places: places.open(now).iter().map(at).collect() }
}

/// `Mon 09:00–17:00, Tue 09:00–17:00`.
fn week_words(week: &[Option<Opening>]) -> String {
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60 % 24, minute % 60);
    let days = week.iter().zip(SHORT);
    let days = days.filter_map(|(day, name)| {
        day.map(|day| format!("{name} {}–{}", clock(day.from_min), clock(day.until_min)))
    });
    days.collect::<Vec<_>>().join(", ")
}

/// Leave that is not over, soonest first.
fn away(app: &App, visit: &Visit, schedule: &Arc<Schedule>) -> Vec<Away> {
    let (now, here) = (app.now(), Places::known(app, schedule.clone()).house());
    let ahead = |term: &care::time::Term| term.until.is_none_or(|until| now < until && term.from < until);
    let mut coming: Vec<_> = schedule.leaves.iter().filter(|leave| ahead(&leave.term)).collect();
    coming.sort_by_key(|leave| leave.term.from);
    let shown = |leave: &care::schedule::Leave| Away {
        number: leave.number,
        name: person_name(app, leave.person),
        times: span(&here, leave.term),
        command: command_of(visit, false),
    };
    coming.into_iter().map(shown).collect()
}
