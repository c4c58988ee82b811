//! When people are at work: the weeks they keep, by the clock of the place they keep them at, as instants. The rules say what follows.
//!
//! An hour that a clock change leaves out begins or ends with the change; one that it repeats is worked both times.

use care::ids::PersonId;
use care::roster::Opening;
use care::schedule::{AtWork, Names, Schedule, Work};
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
    let mut people = names.people;
    people.sort_unstable();
    people.dedup();
    let mut hours = vec![];
    for person in people {
        let days = |zone: &str| names.times.iter().flat_map(|at| days_around(zone, *at)).collect();
        hours.extend(at_places(zone, schedule, person, days));
    }
    Work { hours, busy: vec![] }
}

/// When somebody is at work on some days, place by place; nothing for whoever keeps no hours. `days` says which ones, by the
/// clock of a zone.
pub fn at_places(
    zone: &str,
    schedule: &Schedule,
    person: PersonId,
    days: impl Fn(&str) -> Vec<Date>,
) -> Vec<AtWork> {
    if !schedule.hours.iter().any(|kept| kept.person == person) {
        return vec![];
    }
    let places = std::iter::once((None, zone))
        .chain(schedule.sites.iter().map(|site| (Some(site.number), site.zone.as_str())));
    let kept = |(site, zone): (Option<u32>, &str)| {
        let spans = days(zone).into_iter().filter_map(|day| at_work(zone, schedule, person, site, day));
        // Nobody is at work at a place before it is opened, or once it is closed.
        let open = site.and_then(|number| schedule.site(number)).map(|known| known.term);
        let spans = spans.filter_map(|span| open.map_or(Some(span), |open| within(span, open)));
        AtWork { person, site, terms: joined(spans.collect()) }
    };
    places.map(kept).collect()
}

/// What of a stretch lies in a term.
fn within(span: Term, term: Term) -> Option<Term> {
    let from = span.from.max(term.from);
    let until = match (span.until, term.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    until.is_none_or(|until| from < until).then_some(Term { from, until })
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

/// When somebody is at work at a place on one day by its clock: the whole of it before the first day for which hours were said
/// at any place, as before anybody said any. An unknown zone has no hours: nobody is at work.
pub fn at_work(
    zone: &str,
    schedule: &Schedule,
    person: PersonId,
    site: Option<u32>,
    day: Date,
) -> Option<Term> {
    match schedule.week_of(person, site, day) {
        Some(kept) => opened(zone, day, kept.week.get(day.weekday()).copied().flatten()?),
        None if schedule.keeps_hours(person, day) => None,
        None => opened(zone, day, WHOLE_DAY),
    }
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
    use care::schedule::{KeptHours, Site};

    fn at(text: &str) -> Instant {
        Instant(text.parse::<Timestamp>().unwrap().as_microsecond())
    }

    #[test]
    fn hours_from_a_day_to_come_refuse_nothing_before_it() {
        let week = vec![None, Some(Opening { from_min: 540, until_min: 1020 }), None, None, None, None, None];
        let kept =
            KeptHours { person: PersonId(1), site: None, from: Date::read("2027-01-01").unwrap(), week };
        let schedule = Schedule { hours: vec![kept], ..Schedule::default() };
        let on =
            |day: &str| at_work("America/New_York", &schedule, PersonId(1), None, Date::read(day).unwrap());
        let whole = Term { from: at("2026-12-31T05:00:00Z"), until: Some(at("2027-01-01T05:00:00Z")) };
        assert_eq!(on("2026-12-31"), Some(whole));
        assert_eq!(on("2027-01-01"), None, "a Friday");
        let tuesday = Term { from: at("2027-01-05T14:00:00Z"), until: Some(at("2027-01-05T22:00:00Z")) };
        assert_eq!(on("2027-01-05"), Some(tuesday));
    }

    #[test]
    fn hours_at_a_place_are_by_its_clock_and_say_when_nobody_is_anywhere_else() {
        let line = |text: &str| care::text::Line::new(text).unwrap();
        let site = |number, zone| Site {
            number,
            name: line("there"),
            zone: line(zone),
            jurisdiction: line("US-IL"),
            address: line("2 Lake Street"),
            term: Term { from: Instant(0), until: None },
        };
        let day = Some(Opening { from_min: 540, until_min: 1020 });
        let kept = |site, from: &str, n: usize| KeptHours {
            person: PersonId(1),
            site,
            from: Date::read(from).unwrap(),
            week: (0..7).map(|weekday| day.filter(|_| weekday == n)).collect(),
        };
        // Mondays in Chicago; Tuesdays at home in New York, said only for March.
        let schedule = Schedule {
            sites: vec![site(1, "America/Chicago"), site(2, "Nowhere/None")],
            hours: vec![kept(Some(1), "2027-01-01", 0), kept(None, "2027-03-01", 1)],
            ..Schedule::default()
        };
        let on = |day: &str| {
            let days = |_: &str| vec![Date::read(day).unwrap()];
            let all = at_places("America/New_York", &schedule, PersonId(1), days);
            all.into_iter().map(|at| (at.site, at.terms)).collect::<Vec<_>>()
        };
        let term = |from: &str, until: &str| vec![Term { from: at(from), until: Some(at(until)) }];
        let none = (Some(2), vec![]);
        // Before anything was said: the whole day, by each clock. A zone nobody knows has no hours.
        let whole = term("2026-12-30T05:00:00Z", "2026-12-31T05:00:00Z");
        let there = term("2026-12-30T06:00:00Z", "2026-12-31T06:00:00Z");
        assert_eq!(on("2026-12-30"), [(None, whole), (Some(1), there), none.clone()]);
        let monday = term("2027-01-04T15:00:00Z", "2027-01-04T23:00:00Z");
        assert_eq!(on("2027-01-04"), [(None, vec![]), (Some(1), monday), none.clone()], "not at home");
        // A place that closes at noon there ends its hours with it.
        let mut closed = schedule.clone();
        closed.sites[0].term.until = Some(at("2027-01-04T18:00:00Z"));
        let days = |_: &str| vec![Date::read("2027-01-04").unwrap(), Date::read("2027-01-11").unwrap()];
        let left = at_places("America/New_York", &closed, PersonId(1), days);
        assert_eq!(left[1].terms, term("2027-01-04T15:00:00Z", "2027-01-04T18:00:00Z"));
        assert_eq!(on("2027-01-05"), [(None, vec![]), (Some(1), vec![]), none.clone()]);
        let tuesday = term("2027-03-02T14:00:00Z", "2027-03-02T22:00:00Z");
        assert_eq!(on("2027-03-02"), [(None, tuesday), (Some(1), vec![]), none.clone()]);
        // The night in which both clocks change, an hour apart: each keeps its own nine o'clock.
        let before = term("2027-03-08T15:00:00Z", "2027-03-08T23:00:00Z");
        let after = term("2027-03-15T14:00:00Z", "2027-03-15T22:00:00Z");
        assert_eq!(on("2027-03-08"), [(None, vec![]), (Some(1), before), none.clone()]);
        assert_eq!(on("2027-03-15"), [(None, vec![]), (Some(1), after), none]);
        assert_eq!(
            at_places("UTC", &schedule, PersonId(2), |_| vec![]),
            [],
            "whoever keeps none is not judged"
        );
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
