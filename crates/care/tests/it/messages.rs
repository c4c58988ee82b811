//! What is owed to somebody outside: which message, when, and when it never goes.

use care::act::Act;
use care::fact::{Fact, What};
use care::ids::{MessageId, PatientId, SessionId, WindowId};
use care::integration::book_talk::{BookTalk, CancelTalk, OfferTimes};
use care::integration::{Talk, TalkKind};
use care::messages::prefer_channel::PreferChannel;
use care::messages::send_message::{ByHand, SendMessage};
use care::messages::settle_message::{End, Go, SettleMessage, Things, may_go};
use care::messages::undo_message::UndoMessage;
use care::messages::unsubscribe::{Resubscribe, Unsubscribe};
use care::messages::{Channel, MessageFact, Occasion, Owed, Reach, Standing, Tongue, Unsent, wait_after};
use care::practice::{Acting, Role};
use care::session::move_session::MoveSession;
use care::session::note_not_come::NoteNotCome;
use care::session::schedule_session::CancelSession;
use care::time::Instant;
use care::units::{Hours, Minutes};

use crate::clinic::given::*;
use crate::clinic::{NOAH, RAE, T0, Tale, id_of, line, who};
use crate::world::nights;

const WINDOW: WindowId = WindowId::of(SessionId(1));

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_way_to_be_written_to_needs_an_address_that_can_be_one,
    staff_take_a_message_back_until_somebody_hands_it_over,
    a_safety_follow_up_goes_past_an_unsubscribe_and_past_the_night,
];

pub fn reach(channel: Channel) -> Reach {
    let (mail, number) = (Some(line("rae@example.org")), Some(line("+1 212 555 0101")));
    Reach { channel, mail, number, tongue: Tongue::English }
}

fn written_to(given: &str, channel: Channel) -> Tale {
    let mut tale = Tale::of(given);
    tale.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(channel) }));
    tale
}

fn owed(facts: &[Fact]) -> Vec<(MessageId, Owed)> {
    let one = |fact: &Fact| match (fact.stream, &fact.what) {
        (care::fact::Stream::Message(id), What::Message(MessageFact::Owed { owed })) => Some((id, *owed)),
        _ => None,
    };
    facts.iter().filter_map(one).collect()
}

/// What each message is about, and in how many minutes from now it may go.
fn told(tale: &Tale, facts: &[Fact]) -> Vec<(Occasion, i64)> {
    let one = |(_, owed): (_, Owed)| (owed.occasion, owed.earliest.minutes_since(tale.now));
    owed(facts).into_iter().map(one).collect()
}

fn talk_in(tale: &Tale, hours: u32) -> Talk {
    let at = tale.now.plus_hours(Hours(hours));
    Talk { kind: TalkKind::Support, with: id_of("specialist"), at }
}

fn book(tale: &Tale, hours: u32) -> Act {
    let Talk { kind, with, at } = talk_in(tale, hours);
    Act::BookTalk(WINDOW, BookTalk { kind, with, at })
}

fn no_plan() -> String {
    RECOVERED.replace("plan support specialist in 26 h", "plan no thanks")
}

/// How the message would be judged at an instant, as everything stands.
fn judged(tale: &Tale, id: MessageId, at: Instant) -> Go {
    let message = tale.world.message(id).expect("a message");
    let patient = tale.world.patient(message.owed.patient).expect("a patient");
    let window = message.owed.about.window.and_then(|id| tale.world.window(id));
    let visit = message.owed.about.visit.and_then(|id| tale.world.session(id));
    let course = visit.and_then(|visit| tale.world.course(visit.course));
    may_go(message, patient, Things { window, visit, course }, &nights(), at)
}

#[test]
fn somebody_hears_of_what_concerns_them_three_minutes_later() {
    let mut tale = written_to(&no_plan(), Channel::Mail);
    let offer = OfferTimes { times: vec![talk_in(&tale, 3), talk_in(&tale, 5)] };
    // "No, thanks" is taken back by a booking; times are not offered against it.
    let act = book(&tale, 4);
    let facts = tale.does(&who("desk"), act);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkBooked, 3)]);
    let act = book(&tale, 6);
    let facts = tale.does(&who("desk"), act);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkMoved, 3)]);
    let cancel = Act::CancelTalk(WINDOW, CancelTalk { reason: line("ill") });
    let facts = tale.does(&who("specialist"), cancel);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkCancelled, 3)]);
    let facts = tale.does(&who("desk"), Act::OfferTimes(WINDOW, offer));
    assert_eq!(told(&tale, &facts), [(Occasion::TimesOffered, 3)]);
    let act = book(&tale, 7);
    let facts = tale.does(&Acting::patient(RAE), act);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkBooked, 0)], "what one does oneself is not held");
}

#[test]
fn nobody_is_written_to_who_has_not_said_how() {
    for channel in [None, Some(Channel::CallOnly), Some(Channel::Nothing)] {
        let mut tale =
            channel.map_or_else(|| Tale::of(&no_plan()), |channel| written_to(&no_plan(), channel));
        let act = book(&tale, 4);
        let facts = tale.does(&who("desk"), act);
        assert_eq!(told(&tale, &facts), []);
    }
}

#[test]
fn an_end_of_a_dose_without_a_plan_invites_at_its_steps_outside_the_night() {
    let referred = DOSING.replace("plan support specialist in 26 h", "plan referral Dr Mole");
    let mut tale = written_to(&referred, Channel::Text);
    let (facts, _) = tale.go("end 35 mg").expect("it ends");
    assert_eq!(told(&tale, &facts), [], "somebody outside is asked");
    // A planned talk that no longer fits leaves no plan. The dose ends at 12:30 in New York. A day later is by day; six
    // hours before the goal is at 06:30: in the morning.
    let late = DOSING.replace("plan support specialist in 26 h", "plan support specialist in 1 h");
    let mut tale = written_to(&format!("{late}, wait 90 min"), Channel::Text);
    let (facts, _) = tale.go("end 35 mg").expect("it ends");
    let morning = (Occasion::TalkInvited, 43 * 60 + 30);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkInvited, 24 * 60), morning]);
    // It ends at 09:00: six hours before the goal is at 03:00, and eight would be too late. It goes the evening before.
    let mut tale = written_to(&format!("{late}, wait 22 h"), Channel::Text);
    let (facts, _) = tale.go("end 35 mg").expect("it ends");
    let evening = (Occasion::TalkInvited, 35 * 60);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkInvited, 24 * 60), evening]);
}

#[test]
fn a_visit_is_told_of_the_day_before_and_not_when_it_was_agreed_within_the_day() {
    let ordered = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, order 35 mg";
    let mut tale = written_to(ordered, Channel::Mail);
    let (facts, _) = tale.go("schedule dosing in 1 h with nurse").expect("scheduled");
    assert_eq!(told(&tale, &facts), []);
    let mut tale = written_to(ordered, Channel::Mail);
    let (facts, _) = tale.go("schedule dosing in 60 h with nurse").expect("scheduled");
    // Now is 10:00 in New York; in 60 h it is 22:00, and the day before at 22:00 is night: in the morning.
    assert_eq!(told(&tale, &facts), [(Occasion::VisitTomorrow, 46 * 60)]);
    let [(id, owed)] = owed(&facts)[..] else { panic!() };
    assert!(matches!(judged(&tale, id, owed.earliest), Go::Now(Channel::Mail, ..)));
    tale.go("cancel session snow").expect("cancelled");
    assert_eq!(
        judged(&tale, id, owed.earliest),
        Go::Never(Unsent::Overtaken),
        "a visit that is off is not told of"
    );
}

#[test]
fn a_visit_that_staff_move_or_call_off_is_told_at_once_and_one_that_the_patient_calls_off_is_not() {
    let booked = "join team prescriber, open course, schedule dosing in 60 h with nurse";
    let moved = |hours| {
        let (starts, people) = (T0.plus_hours(Hours(hours)), vec![(id_of("nurse"), Role::Nurse)]);
        Act::MoveSession(SessionId(1), MoveSession { starts, room: line("1"), people, plan: None })
    };
    let mut tale = written_to(booked, Channel::Mail);
    let facts = tale.does(&who("desk"), moved(80));
    // Held for three minutes; and the day before.
    assert_eq!(told(&tale, &facts), [(Occasion::VisitMoved, 3), (Occasion::VisitTomorrow, 56 * 60)]);
    let (id, owed) = owed(&facts)[0];
    assert!(matches!(judged(&tale, id, owed.earliest), Go::Now(..)));
    let room = MoveSession {
        starts: T0.plus_hours(Hours(80)),
        room: line("2"),
        people: vec![(id_of("nurse"), Role::Nurse)],
        plan: None,
    };
    let facts = tale.does(&who("desk"), Act::MoveSession(SessionId(1), room));
    assert_eq!(told(&tale, &facts), [], "the time is as it was");
    tale.does(&who("desk"), moved(90));
    assert_eq!(judged(&tale, id, owed.earliest), Go::Never(Unsent::Overtaken), "it was moved again");
    let (facts, _) = tale.go("cancel session snow").expect("cancelled");
    assert_eq!(told(&tale, &facts), [(Occasion::VisitCancelled, 3)]);
    let mut own = written_to(booked, Channel::Mail);
    let cancel = CancelSession { reason: line("changed my mind") };
    let facts = own.does(&Acting::patient(RAE), Act::CancelSession(SessionId(1), cancel));
    assert_eq!(told(&own, &facts), []);
    let mut waited = written_to(booked, Channel::Mail);
    waited.wait(61);
    let facts = waited.does(&who("desk"), Act::NoteNotCome(SessionId(1), NoteNotCome));
    // It is 23:00 in New York by then: nobody is written to at night.
    assert_eq!(told(&waited, &facts), [(Occasion::VisitNotCome, 9 * 60)]);
}

#[test]
fn a_message_is_held_against_how_things_stand_when_it_goes() {
    let mut tale = written_to(&no_plan(), Channel::Mail);
    let act = book(&tale, 4);
    let facts = tale.does(&who("desk"), act);
    let (id, made) = owed(&facts)[0];
    let soon = made.earliest;
    assert_eq!(judged(&tale, id, tale.now), Go::NotBefore(soon), "held");
    let (to, en) = (line("rae@example.org"), Tongue::English);
    assert_eq!(judged(&tale, id, soon), Go::Now(Channel::Mail, to, en));
    assert_eq!(judged(&tale, id, made.latest), Go::Never(Unsent::TooLate));
    // The way that is preferred when it goes is the way it goes.
    tale.does(&Acting::patient(RAE), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Text) }));
    assert_eq!(judged(&tale, id, soon), Go::Now(Channel::Text, line("+1 212 555 0101"), en));
    tale.does(
        &Acting::patient(RAE),
        Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Nothing) }),
    );
    assert_eq!(judged(&tale, id, soon), Go::Never(Unsent::NoWay));
    tale.does(&Acting::patient(RAE), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::Mail) }));
    tale.does(&Acting::patient(RAE), Act::Unsubscribe(RAE, Unsubscribe));
    assert_eq!(judged(&tale, id, soon), Go::Never(Unsent::Unsubscribed));
    tale.does(&Acting::patient(RAE), Act::Resubscribe(RAE, Resubscribe));
    assert!(matches!(judged(&tale, id, soon), Go::Now(..)));
    let act = book(&tale, 6);
    tale.does(&who("desk"), act);
    assert_eq!(judged(&tale, id, soon), Go::Never(Unsent::Overtaken), "it was moved");
}

#[test]
fn nobody_is_written_to_at_night() {
    // 13:10 in New York; in eight hours it is ten past nine.
    let mut tale = written_to(&no_plan(), Channel::Mail);
    tale.now = nights().0[3].from.plus_minutes(Minutes(10));
    let act = book(&tale, 20);
    let facts = tale.does(&who("desk"), act);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkBooked, 10 * 60 + 50)], "in the morning");
    // A try that was put off into the next night waits for its morning, too, if that is in time.
    let (id, made) = owed(&facts)[0];
    let mut later = nights().0[4].from;
    assert_eq!(judged(&tale, id, later), Go::Never(Unsent::TooLate));
    later = Instant(made.latest.0 - 1);
    assert!(matches!(judged(&tale, id, later), Go::Now(..)));
    // The talk is before the morning: somebody must call, and the list says so.
    let act = book(&tale, 9);
    let facts = tale.does(&who("desk"), act);
    let (id, _) = owed(&facts)[0];
    let standing = tale.world.message(id).map(|message| message.standing);
    assert_eq!(standing, Some(Standing::Unsent(Unsent::Night, tale.now)));
}

#[test]
fn a_safety_follow_up_goes_past_an_unsubscribe_and_past_the_night() {
    let mut tale = written_to("join team prescriber", Channel::Mail);
    tale.does(&Acting::patient(RAE), Act::Unsubscribe(RAE, Unsubscribe));
    tale.refuses(&Acting::patient(RAE), Act::Unsubscribe(RAE, Unsubscribe), "nothing-changed");
    tale.now = nights().0[3].from.plus_minutes(Minutes(10));
    let send = |what| Act::SendMessage(RAE, SendMessage { what });
    tale.refuses(&who("prescriber"), send(ByHand::MeasureAsked), "no-way-to-reach");
    let facts = tale.does(&who("prescriber"), send(ByHand::SafetyFollowUp));
    assert_eq!(told(&tale, &facts), [(Occasion::SafetyFollowUp, 0)]);
    let (id, _) = owed(&facts)[0];
    assert!(matches!(judged(&tale, id, tale.now), Go::Now(Channel::Mail, ..)));
    tale.refuses(&who("desk"), send(ByHand::SafetyFollowUp), "out-of-scope");
    tale.refuses(&who("nurse"), send(ByHand::SafetyFollowUp), "no-tie");
    // Whoever wants to be called is called.
    tale.does(&who("desk"), Act::PreferChannel(RAE, PreferChannel { reach: reach(Channel::CallOnly) }));
    tale.refuses(&who("prescriber"), send(ByHand::SafetyFollowUp), "no-way-to-reach");
}

#[test]
fn an_unsubscribe_stops_what_the_house_sends_and_not_what_the_person_asks_for() {
    let mut tale = written_to(&no_plan(), Channel::Mail);
    tale.does(&Acting::patient(RAE), Act::Unsubscribe(RAE, Unsubscribe));
    let act = book(&tale, 4);
    let facts = tale.does(&who("desk"), act);
    assert_eq!(told(&tale, &facts), []);
    let act = book(&tale, 6);
    let facts = tale.does(&Acting::patient(RAE), act);
    assert_eq!(told(&tale, &facts), [(Occasion::TalkMoved, 0)]);
    let (id, made) = owed(&facts)[0];
    assert!(matches!(judged(&tale, id, made.earliest), Go::Now(..)));
    tale.refuses(&Acting::patient(NOAH), Act::Resubscribe(RAE, Resubscribe), "not-your-record");
    tale.refuses(&who("desk"), Act::Unsubscribe(RAE, Unsubscribe), "out-of-scope");
}

#[test]
fn staff_take_a_message_back_until_somebody_hands_it_over() {
    let mut tale = written_to(&no_plan(), Channel::Mail);
    let act = book(&tale, 4);
    let facts = tale.does(&who("desk"), act);
    let (id, _) = owed(&facts)[0];
    let undo = |id| Act::UndoMessage(id, UndoMessage);
    tale.refuses(&who("desk"), undo(MessageId(9)), "message-unknown");
    tale.refuses(&Acting::patient(RAE), undo(id), "out-of-scope");
    tale.world.on_their_way.push(id);
    tale.refuses(&who("desk"), undo(id), "message-on-its-way");
    tale.world.on_their_way.clear();
    tale.does(&who("desk"), undo(id));
    tale.refuses(&who("desk"), undo(id), "message-settled");
    let sent = Act::SettleMessage(id, SettleMessage { end: End::Sent(Channel::Mail) });
    tale.refuses(&Acting::CLOCK, sent.clone(), "message-settled");
    tale.refuses(&who("desk"), sent, "out-of-scope");
    let desk = Standing::Undone(id_of("desk"), tale.now);
    assert_eq!(tale.world.message(id).map(|message| message.standing), Some(desk));
}

#[test]
fn what_a_clinician_sends_because_of_safety_only_a_clinician_takes_back() {
    let mut tale = written_to(&no_plan(), Channel::Mail);
    let send = Act::SendMessage(RAE, SendMessage { what: ByHand::SafetyFollowUp });
    let facts = tale.does(&who("prescriber"), send);
    let (id, _) = owed(&facts)[0];
    let undo = Act::UndoMessage(id, UndoMessage);
    for name in ["desk", "specialist"] {
        tale.refuses(&who(name), undo.clone(), "out-of-scope");
    }
    tale.does(&who("prescriber"), undo);
}

#[test]
fn what_became_of_a_message_is_kept_once() {
    for (end, standing, reply) in [
        (End::Sent(Channel::Text), Standing::Sent(Channel::Text, Instant(0)), None),
        (
            End::Unsent(Unsent::RefusedThere, Some(550)),
            Standing::Unsent(Unsent::RefusedThere, Instant(0)),
            Some(550),
        ),
    ] {
        let mut tale = written_to(&no_plan(), Channel::Mail);
        let act = book(&tale, 4);
        let facts = tale.does(&who("desk"), act);
        let (id, _) = owed(&facts)[0];
        let settle = Act::SettleMessage(id, SettleMessage { end });
        tale.does(&Acting::CLOCK, settle.clone());
        tale.refuses(&Acting::CLOCK, settle, "message-settled");
        let message = tale.world.message(id).expect("a message");
        let standing = match standing {
            Standing::Sent(channel, _) => Standing::Sent(channel, tale.now),
            Standing::Unsent(why, _) => Standing::Unsent(why, tale.now),
            other => other,
        };
        assert_eq!((message.standing, message.reply), (standing, reply));
    }
}

#[test]
fn a_way_to_be_written_to_needs_an_address_that_can_be_one() {
    let tale = Tale::of("");
    let prefer = |reach| Act::PreferChannel(RAE, PreferChannel { reach });
    for (channel, mail, number, code) in [
        (Channel::Mail, None, Some("+1 212 555 0101"), "address-unusable"),
        (Channel::Text, Some("rae@example.org"), None, "address-unusable"),
        (Channel::CallOnly, Some("rae at example.org"), None, "address-unusable"),
        (Channel::Nothing, None, Some("0101"), "address-unusable"),
    ] {
        let (mail, number) = (mail.map(line), number.map(line));
        let reach = Reach { channel, mail, number, tongue: Tongue::Spanish };
        tale.refuses(&Acting::patient(RAE), prefer(reach), code);
    }
    let mut tale = written_to("", Channel::Mail);
    tale.refuses(&who("desk"), prefer(reach(Channel::Mail)), "nothing-changed");
    tale.refuses(&Acting::patient(NOAH), prefer(reach(Channel::Text)), "not-your-record");
    tale.refuses(&Acting::patient(PatientId(99)), prefer(reach(Channel::Text)), "not-your-record");
    tale.does(&Acting::patient(RAE), prefer(reach(Channel::Text)));
}

#[test]
fn tries_come_ever_more_rarely() {
    let waits: Vec<u32> = (1..=9).map(|tries| wait_after(tries).0).collect();
    assert_eq!(waits, [1, 2, 4, 8, 16, 32, 60, 60, 60]);
    assert_eq!((wait_after(0).0, wait_after(u32::MAX).0), (1, 60));
}
