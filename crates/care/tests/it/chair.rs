//! At the chair and on the way home.

use crate::clinic::given::*;
use crate::clinic::{T0, Tale, check, noted, who};
use care::act::Act;
use care::guardrail::AsRead;
use care::ids::SessionId;
use care::session::due;
use care::session::end_dose::EndDose;
use care::session::record_vitals::RecordVitals;
use care::session::sign_record::SignRecord;
use care::session::{Sign, Source, Vitals};
use care::time::Instant;
use care::units::{Hours, Micrograms, Minutes};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    readings_are_whole_possible_and_as_read,
    a_reading_beyond_a_stop_limit_raises_an_alarm_and_a_prescriber_owes_an_answer,
    a_baseline_raises_no_alarm_before_the_dose,
    an_alarm_has_one_answer,
    a_dose_pauses_goes_on_and_ends,
    a_dose_does_not_end_before_it_begins_and_does_not_begin_before_check_in,
    what_is_told_is_neither_in_the_future_nor_too_long_ago,
    going_home_needs_answers_advice_criteria_and_company,
    going_home_needs_a_plan_for_the_window_as_it_stands_now,
    a_wrong_entry_stays_struck_through_once,
    a_record_is_signed_once_and_by_its_signer,
    nobody_goes_home_while_their_call_has_no_answer,
    a_signed_record_is_amended_only_below,
    a_span_without_a_reading_or_a_reason_is_named,
    what_was_seen_is_recorded_as_seen,
    a_ride_is_told_before_a_dose_and_clears_no_gate,
    a_call_has_one_answer_and_is_owed_until_then,
];

#[test]
fn readings_are_whole_possible_and_as_read() {
    check(DOSING, "vitals 128/82 74 98% 14br", "vitals 128/82 74 98% 14br");
    check(DOSING, "vitals 235/82", "refused: value-unusual");
    check(DOSING, "vitals 301/82 as read", "refused: value-impossible");
    check(DOSING, "vitals 82/128", "refused: pressure-upside-down");
    check(DOSING, "vitals", "refused: nothing-read");
    check(DOSING, "no vitals asleep", "no vitals asleep");
    check(&format!("{RECOVERED}, discharge"), "vitals 128/82", "refused: session-phase");
}

#[test]
fn a_reading_beyond_a_stop_limit_raises_an_alarm_and_a_prescriber_owes_an_answer() {
    check(
        DOSING,
        "vitals 180/82",
        "vitals 180/82, alarm 1 high systolic 180 at 180, Prescriber owes stop-limit, asked of prescriber",
    );
    check(DOSING, "vitals 179/82", "vitals 179/82, alarm 1 medium systolic 179 at 160");
    check(DOSING, "vitals 159/99 129 90%", "vitals 159/99 129 90%");
    check(
        DOSING,
        "vitals 89%",
        "vitals 89%, alarm 1 high spo2 89 at 90, Prescriber owes stop-limit, asked of prescriber",
    );
    check(
        DOSING,
        "vitals 130",
        "vitals 130, alarm 1 high pulse 130 at 130, Prescriber owes stop-limit, asked of prescriber",
    );
    check(
        &format!("{DOSING}, vitals 165/80"),
        "vitals 181/111",
        "vitals 181/111, alarm 2 high systolic 181 at 180, Prescriber owes stop-limit, asked of prescriber, \
         alarm 3 high diastolic 111 at 110, Prescriber owes stop-limit, asked of prescriber",
    );
}

#[test]
fn a_baseline_raises_no_alarm_before_the_dose() {
    check(READY, "vitals 185/82 74 98%", "vitals 185/82 74 98%");
}

#[test]
fn an_alarm_has_one_answer() {
    let alarm = format!("{DOSING}, vitals 185/82");
    check(&alarm, "answer alarm 1 stopped the pump", "answer alarm 1 stopped the pump");
    check(&alarm, "answer alarm 2 stopped", "refused: alarm-unknown");
    check(
        &format!("{alarm}, answer alarm 1 stopped"),
        "answer alarm 1 again",
        "refused: alarm-already-answered",
    );
    check(&format!("{alarm}, pause high pressure"), "resume", "refused: alarm-unanswered");
    check(&format!("{alarm}, pause high pressure, answer alarm 1 settled"), "resume", "resume");
}

#[test]
fn a_dose_pauses_goes_on_and_ends() {
    check(DOSING, "pause itching", "pause itching");
    check(DOSING, "resume", "refused: session-phase");
    check(READY, "end 35 mg", "refused: session-phase");
    check(DOSING, "end 36 mg", "refused: given-more-than-drawn");
    check(
        &format!("{DOSING}, pause itching"),
        "end 20 mg",
        "end 20 mg, course doseended, locked for hours, window opened, booked support specialist",
    );
    check(DOSING, "abort changed my mind", "refused: session-phase");
    check(READY, "abort changed my mind", "abort changed my mind");
}

#[test]
fn a_dose_does_not_end_before_it_begins_and_does_not_begin_before_check_in() {
    let mut tale = Tale::of(&format!("{DOSING}, wait 10 min"));
    let end = Act::EndDose(SessionId(1), EndDose { given: Micrograms(35_000), supplement: None });
    let (early, now) = (T0.plus_hours(Hours(0)), tale.now);
    assert_eq!(
        tale.world.submit_late(&who("nurse"), &end, early, now).map_err(|no| noted(&no)).map(|_| ()),
        Err("term-ends-before-it-begins")
    );
    let mut tale = Tale::of(READY);
    let (steps, now) =
        care::story::read("dose 35 mg", &crate::clinic::cast("kit"), tale.now).expect("a phrase");
    assert_eq!(
        tale.world.submit_late(&steps[0].by, &steps[0].act, T0, now).map_err(|no| noted(&no)).map(|_| ()),
        Err("term-ends-before-it-begins")
    );
}

#[test]
fn what_is_told_is_neither_in_the_future_nor_too_long_ago() {
    let tale = Tale::of(&format!("{DOSING}, wait 25 h"));
    let vitals = Vitals { pulse: Some(care::units::PerMinute(70)), ..Vitals::default() };
    let act = Act::RecordVitals(
        SessionId(1),
        RecordVitals { vitals, source: Source::Hand, as_read: AsRead::NotAsked },
    );
    let told = |occurred| {
        tale.world
            .clone()
            .submit_late(&who("nurse"), &act, occurred, tale.now)
            .map_err(|no| noted(&no))
            .map(|_| ())
    };
    assert_eq!(told(tale.now.plus_minutes(Minutes(1))), Ok(()));
    assert_eq!(told(tale.now.plus_minutes(Minutes(2))), Err("time-in-the-future"));
    assert_eq!(told(T0.plus_hours(Hours(2))), Ok(()));
    assert_eq!(told(T0.plus_hours(Hours(1))), Err("time-too-long-ago"));
}

#[test]
fn a_reading_told_late_takes_its_place_and_is_not_the_newest() {
    let mut tale = Tale::of(&format!("{DOSING}, wait 30 min"));
    for (pulse, minutes_ago) in [(72, 0), (99, 20), (80, 10)] {
        let vitals = Vitals { pulse: Some(care::units::PerMinute(pulse)), ..Vitals::default() };
        let reading = RecordVitals { vitals, source: Source::Hand, as_read: AsRead::NotAsked };
        let at = Instant(tale.now.0 - minutes_ago * 60_000_000);
        let told =
            tale.world.submit_late(&who("nurse"), &Act::RecordVitals(SessionId(1), reading), at, tale.now);
        told.expect("late by minutes");
    }
    let session = tale.world.session(SessionId(1)).expect("scheduled");
    let pulses: Vec<_> = session.readings.iter().filter_map(|one| one.vitals.of(Sign::Pulse)).collect();
    assert_eq!(pulses[pulses.len() - 3..], [99, 80, 72]);
    assert_eq!(session.last_of(Sign::Pulse), Some((72, tale.now)));
    assert_eq!(session.last_reading().map(|one| one.at), Some(tale.now));
}

#[test]
fn going_home_needs_answers_advice_criteria_and_company() {
    check(RECOVERED, "discharge", "advice given, discharge");
    let early = RECOVERED.replace("wait 60 min", "wait 59 min");
    check(&early, "discharge", "refused: observed-too-short");
    check(RECOVERED, "discharge unadvised", "refused: advice-not-given");
    check(RECOVERED, "discharge unscored", "refused: criteria-not-scored");
    check(RECOVERED, "discharge unsteady", "refused: criteria-not-met");
    check(RECOVERED, "discharge alone", "refused: escort-missing");
    check(RECOVERED, "discharge alone because a taxi waits", "refused: escort-missing");
    check(
        RECOVERED,
        "prescriber: discharge alone because a taxi waits",
        "advice given, discharge because a taxi waits",
    );
    check(RECOVERED, "prescriber: discharge unscored because late", "refused: criteria-not-scored");
    let alarm = RECOVERED.replace("wait 40 min", "vitals 185/82, wait 40 min");
    check(&alarm, "discharge", "refused: alarm-unanswered");
    check(DOSING, "discharge", "refused: session-phase");
}

#[test]
fn going_home_needs_a_plan_for_the_window_as_it_stands_now() {
    let lost = format!("{RECOVERED}, cancel talk ill");
    check(&lost, "discharge", "refused: window-plan-missing");
    check(&format!("{lost}, decline talk"), "discharge", "advice given, discharge");
    let overridden = RECOVERED.replace("plan support specialist in 26 h", "override window no phone yet");
    check(&overridden, "discharge", "refused: window-plan-missing");
    check(&format!("{overridden}, book support specialist in 24 h"), "discharge", "advice given, discharge");
}

#[test]
fn a_wrong_entry_stays_struck_through_once() {
    check(READY, "strike 5 wrong cuff", "strike 5 wrong cuff");
    check(READY, "strike 4 wrong cuff", "refused: entry-unknown");
    check(&format!("{READY}, strike 5 wrong cuff"), "strike 5 wrong cuff", "refused: nothing-changed");
    check(&format!("{READY}, strike 5 wrong cuff"), "dose 35 mg", "refused: baseline-missing");
}

#[test]
fn nobody_goes_home_while_their_call_has_no_answer() {
    let called = format!("{RECOVERED}, call nurse");
    check(&called, "discharge", "refused: call-unanswered");
    check(&called, "prescriber: discharge because they are in a hurry", "refused: call-unanswered");
    check(&format!("{called}, answer call"), "discharge", "advice given, discharge");
}

#[test]
fn a_record_is_signed_once_and_by_its_signer() {
    let home = format!("{RECOVERED}, discharge");
    check(&home, "sign record", "sign record");
    check(&format!("{home}, sign record"), "sign record", "refused: nothing-changed");
    check(RECOVERED, "sign record", "refused: session-phase");
    let sign = Act::SignRecord(SessionId(1), SignRecord { typed_name: crate::clinic::line("N. Berg") });
    Tale::of(&home).refuses(&who("nurse"), sign, "signature-name-differs");
}

#[test]
fn a_signed_record_is_amended_only_below() {
    let home = format!("{RECOVERED}, discharge");
    check(&home, "amend the left arm", "refused: record-not-signed");
    let signed = format!("{home}, sign record");
    check(&signed, "amend the left arm", "amend the left arm");
    check(&format!("{signed}, amend the left arm"), "amend and the right one", "amend and the right one");
    check(&signed, "event fainted at home", "event fainted at home");
    // A visit that was stopped before a dose has its events, too.
    check(
        &format!("{READY}, abort they feel faint"),
        "event fainted on the stairs",
        "event fainted on the stairs",
    );
}

/// Spans that the record names, in minutes since the dose began.
fn gaps(story: &str) -> Vec<(i64, i64)> {
    let tale = Tale::of(story);
    let session = tale.world.session(SessionId(1)).expect("a visit").clone();
    let content = &tale.world.protocol(session.protocol.expect("running")).expect("signed").content;
    let found = care::session::gaps::unexplained(&session, content, tale.now).expect("said");
    let begun = session.dose.expect("a dose").started;
    found.iter().map(|gap| (gap.from.minutes_since(begun), gap.until.minutes_since(begun))).collect()
}

#[test]
fn a_span_without_a_reading_or_a_reason_is_named() {
    // Every 10 min while it works and every 15 afterwards, 3 min of grace.
    let read = "vitals 128/82 74 98%";
    for (after, named) in [
        ("wait 13 min".to_owned(), vec![]),
        ("wait 14 min".to_owned(), vec![(10, 14)]),
        (format!("wait 13 min, {read}, wait 13 min, {read}"), vec![]),
        (format!("wait 20 min, {read}, wait 5 min"), vec![(10, 20)]),
        ("wait 12 min, no vitals asleep, wait 12 min".to_owned(), vec![]),
        (format!("wait 25 min, {read}, wait 25 min, {read}"), vec![(10, 25), (35, 50)]),
        // Over the end of the dose the interval of recovery counts from the last reading.
        (format!("wait 10 min, {read}, wait 5 min, end 35 mg, wait 13 min"), vec![]),
        (format!("wait 10 min, {read}, wait 5 min, end 35 mg, wait 14 min"), vec![(25, 29)]),
    ] {
        assert_eq!(gaps(&format!("{DOSING}, {after}")), named, "{after}");
    }
}

#[test]
fn what_was_seen_is_recorded_as_seen() {
    check(DOSING, "depth psycholytic", "depth psycholytic");
    check(READY, "depth psycholytic", "refused: session-phase");
    check(DOSING, "serious event fainted", "serious event fainted, incident reaction");
    check(DOSING, "note eyes closed", "note eyes closed");
    check(KAP_READY, "kap> therapist: note they hum", "note they hum");
    check(READY, "therapist: note quiet", "refused: no-tie");
    check(&format!("{RECOVERED}, discharge"), "note too late", "refused: session-phase");
    check(READY, "here nurse", "refused: nothing-changed");
    check(READY, "here therapist", "here therapist");
}

#[test]
fn a_ride_is_told_before_a_dose_and_clears_no_gate() {
    check(BOOKED, "ride Alex tonight my sister", "ride Alex");
    check(&format!("{BOOKED}, ride Alex"), "ride Alex", "refused: nothing-changed");
    check(&format!("{BOOKED}, ride Alex"), "ride Sister", "ride Sister");
    check(DOSING, "ride Alex", "refused: session-phase");
    let talk = "schedule preparation in 1 h with therapist";
    check(&format!("join team prescriber, open course, {talk}"), "ride Alex", "refused: ride-only-for-dose");
    let alone = format!("{}, ride Alex", READY.replace("precheck 70 kg", "precheck 70 kg alone"));
    check(&alone, "dose 35 mg", "refused: escort-missing");
}

#[test]
fn a_call_has_one_answer_and_is_owed_until_then() {
    check(DOSING, "call nurse", "call nurse, Nurse owes patient-call");
    check(BOOKED, "call nurse", "refused: session-phase");
    check(&format!("{RECOVERED}, discharge"), "call nurse", "refused: session-phase");
    let called = format!("{DOSING}, call nurse");
    check(&called, "call nurse", "refused: call-stands");
    check(&called, "answer call", "answer call, settled");
    check(&format!("{called}, answer call"), "answer call", "refused: call-unknown");
    check(&format!("{called}, answer call"), "call nurse", "call nurse, Nurse owes patient-call");
    check(DOSING, "answer call", "refused: call-unknown");
}

#[test]
fn the_next_reading_is_due_by_the_protocol_and_late_after_its_grace() {
    let content = crate::clinic::content(care::protocol::CareModel::Infusion);
    let due_in = |given: &str| {
        let tale = Tale::of(given);
        let session = tale.world.session(SessionId(1)).expect("scheduled");
        let due = due::next_vitals(session, &content).expect("the protocol speaks");
        let late = due::is_late(session, &content, tale.now).expect("the protocol speaks");
        (due.map(|due| due.minutes_since(tale.now)), late)
    };
    assert_eq!(due_in(READY), (None, false));
    assert_eq!(due_in(DOSING), (Some(10), false));
    assert_eq!(due_in(&format!("{DOSING}, wait 4 min, vitals 128/82")), (Some(10), false));
    assert_eq!(due_in(&format!("{DOSING}, wait 9 min, no vitals asleep")), (Some(10), false));
    assert_eq!(due_in(&format!("{DOSING}, wait 13 min")), (Some(-3), false));
    assert_eq!(due_in(&format!("{DOSING}, wait 14 min")), (Some(-4), true));
    assert_eq!(due_in(&format!("{DOSING}, wait 9 min, end 35 mg")), (Some(6), false));
    assert_eq!(due_in(&format!("{RECOVERED}, discharge")), (None, false));
}
