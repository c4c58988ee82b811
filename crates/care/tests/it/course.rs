//! Doors, screening, consent, orders, the calendar; and patients.

use crate::clinic::given::*;
use crate::clinic::{INFUSION, KAP, NOAH, RAE, T0, Tale, cast, check, details, id_of, line, who};
use care::act::Act;
use care::course::OpenCourse;
use care::course::consent::SignConsent;
use care::course::order::WriteOrder;
use care::ids::{CourseId, PatientId, SessionId};
use care::patient::share::Share;
use care::patient::{CorrectPatient, RegisterPatient, Shareable};
use care::practice::Acting;
use care::protocol::{Depth, Route, Setting};
use care::session::schedule_session::ScheduleSession;
use care::time::{Date, Instant};
use care::units::{Grams, Micrograms};

const OPEN: &str = "join team prescriber, open course";

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_course_has_one_door_and_opens_once,
    in_an_infusion_there_is_no_psychotherapy,
    after_a_stop_at_screening_nothing_is_signed_or_ordered,
    a_consent_carries_the_patients_own_name_for_this_door_and_route,
    an_order_is_a_prescribers_own_numbers_within_the_protocol,
    a_visit_is_on_a_day_to_come_in_a_place_the_protocol_knows_with_who_it_needs,
    a_room_and_a_therapist_are_booked_once_at_a_time,
    a_visit_without_a_dose_is_held_by_who_may_give_it,
    a_course_is_reviewed_after_a_dose_and_closed_once,
    changing_door_closes_one_course_and_opens_another,
    sharing_waits_for_a_clear_head_and_taking_back_never_does,
    a_patient_shares_only_what_is_theirs,
    a_patient_is_written_in_once_and_was_born,
];

#[test]
fn a_course_has_one_door_and_opens_once() {
    check(OPEN, "kit-again> open course", "refused: course-already-open");
    check(OPEN, "kap-rae> open course", "refused: course-already-open");
    check(OPEN, "kap> open course", "open course");
    check(OPEN, "open course", "refused: already-there");
    check("", "nobody> open course", "refused: patient-unknown");
    check("", "intend quiet", "refused: course-unknown");
    check("", "check in", "refused: session-unknown");
    check("", "decline talk", "refused: window-unknown");
}

#[test]
fn in_an_infusion_there_is_no_psychotherapy() {
    check(BOOKED, "kit2> schedule dosing in 1 h with nurse therapist", "refused: no-therapy-in-infusion");
    check(
        BOOKED,
        "kit2> schedule integration-therapy in 1 h with therapist",
        "refused: no-therapy-in-infusion",
    );
    check(BOOKED, "plan therapy therapist in 26 h", "refused: no-therapy-in-infusion");
    check(RECOVERED, "book therapy therapist in 26 h", "refused: no-therapy-in-infusion");
    check(&format!("{RECOVERED}, join team therapist"), "hold therapy", "refused: no-therapy-in-infusion");
    check(&format!("{RECOVERED}, join team therapist"), "seal note", "refused: no-therapy-in-infusion");
}

#[test]
fn after_a_stop_at_screening_nothing_is_signed_or_ordered() {
    let stopped = format!("{OPEN}, answer screening, clear screening, stop screening pressure first");
    check(&stopped, "sign consent", "refused: screening-stopped");
    check(&stopped, "order 35 mg", "refused: screening-stopped");
    // A prescriber looked again. Taking back and stopping an order always work.
    check(&format!("{stopped}, clear screening"), "sign consent", "sign consent");
    check(&format!("{stopped}, clear screening"), "order 35 mg", "order 35 mg for 70 kg");
    let signed = format!("{BOOKED}, stop screening pressure first");
    check(&signed, "withdraw consent", "withdraw consent");
    check(&signed, "stop order 1 not now", "stop order 1 not now");
}

#[test]
fn a_consent_carries_the_patients_own_name_for_this_door_and_route() {
    let tale = Tale::of(OPEN);
    let sign = |route, protocol, name: &str| {
        Act::SignConsent(CourseId(1), SignConsent { route, protocol, typed_name: line(name) })
    };
    let rae = Acting::patient(RAE);
    tale.refuses(&rae, sign(Route::Intravenous, INFUSION, "Rae"), "signature-name-differs");
    tale.refuses(&rae, sign(Route::Oral, INFUSION, "Rae Quill"), "route-not-in-protocol");
    tale.refuses(&rae, sign(Route::Intramuscular, KAP, "Rae Quill"), "protocol-of-another-course");
    tale.refuses(&Acting::patient(NOAH), sign(Route::Intravenous, INFUSION, "Noah Ash"), "not-your-record");
    check(OPEN, "withdraw consent", "refused: nothing-changed");
}

#[test]
fn an_order_is_a_prescribers_own_numbers_within_the_protocol() {
    let tale = Tale::of(OPEN);
    let order = |route, depth, over| {
        let (dose, weight) = (Micrograms(35_000), Grams(70_000));
        Act::WriteOrder(CourseId(1), WriteOrder { route, dose, over, depth, weight })
    };
    let by = who("prescriber");
    tale.refuses(&by, order(Route::Oral, Depth::Psychedelic, None), "route-not-in-protocol");
    tale.refuses(&by, order(Route::Intravenous, Depth::Psycholytic, None), "depth-not-in-protocol");
    tale.refuses(&by, order(Route::Intravenous, Depth::Psychedelic, None), "infusion-time-missing");
    check(OPEN, "stop order 1 why", "refused: order-missing");
    check(OPEN, "nurse: order 35 mg", "refused: out-of-scope");
}

#[test]
fn a_visit_is_on_a_day_to_come_in_a_place_the_protocol_knows_with_who_it_needs() {
    check(BOOKED, "schedule dosing in 1 h with nurse", "refused: already-there");
    check(OPEN, "schedule dosing in 1 h with desk", "refused: nurse-missing");
    check(OPEN, "schedule integration-support in 1 h with nurse", "refused: specialist-missing");
    let kap = "kap> join team prescriber, open course";
    check(kap, "kap> schedule dosing in 1 h with nurse", "refused: therapist-missing");
    check(kap, "kap> schedule integration-therapy in 1 h with nurse", "refused: therapist-missing");
    check(OPEN, "schedule dosing in 400 days with nurse", "refused: licence-not-in-force");
    let schedule = |starts, setting| {
        let (course, kind, room, people) =
            (CourseId(1), care::course::SessionKind::Dosing, line("1"), vec![]);
        Act::ScheduleSession(
            SessionId(1),
            ScheduleSession { course, kind, starts, setting, room, people, plan: None },
        )
    };
    let tale = Tale::of(OPEN);
    tale.refuses(&who("desk"), schedule(Instant(T0.0 - 1), Setting::ClinicRoom), "time-in-the-past");
    tale.refuses(&who("desk"), schedule(T0, Setting::Home), "setting-not-in-protocol");
}

#[test]
fn a_room_and_a_therapist_are_booked_once_at_a_time() {
    // An infusion holds room 1 for its 40 minutes and the hour of observation.
    let booked = "join team prescriber, open course, schedule dosing in 1 h with nurse | \
        kap> join team prescriber, open course";
    let kap = |minutes: u32, who: &str| format!("kap> schedule dosing in {minutes} min with {who}");
    check(booked, &kap(60, "second therapist"), "refused: room-taken");
    check(booked, &kap(159, "second therapist"), "refused: room-taken");
    check(booked, &kap(1, "second therapist"), "refused: room-taken");
    let told = "scheduled dosing, course sessionscheduled, join team second, join team therapist";
    check(booked, &kap(160, "second therapist"), told);
    check(booked, "kap> schedule preparation in 90 min with therapist", "refused: room-taken");
    check(
        booked,
        "kit2> schedule review in 61 min with prescriber",
        "scheduled review, course sessionscheduled",
    );
    // Over, or taken off: it holds nothing.
    check(&booked.replace(" | kap>", ", cancel session ill | kap>"), &kap(60, "second therapist"), told);
    check(
        &format!("{RECOVERED} | kap> join team prescriber, open course"),
        &kap(0, "second therapist"),
        told,
    );
    // A therapist is with one person at a time, whatever the room; a nurse may watch two.
    let kap = "kap> join team prescriber, open course, schedule dosing in 1 h with nurse therapist | \
        kap-rae> join team prescriber, open course";
    let visit = |minutes: i64, room: &str, people: &[&str]| {
        let act = ScheduleSession {
            course: CourseId(3),
            kind: care::course::SessionKind::Preparation,
            starts: Instant(T0.0 + minutes * 60_000_000),
            setting: Setting::ClinicRoom,
            room: line(room),
            people: people.iter().map(|name| (id_of(name), who(name).role)).collect(),
            plan: None,
        };
        Act::ScheduleSession(SessionId(8), act)
    };
    let mut tale = Tale::of(kap);
    tale.refuses(&who("desk"), visit(60, "room 2", &["therapist"]), "person-taken");
    tale.refuses(&who("desk"), visit(119, "room 2", &["nurse", "therapist"]), "person-taken");
    tale.refuses(&who("desk"), visit(60, " Room  1", &["nurse"]), "room-taken");
    tale.does(&who("desk"), visit(60, "room 2", &["nurse"]));
}

#[test]
fn a_visit_without_a_dose_is_held_by_who_may_give_it() {
    check(BOOKED, "nurse: hold visit", "refused: dosing-is-not-held");
    let kap =
        "kap> join team prescriber, open course, schedule integration-therapy in 0 h with therapist nurse";
    check(kap, "kap> nurse: hold visit", "refused: therapist-missing");
    check(kap, "kap> hold visit", "hold visit, course sessionheld");
    let support =
        "join team prescriber, open course, schedule integration-support in 0 h with specialist nurse";
    check(support, "nurse: hold visit", "refused: specialist-missing");
    check(support, "specialist: hold visit", "hold visit, course sessionheld");
    let review = "join team prescriber, open course, schedule review in 0 h with specialist prescriber";
    check(review, "specialist: hold visit", "refused: out-of-scope");
    check(&format!("{review}, check in"), "prescriber: hold visit", "hold visit, course sessionheld");
}

#[test]
fn a_course_is_reviewed_after_a_dose_and_closed_once() {
    check(OPEN, "review well", "refused: nothing-to-review");
    check(RECOVERED, "review well", "review well");
    check(&format!("{OPEN}, close changed door"), "close changed door", "refused: course-closed");
    check(&format!("{READY}, close changed door"), "dose 35 mg", "refused: course-closed");
    check(&format!("{OPEN}, intend quiet"), "intend quiet", "refused: nothing-changed");
}

#[test]
fn changing_door_closes_one_course_and_opens_another() {
    check(&format!("{OPEN}, close changed door"), "kap-rae> open course", "open course");
}

#[test]
fn sharing_waits_for_a_clear_head_and_taking_back_never_does() {
    let shared = format!("{OPEN}, share intention specialist");
    check(OPEN, "share intention specialist", "share intention specialist");
    check(&shared, "share intention specialist", "refused: nothing-changed");
    check(OPEN, "take back intention specialist", "refused: nothing-changed");
    check(DOSING, "share intention specialist", "refused: clear-headed-lock");
    let early = DOSING.replace("open course,", "open course, share intention specialist,");
    check(&early, "take back intention specialist", "take back intention specialist");
    // Whoever gives care reads it as it is; a share is for support, and opens no chart.
    check(OPEN, "share intention therapist", "refused: not-affiliated");
    check(DOSING, "withdraw consent", "withdraw consent");
}

#[test]
fn a_patient_shares_only_what_is_theirs() {
    let tale = Tale::of("join team prescriber, open course | kap> open course");
    let what = Shareable::Intention(CourseId(2));
    let share = Act::Share(RAE, Share { what, with: id_of("specialist") });
    tale.refuses(&Acting::patient(RAE), share, "not-your-record");
}

#[test]
fn a_patient_is_written_in_once_and_was_born() {
    let tale = Tale::of("");
    let register = |id, details| Act::RegisterPatient(id, RegisterPatient { details });
    tale.refuses(&who("desk"), register(RAE, details("Rae Quill")), "already-there");
    let mut unborn = details("Not Yet");
    unborn.born = Date::new(2027, 1, 1).expect("a day");
    tale.refuses(&who("desk"), register(PatientId(5), unborn), "born-in-the-future");
    let same = CorrectPatient { details: details("Rae Quill"), reason: line("typing") };
    tale.refuses(&who("desk"), Act::CorrectPatient(RAE, same), "nothing-changed");
    let open = OpenCourse { patient: RAE, protocol: INFUSION };
    tale.refuses(&Acting::patient(RAE), Act::OpenCourse(CourseId(7), open), "out-of-scope");
    assert_eq!(cast("kit").patient, RAE);
}
