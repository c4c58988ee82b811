//! What every answer of the planner keeps to, in small clinics made at random: held against a checker and against trying
//! everything.

use std::num::NonZeroU32;

use care::ids::{PatientId, PersonId};
use care::integration::TalkKind;
use care::planner::*;
use care::practice::Role;
use care::protocol::CareModel;
use care::session::calendar::Span;
use care::text::Line;
use care::time::Instant;
use care::units::{Days, Hours, Minutes};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::planner_checker::{
    Rules, faults, fillings, some_plan_keeps, some_plan_keeps_beyond, talk_faults, visit_faults, with_booked,
};

/// A Monday, midnight in UTC; no multiple of a day from the calendars' first step.
const START: Instant = Instant(1_803_859_200_000_000);
const HALF_HOUR: u32 = 30;

fn at(half_hours: u32) -> Instant {
    START.plus_minutes(Minutes(half_hours * HALF_HOUR))
}

/// Spans in half hours from the start: up to so many of them, together over so many half hours.
fn spans(most: usize, until: u32) -> impl Strategy<Value = Vec<Span>> {
    let one =
        (0..until, 1..until).prop_map(|(from, length)| Span { from: at(from), until: at(from + length) });
    vec(one, 0..=most)
}

/// Mostly free, with holes; or a few spans.
fn mostly(until: u32) -> impl Strategy<Value = Vec<Span>> {
    let whole = Span { from: at(0), until: at(until) };
    prop_oneof![3 => Just(vec![whole]), 4 => spans(4, until), 1 => Just(vec![])]
}

fn held(until: u32) -> impl Strategy<Value = Vec<Held>> {
    let one = (0..until, 0..10_u32, any::<bool>()).prop_map(|(from, length, alone)| Held {
        span: Span { from: at(from), until: at(from + length) },
        how: if alone { How::Alone } else { How::Watching },
    });
    vec(one, 0..4)
}

fn person(id: u128, until: u32) -> BoxedStrategy<StaffFree> {
    let role = prop_oneof![
        3 => Just(Role::Nurse),
        2 => Just(Role::Prescriber),
        3 => Just(Role::Therapist),
        3 => Just(Role::IntegrationSpecialist),
    ];
    let may = vec((role, mostly(until)), 0..3);
    (may, mostly(until), 0..3_u32, held(until))
        .prop_map(move |(may, works, at_once, held)| StaffFree {
            person: PersonId(id),
            may,
            works,
            at_once,
            held,
        })
        .boxed()
}

fn clinics() -> impl Strategy<Value = (Clinic, u32)> {
    (4..10_u32, prop_oneof![Just(180_u32), Just(240), Just(360)]).prop_flat_map(|(days, every_min)| {
        let until = days * 48;
        let room = |name: &'static str| {
            (mostly(until), spans(2, until / 4)).prop_map(move |(open, held)| RoomFree {
                room: Line::new(name).expect("a line"),
                open,
                held,
            })
        };
        let staff = (person(1, until), person(2, until), person(3, until));
        (vec(room("Room 1"), 1), vec(room("Room 2"), 0..2), staff).prop_map(move |(one, two, staff)| {
            let clinic = Clinic {
                known: Span { from: at(1), until: at(until) },
                every_min: NonZeroU32::new(every_min).expect("some"),
                rooms: one.into_iter().chain(two).collect(),
                staff: vec![staff.0, staff.1, staff.2],
            };
            (clinic, until)
        })
    })
}

fn talks(kap: bool) -> impl Strategy<Value = TalkNeed> {
    let kinds = if kap {
        prop_oneof![
            Just(vec![TalkKind::Therapy]),
            Just(vec![TalkKind::Support, TalkKind::Therapy]),
            Just(vec![TalkKind::Support])
        ]
        .boxed()
    } else {
        Just(vec![TalkKind::Support]).boxed()
    };
    let with =
        prop_oneof![4 => Just(Among::Anyone), 1 => (1..4_u128).prop_map(|id| Among::Only(PersonId(id)))];
    let asked =
        (kinds, with, 10..200_u32, 0..300_u32, 6..60_u32).prop_map(|(kinds, with, minutes, quiet, goal)| {
            TalkNeed::InHouse(TalkAsked {
                kinds,
                with,
                minutes: Minutes(minutes),
                quiet_min: Minutes(quiet),
                goal: Hours(goal),
            })
        });
    prop_oneof![3 => asked, 1 => Just(TalkNeed::Elsewhere)]
}

fn shapes(kap: bool) -> impl Strategy<Value = VisitShape> {
    let minutes = || 20..240_u32;
    let therapist =
        proptest::option::of(minutes().prop_map(Minutes)).prop_map(move |asked| asked.filter(|_| kap));
    let times = (0..40_u32, 10..90_u32, minutes(), minutes(), minutes());
    (times, proptest::option::of(minutes().prop_map(Minutes)), therapist).prop_map(
        |((lead, dose, stay, room, watch), cover_min, therapist_min)| VisitShape {
            lead_min: Minutes(lead),
            dose_min: Minutes(dose),
            stay_min: Minutes(stay),
            room_min: Minutes(room),
            watch_min: Minutes(watch),
            cover_min,
            therapist_min,
            therapist: Among::Anyone,
        },
    )
}

/// On the heap: four of them and a clinic are too much for the stack of a test.
fn requests(id: u128, until: u32) -> BoxedStrategy<Request> {
    let series = (
        0..80_u32,
        proptest::option::of(1..3_u32),
        proptest::option::of(1..7_u32),
        proptest::option::of(0..100_u32),
    );
    let days = (0..until / 3, until / 2..until);
    any::<bool>()
        .prop_flat_map(move |kap| {
            (1..4_u32, shapes(kap), series.clone(), days.clone(), mostly(until), talks(kap)).prop_map(
                move |(doses, visit, (apart, per_week, within, given), (first, last), patient_free, talk)| {
                    // What was given ended before the calendars begin, or on their first day.
                    let given = given.map(|ago| Span {
                        from: Instant(at(40).0 - i64::from(ago) * 1_800_000_000),
                        until: at(42),
                    });
                    Request {
                        patient: PatientId(id),
                        model: if kap { CareModel::Kap } else { CareModel::Infusion },
                        doses,
                        visit,
                        series: Series {
                            apart: Hours(apart),
                            per_week,
                            within: within.map(Days),
                            first_ended: given.map(|dose| dose.until),
                            given: given.into_iter().collect(),
                        },
                        not_before: at(first),
                        not_after: at(last),
                        patient_free,
                        talk,
                    }
                },
            )
        })
        .boxed()
}

fn questions() -> impl Strategy<Value = (Clinic, Request)> {
    clinics().prop_flat_map(|(clinic, until)| (Just(clinic), requests(1, until)))
}

fn rules(clinic: &Clinic, request: &Request, asked: Option<Instant>) -> Rules {
    Constraint::of(clinic, request).into_iter().chain(asked.map(|_| Constraint::AskedTime)).collect()
}

/// The conflict cannot be kept, without any one of it it can; every way out is one, and no smaller number would do.
fn is_proven(clinic: &Clinic, request: &Request, asked: Option<Instant>, found: &NothingFits) {
    let conflict: Rules = found.conflict.iter().copied().collect();
    assert_eq!(conflict.len(), found.conflict.len());
    assert!(!conflict.is_empty());
    let all = rules(clinic, request, asked);
    assert!(!some_plan_keeps(clinic, request, &all, asked), "something fits");
    assert!(!some_plan_keeps(clinic, request, &conflict, asked), "{conflict:?} can be kept");
    for one in &conflict {
        let rest: Rules = conflict.iter().copied().filter(|other| other != one).collect();
        assert!(some_plan_keeps(clinic, request, &rest, asked), "{rest:?} cannot be kept either");
    }
    for way in &found.relaxations {
        is_a_way_out(clinic, request, asked, way);
    }
}

fn is_a_way_out(clinic: &Clinic, request: &Request, asked: Option<Instant>, way: &Relaxation) {
    let all = rules(clinic, request, asked);
    let but: Rules = all.iter().copied().filter(|rule| *rule != way.change.constraint()).collect();
    // The same question with the number changed so far, or one step less far.
    let with = |less: u32| {
        let mut changed = request.clone();
        match (&way.change, &mut changed.talk) {
            (Change::Apart { hours }, _) => changed.series.apart = Hours(hours.0 + less),
            (Change::PerWeek { doses }, _) => changed.series.per_week = Some(doses - less),
            (Change::Within { days }, _) => changed.series.within = Some(Days(days.0 - less)),
            (Change::TalkLater { goal }, TalkNeed::InHouse(talk)) => talk.goal = Hours(goal.0 - less),
            (Change::NotAfter { at }, _) => changed.not_after = Instant(at.0 - i64::from(less)),
            (Change::NotBefore { at }, _) => changed.not_before = Instant(at.0 + i64::from(less)),
            _ => return None,
        }
        Some(changed)
    };
    match (with(0), with(1)) {
        (Some(changed), Some(less)) => {
            assert_eq!(faults(clinic, &changed, &all, &way.plan), Vec::<String>::new(), "{:?}", way.change);
            assert!(!some_plan_keeps(clinic, &less, &all, asked), "less than {:?} would do", way.change);
        }
        _ => assert_eq!(faults(clinic, request, &but, &way.plan), Vec::<String>::new(), "{:?}", way.change),
    }
}

fn judge(clinic: &Clinic, request: &Request, asked: Option<Instant>, why: &Unplanned) {
    match why {
        Unplanned::NothingFits(found) => is_proven(clinic, request, asked, found),
        Unplanned::NotDecided(NotDecided::CalendarsEnd { .. }) => {
            let all = rules(clinic, request, asked);
            assert!(!some_plan_keeps(clinic, request, &all, asked), "something fits");
            let open = some_plan_keeps_beyond(clinic, request, &all, asked);
            let too_short = !some_plan_keeps(clinic, request, &Rules::new(), asked);
            assert!(open || too_short, "nothing fits, whatever comes after");
        }
        other => panic!("{other:?}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 384, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_keeps_to_everything_and_no_plan_means_that_there_is_none((clinic, request) in questions()) {
        match plan_course(&clinic, &request) {
            Ok(plan) => {
                let all = rules(&clinic, &request, None);
                prop_assert_eq!(faults(&clinic, &request, &all, &plan), Vec::<String>::new());
            }
            Err(why) => judge(&clinic, &request, None, &why),
        }
    }

    #[test]
    fn moving_one_visit_keeps_the_others_where_it_can(
        (clinic, request) in questions(),
        which in 0..3_usize,
        to in 0..400_u32,
    ) {
        let Ok(plan) = plan_course(&clinic, &request) else { return Ok(()) };
        let (which, to) = (which % plan.visits.len(), at(to));
        let all = rules(&clinic, &request, Some(to));
        match move_visit(&clinic, &request, &plan, which, to) {
            Ok(moved) => {
                prop_assert_eq!(faults(&clinic, &request, &all, &moved.plan), Vec::<String>::new());
                prop_assert_eq!(moved.plan.visits[moved.place].starts, to);
                let mut before = plan.clone();
                before.visits.remove(which);
                // Moved onto another one's time, it may be just like that one was: it is the moved one all the same.
                let kept = |nth: &usize| *nth != moved.place && before.visits.contains(&moved.plan.visits[*nth]);
                let same = (0..plan.visits.len()).filter(kept).count();
                prop_assert_eq!(same + 1 + moved.changed.len(), plan.visits.len());
                if !moved.changed.is_empty() {
                    prop_assert!(!others_could_stay(&clinic, &request, &all, &before, to));
                }
            }
            Err(why) => judge(&clinic, &request, Some(to), &why),
        }
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_month_books_nothing_twice_and_names_who_is_left(
        (clinic, requests) in clinics().prop_flat_map(|(clinic, until)| {
            let each = (requests(1, until), requests(2, until), requests(3, until), requests(4, until));
            (Just(clinic), each.prop_map(|(one, two, three, four)| vec![one, two, three, four]))
        })
    ) {
        let month = plan_all(&clinic, &requests);
        holds_together(&clinic, &requests, &month);
        let mut booked = clinic.clone();
        for (patient, plan) in &month.plans {
            let request = requests.iter().find(|request| request.patient == *patient).expect("asked for");
            with_booked(&mut booked, request, plan);
        }
        for left in &month.left {
            let request = requests.iter().find(|request| request.patient == left.patient).expect("asked for");
            if left.fits_alone {
                judge(&booked, request, None, &left.why);
            } else {
                judge(&clinic, request, None, &left.why);
            }
        }
    }
}

/// Could every other visit stay as it is, rooms, people and talks too, with the moved one then?
fn others_could_stay(
    clinic: &Clinic,
    request: &Request,
    all: &Rules,
    others: &CoursePlan,
    to: Instant,
) -> bool {
    let visits =
        fillings(clinic, to).into_iter().filter(|visit| visit_faults(clinic, request, all, visit).is_empty());
    let step = clinic.every_min.get() * 60 / 60;
    let first =
        Instant(clinic.known.from.0.div_euclid(i64::from(step) * 60_000_000) * i64::from(step) * 60_000_000);
    let mut talks = vec![None];
    for (nth, one) in (0..2_000_u32).flat_map(|nth| clinic.staff.iter().map(move |one| (nth, one))) {
        let at = first.plus_minutes(Minutes(nth * step));
        for kind in request.talk.in_house().map(|asked| asked.kinds.clone()).unwrap_or_default() {
            let talk = Some(care::integration::Talk { kind, with: one.person, at });
            if at < clinic.known.until && talk_faults(clinic, request, all, to, talk, None).is_empty() {
                talks.push(talk);
            }
        }
    }
    let Some(visit) = visits.into_iter().next() else { return false };
    talks.into_iter().any(|talk| {
        let mut plan = others.clone();
        plan.visits.push(PlannedVisit { talk, ..visit.clone() });
        plan.visits.sort_by_key(|visit| visit.starts);
        faults(clinic, request, all, &plan).is_empty()
    })
}

/// Every plan of a month is as it should be beside all the others, and everybody is named once.
#[track_caller]
pub fn holds_together(clinic: &Clinic, requests: &[Request], month: &Month) {
    let request = |patient| requests.iter().find(|request| request.patient == patient).expect("asked for");
    let mut named: Vec<PatientId> = month.plans.iter().map(|(patient, _)| *patient).collect();
    named.extend(month.left.iter().map(|left| left.patient));
    named.sort_unstable();
    let mut asked: Vec<PatientId> = requests.iter().map(|request| request.patient).collect();
    asked.sort_unstable();
    assert_eq!(named, asked);
    for (patient, plan) in &month.plans {
        let mut beside = clinic.clone();
        for (other, plan) in month.plans.iter().filter(|(other, _)| other != patient) {
            with_booked(&mut beside, request(*other), plan);
        }
        let own = request(*patient);
        let found = faults(&beside, own, &Constraint::of(clinic, own), plan);
        assert_eq!(found, Vec::<String>::new(), "{patient}");
        let talked = own.talk.in_house().is_none() || plan.visits.iter().all(|visit| visit.talk.is_some());
        assert!(talked, "{patient} has a window without a talk");
    }
}
