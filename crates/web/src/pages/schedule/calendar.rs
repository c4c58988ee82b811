//! Everything booked between two instants, as the rules weigh it: for the day's picture, and for finding free times.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::course::SessionKind;
use care::ids::{PersonId, ProtocolId, SessionId};
use care::integration::{Talk, TalkKind};
use care::practice::{Here, Role};
use care::protocol::{Content, Protocol, Setting};
use care::refusal::Refusal;
use care::schedule::{AtWork, Beside, Schedule, Work};
use care::session::calendar::{Asks, Span, longest};
use care::session::plan_window::role_for;
use care::text::Line;
use care::time::{Instant, Term};
use jiff::tz::TimeZone;
use record::views::ask_schedule::{self, TalkRow, VisitRow};
use record::wire::role_of;

use crate::answer::Trouble;
use crate::app::App;
use crate::when;

pub use crate::place::schedule;

/// A visit with what it holds.
pub struct Visit {
    /// As lists show it.
    pub row: VisitRow,
    /// From–until, by its protocol.
    pub span: Span,
    /// What kind.
    pub kind: SessionKind,
    /// Where.
    pub setting: Setting,
    /// Chair or room.
    pub room: Line,
    /// Who is named.
    pub people: Vec<(PersonId, Role)>,
}

impl Visit {
    /// Still to come, or going on.
    pub fn holds(&self) -> bool {
        matches!(self.row.phase.as_str(), "scheduled" | "checked-in" | "dosing" | "paused" | "recovery")
    }

    /// What it asks of the calendar.
    pub fn asks(&self) -> Asks<'_> {
        Asks { span: self.span, setting: self.setting, room: &self.room, people: &self.people }
    }
}

/// The calendar between two instants.
pub struct Calendar {
    /// Every visit not cancelled, by its beginning.
    pub visits: Vec<Visit>,
    /// Every talk still to be held.
    pub talks: Vec<TalkRow>,
    /// Rooms, hours, leave, limits.
    pub schedule: Arc<Schedule>,
    work: Work,
}

impl Calendar {
    /// Everything that holds something between two instants: what began earlier and still lasts too.
    ///
    /// # Errors
    /// The store's.
    pub fn between(app: &App, from: Instant, until: Instant) -> Result<Self, Trouble> {
        let earlier = Instant(from.0.saturating_sub(i64::from(longest().0) * MINUTE_US));
        let rows = app.read(|conn, org| ask_schedule::visits(conn, org, earlier, until))?;
        let named = app.read(|conn, org| ask_schedule::named(conn, org, earlier, until))?;
        let mut people: BTreeMap<SessionId, Vec<(PersonId, Role)>> = BTreeMap::new();
        for (session, who, role) in named {
            people.entry(session).or_default().extend(role_of(&role).map(|role| (who, role)));
        }
        let talks = app.read(|conn, org| ask_schedule::talks(conn, org, earlier, until))?;
        let schedule = schedule(app)?;
        let mut protocols: BTreeMap<ProtocolId, Arc<Protocol>> = BTreeMap::new();
        let mut visits = vec![];
        for row in rows {
            if let std::collections::btree_map::Entry::Vacant(new) = protocols.entry(row.protocol) {
                new.insert(app.protocol(row.protocol)?);
            }
            let content = &protocols[&row.protocol].content;
            let people = people.remove(&row.session).unwrap_or_default();
            visits.extend(visit(row, people, content));
        }
        visits.retain(|visit| from < visit.span.until || from <= visit.span.from);
        let work = work(app, &schedule, from, until)?;
        Ok(Self { visits, talks, schedule, work })
    }

    /// The visits that still hold something, but for one, as the rules take them.
    pub fn held(&self, but: Option<SessionId>) -> Vec<(Asks<'_>, SessionKind)> {
        let held = self.visits.iter().filter(|visit| visit.holds() && Some(visit.row.session) != but);
        held.map(|visit| (visit.asks(), visit.kind)).collect()
    }

    /// The talks that hold somebody, but for that of one visit.
    pub fn talks_held(&self, but: Option<SessionId>) -> Vec<Talk> {
        let held = self.talks.iter().filter(|talk| talk.planned_on.is_none() || talk.planned_on != but);
        let talk =
            |row: &TalkRow| Some(Talk { kind: TalkKind::read(&row.kind)?, with: row.with, at: row.at });
        held.filter_map(talk).collect()
    }

    /// As the rules take it.
    pub fn beside<'a>(&'a self, visits: &'a [(Asks<'a>, SessionKind)], talks: &'a [Talk]) -> Beside<'a> {
        Beside { schedule: Some(&self.schedule), work: &self.work, visits, talks }
    }

    /// The stretches in which somebody is at work at a place; none while they have said no hours at any.
    pub fn at_work(&self, person: PersonId, site: Option<u32>) -> Option<&[Term]> {
        let mut kept = self.work.hours.iter();
        kept.find(|kept| kept.person == person && kept.site == site).map(|kept| kept.terms.as_slice())
    }

    /// The same at every place of the house; nothing while they have said no hours at any.
    pub fn at_work_anywhere(&self, person: PersonId) -> impl Iterator<Item = &AtWork> {
        self.work.hours.iter().filter(move |kept| kept.person == person)
    }

    /// When somebody is busy by calendars they have linked.
    pub fn busy(&self, person: PersonId) -> impl Iterator<Item = &Term> {
        self.work.busy.iter().filter(move |(who, _)| *who == person).flat_map(|(_, terms)| terms)
    }

    /// Where licences must hold for a visit.
    fn jurisdiction<'a>(&'a self, app: &'a App, setting: Setting, room: &str, at: Instant) -> &'a str {
        let site = self.schedule.site_of_visit(setting, room, at);
        site.map_or(app.house.jurisdiction.as_str(), |site| site.jurisdiction.as_str())
    }

    /// Talks that would be: whoever gives them is away by now, or works here no more, or without a licence then.
    pub fn talks_that_no_longer_stand(&self, app: &App, now: Instant) -> Vec<(&TalkRow, Refusal)> {
        let held = self.held(None);
        let refused = |row: &TalkRow| {
            let kind = TalkKind::read(&row.kind)?;
            // A talk is judged where the dose is that it follows.
            let visit = app.session(row.follows).ok()?;
            let place = self.jurisdiction(app, visit.setting, visit.room.as_str(), visit.starts);
            let here = Here::at(place, app);
            if let Some(gone) = stands_no_more(app, here, (row.with, role_for(kind)), row.at) {
                return Some(gone);
            }
            let own = Talk { kind, with: row.with, at: row.at };
            let mut others = self.talks_held(None);
            if let Some(nth) = others.iter().position(|talk| *talk == own) {
                others.remove(nth);
            }
            self.beside(&held, &others).talk_stands(kind, row.with, row.at).err()
        };
        let coming = self.talks.iter().filter(|row| now <= row.at);
        coming.filter_map(|row| refused(row).map(|no| (row, no))).collect()
    }

    /// Visits that would be refused if they were booked now as they stand: somebody is on leave or left, a licence
    /// ends before, a room is blocked.
    pub fn no_longer_stands(&self, app: &App) -> Vec<(&Visit, Refusal)> {
        let talks = self.talks_held(None);
        let refused = |visit: &'_ &Visit| -> Option<Refusal> {
            let mut named = visit.people.iter();
            let (asks, starts) = (visit.asks(), visit.row.starts);
            let place = self.jurisdiction(app, asks.setting, asks.room.as_str(), starts);
            let here = Here::at(place, app);
            if let Some(gone) = named.find_map(|named| stands_no_more(app, here, *named, starts)) {
                return Some(gone);
            }
            let held = self.held(Some(visit.row.session));
            self.beside(&held, &talks).visit_stands(&visit.asks(), visit.kind).err()
        };
        let coming = self.visits.iter().filter(|visit| visit.row.phase == "scheduled");
        coming.filter_map(|visit| refused(&visit).map(|no| (visit, no))).collect()
    }
}

/// Why somebody may not work in this role at that instant, as things stand now; nothing when they may.
fn stands_no_more(app: &App, here: Here<'_>, (who, role): (PersonId, Role), at: Instant) -> Option<Refusal> {
    match app.person(who) {
        Ok(person) => person.stand(role, here, at).err(),
        Err(_) => Some(Refusal::PersonUnknown),
    }
}

/// None for a row of a kind or place this program does not know.
fn visit(row: VisitRow, people: Vec<(PersonId, Role)>, content: &Content) -> Option<Visit> {
    let (kind, setting) = (SessionKind::read(&row.kind)?, Setting::read(&row.setting)?);
    let room = Line::new(&row.room).ok()?;
    let span = Span::of(kind, row.starts, content).unwrap_or(Span { from: row.starts, until: row.starts });
    Some(Visit { row, span, kind, setting, room, people })
}

/// When everybody who keeps hours is at work, place by place.
fn work(app: &App, schedule: &Schedule, from: Instant, until: Instant) -> Result<Work, Trouble> {
    let zone = app.house.zone.as_str();
    let mut people: Vec<PersonId> = schedule.hours.iter().map(|kept| kept.person).collect();
    people.sort_unstable();
    people.dedup();
    let around = (Instant(from.0 - DAY_US), Instant(until.0.saturating_add(DAY_US)));
    let days = |zone: &str| {
        let zone = TimeZone::get(zone).ok();
        zone.map(|zone| when::days(around, &zone).collect()).unwrap_or_default()
    };
    let at_places = |person| record::work::at_places(zone, schedule, person, days);
    let hours = people.into_iter().flat_map(at_places).collect();
    let links: Vec<_> = schedule.open_busy_links().collect();
    let busy = app.read(|conn, org| record::busy::between(conn, org, &links, (from, until)))?;
    Ok(Work { hours, busy })
}

const DAY_US: i64 = 24 * 3_600_000_000;
const MINUTE_US: i64 = 60_000_000;
