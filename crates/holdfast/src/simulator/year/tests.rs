//! Slices of a year, and that they are about something.

use super::*;
use crate::keeping::Temporary;

/// Across the spring change of the clocks. `./dev soak year` lives a whole year of 10,000 doses.
#[test]
fn a_season_of_a_clinic_has_no_silent_window_no_act_without_right_and_no_chair_twice() {
    lives(1, "2027-03-01T11:00:00Z");
}

/// With a leap day in it.
#[test]
fn a_season_with_a_leap_day_has_none_either() {
    lives(4, "2028-02-07T11:00:00Z");
}

fn lives(seed: u64, first: &str) {
    let folder = Temporary::new("season").unwrap();
    let first: jiff::Timestamp = first.parse().unwrap();
    let year = Year { seed, from: Instant(first.as_microsecond()), days: 45, doses: 500 };
    let lived = live(year, &Place::folder(folder.path()), &mut |line| println!("{line}")).unwrap();
    println!("{:#?}\n{:#?}\n{:#?}", lived.counts, lived.told, lived.refusals);
    assert_eq!(lived.findings, [], "seed {seed}");
    let counted = |what: &str| {
        let told = lived.told.iter().find(|(name, _)| *name == what).map(|(_, n)| *n);
        told.or_else(|| lived.counts.get(what).copied()).unwrap_or(0)
    };
    // Each of these happened, so the findings could have been other than none.
    for (what, least) in [
        ("doses", 200),
        ("windows climbed a step", 1),
        ("calls owed for a window", 10),
        ("tasks climbed", 5),
        ("talks cancelled or lost", 5),
        ("by hand: doses booked", 50),
        ("planner: series proposed", 20),
        ("doses nobody came to", 2),
        ("doses moved", 2),
        ("visits given to other people", 2),
        ("leaves", 10),
        ("licences renewed", 1),
        ("staff who left", 1),
        ("talks of which nobody said anything", 3),
        ("referrals accepted", 2),
        ("protocols superseded", 2),
    ] {
        assert!(least <= counted(what), "seed {seed}: {what}: {} of at least {least}", counted(what));
    }
}
