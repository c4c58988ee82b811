//! Why nothing fits, in the words of a clinic, and what would.

use std::num::NonZeroU32;

use care::ids::PersonId;
use care::integration::TalkKind;
use care::planner::*;
use care::practice::Role;
use care::refusal::Fixer;
use care::time::Instant;
use care::units::{Days, Hours, Minutes};

use crate::planner::*;

#[track_caller]
pub fn blocked(clinic: &Clinic, request: &Request, by: &[Constraint]) -> NothingFits {
    match plan_course(clinic, request) {
        Err(Unplanned::NothingFits(found)) => {
            assert_eq!(found.conflict, by);
            found
        }
        other => panic!("{other:?}"),
    }
}

fn changes(found: &NothingFits) -> Vec<(Change, Fixer)> {
    found.relaxations.iter().map(|way| (way.change.clone(), way.fixer)).collect()
}

#[test]
fn a_licence_that_ends_in_the_middle_of_a_series_is_named_and_another_nurse_takes_over() {
    let mut clinic = clinic();
    let ends = at("2027-03-09", 0);
    clinic.staff[0].may = vec![(Role::Nurse, vec![span(at(FIRST, 0), ends)])];
    let found = blocked(
        &clinic,
        &infusions(6),
        &[Constraint::Spacing, Constraint::Nurse, Constraint::Standing(NURSE)],
    );
    let standing =
        found.relaxations.iter().find(|way| way.change.constraint() == Constraint::Standing(NURSE));
    let Some(Relaxation { change: Change::Standing { person: NURSE, at }, fixer, .. }) = standing else {
        panic!("{found:?}")
    };
    assert_eq!(*fixer, Fixer::Director);
    assert!(at.len() == 2 && at.iter().all(|span| ends <= span.from), "{at:?}");
    let other = PersonId(9);
    clinic.staff.push(person(other, Role::Nurse, FIRST, &WEEKDAYS, 1));
    let plan = plans(&clinic, &infusions(6));
    let nurses: Vec<PersonId> = plan.visits.iter().map(|visit| visit.people[0].0).collect();
    assert_eq!(nurses, [NURSE, NURSE, NURSE, NURSE, other, other]);
}

#[test]
fn nobody_talks_after_their_affiliation_ended() {
    let mut clinic = clinic();
    clinic.staff[3].may = vec![(Role::IntegrationSpecialist, vec![span(at(FIRST, 0), at("2027-03-02", 20))])];
    let plan = plans(&clinic, &infusions(1));
    assert_eq!(days(&plan), [1]);
    let second = blocked(
        &clinic,
        &infusions(2),
        &[Constraint::Spacing, Constraint::TalkInWindow, Constraint::Standing(SPECIALIST)],
    );
    assert!(
        changes(&second).contains(&(Change::TalkElsewhere { visits: vec![1] }, Fixer::Desk)),
        "{second:?}"
    );
}

#[test]
fn a_patient_who_is_free_only_on_tuesday_mornings_has_four_infusions_in_21_days() {
    let mornings = |doses| Request { patient_free: on(FIRST, &[1], 8, 13), ..infusions(doses) };
    assert_eq!(days(&plans(&clinic(), &mornings(4))), [2, 9, 16, 23]);
    let conflict = [Constraint::SeriesSpan, Constraint::Spacing, Constraint::PatientTimes];
    let found = blocked(&clinic(), &mornings(5), &conflict);
    let ways = changes(&found);
    // One visit at another time, with its talk, is the first thing to ask for; five weeks would do, too.
    let Some((Change::PatientTimes { at: besides }, Fixer::Patient)) = ways.first() else {
        panic!("{ways:?}")
    };
    assert!(!besides.is_empty() && besides.len() <= 2, "{besides:?}");
    assert!(ways.contains(&(Change::Within { days: Days(28) }, Fixer::Director)), "{ways:?}");
    // The calendars hold five Tuesdays: for six there is nothing that more weeks alone would do.
    let found = blocked(&clinic(), &mornings(6), &[Constraint::Spacing, Constraint::PatientTimes]);
    assert!(!changes(&found).iter().any(|(change, _)| matches!(change, Change::Within { .. })), "{found:?}");
}

#[test]
fn no_specialist_inside_the_window_is_named_and_nothing_else() {
    let mut without = clinic();
    without.staff.pop();
    let found = blocked(&without, &infusions(2), &[Constraint::TalkInWindow]);
    assert_eq!(changes(&found), [(Change::TalkElsewhere { visits: vec![0, 1] }, Fixer::Desk)]);
    // There is one, once a week, two and a half days after the only day of the chair.
    let mut late = clinic();
    late.staff[3].works = on(FIRST, &[3], 8, 18);
    late.rooms[0].open = on(FIRST, &[0], 8, 10);
    let found = blocked(&late, &infusions(1), &[Constraint::TalkInWindow, Constraint::Room]);
    assert!(changes(&found).contains(&(Change::TalkLater { goal: Hours(72) }, Fixer::Desk)), "{found:?}");
}

#[test]
fn an_infusion_gets_no_therapy_and_a_question_that_cannot_be_is_refused() {
    let therapy = Request { talk: talk(TalkKind::Therapy), ..infusions(1) };
    let mut beside = infusions(1);
    beside.visit.therapist_min = Some(Minutes(60));
    let mut no_kind = infusions(1);
    no_kind.talk = TalkNeed::InHouse(TalkAsked {
        kinds: vec![],
        with: Among::Anyone,
        minutes: Minutes(50),
        quiet_min: Minutes(120),
        goal: Hours(48),
    });
    for (request, wrong) in [
        (therapy, Wrong::TherapyInInfusion),
        (beside, Wrong::TherapyInInfusion),
        (no_kind, Wrong::NoKindOfTalk),
    ] {
        assert_eq!(plan_course(&clinic(), &request), Err(Unplanned::Wrong(wrong)));
    }
    let twice = plan_all(&clinic(), &[infusions(1), infusions(1)]);
    assert_eq!(twice.plans.len(), 1);
    assert_eq!(twice.left[0].why, Unplanned::Wrong(Wrong::PatientTwice));
    let plan = plans(&clinic(), &infusions(2));
    let moved = move_visit(&clinic(), &infusions(2), &plan, 2, at(FIRST, 8));
    assert_eq!(moved, Err(Unplanned::Wrong(Wrong::NoSuchVisit)));
}

#[test]
fn beyond_the_end_of_the_calendars_nothing_is_claimed() {
    let mut clinic = clinic();
    let end = at("2027-03-10", 0);
    clinic.known.until = end;
    let open = Err(Unplanned::NotDecided(NotDecided::CalendarsEnd { at: end }));
    assert_eq!(plan_course(&clinic, &infusions(6)), open);
    // A window that would end after them is open too; one that ends before is proven.
    let last = Request { not_before: at("2027-03-09", 12), not_after: at("2027-03-09", 18), ..infusions(1) };
    clinic.staff.pop();
    assert_eq!(plan_course(&clinic, &last), open);
    let early = Request { not_before: at(FIRST, 0), not_after: at("2027-03-05", 18), ..infusions(1) };
    blocked(&clinic, &early, &[Constraint::TalkInWindow]);
    // One dose a week takes longer than the calendars show.
    let mut weekly = Request { not_after: at("2027-06-30", 0), ..infusions(6) };
    (weekly.series.apart, weekly.series.per_week, weekly.series.within) = (Hours(0), Some(1), None);
    assert_eq!(plan_course(&clinic, &weekly), open);
    clinic.known.until = at("2029-03-10", 0);
    let long = Err(Unplanned::NotDecided(NotDecided::CalendarsTooLong));
    clinic.every_min = NonZeroU32::MIN;
    assert_eq!(plan_course(&clinic, &infusions(6)), long);
}

#[test]
fn each_thing_that_can_stand_in_the_way_is_named() {
    let at_night = on(FIRST, &EVERY_DAY, 0, 6);
    let mut cases: Vec<(&str, Clinic, Request, Vec<Constraint>)> = vec![];
    let mut case = |what, change: &dyn Fn(&mut Clinic, &mut Request), conflict: &[Constraint]| {
        let (mut clinic, mut request) = (clinic(), kap(3));
        change(&mut clinic, &mut request);
        cases.push((what, clinic, request, conflict.to_vec()));
    };
    case("no room", &|clinic, _| clinic.rooms.clear(), &[Constraint::Room]);
    case("nobody watches", &|clinic, _| clinic.staff[0].at_once = 0, &[Constraint::Nurse]);
    case("no prescriber here", &|clinic, _| clinic.staff[1].works.clear(), &[Constraint::PrescriberCover]);
    case(
        "another therapist",
        &|_, request| request.visit.therapist = Among::Only(NURSE),
        &[Constraint::Therapist],
    );
    case("never any dose", &|_, request| request.series.per_week = Some(0), &[Constraint::WeekLimit]);
    case("a month between", &|_, request| request.series.apart = Hours(24 * 20), &[Constraint::Spacing]);
    case(
        "only at night",
        &|_, request| request.patient_free.clone_from(&at_night),
        &[Constraint::PatientTimes, Constraint::TalkInWindow],
    );
    case(
        "two days",
        &|_, request| request.not_after = at("2027-03-02", 0),
        &[Constraint::WeekLimit, Constraint::NotAfter],
    );
    case(
        "backwards",
        &|_, request| request.not_before = at("2027-03-31", 1),
        &[Constraint::NotAfter, Constraint::NotBefore],
    );
    case(
        "three in four days",
        &|_, request| request.series.within = Some(Days(4)),
        &[Constraint::SeriesSpan, Constraint::WeekLimit],
    );
    case(
        "no licence at all",
        &|clinic, _| clinic.staff[0].may[0].1.clear(),
        &[Constraint::Nurse, Constraint::Standing(NURSE)],
    );
    for (what, clinic, request, conflict) in cases {
        match plan_course(&clinic, &request) {
            Err(Unplanned::NothingFits(found)) => assert_eq!(found.conflict, conflict, "{what}"),
            other => panic!("{what}: {other:?}"),
        }
    }
}

#[test]
fn a_time_that_cannot_be_gets_a_reason_and_another_time() {
    let (clinic, request) = (clinic(), infusions(6));
    let plan = plans(&clinic, &request);
    let sunday = at("2027-03-14", 10);
    let Err(Unplanned::NothingFits(found)) = move_visit(&clinic, &request, &plan, 5, sunday) else {
        panic!("on a Sunday")
    };
    assert_eq!(found.conflict, [Constraint::Room, Constraint::AskedTime]);
    let nearest = found.relaxations.iter().find(|way| way.change.constraint() == Constraint::AskedTime);
    let Some(Relaxation { change: Change::AskedTime { at: near }, plan, .. }) = nearest else {
        panic!("{found:?}")
    };
    assert_eq!(*near, at("2027-03-15", 8));
    assert!(plan.visits.iter().any(|visit| visit.starts == *near));
}

#[test]
fn every_code_is_its_own() {
    let constraints = [
        Constraint::Standing(NURSE),
        Constraint::AskedTime,
        Constraint::NotBefore,
        Constraint::NotAfter,
        Constraint::Room,
        Constraint::Nurse,
        Constraint::PrescriberCover,
        Constraint::Therapist,
        Constraint::TalkInWindow,
        Constraint::PatientTimes,
        Constraint::WeekLimit,
        Constraint::SeriesSpan,
        Constraint::Spacing,
    ];
    let codes: Vec<&str> = constraints.iter().map(|constraint| constraint.code()).collect();
    assert_eq!(
        codes.join(" "),
        "standing asked-time not-before not-after room nurse prescriber-cover therapist talk-in-window patient-times \
         week-limit series-span spacing"
    );
}

#[test]
fn questions_at_the_ends_of_what_can_be_said_have_an_answer() {
    let clinic = clinic();
    assert_eq!(plan_course(&clinic, &infusions(0)), Ok(CoursePlan { visits: vec![] }));
    let open = Err(Unplanned::NotDecided(NotDecided::CalendarsEnd { at: clinic.known.until }));
    assert_eq!(plan_course(&clinic, &infusions(u32::MAX)), open);
    let (first, last) = (Instant(i64::MIN), Instant(i64::MAX));
    let too_long = Err(Unplanned::NotDecided(NotDecided::CalendarsTooLong));
    for (known, answer) in [
        (span(first, last), too_long.clone()),
        (span(last, last), too_long),
        (
            span(at("2027-04-05", 0), at(FIRST, 0)),
            Err(Unplanned::NotDecided(NotDecided::CalendarsEnd { at: at(FIRST, 0) })),
        ),
    ] {
        let clinic = Clinic { known, ..clinic.clone() };
        assert_eq!(plan_course(&clinic, &infusions(1)), answer, "{known:?}");
    }
    let mut endless = infusions(2);
    endless.patient_free = vec![span(first, last)];
    (endless.not_before, endless.not_after) = (first, last);
    endless.series.given = vec![span(first, first)];
    assert!(plan_course(&clinic, &endless).is_ok());
    endless.series.apart = Hours(u32::MAX);
    assert!(matches!(plan_course(&clinic, &endless), Err(Unplanned::NotDecided(_))));
    endless.visit.stay_min = Minutes(u32::MAX);
    assert!(plan_course(&clinic, &endless).is_err());
}
