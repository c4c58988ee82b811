//! How long the planner takes: a month of 200 patients, 12 chairs and 30 staff; moving one visit of it; saying why nothing
//! fits, and what would, in a clinic that has too few chairs. On one core; the worst of several seeds.
//!
//! `cargo bench -p care --bench planner -- [--json]`

#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::time::{Duration, Instant as Clock};

use care::planner::{Clinic, Month, Request, Unplanned, move_visit, plan_all, plan_course, scenario};
use care::time::Instant;

const SEEDS: u64 = 8;
const HOUR_US: i64 = 3_600_000_000;

fn main() {
    let json = std::env::args().any(|word| word == "--json");
    let (mut month, mut moved, mut explained) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    let (mut left, mut scarce) = (0, Duration::ZERO);
    for seed in 0..SEEDS {
        let (mut clinic, requests) = scenario::month(seed);
        let (took, planned) = timed(|| plan_all(&clinic, &requests));
        month = month.max(took);
        left += planned.left.len();
        moved = moved.max(worst_move(&clinic, &requests, &planned));
        clinic.rooms.truncate(8);
        let (took, planned) = timed(|| plan_all(&clinic, &requests));
        scarce = scarce.max(took);
        explained = explained.max(worst_explanation(&clinic, &requests, &planned));
    }
    print(json, "planner_month_of_200", month, 2_000);
    print(json, "planner_month_with_too_few_chairs", scarce, 2_000);
    print(json, "planner_move_one", moved, 100);
    print(json, "planner_say_why_not", explained, 1_000);
    assert_eq!(left, 0, "somebody was left out of a month that has room for all");
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let since = Clock::now();
    let made = work();
    (since.elapsed(), made)
}

/// Everything of a month on the calendar, but one patient's series.
fn beside(clinic: &Clinic, requests: &[Request], month: &Month, but: usize) -> Clinic {
    let mut clinic = clinic.clone();
    for (nth, (patient, plan)) in month.plans.iter().enumerate() {
        if let Some(request) = requests.iter().find(|request| nth != but && request.patient == *patient) {
            clinic.book(request, plan);
        }
    }
    clinic
}

/// Each visit of some patients, by up to four days to and fro; most of these times cannot be, and say why.
fn worst_move(clinic: &Clinic, requests: &[Request], month: &Month) -> Duration {
    let mut worst = Duration::ZERO;
    for but in [0, month.plans.len() / 2] {
        let clinic = beside(clinic, requests, month, but);
        let (patient, plan) = &month.plans[but];
        let Some(request) = requests.iter().find(|request| request.patient == *patient) else { continue };
        for which in 0..plan.visits.len() {
            for hours in (-96..=96).step_by(7) {
                let to = Instant(plan.visits[which].starts.0 + hours * HOUR_US);
                let (took, _) = timed(|| move_visit(&clinic, request, plan, which, to));
                worst = worst.max(took);
            }
        }
    }
    worst
}

fn worst_explanation(clinic: &Clinic, requests: &[Request], month: &Month) -> Duration {
    let clinic = beside(clinic, requests, month, usize::MAX);
    let left = month.left.iter().filter_map(|left| requests.iter().find(|one| one.patient == left.patient));
    let explained = left.map(|request| {
        let (took, why) = timed(|| plan_course(&clinic, request));
        assert!(matches!(why, Err(Unplanned::NothingFits(_))), "it was left because nothing fits");
        took
    });
    explained.max().unwrap_or(Duration::ZERO)
}

/// In the form of every bench: the value, and its part of the bar.
fn print(json: bool, name: &str, took: Duration, bar_ms: u128) {
    let us = took.as_micros();
    let value = format!("{}.{}", us / 1_000, us / 100 % 10);
    let hundredths = us.div_ceil(bar_ms * 10);
    let ratio = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    if json {
        println!(
            "{{\"name\":\"{name}\",\"value\":{value},\"unit\":\"ms\",\"ratio\":{ratio},\"peer\":\"bar-of-{bar_ms}-ms\"}}"
        );
    } else {
        println!("{name}: {value} ms (ratio {ratio} to bar-of-{bar_ms}-ms)");
    }
}
