//! What waits to be sent: made with its fact, handed over by one at a time, ended with its fact.

use care::act::Act;
use care::ids::MessageId;
use care::messages::send_message::{ByHand, SendMessage};
use care::messages::settle_message::{End, SettleMessage};
use care::messages::undo_message::UndoMessage;
use care::messages::{Channel, Standing, Unsent};
use care::practice::Acting;
use care::refusal::Refusal;
use care::units::{Hours, Minutes};
use record::outbox::{self, Claimed};
use record::rebuild::Difference;
use record::record::Record;
use record::state_as;
use record::store::Conn;
use record::views::messages::{self, MessageRow};

use crate::clinic::{Clinic, RAE, who};
use crate::stores::Fresh;

crate::on_both_stores!(
    a_message_waits_until_it_is_due_and_ends_with_its_fact,
    a_message_is_handed_over_by_one_and_again_when_its_holder_died,
    a_message_in_hand_is_not_taken_back_and_one_that_waits_is,
    a_try_that_failed_is_tried_later_and_by_the_way_preferred_then,
    many_senders_hand_over_each_message_once,
    a_message_that_the_outbox_lost_is_found,
    somebody_hears_the_morning_after_by_their_own_clock,
);

fn waiting(clinic: &Clinic) -> Vec<MessageRow> {
    clinic.record.read(|conn| messages::standing(conn, clinic.org(), "waiting")).unwrap()
}

/// A safety follow-up is due at once.
fn follow_up(clinic: &Clinic) -> MessageId {
    let before: Vec<_> = waiting(clinic).into_iter().map(|row| row.message).collect();
    let act = Act::SendMessage(RAE, SendMessage { what: ByHand::SafetyFollowUp });
    clinic.does(&who("prescriber"), act);
    let new = waiting(clinic).into_iter().map(|row| row.message).find(|id| !before.contains(id));
    new.unwrap()
}

fn clinic(fresh: &Fresh) -> Clinic {
    let clinic = Clinic::founded(fresh);
    clinic.goes("join team prescriber");
    clinic
}

fn claim(clinic: &Clinic, record: &Record, holder: &str) -> Option<Claimed> {
    record.claim_message(Channel::Mail, holder, clinic.now().plus_minutes(Minutes(5))).unwrap()
}

fn settle(clinic: &Clinic, id: MessageId, end: End) {
    clinic.does(&Acting::CLOCK, Act::SettleMessage(id, SettleMessage { end }));
}

fn standing(clinic: &Clinic, id: MessageId) -> Standing {
    let folded = clinic.record.state(care::fact::Stream::Message(id)).unwrap();
    state_as!(folded, Message).unwrap().standing
}

fn a_message_waits_until_it_is_due_and_ends_with_its_fact(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let measure = Act::SendMessage(RAE, SendMessage { what: ByHand::MeasureAsked });
    clinic.does(&who("prescriber"), measure);
    let [row] = &waiting(&clinic)[..] else { panic!() };
    assert_eq!(row.earliest, clinic.now().plus_minutes(Minutes(3)));
    let due = |clinic: &Clinic, channel| {
        clinic.record.read(|conn| outbox::is_due(conn, clinic.org(), channel, clinic.now())).unwrap()
    };
    assert!(!due(&clinic, Channel::Mail) && claim(&clinic, &clinic.record, "one").is_none(), "held");
    clinic.set_clock(row.earliest);
    assert!(due(&clinic, Channel::Mail) && !due(&clinic, Channel::Text));
    let claimed = claim(&clinic, &clinic.record, "one").unwrap();
    assert_eq!(claimed, Claimed { message: row.message, tries: 1 });
    settle(&clinic, row.message, End::Sent(Channel::Mail));
    assert_eq!(standing(&clinic, row.message), Standing::Sent(Channel::Mail, clinic.now()));
    clinic.set_clock(clinic.now().plus_hours(Hours(1)));
    assert!(!due(&clinic, Channel::Mail) && claim(&clinic, &clinic.record, "one").is_none(), "over");
    clinic.verify().unwrap();
}

fn a_message_is_handed_over_by_one_and_again_when_its_holder_died(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let (other, _) = clinic.opened_again();
    let id = follow_up(&clinic);
    assert_eq!(claim(&clinic, &clinic.record, "one"), Some(Claimed { message: id, tries: 1 }));
    assert_eq!(claim(&clinic, &other, "two"), None, "somebody has it");
    clinic.set_clock(clinic.now().plus_minutes(Minutes(5)));
    assert_eq!(claim(&clinic, &other, "two"), Some(Claimed { message: id, tries: 2 }), "its holder has died");
    // The first was only slow: what it gives back is not its own any more.
    let later = clinic.now().plus_hours(Hours(1));
    let put_off = |record: &Record, holder| {
        record.put_off_message(id, holder, Channel::Mail, later, Some("450")).unwrap()
    };
    assert!(!put_off(&clinic.record, "one") && put_off(&other, "two") && !put_off(&other, "two"));
    clinic.verify().unwrap();
}

fn a_message_in_hand_is_not_taken_back_and_one_that_waits_is(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let (one, two) = (follow_up(&clinic), follow_up(&clinic));
    let claimed = claim(&clinic, &clinic.record, "one").unwrap().message;
    let free = if claimed == one { two } else { one };
    let undo = |id| Act::UndoMessage(id, UndoMessage);
    assert_eq!(clinic.refuses(&who("prescriber"), undo(claimed)), Refusal::MessageOnItsWay);
    clinic.does(&who("prescriber"), undo(free));
    assert_eq!(clinic.refuses(&who("prescriber"), undo(free)), Refusal::MessageSettled);
    assert_eq!(claim(&clinic, &clinic.record, "one"), None, "what was taken back is never handed over");
    // A claim that ran out holds nothing back.
    clinic.set_clock(clinic.now().plus_minutes(Minutes(5)));
    clinic.does(&who("prescriber"), undo(claimed));
    assert_eq!(claim(&clinic, &clinic.record, "one"), None);
    clinic.verify().unwrap();
}

fn a_try_that_failed_is_tried_later_and_by_the_way_preferred_then(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let id = follow_up(&clinic);
    claim(&clinic, &clinic.record, "one").unwrap();
    let later = clinic.now().plus_minutes(Minutes(2));
    assert!(clinic.record.put_off_message(id, "one", Channel::Text, later, Some("450")).unwrap());
    assert_eq!(clinic.record.claim_message(Channel::Text, "one", later).unwrap(), None, "not yet");
    clinic.set_clock(later);
    assert_eq!(claim(&clinic, &clinic.record, "one"), None, "not by mail");
    let until = later.plus_minutes(Minutes(5));
    let claimed = clinic.record.claim_message(Channel::Text, "one", until).unwrap();
    assert_eq!(claimed, Some(Claimed { message: id, tries: 2 }));
    settle(&clinic, id, End::Unsent(Unsent::RefusedThere, Some(422)));
    let unsent = clinic.record.read(|conn| messages::standing(conn, clinic.org(), "unsent")).unwrap();
    assert_eq!((unsent[0].why, unsent[0].reply, unsent[0].tries), (Some(Unsent::RefusedThere), Some(422), 2));
    clinic.verify().unwrap();
}

fn many_senders_hand_over_each_message_once(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let (other, _) = clinic.opened_again();
    let mut owed: Vec<MessageId> = (0..12).map(|_| follow_up(&clinic)).collect();
    let take = |record: &Record| {
        let mut taken = vec![];
        while let Some(claimed) = claim(&clinic, record, "one") {
            taken.push(claimed.message);
        }
        taken
    };
    let mut taken = std::thread::scope(|scope| {
        let threads = [
            scope.spawn(|| take(&clinic.record)),
            scope.spawn(|| take(&other)),
            scope.spawn(|| take(&other)),
        ];
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    owed.sort();
    taken.sort();
    assert_eq!(owed, taken);
    if let Conn::Postgres(_) = clinic.store.writer().unwrap() {
        // A row that somebody else holds locked is passed over, not waited for.
        let (locked, free) = (follow_up(&clinic), follow_up(&clinic));
        let mut holder = clinic.store.writer().unwrap();
        holder.begin().unwrap();
        let sql = "SELECT message FROM outbox WHERE message = ?1 FOR UPDATE";
        holder.query(sql, &[locked.to_string().into()]).unwrap();
        assert_eq!(claim(&clinic, &clinic.record, "one").map(|claimed| claimed.message), Some(free));
        holder.rollback().unwrap();
        assert_eq!(claim(&clinic, &clinic.record, "one").map(|claimed| claimed.message), Some(locked));
    }
}

fn a_message_that_the_outbox_lost_is_found(fresh: &Fresh) {
    let clinic = clinic(fresh);
    let id = follow_up(&clinic).to_string();
    let mut tamperer = clinic.tamperer();
    let mut changed = |sql: &str| {
        assert_eq!(tamperer.exec(sql, &[(&id).into()]).unwrap(), 1);
        matches!(clinic.verify(), Err(Difference::Outbox { message }) if message == id)
    };
    assert!(changed("UPDATE outbox SET state = 'over' WHERE message = ?1"), "it would never go");
    assert!(!changed("UPDATE outbox SET state = 'waiting' WHERE message = ?1"));
    assert!(changed("DELETE FROM outbox WHERE message = ?1"), "it is forgotten");
}

fn somebody_hears_the_morning_after_by_their_own_clock(fresh: &Fresh) {
    let clinic = clinic(fresh);
    // 22:30 in New York, where Rae is.
    clinic.set_clock(care::time::Instant(crate::clinic::T0.0 + (12 * 60 + 30) * 60_000_000));
    let measure = Act::SendMessage(RAE, SendMessage { what: ByHand::MeasureAsked });
    clinic.does(&who("prescriber"), measure);
    let [row] = &waiting(&clinic)[..] else { panic!() };
    assert_eq!(row.earliest.minutes_since(clinic.now()), 9 * 60 + 30, "at eight");
}
