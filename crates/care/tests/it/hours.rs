//! Forty-eight hours are forty-eight hours: the window, whatever the clocks on the wall do.

use care::fact::{Fact, What};
use care::integration::WindowFact;
use care::time::{Date, Instant};
use care::units::Hours;
use jiff::civil::datetime;
use jiff::{Timestamp, Unit, Zoned};

use crate::clinic::given::DOSING;
use crate::clinic::{T0, Tale};

fn instant(zoned: &Zoned) -> Instant {
    Instant(zoned.timestamp().as_microsecond())
}

fn zoned(at: Instant, zone: &str) -> Zoned {
    Timestamp::from_microsecond(at.0).expect("in range").in_tz(zone).expect("a zone")
}

/// A dose that ends at this local time: the goal of its window, in the same zone.
#[track_caller]
fn goal_of_a_dose_ending(at: (i16, i8, i8, i8, i8), zone: &str) -> (Zoned, Zoned) {
    let (year, month, day, hour, minute) = at;
    let ended = datetime(year, month, day, hour, minute, 0, 0).in_tz(zone).expect("a local time");
    (ended.clone(), zoned(instant(&ended).plus_hours(Hours(48)), zone))
}

#[test]
fn the_window_of_a_dose_is_its_goal_in_absolute_hours() {
    let mut tale = Tale::of(DOSING);
    let (facts, _) = tale.go("end 35 mg").expect("ended");
    let opened = |fact: &Fact| match &fact.what {
        What::Window(WindowFact::Opened { opened, goal, .. }) => Some((*opened, *goal)),
        _ => None,
    };
    let (opened, goal) = facts.iter().find_map(opened).expect("a window");
    assert_eq!(goal.0 - opened.0, 48 * 3_600_000_000);
    let (opened, goal) = (zoned(opened, "America/New_York"), zoned(goal, "America/New_York"));
    assert_eq!(opened.until((Unit::Hour, &goal)).expect("a span").get_hours(), 48);
}

#[test]
fn new_york_falls_back_and_springs_forward_and_the_goal_moves_on_the_wall_only() {
    // 2026-11-01 02:00 EDT → 01:00 EST; 2027-03-14 02:00 EST → 03:00 EDT; 2027-11-07 back again.
    for (ended, wall) in [
        ((2026, 10, 31, 15, 0), "2026-11-02T14:00:00-05:00[America/New_York]"),
        ((2026, 11, 1, 1, 30), "2026-11-03T00:30:00-05:00[America/New_York]"),
        ((2026, 11, 1, 15, 0), "2026-11-03T15:00:00-05:00[America/New_York]"),
        ((2027, 3, 13, 15, 0), "2027-03-15T16:00:00-04:00[America/New_York]"),
        ((2027, 3, 12, 1, 59), "2027-03-14T01:59:00-05:00[America/New_York]"),
        ((2027, 3, 12, 2, 30), "2027-03-14T03:30:00-04:00[America/New_York]"),
        ((2027, 11, 6, 15, 0), "2027-11-08T14:00:00-05:00[America/New_York]"),
    ] {
        let (opened, goal) = goal_of_a_dose_ending(ended, "America/New_York");
        assert_eq!(goal.to_string(), wall);
        assert_eq!(instant(&goal).hours_since(instant(&opened)), 48);
    }
}

#[test]
fn a_patient_who_flies_keeps_the_same_instant() {
    let (opened, goal) = goal_of_a_dose_ending((2026, 11, 1, 0, 30), "America/New_York");
    for zone in ["Asia/Tokyo", "Pacific/Apia", "Europe/London", "America/Los_Angeles"] {
        let there = goal.in_tz(zone).expect("a zone");
        assert_eq!(instant(&there), instant(&goal), "{zone}");
        assert_eq!(
            opened.in_tz(zone).expect("a zone").until((Unit::Hour, &there)).expect("a span").get_hours(),
            48
        );
    }
}

#[test]
fn half_an_hour_of_daylight_saving_is_only_on_the_wall() {
    // Lord Howe Island moves by thirty minutes: 2027-04-04 back, 2026-10-04 forward.
    let (_, back) = goal_of_a_dose_ending((2027, 4, 3, 12, 0), "Australia/Lord_Howe");
    assert_eq!(back.to_string(), "2027-04-05T11:30:00+10:30[Australia/Lord_Howe]");
    let (_, forward) = goal_of_a_dose_ending((2026, 10, 3, 12, 0), "Australia/Lord_Howe");
    assert_eq!(forward.to_string(), "2026-10-05T12:30:00+11:00[Australia/Lord_Howe]");
}

#[test]
fn a_leap_day_is_a_day() {
    let (_, goal) = goal_of_a_dose_ending((2028, 2, 28, 9, 0), "America/New_York");
    assert_eq!(goal.to_string(), "2028-03-01T09:00:00-05:00[America/New_York]");
    let (_, goal) = goal_of_a_dose_ending((2027, 2, 28, 9, 0), "America/New_York");
    assert_eq!(goal.to_string(), "2027-03-02T09:00:00-05:00[America/New_York]");
}

#[test]
fn midnights_and_real_days_are_the_calendars_own() {
    let mut day = jiff::civil::date(1900, 1, 1);
    for _ in 0..3_000 {
        let (year, month) =
            (u16::try_from(day.year()).expect("AD"), u8::try_from(day.month()).expect("1–12"));
        let known = Date::new(year, month, u8::try_from(day.day()).expect("1–31")).expect("a real day");
        let midnight = day.in_tz("UTC").expect("UTC");
        assert_eq!(known.utc_midnight(), instant(&midnight), "{day}");
        assert_eq!(Date::read(&day.to_string()), Some(known));
        day = day.checked_add(jiff::Span::new().days(37)).expect("before 2200");
        if day.year() >= 2200 {
            break;
        }
    }
}

#[test]
fn the_far_end_of_time_neither_wraps_nor_panics() {
    let end = Instant(i64::MAX);
    assert_eq!(end.plus_hours(Hours(u32::MAX)), end);
    assert_eq!(T0.plus_hours(Hours(u32::MAX)), end);
    assert_eq!(Instant(i64::MIN).minutes_since(end), i64::MIN.div_euclid(60_000_000));
}
