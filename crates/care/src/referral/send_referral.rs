//! It goes: after the patient's yes, by a mail that says nothing of them, or by a link that is handed over.

use super::{Late, Referral, ReferralFact, owed_by_desk};
use crate::fact::{Fact, Stream};
use crate::ids::{MessageId, ReferralId};
use crate::messages::settle_message::Go;
use crate::messages::{About, Channel, Message, MessageFact, Occasion, Owed, Unsent};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// Send it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendReferral;

/// Sends it once, while there is time to answer.
pub fn send(referral: &Referral, by: &Actor, moment: &Moment) -> Result<Vec<ReferralFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    referral.require_open()?;
    if referral.sent.is_some() {
        return Err(Refusal::ReferralAlreadySent);
    }
    if referral.consent.is_none() {
        return Err(Refusal::ReferralNotConsented);
    }
    if referral.written.by_when <= moment.now {
        return Err(Refusal::TimeInThePast);
    }
    Ok(vec![ReferralFact::Sent { by: *by, at: moment.now }])
}

/// Which mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailStep {
    /// The first.
    Asks,
    /// A reminder.
    Reminds,
}

/// A number no other message of the same decision has: those to the patient count from nought.
const NTH: u16 = 1000;

/// The mail that is owed to the receiver; none where they have no address. It goes at once: nobody's night is at stake in
/// somebody's place of work, and there is nothing to undo that the patient has not said yes to.
pub fn mail(id: ReferralId, referral: &Referral, step: MailStep, moment: &Moment) -> Option<Fact> {
    referral.written.receiver.mail.as_ref()?;
    let occasion = match step {
        MailStep::Asks => Occasion::ReferralSent,
        MailStep::Reminds => Occasion::ReferralReminder,
    };
    let owed = Owed {
        patient: referral.written.patient,
        occasion,
        about: About::default(),
        channel: Channel::Mail,
        asked: true,
        earliest: moment.now,
        latest: referral.link_ends(),
    };
    let stream = Stream::Message(MessageId::from_command(moment.command, NTH));
    Some(Fact::on(stream, MessageFact::OwedOutside { owed, referral: id }))
}

/// May a mail to the receiver go now? Not once they answered, and not once the link is dead.
pub fn may_go_outside(message: &Message, referral: &Referral, now: Instant) -> Go {
    if now < message.owed.earliest {
        return Go::NotBefore(message.owed.earliest);
    }
    if message.owed.latest <= now {
        return Go::Never(Unsent::TooLate);
    }
    if referral.link_opens(now).is_err() || referral.answer.is_some() {
        return Go::Never(Unsent::Overtaken);
    }
    let receiver = &referral.written.receiver;
    match &receiver.mail {
        Some(mail) => Go::Now(Channel::Mail, mail.clone(), receiver.tongue),
        None => Go::Never(Unsent::NoWay),
    }
}

/// The mail never came to them: the desk owes it at once, and does not wait for a silence that has a reason. Once, and not
/// where they answered already or the link is dead.
pub fn mail_failed(id: ReferralId, referral: &Referral, why: Unsent, moment: &Moment) -> Vec<Fact> {
    let failed = matches!(why, Unsent::RefusedThere | Unsent::TriesUsed | Unsent::NoWay);
    let waits =
        referral.link_opens(moment.now).is_ok() && referral.answer.is_none() && referral.met.is_none();
    if !failed || !waits || referral.climbed.contains(&Late::MailFailed) {
        return vec![];
    }
    owed_by_desk(id, referral, Late::MailFailed, moment).into()
}
