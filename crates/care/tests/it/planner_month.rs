//! A month for a whole clinic: nothing twice, and every window has its talk.

use care::planner::{move_visit, plan_all, scenario};
use care::time::Instant;

use crate::planner_laws::holds_together;

#[test]
fn a_month_of_a_small_clinic_books_nothing_twice_and_every_window_has_its_talk() {
    for seed in 0..4 {
        let (clinic, requests) = scenario::small(seed);
        let month = plan_all(&clinic, &requests);
        holds_together(&clinic, &requests, &month);
        assert!(month.plans.len() + month.left.len() == requests.len());
        assert!(
            15 <= month.plans.len(),
            "seed {seed}: only {} of {} have a place",
            month.plans.len(),
            requests.len()
        );
    }
}

#[test]
fn the_same_question_has_the_same_answer() {
    let (clinic, requests) = scenario::small(5);
    assert_eq!(plan_all(&clinic, &requests), plan_all(&clinic, &requests));
}

#[test]
fn the_month_of_two_hundred_patients_leaves_nobody_out() {
    let (clinic, requests) = scenario::month(0);
    assert_eq!((clinic.rooms.len(), clinic.staff.len(), requests.len()), (12, 30, 200));
    let month = plan_all(&clinic, &requests);
    holds_together(&clinic, &requests, &month);
    assert_eq!(month.left, vec![]);
    // One visit of it, an hour later, beside all the others.
    let mut beside = clinic.clone();
    let request = |patient| requests.iter().find(|request| request.patient == patient).expect("asked for");
    for (patient, plan) in &month.plans[1..] {
        beside.book(request(*patient), plan);
    }
    let (patient, plan) = &month.plans[0];
    let last = plan.visits.len() - 1;
    let later = |hours: i64| Instant(plan.visits[last].starts.0 + hours * 3_600_000_000);
    let moved =
        (1..72).find_map(|hours| move_visit(&beside, request(*patient), plan, last, later(hours)).ok());
    let moved = moved.expect("there is another time in three days");
    assert_eq!(moved.changed, Vec::<usize>::new());
}
