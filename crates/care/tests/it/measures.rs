//! Questionnaires: what is asked, answered one by one or whole, entered from paper; and the answer that cannot wait.

use std::sync::Arc;

use care::act::Act;
use care::course::CourseFact;
use care::course::close_course::CloseCourse;
use care::fact::{Fact, What};
use care::ids::CourseId;
use care::measures::answer_measure::{AnswerMeasure, KeepMeasureAnswer};
use care::measures::ask_for_measure::AskForMeasure;
use care::measures::enter_measure::{EnterMeasure, OnPaper};
use care::measures::mark_measure_wrong::MarkMeasureWrong;
use care::measures::*;
use care::practice::Acting;
use care::protocol::CareModel;
use care::safety::Source;
use care::tasks::TaskFact;
use care::text::Line;
use care::time::Instant;
use proptest::prelude::*;

use crate::clinic::given::DOSING;
use crate::clinic::{NOAH, RAE, T0, Tale, clinic, line, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_questionnaire_is_asked_with_its_words_and_once_at_a_time,
    only_what_can_be_answered_is_kept,
    what_is_handed_in_is_whole,
    paper_is_entered_with_its_own_date,
    a_wrong_entry_is_marked_once,
];

const COURSE: CourseId = CourseId(1);
const OPEN: &str = "join team prescriber, open course";
const DAY: i64 = 86_400_000_000;

fn told(words: &str) -> Vec<(String, String)> {
    vec![("en".to_owned(), words.to_owned())]
}

/// Three questions of 0–3. The last is the one that cannot wait. Two bands.
fn three() -> Measure {
    let item = |code: &str| Item { code: line(code), loinc: None, text: told("How is it?") };
    let choice = |score| Choice { score, loinc: None, text: told("So") };
    let band = |code: &str, lowest, highest| Band { code: line(code), title: line(code), lowest, highest };
    let sourced = |value| Sourced { value, status: Status::Cited, source: "a test".to_owned() };
    let count = Count { items: vec![line("3")], rated: 1, at_least: 1 };
    Measure {
        id: line("three"),
        version: line("1"),
        title: line("Three"),
        licence: Licence { status: LicenceStatus::PublicDomain, text: "ours".to_owned(), notice: None },
        source: "a test".to_owned(),
        loinc: (None, None),
        recall: None,
        better: Better::Lower,
        range: Some(Sourced { value: (0, 9), status: Status::Cited, source: "a test".to_owned() }),
        lead: told("Today,"),
        items: ["1", "2", "3"].map(item).to_vec(),
        choices: (0..=3).map(choice).collect(),
        subscales: vec![],
        bands: Some(Sourced {
            value: vec![band("low", 0, 4), band("high", 5, 9)],
            status: Status::Cited,
            source: "a test".to_owned(),
        }),
        marks: vec![Mark { kind: MarkKind::Response, value: sourced(50) }],
        flags: vec![Flag {
            code: line("item-3"),
            title: line("item 3 above 0"),
            safety: true,
            counts: vec![count],
            total: None,
            source: "a test".to_owned(),
            status: Status::Cited,
        }],
        vectors: vec![],
    }
}

fn shell(id: &str, range: Option<(u32, u32)>) -> Measure {
    let sourced = |value| Sourced { value, status: Status::Cited, source: "a test".to_owned() };
    let flag = Flag { total: Some(4), counts: vec![], ..three().flags[0].clone() };
    Measure {
        id: line(id),
        range: range.map(sourced),
        lead: vec![],
        items: vec![],
        choices: vec![],
        bands: None,
        flags: vec![flag],
        ..three()
    }
}

fn shelf() -> Arc<Library> {
    let forbidden = LicenceStatus::Restricted;
    let copied =
        Measure { id: line("copied"), licence: Licence { status: forbidden, ..three().licence }, ..three() };
    Arc::new(Library::of([three(), copied, shell("shell", Some((0, 5))), shell("unknown-range", None)]))
}

fn tale(given: &str) -> Tale {
    let mut world = clinic();
    world.measures = shelf();
    Tale::in_this(world, given)
}

fn me() -> Acting {
    Acting::patient(RAE)
}

fn ask(measure: &str) -> Act {
    Act::AskForMeasure(COURSE, AskForMeasure { measure: line(measure), due: Instant(T0.0 + DAY) })
}

fn keep(asked: u32, item: &str, value: u32) -> Act {
    Act::KeepMeasureAnswer(COURSE, KeepMeasureAnswer { asked, item: line(item), value })
}

fn answers(values: &[(&str, u32)]) -> Vec<(Line, u32)> {
    values.iter().map(|(item, value)| (line(item), *value)).collect()
}

fn hand_in(asked: u32, values: &[(&str, u32)]) -> Act {
    Act::AnswerMeasure(COURSE, AnswerMeasure { asked, answers: answers(values) })
}

fn enter(measure: &str, paper: OnPaper, taken: Instant) -> Act {
    Act::EnterMeasure(COURSE, EnterMeasure { measure: line(measure), paper, taken })
}

fn asked() -> Tale {
    let mut tale = tale(OPEN);
    tale.does(&who("prescriber"), ask("three"));
    tale
}

/// How many answers a clinician owes after these facts.
fn owed(facts: &[Fact]) -> usize {
    facts.iter().filter(|fact| matches!(fact.what, What::Task(TaskFact::Raised { .. }))).count()
}

#[test]
fn a_questionnaire_is_asked_with_its_words_and_once_at_a_time() {
    let mut tale = tale(OPEN);
    let staff = who("prescriber");
    tale.refuses(&staff, ask("nobody-knows-it"), "measure-unknown");
    tale.refuses(&staff, ask("shell"), "measure-has-no-items");
    tale.refuses(&staff, ask("copied"), "measure-text-not-licensed");
    let late = AskForMeasure { measure: line("three"), due: T0 };
    tale.refuses(&staff, Act::AskForMeasure(COURSE, late), "time-in-the-past");
    tale.does(&Acting::CLOCK, ask("three"));
    tale.refuses(&staff, ask("three"), "measure-already-asked");
    tale.does(&me(), hand_in(1, &[("1", 0), ("2", 0), ("3", 0)]));
    tale.does(&staff, ask("three"));
    for outsider in ["specialist", "desk", "auditor"] {
        tale.refuses(&who(outsider), ask("three"), "out-of-scope");
    }
    tale.does(&staff, Act::CloseCourse(COURSE, CloseCourse { reason: line("done") }));
    tale.refuses(&staff, ask("three"), "course-closed");
}

#[test]
fn only_what_can_be_answered_is_kept() {
    let mut tale = asked();
    tale.refuses(&me(), keep(2, "1", 0), "measure-not-asked");
    tale.refuses(&me(), keep(1, "4", 0), "measure-item-unknown");
    tale.refuses(&me(), keep(1, "1", 4), "measure-answer-unknown");
    tale.refuses(&Acting::patient(NOAH), keep(1, "1", 0), "not-your-record");
    tale.refuses(&who("prescriber"), keep(1, "1", 0), "out-of-scope");
    tale.does(&me(), hand_in(1, &[("1", 0), ("2", 0), ("3", 0)]));
    tale.refuses(&me(), keep(1, "1", 0), "measure-already-answered");
}

#[test]
fn what_is_handed_in_is_whole() {
    let mut tale = asked();
    tale.refuses(&me(), hand_in(1, &[("1", 1), ("2", 2)]), "measure-answer-missing");
    tale.refuses(&me(), hand_in(1, &[("1", 1), ("1", 2)]), "measure-answered-twice");
    tale.refuses(&me(), hand_in(1, &[("1", 1), ("2", 2), ("3", 9)]), "measure-answer-unknown");
    tale.refuses(&me(), hand_in(1, &[("1", 1), ("2", 2), ("3", 0), ("4", 0)]), "measure-item-unknown");
    tale.refuses(&me(), hand_in(7, &[]), "measure-not-asked");
    // What was kept one by one stands; what is answered anew takes its place; the order is the questionnaire's.
    tale.does(&me(), keep(1, "3", 0));
    tale.does(&me(), keep(1, "2", 3));
    tale.does(&me(), keep(1, "2", 2));
    tale.does(&me(), hand_in(1, &[("1", 3)]));
    let kept = &tale.world.course(COURSE).expect("the course").measures;
    assert_eq!(kept.entries[0].answers, answers(&[("1", 3), ("2", 2), ("3", 0)]));
    assert_eq!((kept.entries[0].scored.total, &kept.entries[0].scored.band), (5, &Some(line("high"))));
    assert_eq!(kept.entries[0].origin, Origin::Patient);
    assert!(kept.open().is_empty());
    tale.refuses(&me(), hand_in(1, &[("1", 3)]), "measure-already-answered");
}

#[test]
fn paper_is_entered_with_its_own_date() {
    let mut tale = tale(OPEN);
    let (staff, before) = (who("prescriber"), Instant(T0.0 - 3 * DAY));
    let whole = || OnPaper::Answers(answers(&[("1", 1), ("2", 1), ("3", 0)]));
    let tomorrow = Instant(T0.0 + DAY);
    tale.refuses(&staff, enter("three", whole(), tomorrow), "time-in-the-future");
    tale.refuses(&staff, enter("three", OnPaper::Score(2), before), "measure-wants-answers");
    tale.refuses(
        &staff,
        enter("three", OnPaper::Answers(answers(&[("1", 1)])), before),
        "measure-answer-missing",
    );
    tale.refuses(&staff, enter("shell", OnPaper::Score(6), before), "value-impossible");
    tale.refuses(&staff, enter("shell", whole(), before), "measure-has-no-items");
    tale.refuses(&staff, enter("unknown-range", OnPaper::Score(1), before), "measure-range-unknown");
    tale.refuses(&staff, enter("copied", whole(), before), "measure-text-not-licensed");
    for outsider in [me(), who("specialist"), who("desk"), who("auditor")] {
        tale.refuses(&outsider, enter("three", whole(), before), "out-of-scope");
    }
    assert_eq!(owed(&tale.does(&staff, enter("three", whole(), before))), 0);
    assert_eq!(owed(&tale.does(&staff, enter("shell", OnPaper::Score(3), before))), 0);
    // A level that cannot wait is answered by a clinician, whoever enters it.
    assert_eq!(owed(&tale.does(&staff, enter("shell", OnPaper::Score(4), before))), 1);
    let nine = OnPaper::Answers(answers(&[("1", 0), ("2", 0), ("3", 1)]));
    assert_eq!(owed(&tale.does(&staff, enter("three", nine, before))), 1);
    let kept = &tale.world.course(COURSE).expect("the course").measures;
    assert!(kept.entries.iter().all(|entry| entry.taken == before));
    assert_eq!(kept.standing("three").len(), 2);
}

#[test]
fn a_wrong_entry_is_marked_once() {
    let mut tale = tale(OPEN);
    let staff = who("prescriber");
    let wrong = |number| {
        Act::MarkMeasureWrong(COURSE, MarkMeasureWrong { number, reason: line("another person's paper") })
    };
    tale.refuses(&staff, wrong(1), "entry-unknown");
    tale.does(&staff, enter("shell", OnPaper::Score(3), T0));
    tale.does(&staff, wrong(1));
    tale.refuses(&staff, wrong(1), "nothing-changed");
    let kept = &tale.world.course(COURSE).expect("the course").measures;
    assert_eq!((kept.entries.len(), kept.standing("shell").len()), (1, 0), "struck through, not gone");
}

/// Law 11: at the moment it is answered, not when the form is handed in.
#[test]
fn an_answer_that_cannot_wait_opens_a_safety_task_at_once() {
    let mut tale = asked();
    assert_eq!(owed(&tale.does(&me(), keep(1, "3", 0))), 0);
    let facts = tale.does(&me(), keep(1, "3", 1));
    assert_eq!(owed(&facts), 1);
    let task = facts.iter().find_map(|fact| match &fact.what {
        What::Task(TaskFact::Opened { patient, due, .. }) => Some((*patient, *due)),
        _ => None,
    });
    let half_an_hour = Instant(T0.0 + 30 * 60_000_000);
    assert_eq!(task, Some((RAE, half_an_hour)));
    let source = Source::Questionnaire { measure: line("three"), answers: vec![(line("3"), 1)] };
    assert!(
        facts.iter().any(|fact| fact.what == What::Task(TaskFact::Raised { source: source.clone(), at: T0 }))
    );
    // The same again, and less, is known already; more is news. Handing in says nothing new.
    assert_eq!(owed(&tale.does(&me(), keep(1, "3", 1))), 0);
    assert_eq!(owed(&tale.does(&me(), keep(1, "3", 0))), 0);
    assert_eq!(owed(&tale.does(&me(), keep(1, "3", 2))), 1);
    assert_eq!(owed(&tale.does(&me(), hand_in(1, &[("1", 0), ("2", 0)]))), 0);
    // The next asking is another day: the same answer is said anew.
    tale.does(&who("prescriber"), ask("three"));
    assert_eq!(owed(&tale.does(&me(), hand_in(2, &[("1", 0), ("2", 0), ("3", 1)]))), 1);
}

/// Answering is not signing: it waits for no clear head. And a signal is not lost because a course was closed.
#[test]
fn neither_the_lock_nor_a_closed_course_stops_an_answer() {
    let mut dosing = tale(DOSING);
    dosing.does(&who("prescriber"), ask("three"));
    assert_eq!(owed(&dosing.does(&me(), keep(1, "3", 3))), 1);
    let mut closed = asked();
    closed.does(&who("prescriber"), Act::CloseCourse(COURSE, CloseCourse { reason: line("moved away") }));
    assert_eq!(owed(&closed.does(&me(), keep(1, "3", 3))), 1);
    closed.does(&me(), hand_in(1, &[("1", 0), ("2", 0)]));
}

/// A questionnaire that changed while it was being answered begins anew: no sum is made of two versions.
#[test]
fn a_new_version_begins_the_answers_anew() {
    let mut tale = asked();
    tale.does(&me(), keep(1, "1", 3));
    tale.world.measures = Arc::new(Library::of([Measure { version: line("2"), ..three() }]));
    tale.refuses(&me(), hand_in(1, &[("2", 0), ("3", 0)]), "measure-answer-missing");
    tale.does(&me(), keep(1, "2", 1));
    tale.does(&me(), hand_in(1, &[("1", 0), ("3", 0)]));
    let entry = &tale.world.course(COURSE).expect("the course").measures.entries[0];
    assert_eq!((entry.version.as_str(), entry.scored.total), ("2", 1));
}

fn slot(occasion: Occasion, from_days: u32, until_days: u32) -> Slot {
    let doors = vec![CareModel::Infusion];
    let source = "a test".to_owned();
    Slot { measure: line("three"), occasion, doors, protocols: vec![], from_days, until_days, source }
}

/// What is asked in the infusion of this tale, in days from its first instant: `(asked for, due)`.
fn asked_by(slot: Slot, tale: &Tale, next_dose: Option<i64>, day: i64) -> Vec<i64> {
    let course = tale.world.course(COURSE).expect("the course");
    let at = |day: i64| Instant(T0.0 + day * DAY);
    let due = schedule::due(&Schedule { slots: vec![slot] }, course, next_dose.map(at), at(day));
    due.iter().map(|ask| (ask.due.0 - T0.0).div_euclid(DAY)).collect()
}

#[test]
fn the_schedule_asks_at_its_points_and_once_at_each() {
    use Occasion::{AfterSeries, BeforeEachDose, BeforeFirstDose};
    let opened = tale(OPEN);
    assert_eq!(
        asked_by(slot(BeforeFirstDose, 14, 0), &opened, None, 0),
        [] as [i64; 0],
        "not before the consent"
    );
    let consented = "join team prescriber, open course, answer screening, clear screening, sign consent";
    let mut ready = tale(consented);
    assert_eq!(asked_by(slot(BeforeFirstDose, 14, 0), &ready, None, 0), [14]);
    assert_eq!(asked_by(slot(BeforeFirstDose, 14, 0), &ready, Some(5), 0), [5]);
    let kap = Slot { doors: vec![CareModel::Kap], ..slot(BeforeFirstDose, 14, 0) };
    assert_eq!(asked_by(kap, &ready, Some(5), 0), [] as [i64; 0], "another door");
    let named = Slot { protocols: vec![line("another")], ..slot(BeforeFirstDose, 14, 0) };
    assert_eq!(asked_by(named, &ready, Some(5), 0), [] as [i64; 0], "another protocol");
    // Two days before a dose, not three; not while it is asked already; not when it was answered in those days.
    let each = || slot(BeforeEachDose, 2, 0);
    assert_eq!(asked_by(each(), &ready, Some(5), 2), [] as [i64; 0]);
    assert_eq!(asked_by(each(), &ready, Some(5), 3), [5]);
    assert_eq!(asked_by(each(), &ready, Some(5), 5), [] as [i64; 0], "the dose has begun");
    ready.does(&Acting::CLOCK, ask("three"));
    assert_eq!(asked_by(each(), &ready, Some(5), 3), [] as [i64; 0]);
    ready.does(&me(), hand_in(1, &[("1", 0), ("2", 0), ("3", 0)]));
    assert_eq!(asked_by(each(), &ready, Some(1), 0), [] as [i64; 0], "answered today");
    assert_eq!(asked_by(each(), &ready, Some(5), 4), [5], "answered too long before this dose");
    let after = |day| asked_by(slot(AfterSeries, 14, 31), &ready, None, day);
    assert_eq!(after(20), [] as [i64; 0], "the series is not over");
    ready.does(&who("prescriber"), Act::CloseCourse(COURSE, CloseCourse { reason: line("done") }));
    assert_eq!(asked_by(each(), &ready, Some(5), 4), [] as [i64; 0], "a closed course is asked nothing");
}

/// Response and remission are measured 14 to 31 days after the last dose.
#[test]
fn after_the_series_it_is_asked_once_in_its_stretch_of_days() {
    let tale = tale(OPEN);
    let mut course = tale.world.course(COURSE).expect("the course").clone();
    course.planned_doses = 1;
    course.doses.push((T0, care::ids::SessionId(9)));
    let schedule = Schedule { slots: vec![slot(Occasion::AfterSeries, 14, 31)] };
    let asked = |course: &care::course::Course, day: i64| {
        let due = schedule::due(&schedule, course, None, Instant(T0.0 + day * DAY));
        due.iter().map(|ask| (ask.due.0 - T0.0) / DAY).collect::<Vec<_>>()
    };
    assert_eq!([13, 14, 30, 31].map(|day| asked(&course, day)), [vec![], vec![31], vec![31], vec![]]);
    course.planned_doses = 2;
    assert_eq!(asked(&course, 20), [] as [i64; 0], "one of two doses");
}

#[derive(Debug, Clone)]
enum Happens {
    Ask,
    Keep { asked: u32, item: u32, value: u32 },
    HandIn { asked: u32, values: Vec<(u32, u32)> },
    Enter { values: [u32; 3] },
    Close,
}

fn happens() -> impl Strategy<Value = Happens> {
    prop_oneof![
        3 => Just(Happens::Ask),
        8 => (1..4_u32, 1..5_u32, 0..5_u32).prop_map(|(asked, item, value)| Happens::Keep { asked, item, value }),
        4 => (1..4_u32, proptest::collection::vec((1..5_u32, 0..5_u32), 0..4))
            .prop_map(|(asked, values)| Happens::HandIn { asked, values }),
        2 => [0..4_u32, 0..4, 0..4].prop_map(|values| Happens::Enter { values }),
        1 => Just(Happens::Close),
    ]
}

proptest! {
    /// Over histories nobody wrote: no answer above zero to the item that cannot wait is kept or entered without
    /// somebody owing an answer to it, then or before; and every sum is whole.
    #[test]
    fn no_signal_is_silent_and_every_sum_is_whole(history in proptest::collection::vec(happens(), 1..40)) {
        let mut tale = tale(OPEN);
        // The highest answer to item 3 that somebody owes an answer to, by asking.
        let mut heard = [0_u32; 4];
        for event in history {
            let text = |n: u32| line(&n.to_string());
            let (by, act) = match event {
                Happens::Ask => (who("prescriber"), ask("three")),
                Happens::Keep { asked, item, value } => (me(), keep(asked, &item.to_string(), value)),
                Happens::HandIn { asked, values } => {
                    let answers = values.iter().map(|(item, value)| (text(*item), *value)).collect();
                    (me(), Act::AnswerMeasure(COURSE, AnswerMeasure { asked, answers }))
                }
                Happens::Enter { values } => {
                    let answers = (1..).zip(values).map(|(item, value)| (text(item), value)).collect();
                    (who("prescriber"), enter("three", OnPaper::Answers(answers), tale.now))
                }
                Happens::Close => {
                    (who("prescriber"), Act::CloseCourse(COURSE, CloseCourse { reason: line("over") }))
                }
            };
            let now = tale.now;
            let Ok(facts) = tale.world.submit(&by, &act, now) else { continue };
            for fact in &facts {
                let said = match &fact.what {
                    What::Course(CourseFact::MeasureAnswerKept { asked, item, value, .. })
                        if item.as_str() == "3" => Some((Some(*asked), *value)),
                    What::Course(CourseFact::MeasureEntered { entry }) => {
                        let sum: u32 = entry.answers.iter().map(|(_, value)| value).sum();
                        prop_assert_eq!((entry.answers.len(), sum), (3, entry.scored.total));
                        entry.answers.iter().find(|(item, _)| item.as_str() == "3").map(|(_, value)| (entry.asked, *value))
                    }
                    _ => None,
                };
                if let Some((asked, value)) = said {
                    let before = asked.map_or(0, |asked| heard[asked as usize % 4]);
                    prop_assert!(value <= before || owed(&facts) == 1, "silent: {:?}", fact);
                    if let Some(asked) = asked {
                        heard[asked as usize % 4] = before.max(value);
                    }
                }
            }
            prop_assert!(owed(&facts) <= 1);
        }
        prop_assert!(tale.world.folded_again().len() == tale.world.streams().count());
    }
}
