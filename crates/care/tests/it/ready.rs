//! Ready before dose: every gate, one by one, and what may never be passed.

use crate::clinic::given::*;
use crate::clinic::{
    INFUSION, KAP, NOAH, RAE, T0, Tale, check, clinic_with, id_of, line, noted, series, who,
};
use care::act::Act;
use care::course::consent::SignConsent;
use care::ids::{CourseId, ProtocolId, SessionId};
use care::practice::Acting;
use care::practice::affiliation::EndAffiliation;
use care::protocol::{DraftProtocol, Key, RetireProtocol, Route};
use care::session::check_in::CheckIn;
use care::session::give_dose::GiveDose;
use care::time::{Instant, When};
use care::units::Micrograms;

/// READY without one phrase.
fn without(phrase: &str) -> String {
    let left = READY.split(',').map(str::trim).filter(|known| *known != phrase).collect::<Vec<_>>();
    assert_ne!(left.len(), READY.split(',').count(), "{phrase:?} is not in READY");
    left.join(", ")
}

fn instead(phrase: &str, other: &str) -> String {
    assert!(READY.contains(phrase), "{phrase:?} is not in READY");
    READY.replace(phrase, other)
}

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_dose_begins_when_every_gate_is_clear,
    a_dose_needs_a_cleared_and_fresh_screening,
    a_dose_needs_the_current_consent_signed_with_a_clear_head,
    consent_for_another_route_does_not_count,
    a_dose_needs_an_order_accepted_at_the_chair,
    a_dose_stays_inside_the_signed_band_for_todays_weight,
    a_dose_needs_the_person_to_be_who_they_are,
    a_baseline_must_be_whole_fresh_and_within_limits,
    fasting_escort_and_a_plan_are_asked,
    two_doses_keep_their_distance,
    two_doses_of_one_patient_keep_their_distance_whatever_course_they_are_in,
    a_dose_written_down_late_keeps_its_distance_too,
    distance_is_weighed_against_the_dose_that_was_last,
    a_series_has_so_many_doses_within_so_many_days,
    a_later_lock_never_shortens_a_longer_one,
    a_second_dose_never_begins_while_one_runs,
    a_dose_belongs_into_a_dosing_session,
    psychotherapy_wants_preparation_and_a_therapist_in_the_room,
    a_therapist_whose_affiliation_ended_is_not_a_therapist_in_the_room,
    home_is_for_a_lozenge_and_a_chaperone,
    the_drug_is_drawn_by_one_and_checked_by_another,
    an_override_has_a_prescriber_a_reason_and_an_open_gate,
    a_session_keeps_the_version_it_started_with,
    a_version_that_was_superseded_or_retired_or_is_due_for_review_does_not_dose,
    a_session_under_a_draft_does_not_dose,
    consent_to_an_earlier_version_does_not_count,
];

#[test]
fn a_dose_begins_when_every_gate_is_clear() {
    check(READY, "dose 35 mg", "dose 35 mg, locked");
    check(KAP_READY, "kap> dose 35 mg", "dose 35 mg, locked");
}

#[test]
fn a_dose_needs_a_cleared_and_fresh_screening() {
    check(&without("clear screening"), "dose 35 mg", "refused: screening-not-cleared");
    check("join team prescriber, open course", "clear screening", "refused: screening-missing");
    check(
        &format!("{BOOKED}, stop screening not here, check in"),
        "dose 35 mg",
        "refused: screening-stopped",
    );
    let late = READY
        .replace("schedule dosing in 1 h", "schedule dosing in 31 days")
        .replace("wait 1 h", "wait 31 days");
    check(&late, "dose 35 mg", "refused: screening-stale");
    // From the answers, not from the clearing: cleared ten days later, and once more, they are as old as they were.
    let slow = late.replace("clear screening", "wait 10 days, clear screening, wait 5 days, clear screening");
    let slow = slow.replace("31 days", "15 days");
    check(&slow, "dose 35 mg", "refused: screening-stale");
    check(&slow.replace("15 days", "14 days"), "dose 35 mg", "dose 35 mg, locked");
    check(&instead("precheck 70 kg", "precheck 70 kg changed"), "dose 35 mg", "refused: screening-changed");
}

#[test]
fn a_dose_needs_the_current_consent_signed_with_a_clear_head() {
    check(&without("sign consent"), "dose 35 mg", "refused: consent-missing");
    check(&format!("{READY}, withdraw consent"), "dose 35 mg", "refused: consent-missing");
    check(DOSING, "sign consent", "refused: clear-headed-lock");
    check(RECOVERED, "sign consent", "refused: clear-headed-lock");
    check(&format!("{RECOVERED}, wait 23 h"), "sign consent", "sign consent");
    let mut tale = Tale::of(&format!("{RECOVERED}, wait 23 h"));
    tale.now = Instant(tale.now.0 - 1);
    let sooner = tale.go("sign consent").map_err(|(_, no)| no.code()).map(|_| ());
    assert_eq!(sooner, Err("clear-headed-lock"), "one microsecond too soon");
}

#[test]
fn consent_for_another_route_does_not_count() {
    // Signed for the muscle; ordered, accepted and drawn as a lozenge at home.
    let given = "kap> join team prescriber, open course, answer screening, clear screening, sign consent, touch hand | \
        kap-prep> schedule preparation in 0 h with therapist, hold visit | \
        home> order 35 mg, schedule dosing in 1 h with nurse therapist, wait 1 h, check in, here nurse, \
        here therapist, precheck 70 kg chaperoned, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks";
    check(given, "home> dose 35 mg", "refused: consent-missing");
    check(&format!("{given}, sign consent"), "home> dose 35 mg", "dose 35 mg, locked");
}

#[test]
fn a_dose_needs_an_order_accepted_at_the_chair() {
    check(
        &format!("{BOOKED}, check in, stop order 1 changed my mind"),
        "dose 35 mg",
        "refused: order-missing",
    );
    check(&without("accept order 1"), "dose 35 mg", "refused: order-not-accepted");
    check(&format!("{READY}, order 40 mg"), "dose 40 mg", "refused: order-not-accepted");
    check(&format!("{BOOKED}, check in, order 40 mg"), "accept order 1", "refused: order-changed");
    check(READY, "accept order 1", "refused: nothing-changed");
}

#[test]
fn a_dose_stays_inside_the_signed_band_for_todays_weight() {
    check(BOOKED, "order 71 mg", "refused: dose-outside-band");
    check(BOOKED, "order 19.999 mg", "refused: dose-outside-band");
    check(BOOKED, "order 70 mg", "order 70 mg for 70 kg");
    check(BOOKED, "order 35 mg for 400 kg", "refused: value-impossible");
}

#[test]
fn a_dose_needs_the_person_to_be_who_they_are() {
    check(&without("precheck 70 kg"), "dose 35 mg", "refused: precheck-missing");
    check(
        &instead("precheck 70 kg", "precheck 70 kg unidentified"),
        "dose 35 mg",
        "refused: identity-not-confirmed",
    );
    check(&format!("{BOOKED}, check in"), "precheck 20 kg", "refused: value-impossible");
    check(&format!("{BOOKED}, check in"), "precheck 190 kg", "refused: value-unusual");
}

#[test]
fn a_baseline_must_be_whole_fresh_and_within_limits() {
    check(&without("vitals 128/82 74 98%"), "dose 35 mg", "refused: baseline-missing");
    check(&instead("vitals 128/82 74 98%", "vitals 128/82 74"), "dose 35 mg", "refused: baseline-missing");
    check(&format!("{READY}, wait 61 min"), "dose 35 mg", "refused: baseline-missing");
    check(
        &instead("vitals 128/82 74 98%", "vitals 141/82 74 98%"),
        "dose 35 mg",
        "refused: baseline-outside-limits",
    );
    check(
        &instead("vitals 128/82 74 98%", "vitals 128/82 74 93%"),
        "dose 35 mg",
        "refused: baseline-outside-limits",
    );
}

#[test]
fn fasting_escort_and_a_plan_are_asked() {
    check(&instead("precheck 70 kg", "precheck 70 kg ate"), "dose 35 mg", "refused: fasting-too-short");
    check(&instead("precheck 70 kg", "precheck 70 kg drank"), "dose 35 mg", "refused: fasting-too-short");
    check(&instead("precheck 70 kg", "precheck 70 kg alone"), "dose 35 mg", "refused: escort-missing");
    check(&without("plan support specialist in 26 h"), "dose 35 mg", "refused: window-plan-missing");
}

#[test]
fn two_doses_keep_their_distance() {
    let soon = "discharge | kit2> schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, \
        precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks";
    check(&format!("{RECOVERED}, {soon}"), "kit2> dose 35 mg", "refused: too-soon-after-last-dose");
    let later = soon.replace("in 1 h", "in 47 h").replace("wait 1 h", "wait 47 h");
    check(&format!("{RECOVERED}, {later}"), "kit2> dose 35 mg", "dose 35 mg, locked");
}

/// The way through a second infusion course of the same person, up to its dose.
const AGAIN: &str = "kit-again> answer screening, clear screening, sign consent, touch hand, order 35 mg, \
    schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, vitals 128/82 74 98%, \
    accept order 1, draw 35 mg, plan no thanks";

#[test]
fn two_doses_of_one_patient_keep_their_distance_whatever_course_they_are_in() {
    // One course closed, another opened: consent waits a day for a clear head, the dose for the protocol's hours.
    let closed =
        format!("{RECOVERED}, discharge, close begin anew, wait 23 h | kit-again> open course | {AGAIN}");
    check(&closed, "kit-again> dose 35 mg", "refused: too-soon-after-last-dose");
    let why = "spacing seen today and weighed";
    check(&format!("{closed}, override {why}"), "kit-again> dose 35 mg", "dose 35 mg, locked");
    let later = closed.replace("wait 23 h", "wait 46 h");
    check(&later, "kit-again> dose 35 mg", "dose 35 mg, locked");
    // Two courses open at once, as a journal of an earlier program may have them.
    let mut tale = Tale::of(&format!("{RECOVERED}, discharge, wait 23 h"));
    tale.opens_another(CourseId(4), RAE, INFUSION);
    tale.go(AGAIN).expect("all but the dose");
    let dose = tale.go("kit-again> dose 35 mg").map_err(|(_, no)| noted(&no)).map(|_| ());
    assert_eq!(dose, Err("too-soon-after-last-dose"));
}

#[test]
fn a_dose_written_down_late_keeps_its_distance_too() {
    let given = format!(
        "{RECOVERED}, discharge | kit2> schedule dosing in 47 h with nurse, wait 36 h, check in, \
        here nurse, precheck 70 kg, wait 11 h, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks"
    );
    let mut tale = Tale::of(&given);
    let dose = |tale: &mut Tale, minutes_ago: i64| {
        let act = Act::GiveDose(SessionId(2), GiveDose { amount: Micrograms(35_000) });
        let occurred = Instant(tale.now.0 - minutes_ago * 60_000_000);
        let now = tale.now;
        tale.world.submit_late(&who("nurse"), &act, occurred, now).map_err(|no| noted(&no)).map(|_| ())
    };
    assert_eq!(dose(&mut tale, 1), Err("too-soon-after-last-dose"));
    assert_eq!(dose(&mut tale, 0), Ok(()));
    // Nor may it lie before the end of the one before, even where a prescriber lets the distance stand open.
    let soon = given
        .replace("in 47 h", "in 1 h")
        .replace("wait 36 h, check in", "check in")
        .replace("wait 11 h", "wait 30 min");
    let mut tale = Tale::of(&format!("{soon}, override spacing seen today and weighed"));
    assert_eq!(dose(&mut tale, 120), Err("term-ends-before-it-begins"));
    assert_eq!(dose(&mut tale, 0), Ok(()));
}

#[test]
fn distance_is_weighed_against_the_dose_that_was_last() {
    // Two visits on one day: a prescriber lets the second be close to the dose of the day before, then the first doses.
    let given = format!(
        "{RECOVERED}, discharge | kit2> schedule dosing in 24 h with nurse, wait 24 h, check in, \
        here nurse, precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks | \
        kit3> schedule dosing in 2 h with nurse, check in, here nurse, precheck 70 kg, vitals 128/82 74 98%, \
        accept order 1, draw 35 mg, plan no thanks, override spacing a day is enough"
    );
    let first = "kit2> override spacing a day is enough, dose 35 mg, wait 30 min, end 35 mg";
    let mut tale = Tale::of(&given);
    assert_eq!(tale.ends("kit3> dose 35 mg"), Ok(()), "as it was weighed");
    let mut tale = Tale::of(&format!("{given} | {first}"));
    assert_eq!(tale.ends("kit3> dose 35 mg"), Err("too-soon-after-last-dose"));
    assert_eq!(tale.ends("kit3> override spacing weighed again"), Ok(()));
    assert_eq!(tale.ends("kit3> dose 35 mg"), Ok(()));
}

#[test]
fn a_series_has_so_many_doses_within_so_many_days() {
    let world = || clinic_with(|content| series(content, 2, 5));
    let given = format!("{RECOVERED}, discharge");
    let schedule = |name: &str, hours: u32| format!("{name}> schedule dosing in {hours} h with nurse");
    // One dose given, one on the calendar: the series is full until that one is taken off.
    let mut tale = Tale::in_this(world(), &given);
    assert_eq!(tale.ends(&schedule("kit2", 48)), Ok(()));
    assert_eq!(tale.ends(&schedule("kit3", 72)), Err("series-full"));
    assert_eq!(tale.ends("kit3> schedule review in 72 h with prescriber"), Ok(()));
    assert_eq!(tale.ends("kit2> cancel session ill"), Ok(()));
    assert_eq!(tale.ends(&schedule("kit-again", 72)), Err("course-unknown"));
    // Five days from the end of the first dose; an hour of them has passed.
    let mut tale = Tale::in_this(world(), &given);
    assert_eq!(tale.ends(&schedule("kit2", 120)), Err("series-over"));
    assert_eq!(tale.ends(&schedule("kit2", 119)), Ok(()));
    // At the chair: the day came, and an hour too many went by.
    let made_ready = "kit2> wait 118 h, check in, here nurse, precheck 70 kg, wait 2 h, vitals 128/82 74 98%, \
        accept order 1, draw 35 mg, plan no thanks";
    tale.go(made_ready).expect("all but the dose");
    assert_eq!(tale.ends("kit2> dose 35 mg"), Err("series-over"));
    assert_eq!(tale.ends("kit2> override series one more"), Err("gate-cannot-be-overridden"));
    // On the calendar under one version, at the chair under another that plans fewer.
    let mut tale = Tale::in_this(world(), &given);
    tale.go(&schedule("kit2", 48)).expect("the second of two");
    let (next, by) = (ProtocolId(30), who("director"));
    let mut content = crate::clinic::content(care::protocol::CareModel::Infusion);
    series(&mut content, 1, 5);
    tale.does(&by, Act::DraftProtocol(next, DraftProtocol { content, revises: Some(INFUSION) }));
    tale.signs(next);
    tale.wait(48);
    tale.does(&who("desk"), Act::CheckIn(SessionId(2), CheckIn { protocol: next }));
    let sign = SignConsent { route: Route::Intravenous, protocol: next, typed_name: line("Rae Quill") };
    tale.does(&Acting::patient(RAE), Act::SignConsent(CourseId(1), sign));
    tale.go(&made_ready.replace("wait 118 h, check in, ", "")).expect("all but the dose");
    assert_eq!(tale.ends("kit2> dose 35 mg"), Err("series-full"));
}

#[test]
fn a_later_lock_never_shortens_a_longer_one() {
    // KAP locks for three days, the infusion for one; twelve hours between doses would do for both.
    let world = clinic_with(|content| {
        let hours = if content.routes.contains(&Route::Intravenous) { 24 } else { 72 };
        content.values.get_mut(&Key::ClearHeaded).expect("a value").amount = hours;
        content.values.get_mut(&Key::SeriesApart).expect("a value").amount = 12;
    });
    let mut tale = Tale::in_this(
        world,
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, order 35 mg",
    );
    tale.opens_another(CourseId(3), RAE, KAP);
    let given = "kap-rae> answer screening, clear screening, sign consent, touch hand, order 35 mg, \
        schedule dosing in 1 h with nurse therapist, wait 1 h, check in, here nurse, here therapist, \
        precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, \
        override preparation knows it well, dose 35 mg, wait 60 min, end 35 mg, wait 60 min, discharge | \
        kit> schedule dosing in 12 h with nurse, wait 12 h, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, dose 35 mg, wait 60 min, end 35 mg";
    tale.go(given).expect("both doses");
    // 14 hours after the first ended, 58 are left of its three days.
    assert_eq!(tale.ends("wait 57 h, share intention specialist"), Err("clear-headed-lock"));
    assert_eq!(tale.ends("wait 1 h, share intention specialist"), Ok(()));
}

#[test]
fn a_second_dose_never_begins_while_one_runs() {
    check(DOSING, "dose 35 mg", "refused: dose-already-started");
    check(RECOVERED, "dose 35 mg", "refused: dose-already-started");
    let twice = "kit2> schedule dosing in 0 h with nurse, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks";
    check(&format!("{DOSING} | {twice}"), "kit2> dose 35 mg", "refused: dose-already-started");
}

#[test]
fn a_dose_belongs_into_a_dosing_session() {
    let given = BOOKED.replace("schedule dosing", "schedule review");
    check(&format!("{given}, check in"), "dose 35 mg", "refused: no-dose");
}

#[test]
fn psychotherapy_wants_preparation_and_a_therapist_in_the_room() {
    let unprepared =
        KAP_READY.replace(" | kap-prep> schedule preparation in 0 h with therapist, hold visit | kap>", ",");
    check(&unprepared, "kap> dose 35 mg", "refused: preparation-missing");
    check(&KAP_READY.replace(", here therapist", ""), "kap> dose 35 mg", "refused: therapist-not-present");
    check(&format!("{KAP_READY} | kap> gone therapist"), "kap> dose 35 mg", "refused: therapist-not-present");
    check(&without("here nurse"), "dose 35 mg", "refused: nurse-missing");
}

#[test]
fn a_therapist_whose_affiliation_ended_is_not_a_therapist_in_the_room() {
    let mut tale = Tale::of(KAP_READY);
    let at = Instant(tale.now.0 + 1);
    tale.does(&who("director"), Act::EndAffiliation(id_of("therapist"), EndAffiliation { at: When::At(at) }));
    tale.wait(0);
    tale.now = at;
    let refused = tale.go("kap> dose 35 mg").map_err(|(_, no)| no.code()).map(|_| ());
    assert_eq!(refused, Err("affiliation-ended"));
}

#[test]
fn home_is_for_a_lozenge_and_a_chaperone() {
    let home = "kap> join team prescriber, open course, answer screening, clear screening | \
        kap-prep> schedule preparation in 0 h with therapist, hold visit | \
        home> sign consent, touch hand, order 35 mg, schedule dosing in 1 h with nurse therapist, wait 1 h, check in, \
        here nurse, here therapist, precheck 70 kg alone, vitals 128/82 74 98%, accept order 1, draw 35 mg, \
        plan no thanks";
    check(home, "home> dose 35 mg", "refused: chaperone-missing");
    let oral = home.replace("home>", "oral>").replace("alone", "chaperoned");
    check(&oral, "oral> dose 35 mg", "refused: route-not-at-home");
    check(&home.replace("alone", "alone chaperoned"), "home> dose 35 mg", "dose 35 mg, locked");
}

#[test]
fn the_drug_is_drawn_by_one_and_checked_by_another() {
    check(&without("draw 35 mg"), "dose 35 mg", "refused: drug-not-drawn");
    check(&without("draw 35 mg"), "draw 34 mg", "refused: drawn-differs-from-order");
    check(&without("draw 35 mg"), "draw 35 mg checked nurse", "refused: second-person-missing");
    check(&without("draw 35 mg"), "draw 35 mg checked desk", "refused: second-person-missing");
    check(READY, "dose 36 mg", "refused: drawn-differs-from-order");
    check(
        &format!("{READY}, order 40 mg, accept order 2"),
        "dose 40 mg",
        "refused: drawn-differs-from-order",
    );
}

#[test]
fn an_override_has_a_prescriber_a_reason_and_an_open_gate() {
    let high = instead("vitals 128/82 74 98%", "vitals 150/82 74 98%");
    check(&high, "override baseline white coat", "override baseline white coat, incident override");
    check(&format!("{high}, override baseline white coat"), "dose 35 mg", "dose 35 mg, locked");
    // It was given for the reading that was seen, not for a worse one later.
    let worse = format!("{high}, override baseline white coat, vitals 190/100 74 98%");
    check(&worse, "dose 35 mg", "refused: baseline-outside-limits");
    check(&high, "nurse: override baseline white coat", "refused: out-of-scope");
    check(READY, "override baseline because", "refused: gate-not-open");
    for gate in
        ["protocol", "screening", "consent", "order", "identity", "series", "people", "setting", "drug"]
    {
        check(READY, &format!("override {gate} in a hurry"), "refused: gate-cannot-be-overridden");
    }
}

#[test]
fn a_session_keeps_the_version_it_started_with() {
    check(&format!("{BOOKED}, cancel session ill"), "check in", "refused: session-phase");
    check(BOOKED, "accept order 1", "refused: session-phase");
    check(BOOKED, "vitals 128/82 74 98%", "refused: not-checked-in");
    check(BOOKED, "override baseline because", "refused: not-checked-in");
    let early = BOOKED.replace("dosing in 1 h", "dosing in 14 h");
    check(&early, "check in", "refused: not-today");
    let tale = Tale::of(BOOKED);
    let other = Act::CheckIn(SessionId(1), CheckIn { protocol: KAP });
    tale.refuses(&who("desk"), other, "protocol-of-another-course");
    let unknown = Act::CheckIn(SessionId(1), CheckIn { protocol: ProtocolId(77) });
    tale.refuses(&who("desk"), unknown, "protocol-unknown");
}

#[test]
fn a_version_that_was_superseded_or_retired_or_is_due_for_review_does_not_dose() {
    let mut tale = Tale::of(READY);
    tale.does(
        &who("director"),
        Act::RetireProtocol(INFUSION, RetireProtocol { reason: line("under review") }),
    );
    assert_eq!(tale.go("dose 35 mg").map_err(|(_, no)| noted(&no)).map(|_| ()), Err("protocol-superseded"));
    let old =
        format!("wait 364 days, {READY}").replace("wait 1 h, check in", "wait 1 h, check in, wait 23 h");
    check(&old, "dose 35 mg", "refused: protocol-review-due");
}

#[test]
fn a_session_under_a_draft_does_not_dose() {
    let mut tale = Tale::of(BOOKED);
    let mut draft = crate::clinic::content(care::protocol::CareModel::Infusion);
    draft.values.remove(&Key::SeriesDoses);
    let id = ProtocolId(9);
    tale.does(&who("director"), Act::DraftProtocol(id, DraftProtocol { content: draft, revises: None }));
    tale.does(&who("desk"), Act::CheckIn(SessionId(1), CheckIn { protocol: id }));
    assert_eq!(tale.go("dose 35 mg").map_err(|(_, no)| noted(&no)).map(|_| ()), Err("protocol-not-signed"));
    let open = care::course::OpenCourse { patient: NOAH, protocol: id };
    tale.refuses(&who("desk"), Act::OpenCourse(care::ids::CourseId(50), open), "protocol-silent");
    assert!(T0 < tale.now);
}

#[test]
fn consent_to_an_earlier_version_does_not_count() {
    let mut tale = Tale::of(BOOKED);
    let (next, by) = (ProtocolId(30), who("director"));
    let content = crate::clinic::content(care::protocol::CareModel::Infusion);
    tale.does(&by, Act::DraftProtocol(next, DraftProtocol { content, revises: Some(INFUSION) }));
    tale.signs(next);
    tale.does(&who("desk"), Act::CheckIn(SessionId(1), CheckIn { protocol: next }));
    let ready =
        "here nurse, precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks";
    tale.go(ready).expect("everything but a new consent");
    assert_eq!(tale.go("dose 35 mg").map_err(|(_, no)| noted(&no)).map(|_| ()), Err("consent-missing"));
}
