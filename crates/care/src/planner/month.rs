//! A month for everybody: no room and nobody twice, and as many whole series, each with all its talks, as can be found.
//!
//! One series after the other takes its earliest place; those with the fewest times to choose from go first. Whoever finds
//! no place goes to the front of the next round (squeaky wheel, Joslin & Clements 1999). The best round counts.

use std::collections::BTreeSet;

use super::ask::Ask;
use super::clinic::Clinic;
use super::plan::{CoursePlan, Unplanned, Wrong};
use super::request::Request;
use super::supply::Stock;
use crate::ids::PatientId;

/// So often the order is changed. A bound of work, and not of time: the same question has the same answer.
const ROUNDS: usize = 64;

/// Everybody's series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    /// Those that found their place, in the order of the requests.
    pub plans: Vec<(PatientId, CoursePlan)>,
    /// Those that did not, in the order of the requests.
    pub left: Vec<Left>,
}

/// A series that found no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Whose.
    pub patient: PatientId,
    /// What stands in the way, beside everybody who has a place. Its relaxations are left out: ask
    /// [`plan_course`](super::plan_course) for them once the month is booked.
    pub why: Unplanned,
    /// Would it fit if the others of this month were not there?
    pub fits_alone: bool,
}

/// Proposes a month: nothing in it meets anything else. Every series that could not be placed is named, with what stands
/// in its way. That fewer could not be left is proven only for those that do not fit alone.
pub fn plan_all(clinic: &Clinic, requests: &[Request]) -> Month {
    let mut patients = BTreeSet::new();
    let mut left = vec![];
    let mut order = vec![];
    let mut stock = Stock::default();
    for (nth, request) in requests.iter().enumerate() {
        let alone = Ask::of(clinic, request, None, &mut stock).and_then(|ask| {
            let ground = ask.ground(ask.rules());
            let found = ask.find(&ground, None).ok_or_else(|| ask.why_not(&ground, false))?;
            Ok(spare(&ask, found.times.len(), ground.times().len()))
        });
        match alone {
            _ if !patients.insert(request.patient) => {
                left.push((
                    nth,
                    Left {
                        patient: request.patient,
                        why: Unplanned::Wrong(Wrong::PatientTwice),
                        fits_alone: false,
                    },
                ));
            }
            Ok(spare) => order.push((spare, nth)),
            Err(why) => left.push((nth, Left { patient: request.patient, why, fits_alone: false })),
        }
    }
    order.sort_unstable();
    let best = rounds(clinic, requests, order.into_iter().map(|(_, nth)| nth).collect());
    let mut stock = Stock::default();
    for nth in best.failed {
        let request = &requests[nth];
        if let Err(why) = Ask::of(&best.clinic, request, None, &mut stock).and_then(|ask| ask.answer(false)) {
            left.push((nth, Left { patient: request.patient, why, fits_alone: true }));
        }
    }
    left.sort_by_key(|(nth, _)| *nth);
    let mut plans = best.plans;
    plans.sort_by_key(|(nth, _)| *nth);
    Month {
        plans: plans.into_iter().map(|(nth, plan)| (requests[nth].patient, plan)).collect(),
        left: left.into_iter().map(|(_, left)| left).collect(),
    }
}

/// How many times there are for each dose: the fewer, the sooner its turn.
fn spare(ask: &Ask<'_>, doses: usize, times: usize) -> usize {
    let weight = 1 + usize::from(ask.problem.request.talk.in_house().is_some());
    times / (weight * doses.max(1))
}

struct Round {
    clinic: Clinic,
    plans: Vec<(usize, CoursePlan)>,
    failed: Vec<usize>,
}

fn rounds(clinic: &Clinic, requests: &[Request], mut order: Vec<usize>) -> Round {
    let mut best = round(clinic, requests, &order);
    let mut last = best.failed.clone();
    for _ in 1..ROUNDS {
        if best.failed.is_empty() {
            break;
        }
        order.retain(|nth| !last.contains(nth));
        order.splice(0..0, last.iter().copied());
        let next = round(clinic, requests, &order);
        last.clone_from(&next.failed);
        if next.failed.len() < best.failed.len() {
            best = next;
        }
    }
    best
}

/// Everybody in this order, each beside those before.
fn round(clinic: &Clinic, requests: &[Request], order: &[usize]) -> Round {
    let mut round = Round { clinic: clinic.clone(), plans: vec![], failed: vec![] };
    let mut stock = Stock::default();
    for nth in order {
        let request = &requests[*nth];
        let plan = Ask::of(&round.clinic, request, None, &mut stock).ok().and_then(|ask| ask.first_plan());
        match plan {
            Some(plan) => {
                round.clinic.book(request, &plan);
                stock.forget(&round.clinic, &plan);
                round.plans.push((*nth, plan));
            }
            None => round.failed.push(*nth),
        }
    }
    round
}
