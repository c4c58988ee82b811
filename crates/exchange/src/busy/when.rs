//! Times as calendars write them, and the instants that they are.
//!
//! A place whose name is not in the list of zones is known by what its own rules add to UTC; both of a summer and a winter
//! rule count, so that what begins in one of them is busy in either.

use std::collections::BTreeMap;

use care::time::Instant;
use jiff::Timestamp;
use jiff::civil::{self, DateTime};
use jiff::tz::TimeZone;

use super::Unread;

/// A time in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// By the clock of its place.
    pub civil: DateTime,
    /// It is a whole day.
    pub is_day: bool,
    /// Which place; none for a time that says none.
    pub place: Option<String>,
}

/// `Z` and what says UTC.
const UTC: &str = "UTC";

impl When {
    /// `20261122`, `20261122T090000`, `20261122T090000Z`; `place`: what TZID says.
    pub fn read(text: &str, place: Option<&str>) -> Option<Self> {
        let text = text.trim();
        let (text, utc) = text.strip_suffix(['Z', 'z']).map_or((text, false), |text| (text, true));
        let number = |from: usize, until: usize| {
            let digits = text.get(from..until).filter(|part| part.bytes().all(|b| b.is_ascii_digit()));
            digits.and_then(|part| part.parse::<i16>().ok())
        };
        let small = |from: usize, until: usize| i8::try_from(number(from, until)?).ok();
        let day = civil::Date::new(number(0, 4)?, small(4, 6)?, small(6, 8)?).ok()?;
        let place = if utc { Some(UTC.to_owned()) } else { place.map(str::to_owned) };
        if text.len() == 8 {
            return Some(Self { civil: day.at(0, 0, 0, 0), is_day: true, place: place.filter(|_| utc) });
        }
        if text.len() != 15 || !text[8..].starts_with(['T', 't']) {
            return None;
        }
        // A leap second is the one before it.
        let time = civil::Time::new(small(9, 11)?, small(11, 13)?, small(13, 15)?.min(59), 0).ok()?;
        Some(Self { civil: day.to_datetime(time), is_day: false, place })
    }

    /// The same place, another time.
    pub fn at(&self, civil: DateTime) -> Self {
        Self { civil, ..self.clone() }
    }
}

/// A place that a calendar brings along: what it is called elsewhere, and what its rules add to UTC.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Its name in the list of zones, if the calendar says one.
    pub alias: Option<String>,
    /// Seconds, one for each of its rules.
    pub offsets_s: Vec<i64>,
}

/// The places that the calendars bring along.
#[derive(Debug, Default)]
pub(super) struct Zones(BTreeMap<String, Place>);

/// So many of them are kept.
const PLACES_MOST: usize = 500;

/// What turns a clock into instants.
enum Clock {
    Zone(TimeZone),
    Offsets(Vec<i64>),
}

impl Zones {
    /// One more place; the first that has a name keeps it.
    pub fn put(&mut self, name: String, place: Place) {
        self.0.entry(name).or_insert(place);
    }

    /// Those of another text too.
    pub fn extend(&mut self, other: Self) -> Result<(), Unread> {
        for (name, place) in other.0 {
            self.put(name, place);
        }
        if PLACES_MOST < self.0.len() { Err(Unread::TooMuch) } else { Ok(()) }
    }

    fn clock(&self, place: Option<&str>, here: &TimeZone) -> Result<Clock, Unread> {
        let Some(place) = place else { return Ok(Clock::Zone(here.clone())) };
        if place.eq_ignore_ascii_case(UTC) {
            return Ok(Clock::Zone(TimeZone::UTC));
        }
        let brought = self.0.get(place);
        let names = [Some(place), tail(place), brought.and_then(|place| place.alias.as_deref())];
        let zone = names.into_iter().flatten().find_map(|name| TimeZone::get(name).ok());
        let offsets = || brought.map(|place| place.offsets_s.clone()).filter(|offsets| !offsets.is_empty());
        zone.map(Clock::Zone).or_else(|| offsets().map(Clock::Offsets)).ok_or(Unread::ZoneUnknown)
    }

    /// The first instant at which that clock may show it.
    pub fn earliest(&self, when: &When, here: &TimeZone) -> Result<Instant, Unread> {
        self.instant(when, here, false)
    }

    /// The last one.
    pub fn latest(&self, when: &When, here: &TimeZone) -> Result<Instant, Unread> {
        self.instant(when, here, true)
    }

    fn instant(&self, when: &When, here: &TimeZone, last: bool) -> Result<Instant, Unread> {
        let at = match self.clock(when.place.as_deref(), here)? {
            Clock::Zone(zone) => {
                let clock = zone.to_ambiguous_timestamp(when.civil);
                if last { clock.later() } else { clock.earlier() }.map_err(|_| Unread::Unclear)?
            }
            Clock::Offsets(offsets) => {
                let utc = TimeZone::UTC.to_timestamp(when.civil).map_err(|_| Unread::Unclear)?;
                let added = if last { offsets.iter().min() } else { offsets.iter().max() };
                let second = utc.as_second().saturating_sub(added.copied().unwrap_or(0));
                Timestamp::from_second(second).map_err(|_| Unread::Unclear)?
            }
        };
        Ok(Instant(at.as_microsecond()))
    }

    /// What the clock of a time's place shows at an instant; for a place with two rules, the later.
    pub fn shown(&self, at: &When, of: &When, here: &TimeZone) -> Result<DateTime, Unread> {
        let at = self.latest(at, here)?;
        let at = Timestamp::from_microsecond(at.0).map_err(|_| Unread::Unclear)?;
        match self.clock(of.place.as_deref(), here)? {
            Clock::Zone(zone) => Ok(zone.to_datetime(at)),
            Clock::Offsets(offsets) => {
                let second = at.as_second().saturating_add(offsets.iter().max().copied().unwrap_or(0));
                let at = Timestamp::from_second(second).map_err(|_| Unread::Unclear)?;
                Ok(TimeZone::UTC.to_datetime(at))
            }
        }
    }
}

/// `/example.org/Europe/Berlin` names Berlin.
fn tail(place: &str) -> Option<&str> {
    let place = place.strip_prefix('/')?;
    place.match_indices('/').map(|(at, _)| &place[at + 1..]).find(|name| TimeZone::get(name).is_ok())
}

/// `+0530`, `-050000`, in seconds.
pub(super) fn offset_s(text: &str) -> Option<i64> {
    let (sign, digits) = match text.trim().split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let part = |from: usize| digits.get(from..from + 2).and_then(|part| part.parse::<i64>().ok());
    let all = digits.bytes().all(|byte| byte.is_ascii_digit()) && matches!(digits.len(), 4 | 6);
    all.then_some(sign * (part(0)? * 3_600 + part(2)? * 60 + part(4).unwrap_or(0)))
}

/// `P1DT2H30M`, `PT15M`, `P2W`, in seconds; backwards is none.
pub(super) fn duration_s(text: &str) -> Option<i64> {
    let text = text.trim();
    let mut rest = text.strip_prefix('+').unwrap_or(text).strip_prefix('P')?;
    let (mut all, mut in_time) = (0_i64, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T').filter(|_| !in_time) {
            (rest, in_time) = (time, true);
            continue;
        }
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: i64 = rest[..digits].parse().ok()?;
        let unit = match (rest.as_bytes().get(digits)?, in_time) {
            (b'W', false) => 7 * 86_400,
            (b'D', false) => 86_400,
            (b'H', true) => 3_600,
            (b'M', true) => 60,
            (b'S', true) => 1,
            _ => return None,
        };
        all = all.checked_add(number.checked_mul(unit)?)?;
        rest = &rest[digits + 1..];
    }
    Some(all)
}
