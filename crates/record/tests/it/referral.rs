//! A referral in the record: listed while it is open, looked at by the clock when it is due, written to once, and the same
//! after a rebuild.

use care::act::Act;
use care::fact::Stream;
use care::ids::{CommandId, ReferralId};
use care::integration::SaidBy;
use care::messages::settle_message::{End, SettleMessage};
use care::messages::{Channel, Occasion, Unsent};
use care::practice::Acting;
use care::referral::*;
use care::units::Hours;
use record::outbox::is_due;
use record::state_as;
use record::submit::{Answer, Command};
use record::views::{ask_referrals, messages};

use crate::clinic::{Clinic, RAE, line, who};
use crate::stores::Fresh;

crate::on_both_stores!(a_referral_is_listed_looked_at_and_ended);

fn a_referral_is_listed_looked_at_and_ended(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let command = CommandId(0x1E8);
    let id = ReferralId::from_command(command);
    let act = Act::WriteReferral(id, clinic.referral());
    let asked = Command { id: command, act, by: who("desk"), occurred: None, sealed: None };
    assert!(matches!(clinic.ask(asked.clone()).unwrap(), Answer::Done(receipt) if !receipt.repeated));
    assert!(matches!(clinic.ask(asked).unwrap(), Answer::Done(receipt) if receipt.repeated), "a double tap");
    let read = |which: fn(&mut _, &str) -> _| clinic.record.read(|conn| which(conn, clinic.org())).unwrap();
    let due = || {
        let now = clinic.now();
        clinic.record.read(|conn| ask_referrals::clock_due(conn, clinic.org(), now)).unwrap()
    };
    let mail = || {
        let of = clinic.record.read(|conn| messages::of_patient(conn, clinic.org(), RAE)).unwrap();
        of.iter().find(|row| row.occasion == Occasion::ReferralSent).map(|row| row.message)
    };
    assert_eq!((read(ask_referrals::open), due()), (vec![id], vec![]));
    clinic.set_clock(clinic.now().plus_hours(NOT_SENT_AFTER));
    assert_eq!(due(), [id]);
    clinic.does(&Acting::CLOCK, Act::EscalateReferral(id, EscalateReferral));
    assert_eq!(due(), [], "once");
    let yes = ConsentToReferral { parts: vec![Part::FirstName], typed_name: line("Rae Quill") };
    clinic.does(&Acting::patient(RAE), Act::ConsentToReferral(id, yes));
    assert_eq!(mail(), None, "nothing goes before it is sent");
    clinic.does(&who("desk"), Act::SendReferral(id, SendReferral));
    let message = mail().expect("a mail");
    let now = clinic.now();
    assert!(clinic.record.read(|conn| is_due(conn, clinic.org(), Channel::Mail, now)).unwrap());
    let state = state_as!(clinic.record.state(Stream::Message(message)).unwrap(), Message).unwrap();
    assert_eq!(state.outside, Some(id));
    clinic.verify().unwrap();
    let at = clinic.now().plus_hours(Hours(1));
    clinic.set_clock(at);
    // The mail never came: the desk owes it, and answers by another way.
    let end = End::Unsent(Unsent::RefusedThere, Some(550));
    clinic.does(&Acting::CLOCK, Act::SettleMessage(message, SettleMessage { end }));
    let known = || state_as!(clinic.record.state(Stream::Referral(id)).unwrap(), Referral).unwrap();
    assert_eq!(known().climbed.last(), Some(&Late::MailFailed));
    let met = NoteReferralMet { at, said_by: SaidBy::OutsideTherapist };
    clinic.does(&who("desk"), Act::NoteReferralMet(id, met));
    clinic.does(&who("desk"), Act::NoteReferralNotMet(id, NoteReferralNotMet));
    assert_eq!(read(ask_referrals::open), [id], "they did not meet after all");
    clinic.does(&who("desk"), Act::NoteReferralMet(id, met));
    let ended = clinic.record.read(|conn| ask_referrals::ended(conn, clinic.org(), at)).unwrap();
    assert_eq!((read(ask_referrals::open), ended), (vec![], vec![id]));
    let of = clinic.record.read(|conn| ask_referrals::of_patient(conn, clinic.org(), RAE)).unwrap();
    assert_eq!((of, due()), (vec![id], vec![]));
    clinic.verify().unwrap();
}
