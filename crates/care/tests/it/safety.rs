//! Safety signals: who is named, by when, what it climbs to, what the person is told; and who may be on call.

use care::act::Act;
use care::fact::{Fact, Stream, What};
use care::ids::{PersonId, RosterId, TaskId};
use care::practice::affiliation::EndAffiliation;
use care::practice::{Acting, Role};
use care::roster::{ClinicHours, Door, LocalTime, Opening, PutOnCall, SetClinicHours, TakeOffCall};
use care::safety::told::{Told, told};
use care::safety::{AnswerSignal, Contact, HowSafe, Rung, SayHowSafe};
use care::tasks::{AnswerTask, EscalateTask, TakeTask, Task, TaskFact};
use care::time::{Date, Instant, When};
use care::units::{Hours, Minutes};

use crate::clinic::{HOUSE, LICENSED, RAE, Tale, id_of, line, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    only_somebody_who_may_answer_is_put_on_call,
    an_answer_says_whether_the_person_was_reached,
    a_signal_is_owed_by_whoever_is_on_call_and_climbs_until_somebody_answers,
];

const ROSTER: RosterId = RosterId::of(HOUSE);

fn on_call(name: &str, from: Instant, hours: u32) -> Act {
    let Acting { role, .. } = who(name);
    Act::PutOnCall(
        ROSTER,
        PutOnCall { person: id_of(name), role, from, until: from.plus_hours(Hours(hours)) },
    )
}

fn climb(id: TaskId) -> Act {
    Act::EscalateTask(id, EscalateTask { answer: Minutes(30) })
}

fn answer(id: TaskId, contact: Contact) -> Act {
    Act::AnswerSignal(id, AnswerSignal { contact, done: line("rang the number on file") })
}

/// The open signal of Rae.
fn open(tale: &Tale) -> (TaskId, &Task) {
    let tasks = tale.world.streams().filter_map(|(stream, _)| match stream {
        Stream::Task(id) => Some((*id, tale.world.task(*id).expect("a task"))),
        _ => None,
    });
    let mut open = tasks.filter(|(_, task)| task.is_open() && task.signal.is_some() && task.patient == RAE);
    let found = open.next().expect("one is open");
    assert!(open.next().is_none(), "two are open");
    found
}

fn owed(tale: &Tale) -> (Rung, Option<PersonId>, i64) {
    let signal = open(tale).1.signal.as_ref().expect("a signal");
    (signal.owing.rung, signal.owing.to, signal.owing.due.minutes_since(tale.now))
}

fn waits(tale: &mut Tale, minutes: u32) {
    tale.now = tale.now.plus_minutes(Minutes(minutes));
}

#[test]
fn only_somebody_who_may_answer_is_put_on_call() {
    let mut tale = Tale::of("");
    let (director, now) = (who("director"), tale.now);
    tale.refuses(&who("nurse"), on_call("nurse", now, 12), "out-of-scope");
    tale.refuses(&director, on_call("desk", now, 12), "needs-clinician");
    tale.refuses(&director, on_call("specialist", now, 12), "needs-clinician");
    tale.refuses(&director, on_call("nurse", now, 0), "term-ends-before-it-begins");
    tale.refuses(&director, on_call("nurse", Instant(now.0 - 2), 0), "term-ends-before-it-begins");
    let past = PutOnCall { person: id_of("nurse"), role: Role::Nurse, from: Instant(0), until: now };
    tale.refuses(&director, Act::PutOnCall(ROSTER, past), "term-ends-in-the-past");
    let other = PutOnCall { role: Role::Therapist, until: now.plus_hours(Hours(1)), ..past };
    tale.refuses(&director, Act::PutOnCall(ROSTER, other), "not-affiliated");
    // A licence that runs out during it.
    tale.refuses(&director, on_call("nurse", Instant(LICENSED.0 - 3_600_000_000), 2), "licence-not-in-force");
    tale.does(&director, on_call("nurse", now, 12));
    tale.refuses(&director, on_call("nurse", now.plus_hours(Hours(11)), 4), "already-on-call");
    tale.does(&director, on_call("nurse", now.plus_hours(Hours(12)), 4));
    tale.does(&director, on_call("second", now, 12));
    tale.refuses(&director, Act::TakeOffCall(ROSTER, TakeOffCall { number: 9 }), "shift-unknown");
    tale.does(&director, Act::TakeOffCall(ROSTER, TakeOffCall { number: 1 }));
    tale.refuses(&director, Act::TakeOffCall(ROSTER, TakeOffCall { number: 1 }), "nothing-changed");
    tale.does(&director, Act::TakeOffCall(ROSTER, TakeOffCall { number: 2 }));
    tale.refuses(&director, Act::TakeOffCall(ROSTER, TakeOffCall { number: 2 }), "nothing-changed");
    // Taken off, the time is free again.
    tale.does(&director, on_call("nurse", now.plus_hours(Hours(1)), 20));
    let elsewhere = Act::TakeOffCall(RosterId(77), TakeOffCall { number: 3 });
    tale.refuses(&director, elsewhere, "house-unknown");
}

#[test]
fn hours_are_set_by_the_director_and_not_twice_the_same() {
    let mut tale = Tale::of("");
    let day = Some(Opening { from_min: 540, until_min: 1020 });
    let hours = ClinicHours { week: vec![day, day, day, day, day, None, None], closed: vec![] };
    let set = Act::SetClinicHours(ROSTER, SetClinicHours { hours: hours.clone() });
    tale.refuses(&who("desk"), set.clone(), "out-of-scope");
    tale.does(&who("director"), set.clone());
    tale.refuses(&who("director"), set, "nothing-changed");
    let six = ClinicHours { week: vec![day; 6], ..hours };
    let set = Act::SetClinicHours(ROSTER, SetClinicHours { hours: six });
    tale.refuses(&who("director"), set, "term-ends-before-it-begins");
}

#[test]
fn gaps_on_the_roster_are_named() {
    let mut tale = Tale::of("");
    let (director, now) = (who("director"), tale.now);
    let at = |hour: u32| now.plus_hours(Hours(hour));
    tale.does(&director, on_call("nurse", at(2), 4));
    tale.does(&director, on_call("second", at(5), 3));
    tale.does(&director, on_call("therapist", at(10), 2));
    let stream = Stream::Roster(ROSTER);
    let roster = tale.world.streams().find(|(known, _)| **known == stream).map(|(_, state)| state.clone());
    let Some(care::chart::State::Roster(roster)) = roster else { panic!("a roster") };
    assert_eq!(roster.gaps(now, at(24)), vec![(now, at(2)), (at(8), at(10)), (at(12), at(24))]);
    assert_eq!(roster.gaps(at(3), at(7)), vec![]);
    assert_eq!(
        roster.on_call(at(5)).map(|shift| shift.person).collect::<Vec<_>>(),
        [id_of("nurse"), id_of("second")]
    );
    assert_eq!(roster.on_call(at(6)).count(), 1, "until is not in it");
}

#[test]
fn a_signal_is_owed_by_whoever_is_on_call_and_climbs_until_somebody_answers() {
    let mut tale = Tale::of("join team prescriber");
    let (director, now) = (who("director"), tale.now);
    tale.does(&director, on_call("nurse", now, 12));
    tale.does(&director, on_call("therapist", now.plus_minutes(Minutes(10)), 12));
    tale.go("unsafe").expect("never refused");
    assert_eq!(owed(&tale), (Rung::OnCall, Some(id_of("nurse")), 30));
    let id = open(&tale).0;
    tale.refuses(&Acting::CLOCK, climb(id), "not-yet-due");
    waits(&mut tale, 30);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::NextOnCall, Some(id_of("therapist")), 30));
    waits(&mut tale, 45);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(
        owed(&tale),
        (Rung::Director, Some(id_of("director")), 30),
        "a whole clock, and never doubled"
    );
    waits(&mut tale, 30);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::OnCall, Some(id_of("nurse")), 30), "from the beginning");
    for _ in 0..20 {
        waits(&mut tale, 30);
        tale.does(&Acting::CLOCK, climb(id));
        assert!(owed(&tale).2 == 30, "it never ends");
    }
    tale.does(&who("second"), answer(id, Contact::Reached));
    tale.refuses(&Acting::CLOCK, climb(id), "task-already-answered");
}

#[test]
fn without_anybody_on_call_the_own_prescriber_owes_it_and_then_everyone() {
    let mut tale = Tale::of("join team prescriber, join team nurse, unsafe");
    assert_eq!(owed(&tale), (Rung::OwnPrescriber, Some(id_of("prescriber")), 30));
    let leaves = Act::EndAffiliation(id_of("prescriber"), EndAffiliation { at: When::Now });
    tale.does(&who("director"), leaves);
    // Whoever owes it may not act any more: it does not wait for the clock.
    let id = open(&tale).0;
    waits(&mut tale, 1);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::Director, Some(id_of("director")), 30));
    waits(&mut tale, 30);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::Prescribers, None, 30), "nobody is named, so everybody owes it");
    let nobody = Tale::of("unsafe");
    assert_eq!(owed(&nobody), (Rung::Prescribers, None, 30));
}

#[test]
fn a_signal_that_was_taken_and_forgotten_climbs_again() {
    let mut tale = Tale::of("join team prescriber, unsafe");
    let id = open(&tale).0;
    waits(&mut tale, 20);
    tale.refuses(&who("desk"), Act::TakeTask(id, TakeTask), "needs-clinician");
    tale.does(&who("nurse"), Act::TakeTask(id, TakeTask));
    assert_eq!(owed(&tale), (Rung::Taken, Some(id_of("nurse")), 30), "theirs for a time, which is known");
    tale.refuses(&who("second"), Act::TakeTask(id, TakeTask), "task-already-taken");
    waits(&mut tale, 29);
    tale.refuses(&Acting::CLOCK, climb(id), "not-yet-due");
    waits(&mut tale, 1);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::Director, Some(id_of("director")), 30));
    assert_eq!(open(&tale).1.taken_by, None, "the next one may take it");
    tale.does(&who("second"), Act::TakeTask(id, TakeTask));
}

#[test]
fn an_answer_says_whether_the_person_was_reached() {
    let mut tale = Tale::of("join team prescriber, unsafe");
    let (id, done) = (open(&tale).0, AnswerTask { done: line("called") });
    tale.refuses(&who("nurse"), Act::AnswerTask(id, done), "contact-unsaid");
    tale.refuses(&who("desk"), answer(id, Contact::Reached), "out-of-scope");
    tale.does(&who("prescriber"), Act::TakeTask(id, TakeTask));
    waits(&mut tale, 4);
    // Nobody picked up: somebody else knows at once, and the clock runs for them.
    tale.does(&who("prescriber"), answer(id, Contact::NoAnswer));
    assert_eq!(owed(&tale), (Rung::Director, Some(id_of("director")), 30));
    tale.does(&who("director"), answer(id, Contact::HelpSent));
    assert!(!tale.world.task(id).expect("a task").is_open());
    tale.refuses(&who("director"), answer(id, Contact::Reached), "task-already-answered");
    let mut tale = Tale::of(crate::clinic::given::RECOVERED);
    let (facts, _) = tale.go("hand back she asked about doses").expect("handed back");
    let Some(Stream::Task(task)) =
        facts.iter().map(|fact| fact.stream).find(|s| matches!(s, Stream::Task(_)))
    else {
        panic!("a task")
    };
    tale.refuses(&who("nurse"), answer(task, Contact::Reached), "not-a-signal");
}

#[test]
fn a_second_signal_is_added_to_the_first_and_a_worse_answer_shortens_the_clock() {
    let mut tale = Tale::of("join team prescriber, unsafe");
    let id = open(&tale).0;
    waits(&mut tale, 12);
    tale.go("unsafe I am scared").expect("never refused");
    let (same, task) = open(&tale);
    assert_eq!((same, task.signal.as_ref().expect("a signal").raised.len()), (id, 2));
    assert_eq!(owed(&tale), (Rung::OwnPrescriber, Some(id_of("prescriber")), 18), "the clock runs on");
    tale.go("say not-sure").expect("said");
    assert_eq!(owed(&tale).2, 18);
    tale.go("say not-safe").expect("said");
    assert_eq!(owed(&tale), (Rung::OwnPrescriber, Some(id_of("prescriber")), 10));
    tale.go("say safe").expect("said");
    assert_eq!(owed(&tale).2, 10, "a clock is never made longer");
    assert_eq!(
        open(&tale).1.signal.as_ref().and_then(|signal| signal.said).map(|(said, _)| said),
        Some(HowSafe::Safe)
    );
    waits(&mut tale, 10);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(
        owed(&tale),
        (Rung::Director, Some(id_of("director")), 10),
        "everyone after has as little time"
    );
    tale.does(&who("director"), answer(id, Contact::Reached));
    // What was answered is not what is said now.
    assert_eq!(tale.go("say safe").expect("said").0.len(), 1);
    tale.go("say not-safe").expect("said");
    assert_eq!(owed(&tale).2, 10);
    assert_ne!(open(&tale).0, id);
}

#[test]
fn signals_of_different_kinds_are_owed_apart() {
    let mut tale = Tale::of("join team prescriber, open course, unsafe");
    tale.go("answer screening needs-hospital-now").expect("answered");
    let is_signal = |stream: &Stream| matches!(stream, Stream::Task(id) if tale.world.task(*id).is_some_and(|task| task.signal.is_some()));
    assert_eq!(tale.world.streams().filter(|(stream, _)| is_signal(stream)).count(), 2);
    // Both are told, and both have less time.
    let said = SayHowSafe { answer: HowSafe::NotSafe, company: Some(false) };
    let facts = tale.does(&Acting::patient(RAE), Act::SayHowSafe(RAE, said));
    let sooner = |fact: &&Fact| matches!(fact.what, What::Task(TaskFact::Owed { .. }));
    assert_eq!(facts.iter().filter(sooner).count(), 2);
}

/// Every hour of a day, with somebody on call, nobody, and somebody who never answers: what the person is told, who owes
/// it, by when, and where it climbs to.
#[test]
fn at_every_hour_a_signal_has_its_page_its_task_its_clock_and_its_climb() {
    let day = Some(Opening { from_min: 9 * 60, until_min: 17 * 60 });
    let hours = ClinicHours { week: vec![day; 7], closed: vec![] };
    let date = Date::new(2026, 11, 22).expect("a day");
    for hour in 0_u16..24 {
        for cover in ["present", "absent", "unanswered"] {
            let mut tale = Tale::of("join team prescriber");
            let now = tale.now;
            if cover != "absent" {
                tale.does(&who("director"), on_call("nurse", now, 24));
            }
            tale.go("unsafe").expect("never refused");
            let door = |minute: u16| hours.at(LocalTime { date, minute });
            let is_open = (9..17).contains(&hour);
            assert_eq!(matches!(door(hour * 60 + 14), Door::Open { .. }), is_open, "{hour}");
            let by = now.plus_minutes(Minutes(30));
            let opens = match door(hour * 60 + 14) {
                Door::Closed { opens } => opens,
                Door::Open { .. } => None,
            };
            let (nurse, own, director) = (id_of("nurse"), id_of("prescriber"), id_of("director"));
            let (rung, to) =
                if cover == "absent" { (Rung::OwnPrescriber, own) } else { (Rung::OnCall, nurse) };
            let (id, task) = open(&tale);
            assert_eq!(owed(&tale), (rung, Some(to), 30), "{hour} {cover}");
            let expected = match (is_open, cover) {
                (true, _) => Told::Open { to: Some(to), by },
                (false, "absent") => Told::Closed { opens },
                (false, _) => Told::OnCall { to: nurse, by, opens },
            };
            let page = told(Some(task), door(hour * 60 + 14), tale.now);
            assert_eq!(page, expected, "{hour} {cover}");
            assert_eq!(page.is_not_to_be_waited_for(), !is_open, "{hour} {cover}");
            if cover == "present" {
                tale.does(&who("nurse"), Act::TakeTask(id, TakeTask));
                let page = told(Some(open(&tale).1), door(hour * 60 + 15), tale.now);
                assert_eq!(page, Told::Taken { by: nurse, until: by }, "{hour}");
                tale.does(&who("nurse"), answer(id, Contact::Reached));
                assert_eq!(told(tale.world.task(id), door(0), tale.now), Told::Nothing);
                continue;
            }
            waits(&mut tale, 30);
            let page = told(Some(open(&tale).1), door(0), tale.now);
            assert_eq!(
                page,
                Told::Unanswered { to: Some(to), by },
                "late is said before the clock has climbed"
            );
            tale.does(&Acting::CLOCK, climb(id));
            assert_eq!(owed(&tale), (Rung::Director, Some(director), 30), "{hour} {cover}");
            let page = told(Some(open(&tale).1), door(12 * 60), tale.now);
            let by = tale.now.plus_minutes(Minutes(30));
            assert_eq!(page, Told::Unanswered { to: Some(director), by }, "{hour} {cover}");
            assert!(page.is_not_to_be_waited_for());
        }
    }
}

/// A signal that a program before this one opened, and let climb as tasks do, goes on along the chain.
#[test]
fn a_signal_of_an_earlier_program_climbs_along_the_chain() {
    use care::tasks::Matter;
    let mut tale = Tale::of("join team prescriber");
    let (id, now) = (TaskId(404), tale.now);
    let opened = TaskFact::Opened {
        matter: Matter::SafetySignal,
        patient: RAE,
        owed_by: Role::Prescriber,
        due: now,
        note: None,
    };
    let climbed = TaskFact::Climbed { owed_by: Role::MedicalDirector, due: now.plus_minutes(Minutes(60)) };
    let facts = [opened, climbed].map(|fact| Fact::on(Stream::Task(id), fact));
    tale.world.keeps(&Acting::patient(RAE), &facts, now);
    assert_eq!(owed(&tale), (Rung::Director, None, 60));
    waits(&mut tale, 60);
    tale.does(&Acting::CLOCK, climb(id));
    assert_eq!(owed(&tale), (Rung::OwnPrescriber, Some(id_of("prescriber")), 30));
}
