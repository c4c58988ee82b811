//! The window, the talk, the two notes, and work owed.

use crate::clinic::given::*;
use crate::clinic::{INFUSION, KAP, RAE, Tale, check, content, id_of, line, noted, who};
use care::act::Act;
use care::fact::{Fact, Stream, What};
use care::ids::{CommandId, ProtocolId, SessionId, TaskId, WindowId};
use care::integration::book_talk::OfferTimes;
use care::integration::hold_talk::HoldSupport;
use care::integration::note_met_outside::NoteMetOutside;
use care::integration::write_note::may_read;
use care::integration::{SaidBy, WindowFact};
use care::practice::affiliation::EndAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::person::PublishDisclosure;
use care::practice::{Acting, CredentialEnd, Licence, Role};
use care::protocol::{CareModel, DraftProtocol, Key, RetireProtocol};
use care::safety::{AnswerSignal, Contact};
use care::tasks::{AnswerTask, EscalateTask, Matter, TakeTask, TaskFact};
use care::text::{LINE_MAX, Line};
use care::time::{Instant, When};
use care::units::Minutes;

/// A window that opened with no plan at all.
fn unplanned() -> String {
    let dosing = DOSING.replace("plan support specialist in 26 h", "override window no phone yet");
    format!("{dosing}, wait 40 min, end 35 mg")
}

/// A window whose talk was called off.
fn unfilled() -> String {
    format!("{RECOVERED}, cancel talk ill")
}

pub fn kap_recovered() -> String {
    format!("{KAP_READY} | kap> dose 35 mg, wait 40 min, end 35 mg, wait 60 min")
}

/// The task a decision opened.
fn opened(facts: &[Fact]) -> TaskId {
    let task = |fact: &Fact| match (fact.stream, &fact.what) {
        (Stream::Task(id), What::Task(TaskFact::Opened { .. })) => Some(id),
        _ => None,
    };
    facts.iter().find_map(task).expect("a task")
}

/// What the tasks a decision opened are about.
pub fn opened_matters(facts: &[Fact]) -> Vec<Matter> {
    let matter = |fact: &Fact| match &fact.what {
        What::Task(TaskFact::Opened { matter, .. }) => Some(*matter),
        _ => None,
    };
    facts.iter().filter_map(matter).collect()
}

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    the_end_of_a_dose_opens_the_window_as_planned,
    a_planned_talk_that_no_longer_fits_is_owed_and_not_booked,
    a_talk_is_booked_after_the_dose_with_somebody_who_will_stand,
    no_thanks_is_not_asked_again,
    an_unfilled_window_climbs_at_its_steps_and_no_sooner,
    a_talk_of_which_nobody_says_that_it_took_place_is_asked_after,
    a_talk_called_off_is_owed_again_at_once_whatever_the_hour,
    a_window_has_one_open_call_and_another_when_the_first_was_answered_in_vain,
    a_talk_is_held_once_by_its_own_kind,
    a_talk_outside_the_house_is_noted_once_by_who_was_told,
    a_referral_may_be_made_after_the_dose,
    support_begins_once_the_client_has_read_who_gives_it,
    a_therapy_note_opens_only_to_its_author,
    a_support_note_follows_a_held_talk_and_says_something,
    what_is_out_of_scope_is_handed_back_and_a_prescriber_owes_an_answer,
    a_safety_signal_is_never_refused_for_its_words,
    a_task_is_taken_by_one_answered_once_and_climbs_until_then,
    the_desk_may_answer_what_the_desk_owes,
    the_end_of_a_licence_cancels_the_talks_that_asked_for_it,
    ending_an_affiliation_cancels_later_talks_in_the_same_decision,
];

#[test]
fn the_end_of_a_dose_opens_the_window_as_planned() {
    check(
        DOSING,
        "end 35 mg",
        "end 35 mg, course doseended, locked for hours, window opened, booked support specialist",
    );
    let no_thanks = DOSING.replace("plan support specialist in 26 h", "plan no thanks");
    check(
        &no_thanks,
        "end 35 mg",
        "end 35 mg, course doseended, locked for hours, window opened, decline talk",
    );
    let referred = DOSING.replace("plan support specialist in 26 h", "plan referral Dr Mole");
    check(
        &referred,
        "end 35 mg",
        "end 35 mg, course doseended, locked for hours, window opened, window referred",
    );
}

#[test]
fn a_planned_talk_that_no_longer_fits_is_owed_and_not_booked() {
    let late = DOSING.replace("plan support specialist in 26 h", "plan support specialist in 1 h");
    let lost =
        "end 35 mg, course doseended, locked for hours, window opened, call owed, FrontDesk owes talk-lost";
    check(&format!("{late}, wait 90 min"), "end 35 mg", lost);
    let mut tale = Tale::of(DOSING);
    let at = tale.now;
    tale.does(
        &who("director"),
        Act::EndAffiliation(id_of("specialist"), EndAffiliation { at: When::At(at) }),
    );
    let (facts, cast) = tale.go("end 35 mg").expect("ending is never refused for a plan");
    assert_eq!(facts.iter().map(|fact| care::story::tell(fact, &cast)).collect::<Vec<_>>().join(", "), lost);
}

#[test]
fn a_talk_is_booked_after_the_dose_with_somebody_who_will_stand() {
    check(&unfilled(), "book support specialist in 24 h", "booked support specialist, settled");
    check(RECOVERED, "book support therapist in 24 h", "refused: not-affiliated");
    check(
        BOOKED.strip_suffix(", wait 1 h").expect("a wait"),
        "plan support specialist in 1 h",
        "refused: talk-before-dose",
    );
    check(&unfilled(), "cancel talk ill", "refused: no-talk-booked");
    check(&unfilled(), "offer support specialist in 24 h", "window timesoffered");
    let tale = Tale::of(&unfilled());
    let none = Act::OfferTimes(WindowId(1), OfferTimes { times: vec![] });
    tale.refuses(&who("desk"), none, "nothing-changed");
}

#[test]
fn no_thanks_is_not_asked_again() {
    let declined = format!("{RECOVERED}, decline talk");
    check(&declined, "offer support specialist in 24 h", "refused: not-asked-again");
    check(&declined, "decline talk", "refused: nothing-changed");
    check(&declined, "patient: book support specialist in 24 h", "booked support specialist");
    check(&format!("{declined}, wait 30 h"), "escalate window", "refused: not-yet-due");
}

#[test]
fn an_unfilled_window_climbs_at_its_steps_and_no_sooner() {
    let open = unplanned();
    check(&format!("{open}, wait 1439 min"), "escalate window", "refused: not-yet-due");
    let owed = "escalate window, call owed, FrontDesk owes window-unfilled";
    check(&format!("{open}, wait 24 h"), "escalate window", owed);
    check(&format!("{open}, wait 24 h, escalate window"), "escalate window", "refused: not-yet-due");
    check(&format!("{open}, wait 24 h, escalate window, wait 12 h"), "escalate window", "escalate window");
    check(&format!("{open}, wait 48 h"), "escalate window", "refused: not-yet-due");
    check(&format!("{open}, wait 24 h"), "desk: escalate window", "refused: out-of-scope");
}

#[test]
fn a_talk_of_which_nobody_says_that_it_took_place_is_asked_after() {
    // Planned 26 h ahead before a dose of 40 min; 24 h before its goal, at its goal and an hour before the day is over
    // nobody is asked. An hour of recovery has passed.
    let asks = "call owed, FrontDesk owes talk-untold";
    for hours in [1, 24, 46, 47] {
        check(&format!("{RECOVERED}, wait {hours} h"), "escalate window", "refused: not-yet-due");
    }
    check(&format!("{RECOVERED}, wait 49 h"), "escalate window", asks);
    // Asked once; another talk is another question.
    let asked = format!("{RECOVERED}, wait 49 h, escalate window");
    check(&format!("{asked}, wait 24 h"), "escalate window", "refused: not-yet-due");
    let again = format!("{asked}, book support specialist in 5 h");
    check(&format!("{again}, wait 28 h"), "escalate window", "refused: not-yet-due");
    check(&format!("{again}, wait 29 h"), "escalate window", asks);
    // Said in time, declined, or met elsewhere: nobody is asked.
    check(
        &format!("{RECOVERED}, wait 26 h, hold support, wait 48 h"),
        "escalate window",
        "refused: not-yet-due",
    );
    check(&format!("{RECOVERED}, decline talk, wait 72 h"), "escalate window", "refused: not-yet-due");
    // Somebody outside was to see them before the goal.
    let referred = RECOVERED.replace("plan support specialist in 26 h", "plan referral Dr Mole");
    check(&format!("{referred}, wait 70 h"), "escalate window", "refused: not-yet-due");
    check(&format!("{referred}, wait 71 h"), "escalate window", asks);
    let met = format!("{referred}, wait 30 h, met outside 2 h ago, wait 72 h");
    check(&met, "escalate window", "refused: not-yet-due");
}

#[test]
fn a_talk_called_off_is_owed_again_at_once_whatever_the_hour() {
    // Hours after the dose at which the talk is called off, and hours before the goal by which another one is owed.
    for (after_h, before_goal_h) in [(1, 24), (24, 12), (30, 12), (40, 6), (44, 2), (46, 0), (47, 0)] {
        let booked = RECOVERED.replace("in 26 h", "in 60 h").replace("wait 60 min", "wait 0 min");
        let mut tale = Tale::of(&format!("{booked}, wait {after_h} h"));
        let (facts, _) = tale.go("cancel talk ill").expect("cancelled");
        let [_, _, Fact { what: What::Task(TaskFact::Opened { matter, due, owed_by, .. }), .. }] = &facts[..]
        else {
            panic!("{facts:?}")
        };
        assert_eq!((*matter, *owed_by), (Matter::TalkLost, Role::FrontDesk));
        let goal = tale.world.window(WindowId(1)).expect("open").goal;
        assert_eq!(goal.hours_since(*due), before_goal_h, "called off {after_h} h after the dose");
    }
    // Every step of the window is behind it, and its goal: the clock goes on asking until somebody answers.
    let mut tale = Tale::of(&format!("{}, wait 50 h", RECOVERED.replace("in 26 h", "in 60 h")));
    let id = opened(&tale.go("cancel talk ill").expect("cancelled").0);
    let climb = || Act::EscalateTask(id, EscalateTask { answer: Minutes(30) });
    tale.refuses(&Acting::CLOCK, climb(), "not-yet-due");
    tale.wait(24);
    for _ in 0..3 {
        tale.does(&Acting::CLOCK, climb());
        tale.wait(1);
    }
    // A plan ends it, and nobody is asked for an answer.
    tale.go("book support specialist in 3 h").expect("booked");
    tale.refuses(&Acting::CLOCK, climb(), "task-settled");
    tale.refuses(&who("desk"), Act::TakeTask(id, TakeTask), "task-settled");
}

#[test]
fn a_window_has_one_open_call_and_another_when_the_first_was_answered_in_vain() {
    let owed = "escalate window, call owed, FrontDesk owes window-unfilled";
    check(&format!("{}, wait 24 h", unfilled()), "escalate window", "escalate window");
    let mut tale = Tale::of(&format!("{}, wait 24 h", unplanned()));
    let id = opened(&tale.go("escalate window").expect("due").0);
    tale.does(&who("desk"), Act::AnswerTask(id, AnswerTask { done: line("called; nobody there") }));
    tale.wait(12);
    let (facts, cast) = tale.go("escalate window").expect("due");
    assert_eq!(facts.iter().map(|fact| care::story::tell(fact, &cast)).collect::<Vec<_>>().join(", "), owed);
    for plan in ["decline talk", "book support specialist in 3 h", "hold support"] {
        let told = plan.replace(" in 3 h", "").replace("book", "booked");
        let given = format!("{}, join team specialist, wait 24 h", unfilled());
        check(&given, plan, &format!("{told}, settled"));
    }
}

#[test]
fn a_talk_is_held_once_by_its_own_kind() {
    check(RECOVERED, "hold support", "hold support");
    check(&format!("{RECOVERED}, hold support"), "hold support", "refused: talk-already-held");
    check(
        &format!("{RECOVERED}, hold support"),
        "book support specialist in 1 h",
        "refused: talk-already-held",
    );
    check(&kap_recovered(), "kap> hold therapy", "hold therapy");
    check(&kap_recovered(), "kap> nurse: hold therapy", "refused: out-of-scope");
    check(&kap_recovered(), "kap> specialist: hold therapy", "refused: out-of-scope");
    let tale = Tale::of(RECOVERED);
    let act = Act::HoldSupport(WindowId(1), HoldSupport);
    let early = Instant(tale.now.0 - 61 * 60_000_000);
    assert_eq!(
        tale.world.ask(&who("specialist"), &act, early, tale.now).map_err(|no| noted(&no)),
        Err("talk-before-dose")
    );
}

#[test]
fn a_talk_outside_the_house_is_noted_once_by_who_was_told() {
    let referred = format!(
        "{}, wait 40 min, end 35 mg, wait 5 h",
        DOSING.replace("plan support specialist in 26 h", "plan referral Dr Mole")
    );
    check(&referred, "met outside 2 h ago", "met outside, says patient");
    check(&referred, "patient: met outside 0 h ago", "met outside, says patient");
    check(&referred, "specialist: met outside 2 h ago", "refused: out-of-scope");
    check(&referred, "met outside 6 h ago", "refused: talk-before-dose");
    check(&format!("{referred}, met outside 2 h ago"), "met outside 1 h ago", "refused: talk-already-held");
    check(&format!("{referred}, met outside 2 h ago"), "refer outside Dr Hare", "refused: talk-already-held");
    check(&format!("{referred}, met outside 2 h ago"), "hold support", "refused: no-tie");
    // Days later, and after the goal: it counts, with its own time.
    check(&format!("{referred}, wait 9 days"), "met outside 8 days ago", "met outside, says patient");
    check(&format!("{referred}, decline talk"), "met outside 2 h ago", "refused: not-asked-again");
    check(&format!("{referred}, decline talk"), "patient: met outside 2 h ago", "met outside, says patient");
    check(RECOVERED, "met outside 0 h ago", "refused: talk-booked-here");
    // Told of by mistake, or not enough: a talk here may still be booked, and is then the one that is owed.
    let told = format!("{referred}, met outside 2 h ago");
    check(&told, "offer support specialist in 3 h", "refused: talk-already-held");
    let booked = format!("{told}, book support specialist in 3 h");
    check(&booked, "cancel talk ill", "cancel talk ill, call owed, FrontDesk owes talk-lost");
    check(&unfilled(), "met outside 0 h ago", "met outside, says patient, settled");
    let tale = Tale::of(&referred);
    let note = |at, said_by| Act::NoteMetOutside(WindowId(1), NoteMetOutside { at, said_by });
    let ahead = tale.now.plus_minutes(Minutes(2));
    tale.refuses(&who("desk"), note(ahead, SaidBy::OutsideTherapist), "time-in-the-future");
    tale.refuses(&Acting::patient(RAE), note(tale.now, SaidBy::OutsideTherapist), "speaks-for-another");
    tale.refuses(&Acting::patient(crate::clinic::NOAH), note(tale.now, SaidBy::Patient), "not-your-record");
}

#[test]
fn a_referral_may_be_made_after_the_dose() {
    check(&unfilled(), "refer outside Dr Mole", "window referred, settled");
    check(&unfilled(), "patient: refer outside Dr Mole", "window referred, settled");
    check(
        &format!("{}, refer outside Dr Mole", unfilled()),
        "refer outside Dr Mole",
        "refused: nothing-changed",
    );
    check(&format!("{}, refer outside Dr Mole", unfilled()), "refer outside Dr Hare", "window referred");
    check(RECOVERED, "refer outside Dr Mole", "refused: talk-booked-here");
    check(
        &format!("{}, refer outside Dr Mole, wait 24 h", unplanned()),
        "escalate window",
        "refused: not-yet-due",
    );
    check(
        &format!("{}, refer outside Dr Mole, book support specialist in 3 h", unfilled()),
        "cancel talk ill",
        "cancel talk ill, call owed, FrontDesk owes talk-lost",
    );
    let declined = format!("{}, decline talk", unfilled());
    check(&declined, "refer outside Dr Mole", "refused: not-asked-again");
    check(&declined, "patient: refer outside Dr Mole", "window referred");
}

#[test]
fn support_begins_once_the_client_has_read_who_gives_it() {
    let mut tale = Tale::of(RECOVERED);
    let text = "I am not a therapist.".to_owned();
    let publish = Act::PublishDisclosure(id_of("specialist"), PublishDisclosure { text, says: vec![] });
    tale.refuses(&who("nurse"), publish.clone(), "not-your-record");
    tale.does(&who("specialist"), publish);
    assert_eq!(tale.go("hold support").map_err(|(_, no)| noted(&no)).map(|_| ()), Err("disclosure-not-read"));
    assert_eq!(
        tale.go("read disclosure specialist 2").map_err(|(_, no)| noted(&no)).map(|_| ()),
        Err("disclosure-changed")
    );
    tale.go("read disclosure specialist 1, hold support").expect("read, then held");
    assert_eq!(
        tale.go("read disclosure specialist 1").map_err(|(_, no)| noted(&no)).map(|_| ()),
        Err("nothing-changed")
    );
}

#[test]
fn a_therapy_note_opens_only_to_its_author() {
    let mut tale = Tale::of(&kap_recovered());
    let facts = tale.go("kap> hold therapy, seal note").expect("sealed").0;
    let What::Window(WindowFact::TherapyNoteWritten { document, .. }) = facts[0].what else {
        panic!("{facts:?}")
    };
    assert_eq!(
        document,
        tale.world.journal.last().expect("kept").command,
        "the note is its command's document"
    );
    let window = tale.world.window(WindowId(3)).expect("a window").clone();
    let read = |by: Acting| may_read(&window, document, &by.actor).map_err(|no| noted(&no));
    assert_eq!(read(who("therapist")), Ok(()));
    for other in ["director", "prescriber", "nurse", "specialist", "desk", "auditor"] {
        assert_eq!(read(who(other)), Err("note-kept-by-author"), "{other}");
    }
    assert_eq!(read(Acting::patient(RAE)), Err("note-kept-by-author"));
    let nowhere = may_read(&window, CommandId(404), &who("therapist").actor);
    assert_eq!(nowhere.map_err(|no| noted(&no)), Err("note-kept-by-author"));
}

#[test]
fn a_support_note_follows_a_held_talk_and_says_something() {
    check(RECOVERED, "support note the sea", "refused: talk-not-held");
    check(&format!("{RECOVERED}, hold support"), "support note the sea", "window supportnotewritten");
    check(&format!("{RECOVERED}, hold support"), "support note", "refused: text-missing");
    let hidden = "\u{202E}";
    check(
        &format!("{RECOVERED}, hold support"),
        &format!("support note a{hidden}b"),
        "refused: text-has-hidden-marks",
    );
    let long = "x".repeat(9_000);
    check(&format!("{RECOVERED}, hold support"), &format!("support note {long}"), "refused: text-too-long");
    assert!(Line::new(&"x".repeat(LINE_MAX)).is_ok());
}

#[test]
fn what_is_out_of_scope_is_handed_back_and_a_prescriber_owes_an_answer() {
    check(RECOVERED, "hand back she asked about doses", "window handedback, Prescriber owes hand-back");
    check(DOSING, "hand back she asked", "refused: window-unknown");
}

/// Nobody is on call, and nobody is on the care team.
const SIGNAL: &str = "unsafe, Prescriber owes safety-signal, raised said-unsafe, owed by every Prescriber";

#[test]
fn a_safety_signal_is_never_refused_for_its_words() {
    check("", "unsafe", SIGNAL);
    check("", "unsafe I am scared", &format!("unsafe I am scared{}", SIGNAL.trim_start_matches("unsafe")));
    check(DOSING, "unsafe", &SIGNAL.replace("every Prescriber", "prescriber"));
    let unkept = format!("unsafe {}", "x".repeat(9_000));
    check("", &unkept, SIGNAL);
    check("", "kap> unsafe", SIGNAL);
    check("", "nobody> unsafe", "refused: patient-unknown");
    check("", "nurse: unsafe", "refused: out-of-scope");
}

/// Signs a next version of a door's protocol that asks for an answer within so many minutes.
fn answers_within(tale: &mut Tale, version: u128, revises: ProtocolId, model: CareModel, minutes: u64) {
    let (by, id, mut content) = (who("director"), ProtocolId(version), content(model));
    content.values.get_mut(&Key::SafetyAnswer).expect("a value").amount = minutes;
    tale.does(&by, Act::DraftProtocol(id, DraftProtocol { content, revises: Some(revises) }));
    tale.signs(id);
}

#[test]
fn a_safety_signal_is_answered_by_the_clock_of_the_protocol_in_force() {
    let mut tale = Tale::of("");
    // Each is answered, or the next one would be added to it.
    let within = |tale: &mut Tale, story: &str| -> i64 {
        let (facts, _) = tale.go(story).expect("never refused");
        let due = facts.iter().find_map(|fact| match &fact.what {
            What::Task(TaskFact::Opened { matter: Matter::SafetySignal, due, .. }) => Some(*due),
            _ => None,
        });
        let reached = AnswerSignal { contact: Contact::Reached, done: line("spoke with her") };
        tale.does(&who("nurse"), Act::AnswerSignal(opened(&facts), reached));
        due.expect("owed").minutes_since(tale.now)
    };
    answers_within(&mut tale, 30, INFUSION, CareModel::Infusion, 12);
    assert_eq!(within(&mut tale, "unsafe"), 30, "no course: the house's own");
    // The course was opened under the version before; the one in force counts.
    tale.go("kap-rae> join team prescriber, open course").expect("open");
    assert_eq!(within(&mut tale, "unsafe"), 30, "what the KAP protocol asks for");
    answers_within(&mut tale, 31, KAP, CareModel::Kap, 45);
    assert_eq!(within(&mut tale, "unsafe"), 30, "a protocol may not ask for longer than the house");
    assert_eq!(within(&mut tale, "kap-rae> answer screening needs-hospital-now"), 30);
    tale.go("kap-rae> lift stop seen again").expect("lifted");
    answers_within(&mut tale, 32, ProtocolId(31), CareModel::Kap, 7);
    assert_eq!(within(&mut tale, "kap-rae> answer screening needs-hospital-now"), 7);
    assert_eq!(within(&mut tale, "kap-rae> unsafe I am scared"), 7);
    let retire = RetireProtocol { reason: line("under review") };
    tale.does(&who("director"), Act::RetireProtocol(ProtocolId(32), retire));
    assert_eq!(within(&mut tale, "unsafe"), 30, "none is in force: the house's own");
    tale.go("kap-rae> close moved away").expect("closed");
    assert_eq!(within(&mut tale, "unsafe"), 30, "no open course: the house's own");
}

#[test]
fn a_task_is_taken_by_one_answered_once_and_climbs_until_then() {
    let mut tale = Tale::of(RECOVERED);
    let (facts, _) = tale.go("hand back she asked about doses").expect("handed back");
    let id = opened(&facts);
    let take = || Act::TakeTask(id, TakeTask);
    let answer = || Act::AnswerTask(id, AnswerTask { done: line("called, and is with her sister") });
    let climb = || Act::EscalateTask(id, EscalateTask { answer: Minutes(15) });
    tale.refuses(&who("desk"), take(), "needs-clinician");
    tale.refuses(&Acting::CLOCK, climb(), "not-yet-due");
    tale.does(&who("nurse"), take());
    tale.refuses(&who("prescriber"), take(), "task-already-taken");
    tale.now = tale.now.plus_minutes(Minutes(30));
    let climbed = tale.does(&Acting::CLOCK, climb());
    assert!(matches!(
        &climbed[0].what,
        What::Task(TaskFact::Climbed { owed_by: care::practice::Role::MedicalDirector, .. })
    ));
    tale.refuses(&Acting::CLOCK, climb(), "not-yet-due");
    tale.does(&who("nurse"), answer());
    tale.refuses(&who("nurse"), answer(), "task-already-answered");
    tale.refuses(&Acting::CLOCK, climb(), "task-already-answered");
    tale.refuses(&who("nurse"), Act::TakeTask(TaskId(404), TakeTask), "task-unknown");
}

#[test]
fn the_desk_may_answer_what_the_desk_owes() {
    let mut tale = Tale::of(&format!("{}, wait 24 h", unplanned()));
    let (facts, _) = tale.go("escalate window").expect("due");
    let id = opened(&facts);
    tale.does(&who("desk"), Act::TakeTask(id, TakeTask));
    tale.does(&who("desk"), Act::AnswerTask(id, AnswerTask { done: line("called; wants Thursday") }));
}

#[test]
fn the_end_of_a_licence_cancels_the_talks_that_asked_for_it() {
    let given = format!("{} | kap> book therapy therapist in 24 h", kap_recovered());
    let mut tale = Tale::of(&given);
    let talk = tale.world.window(WindowId(3)).and_then(|window| window.talk).expect("booked");
    let end = |at| {
        let (number, jurisdiction) = ("1234".to_owned(), "US-NY".to_owned());
        let (licence, why, note) = (Licence::Psychologist, CredentialEnd::Revoked, None);
        Act::EndCredential(id_of("therapist"), EndCredential { licence, number, jurisdiction, why, note, at })
    };
    let keeps = end(When::At(Instant(talk.at.0 + 1)));
    let facts = tale.world.ask(&who("director"), &keeps, tale.now, tale.now).expect("may");
    assert_eq!(facts.len(), 1, "a talk before the end stays");
    // Another licence that the role takes carries the talk on.
    let mut other = tale.world.clone();
    let physician = crate::clinic::licence(Licence::Physician, tale.now, crate::clinic::LICENSED);
    let record = Act::RecordCredential(id_of("therapist"), RecordCredential { credential: physician });
    other.submit(&who("director"), &record, tale.now).expect("recorded");
    assert_eq!(other.submit(&who("director"), &end(When::Now), tale.now).expect("may").len(), 1);
    let facts = tale.does(&who("director"), end(When::Now));
    assert_eq!(opened_matters(&facts), [Matter::TalkLost]);
    assert_eq!(tale.world.window(WindowId(3)).and_then(|window| window.talk), None);
}

#[test]
fn ending_an_affiliation_cancels_later_talks_in_the_same_decision() {
    let mut tale = Tale::of(RECOVERED);
    let talk = tale.world.window(WindowId::of(SessionId(1))).and_then(|window| window.talk).expect("booked");
    let keeps =
        Act::EndAffiliation(id_of("specialist"), EndAffiliation { at: When::At(Instant(talk.at.0 + 1)) });
    let facts = tale.world.ask(&who("director"), &keeps, tale.now, tale.now).expect("may");
    assert_eq!(facts.len(), 1, "a talk before the end stays");
    let at = talk.at;
    let facts = tale.does(
        &who("director"),
        Act::EndAffiliation(id_of("specialist"), EndAffiliation { at: When::At(at) }),
    );
    let lost =
        |fact: &Fact| matches!(&fact.what, What::Task(TaskFact::Opened { matter: Matter::TalkLost, .. }));
    assert_eq!(facts.iter().filter(|fact| lost(fact)).count(), 1);
    let window = tale.world.window(WindowId(1)).expect("open");
    assert_eq!(window.talk, None);
    assert_eq!(window.lost, Some(talk), "what it was is kept until they have chosen");
    tale.refuses(
        &who("director"),
        Act::EndAffiliation(id_of("specialist"), EndAffiliation { at: When::At(at) }),
        "not-affiliated",
    );
}
