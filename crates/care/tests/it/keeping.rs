//! Moods and small steps: what a person keeps for themselves.

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::ids::{PatientId, SessionId, WindowId};
use care::keeping::choose_small_step::{ChangeSmallStep, ChooseSmallStep};
use care::keeping::pause_small_step::{LetGoSmallStep, PauseSmallStep, ResumeSmallStep};
use care::keeping::propose_step::{LeaveProposedStep, ProposalSaid, ProposeStep, TakeProposedStep};
use care::keeping::say_mood::SayMood;
use care::keeping::tick_small_step::{TickSmallStep, UntickSmallStep};
use care::keeping::{ACTIVE_MAX, Keeping, Mood, StepState, StepWords, TICK_BACK_DAYS, days_between};
use care::practice::Acting;
use care::time::Date;
use proptest::prelude::*;

use crate::clinic::{RAE, Tale, cast, given, line, who};

/// T0 is in this day in New York.
const TODAY: &str = "2026-11-22";

pub const TABLES: &[fn()] = &[
    a_mood_is_said_of_the_day_it_is,
    a_step_is_proposed_from_a_talk_that_was_held_and_is_taken_or_left,
    three_steps_are_enough,
    a_day_is_ticked_today_or_up_to_seven_days_back,
    a_step_is_known_by_its_number_until_it_is_let_go,
];

fn day(text: &str) -> Date {
    Date::read(text).expect("a day")
}

fn rae() -> Acting {
    Acting::patient(RAE)
}

fn words(what: &str) -> StepWords {
    StepWords { what: line(what), when: None, place: None }
}

fn choose(what: &str) -> Act {
    Act::ChooseSmallStep(RAE, ChooseSmallStep { words: words(what) })
}

fn tick(number: u32, of: &str, today: &str) -> Act {
    Act::TickSmallStep(RAE, TickSmallStep { number, day: day(of), today: day(today) })
}

fn untick(number: u32, of: &str) -> Act {
    Act::UntickSmallStep(RAE, UntickSmallStep { number, day: day(of), today: day(TODAY) })
}

fn mood(mood: Mood, today: &str) -> Act {
    Act::SayMood(RAE, SayMood { mood, note: None, today: day(today) })
}

fn state(tale: &Tale) -> Option<&State> {
    tale.world.streams().find(|(stream, _)| **stream == Stream::Patient(RAE)).map(|(_, state)| state)
}

fn keeping(tale: &Tale) -> Keeping {
    match state(tale) {
        Some(State::Patient(patient)) => patient.keeping.clone(),
        other => panic!("no patient: {other:?}"),
    }
}

#[test]
fn a_mood_is_said_of_the_day_it_is() {
    let mut tale = Tale::of("open course");
    tale.does(&rae(), mood(Mood::Low, TODAY));
    tale.does(&rae(), mood(Mood::Good, TODAY));
    // The same word again is said again: it is another hour.
    tale.does(&rae(), mood(Mood::Good, TODAY));
    let kept = keeping(&tale);
    assert_eq!(kept.moods.len(), 1, "the last word of a day is the one shown");
    assert_eq!(kept.moods[&day(TODAY)].mood, Mood::Good);
    let said =
        tale.world.journal.iter().filter(|entry| format!("{:?}", entry.fact).contains("MoodSaid")).count();
    assert_eq!(said, 3, "and all of them are kept");
    // The neighbouring days are today somewhere on earth, now and then; these never are.
    for far in ["2026-11-20", "2026-11-24", "2025-11-22"] {
        tale.refuses(&rae(), mood(Mood::Good, far), "day-is-not-today");
    }
    // Nobody says it for them.
    for other in ["director", "prescriber", "nurse", "therapist", "specialist", "desk"] {
        tale.refuses(&who(other), mood(Mood::Good, TODAY), "out-of-scope");
    }
    tale.refuses(&Acting::patient(PatientId(77)), mood(Mood::Good, TODAY), "not-your-record");
}

#[test]
fn three_steps_are_enough() {
    let mut tale = Tale::of("open course");
    for what in ["Phone away at 22:00", "Ten minutes outside", "One song, lying down"] {
        tale.does(&rae(), choose(what));
    }
    tale.refuses(&rae(), choose("A fourth"), "steps-full");
    tale.refuses(&rae(), choose("Ten minutes outside"), "nothing-changed");
    tale.does(&rae(), Act::PauseSmallStep(RAE, PauseSmallStep { number: 2 }));
    tale.refuses(&rae(), choose("Ten minutes outside"), "nothing-changed");
    tale.does(&rae(), choose("A fourth"));
    tale.refuses(&rae(), Act::ResumeSmallStep(RAE, ResumeSmallStep { number: 2 }), "steps-full");
    tale.does(&rae(), Act::LetGoSmallStep(RAE, LetGoSmallStep { number: 1 }));
    tale.does(&rae(), Act::ResumeSmallStep(RAE, ResumeSmallStep { number: 2 }));
    tale.refuses(&rae(), Act::ResumeSmallStep(RAE, ResumeSmallStep { number: 2 }), "nothing-changed");
    tale.does(&rae(), Act::PauseSmallStep(RAE, PauseSmallStep { number: 4 }));
    tale.refuses(&rae(), Act::PauseSmallStep(RAE, PauseSmallStep { number: 4 }), "nothing-changed");
    // What was let go may be chosen anew, and is another step.
    tale.does(&rae(), choose("Phone away at 22:00"));
    assert_eq!(keeping(&tale).steps.len(), 5);
}

#[test]
fn a_day_is_ticked_today_or_up_to_seven_days_back() {
    let mut tale = Tale::of("open course");
    tale.does(&rae(), choose("Ten minutes outside"));
    for back in ["2026-11-22", "2026-11-21", "2026-11-15"] {
        tale.does(&rae(), tick(1, back, TODAY));
        tale.refuses(&rae(), tick(1, back, TODAY), "nothing-changed");
    }
    tale.refuses(&rae(), tick(1, "2026-11-14", TODAY), "day-too-long-ago");
    tale.refuses(&rae(), tick(1, "2026-11-23", TODAY), "day-not-yet");
    // A page that slept for a fortnight does not say what day it is.
    tale.refuses(&rae(), tick(1, "2026-11-07", "2026-11-08"), "day-is-not-today");
    assert_eq!(keeping(&tale).steps[0].of_the_last_days(day(TODAY)), 2);
    tale.does(&rae(), untick(1, "2026-11-21"));
    tale.refuses(&rae(), untick(1, "2026-11-21"), "nothing-changed");
    tale.refuses(&rae(), untick(1, "2026-11-01"), "day-too-long-ago");
    assert_eq!(keeping(&tale).steps[0].of_the_last_days(day(TODAY)), 1);
}

#[test]
fn a_step_is_known_by_its_number_until_it_is_let_go() {
    let mut tale = Tale::of("open course");
    tale.does(&rae(), choose("Ten minutes outside"));
    tale.does(&rae(), tick(1, TODAY, TODAY));
    let change = |what: &str| Act::ChangeSmallStep(RAE, ChangeSmallStep { number: 1, words: words(what) });
    tale.refuses(&rae(), change("Ten minutes outside"), "nothing-changed");
    tale.does(&rae(), change("Five minutes outside"));
    assert_eq!(keeping(&tale).steps[0].days.len(), 1, "the days stay when the words change");
    tale.does(&rae(), Act::LetGoSmallStep(RAE, LetGoSmallStep { number: 1 }));
    tale.refuses(&rae(), change("Ten minutes outside"), "step-unknown");
    tale.refuses(&rae(), untick(1, TODAY), "step-unknown");
    tale.refuses(&rae(), tick(9, TODAY, TODAY), "step-unknown");
    for gone in [1, 9] {
        tale.refuses(&rae(), Act::PauseSmallStep(RAE, PauseSmallStep { number: gone }), "step-unknown");
        tale.refuses(&rae(), Act::ResumeSmallStep(RAE, ResumeSmallStep { number: gone }), "step-unknown");
        tale.refuses(&rae(), Act::LetGoSmallStep(RAE, LetGoSmallStep { number: gone }), "step-unknown");
    }
    assert_eq!(keeping(&tale).steps[0].days.len(), 1, "what was kept stays in the line");
}

#[test]
fn the_clear_headed_lock_never_closes_a_mood_or_a_small_step() {
    let mut tale = Tale::of(given::DOSING);
    // The same lock that closes signing and sharing.
    let share = care::patient::share::Share {
        what: care::patient::Shareable::Intention(cast("kit").course),
        with: crate::clinic::id_of("nurse"),
    };
    tale.refuses(&rae(), Act::Share(RAE, share), "clear-headed-lock");
    tale.does(&rae(), mood(Mood::VeryLow, TODAY));
    tale.does(&rae(), choose("Water by the bed"));
    tale.does(&rae(), tick(1, TODAY, TODAY));
    tale.does(&rae(), Act::PauseSmallStep(RAE, PauseSmallStep { number: 1 }));
}

/// One thing a person may do with a step, on some day of a fortnight.
type Move = (u8, u32, i64);

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_person_does_three_are_active_at_most_and_no_day_is_of_the_future(
        moves in proptest::collection::vec((0_u8..7, 1_u32..7, -2_i64..10), 1..60),
    ) {
        let mut tale = Tale::of("open course");
        let days: Vec<Date> =
            (1..=30).map(|number| Date::new(2026, 11, number).expect("a day of November")).collect();
        let today = day(TODAY);
        for (n, (what, number, back)) in moves.into_iter().enumerate() {
            let of = days[usize::try_from(21 - back).expect("in November")];
            let act = act_of((what, number, back), of, today, n);
            // Refused or not: the laws below hold either way.
            _ = tale.world.submit(&rae(), &act, tale.now);
            let kept = keeping(&tale);
            prop_assert!(kept.active().count() <= ACTIVE_MAX);
            for step in &kept.steps {
                let reach = |day: &Date| (0..=TICK_BACK_DAYS).contains(&days_between(*day, today));
                prop_assert!(step.days.iter().all(reach));
                prop_assert!(step.of_the_last_days(today) <= 7);
            }
            let mut numbers: Vec<u32> = kept.steps.iter().map(|step| step.number).collect();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), kept.steps.len(), "a number means one step");
            let let_go = kept.steps.iter().filter(|step| step.state == StepState::LetGo).count();
            prop_assert_eq!(kept.steps.len(), kept.active().count() + kept.paused().count() + let_go);
        }
        let again = tale.world.folded_again();
        let same = format!("{:?}", again[&Stream::Patient(RAE)]);
        prop_assert_eq!(same, format!("{:?}", state(&tale).expect("Rae")));
    }
}

fn act_of((what, number, _): Move, of: Date, today: Date, n: usize) -> Act {
    match what {
        0 => choose(&format!("Step {}", n % 9)),
        1 | 2 => Act::TickSmallStep(RAE, TickSmallStep { number, day: of, today }),
        3 => Act::UntickSmallStep(RAE, UntickSmallStep { number, day: of, today }),
        4 => Act::PauseSmallStep(RAE, PauseSmallStep { number }),
        5 => Act::ResumeSmallStep(RAE, ResumeSmallStep { number }),
        _ => Act::LetGoSmallStep(RAE, LetGoSmallStep { number }),
    }
}

const WINDOW: WindowId = WindowId::of(SessionId(1));

fn propose(what: &str) -> Act {
    Act::ProposeStep(WINDOW, ProposeStep { insight: Some(line("the tight jaw")), words: words(what) })
}

fn take(number: u32) -> Act {
    Act::TakeProposedStep(RAE, TakeProposedStep { number })
}

fn leave(number: u32) -> Act {
    Act::LeaveProposedStep(RAE, LeaveProposedStep { number })
}

/// An infusion with its support talk held: Rae is inside the clear-headed lock's day and has read who gives it.
fn talked() -> Tale {
    Tale::of(&format!("{}, wait 24 h, hold support", given::RECOVERED))
}

#[test]
fn a_step_is_proposed_from_a_talk_that_was_held_and_is_taken_or_left() {
    let specialist = who("specialist");
    // Not before the talk, and by nobody but those who give talks.
    let before = Tale::of(given::RECOVERED);
    before.refuses(&specialist, propose("Phone away"), "talk-not-held");
    before.refuses(&who("prescriber"), propose("Phone away"), "out-of-scope");
    before.refuses(&who("desk"), propose("Phone away"), "out-of-scope");
    before.refuses(&rae(), propose("Phone away"), "out-of-scope");
    let mut tale = talked();
    tale.refuses(&who("therapist"), propose("Phone away"), "no-tie");
    tale.refuses(&rae(), take(1), "proposal-unknown");
    tale.does(&specialist, propose("Phone away"));
    tale.refuses(&specialist, propose("Phone away"), "nothing-changed");
    assert_eq!(keeping(&tale).active().count(), 0, "proposed is not chosen");
    tale.refuses(&specialist, take(1), "out-of-scope");
    tale.refuses(&Acting::patient(crate::clinic::NOAH), take(1), "not-your-record");
    tale.does(&specialist, propose("Walk"));
    tale.does(&specialist, propose("Sing"));
    tale.refuses(&specialist, propose("Swim"), "proposals-full");
    tale.does(&rae(), take(1));
    tale.does(&rae(), leave(2));
    for number in [1, 2] {
        tale.refuses(&rae(), take(number), "proposal-unknown");
        tale.refuses(&rae(), leave(number), "proposal-unknown");
    }
    let kept = keeping(&tale);
    let said: Vec<_> = kept.proposals.iter().map(|(_, said)| said.map(|(said, _)| said)).collect();
    assert_eq!(said, [Some(ProposalSaid::Taken), Some(ProposalSaid::Left), None]);
    assert_eq!(kept.active().map(|step| step.words.what.as_str()).collect::<Vec<_>>(), ["Phone away"]);
    // What is kept already is not proposed; three are enough, also of what somebody proposed.
    tale.refuses(&specialist, propose("Phone away"), "nothing-changed");
    tale.does(&rae(), choose("Read"));
    tale.does(&rae(), choose("Cook"));
    tale.refuses(&rae(), take(3), "steps-full");
    tale.does(&rae(), leave(3));
    // What they chose themselves meanwhile is theirs, and the proposal is answered.
    tale.does(&rae(), Act::LetGoSmallStep(RAE, LetGoSmallStep { number: 3 }));
    tale.does(&specialist, propose("Swim"));
    tale.does(&rae(), choose("Swim"));
    tale.does(&rae(), take(4));
    assert_eq!(keeping(&tale).active().count(), 3);
    // What they left may be thought of again.
    tale.does(&specialist, propose("Walk"));
}

#[test]
fn taking_a_proposed_step_is_choosing_and_needs_no_clear_head() {
    let mut tale = talked();
    tale.does(&who("specialist"), propose("Phone away"));
    tale.go("discharge | kit2> schedule dosing in 47 h with nurse, wait 47 h, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, dose 35 mg").expect("a second dose runs");
    let patient = tale.world.patient(RAE).expect("Rae");
    assert!(patient.clear_headed(tale.now).is_err(), "a dose runs");
    tale.does(&rae(), take(1));
    assert_eq!(keeping(&tale).active().count(), 1);
}

#[test]
fn a_therapist_proposes_after_therapy_and_not_after_support() {
    let held =
        format!("{} | kap> dose 35 mg, wait 40 min, end 35 mg, wait 26 h, hold therapy", given::KAP_READY);
    let mut tale = Tale::of(&held);
    let window = WindowId::of(SessionId(3));
    let act = Act::ProposeStep(window, ProposeStep { insight: None, words: words("Write one line") });
    tale.refuses(&who("specialist"), act.clone(), "no-tie");
    tale.does(&who("therapist"), act);
    tale.refuses(
        &rae(),
        Act::TakeProposedStep(crate::clinic::NOAH, TakeProposedStep { number: 1 }),
        "not-your-record",
    );
    let noah = Acting::patient(crate::clinic::NOAH);
    tale.does(&noah, Act::TakeProposedStep(crate::clinic::NOAH, TakeProposedStep { number: 1 }));
}
