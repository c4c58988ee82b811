//! When people are at work: the weeks they keep, by the clock of the house, as instants. The rules say what follows.
//!
//! An hour that a clock change leaves out begins or ends with the change; one that it repeats is worked both times.

use care::ids::PersonId;
use care::roster::Opening;
use care::schedule::{Names, Schedule, Work};
use care::time::{Date, Instant, Term};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

/// Midnight to midnight.
const WHOLE_DAY: Opening = Opening { from_min: 0, until_min: 24 * 60 };
/// Days looked at on each side of a time: a visit may begin the evening before and end the day after.
const DAYS_AROUND: i64 = 2;

/// When those a booking names are at work, around the times it names. Whoever keeps no hours is not in it.
pub(crate) fn around(zone: &str, schedule: &Schedule, names: Option<Names>) -> Work {
    let Some(names) = names else { return Work::default() };
    let mut work: Vec<(PersonId, Vec<Term>)> = vec![];
    for person in names.people {
        let keeps = schedule.hours.iter().any(|kept| kept.person == person);
        if keeps && !work.iter().any(|(known, _)| *known == person) {
            let days = names.times.iter().flat_map(|at| days_around(zone, *at));
            let spans: Vec<Term> = days.filter_map(|day| at_work(zone, schedule, person, day)).collect();
            work.push((person, joined(spans)));
        }
    }
    Work { hours: work, busy: vec![] }
}

/// Stretches that touch are one: a night shift, or two whole days. In order of time.
pub fn joined(mut spans: Vec<Term>) -> Vec<Term> {
    spans.sort_unstable_by_key(|term| term.from);
    let mut all: Vec<Term> = vec![];
    for span in spans {
        match all.last_mut() {
            Some(last) if last.until.is_none_or(|until| span.from <= until) => {
                last.until = last.until.zip(span.until).map(|(one, other)| one.max(other));
            }
            _ => all.push(span),
        }
    }
    all
}

/// When somebody is at work on one day: the whole of it before the first day for which hours were said, as before anybody
/// said any. An unknown zone has no hours: nobody is at work.
pub fn at_work(zone: &str, schedule: &Schedule, person: PersonId, day: Date) -> Option<Term> {
    let Some(kept) = schedule.week_of(person, day) else { return opened(zone, day, WHOLE_DAY) };
    opened(zone, day, kept.week.get(day.weekday()).copied().flatten()?)
}

/// An opening on a day, as instants.
pub fn opened(zone: &str, day: Date, opening: Opening) -> Option<Term> {
    let zone = TimeZone::get(zone).ok()?;
    let from = minute(&zone, day, opening.from_min, false)?;
    let until = minute(&zone, day, opening.until_min, true)?;
    (from < until).then_some(Term { from, until: Some(until) })
}

/// The instant of a minute of a day; 1440 is the midnight that ends it. `last`: of two, the later.
fn minute(zone: &TimeZone, day: Date, minute: u16, last: bool) -> Option<Instant> {
    let (year, month) = (i16::try_from(day.year).ok()?, i8::try_from(day.month).ok()?);
    let midnight = jiff::civil::date(year, month, i8::try_from(day.day).ok()?).at(0, 0, 0, 0);
    let civil = midnight.checked_add(i64::from(minute).minutes()).ok()?;
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    let at = match ambiguous.offset() {
        AmbiguousOffset::Fold { .. } if last => ambiguous.later(),
        _ => ambiguous.compatible(),
    };
    Some(Instant(at.ok()?.as_microsecond()))
}

/// The local days around an instant.
fn days_around(zone: &str, at: Instant) -> Vec<Date> {
    let (Ok(zone), Ok(at)) = (TimeZone::get(zone), Timestamp::from_microsecond(at.0)) else { return vec![] };
    let today = zone.to_datetime(at).date();
    let day = |n: i64| {
        let date = today.checked_add(n.days()).ok()?;
        Date::new(
            u16::try_from(date.year()).ok()?,
            u8::try_from(date.month()).ok()?,
            u8::try_from(date.day()).ok()?,
        )
    };
    (-DAYS_AROUND..=DAYS_AROUND).filter_map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::schedule::KeptHours;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn hours_from_a_day_to_come_refuse_nothing_before_it() {
        let week = vec![None, Some(Opening { from_min: 540, until_min: 1020 }), None, None, None, None, None];
        let kept = KeptHours { person: PersonId(1), from: Date::read("2027-01-01").unwrap(), week };
        let schedule = Schedule { hours: vec![kept], ..Schedule::default() };
        let on = |day: &str| at_work("America/New_York", &schedule, PersonId(1), Date::read(day).unwrap());
        let whole = Term { from: at("2026-12-31T05:00:00Z"), until: Some(at("2027-01-01T05:00:00Z")) };
        assert_eq!(on("2026-12-31"), Some(whole));
        assert_eq!(on("2027-01-01"), None, "a Friday");
        let tuesday = Term { from: at("2027-01-05T14:00:00Z"), until: Some(at("2027-01-05T22:00:00Z")) };
        assert_eq!(on("2027-01-05"), Some(tuesday));
    }

    #[test]
    fn an_opening_is_by_the_clock_of_the_house_across_its_changes() {
        let (day, night) =
            (Opening { from_min: 540, until_min: 1020 }, Opening { from_min: 0, until_min: 180 });
        for (zone, date, opening, from, until) in [
            ("America/New_York", "2026-11-23", day, "2026-11-23T14:00:00Z", "2026-11-23T22:00:00Z"),
            ("America/New_York", "2026-07-01", day, "2026-07-01T13:00:00Z", "2026-07-01T21:00:00Z"),
            // Spring leaves an hour out, autumn repeats one: two and four hours from midnight to three.
            ("America/New_York", "2026-03-08", night, "2026-03-08T05:00:00Z", "2026-03-08T07:00:00Z"),
            ("America/New_York", "2026-11-01", night, "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z"),
            ("Asia/Kathmandu", "2024-02-29", day, "2024-02-29T03:15:00Z", "2024-02-29T11:15:00Z"),
        ] {
            let term = Term { from: at(from), until: Some(at(until)) };
            assert_eq!(opened(zone, Date::read(date).unwrap(), opening), Some(term), "{zone} {date}");
        }
        let whole = Opening { from_min: 0, until_min: 1440 };
        let day = opened("America/New_York", Date::read("2026-11-01").unwrap(), whole).unwrap();
        assert_eq!(day.until.unwrap().minutes_since(day.from), 25 * 60);
        assert_eq!(opened("Nowhere/None", Date::read("2026-11-01").unwrap(), whole), None);
    }
}
