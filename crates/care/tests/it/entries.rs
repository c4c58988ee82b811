//! Entries for a patient's own calendar: what went is kept with what it is of, and is taken out when that is off.

use care::act::Act;
use care::fact::{Fact, Stream, What};
use care::ids::{MessageId, SessionId, WindowId};
use care::integration::book_talk::{BookTalk, DeclineTalk};
use care::integration::{TalkKind, WindowFact};
use care::messages::entry::{CalendarEntry, Carries, ChooseEntries};
use care::messages::prefer_channel::PreferChannel;
use care::messages::settle_message::{End, SettleMessage};
use care::messages::{Channel, MessageFact, Occasion};
use care::practice::Acting;
use care::session::SessionFact;
use care::session::schedule_session::CancelSession;
use care::units::Hours;

use crate::clinic::given::*;
use crate::clinic::{NOAH, RAE, Tale, id_of, line, who};
use crate::messages::reach;

const WINDOW: WindowId = WindowId::of(SessionId(1));
const VISIT: SessionId = SessionId(1);

/// For the test of the codes.
pub const TABLES: &[fn()] = &[whether_entries_come_is_the_patients_own_choice];

fn written_to(given: &str) -> Tale {
    let mut tale = Tale::of(given);
    tale.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    tale.does(&Acting::patient(RAE), Act::ChooseEntries(RAE, ChooseEntries { wanted: true }));
    tale
}

fn owed(facts: &[Fact]) -> Vec<(MessageId, Occasion)> {
    let one = |fact: &Fact| match (fact.stream, &fact.what) {
        (Stream::Message(id), What::Message(MessageFact::Owed { owed })) => Some((id, owed.occasion)),
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

fn went(id: MessageId, carries: Carries, sequence: u32) -> Act {
    Act::SettleMessage(id, SettleMessage { end: End::SentWithEntry(carries, sequence) })
}

fn no_plan() -> String {
    RECOVERED.replace("plan support specialist in 26 h", "plan no thanks")
}

fn book(tale: &Tale) -> Act {
    let at = tale.now.plus_hours(Hours(4));
    Act::BookTalk(WINDOW, BookTalk { kind: TalkKind::Support, with: id_of("specialist"), at })
}

#[test]
fn an_entry_that_went_is_a_fact_of_its_talk_until_it_is_taken_out() {
    let mut tale = written_to(&no_plan());
    let act = book(&tale);
    let (id, _) = owed(&tale.does(&who("desk"), act))[0];
    let facts = tale.does(&Acting::CLOCK, went(id, Carries::Enter, 2));
    let starts = tale.now.plus_hours(Hours(4));
    let kept = Fact::on(Stream::Window(WINDOW), WindowFact::EntrySent { starts, sequence: 2 });
    assert!(facts.contains(&kept), "{facts:?}");
    let entry = |tale: &Tale| tale.world.window(WINDOW).and_then(|window| window.entry);
    assert_eq!(entry(&tale), Some(CalendarEntry { at: starts, sequence: 2 }));
    // The patient says "no, thanks": they know it, their calendar does not.
    let facts = tale.does(&Acting::patient(RAE), Act::DeclineTalk(WINDOW, DeclineTalk));
    let [(id, Occasion::TalkCancelled)] = owed(&facts)[..] else { panic!("{facts:?}") };
    tale.does(&Acting::CLOCK, went(id, Carries::TakeOut, 3));
    assert_eq!(entry(&tale), None);
}

#[test]
fn whoever_calls_off_what_no_entry_went_for_is_not_written_to() {
    let mut tale = written_to(&no_plan());
    let act = book(&tale);
    let (id, _) = owed(&tale.does(&who("desk"), act))[0];
    tale.does(&Acting::CLOCK, Act::SettleMessage(id, SettleMessage { end: End::Sent(Channel::Mail) }));
    let facts = tale.does(&Acting::patient(RAE), Act::DeclineTalk(WINDOW, DeclineTalk));
    assert_eq!(owed(&facts), [], "a plain mail leaves nothing in a calendar");
}

#[test]
fn whoever_calls_off_their_own_visit_has_it_taken_out_of_their_calendar() {
    let booked = "join team prescriber, open course, schedule dosing in 60 h with nurse";
    let cancel = || Act::CancelSession(VISIT, CancelSession { reason: line("changed my mind") });
    for carries in [None, Some(Carries::Enter)] {
        let mut tale = written_to("join team prescriber, open course");
        let (facts, _) = tale.go(booked.rsplit(", ").next().expect("a booking")).expect("scheduled");
        let [(id, Occasion::VisitTomorrow)] = owed(&facts)[..] else { panic!("{facts:?}") };
        let (starts, entry) = (tale.world.session(VISIT).expect("a visit").starts, |tale: &Tale| {
            tale.world.session(VISIT).and_then(|visit| visit.entry)
        });
        let end = carries.map_or(End::Sent(Channel::Mail), |carries| End::SentWithEntry(carries, 0));
        let facts = tale.does(&Acting::CLOCK, Act::SettleMessage(id, SettleMessage { end }));
        let kept = Fact::on(Stream::Session(VISIT), SessionFact::EntrySent { starts, sequence: 0 });
        assert_eq!(facts.contains(&kept), carries.is_some());
        assert_eq!(entry(&tale).map(|entry| entry.at), carries.map(|_| starts));
        let facts = tale.does(&Acting::patient(RAE), cancel());
        let told: Vec<Occasion> = owed(&facts).into_iter().map(|(_, occasion)| occasion).collect();
        assert_eq!(told, carries.map(|_| Occasion::VisitCancelled).into_iter().collect::<Vec<_>>());
        if let [(id, _)] = owed(&facts)[..] {
            tale.does(&Acting::CLOCK, went(id, Carries::TakeOut, 1));
            assert_eq!(entry(&tale), None);
        }
    }
}

#[test]
fn whether_entries_come_is_the_patients_own_choice() {
    let choose = |wanted| Act::ChooseEntries(RAE, ChooseEntries { wanted });
    // Nobody has said anything: none.
    let unasked = Tale::of("");
    assert!(!unasked.world.patient(RAE).expect("a patient").wants_entries);
    unasked.refuses(&Acting::patient(RAE), choose(false), "nothing-changed");
    let mut tale = written_to("");
    tale.refuses(&Acting::patient(RAE), choose(true), "nothing-changed");
    tale.does(&Acting::patient(RAE), choose(false));
    assert!(!tale.world.patient(RAE).expect("a patient").wants_entries);
    tale.refuses(&Acting::patient(RAE), choose(false), "nothing-changed");
    tale.refuses(&Acting::patient(NOAH), choose(true), "not-your-record");
    tale.refuses(&who("desk"), choose(true), "out-of-scope");
    tale.does(&Acting::patient(RAE), choose(true));
    assert!(tale.world.patient(RAE).expect("a patient").wants_entries);
}
