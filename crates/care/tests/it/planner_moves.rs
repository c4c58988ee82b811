//! One appointment of a series is moved: what stays, what is proposed anew.

use care::planner::*;
use care::units::{Hours, Minutes};

use crate::planner::*;
use crate::planner_checker::faults;

#[test]
fn moving_one_visit_leaves_the_others_alone_where_they_can_stay() {
    let (clinic, mut request) = (clinic(), infusions(6));
    request.series.per_week = None;
    let plan = plans(&clinic, &request);
    // The last one, a day later; then the third to the afternoon, which leaves two days to the next.
    for (which, to) in [(5, at("2027-03-15", 10)), (2, at("2027-03-05", 15))] {
        let moved = move_visit(&clinic, &request, &plan, which, to).expect("it fits");
        assert_eq!((moved.place, &moved.changed), (which, &vec![]));
        assert_eq!(moved.plan.visits[which].starts, to);
    }
    // The second to the afternoon is too close to the third: only the third moves, by as little as it must.
    let moved = move_visit(&clinic, &request, &plan, 1, at("2027-03-03", 15)).expect("it fits");
    assert_eq!(moved.changed, [2]);
    assert_eq!(moved.plan.visits[2].starts, at("2027-03-05", 15).plus_minutes(Minutes(45)));
    assert_eq!(
        faults(&clinic, &request, &Constraint::of(&clinic, &request), &moved.plan),
        Vec::<String>::new()
    );
    // The first behind all the others: it takes its place there.
    let moved = move_visit(&clinic, &request, &plan, 0, at("2027-03-16", 9)).expect("it fits");
    assert_eq!((moved.place, moved.changed), (5, vec![]));
}

#[test]
fn a_talk_that_would_follow_the_next_dose_is_proposed_anew() {
    let (clinic, mut request) = (clinic(), infusions(2));
    let mut plan = plans(&clinic, &request);
    let late = at("2027-03-03", 8).plus_minutes(Minutes(30));
    plan.visits[0].talk = plan.visits[0].talk.map(|talk| care::integration::Talk { at: late, ..talk });
    let next = at("2027-03-04", 8);
    plan.visits[1] = PlannedVisit {
        starts: next,
        talk: plans(&clinic, &infusions(1)).visits[0].talk,
        ..plan.visits[1].clone()
    };
    request.not_before = at(FIRST, 0);
    let moved = move_visit(&clinic, &request, &plan, 1, at("2027-03-03", 8).plus_minutes(Minutes(45)))
        .expect("it fits");
    assert_eq!(moved.changed, [0]);
    assert_eq!(moved.plan.visits[0].starts, plan.visits[0].starts);
    assert_eq!(moved.plan.visits[0].talk.expect("a talk").at, at(FIRST, 10).plus_minutes(Minutes(45)));
    // A day later there is no need to.
    let moved = move_visit(&clinic, &request, &plan, 1, at("2027-03-05", 8)).expect("it fits");
    assert_eq!((moved.changed, moved.plan.visits[0].talk), (vec![], plan.visits[0].talk));
}

#[test]
fn a_visit_that_finds_no_place_behind_the_moved_one_may_go_before_it_and_the_others_stay() {
    let (clinic, mut request) = (clinic(), infusions(3));
    request.series.per_week = None;
    let later = Request { not_before: at("2027-03-08", 0), not_after: at("2027-03-12", 12), ..request };
    let plan = plans(&clinic, &later);
    assert_eq!(days(&plan), [8, 10, 12]);
    let request = Request { not_before: at(FIRST, 0), ..later };
    let moved = move_visit(&clinic, &request, &plan, 0, at("2027-03-09", 8)).expect("it fits");
    assert_eq!(days(&moved.plan), [1, 9, 12]);
    assert_eq!((moved.place, moved.changed), (1, vec![0]));
}

#[test]
fn a_visit_whose_room_was_taken_meanwhile_goes_where_there_is_one_and_the_others_stay() {
    let (mut clinic, mut request) = (clinic(), infusions(3));
    (request.series.per_week, request.series.apart) = (None, Hours(24));
    let later = Request { not_before: at("2027-03-08", 0), not_after: at("2027-03-10", 12), ..request };
    let plan = plans(&clinic, &later);
    assert_eq!(days(&plan), [8, 9, 10]);
    let day = |date| span(at(date, 0), at(date, 24));
    clinic.rooms[0].held = vec![day("2027-03-08"), day("2027-03-10")];
    let request = Request { not_before: at(FIRST, 0), ..later };
    let moved = move_visit(&clinic, &request, &plan, 0, at("2027-03-05", 8)).expect("it fits");
    assert_eq!(days(&moved.plan), [1, 5, 9]);
    assert_eq!((moved.place, moved.changed), (1, vec![0]));
}
