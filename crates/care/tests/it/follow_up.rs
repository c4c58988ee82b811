//! After a dose: asked once for each step the house named, answered in the person's own way, owed by a clock, never nagged.

use care::act::Act;
use care::course::close_course::CloseCourse;
use care::course::{Course, CourseFact};
use care::fact::{Fact, Stream, What};
use care::follow_up::answer_follow_up::AnswerFollowUp;
use care::follow_up::ask_follow_up::{AskFollowUp, due};
use care::follow_up::set_follow_ups::{
    CALL_MOST, READ_MOST, STEP_LATEST, STEPS_MAX, SetFollowUps, WITHIN_MOST,
};
use care::follow_up::stop_follow_ups::{ResumeFollowUps, StopFollowUps};
use care::follow_up::{Ask, Series};
use care::ids::{CourseId, MessageId, SessionId};
use care::keeping::Mood;
use care::messages::prefer_channel::PreferChannel;
use care::messages::settle_message::{Go, Things, may_go};
use care::messages::{Channel, MessageFact, Occasion, Unsent};
use care::practice::{Acting, Role};
use care::tasks::{AnswerTask, Matter, TakeTask, TaskFact};
use care::time::Instant;
use care::units::Hours;
use proptest::prelude::*;

use crate::clinic::given::{DOSING, RECOVERED};
use crate::clinic::{HOUSE, NOAH, RAE, Tale, line, who};
use crate::messages::reach;
use crate::world::nights;

const COURSE: CourseId = CourseId(1);
const RAES: Acting = Acting::patient(RAE);

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    the_director_says_the_series_and_nothing_impossible_is_kept,
    an_answer_is_kept_once_and_what_it_asks_for_is_owed_by_the_clock_of_its_ask,
];

fn series(steps: &[u32]) -> Series {
    Series {
        steps: steps.iter().map(|hours| Hours(*hours)).collect(),
        within: Hours(24),
        call_within: Hours(30),
        read_within: Hours(100),
        owed_by: Role::Nurse,
    }
}

fn set(series: Series) -> Act {
    Act::SetFollowUps(HOUSE, SetFollowUps { series })
}

fn said(given: &str, steps: &[u32]) -> Tale {
    let mut tale = Tale::of("");
    tale.does(&who("director"), set(series(steps)));
    if let Err((phrase, no)) = tale.go(given) {
        panic!("{phrase}: {no:?}");
    }
    tale
}

fn course(tale: &Tale) -> &Course {
    tale.world.course(COURSE).expect("a course")
}

/// What the clock would ask now.
fn due_now(tale: &Tale) -> Option<(AskFollowUp, Ask)> {
    let said = tale.world.known_house(HOUSE).expect("a house").follow_ups.clone();
    due(said.as_ref(), course(tale), tale.world.patient(RAE).expect("Rae"), tale.now)
}

/// Lets the clock ask what is due: which step, if any.
fn clock(tale: &mut Tale) -> Option<u32> {
    let (act, _) = due_now(tale)?;
    tale.does(&Acting::CLOCK, Act::AskFollowUp(COURSE, act));
    Some(act.after.0)
}

fn answer(number: u32) -> AnswerFollowUp {
    AnswerFollowUp { number, mood: None, words: false, heavy: false, call: false }
}

fn says(act: AnswerFollowUp) -> Act {
    Act::AnswerFollowUp(COURSE, act)
}

#[test]
fn the_director_says_the_series_and_nothing_impossible_is_kept() {
    let mut tale = Tale::of("");
    let director = who("director");
    for role in ["prescriber", "nurse", "therapist", "desk", "auditor", "specialist"] {
        tale.refuses(&who(role), set(series(&[72])), "out-of-scope");
    }
    let many: Vec<u32> = (1..=13).collect();
    assert_eq!(many.len(), STEPS_MAX + 1);
    for steps in [&[0, 72][..], &[168, 72], &[72, 72], &many, &[STEP_LATEST.0 + 1]] {
        tale.refuses(&director, set(series(steps)), "follow-up-steps-unfit");
    }
    let mut clocks = vec![];
    for (nth, most) in [WITHIN_MOST, CALL_MOST, READ_MOST].into_iter().enumerate() {
        for hours in [0, most.0 + 1] {
            let mut one = series(&[72]);
            *[&mut one.within, &mut one.call_within, &mut one.read_within][nth] = Hours(hours);
            clocks.push(one);
        }
    }
    for one in clocks {
        tale.refuses(&director, set(one), "follow-up-clock-unfit");
    }
    // What is owed is a clinician's: the desk and integration support read nobody's answer.
    for owed_by in [Role::FrontDesk, Role::IntegrationSpecialist, Role::Auditor, Role::Patient] {
        tale.refuses(&director, set(Series { owed_by, ..series(&[72]) }), "needs-clinician");
    }
    let all = Series {
        within: WITHIN_MOST,
        call_within: CALL_MOST,
        read_within: READ_MOST,
        ..series(&[1, STEP_LATEST.0])
    };
    for one in [series(&[72, 168, 336, 720, 2160]), all, series(&[])] {
        tale.does(&director, set(one.clone()));
        tale.refuses(&director, set(one), "nothing-changed");
    }
}

#[test]
fn each_step_is_asked_once_and_what_was_not_asked_in_time_falls_silent() {
    // RECOVERED: the dose ended an hour ago.
    let mut tale = said(RECOVERED, &[72, 168, 336]);
    assert_eq!(clock(&mut tale), None);
    tale.wait(70);
    assert_eq!(clock(&mut tale), None, "an hour too soon");
    tale.wait(1);
    assert_eq!(clock(&mut tale), Some(72), "at its time, to the instant");
    assert_eq!(clock(&mut tale), None, "once");
    // The program stood still from before the week until a day after its time: nothing is made up for.
    tale.wait(168 - 72 + 24);
    assert_eq!(clock(&mut tale), None, "its time has passed");
    tale.wait(336 - 168 - 24 + 23);
    assert_eq!(clock(&mut tale), Some(336), "late, and still worth it");
    tale.wait(10_000);
    assert_eq!(clock(&mut tale), None);
    let asked: Vec<u32> = course(&tale).follow_ups.asks.iter().map(|(ask, _)| ask.number).collect();
    assert_eq!(asked, [1, 2]);
}

#[test]
fn the_clocks_command_and_the_rule_cannot_name_two_things() {
    let mut tale = said(RECOVERED, &[72, 168]);
    tale.wait(71);
    let (right, _) = due_now(&tale).expect("due");
    let wrong = [
        AskFollowUp { number: 2, ..right },
        AskFollowUp { number: 0, ..right },
        AskFollowUp { after: Hours(168), ..right },
        AskFollowUp { dose: SessionId(2), ..right },
    ];
    for act in wrong {
        tale.refuses(&Acting::CLOCK, Act::AskFollowUp(COURSE, act), "not-yet-due");
    }
    for role in ["director", "nurse", "desk"] {
        tale.refuses(&who(role), Act::AskFollowUp(COURSE, right), "out-of-scope");
    }
    tale.does(&Acting::CLOCK, Act::AskFollowUp(COURSE, right));
    // The same again, as a second process on the database might: the number is used, and the step was asked.
    tale.refuses(&Acting::CLOCK, Act::AskFollowUp(COURSE, right), "not-yet-due");
    tale.refuses(&Acting::CLOCK, Act::AskFollowUp(COURSE, AskFollowUp { number: 2, ..right }), "not-yet-due");
    tale.wait(168 - 72);
    let (next, _) = due_now(&tale).expect("the next is due though the first had no answer");
    assert_eq!((next.number, next.after), (2, Hours(168)));
}

#[test]
fn nobody_is_asked_while_a_dose_runs_and_a_new_dose_begins_the_series_anew() {
    let mut tale = said(DOSING, &[1, 72]);
    tale.wait(2);
    assert_eq!(due_now(&tale), None, "the first dose runs");
    tale.go("end 35 mg").expect("ended");
    tale.wait(1);
    assert_eq!(clock(&mut tale), Some(1));
    tale.go(
        "kit2> wait 60 h, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
         vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, dose 35 mg",
    )
    .expect("a second dose");
    tale.wait(12);
    assert_eq!(due_now(&tale), None, "72 h after the first, while the second runs");
    tale.go("kit2> end 35 mg").expect("ended");
    assert_eq!(due_now(&tale), None, "the 72 hours of the older dose fall silent");
    tale.wait(1);
    assert_eq!(clock(&mut tale), Some(1), "the series begins anew");
    assert_eq!(course(&tale).follow_ups.asks[1].0.dose, SessionId(2));
    tale.wait(71);
    assert_eq!(clock(&mut tale), Some(72));
}

#[test]
fn a_step_that_had_passed_before_it_was_said_is_not_asked() {
    let mut tale = Tale::of(RECOVERED);
    tale.wait(80);
    tale.does(&who("director"), set(series(&[72, 90])));
    assert_eq!(due_now(&tale), None, "72 hours had passed when the house said it");
    tale.wait(9);
    assert_eq!(due_now(&tale).map(|(act, _)| act.after), Some(Hours(90)));
    // Said anew with another clock while it is due: the step stood before, so it is asked all the same.
    tale.does(&who("director"), set(Series { call_within: Hours(4), ..series(&[90]) }));
    let (_, ask) = due_now(&tale).expect("still due");
    assert_eq!(ask.call_within, Hours(4));
    // Taken out and put in again, it is a new step.
    tale.does(&who("director"), set(series(&[])));
    assert_eq!(due_now(&tale), None);
    tale.wait(1);
    tale.does(&who("director"), set(series(&[90])));
    assert_eq!(due_now(&tale), None);
}

#[test]
fn it_ends_with_the_course_and_with_one_word_of_the_person() {
    let mut tale = said(RECOVERED, &[72, 168]);
    tale.wait(71);
    tale.refuses(&Acting::patient(NOAH), Act::StopFollowUps(COURSE, StopFollowUps), "not-your-record");
    for role in ["desk", "specialist", "auditor"] {
        tale.refuses(&who(role), Act::StopFollowUps(COURSE, StopFollowUps), "out-of-scope");
    }
    tale.refuses(&who("stranger"), Act::StopFollowUps(COURSE, StopFollowUps), "no-tie");
    tale.refuses(&RAES, Act::ResumeFollowUps(COURSE, ResumeFollowUps), "nothing-changed");
    for by in [RAES, who("prescriber")] {
        tale.does(&by, Act::StopFollowUps(COURSE, StopFollowUps));
        tale.refuses(&RAES, Act::StopFollowUps(COURSE, StopFollowUps), "nothing-changed");
        assert_eq!(due_now(&tale), None);
        tale.refuses(&who("prescriber"), Act::ResumeFollowUps(COURSE, ResumeFollowUps), "out-of-scope");
        tale.does(&RAES, Act::ResumeFollowUps(COURSE, ResumeFollowUps));
        assert!(due_now(&tale).is_some());
    }
    assert_eq!(clock(&mut tale), Some(72));
    let mut closed = course(&tale).clone();
    tale.wait(168 - 72);
    assert!(due_now(&tale).is_some());
    closed.closed = Some((tale.now, crate::clinic::line("over")));
    let house = tale.world.known_house(HOUSE).expect("a house").follow_ups.clone();
    assert_eq!(due(house.as_ref(), &closed, tale.world.patient(RAE).expect("Rae"), tale.now), None);
}

fn owed(facts: &[Fact]) -> Option<(Matter, Role, Instant)> {
    facts.iter().find_map(|fact| match (&fact.stream, &fact.what) {
        (Stream::Task(_), What::Task(TaskFact::Opened { matter, owed_by, due, note, .. })) => {
            assert_eq!(note, &None, "the words are sealed, not in the task");
            Some((*matter, *owed_by, *due))
        }
        _ => None,
    })
}

#[test]
fn an_answer_is_kept_once_and_what_it_asks_for_is_owed_by_the_clock_of_its_ask() {
    let said_what = [
        (AnswerFollowUp { ..answer(1) }, None),
        (AnswerFollowUp { mood: Some(Mood::VeryLow), ..answer(1) }, None),
        (AnswerFollowUp { call: true, ..answer(1) }, Some((Matter::FollowUpCall, 30))),
        (AnswerFollowUp { words: true, ..answer(1) }, Some((Matter::FollowUpWords, 100))),
        (AnswerFollowUp { words: true, heavy: true, ..answer(1) }, Some((Matter::FollowUpWords, 30))),
        (AnswerFollowUp { words: true, call: true, ..answer(1) }, Some((Matter::FollowUpCall, 30))),
    ];
    for (act, expected) in said_what {
        let mut tale = said(RECOVERED, &[72]);
        tale.refuses(&RAES, says(act), "follow-up-unknown");
        tale.wait(71);
        assert_eq!(clock(&mut tale), Some(72));
        // The house says something else meanwhile: what it owes to this answer stands as it was asked.
        let other = Series {
            call_within: Hours(1),
            read_within: Hours(1),
            owed_by: Role::Therapist,
            ..series(&[72])
        };
        tale.does(&who("director"), set(other));
        for role in ["prescriber", "nurse", "desk", "director"] {
            tale.refuses(&who(role), says(act), "out-of-scope");
        }
        tale.refuses(&Acting::patient(NOAH), says(act), "not-your-record");
        tale.wait(1_000);
        let facts = tale.does(&RAES, says(act));
        let due = expected.map(|(matter, hours)| (matter, Role::Nurse, tale.now.plus_hours(Hours(hours))));
        assert_eq!(owed(&facts), due, "{act:?}");
        let (_, reply) = &course(&tale).follow_ups.asks[0];
        let reply = reply.as_ref().expect("kept");
        assert_eq!((reply.mood, reply.call, reply.words.is_some()), (act.mood, act.call, act.words));
        assert_eq!(reply.task.is_some(), expected.is_some());
        assert!(course(&tale).follow_ups.waiting().is_none());
        tale.refuses(&RAES, says(act), "follow-up-already-answered");
        tale.refuses(&RAES, says(AnswerFollowUp { number: 2, ..act }), "follow-up-unknown");
    }
}

#[test]
fn an_answer_needs_no_clear_head_and_stands_after_the_course_was_closed() {
    let mut tale = said(RECOVERED, &[2]);
    tale.wait(1);
    assert_eq!(clock(&mut tale), Some(2));
    assert!(tale.world.patient(RAE).expect("Rae").clear_headed(tale.now).is_err(), "inside the lock");
    let close = CloseCourse { reason: line("they moved away") };
    tale.does(&who("prescriber"), Act::CloseCourse(COURSE, close));
    let call = AnswerFollowUp { call: true, ..answer(1) };
    assert!(owed(&tale.does(&RAES, says(call))).is_some());
}

/// A call that climbed to the director is theirs to make: nothing of it is sealed. Words are answered by whoever can read them.
#[test]
fn a_call_is_taken_without_a_tie_and_words_are_answered_with_one() {
    for (asked, answers) in [
        (AnswerFollowUp { call: true, ..answer(1) }, Ok(())),
        (AnswerFollowUp { words: true, ..answer(1) }, Err("no-tie")),
    ] {
        let mut tale = said(RECOVERED, &[72]);
        tale.wait(71);
        clock(&mut tale);
        let facts = tale.does(&RAES, says(asked));
        let task =
            facts.iter().find_map(|fact| if let Stream::Task(id) = fact.stream { Some(id) } else { None });
        let (task, by) = (task.expect("owed"), who("stranger"));
        tale.does(&by, Act::TakeTask(task, TakeTask));
        let answer = Act::AnswerTask(task, AnswerTask { done: line("called, all is well") });
        match answers {
            Ok(()) => drop(tale.does(&by, answer)),
            Err(code) => tale.refuses(&by, answer, code),
        }
    }
}

#[test]
fn the_message_about_it_goes_once_and_not_past_an_answer() {
    let mut tale = Tale::of("");
    tale.does(&who("director"), set(series(&[72])));
    tale.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    tale.go(RECOVERED).expect("recovered");
    tale.wait(71);
    let (act, _) = due_now(&tale).expect("due");
    let facts = tale.does(&Acting::CLOCK, Act::AskFollowUp(COURSE, act));
    let told: Vec<MessageId> = facts
        .iter()
        .filter_map(|fact| match (fact.stream, &fact.what) {
            (Stream::Message(id), What::Message(MessageFact::Owed { owed })) => {
                assert_eq!(owed.occasion, Occasion::FollowUpAsked);
                assert_eq!(owed.latest, tale.now.plus_hours(Hours(24)), "worth as long as the ask");
                Some(id)
            }
            _ => None,
        })
        .collect();
    let [id] = told[..] else { panic!("{facts:?}") };
    let judged = |tale: &Tale| {
        let message = tale.world.message(id).expect("a message");
        let visit = message.owed.about.visit.and_then(|id| tale.world.session(id));
        let course = visit.and_then(|visit| tale.world.course(visit.course));
        let at = message.owed.earliest;
        may_go(
            message,
            tale.world.patient(RAE).expect("Rae"),
            Things { window: None, visit, course },
            &nights(),
            at,
        )
    };
    assert!(matches!(judged(&tale), Go::Now(Channel::Mail, ..)), "{:?}", judged(&tale));
    let mut stopped = Tale { world: tale.world.clone(), now: tale.now };
    stopped.does(&RAES, Act::StopFollowUps(COURSE, StopFollowUps));
    assert_eq!(judged(&stopped), Go::Never(Unsent::Overtaken));
    tale.does(&RAES, says(answer(1)));
    assert_eq!(judged(&tale), Go::Never(Unsent::Overtaken));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whenever the clock looks: each step at most once after a dose, never before its time, never later than it is worth,
    /// never out of order; numbers count on; and what is answered never opens more than one task.
    #[test]
    fn whenever_the_clock_looks_each_step_is_asked_at_most_once(
        steps in proptest::collection::btree_set(1_u32..400, 0..6),
        looks in proptest::collection::vec((1_u32..60, 0_usize..5), 1..40),
    ) {
        let steps: Vec<u32> = steps.into_iter().collect();
        let mut tale = said(RECOVERED, &steps);
        let (ended, _) = *course(&tale).doses.last().expect("a dose");
        for (hours, what) in looks {
            tale.wait(hours);
            let waits = course(&tale).follow_ups.waiting().map(|ask| ask.number);
            let tasks = match (what, waits) {
                (0, Some(number)) => {
                    let call = AnswerFollowUp { call: true, words: true, ..answer(number) };
                    tale.does(&RAES, says(call)).iter().filter(|fact| matches!(fact.stream, Stream::Task(_))).count()
                }
                (1, _) if course(&tale).follow_ups.stopped.is_none() => {
                    tale.does(&RAES, Act::StopFollowUps(COURSE, StopFollowUps));
                    0
                }
                (2, _) if course(&tale).follow_ups.stopped.is_some() => {
                    tale.does(&RAES, Act::ResumeFollowUps(COURSE, ResumeFollowUps));
                    0
                }
                _ => 0,
            };
            prop_assert!(tasks <= 1);
            clock(&mut tale);
        }
        let asks = &course(&tale).follow_ups.asks;
        for (nth, (ask, _)) in asks.iter().enumerate() {
            prop_assert_eq!(ask.number as usize, nth + 1);
            prop_assert!(steps.contains(&ask.after.0));
            let time = ended.plus_hours(ask.after);
            prop_assert!(time <= ask.at && ask.at < time.plus_hours(Hours(24)));
        }
        prop_assert!(asks.windows(2).all(|pair| pair[0].0.after < pair[1].0.after));
        let facts = tale.world.journal.iter().filter(|entry| {
            matches!(entry.fact.what, What::Course(CourseFact::FollowUpAsked { .. }))
        });
        prop_assert_eq!(facts.count(), asks.len());
    }
}
