//! Free times near the one that was asked for: the next that stand, with the same people, in the same room or another.

use care::course::SessionKind;
use care::ids::PersonId;
use care::practice::Role;
use care::protocol::{Content, Setting};
use care::session::calendar::{Asks, Span};
use care::text::Line;
use care::time::{Instant, Term};
use care::units::Minutes;
use jiff::tz::TimeZone;

use super::calendar::Calendar;
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::tasks::cover::roster;
use crate::place::Places;
use crate::when;

/// Minutes between two times that are tried.
const STEP: Minutes = Minutes(15);
/// How far ahead they are looked for. House policy: two weeks, as waiting lists are told.
const AHEAD_DAYS: i64 = 14;
const DAY_US: i64 = 24 * 3_600_000_000;
/// A day is tried from here to there, by the clock of the place, while its opening hours are not known.
const DAY: care::roster::Opening = care::roster::Opening { from_min: 8 * 60, until_min: 18 * 60 };

/// What is to be booked.
pub struct Wanted<'a> {
    /// What kind of visit.
    pub kind: SessionKind,
    /// What says how long it lasts.
    pub content: &'a Content,
    /// Where.
    pub setting: Setting,
    /// The room asked for.
    pub room: &'a Line,
    /// Who is there.
    pub people: &'a [(PersonId, Role)],
}

/// A time that stands.
pub struct Free {
    /// When it begins.
    pub at: Instant,
    /// In which room.
    pub room: Line,
}

/// The next so many times at or after the one asked for: in the room asked for first, else in any other of its place.
///
/// # Errors
/// The store's.
pub fn next(app: &App, wanted: &Wanted<'_>, asked: Instant, most: usize) -> Result<Vec<Free>, Trouble> {
    let from = asked.max(app.now());
    let until = Instant(from.0.saturating_add(AHEAD_DAYS * DAY_US));
    let calendar = Calendar::between(app, from, until)?;
    let (held, talks) = (calendar.held(None), calendar.talks_held(None));
    let beside = calendar.beside(&held, &talks);
    let places = Places::known(app, calendar.schedule.clone());
    let place = places.of_visit(wanted.setting, wanted.room.as_str(), asked);
    let mut rooms = vec![wanted.room.clone()];
    // In the same place: nobody is sent to another city because a chair is taken.
    let near = calendar.schedule.open_rooms(from).filter(|room| room.site == place.number);
    rooms.extend(near.map(|room| room.name.clone()).filter(|name| name != wanted.room));
    if wanted.setting == Setting::Home {
        rooms.truncate(1);
    }
    let mut found: Vec<Free> = vec![];
    for open in open_days(app, (from, until), &place.zone)? {
        let mut at = quarter(open.from.max(from));
        while open.until.is_none_or(|until| at < until) && found.len() < most {
            let span = Span::of(wanted.kind, at, wanted.content).unwrap_or(Span { from: at, until: at });
            let stands = |room: &&Line| {
                let asks = Asks { span, setting: wanted.setting, room, people: wanted.people };
                beside.visit_stands(&asks, wanted.kind).is_ok()
            };
            let closes = open.until.is_none_or(|until| span.until <= until);
            if let Some(room) = rooms.iter().find(stands).filter(|_| closes) {
                found.push(Free { at, room: room.clone() });
                // The next one offered is another time of day, not a quarter of an hour later.
                at = at.plus_minutes(Minutes(STEP.0 * 3));
            }
            at = at.plus_minutes(STEP);
        }
    }
    Ok(found)
}

/// When the clinic is open, day by day, by the clock of a place; from eight to six while nobody has said.
///
/// # Errors
/// The store's.
pub fn open_days(app: &App, span: (Instant, Instant), zone: &TimeZone) -> Result<Vec<Term>, Trouble> {
    let hours = roster(app)?.and_then(|roster| roster.hours.clone());
    let open = |day: care::time::Date| {
        let opening = match &hours {
            None => Some(DAY),
            Some(hours) if hours.closed.contains(&day) => None,
            Some(hours) => hours.week.get(day.weekday()).copied().flatten(),
        };
        record::work::opened(zone.iana_name()?, day, opening?)
    };
    Ok(when::days(span, zone).filter_map(open).collect())
}

/// The next full quarter of an hour.
const fn quarter(at: Instant) -> Instant {
    const QUARTER_US: i64 = 15 * 60_000_000;
    Instant((at.0 + QUARTER_US - 1).div_euclid(QUARTER_US) * QUARTER_US)
}
