//! Referral: what is sent is what the patient said yes to, the link dies when it should, and nothing about it is silent.

use care::act::Act;
use care::chart::State;
use care::fact::{Fact, Stream, What};
use care::ids::{CourseId, ReferralId, WindowId};
use care::integration::SaidBy;
use care::messages::prefer_channel::PreferChannel;
use care::messages::settle_message::{End, Go, SettleMessage};
use care::messages::{Channel, Message, MessageFact, Occasion, Tongue, Unsent};
use care::practice::{Acting, Role};
use care::referral::*;
use care::tasks::{Matter, TaskFact};
use care::time::Instant;
use care::units::Hours;

use crate::clinic::given::RECOVERED;
use crate::clinic::{NOAH, RAE, Tale, line, who};
use crate::messages::reach;

/// Nothing is planned for the first hours any more, and the patient is clear-headed again: 30 h after the dose.
fn unplanned() -> Tale {
    let mut tale = Tale::of(&format!("{RECOVERED}, cancel talk ill"));
    tale.wait(30);
    tale
}

pub const REFERRAL: ReferralId = ReferralId(77);

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    what_is_written_can_be_answered_and_clinical_words_are_a_clinicians,
    a_yes_names_its_parts_with_a_clear_head_and_less_always_works,
    it_is_sent_once_after_the_yes_and_in_time,
    whoever_holds_the_link_answers_while_it_opens,
    they_met_once_after_a_yes_and_who_says_so_was_there,
    they_did_not_meet_after_all_and_the_call_is_owed_again,
    a_note_back_is_short_and_there_are_few,
    taking_back_always_works_and_the_link_is_dead_in_that_instant,
];

pub fn receiver() -> Receiver {
    Receiver {
        name: line("Dana Cho PhD"),
        practice: Some(line("Cho Practice")),
        kind: ReceiverKind::OutsideTherapist,
        mail: Some(line("dana@cho.example")),
        phone: Some(line("+1 212 555 0142")),
        tongue: Tongue::English,
    }
}

pub fn written(by_when: Instant) -> WriteReferral {
    WriteReferral {
        patient: RAE,
        course: Some(CourseId(1)),
        receiver: receiver(),
        purpose: Purpose::FirstTalk,
        by_when,
        why: Some(line("She would like to talk about it soon")),
        contact: Some(line("text, evenings: +1 212 555 0199")),
        tells_service: true,
        tells_intention: false,
        summary: Some("She spoke of the sea.".to_owned()),
    }
}

fn write(tale: &Tale, hours: u32) -> Act {
    Act::WriteReferral(REFERRAL, written(tale.now.plus_hours(Hours(hours))))
}

pub fn consent(parts: &[Part]) -> Act {
    let act = ConsentToReferral { parts: parts.to_vec(), typed_name: line("rae quill") };
    Act::ConsentToReferral(REFERRAL, act)
}

const LEAST: [Part; 1] = [Part::FirstName];

pub fn send() -> Act {
    Act::SendReferral(REFERRAL, SendReferral)
}
fn accept(times: &[Instant]) -> Act {
    Act::AcceptReferral(REFERRAL, AcceptReferral { times: times.to_vec() })
}
fn decline() -> Act {
    Act::DeclineReferral(REFERRAL, DeclineReferral { because: CannotBecause::Full })
}
fn met(at: Instant, said_by: SaidBy) -> Act {
    Act::NoteReferralMet(REFERRAL, NoteReferralMet { at, said_by })
}
fn not_met() -> Act {
    Act::NoteReferralNotMet(REFERRAL, NoteReferralNotMet)
}
fn note(words: &str) -> Act {
    Act::SendReferralNote(REFERRAL, SendReferralNote { words: words.to_owned() })
}
fn take_back() -> Act {
    Act::TakeBackReferral(REFERRAL, TakeBackReferral)
}
fn close() -> Act {
    Act::CloseReferral(REFERRAL, CloseReferral { because: ClosedBecause::NotNeeded })
}
fn climb() -> Act {
    Act::EscalateReferral(REFERRAL, EscalateReferral)
}
fn remind() -> Act {
    Act::RemindReferral(REFERRAL, RemindReferral)
}

fn rae() -> Acting {
    Acting::patient(RAE)
}
const VISITOR: Acting = Acting::VISITOR;

fn referral(tale: &Tale) -> &Referral {
    tale.world.referral(REFERRAL).expect("a referral")
}

/// Written, said yes to and sent; to be answered within so many hours.
fn sent(hours: u32) -> Tale {
    let mut tale = unplanned();
    tale.does(&who("prescriber"), write(&tale, hours));
    tale.does(&rae(), consent(&LEAST));
    tale.does(&who("prescriber"), send());
    tale
}

fn mails(facts: &[Fact]) -> Vec<Occasion> {
    let mail = |fact: &Fact| match &fact.what {
        What::Message(MessageFact::OwedOutside { owed, referral: REFERRAL }) => Some(owed.occasion),
        _ => None,
    };
    facts.iter().filter_map(mail).collect()
}

fn open_tasks(tale: &Tale) -> Vec<Matter> {
    let open = |(_, state): (&Stream, &State)| match state {
        State::Task(task) if task.is_open() => Some(task.matter),
        _ => None,
    };
    tale.world.streams().filter_map(open).collect()
}

#[test]
fn what_is_written_can_be_answered_and_clinical_words_are_a_clinicians() {
    let tale = unplanned();
    let (now, prescriber) = (tale.now, who("prescriber"));
    let with = |change: &dyn Fn(&mut WriteReferral)| {
        let mut act = written(now.plus_hours(Hours(40)));
        change(&mut act);
        Act::WriteReferral(REFERRAL, act)
    };
    type Wrong<'a> = (&'a dyn Fn(&mut WriteReferral), &'a str);
    let wrong: [Wrong<'_>; 8] = [
        (&|act| act.by_when = Instant(0), "time-in-the-past"),
        (&|act| act.by_when = Instant(i64::MAX), "referral-time-too-far"),
        (&|act| (act.receiver.mail, act.receiver.phone) = (None, None), "referral-unreachable"),
        (&|act| act.receiver.mail = Some(line("dana at cho")), "address-unusable"),
        (&|act| act.receiver.phone = Some(line("ask at the door")), "address-unusable"),
        (&|act| act.tells_intention = true, "referral-no-intention"),
        (&|act| act.course = Some(CourseId(99)), "course-unknown"),
        (&|act| act.patient = NOAH, "no-tie"),
    ];
    for (change, code) in wrong {
        tale.refuses(&prescriber, with(change), code);
    }
    tale.refuses(&who("desk"), with(&|_| {}), "needs-clinician");
    let plain = |act: &mut WriteReferral| (act.why, act.summary) = (None, None);
    let other = |act: &mut WriteReferral| {
        plain(act);
        act.patient = NOAH;
    };
    tale.refuses(&who("desk"), with(&other), "not-your-record");
    tale.refuses(&who("stranger"), with(&plain), "no-tie");
    for role in ["specialist", "auditor"] {
        tale.refuses(&who(role), with(&plain), "out-of-scope");
    }
    tale.refuses(&rae(), with(&plain), "out-of-scope");
    tale.refuses(&VISITOR, with(&plain), "out-of-scope");
    tale.refuses(&prescriber, send(), "referral-unknown");
    let mut tale = tale;
    tale.does(&who("desk"), with(&plain));
    tale.refuses(&prescriber, with(&plain), "already-there");
    assert_eq!(referral(&tale).state(tale.now), ReferralState::AwaitingConsent);
    // What is sent holds a door and a day, and no number of a dose, wherever it could stand.
    let content = &referral(&tale).written.content;
    assert_eq!(content.first_name, Some(line("Rae")));
    assert!(content.service.is_some_and(|(_, day)| day.is_some()));
}

#[test]
fn a_yes_names_its_parts_with_a_clear_head_and_less_always_works() {
    let mut tale = Tale::of(RECOVERED);
    tale.does(&who("prescriber"), write(&tale, 40));
    // The dose was an hour ago: new sharing waits, saying no does not.
    tale.refuses(&rae(), consent(&LEAST), "clear-headed-lock");
    tale.wait(30);
    for (parts, code) in [
        (&[Part::FirstName, Part::Why, Part::Intention][..], "referral-part-not-offered"),
        (&[Part::Why, Part::Summary], "referral-part-needed"),
        (&[], "referral-part-needed"),
    ] {
        tale.refuses(&rae(), consent(parts), code);
    }
    let wrong = ConsentToReferral { parts: LEAST.to_vec(), typed_name: line("somebody else") };
    tale.refuses(&rae(), Act::ConsentToReferral(REFERRAL, wrong), "signature-name-differs");
    tale.refuses(&Acting::patient(NOAH), consent(&LEAST), "not-your-record");
    tale.refuses(&who("prescriber"), consent(&LEAST), "out-of-scope");
    tale.refuses(&who("prescriber"), send(), "referral-not-consented");
    assert_eq!(referral(&tale).shown(), None);
    let all = [Part::FirstName, Part::Why, Part::Contact, Part::Summary];
    tale.does(&rae(), consent(&all));
    tale.refuses(&rae(), consent(&all), "nothing-changed");
    let shown = referral(&tale).shown().expect("a yes");
    assert!(shown.summary.is_some() && shown.contact.is_some() && shown.service.is_none());
    // Less is taken back part by part, and the reader's page has no more than that.
    tale.does(&rae(), consent(&LEAST));
    let shown = referral(&tale).shown().expect("a yes");
    assert!(shown.summary.is_none() && shown.contact.is_none() && shown.why.is_none());
    assert!(shown.first_name.is_some());
}

#[test]
fn it_is_sent_once_after_the_yes_and_in_time() {
    let mut tale = unplanned();
    tale.does(&who("prescriber"), write(&tale, 10));
    tale.does(&rae(), consent(&LEAST));
    assert_eq!(referral(&tale).state(tale.now), ReferralState::Consented);
    tale.refuses(&VISITOR, accept(&[tale.now.plus_hours(Hours(2))]), "referral-link-ended");
    tale.refuses(&who("prescriber"), met(tale.now, SaidBy::Patient), "referral-not-sent");
    let late = tale.now;
    tale.now = tale.now.plus_hours(Hours(10));
    tale.refuses(&who("desk"), send(), "time-in-the-past");
    tale.now = late;
    let facts = tale.does(&who("desk"), send());
    assert_eq!(mails(&facts), [Occasion::ReferralSent]);
    tale.refuses(&who("desk"), send(), "referral-already-sent");
    tale.does(&who("desk"), close());
    tale.refuses(&who("desk"), close(), "referral-closed");
    tale.refuses(&who("desk"), send(), "referral-closed");
    tale.refuses(&rae(), consent(&[Part::FirstName, Part::Why, Part::Contact]), "referral-closed");
    // Where there is no address nobody is written to: the link is handed over.
    let mut tale = unplanned();
    let mut act = written(tale.now.plus_hours(Hours(40)));
    act.receiver.mail = None;
    tale.does(&who("prescriber"), Act::WriteReferral(REFERRAL, act));
    tale.does(&rae(), consent(&LEAST));
    assert_eq!(mails(&tale.does(&who("desk"), send())), []);
}

#[test]
fn whoever_holds_the_link_answers_while_it_opens() {
    let mut tale = sent(20);
    let hours = |tale: &Tale, n: u32| tale.now.plus_hours(Hours(n));
    let (one, two) = (hours(&tale, 5), hours(&tale, 9));
    let four: Vec<Instant> = (1..5).map(|n| hours(&tale, n)).collect();
    tale.refuses(&VISITOR, accept(&[]), "referral-times-missing");
    tale.refuses(&VISITOR, accept(&four), "referral-times-missing");
    tale.refuses(&VISITOR, accept(&[tale.now]), "time-in-the-past");
    tale.refuses(&VISITOR, accept(&[Instant(i64::MAX)]), "referral-time-too-far");
    for by in [who("prescriber"), who("desk"), rae()] {
        tale.refuses(&by, accept(&[one]), "out-of-scope");
        tale.refuses(&by, decline(), "out-of-scope");
    }
    for act in [consent(&LEAST), send(), take_back(), close(), climb()] {
        tale.refuses(&VISITOR, act, "out-of-scope");
    }
    assert_eq!(open_tasks(&tale), [Matter::TalkLost]);
    let facts = tale.does(&VISITOR, accept(&[two, one, one]));
    assert_eq!(referral(&tale).times(), [one, two]);
    // It counts for the patient's first hours: somebody outside has a plan with them, and nobody owes a call.
    let window = tale.world.window(WindowId(1)).expect("a window");
    assert_eq!(window.referred, Some(line("Dana Cho PhD, Cho Practice")), "{facts:?}");
    assert_eq!(open_tasks(&tale), []);
    tale.refuses(&VISITOR, accept(&[one, two]), "nothing-changed");
    tale.does(&VISITOR, accept(&[one]));
    // "I cannot any more": the plan is gone, the desk owes a call and an answer, the link is dead.
    tale.does(&VISITOR, decline());
    assert_eq!(tale.world.window(WindowId(1)).expect("a window").referred, None);
    assert_eq!(open_tasks(&tale).len(), 2);
    assert!(open_tasks(&tale).contains(&Matter::ReferralOpen));
    for act in [accept(&[two]), decline(), note("Sorry"), met(tale.now, SaidBy::OutsideTherapist)] {
        tale.refuses(&VISITOR, act, "referral-link-ended");
    }
    let ends = referral(&sent(20)).link_ends();
    let mut tale = sent(20);
    tale.now = Instant(ends.0 - 1);
    tale.does(&VISITOR, note("Still here"));
    tale.now = ends;
    tale.refuses(&VISITOR, accept(&[ends.plus_hours(Hours(1))]), "referral-link-ended");
    assert_eq!(referral(&tale).state(tale.now), ReferralState::Expired);
}

/// The occasions of the messages that the patient is owed.
fn told(facts: &[Fact]) -> Vec<Occasion> {
    let of = facts.iter().filter_map(|fact| match &fact.what {
        What::Message(MessageFact::Owed { owed }) if owed.patient == RAE => Some(owed.occasion),
        _ => None,
    });
    of.collect()
}

#[test]
fn they_met_once_after_a_yes_and_who_says_so_was_there() {
    let mut tale = sent(20);
    let sent_at = tale.now;
    tale.wait(3);
    let outside = SaidBy::OutsideTherapist;
    tale.refuses(&VISITOR, met(tale.now, SaidBy::Patient), "speaks-for-another");
    tale.refuses(&VISITOR, met(tale.now.plus_hours(Hours(1)), outside), "time-in-the-future");
    tale.refuses(&VISITOR, met(Instant(sent_at.0 - 1), outside), "referral-met-before-sent");
    // Whoever holds the link said yes to nothing: one word of theirs ends nothing that is owed here.
    tale.refuses(&VISITOR, met(tale.now, outside), "referral-not-accepted");
    assert_eq!(open_tasks(&tale), [Matter::TalkLost]);
    tale.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    let yes_at = tale.now;
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(2))]));
    tale.wait(2);
    tale.refuses(&VISITOR, met(Instant(yes_at.0 - 1), outside), "referral-met-before-yes");
    // Staff may have been told of a meeting before that; and what they were told by the patient, the patient knows.
    let mut staff = sent(20);
    staff.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    staff.wait(1);
    assert_eq!(told(&staff.does(&who("desk"), met(staff.now, SaidBy::Patient))), []);
    let facts = tale.does(&VISITOR, met(tale.now, outside));
    assert_eq!(told(&facts), [Occasion::ReferralAnswered], "the patient is told, and can say otherwise");
    let window = tale.world.window(WindowId(1)).expect("a window");
    assert_eq!(window.held, Some((tale.now, None)));
    assert_eq!(open_tasks(&tale), []);
    tale.refuses(&VISITOR, met(tale.now, outside), "referral-met");
    tale.refuses(&who("desk"), met(tale.now, SaidBy::Patient), "referral-met");
    tale.refuses(&VISITOR, accept(&[tale.now.plus_hours(Hours(1))]), "referral-met");
    tale.does(&VISITOR, note("We met. She will come again."));
    // What was held stays held, whatever is taken back afterwards.
    tale.does(&rae(), take_back());
    assert!(tale.world.window(WindowId(1)).expect("a window").held.is_some());
    tale.refuses(&who("desk"), met(tale.now, SaidBy::Patient), "referral-closed");
}

#[test]
fn they_did_not_meet_after_all_and_the_call_is_owed_again() {
    for by in [rae(), who("desk"), who("prescriber")] {
        let mut tale = sent(20);
        tale.refuses(&by, not_met(), "nothing-changed");
        tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(2))]));
        tale.wait(2);
        tale.does(&VISITOR, met(tale.now, SaidBy::OutsideTherapist));
        assert_eq!(open_tasks(&tale), []);
        tale.refuses(&VISITOR, not_met(), "out-of-scope");
        tale.refuses(&Acting::patient(NOAH), not_met(), "not-your-record");
        tale.does(&by, not_met());
        let window = tale.world.window(WindowId(1)).expect("a window");
        assert_eq!((window.held, window.referred.clone()), (None, None));
        let mut owed = open_tasks(&tale);
        owed.sort_unstable();
        assert_eq!(owed, [Matter::TalkLost, Matter::ReferralOpen]);
        tale.refuses(&by, not_met(), "nothing-changed");
        // Said again, with the right day: it is held again, and nobody owes it.
        tale.does(&who("desk"), met(tale.now, SaidBy::Patient));
        assert_eq!(open_tasks(&tale), []);
        // Also where staff have ended it since: the patient's first hours are open again.
        tale.does(&who("desk"), close());
        tale.does(&by, not_met());
        assert_eq!(open_tasks(&tale), [Matter::TalkLost]);
    }
}

#[test]
fn a_yes_for_later_fills_no_window_and_changed_times_move_no_clock() {
    let mut tale = sent(20);
    let goal = tale.world.window(WindowId(1)).expect("a window").goal;
    let (late, hour) = (Instant(goal.0 + 1), Hours(1));
    tale.does(&VISITOR, accept(&[late, late.plus_hours(hour)]));
    assert_eq!(tale.world.window(WindowId(1)).expect("a window").referred, None);
    assert_eq!(open_tasks(&tale), [Matter::TalkLost], "the call is still owed");
    // One of them by the goal is a plan; all of them later again is none, and the call is owed again.
    tale.does(&VISITOR, accept(&[goal, late]));
    assert!(tale.world.window(WindowId(1)).expect("a window").referred.is_some());
    assert_eq!(open_tasks(&tale), []);
    tale.does(&VISITOR, accept(&[goal]));
    assert_eq!(open_tasks(&tale), []);
    tale.does(&VISITOR, accept(&[late]));
    assert_eq!(tale.world.window(WindowId(1)).expect("a window").referred, None);
    assert_eq!(open_tasks(&tale), [Matter::TalkLost]);
    // The link and "nobody met" stand where the first answer put them.
    let (ends, look) = (referral(&tale).link_ends(), next_look(referral(&tale)));
    assert_eq!(ends, late.plus_hours(hour).max(referral(&tale).written.by_when).plus_hours(LINK_AFTER));
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(170 * 24))]));
    assert_eq!((referral(&tale).link_ends(), next_look(referral(&tale))), (ends, look));
}

#[test]
fn a_mail_that_never_comes_is_the_desks_at_once() {
    let mail = |tale: &Tale| {
        let mut of = tale.world.streams().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Message(id), State::Message(message)) if message.outside == Some(REFERRAL) => Some(*id),
            _ => None,
        });
        of.next().expect("a mail")
    };
    let settle = |tale: &Tale, end: End| Act::SettleMessage(mail(tale), SettleMessage { end });
    for why in [Unsent::RefusedThere, Unsent::TriesUsed] {
        let mut tale = sent(20);
        let act = settle(&tale, End::Unsent(why, Some(550)));
        tale.does(&Acting::CLOCK, act);
        assert_eq!(referral(&tale).climbed, [Late::MailFailed]);
        assert!(open_tasks(&tale).contains(&Matter::ReferralOpen));
        // They answer, by the link that was handed over: nobody owes it any more.
        tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(5))]));
        assert!(!open_tasks(&tale).contains(&Matter::ReferralOpen));
    }
    let sent_now = End::Sent(Channel::Mail);
    for (end, answers) in [
        (sent_now, false),
        (End::Unsent(Unsent::Overtaken, None), false),
        (End::Unsent(Unsent::TooLate, None), false),
        (End::Unsent(Unsent::RefusedThere, None), true),
    ] {
        let mut tale = sent(20);
        if answers {
            tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(5))]));
        }
        let act = settle(&tale, end);
        tale.does(&Acting::CLOCK, act);
        assert!(referral(&tale).climbed.is_empty(), "{end:?}");
    }
}

#[test]
fn a_note_back_is_short_and_there_are_few() {
    let mut tale = sent(20);
    tale.refuses(&VISITOR, note("  "), "text-missing");
    tale.refuses(&VISITOR, note(&"x".repeat(NOTE_MOST + 1)), "text-too-long");
    tale.refuses(&who("prescriber"), note("mine"), "out-of-scope");
    for n in 0..NOTES_MOST {
        let facts = tale.does(&VISITOR, note(&format!("note {n}")));
        // A prescriber owes a look by a clock, and the task holds none of its words.
        let task = facts.iter().find_map(|fact| match &fact.what {
            What::Task(TaskFact::Opened { matter, owed_by, due, note, .. }) => {
                Some((*matter, *owed_by, *due, note.clone()))
            }
            _ => None,
        });
        let due = tale.now.plus_hours(NOTE_ANSWER);
        assert_eq!(task, Some((Matter::ReferralNote, Role::Prescriber, due, None)));
        assert!(Matter::ReferralNote.is_clinical());
    }
    tale.refuses(&VISITOR, note("one more"), "referral-notes-full");
}

#[test]
fn taking_back_always_works_and_the_link_is_dead_in_that_instant() {
    // In the lock, before anything was sent: it is never sent.
    let mut tale = Tale::of(RECOVERED);
    tale.does(&who("prescriber"), write(&tale, 40));
    tale.does(&rae(), take_back());
    tale.refuses(&rae(), take_back(), "nothing-changed");
    tale.refuses(&who("prescriber"), send(), "referral-closed");
    // While they read: the page has nothing, and a yes that counted is a plan no more.
    let mut tale = sent(20);
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(2))]));
    let facts = tale.does(&rae(), take_back());
    assert!(facts.iter().any(|fact| matches!(fact.stream, Stream::Task(_))), "the desk owes a call");
    for act in [
        accept(&[tale.now.plus_hours(Hours(4))]),
        decline(),
        note("?"),
        met(tale.now, SaidBy::OutsideTherapist),
    ] {
        tale.refuses(&VISITOR, act, "referral-link-ended");
    }
    assert_eq!(tale.world.window(WindowId(1)).expect("a window").referred, None);
    assert_eq!(referral(&tale).state(tale.now), ReferralState::TakenBack);
    // Closed by staff first: the patient's word still goes in.
    let mut tale = sent(20);
    tale.does(&who("desk"), close());
    tale.refuses(&VISITOR, decline(), "referral-link-ended");
    tale.does(&rae(), take_back());
}

#[test]
fn what_is_late_climbs_once_and_whoever_was_asked_is_reminded() {
    let clock = Acting::CLOCK;
    // Nobody sent it for a day.
    let mut tale = unplanned();
    tale.does(&who("prescriber"), write(&tale, 40));
    tale.refuses(&clock, climb(), "not-yet-due");
    tale.wait(24);
    tale.does(&clock, climb());
    tale.refuses(&clock, climb(), "not-yet-due");
    assert!(open_tasks(&tale).contains(&Matter::ReferralOpen));
    tale.does(&rae(), consent(&LEAST));
    tale.does(&who("desk"), send());
    assert!(!open_tasks(&tale).contains(&Matter::ReferralOpen), "it was sent");
    // Sixteen hours are left: the step of 24 had passed when it was sent, that of 6 reminds and climbs.
    tale.wait(9);
    tale.refuses(&clock, remind(), "not-yet-due");
    tale.wait(1);
    assert_eq!(mails(&tale.does(&clock, remind())), [Occasion::ReferralReminder]);
    tale.refuses(&clock, remind(), "not-yet-due");
    tale.does(&clock, climb());
    assert_eq!(referral(&tale).climbed, [Late::NotSent, Late::Unanswered]);
    // Answered: nobody owes it. Then nobody says that they met.
    let last = tale.now.plus_hours(Hours(30));
    tale.does(&VISITOR, accept(&[last]));
    assert!(!open_tasks(&tale).contains(&Matter::ReferralOpen));
    tale.now = Instant(last.plus_hours(NOT_MET_AFTER).0 - 1);
    tale.refuses(&clock, climb(), "not-yet-due");
    tale.now = last.plus_hours(NOT_MET_AFTER);
    assert_eq!(next_look(referral(&tale)), Some(tale.now));
    tale.does(&clock, climb());
    tale.now = referral(&tale).link_ends();
    tale.does(&clock, climb());
    assert_eq!(referral(&tale).climbed.last(), Some(&Late::LinkEnded));
    assert_eq!(next_look(referral(&tale)), None);
    tale.does(&who("desk"), met(last, SaidBy::Patient));
    assert!(!open_tasks(&tale).contains(&Matter::ReferralOpen));
}

#[test]
fn a_mail_outside_goes_while_it_is_still_so() {
    let mut tale = sent(30);
    let (stream, known) = tale
        .world
        .streams()
        .find_map(|(stream, state)| match state {
            State::Message(message) if message.outside == Some(REFERRAL) => Some((*stream, **message)),
            _ => None,
        })
        .expect("a mail");
    assert!(matches!(stream, Stream::Message(_)));
    let go = |tale: &Tale, at: Instant| may_go_outside(&known, referral(tale), at);
    assert!(matches!(go(&tale, tale.now), Go::Now(_, to, Tongue::English) if to == line("dana@cho.example")));
    assert_eq!(go(&tale, Instant(tale.now.0 - 1)), Go::NotBefore(tale.now));
    assert_eq!(go(&tale, known.owed.latest), Go::Never(Unsent::TooLate));
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(5))]));
    assert_eq!(go(&tale, tale.now), Go::Never(Unsent::Overtaken));
    let mut tale = sent(30);
    tale.does(&rae(), take_back());
    assert_eq!(go(&tale, tale.now), Go::Never(Unsent::Overtaken));
    let fact = MessageFact::Sent { channel: care::messages::Channel::Mail, at: tale.now };
    assert_eq!(Message::after(Some(known), &fact).expect("a message").outside, Some(REFERRAL));
}

#[test]
fn a_referral_for_something_else_leaves_the_first_hours_alone() {
    let mut tale = unplanned();
    let mut act = written(tale.now.plus_hours(Hours(40)));
    act.purpose = Purpose::MedicineReview;
    tale.does(&who("prescriber"), Act::WriteReferral(REFERRAL, act));
    tale.does(&rae(), consent(&LEAST));
    tale.does(&who("prescriber"), send());
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(5))]));
    tale.does(&VISITOR, met(tale.now, SaidBy::OutsideTherapist));
    let window = tale.world.window(WindowId(1)).expect("a window");
    assert_eq!((window.referred.clone(), window.held), (None, None));
    // After "no, thanks" a yes from outside asks nobody again.
    let mut tale = sent(20);
    tale.go("patient: decline talk").expect("the person says so");
    tale.does(&VISITOR, accept(&[tale.now.plus_hours(Hours(5))]));
    let window = tale.world.window(WindowId(1)).expect("a window");
    assert!(window.declined.is_some() && window.referred.is_none());
}
