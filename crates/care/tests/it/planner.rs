//! The course planner in the words of a clinic: what fits.

use std::num::NonZeroU32;

use care::ids::{PatientId, PersonId};
use care::integration::TalkKind;
use care::planner::*;
use care::practice::Role;
use care::protocol::CareModel;
use care::session::calendar::Span;
use care::time::{Date, Instant};
use care::units::{Days, Hours, Minutes};

use crate::clinic::line;
use crate::planner_checker::faults;
use crate::planner_conflicts::blocked;

pub const NURSE: PersonId = PersonId(1);
pub const PRESCRIBER: PersonId = PersonId(2);
pub const THERAPIST: PersonId = PersonId(3);
pub const SPECIALIST: PersonId = PersonId(4);

/// So many hours into a day.
pub fn at(date: &str, hour: u32) -> Instant {
    Date::read(date).expect("a day").utc_midnight().plus_hours(Hours(hour))
}

pub fn span(from: Instant, until: Instant) -> Span {
    Span { from, until }
}

/// Every day from this one, on these days of the week (0 is Monday).
pub fn on(first: &str, days: &[usize], from: u32, until: u32) -> Vec<Span> {
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

pub const WEEKDAYS: [usize; 5] = [0, 1, 2, 3, 4];
pub const EVERY_DAY: [usize; 7] = [0, 1, 2, 3, 4, 5, 6];
/// A Monday.
pub const FIRST: &str = "2027-03-01";

pub fn person(person: PersonId, role: Role, first: &str, days: &[usize], at_once: u32) -> StaffFree {
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
pub fn clinic_from(first: &str) -> Clinic {
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

pub fn clinic() -> Clinic {
    clinic_from(FIRST)
}

pub fn talk(kind: TalkKind) -> TalkNeed {
    TalkNeed::InHouse(TalkAsked {
        kinds: vec![kind],
        with: Among::Anyone,
        minutes: Minutes(50),
        quiet_min: Minutes(120),
        goal: Hours(48),
    })
}

/// 40 minutes over a vein, an hour watched; at most three a week, all within 21 days; then integration support.
pub fn infusions(doses: u32) -> Request {
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
pub fn kap(doses: u32) -> Request {
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
pub fn plans(clinic: &Clinic, request: &Request) -> CoursePlan {
    let plan = plan_course(clinic, request).expect("it fits");
    assert_eq!(faults(clinic, request, &Constraint::of(clinic, request), &plan), Vec::<String>::new());
    plan
}

pub fn days(plan: &CoursePlan) -> Vec<i64> {
    plan.visits.iter().map(|visit| visit.starts.hours_since(at(FIRST, 0)) / 24 + 1).collect()
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
fn with_their_own_therapist_nobody_here_is_needed_for_the_talk() {
    let mut clinic = clinic();
    clinic.staff.pop();
    let plan = plans(&clinic, &Request { talk: TalkNeed::Elsewhere, ..infusions(6) });
    assert!(plan.visits.iter().all(|visit| visit.talk.is_none()));
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
fn at_the_edges_a_minute_decides() {
    // The chair is open for one visit at eight; the dose ends at 8:40 and its window two days later.
    let mut clinic = clinic();
    clinic.every_min = NonZeroU32::new(5).expect("some");
    clinic.rooms[0].open = vec![span(at(FIRST, 8), at(FIRST, 8).plus_minutes(Minutes(115)))];
    let goal = at("2027-03-03", 8).plus_minutes(Minutes(40));
    for (works_from, fits) in [(goal, false), (Instant(goal.0 - 5 * 60_000_000), true)] {
        clinic.staff[3].works = vec![span(works_from, at("2027-03-03", 18))];
        assert_eq!(
            plan_course(&clinic, &infusions(1)).is_ok(),
            fits,
            "a talk begins before the window is over"
        );
    }
    let (clinic, mut one) = (self::clinic(), infusions(1));
    one.patient_free = vec![span(at(FIRST, 8), at(FIRST, 14))];
    // The series ends 21 days after its first dose did; a dose may begin at that instant and not after.
    for (ended, fits) in [(at("2027-02-08", 8), true), (Instant(at("2027-02-08", 8).0 - 1), false)] {
        let mut last = one.clone();
        last.series.first_ended = Some(ended);
        last.patient_free = vec![span(at(FIRST, 8), at(FIRST, 9).plus_minutes(Minutes(40)))];
        last.talk = TalkNeed::Elsewhere;
        assert_eq!(plan_course(&clinic, &last).is_ok(), fits, "{ended:?}");
    }
    // From dose to dose, and not from visit to visit: a quarter hour of preparation is before the week is over.
    one.visit.lead_min = Minutes(15);
    one.series.per_week = Some(1);
    let dose = at("2027-02-22", 8).plus_minutes(Minutes(15));
    for (began, starts) in [(dose, 0), (Instant(dose.0 + 1), 15)] {
        one.series.given = vec![span(began, began.plus_minutes(Minutes(40)))];
        assert_eq!(plans(&clinic, &one).visits[0].starts, at(FIRST, 8).plus_minutes(Minutes(starts)));
    }
}

#[test]
fn nothing_of_one_series_is_at_once_even_where_nothing_keeps_it_apart() {
    let mut request = Request { talk: TalkNeed::Elsewhere, ..infusions(2) };
    request.series.apart = Hours(0);
    let plan = plans(&clinic(), &request);
    let starts: Vec<Instant> = plan.visits.iter().map(|visit| visit.starts).collect();
    assert_eq!(starts, [at(FIRST, 8), at(FIRST, 10)], "the chair is taken until 9:55");
}

#[test]
fn a_booking_without_a_length_holds_its_beginning() {
    let mut clinic = clinic();
    let first = plans(&clinic, &infusions(1)).visits[0].talk.expect("a talk").at;
    clinic.staff[3].held = vec![Held { span: span(first, first), how: How::Alone }];
    let second = plans(&clinic, &infusions(1)).visits[0].talk.expect("a talk").at;
    assert_eq!(second, first.plus_minutes(Minutes(15)));
}

#[test]
fn whoever_is_a_therapist_to_one_watches_nobody_meanwhile() {
    let mut clinic = clinic();
    clinic.rooms.push(RoomFree { room: line("Chair 2"), ..clinic.rooms[0].clone() });
    let always = clinic.staff[2].may[0].1.clone();
    clinic.staff[2].may.push((Role::Nurse, always));
    clinic.staff[2].at_once = 5;
    let until = at(FIRST, 9).plus_minutes(Minutes(40));
    let at_eight = |request: Request| Request {
        patient_free: vec![span(at(FIRST, 8), until)],
        talk: TalkNeed::Elsewhere,
        ..request
    };
    plans(&clinic, &at_eight(infusions(1)));
    let therapy = at_eight(kap(1));
    let plan = plans(&clinic, &therapy);
    assert_eq!(plan.visits[0].people, [(NURSE, Role::Nurse), (THERAPIST, Role::Therapist)]);
    clinic.book(&therapy, &plan);
    blocked(&clinic, &at_eight(infusions(1)), &[Constraint::PatientTimes, Constraint::Nurse]);
}
