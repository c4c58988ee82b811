//! Instants as staff read them, and times as people type them, in the house's zone. Patients and the public read theirs
//! through `Reader`, in their language and by their clock.

use care::roster::LocalTime;
use care::time::{Date, Instant};
use jiff::civil::{DateTime, Weekday};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, Zoned};

use crate::texts::Lang;

pub(crate) fn zoned(at: Instant, zone: &TimeZone) -> Zoned {
    let at = Timestamp::from_microsecond(at.0).unwrap_or(Timestamp::UNIX_EPOCH);
    at.to_zoned(zone.clone())
}

/// `10:40`.
pub fn clock(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%H:%M").to_string()
}

/// `Thu 20 Nov`.
pub fn day(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%a %-d %b").to_string()
}

/// `Thu 20 Nov, 10:40`.
pub fn day_clock(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%a %-d %b, %H:%M").to_string()
}

/// `2026-11-20 10:40 EST`: for records and signatures.
pub fn full(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%d %H:%M %Z").to_string()
}

/// `2026-11-20`.
pub fn date(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%d").to_string()
}

/// `2026-11-20T10:40`: the value of a `datetime-local` field.
pub fn field(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// RFC 3339, for `<time datetime>`.
pub fn iso(at: Instant, zone: &TimeZone) -> String {
    zoned(at, zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The day and minute that the clocks of this zone show; none outside the years of the calendar.
pub fn local(at: Instant, zone: &TimeZone) -> Option<LocalTime> {
    let here = zoned(at, zone);
    let number = |part: i8| u8::try_from(part).ok();
    let date = Date::new(u16::try_from(here.year()).ok()?, number(here.month())?, number(here.day())?)?;
    let minute = u16::from(number(here.hour())?) * 60 + u16::from(number(here.minute())?);
    Some(LocalTime { date, minute })
}

/// The days that the clocks of this zone show from one instant until another, both of theirs with them.
pub fn days((from, until): (Instant, Instant), zone: &TimeZone) -> impl Iterator<Item = Date> {
    let (first, last) = (local(from, zone).map(|at| at.date), local(until, zone).map(|at| at.date));
    std::iter::successors(first, |day| day.tomorrow())
        .take_while(move |day| last.is_some_and(|last| *day <= last))
}

/// The instant at which the clocks of this zone show it; where they are changed, the one that a calendar would choose.
pub fn from_local(local: LocalTime, zone: &TimeZone) -> Option<Instant> {
    let (date, minute) = (local.date, local.minute);
    let small = |part: u16| i8::try_from(part).ok();
    let day = jiff::civil::Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    );
    let civil = day.ok()?.at(small(minute / 60)?, small(minute % 60)?, 0, 0);
    Some(Instant(civil.to_zoned(zone.clone()).ok()?.timestamp().as_microsecond()))
}

/// Milliseconds since 1970, for scripts.
pub fn ms(at: Instant) -> i64 {
    at.0.div_euclid(1_000)
}

/// `2 min`, `3 h`, `5 days`: how long between two instants, in words. Never negative.
pub fn span(from: Instant, to: Instant) -> String {
    let minutes = to.minutes_since(from).max(0);
    match minutes {
        0 => "under 1 min".to_owned(),
        1..=119 => format!("{minutes} min"),
        120..=2_879 => format!("{} h", minutes / 60),
        _ => format!("{} days", minutes / 1_440),
    }
}

/// The start of this day and the start of the next, in this zone.
pub fn day_around(at: Instant, zone: &TimeZone) -> (Instant, Instant) {
    let here = zoned(at, zone);
    let us = |zoned: Result<Zoned, jiff::Error>| {
        zoned.map_or(at, |zoned| Instant(zoned.timestamp().as_microsecond()))
    };
    let start = here.start_of_day();
    let next = here.tomorrow().and_then(|next| next.start_of_day());
    (us(start), us(next))
}

/// By when the clinic calls somebody who was stopped now: today before five where there are two hours left for it, else
/// on the next working day before noon. House policy (`screens.md` 4.5, "today before 17:00"), in the clinic's zone.
pub fn call_by(now: Instant, zone: &TimeZone) -> Instant {
    const LAST_START_HOUR: i8 = 15;
    const TODAY_HOUR: i8 = 17;
    const NEXT_DAY_HOUR: i8 = 12;
    let here = zoned(now, zone);
    let works = |day: jiff::civil::Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let at = |day: jiff::civil::Date, hour: i8| {
        let at = day.at(hour, 0, 0, 0).to_zoned(zone.clone());
        at.map_or(now, |at| Instant(at.timestamp().as_microsecond()))
    };
    if works(here.date()) && here.hour() < LAST_START_HOUR {
        return at(here.date(), TODAY_HOUR);
    }
    let later = here.date().series(jiff::ToSpan::days(1)).skip(1);
    later.take(7).find(|day| works(*day)).map_or(now, |day| at(day, NEXT_DAY_HOUR))
}

/// Reads what a `datetime-local` field sent. A time that a clock change skips or repeats is not guessed at.
///
/// # Errors
/// A sentence for the field.
pub fn read(lang: Lang, text: &str, zone: &TimeZone) -> Result<Instant, &'static str> {
    let says = |code| lang.word_of("when-read", code);
    let civil: DateTime = text.parse().map_err(|_| says("shape"))?;
    if !(1900..2200).contains(&civil.year()) {
        return Err(says("far"));
    }
    let ambiguous = zone.to_ambiguous_timestamp(civil);
    match ambiguous.offset() {
        AmbiguousOffset::Unambiguous { .. } => {
            let at = ambiguous.unambiguous().map_err(|_| says("unreadable"))?;
            Ok(Instant(at.as_microsecond()))
        }
        AmbiguousOffset::Gap { .. } => Err(says("skipped")),
        AmbiguousOffset::Fold { .. } => Err(says("twice")),
    }
}

/// Reads a civil date as the first instant of that day in this zone.
///
/// # Errors
/// A sentence for the field.
pub fn read_day(lang: Lang, text: &str, zone: &TimeZone) -> Result<Instant, &'static str> {
    let says = |code| lang.word_of("when-read", code);
    let day: jiff::civil::Date = text.parse().map_err(|_| says("day-shape"))?;
    if !(1900..2200).contains(&day.year()) {
        return Err(says("far"));
    }
    let start = day.to_zoned(zone.clone()).and_then(|day| day.start_of_day());
    start.map(|at| Instant(at.timestamp().as_microsecond())).map_err(|_| says("unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_the_clocks_skip_or_repeat_is_asked_again() {
        let zone = TimeZone::get("America/New_York").expect("the zone data is bundled");
        assert!(read(Lang::En, "2026-03-08T02:30", &zone).is_err_and(|words| words.contains("skip")));
        assert!(read(Lang::En, "2026-11-01T01:30", &zone).is_err_and(|words| words.contains("twice")));
        let plain = read(Lang::En, "2026-11-20T10:40", &zone).expect("an ordinary time");
        assert_eq!(full(plain, &zone), "2026-11-20 10:40 EST");
        assert_eq!(field(plain, &zone), "2026-11-20T10:40");
        for text in ["", "yesterday", "2026-13-01T00:00", "0001-01-01T00:00", "9999-01-01T00:00"] {
            assert!(read(Lang::En, text, &zone).is_err(), "{text}");
        }
    }
}
