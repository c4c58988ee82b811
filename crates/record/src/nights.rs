//! When it is night for somebody: quiet hours of the clock where they are, as instants. The rules say what follows.
//!
//! A zone is data, as a table is: no clock is read here. A quiet hour that a clock change leaves out begins or ends with
//! the change; one that it repeats counts from the first time it begins to the last time it ends.

use care::act::Act;
use care::messages::quiet::{Nights, QUIET_FROM_H, QUIET_UNTIL_H};
use care::time::{Instant, Term};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan as _};

/// Days after now that a decision may be about without naming a time: the longest window there can be, and two.
const DAYS_AHEAD: i64 = 12;
/// Days before a visit on which somebody may be told of it.
const DAYS_BEFORE: i64 = 3;

/// The nights around now, and around a time that an act names, in a zone; in the house's own where nobody knows the zone.
pub(crate) fn around(zone: &str, house_zone: &str, act: &Act, now: Instant) -> Nights {
    let zone = TimeZone::get(zone).or_else(|_| TimeZone::get(house_zone)).unwrap_or(TimeZone::UTC);
    let mut nights = in_zone(&zone, now, -2, DAYS_AHEAD);
    let starts = match act {
        Act::ScheduleSession(_, schedule) => Some(schedule.starts),
        Act::MoveSession(_, moved) => Some(moved.starts),
        _ => None,
    };
    nights.extend(starts.into_iter().flat_map(|starts| in_zone(&zone, starts, -DAYS_BEFORE, 1)));
    Nights(nights)
}

/// The nights of one zone around an instant, for whoever asks whether a message may go now.
pub fn about_now(zone: &str, house_zone: &str, now: Instant) -> Nights {
    let zone = TimeZone::get(zone).or_else(|_| TimeZone::get(house_zone)).unwrap_or(TimeZone::UTC);
    Nights(in_zone(&zone, now, -2, 1))
}

/// The nights that begin on the days from `first` to `last`, counted from the local day of an instant.
fn in_zone(zone: &TimeZone, at: Instant, first: i64, last: i64) -> Vec<Term> {
    // An instant beyond the calendar has no nights; nothing the rules accept is that far away.
    let Ok(at) = Timestamp::from_microsecond(at.0) else { return vec![] };
    let today = zone.to_datetime(at).date();
    let night = |day: i64| night(zone, today.checked_add(day.days()).ok()?);
    (first..=last).filter_map(night).collect()
}

fn night(zone: &TimeZone, evening: Date) -> Option<Term> {
    let hour = |h: u8| Time::new(i8::try_from(h).ok()?, 0, 0, 0).ok();
    let dusk = evening.to_datetime(hour(QUIET_FROM_H)?);
    let morning = evening.tomorrow().ok()?.to_datetime(hour(QUIET_UNTIL_H)?);
    let (from, until) = (instant(zone, dusk, false)?, instant(zone, morning, true)?);
    // An evening that never was has no night of its own: the one before it goes on until the next morning there is.
    (from < until).then_some(Term { from, until: Some(until) })
}

/// The instant of a civil time. `last`: of two, the later.
fn instant(zone: &TimeZone, civil: DateTime, last: bool) -> Option<Instant> {
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    let at = match ambiguous.offset() {
        AmbiguousOffset::Fold { .. } if last => ambiguous.later(),
        _ => ambiguous.compatible(),
    };
    Some(Instant(at.ok()?.as_microsecond()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant(text.parse::<Timestamp>().unwrap().as_microsecond())
    }

    /// Each night as `from until` in UTC, from the evening of the day before.
    #[test]
    fn a_night_is_by_the_clock_where_the_person_is_across_its_changes() {
        for (zone, noon, from, until) in [
            ("America/New_York", "2026-11-22T17:00:00Z", "2026-11-22T02:00:00Z", "2026-11-22T13:00:00Z"),
            // Spring: an hour is left out of the night; autumn: one is repeated.
            ("America/New_York", "2026-03-08T16:00:00Z", "2026-03-08T02:00:00Z", "2026-03-08T12:00:00Z"),
            ("America/New_York", "2026-11-01T17:00:00Z", "2026-11-01T01:00:00Z", "2026-11-01T13:00:00Z"),
            // At midnight itself.
            ("America/Santiago", "2026-09-06T15:00:00Z", "2026-09-06T01:00:00Z", "2026-09-06T11:00:00Z"),
            // By half an hour.
            ("Australia/Lord_Howe", "2026-10-04T01:00:00Z", "2026-10-03T10:30:00Z", "2026-10-03T21:00:00Z"),
            // No changes, and an odd offset.
            ("Asia/Kathmandu", "2026-11-22T06:15:00Z", "2026-11-21T15:15:00Z", "2026-11-22T02:15:00Z"),
            // A day that never was: nobody is written to in it, and the night goes on until the next morning.
            ("Pacific/Apia", "2011-12-31T00:00:00Z", "2011-12-30T07:00:00Z", "2011-12-30T18:00:00Z"),
        ] {
            let nights = about_now(zone, "UTC", at(noon));
            let night = Term { from: at(from), until: Some(at(until)) };
            assert!(nights.0.contains(&night), "{zone}, {noon}: {:?}", nights.0);
            assert_eq!(nights.at(at(noon)), None, "noon is no night in {zone}");
            assert!(nights.at(Instant(night.from.0)).is_some() && nights.at(at(until)).is_none());
        }
        // An hour that comes twice: quiet until the second time it is eight.
        let twice = TimeZone::posix("AAA0BBB,M3.5.0/0,M10.5.0/8:30").unwrap();
        let morning = at("2026-10-25T07:45:00Z");
        let nights = Nights(in_zone(&twice, morning, -1, 1));
        assert_eq!(nights.at(morning), Some((at("2026-10-24T20:00:00Z"), at("2026-10-25T08:00:00Z"))));
        assert_eq!(
            about_now("Nowhere/None", "Asia/Kathmandu", morning),
            about_now("Asia/Kathmandu", "UTC", morning)
        );
    }
}
