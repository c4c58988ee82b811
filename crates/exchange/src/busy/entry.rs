//! One entry of a calendar: when it begins, how long it lasts, how often it comes again. Nothing else of it is kept, not even
//! for the time of reading.

use std::collections::BTreeSet;

use care::time::Instant;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rrule::RRuleSet;

use super::lines::{Said, said, unfolded};
use super::when::{Place, When, Zones, duration_s, offset_s};
use super::{ENTRIES_MOST, SPANS_MOST, Unread};

/// A rule is followed for so many times at most.
const TIMES_MOST: u16 = u16::MAX;
/// A rule that began earlier is written to keep a reader busy. `rrule` gives up after 100,000 steps without a time and does
/// not say so: no rule that is followed here has as many steps from its beginning.
const OLDEST_YEAR: i16 = 1970;
/// The same of a rule by the hour.
const HOURLY_YEARS: i16 = 10;
/// An entry comes so many times in a day at most.
const TIMES_A_DAY_MOST: usize = 24;
/// Whatever lasts longer is looked for among what began so long before.
const LONGEST_S: i64 = 400 * 86_400;
const SECOND_US: i64 = 1_000_000;

/// What an entry says of time.
#[derive(Debug, Default)]
pub(super) struct Entry {
    /// Its identity, the same for all of a series.
    pub uid: Option<String>,
    /// It stands in place of that one of a series.
    pub instead_of: Option<When>,
    /// The rules by which it comes again.
    pub rules: Vec<String>,
    starts: Option<When>,
    ends: Option<When>,
    lasts_s: Option<i64>,
    more: Vec<(When, Option<i64>)>,
    less: Vec<When>,
    /// Called off, or marked as free.
    free: bool,
    /// Spans said outright (VFREEBUSY).
    outright: Vec<(When, Ends)>,
}

#[derive(Debug)]
enum Ends {
    At(When),
    After(i64),
}

/// How long each time of it lasts.
enum Lasts {
    /// By its own clock: a night of a clock change is longer or shorter.
    Clock(i64),
    /// In instants.
    Exactly(i64),
}

/// The entries of a text, and the places it brings along.
pub(super) fn read(text: &str) -> Result<(Vec<Entry>, Zones), Unread> {
    let (mut entries, mut zones, mut inside) = (vec![], Zones::default(), vec![]);
    let (mut entry, mut place) = (Entry::default(), (None, Place::default()));
    let mut is_calendar = false;
    for line in unfolded(text) {
        let Some(line) = said(&line) else { continue };
        match line.name.as_str() {
            "BEGIN" => {
                inside.push(line.value.trim().to_ascii_uppercase());
                is_calendar |= inside.len() == 1 && inside[0] == "VCALENDAR";
                match inside.last().map(String::as_str) {
                    Some("VEVENT" | "VFREEBUSY") => entry = Entry::default(),
                    Some("VTIMEZONE") => place = (None, Place::default()),
                    _ => {}
                }
            }
            "END" => match inside.pop().as_deref() {
                Some("VEVENT" | "VFREEBUSY") => {
                    entries.push(std::mem::take(&mut entry));
                    if ENTRIES_MOST < entries.len() {
                        return Err(Unread::TooMuch);
                    }
                }
                Some("VTIMEZONE") => {
                    if let (Some(name), known) = std::mem::take(&mut place) {
                        zones.put(name, known);
                    }
                }
                _ => {}
            },
            _ => match inside.last().map(String::as_str) {
                Some("VEVENT") => entry.takes(&line)?,
                Some("VFREEBUSY") => entry.takes_outright(&line)?,
                Some("VTIMEZONE" | "STANDARD" | "DAYLIGHT") => of_place(&mut place, &line),
                _ => {}
            },
        }
    }
    if is_calendar && inside.is_empty() { Ok((entries, zones)) } else { Err(Unread::NotACalendar) }
}

fn of_place((name, place): &mut (Option<String>, Place), line: &Said<'_>) {
    match line.name.as_str() {
        "TZID" => *name = Some(line.value.trim().to_owned()),
        "X-LIC-LOCATION" => place.alias = Some(line.value.trim().to_owned()),
        "TZOFFSETTO" => place.offsets_s.extend(offset_s(line.value)),
        _ => {}
    }
}

impl Entry {
    /// Does it hold anybody?
    pub fn holds(&self) -> bool {
        !self.free
    }

    fn takes(&mut self, line: &Said<'_>) -> Result<(), Unread> {
        let one = || When::read(line.value, line.param("TZID")).ok_or(Unread::Unclear);
        match line.name.as_str() {
            "UID" => self.uid = Some(line.value.trim().to_owned()),
            "DTSTART" => self.starts = Some(one()?),
            "DTEND" => self.ends = Some(one()?),
            "DURATION" => self.lasts_s = Some(duration_s(line.value).ok_or(Unread::Unclear)?),
            "RRULE" => self.rules.push(line.value.trim().to_owned()),
            "RECURRENCE-ID" => self.instead_of = Some(one()?),
            "STATUS" => self.free |= line.is("CANCELLED"),
            "TRANSP" => self.free |= line.is("TRANSPARENT"),
            "RDATE" => {
                for part in line.value.split(',') {
                    self.more.push(date(part, line.param("TZID"))?);
                }
            }
            "EXDATE" => {
                for part in line.value.split(',') {
                    self.less.push(When::read(part, line.param("TZID")).ok_or(Unread::Unclear)?);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn takes_outright(&mut self, line: &Said<'_>) -> Result<(), Unread> {
        let is_free = line.param("FBTYPE").is_some_and(|kind| kind.eq_ignore_ascii_case("FREE"));
        if line.name != "FREEBUSY" || is_free {
            return Ok(());
        }
        for part in line.value.split(',') {
            let (from, until) = part.split_once('/').ok_or(Unread::Unclear)?;
            let from = When::read(from, None).ok_or(Unread::Unclear)?;
            self.outright.push((from, ends(until, None)?));
        }
        Ok(())
    }

    /// When it holds somebody between two instants. `but`: times that other entries stand in place of.
    pub fn spans(
        &self,
        zones: &Zones,
        here: &TimeZone,
        between: (Instant, Instant),
        but: &BTreeSet<Instant>,
    ) -> Result<Vec<(Instant, Instant)>, Unread> {
        let mut found = vec![];
        for (from, until) in &self.outright {
            let starts = zones.earliest(from, here)?;
            let ends = match until {
                Ends::At(until) => zones.latest(until, here)?,
                Ends::After(seconds) => after(starts, *seconds),
            };
            found.push((starts, ends));
        }
        if let Some(starts) = &self.starts {
            let lasts = self.lasts(starts, zones, here)?;
            let mut less = but.clone();
            for when in &self.less {
                less.insert(zones.earliest(when, here)?);
            }
            for (when, own) in self.times(starts, zones, here, between, &lasts)? {
                let begins = zones.earliest(&when, here)?;
                if less.contains(&begins) {
                    continue;
                }
                let ends = match (own, &lasts) {
                    (Some(seconds), _) => after(begins, seconds),
                    (None, Lasts::Exactly(seconds)) => after(zones.latest(&when, here)?, *seconds),
                    (None, Lasts::Clock(seconds)) => {
                        let civil = when.civil.checked_add(SignedDuration::from_secs(*seconds));
                        zones.latest(&when.at(civil.map_err(|_| Unread::Unclear)?), here)?
                    }
                };
                found.push((begins, ends));
            }
        }
        let clipped = found.into_iter().map(|(from, until)| (from.max(between.0), until.min(between.1)));
        Ok(clipped.filter(|(from, until)| from < until).collect())
    }

    fn lasts(&self, starts: &When, zones: &Zones, here: &TimeZone) -> Result<Lasts, Unread> {
        Ok(match (&self.ends, self.lasts_s) {
            (Some(ends), _) if ends.place == starts.place => {
                Lasts::Clock(ends.civil.duration_since(starts.civil).as_secs())
            }
            (Some(ends), _) => {
                let length = zones.latest(ends, here)?.0 - zones.earliest(starts, here)?.0;
                Lasts::Exactly(length / SECOND_US)
            }
            (None, Some(seconds)) => Lasts::Clock(seconds),
            // RFC 5545, 3.6.1: a day lasts a day, an instant nothing.
            (None, None) => Lasts::Clock(if starts.is_day { 86_400 } else { 0 }),
        })
    }

    /// Every time it comes, with a length of its own where one is said.
    fn times(
        &self,
        starts: &When,
        zones: &Zones,
        here: &TimeZone,
        (from, until): (Instant, Instant),
        lasts: &Lasts,
    ) -> Result<Vec<(When, Option<i64>)>, Unread> {
        let mut times = vec![(starts.clone(), None)];
        times.extend(self.more.iter().cloned());
        let (Lasts::Clock(length) | Lasts::Exactly(length)) = lasts;
        // A day on each side: what a clock shows is at most that far from UTC.
        let reach = 2 * 86_400 + (*length).clamp(0, LONGEST_S);
        let earliest = Instant(from.0.saturating_sub(reach * SECOND_US));
        for rule in &self.rules {
            if !is_followed(rule, starts.civil.year(), until)? {
                return Err(Unread::TooMuch);
            }
            let rule = self.bounded(rule, starts, zones, here, until)?;
            let text = format!("DTSTART:{}\nRRULE:{rule}", digits(starts));
            let set: RRuleSet = text.parse().map_err(|_| Unread::Unclear)?;
            let all = set.all(TIMES_MOST);
            if all.limited {
                return Err(Unread::TooMuch);
            }
            for at in all.dates {
                let second = at.timestamp();
                if second * SECOND_US < earliest.0 {
                    continue;
                }
                let shown = Timestamp::from_second(second).map_err(|_| Unread::Unclear)?;
                let civil = TimeZone::UTC.to_datetime(shown);
                if civil != starts.civil {
                    times.push((starts.at(civil), None));
                }
            }
            if SPANS_MOST < times.len() {
                return Err(Unread::TooMuch);
            }
        }
        Ok(times)
    }

    /// The rule as it is followed: by the clock of the entry as if it were UTC, and no further than is asked.
    fn bounded(
        &self,
        rule: &str,
        starts: &When,
        zones: &Zones,
        here: &TimeZone,
        until: Instant,
    ) -> Result<String, Unread> {
        let (mut parts, mut ends, mut counted) = (vec![], None, false);
        for part in rule.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or(Unread::Unclear)?;
            match name.trim().to_ascii_uppercase().as_str() {
                "UNTIL" => {
                    let said = When::read(value, starts.place.as_deref()).ok_or(Unread::Unclear)?;
                    ends = Some(if said.is_day {
                        said.civil.date().at(23, 59, 59, 0)
                    } else {
                        zones.shown(&said, starts, here)?
                    });
                }
                "COUNT" => {
                    counted = true;
                    parts.push(part.to_owned());
                }
                _ => parts.push(part.to_owned()),
            }
        }
        if !counted || ends.is_some() {
            let far = Timestamp::from_microsecond(until.0).map_err(|_| Unread::Unclear)?;
            let far = TimeZone::UTC.to_datetime(far).checked_add(SignedDuration::from_hours(48));
            let far = far.map_err(|_| Unread::Unclear)?;
            let ends = ends.map_or(far, |ends| ends.min(far)).max(starts.civil);
            parts.retain(|part| !part.to_ascii_uppercase().starts_with("COUNT="));
            parts.push(format!("UNTIL={}", digits(&starts.at(ends))));
        }
        Ok(parts.join(";"))
    }
}

/// Has it few enough steps from its beginning?
fn is_followed(rule: &str, from_year: i16, until: Instant) -> Result<bool, Unread> {
    let until = Timestamp::from_microsecond(until.0).map_err(|_| Unread::Unclear)?;
    let until_year = TimeZone::UTC.to_datetime(until).year();
    let upper = rule.to_ascii_uppercase();
    // Every year, month, week or day is laid out whole before a time of it is given: so many times a day and no more.
    let listed = |name: &str| {
        let part = upper.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix('='));
        part.map_or(1, |list| list.split(',').count())
    };
    if TIMES_A_DAY_MOST
        < listed("BYHOUR").saturating_mul(listed("BYMINUTE")).saturating_mul(listed("BYSECOND"))
    {
        return Ok(false);
    }
    let often = upper.split(';').find_map(|part| part.trim().strip_prefix("FREQ=")).ok_or(Unread::Unclear)?;
    Ok(match often.trim() {
        "SECONDLY" | "MINUTELY" => false,
        "HOURLY" => until_year.saturating_sub(HOURLY_YEARS) < from_year,
        _ => OLDEST_YEAR <= from_year,
    })
}

/// A time as UTC writes it, whatever its clock.
fn digits(when: &When) -> String {
    let at = when.civil;
    let (year, month, day) = (at.year(), at.month(), at.day());
    format!("{year:04}{month:02}{day:02}T{:02}{:02}{:02}Z", at.hour(), at.minute(), at.second())
}

fn after(at: Instant, seconds: i64) -> Instant {
    Instant(at.0.saturating_add(seconds.saturating_mul(SECOND_US)))
}

/// `20261122T090000`, or a span `20261122T090000/PT1H`.
fn date(text: &str, place: Option<&str>) -> Result<(When, Option<i64>), Unread> {
    let Some((from, until)) = text.split_once('/') else {
        return Ok((When::read(text, place).ok_or(Unread::Unclear)?, None));
    };
    let from = When::read(from, place).ok_or(Unread::Unclear)?;
    let seconds = match ends(until, place)? {
        Ends::At(until) => until.civil.duration_since(from.civil).as_secs(),
        Ends::After(seconds) => seconds,
    };
    Ok((from, Some(seconds)))
}

fn ends(text: &str, place: Option<&str>) -> Result<Ends, Unread> {
    if text.trim_start().starts_with(['P', '+', '-']) {
        return Ok(Ends::After(duration_s(text).ok_or(Unread::Unclear)?));
    }
    When::read(text, place).map(Ends::At).ok_or(Unread::Unclear)
}
