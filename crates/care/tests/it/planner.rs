//! The course planner in the words of a clinic: what fits, what does not, why not, and what would.

use std::num::NonZeroU32;

use care::ids::{PatientId, PersonId};
use care::integration::TalkKind;
use care::planner::*;
use care::practice::Role;
use care::protocol::CareModel;
use care::refusal::Fixer;
use care::session::calendar::Span;
use care::time::{Date, Instant};
use care::units::{Days, Hours, Minutes};

use crate::clinic::line;
use crate::planner_checker::faults;

pub const NURSE: PersonId = PersonId(1);
pub const PRESCRIBER: PersonId = PersonId(2);
pub const THERAPIST: PersonId = PersonId(3);
pub const SPECIALIST: PersonId = PersonId(4);

/// So many hours into a day.
fn at(date: &str, hour: u32) -> Instant {
    Date::read(date).expect("a day").utc_midnight().plus_hours(Hours(hour))
}

fn span(from: Instant, until: Instant) -> Span {
    Span { from, until }
}

/// Every day from this one, on these days of the week (0 is Monday).
fn on(first: &str, days: &[usize], from: u32, until: u32) -> Vec<Span> {
    let mut date = Date::read(first).expect("a day");
    let mut spans = vec![];
    for _ in 0..35 {
        if days.contains(&date.weekday()) {
            spans.push(span(at(&date.to_string(), from), at(&date.to_string(), until)));
        }
        date = date.tomorrow().expect("a day");
    }
    spans
}

const WEEKDAYS: [usize; 5] = [0, 1, 2, 3, 4];
const EVERY_DAY: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];
/// A Monday.
const FIRST: &str = "2027-03-01";

fn person(person: PersonId, role: Role, first: &str, days: &[usize], at_once: u32) -> StaffFree {
    let always = span(at(first, 0), at(first, 35 * 24));
    StaffFree {
        person,
        may: vec![(role, vec![always])],
        works: on(first, days, 8, 18),
        at_once,
        held: vec![],
    }
}

/// One chair and one of each, five weeks from a Monday; only the integration specialist is there on every day.
fn clinic_from(first: &str) -> Clinic {
    Clinic {
        known: span(at(first, 0), at(first, 35 * 24)),
        every_min: NonZeroU32::new(15).expect("some"),
        rooms: vec![RoomFree { room: line("Chair 1"), open: on(first, &WEEKDAYS, 8, 18), held: vec![] }],
        staff: vec![
            person(NURSE, Role::Nurse, first, &WEEKDAYS, 1),
            person(PRESCRIBER, Role::Prescriber, first, &WEEKDAYS, 0),
            person(THERAPIST, Role::Therapist, first, &EVERY_DAY, 0),
            person(SPECIALIST, Role::IntegrationSpecialist, first, &EVERY_DAY, 0),
        ],
    }
}

fn clinic() -> Clinic {
    clinic_from(FIRST)
}

fn talk(kind: TalkKind) -> TalkNeed {
    TalkNeed::InHouse(TalkAsked {
        kinds: vec![kind],
        with: Among::Anyone,
        minutes: Minutes(50),
        quiet_min: Minutes(120),
        goal: Hours(48),
    })
}

/// 40 minutes over a vein, an hour watched; at most three a week, all within 21 days; then integration support.
fn infusions(doses: u32) -> Request {
    Request {
        patient: PatientId(1),
        model: CareModel::Infusion,
        doses,
        visit: VisitShape {
            lead_min: Minutes(0),
            dose_min: Minutes(40),
            stay_min: Minutes(100),
            room_min: Minutes(115),
            watch_min: Minutes(100),
            cover_min: Some(Minutes(100)),
            therapist_min: None,
            therapist: Among::Anyone,
        },
        series: Series {
            apart: Hours(48),
            per_week: Some(3),
            within: Some(Days(21)),
            first_ended: None,
            given: vec![],
        },
        not_before: at(FIRST, 0),
        not_after: at("2027-03-31", 0),
        patient_free: on(FIRST, &EVERY_DAY, 6, 22),
        talk: talk(TalkKind::Support),
    }
}

/// A lozenge with the therapist in the room; two a week at most; then integration therapy.
fn kap(doses: u32) -> Request {
    let infusion = infusions(doses);
    Request {
        model: CareModel::Kap,
        visit: VisitShape { therapist_min: Some(Minutes(100)), ..infusion.visit },
        series: Series { apart: Hours(72), per_week: Some(2), within: None, ..infusion.series },
        talk: talk(TalkKind::Therapy),
        ..infusion
    }
}

#[track_caller]
fn plans(clinic: &Clinic, request: &Request) -> CoursePlan {
    let plan = plan_course(clinic, request).expect("it fits");
    assert_eq!(faults(clinic, request, &Constraint::of(clinic, request), &plan), Vec::<String>::new());
    plan
}

#[track_caller]
fn blocked(clinic: &Clinic, request: &Request, by: &[Constraint]) -> NothingFits {
    match plan_course(clinic, request) {
        Err(Unplanned::NothingFits(found)) => {
            assert_eq!(found.conflict, by);
            found
        }
        other => panic!("{other:?}"),
    }
}

fn days(plan: &CoursePlan) -> Vec<i64> {
    plan.visits.iter().map(|visit| visit.starts.hours_since(at(FIRST, 0)) / 24 + 1).collect()
}

fn changes(found: &NothingFits) -> Vec<(Change, Fixer)> {
    found.relaxations.iter().map(|way| (way.change.clone(), way.fixer)).collect()
}

#[test]
fn six_infusions_fit_into_21_days() {
    let plan = plans(&clinic(), &infusions(6));
    // Two days from the end of one, and the chair opens at eight: Monday, Wednesday, Friday.
    assert_eq!(days(&plan), [1, 3, 5, 8, 10, 12]);
    for visit in &plan.visits {
        assert_eq!(visit.people, [(NURSE, Role::Nurse)]);
        let talk = visit.talk.expect("a talk");
        assert_eq!((talk.kind, talk.with), (TalkKind::Support, SPECIALIST));
        // Forty minutes of dose, then two hours of quiet.
        assert!(talk.at.minutes_since(visit.starts) >= 160, "nobody talks under ketamine");
    }
}

#[test]
fn two_kap_doses_a_week_at_most_with_integration_therapy_between() {
    let plan = plans(&clinic(), &kap(6));
    assert_eq!(days(&plan), [1, 4, 8, 11, 15, 18]);
    for (visit, next) in plan.visits.iter().zip(&plan.visits[1..]) {
        assert_eq!(visit.people, [(NURSE, Role::Nurse), (THERAPIST, Role::Therapist)]);
        let talk = visit.talk.expect("a talk");
        assert_eq!(talk.kind, TalkKind::Therapy);
        assert!(talk.at.plus_minutes(Minutes(50)) <= next.starts);
    }
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
fn a_licence_must_hold_to_the_end_of_the_visit() {
    let mut clinic = clinic();
    let request = infusions(1);
    for (minutes, fits) in [(99, false), (100, true)] {
        let ends = at(FIRST, 8).plus_minutes(Minutes(minutes));
        clinic.staff[0].may = vec![(Role::Nurse, vec![span(at(FIRST, 0), ends)])];
        assert_eq!(plan_course(&clinic, &request).is_ok(), fits, "{minutes}");
    }
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
fn a_week_of_leave_is_left_out() {
    let mut clinic = clinic();
    let leave = span(at("2027-03-08", 0), at("2027-03-15", 0));
    clinic.staff[0].works.retain(|day| day.from < leave.from || leave.until <= day.from);
    let plan = plans(&clinic, &infusions(6));
    assert_eq!(days(&plan), [1, 3, 5, 15, 17, 19]);
}

#[test]
fn a_leap_day_is_a_day() {
    let first = "2028-02-28"; // a Monday
    let clinic = clinic_from(first);
    let request = Request {
        not_before: at(first, 0),
        not_after: at("2028-03-29", 0),
        patient_free: vec![span(at("2028-02-29", 0), at("2028-03-02", 0))],
        ..infusions(1)
    };
    let plan = plans(&clinic, &request);
    assert_eq!(plan.visits[0].starts, at("2028-02-29", 8));
    // Without a thirtieth of February: Tuesday, Thursday, Monday of the first of March.
    let apart = Request { patient_free: on(first, &[1, 3], 0, 24), ..request };
    let plan = plans(&clinic, &Request { doses: 3, ..apart });
    let starts: Vec<Instant> = plan.visits.iter().map(|visit| visit.starts).collect();
    assert_eq!(
        starts,
        [at("2028-02-29", 8), at("2028-03-02", 8).plus_minutes(Minutes(45)), at("2028-03-07", 8)]
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
fn with_their_own_therapist_nobody_here_is_needed_for_the_talk() {
    let mut clinic = clinic();
    clinic.staff.pop();
    let plan = plans(&clinic, &Request { talk: TalkNeed::Elsewhere, ..infusions(6) });
    assert!(plan.visits.iter().all(|visit| visit.talk.is_none()));
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
fn doses_given_before_count_for_spacing_and_for_the_week_and_for_the_series() {
    let given = |from: Instant| span(from, from.plus_minutes(Minutes(40)));
    let mut request = infusions(2);
    request.series.given =
        vec![given(at("2027-02-24", 10)), given(at("2027-02-26", 10)), given(at("2027-02-28", 10))];
    request.series.first_ended = Some(at("2027-02-24", 10).plus_minutes(Minutes(40)));
    // Two days after the last one, and then a week after the second; the first is a week ago on the fourth day.
    assert_eq!(days(&plans(&clinic(), &request)), [3, 5]);
    request.series.first_ended = Some(at("2027-02-10", 10));
    blocked(&clinic(), &request, &[Constraint::SeriesSpan, Constraint::WeekLimit]);
}

#[test]
fn a_nurse_watches_as_many_as_the_house_says_and_a_therapist_one() {
    let mut clinic = clinic();
    clinic.rooms.push(RoomFree { room: line("Chair 2"), ..clinic.rooms[0].clone() });
    let first = Request { patient_free: on(FIRST, &[0], 8, 14), ..infusions(1) };
    let book = |clinic: &mut Clinic, request: &Request| {
        let plan = plans(clinic, request);
        clinic.book(request, &plan);
        (plan.visits[0].starts, plan.visits[0].room.clone())
    };
    assert_eq!(book(&mut clinic, &first), (at(FIRST, 8), Some(line("Chair 1"))));
    let (starts, room) = book(&mut clinic, &first);
    assert_eq!(
        (starts, room),
        (at(FIRST, 9).plus_minutes(Minutes(45)), Some(line("Chair 2"))),
        "the nurse is taken until 9:40"
    );
    let mut two = self::clinic();
    two.rooms.push(RoomFree { room: line("Chair 2"), ..two.rooms[0].clone() });
    two.staff[0].at_once = 2;
    assert_eq!(book(&mut two, &first), (at(FIRST, 8), Some(line("Chair 1"))));
    assert_eq!(book(&mut two, &first).0, at(FIRST, 8), "two at once");
    let with_therapist = Request { patient_free: on(FIRST, &[1, 2, 3], 8, 14), ..kap(1) };
    let starts = [0, 1].map(|_| book(&mut two, &with_therapist).0);
    assert_ne!(starts[0], starts[1], "a therapist is with one person");
}

#[test]
fn the_prescriber_of_the_house_may_see_others_and_may_hand_over() {
    let mut clinic = clinic();
    clinic.staff[1].held = vec![Held { span: span(at(FIRST, 8), at(FIRST, 18)), how: How::Alone }];
    assert_eq!(days(&plans(&clinic, &infusions(1))), [1]);
    let handover = at(FIRST, 9);
    clinic.staff[1].works = vec![span(at(FIRST, 8), handover)];
    let mut second = person(PersonId(9), Role::Prescriber, FIRST, &WEEKDAYS, 0);
    second.works = vec![span(handover, at(FIRST, 18))];
    clinic.staff.push(second);
    assert_eq!(plans(&clinic, &infusions(1)).visits[0].starts, at(FIRST, 8));
}

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
