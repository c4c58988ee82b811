//! A day of the calendar: rooms by time, people and their talks, and what no longer stands.

use askama::Template;
use care::ids::PersonId;
use care::integration::TalkKind;
use care::practice::{ActKind, Role};
use care::refusal::Refusal;
use care::schedule::AtWork;
use care::time::{Instant, Term};
use record::views::ask;
use record::views::ask_schedule::TalkRow;

use super::calendar::{self, Calendar};
use super::grid::{self, Grid};
use super::look::{Look, SiteLink};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{href, offers, person_name};
use crate::pages::rows::{service, short_name, talk_service};
use crate::parts::{Mark, Service};
use crate::place::Places;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// How far ahead bookings that no longer stand are looked for. House policy: two months, as far as people book.
const LOOK_AHEAD_US: i64 = 62 * 24 * 3_600_000_000;

struct Booked {
    at: String,
    iso: String,
    until: String,
    name: String,
    href: String,
    kind: String,
    service: Service,
    place: String,
    people: String,
    mark: Mark,
    state: &'static str,
}

struct Working {
    name: String,
    hours: String,
    booked: Vec<String>,
}

struct Moves {
    at: String,
    name: String,
    href: String,
    why: String,
}

#[derive(Template)]
#[template(path = "schedule/day.html")]
struct Page {
    frame: Frame,
    day: String,
    date: String,
    before: String,
    after: String,
    is_today: bool,
    grid: Grid,
    booked: Vec<Booked>,
    talks: Vec<Booked>,
    people: Vec<Working>,
    moves: Vec<Moves>,
    may_block: bool,
    may_book: bool,
    no_rooms: bool,
    /// The places to choose from; none in a house with one.
    links: Vec<SiteLink>,
    by_clock: String,
    /// `&site=1` for addresses; "" for all places.
    at_site: String,
    site: String,
}

/// `GET /schedule?day=2026-11-23&site=1`
pub fn get(app: &App, visit: &Visit) -> Answered {
    app.may(visit, ActKind::SeeSchedule, None)?;
    let now = app.now();
    let schedule = calendar::schedule(app)?;
    let look = Look::of(Places::known(app, schedule), visit.asked("site"))?;
    let zone = &look.place.zone;
    let asked = when::read_day(Lang::En, visit.asked("day"), zone).unwrap_or(now);
    let (from, until) = when::day_around(asked, zone);
    let calendar = Calendar::between(app, from, until)?;
    let ahead = Calendar::between(app, now, Instant(now.0.saturating_add(LOOK_AHEAD_US)))?;
    let shown: Vec<&calendar::Visit> = calendar
        .visits
        .iter()
        .filter(|held| held.row.phase != "aborted" && look.shows(&look.at(held)))
        .collect();
    let in_rooms: Vec<&calendar::Visit> =
        shown.iter().copied().filter(|held| held.row.phase != "not-come").collect();
    let (leads, date) = (|held: &calendar::Visit| leads(visit, held), when::date(from, zone));
    let noon = |day: Instant, by: i64| when::date(Instant(day.0 + by), zone);
    html(&Page {
        frame: draw::live_frame(app, visit, "Calendar"),
        day: look.heading(from),
        date: date.clone(),
        before: noon(from, -12 * HOUR_US),
        after: noon(until, 12 * HOUR_US),
        is_today: from <= now && now < until,
        grid: grid::draw((from, until), &look, &calendar.schedule, &in_rooms, leads),
        booked: shown.iter().map(|held| booked(app, &look, held, leads(held))).collect(),
        talks: talks(app, visit, &look, &calendar, (from, until)),
        people: people(app, &look, &calendar, (from, until))?,
        moves: moves(app, visit, &look, &ahead, now),
        links: look.links(if visit.asked("day").is_empty() { "" } else { &date }, now),
        by_clock: look.by_clock(),
        at_site: look.at_site(),
        site: if look.one { look.place.value() } else { String::new() },
        may_block: offers(visit, ActKind::BlockRoom),
        may_book: offers(visit, ActKind::ScheduleSession),
        no_rooms: calendar.schedule.open_rooms(now).next().is_none(),
    })
}

const HOUR_US: i64 = 3_600_000_000;

/// The desk reads its own page of a patient; a clinician the visit.
fn leads(visit: &Visit, held: &calendar::Visit) -> String {
    let desk = visit.signed.as_ref().is_some_and(|signed| signed.by.role == Role::FrontDesk);
    if desk { href(visit, held.row.patient) } else { format!("/sessions/{}", held.row.session) }
}

fn booked(app: &App, look: &Look, held: &calendar::Visit, href: String) -> Booked {
    let place = look.at(held);
    let clock = |at: Instant| if look.one { when::clock(at, &place.zone) } else { place.clock(at) };
    let named = held.people.iter();
    let named = named.map(|(who, role)| {
        format!("{} ({})", person_name(app, *who), words::role(Lang::En, *role).to_lowercase())
    });
    let (mark, state) = match held.row.phase.as_str() {
        "scheduled" if held.row.kind == "dosing" && !held.row.talk_planned => {
            (Mark::Todo, "first talk not planned")
        }
        "scheduled" => (Mark::Quiet, ""),
        "checked-in" | "dosing" | "paused" | "recovery" => (Mark::Info, "here now"),
        "discharged" | "held" => (Mark::Done, "over"),
        "not-come" => (Mark::Info, "did not come"),
        _ => (Mark::Quiet, ""),
    };
    Booked {
        at: clock(held.span.from),
        iso: when::iso(held.span.from, &place.zone),
        until: if held.span.from < held.span.until { clock(held.span.until) } else { String::new() },
        name: short_name(&held.row.patient_name),
        href,
        kind: held.row.kind.replace('-', " "),
        service: service(&held.row.model),
        place: look.room_words(held.room.as_str(), &place),
        people: named.collect::<Vec<_>>().join(", "),
        mark,
        state,
    }
}

/// Talks are at no place: they are in every view, by its clock.
fn talks(app: &App, visit: &Visit, look: &Look, calendar: &Calendar, day: (Instant, Instant)) -> Vec<Booked> {
    let zone = &look.place.zone;
    let today = calendar.talks.iter().filter(|talk| day.0 <= talk.at && talk.at < day.1);
    let shown = |talk: &TalkRow| {
        let length = TalkKind::read(&talk.kind).and_then(|kind| calendar.schedule.talk_length(kind));
        Booked {
            at: when::clock(talk.at, zone),
            iso: when::iso(talk.at, zone),
            until: length.map(|length| when::clock(talk.at.plus_minutes(length), zone)).unwrap_or_default(),
            name: short_name(&talk.patient_name),
            href: href(visit, talk.patient),
            kind: String::new(),
            service: talk_service(Some(&talk.kind)),
            place: String::new(),
            people: person_name(app, talk.with),
            mark: Mark::Quiet,
            state: if talk.planned_on.is_some() { "planned with the dose" } else { "booked" },
        }
    };
    today.map(shown).collect()
}

/// Everybody who keeps hours, is away, or has something booked on that day.
fn people(
    app: &App,
    look: &Look,
    calendar: &Calendar,
    day: (Instant, Instant),
) -> Result<Vec<Working>, Trouble> {
    let mut working = vec![];
    for (id, name) in app.read(ask::people)? {
        let stands = app.person(id)?.affiliations.iter().any(|held| held.term.covers(day.0));
        let booked = booked_for(look, calendar, id, day);
        let leave = calendar.schedule.leaves.iter().find(|leave| {
            leave.person == id
                && leave.term.from < day.1
                && leave.term.until.is_none_or(|until| day.0 < until)
        });
        let keeps = calendar.at_work_anywhere(id).next().is_some();
        let terms = keeps.then(|| at_work(calendar, look, id, day));
        let elsewhere = elsewhere(look, calendar, id, day);
        let hours = match (leave, terms) {
            (Some(leave), _) => match leave.term.until {
                Some(until) => format!("on leave until {}", when::day_clock(until, &look.place.zone)),
                None => "on leave".to_owned(),
            },
            (None, Some(terms)) if terms.is_empty() => "not at work".to_owned(),
            (None, Some(terms)) => terms,
            (None, None) => "no hours kept".to_owned(),
        };
        let shown = !booked.is_empty() || !elsewhere.is_empty() || leave.is_some();
        if stands && (shown || keeps) {
            let hours = [vec![hours], elsewhere].concat().join("; ");
            working.push(Working { name, hours, booked });
        }
    }
    Ok(working)
}

/// `09:00–17:00`, and where, if there are several places: each by its own clock.
fn at_work(calendar: &Calendar, look: &Look, id: PersonId, day: (Instant, Instant)) -> String {
    let at = |kept: &AtWork| {
        let place = look.places.of_site(kept.site);
        let today = kept.terms.iter().filter(|term| day.0 <= term.from && term.from < day.1);
        let ends = |at| if look.one { when::clock(at, &place.zone) } else { place.clock(at) };
        let words = today.map(|term| {
            let until = term.until.map(ends).unwrap_or_default();
            format!("{}–{until}", when::clock(term.from, &place.zone))
        });
        let words = words.collect::<Vec<_>>().join(", ");
        if words.is_empty() || !look.several() { words } else { format!("{words}, {}", place.name) }
    };
    let here = calendar.at_work_anywhere(id).filter(|kept| look.shows(&look.places.of_site(kept.site)));
    let kept = here.map(at).filter(|words| !words.is_empty());
    kept.collect::<Vec<_>>().join("; ")
}

/// When somebody is busy on that day by calendars they have linked: when, and not with what.
fn elsewhere(
    look: &Look,
    calendar: &Calendar,
    id: PersonId,
    (from, until): (Instant, Instant),
) -> Vec<String> {
    let clock = |at: Instant| when::clock(at, &look.place.zone);
    let words = |term: &Term| {
        let ends = term.until.unwrap_or(until);
        (term.from < until && from < ends).then(|| match (term.from <= from, until <= ends) {
            (true, true) => "busy elsewhere all day".to_owned(),
            (true, false) => format!("busy elsewhere until {}", clock(ends)),
            (false, true) => format!("busy elsewhere from {}", clock(term.from)),
            (false, false) => format!("busy elsewhere {}–{}", clock(term.from), clock(ends)),
        })
    };
    calendar.busy(id).filter_map(words).collect()
}

fn booked_for(look: &Look, calendar: &Calendar, id: PersonId, day: (Instant, Instant)) -> Vec<String> {
    let in_day = |at: Instant| day.0 <= at && at < day.1;
    let visits = calendar.visits.iter().filter(|held| {
        held.people.iter().any(|(who, _)| *who == id) && in_day(held.span.from) && held.row.phase != "aborted"
    });
    let talks = calendar.talks.iter().filter(|talk| talk.with == id && in_day(talk.at));
    let mut all: Vec<(Instant, String)> =
        visits.map(|held| (held.span.from, look.room_words(held.room.as_str(), &look.at(held)))).collect();
    all.extend(talks.map(|talk| (talk.at, "talk".to_owned())));
    all.sort();
    all.into_iter().map(|(at, what)| format!("{} {what}", when::clock(at, &look.place.zone))).collect()
}

/// Of every place, whichever is looked at: who has to be moved is not found by choosing another.
fn moves(app: &App, visit: &Visit, look: &Look, ahead: &Calendar, now: Instant) -> Vec<Moves> {
    let shown = |(held, no): (&calendar::Visit, Refusal)| {
        let why = words::refusal(Lang::En, &no);
        let name = short_name(&held.row.patient_name);
        (
            held.span.from,
            Moves { at: look.at(held).day_clock(held.span.from), name, href: leads(visit, held), why },
        )
    };
    let talk = |(row, no): (&TalkRow, Refusal)| {
        let name = format!("{}, talk with {}", short_name(&row.patient_name), person_name(app, row.with));
        let why = words::refusal(Lang::En, &no);
        (row.at, Moves { at: when::day_clock(row.at, &app.zone), name, href: href(visit, row.patient), why })
    };
    let mut moves: Vec<(Instant, Moves)> = ahead.no_longer_stands(app).into_iter().map(shown).collect();
    moves.extend(ahead.talks_that_no_longer_stand(app, now).into_iter().map(talk));
    moves.sort_by_key(|(at, _)| *at);
    moves.into_iter().map(|(_, moves)| moves).collect()
}
