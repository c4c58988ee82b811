//! The day of a dose: what the protocol asks, who looks at a "yes", and that a later "no" closes nothing.

use care::act::Act;
use care::fact::{Fact, What};
use care::ids::SessionId;
use care::practice::{Acting, Role};
use care::protocol::{Asks, Clearer, Content, Question, SourceStatus, Weight};
use care::session::answer_day_questions::AnswerDayQuestions;
use care::session::move_session::MoveSession;
use care::tasks::TaskFact;
use care::time::Instant;
use care::units::Hours;

use crate::clinic::given::{BOOKED, READY};
use crate::clinic::{NOAH, RAE, T0, Tale, clinic_with, id_of, line, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    every_question_of_the_day_is_answered_and_no_other,
    a_dose_waits_until_the_day_is_answered,
    a_yes_stands_until_whoever_the_protocol_names_has_looked,
    the_day_is_asked_on_the_day_of_a_dose,
];

/// The clinic, asking on the day: all five, alcohol cleared by the nurse, what may need a hospital absolute.
fn asking(content: &mut Content) {
    for question in Question::ON_THE_DAY {
        let absolute = matches!(question, Question::HospitalToday | Question::ChestPainToday);
        let weight = if absolute { Weight::Absolute } else { Weight::Relative };
        let nurse = *question == Question::AlcoholToday;
        let clears = if nurse { Clearer::Nurse } else { Clearer::Prescriber };
        let (source, status) = ("clinic policy 4".to_owned(), SourceStatus::Clinic);
        content.questions.insert(*question, Asks { weight, clears, source, status });
    }
}

/// As `check`, in the clinic that asks on the day.
#[track_caller]
fn check(given: &str, when: &str, then: &str) {
    let mut tale = Tale::in_this(clinic_with(asking), given);
    assert_eq!(tale.told(when), then, "\ngiven {given}\nwhen  {when}");
}

#[test]
fn every_question_of_the_day_is_answered_and_no_other() {
    let here = format!("{BOOKED}, check in");
    check(&here, "day", "day");
    check(&here, "nurse: day", "day");
    check(&here, "desk: day", "refused: out-of-scope");
    check(BOOKED, "day", "day");
    let tale = Tale::in_this(clinic_with(asking), &here);
    let all: Vec<_> = Question::ON_THE_DAY.iter().map(|question| (*question, false)).collect();
    let day = |answers: Vec<_>| Act::AnswerDayQuestions(SessionId(1), AnswerDayQuestions { answers });
    tale.refuses(&Acting::patient(RAE), day(all[1..].to_vec()), "day-question-unanswered");
    tale.refuses(&Acting::patient(RAE), day([&all[..], &all[..1]].concat()), "day-question-unanswered");
    let other = [all.clone(), vec![(Question::Psychosis, false)]].concat();
    tale.refuses(&Acting::patient(RAE), day(other), "day-question-unknown");
    tale.refuses(&Acting::patient(NOAH), day(all), "not-your-record");
    // A protocol that asks nothing on the day is answered nothing.
    Tale::of(&here).refuses(&Acting::patient(RAE), day(vec![]), "day-question-unknown");
}

#[test]
fn what_was_answered_of_one_day_is_asked_again_on_another_and_a_yes_stays() {
    let moved = |hours| {
        let (starts, people) = (T0.plus_hours(Hours(hours)), vec![(id_of("nurse"), Role::Nurse)]);
        Act::MoveSession(SessionId(1), MoveSession { starts, room: line("1"), people, plan: None })
    };
    let on_another_day = |said: &str| {
        let mut tale = Tale::in_this(clinic_with(asking), &format!("{BOOKED}, {said}"));
        tale.does(&who("desk"), moved(30));
        let chart = tale.world.gather(&moved(31), &who("desk"), tale.now);
        chart.session(SessionId(1)).expect("a visit").day.clone()
    };
    assert_eq!(on_another_day("day"), None);
    let open = on_another_day("day alcohol-today").expect("a yes that nobody has cleared");
    assert_eq!((open.answers.len(), open.open.len()), (0, 1));
}

#[test]
fn a_dose_waits_until_the_day_is_answered() {
    check(READY, "dose 35 mg", "refused: day-question-unanswered");
    check(&format!("{READY}, day"), "dose 35 mg", "dose 35 mg, locked");
}

#[test]
fn a_yes_stands_until_whoever_the_protocol_names_has_looked() {
    let said = |what: &str| format!("{READY}, day {what}");
    check(&said("alcohol-today"), "dose 35 mg", "refused: day-answer-needs-nurse");
    check(&said("drugs-today"), "dose 35 mg", "refused: day-answer-needs-prescriber");
    check(&said("drugs-today"), "override day never mind", "refused: gate-cannot-be-overridden");
    check(&said("drugs-today"), "nurse: day clear drugs-today", "refused: day-answer-needs-prescriber");
    check(&said("drugs-today"), "therapist: day clear drugs-today", "refused: out-of-scope");
    check(&said("drugs-today"), "day clear alcohol-today", "refused: nothing-changed");
    check(&said("alcohol-today"), "nurse: day clear alcohol-today", "day clear alcohol-today");
    let looked = format!("{}, day clear drugs-today", said("drugs-today"));
    check(&looked, "dose 35 mg", "dose 35 mg, locked");
    // "No" later closes nothing, whoever says it; "yes" once more opens it again.
    check(&format!("{}, day", said("drugs-today")), "dose 35 mg", "refused: day-answer-needs-prescriber");
    check(
        &format!("{}, nurse: day", said("drugs-today")),
        "dose 35 mg",
        "refused: day-answer-needs-prescriber",
    );
    check(&format!("{looked}, day drugs-today"), "dose 35 mg", "refused: day-answer-needs-prescriber");
    check(&format!("{looked}, day"), "dose 35 mg", "dose 35 mg, locked");
    // What is absolute is a prescriber's, whatever else.
    check(
        &said("chest-pain-today"),
        "nurse: day clear chest-pain-today",
        "refused: day-answer-needs-prescriber",
    );
    // Once the dose runs nothing of this is said any more: alarms and events are.
    check(&format!("{READY}, day, dose 35 mg"), "day", "refused: session-phase");
    check(&format!("{READY}, day, dose 35 mg"), "day clear drugs-today", "refused: session-phase");
}

#[test]
fn the_day_is_asked_on_the_day_of_a_dose() {
    let early = BOOKED.replace("schedule dosing in 1 h", "schedule dosing in 14 h");
    check(&early, "day", "refused: not-today");
    check(&format!("{early}, wait 1 h"), "day", "day");
    let talk =
        "kap> join team prescriber, open course | kap-prep> schedule preparation in 0 h with therapist";
    check(talk, "kap-prep> day", "refused: day-only-for-dose");
}

#[test]
fn what_cannot_wait_on_the_day_is_a_signal_and_at_home_a_prescriber_calls_first() {
    let call = "Prescriber owes screening-call";
    let signal = "Prescriber owes safety-signal, raised stop-answer, owed by prescriber";
    check(BOOKED, "day hospital-today", &format!("day hospital-today, {signal}, {call}"));
    check(BOOKED, "day chest-pain-today", &format!("day chest-pain-today, {call}"));
    check(BOOKED, "day alcohol-today", "day alcohol-today");
    // Said once, owed once; at the chair somebody stands there.
    check(&format!("{BOOKED}, day hospital-today"), "day hospital-today", "day hospital-today");
    let here = format!("{BOOKED}, check in");
    check(&here, "day hospital-today", &format!("day hospital-today, {signal}"));
    check(&here, "nurse: day chest-pain-today", "day chest-pain-today");
    // The call is due before the visit begins.
    let early = BOOKED.replace("schedule dosing in 1 h", "schedule dosing in 3 h");
    let mut tale = Tale::in_this(clinic_with(asking), &early);
    let starts = tale.now.plus_hours(care::units::Hours(2));
    let (facts, _) = tale.go("day chest-pain-today").expect("answered");
    let due = facts.iter().find_map(|Fact { what, .. }| match what {
        What::Task(TaskFact::Opened { due, .. }) => Some(*due),
        _ => None,
    });
    assert_eq!(due, Some(Instant(starts.0)));
}
