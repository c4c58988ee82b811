//! What would make it fit: the smallest change of one thing, each with the plan that it gives.
//!
//! Only what is in the conflict is tried: a single change that makes everything fit must break every conflict, this one too.
//! A number of the protocol is changed within what `protocol/key.rs` calls possible, and is for whoever may sign it.

use super::ask::{Ask, Found, Ground};
use super::change::{Change, Relaxation};
use super::constraint::Constraint;
use super::field::Rules;
use super::outside;
use super::plan::CoursePlan;
use super::problem::Problem;
use super::request::{Request, TalkNeed};
use crate::protocol::{Key, Unit};
use crate::refusal::Fixer;
use crate::session::calendar::Span;
use crate::units::{Days, Hours, Minutes};

/// So many choices of visits are tried before all of them are let go: every choice of up to eight.
const MOST_CHOICES: usize = 255;
/// So many times near the one asked for are tried.
const MOST_TIMES: usize = 48;

/// One for each rule of the conflict that can be loosened alone; two for the talk, which can be later or elsewhere.
pub(super) fn smallest(ask: &Ask<'_>, ground: &Ground, conflict: &[Constraint]) -> Vec<Relaxation> {
    let mut found = vec![];
    for constraint in conflict {
        let mut without = ground.rules.clone();
        without.remove(constraint);
        let loose = ask.ground(without);
        let Some(all) = ask.find(&loose, None) else { continue };
        let changes = changes(ask, ground, &loose, &all, *constraint);
        found.extend(changes.into_iter().map(|(change, plan)| Relaxation {
            fixer: constraint.fixer(),
            change,
            plan,
        }));
    }
    found.sort_by_key(|relaxation| rank(relaxation.fixer));
    found
}

/// What a patient or the desk can settle at once comes before what somebody has to sign.
const fn rank(fixer: Fixer) -> u8 {
    match fixer {
        Fixer::You | Fixer::Patient => 0,
        Fixer::Desk | Fixer::Nurse => 1,
        Fixer::Director => 2,
        Fixer::Prescriber => 3,
        Fixer::Time | Fixer::Nobody => 4,
    }
}

type Offer = (Change, CoursePlan);

fn changes(
    ask: &Ask<'_>,
    strict: &Ground,
    loose: &Ground,
    all: &Found<'_>,
    constraint: Constraint,
) -> Vec<Offer> {
    let plan = |found: &Found<'_>| ask.plan(&loose.rules, found, &[]);
    let one: Option<Offer> = match constraint {
        Constraint::Spacing | Constraint::WeekLimit | Constraint::SeriesSpan => number(ask, constraint),
        Constraint::NotAfter => all.times.last().map(|at| (Change::NotAfter { at: *at }, plan(all))),
        Constraint::NotBefore => ask
            .latest(loose)
            .and_then(|found| found.times.first().map(|at| (Change::NotBefore { at: *at }, plan(&found)))),
        Constraint::AskedTime => nearest(ask, loose),
        Constraint::TalkInWindow => {
            return number(ask, constraint)
                .into_iter()
                .chain(fewest(ask, strict, loose, constraint))
                .collect();
        }
        Constraint::PatientTimes
        | Constraint::Standing(_)
        | Constraint::Room
        | Constraint::Nurse
        | Constraint::PrescriberCover
        | Constraint::Therapist => fewest(ask, strict, loose, constraint),
    };
    one.into_iter().collect()
}

/// The number that changes least; every step further is looser, so halving finds it.
fn number(ask: &Ask<'_>, constraint: Constraint) -> Option<Offer> {
    let request = ask.problem.request;
    let range = |key: Key, unit: Unit| {
        let (least, most) = key.possible(unit);
        Some((u32::try_from(least).ok()?, u32::try_from(most).ok()?))
    };
    let goal = request.talk.in_house().map(|talk| talk.goal.0);
    // From the mildest change to the strongest, as numbers.
    let (mild, strong) = match constraint {
        Constraint::Spacing => {
            (request.series.apart.0.checked_sub(1)?, range(Key::SeriesApart, Unit::Hours)?.0)
        }
        Constraint::WeekLimit => (request.series.per_week?.checked_add(1)?, request.doses),
        Constraint::SeriesSpan => {
            (request.series.within?.0.checked_add(1)?, range(Key::SeriesWithin, Unit::Days)?.1)
        }
        Constraint::TalkInWindow => (goal?.checked_add(1)?, range(Key::WindowGoal, Unit::Hours)?.1),
        _ => return None,
    };
    let down = constraint == Constraint::Spacing;
    let steps = if down { mild.checked_sub(strong)? } else { strong.checked_sub(mild)? };
    let value = |step: u32| if down { mild - step } else { mild + step };
    let plan = |step: u32| {
        let changed = with_number(request, constraint, value(step));
        let ask = Ask { problem: Problem { request: &changed, ..ask.problem }, ..ask.clone() };
        let ground = ask.ground(ask.rules());
        ask.find(&ground, None).map(|found| ask.plan(&ground.rules, &found, &[]))
    };
    let mut best = (steps, plan(steps)?);
    let mut least = 0;
    while least < best.0 {
        let middle = least + (best.0 - least) / 2;
        match plan(middle) {
            Some(plan) => best = (middle, plan),
            None => least = middle + 1,
        }
    }
    let value = value(best.0);
    let change = match constraint {
        Constraint::Spacing => Change::Apart { hours: Hours(value) },
        Constraint::WeekLimit => Change::PerWeek { doses: value },
        Constraint::SeriesSpan => Change::Within { days: Days(value) },
        _ => Change::TalkLater { goal: Hours(value) },
    };
    Some((change, best.1))
}

fn with_number(request: &Request, constraint: Constraint, value: u32) -> Request {
    let mut changed = request.clone();
    match (constraint, &mut changed.talk) {
        (Constraint::Spacing, _) => changed.series.apart = Hours(value),
        (Constraint::WeekLimit, _) => changed.series.per_week = Some(value),
        (Constraint::SeriesSpan, _) => changed.series.within = Some(Days(value)),
        (_, TalkNeed::InHouse(talk)) => talk.goal = Hours(value),
        _ => {}
    }
    changed
}

/// The fewest visits that lack something, and when.
fn fewest(ask: &Ask<'_>, strict: &Ground, loose: &Ground, constraint: Constraint) -> Option<Offer> {
    let doses = usize::try_from(ask.problem.request.doses).ok()?;
    let (which, found) = choices(doses, MOST_CHOICES).find_map(|which| {
        let found = ask.find(strict, Some((loose, which.as_slice())))?;
        Some((which, found))
    })?;
    let plan = ask.plan(&loose.rules, &found, &[]);
    let shape = &ask.problem.request.visit;
    let during = |minutes: Minutes| {
        let span = |nth: &usize| {
            let from = plan.visits.get(*nth)?.starts;
            Some(Span { from, until: from.plus_minutes(minutes) })
        };
        which.iter().filter_map(span).collect::<Vec<_>>()
    };
    let change = match constraint {
        Constraint::Room => Change::Room { at: during(shape.room_min) },
        Constraint::Nurse => Change::Nurse { at: during(shape.watch_min) },
        Constraint::PrescriberCover => Change::PrescriberCover { at: during(shape.cover_min?) },
        Constraint::Therapist => Change::Therapist { at: during(shape.therapist_min?) },
        Constraint::PatientTimes => Change::PatientTimes { at: outside::patient_times(&ask.problem, &plan) },
        Constraint::Standing(person) => {
            Change::Standing { person, at: outside::standing(&ask.problem, &plan, person) }
        }
        _ => Change::TalkElsewhere { visits: which },
    };
    Some((change, plan))
}

/// Choices of visits, fewer first; all of them last. At most so many before that.
pub(super) fn choices(of: usize, most: usize) -> impl Iterator<Item = Vec<usize>> {
    let sized = (1..of).flat_map(move |size| {
        let first: Vec<usize> = (0..size).collect();
        std::iter::successors(Some(first), move |last| after(last, of))
    });
    sized.take(most).chain(std::iter::once((0..of).collect()))
}

/// The choice after this one of the same size.
fn after(last: &[usize], of: usize) -> Option<Vec<usize>> {
    let mut next = last.to_vec();
    let turn = (0..next.len()).rev().find(|at| next[*at] < of - next.len() + at)?;
    next[turn] += 1;
    for at in turn + 1..next.len() {
        next[at] = next[at - 1] + 1;
    }
    Some(next)
}

/// Another time for the visit that is moved, near the one that was asked for.
fn nearest(ask: &Ask<'_>, loose: &Ground) -> Option<Offer> {
    let asked = ask.asked_time?;
    let mut times = loose.times();
    times.sort_by_key(|at| (at.0.abs_diff(asked.0), *at));
    let rules: Rules = ask.rules();
    times.into_iter().take(MOST_TIMES).find_map(|at| {
        let ask = ask.clone().at(Some(at));
        let ground = ask.ground(rules.clone());
        let plan = ask.find(&ground, None).map(|found| ask.plan(&rules, &found, &[]))?;
        Some((Change::AskedTime { at }, plan))
    })
}
