//! Orders that change while a dose runs: not in force until the chair accepts, and the pump is a person's.

use proptest::prelude::*;

use crate::clinic::given::*;
use crate::clinic::{Tale, cast, check, noted, who};
use care::act::Act;
use care::course::SessionKind;
use care::course::order::WriteOrder;
use care::ids::{CourseId, PatientId, PersonId, SessionId, TaskId};
use care::protocol::{Depth, Route, Setting};
use care::session::accept_order::AcceptOrder;
use care::session::change_rate::ChangeRate;
use care::session::note_uncertain::NoteUncertain;
use care::session::running::{Running, running, to_the_second};
use care::session::{Session, SessionFact};
use care::tasks::{AnswerTask, Matter, Task};
use care::text::Line;
use care::time::Instant;
use care::units::{Grams, Micrograms, Minutes};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    an_order_that_comes_while_a_dose_runs_is_not_in_force_until_the_chair_accepts_it,
    an_order_for_a_dose_that_runs_keeps_its_way_in_its_band_and_what_was_drawn,
    another_rate_is_for_what_runs_by_the_hour_and_for_an_order_with_room_left,
    a_question_about_an_order_is_owed_an_answer_until_a_reply_or_another_order,
    faster_waits_for_the_answer_to_a_high_alarm_and_slower_does_not,
    nobody_is_sure_how_much_went_in,
    one_person_leads_and_handing_over_takes_two,
];

const MINUTE: i64 = 60_000_000;

/// Twenty minutes into 35 mg over 40 min, another order came.
const ORDERED: &str = "wait 20 min, order 30 mg over 60 min";

fn ordered(more: &str) -> String {
    format!("{DOSING}, {ORDERED}{more}")
}

#[test]
fn an_order_that_comes_while_a_dose_runs_is_not_in_force_until_the_chair_accepts_it() {
    check(DOSING, ORDERED, "order 30 mg for 70 kg");
    check(&ordered(""), "change rate 2", "refused: order-not-accepted");
    check(&ordered(""), "change rate 1", "refused: order-changed");
    check(&ordered(""), "accept order 1", "refused: order-changed");
    check(&ordered(""), "accept order 2", "accept order 2");
    check(&ordered(", accept order 2"), "accept order 2", "refused: nothing-changed");
    check(&ordered(", accept order 2"), "change rate 2", "run 30 mg over 60 min");
    check(&ordered(", pause itching, accept order 2"), "change rate 2", "run 30 mg over 60 min");
    check(&ordered(", accept order 2, change rate 2"), "change rate 2", "refused: nothing-changed");
    check(&ordered(", accept order 2, end 20 mg"), "change rate 2", "refused: session-phase");
    check(READY, "change rate 1", "refused: session-phase");
    // Until then it runs by the order it began with; another order in between is the one to be read.
    let tale = Tale::of(&ordered(", accept order 2"));
    assert_eq!(
        tale.world.session(SessionId(1)).and_then(|it| it.dose.as_ref()).map(|it| it.runs_by()),
        Some(1)
    );
    check(&ordered(", accept order 2, order 28 mg over 60 min"), "change rate 2", "refused: order-changed");
    // Whoever tells it late cannot have done it before it was in force.
    let mut tale = Tale::of(&ordered(", wait 4 min, accept order 2"));
    let act = Act::ChangeRate(SessionId(1), ChangeRate { order: 2 });
    let early = Instant(tale.now.0 - MINUTE);
    let answer = tale.world.submit_late(&who("nurse"), &act, early, tale.now);
    assert_eq!(answer.map(|_| ()).map_err(|no| noted(&no)), Err("order-not-accepted"));
    assert_eq!(tale.ends("change rate 2"), Ok(()));
}

#[test]
fn an_order_for_a_dose_that_runs_keeps_its_way_in_its_band_and_what_was_drawn() {
    // A protocol with several ways in: while a dose runs by one, another order keeps it.
    let order = |route| WriteOrder {
        route,
        dose: Micrograms(30_000),
        over: None,
        depth: Depth::Psycholytic,
        weight: Grams(70_000),
    };
    let course = cast("kap").course;
    let tale = Tale::of(&format!("{KAP_READY}, dose 35 mg"));
    tale.refuses(
        &who("prescriber"),
        Act::WriteOrder(course, order(Route::Sublingual)),
        "order-route-of-running",
    );
    // An older order of another way in comes back when a newer one is stopped: the chair is told before it accepts.
    let mut tale = Tale::of(&KAP_READY.replace(", accept order 1, draw 35 mg", ""));
    tale.does(&who("prescriber"), Act::WriteOrder(course, order(Route::Sublingual)));
    tale.does(
        &who("prescriber"),
        Act::WriteOrder(course, WriteOrder { dose: Micrograms(35_000), ..order(Route::Intramuscular) }),
    );
    assert_eq!(tale.ends("kap> accept order 3, draw 35 mg, dose 35 mg, stop order 3 too much"), Ok(()));
    tale.refuses(
        &who("nurse"),
        Act::AcceptOrder(cast("kap").session, AcceptOrder { number: 2 }),
        "order-route-of-running",
    );
    // More may be ordered for another day; into this dose goes no more than was drawn.
    check(DOSING, "order 40 mg", "order 40 mg for 70 kg");
    check(&format!("{DOSING}, order 40 mg"), "accept order 2", "refused: order-more-than-drawn");
    check(DOSING, "order 19 mg", "refused: dose-outside-band");
    check(&format!("{DOSING}, stop order 1 stop it"), "accept order 1", "refused: order-missing");
}

#[test]
fn another_rate_is_for_what_runs_by_the_hour_and_for_an_order_with_room_left() {
    check(
        &format!("{KAP_READY}, dose 35 mg, order 30 mg, accept order 2"),
        "kap> change rate 2",
        "refused: rate-only-for-infusion",
    );
    // 26.25 mg ran in by the sum: an order for 25 mg cannot be run any more. The pump is stopped.
    let given = format!("{DOSING}, wait 30 min, order 25 mg, accept order 2");
    check(&given, "change rate 2", "refused: order-already-in");
    check(&given.replace("30 min", "28 min"), "change rate 2", "run 25 mg over 40 min");
    // By the second, not by the whole minute that a page shows: 25 mg are in after 28 min 34 s.
    let mut tale = Tale::of(&given.replace("30 min", "28 min"));
    tale.now = Instant(tale.now.0 + 35_000_000);
    assert_eq!(tale.ends("change rate 2"), Err("order-already-in"));
    // What was held back is not in.
    let held = format!("{DOSING}, wait 20 min, pause itching, wait 30 min, order 25 mg, accept order 2");
    check(&held, "change rate 2", "run 25 mg over 40 min");
}

#[test]
fn a_question_about_an_order_is_owed_an_answer_until_a_reply_or_another_order() {
    check(
        &ordered(""),
        "question order 2 40 mg/h or 30",
        "question order 2 40 mg/h or 30, Prescriber owes order-question, asked of prescriber",
    );
    check(&ordered(""), "question order 1 why", "refused: order-changed");
    check(DOSING, "question order 1 why", "refused: nothing-changed");
    check(READY, "question order 1 why", "refused: session-phase");
    check(&ordered(", question order 2 why"), "order 28 mg over 60 min", "order 28 mg for 70 kg, settled");
    check(
        &ordered(", question order 2 why, order 28 mg over 60 min"),
        "order 27 mg over 60 min",
        "order 27 mg for 70 kg",
    );
    // By the protocol's clock, five minutes here; a reply is kept with who gave it.
    let mut tale = Tale::of(&ordered(""));
    assert_eq!(tale.ends("question order 2 why"), Ok(()));
    let asked = tale.world.session(SessionId(1)).expect("a visit").questions.clone();
    let [asked] = asked.as_slice() else { panic!("one question: {asked:?}") };
    let owed = tale.world.task(asked.task).expect("a task");
    assert_eq!((owed.matter, owed.due), (Matter::OrderQuestion, tale.now.plus_minutes(Minutes(5))));
    assert!(owed.matter.is_clinical(), "the desk reads only that a clinician is needed");
    tale.does(&who("prescriber"), Act::AnswerTask(asked.task, AnswerTask { done: line("30 mg in an hour") }));
    assert!(!tale.world.task(asked.task).is_some_and(Task::is_open));
    assert_eq!(tale.told("order 28 mg over 60 min"), "order 28 mg for 70 kg", "nothing is owed any more");
    // A question does not accept, and does not stand in the way of it.
    check(&ordered(", question order 2 why"), "change rate 2", "refused: order-not-accepted");
    check(&ordered(", question order 2 why"), "accept order 2", "accept order 2");
}

#[test]
fn faster_waits_for_the_answer_to_a_high_alarm_and_slower_does_not() {
    let alarm = |order: &str| format!("{DOSING}, wait 10 min, {order}, accept order 2, vitals 182/90");
    check(&alarm("order 35 mg over 30 min"), "change rate 2", "refused: alarm-unanswered");
    check(&alarm("order 35 mg over 60 min"), "change rate 2", "run 35 mg over 60 min");
    let answered = format!("{}, answer alarm 1 settled", alarm("order 35 mg over 30 min"));
    check(&answered, "change rate 2", "run 35 mg over 30 min");
}

#[test]
fn nobody_is_sure_how_much_went_in() {
    let told = "uncertain the line came off, Prescriber owes dose-uncertain, asked of prescriber";
    check(DOSING, "uncertain the line came off", told);
    check(&format!("{DOSING}, pause itching"), "uncertain the line came off", told);
    check(RECOVERED, "uncertain the line came off", told);
    check(
        &format!("{KAP_READY}, dose 35 mg"),
        "kap> therapist: uncertain spat out",
        "uncertain spat out, Prescriber owes dose-uncertain, asked of prescriber",
    );
    check(READY, "uncertain the line came off", "refused: session-phase");
    check(&format!("{RECOVERED}, discharge"), "uncertain the line came off", "refused: session-phase");
    // It says nothing of how much, and takes no way of ending the dose away: the larger amount is the one that is named.
    let mut tale =
        Tale::of(&format!("{DOSING}, wait 10 min, uncertain the line came off, uncertain it leaked"));
    let session = tale.world.session(SessionId(1)).expect("a visit");
    assert_eq!(session.unsure_because().as_deref(), Some("the line came off; it leaked"));
    assert_eq!(running(session, tale.now).expect("runs").total(), Micrograms(8_750));
    let owed = session.uncertain[0].task;
    let task = tale.world.task(owed).expect("a task");
    assert_eq!((task.matter, task.due), (Matter::DoseUncertain, tale.now.plus_minutes(Minutes(5))));
    assert_eq!(tale.ends("end 35 mg"), Ok(()));
    let session = tale.world.session(SessionId(1)).expect("a visit");
    assert_eq!(
        session.unsure_because().as_deref(),
        Some("the line came off; it leaked"),
        "an end makes nothing sure"
    );
    // It was not before the dose began.
    let act = Act::NoteUncertain(SessionId(1), NoteUncertain { reason: line("it leaked") });
    let early = Instant(tale.now.0 - 20 * MINUTE);
    let answer =
        tale.world.submit_late(&who("nurse"), &act, early, tale.now).map(|_| ()).map_err(|no| noted(&no));
    assert_eq!(answer, Err("term-ends-before-it-begins"));
}

#[test]
fn one_person_leads_and_handing_over_takes_two() {
    let lead = |tale: &Tale| tale.world.session(SessionId(1)).and_then(|it| it.lead).map(|lead| lead.person);
    let tale = Tale::of(DOSING);
    assert_eq!(lead(&tale), None, "whoever began it is not assumed");
    check(DOSING, "lead", "lead");
    check(DOSING, "prescriber: lead", "lead");
    // Everybody on the care team, so that only the rule is asked.
    let team = "join team prescriber, join team second, join team therapist,";
    let led = format!("{DOSING}, lead").replace("join team prescriber,", team);
    check(&led, "lead", "refused: nothing-changed");
    check(&led, "second: lead", "refused: lead-taken");
    check(&led, "second: hand lead to second", "refused: not-the-lead");
    check(&led, "second: take lead over", "refused: lead-not-offered");
    check(&led, "hand lead to nurse", "refused: nothing-changed");
    check(&led, "hand lead to therapist", "refused: lead-not-fit");
    check(&led, "hand lead to second", "hand lead to second");
    check(BOOKED, "lead", "refused: session-phase");
    let asked = format!("{led}, hand lead to second");
    let mut tale = Tale::of(&asked);
    assert_eq!(
        lead(&tale),
        Some(crate::clinic::id_of("nurse")),
        "until the other one accepts, whoever led leads on"
    );
    assert_eq!(tale.ends("hand lead to second"), Err("nothing-changed"));
    assert_eq!(tale.ends("prescriber: take lead over"), Err("lead-not-offered"));
    assert_eq!(tale.ends("second: take lead over"), Ok(()));
    assert_eq!(lead(&tale), Some(crate::clinic::id_of("second")));
    assert_eq!(tale.ends("hand lead to prescriber"), Err("not-the-lead"), "handed over is handed over");
    // Whoever leaves the room leads no more: nobody does until somebody says so.
    assert_eq!(tale.ends("here second, gone second"), Ok(()));
    assert_eq!(lead(&tale), None);
    assert_eq!(tale.ends("lead"), Ok(()));
}

fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn at(minute: i64) -> Instant {
    Instant(minute * MINUTE)
}

fn begun(amount: u64, over: u32) -> Session {
    let scheduled = SessionFact::Scheduled {
        course: CourseId(1),
        patient: PatientId(1),
        kind: SessionKind::Dosing,
        starts: at(0),
        setting: Setting::ClinicRoom,
        room: line("Chair 2"),
        people: vec![],
    };
    let started = SessionFact::DoseStarted {
        route: Route::Intravenous,
        amount: Micrograms(amount),
        over: Some(Minutes(over)),
        order: 1,
        by: PersonId(1),
        weight: Grams(70_000),
        at: at(0),
    };
    [scheduled, started].iter().fold(None, Session::after).expect("a session")
}

fn then(session: Session, fact: &SessionFact) -> Session {
    Session::after(Some(session), fact).expect("a session")
}

fn changed(amount: u64, over: u32, minute: i64) -> SessionFact {
    let (amount, over) = (Micrograms(amount), Minutes(over));
    SessionFact::DoseRateChanged { amount, over, order: 2, by: PersonId(1), at: at(minute) }
}

fn sums(stands: &Running) -> Vec<u64> {
    stands.segments.iter().map(|one| one.ran_in().0).collect()
}

#[test]
fn what_ran_in_is_the_sum_of_its_stretches() {
    let one = begun(35_000, 40);
    assert_eq!(running(&one, at(22)).expect("runs").total(), Micrograms(19_250));
    let two = then(one, &changed(30_000, 60, 22));
    let stands = running(&two, at(30)).expect("runs");
    assert_eq!(sums(&stands), [19_250, 4_000]);
    // 10.75 mg are left below 30 mg, at 30 mg an hour: 21 min 30 s from the change on.
    assert_eq!(stands.left_us, 13 * MINUTE + 30_000_000);
    assert_eq!(stands.ceiling, Micrograms(30_000));
    let over = running(&two, at(200)).expect("runs");
    assert_eq!(
        (sums(&over), over.left_us),
        (vec![19_250, 10_750], 0),
        "no more than the order, whatever the clock says"
    );
    // A stretch that ended counts its seconds, the one that runs its whole minutes.
    let late = Instant(at(22).0 + 59_000_000);
    let one = begun(35_000, 40);
    assert_eq!(running(&one, late).expect("runs").total(), Micrograms(19_250));
    assert_eq!(to_the_second(&one, late).expect("runs").total(), Micrograms(35_000 * 1_379 / 2_400));
    // Two pauses that overlap hold it back once.
    let paused = |minute| SessionFact::DosePaused { reason: line("itching"), at: at(minute) };
    let resumed = |minute| SessionFact::DoseResumed { at: at(minute) };
    let twice = [paused(5), resumed(15), paused(10), resumed(20)].iter().fold(begun(35_000, 40), then);
    assert_eq!(running(&twice, at(30)).expect("runs").total(), Micrograms(35_000 * 15 / 40));
}

#[test]
fn what_an_order_lowers_below_what_ran_in_is_shown_as_it_is() {
    // Written late, a pause ended earlier than was known when the rate was changed: 26.25 mg, and 20 mg ordered.
    let facts = [
        SessionFact::DosePaused { reason: line("itching"), at: at(10) },
        changed(20_000, 40, 30),
        SessionFact::DoseResumed { at: at(10) },
    ];
    let session = facts.iter().fold(begun(35_000, 40), then);
    let stands = running(&session, at(60)).expect("runs");
    assert_eq!((sums(&stands), stands.ceiling, stands.left_us), (vec![26_250, 0], Micrograms(20_000), 0));
}

/// What can happen to a dose: minutes from the one before, and what.
#[derive(Debug, Clone)]
enum Turn {
    Pause,
    Resume,
    Change { amount: u64, over: u32 },
}

fn turns() -> impl Strategy<Value = Vec<(i64, Turn)>> {
    let turn = prop_oneof![
        2 => Just(Turn::Pause),
        2 => Just(Turn::Resume),
        3 => (1_000_u64..=80_000, 1_u32..120).prop_map(|(amount, over)| Turn::Change { amount, over }),
    ];
    proptest::collection::vec((0_i64..30, turn), 0..8)
}

proptest! {
    #[test]
    fn what_ran_in_only_grows_never_exceeds_what_was_drawn_and_stands_while_it_is_held(
        drawn in 1_000_u64..=80_000, over in 1_u32..120, turns in turns(), steps in proptest::collection::vec(0_i64..600_000_000, 1..12),
    ) {
        let (mut session, mut minute) = (begun(drawn, over), 0);
        let (mut clock, mut last) = (0_i64, 0_u64);
        for (wait, turn) in turns {
            // Along the way, and at the instant of the turn itself.
            let until = at(minute + wait);
            for step in &steps {
                clock = (clock + step).min(until.0);
                let total = running(&session, Instant(clock)).expect("runs").total().0;
                prop_assert!(last <= total && total <= drawn, "{last} {total} {drawn}");
                last = total;
            }
            minute += wait;
            clock = until.0;
            let held = session.phase == care::session::Phase::Paused;
            let fact = match turn {
                Turn::Pause if !held => SessionFact::DosePaused { reason: line("itching"), at: at(minute) },
                Turn::Resume if held => SessionFact::DoseResumed { at: at(minute) },
                // As the rules let it: no more than was drawn, and more than ran in.
                Turn::Change { amount, over } => {
                    let ran = to_the_second(&session, at(minute)).expect("runs").total().0;
                    if drawn < amount || amount <= ran { continue }
                    changed(amount, over, minute)
                }
                Turn::Pause | Turn::Resume => continue,
            };
            session = then(session, &fact);
            let total = running(&session, at(minute)).expect("runs").total().0;
            prop_assert!(last <= total, "a turn took {last} back to {total}");
            last = total;
            let stands = running(&session, at(minute)).expect("runs");
            prop_assert!(stands.total() <= stands.ceiling);
            if session.phase == care::session::Phase::Paused {
                let later = running(&session, at(minute + 500)).expect("runs");
                prop_assert_eq!(later.total(), stands.total(), "a pause adds nothing");
            } else {
                let full = running(&session, Instant(at(minute).0 + stands.left_us)).expect("runs");
                prop_assert!(full.left_us == 0 && full.total() <= full.ceiling);
                // All of it but for what rounding down to seconds and micrograms leaves: less than two seconds' worth.
                let slack = full.segments.last().map_or(0, |one| one.amount.0 * 2 / (u64::from(one.over.0) * 60)) + 16;
                prop_assert!(full.ceiling.0 <= full.total().0 + slack, "{full:?}");
            }
        }
    }
}

#[test]
fn a_question_names_its_task() {
    let tale = Tale::of(&ordered(", question order 2 why"));
    let session = tale.world.session(SessionId(1)).expect("a visit");
    let tasks: Vec<TaskId> = session.questions.iter().map(|asked| asked.task).collect();
    assert!(tasks.iter().all(|task| tale.world.task(*task).is_some()));
}
