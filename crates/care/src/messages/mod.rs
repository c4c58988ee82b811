//! What the house owes to somebody outside it: a message, written in the decision that makes it due. Whether it may go,
//! and when, is decided here; how it travels is for the edge. No words: those are the edge's too.

pub mod entry;
pub mod owed;
pub mod prefer_channel;
pub mod quiet;
pub mod send_message;
pub mod settle_message;
pub mod undo_message;
pub mod unsubscribe;

use crate::ids::{PatientId, PersonId, ReferralId, SessionId, WindowId};
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Minutes;

words! {
    /// How somebody wants to hear from the clinic.
    Channel {
        /// By mail.
        Mail = "mail",
        /// By text message.
        Text = "text",
        /// By telephone: nothing is sent, a person calls.
        CallOnly = "call-only",
        /// Not at all; what is new stands in the record.
        Nothing = "none",
    }
}
words! {
    /// The language of a message.
    Tongue {
        /// English.
        English = "en",
        /// Spanish.
        Spanish = "es",
    }
}
words! {
    /// What a message is about. Nothing of it stands on a lock screen.
    Occasion {
        /// A talk was booked.
        TalkBooked = "talk-booked",
        /// A booked talk was moved.
        TalkMoved = "talk-moved",
        /// A booked talk was called off.
        TalkCancelled = "talk-cancelled",
        /// Times were offered.
        TimesOffered = "times-offered",
        /// The first talk has no plan yet.
        TalkInvited = "talk-invited",
        /// A visit is tomorrow.
        VisitTomorrow = "visit-tomorrow",
        /// A visit was moved.
        VisitMoved = "visit-moved",
        /// An earlier time is held for somebody.
        EarlierOffered = "earlier-offered",
        /// A visit was called off.
        VisitCancelled = "visit-cancelled",
        /// Somebody did not come to a visit.
        VisitNotCome = "visit-not-come",
        /// The clinic asks for a questionnaire.
        MeasureAsked = "measure-asked",
        /// The clinic asks how somebody has been since a dose.
        FollowUpAsked = "follow-up-asked",
        /// The clinic asks after somebody.
        SafetyFollowUp = "safety-follow-up",
        /// A referral waits for the patient's yes.
        ReferralAsked = "referral-asked",
        /// Whoever was asked has answered the patient's referral.
        ReferralAnswered = "referral-answered",
        /// To somebody outside: a referral waits for their answer.
        ReferralSent = "referral-sent",
        /// To somebody outside: the referral still waits.
        ReferralReminder = "referral-reminder",
    }
}
words! {
    /// Why a message was not sent.
    Unsent {
        /// What it told of is no longer so.
        Overtaken = "overtaken",
        /// Its time had passed.
        TooLate = "too-late",
        /// The morning after would have been too late, and nobody is written to at night.
        Night = "night",
        /// The person had asked for no more.
        Unsubscribed = "unsubscribed",
        /// The person no longer had a way to be written to.
        NoWay = "no-way",
        /// The other side refused it for good.
        RefusedThere = "refused-there",
        /// The other side could not be reached, or put it off, until its time had passed.
        TriesUsed = "tries-used",
    }
}

impl Occasion {
    /// Does it go at once, at any hour, and past an unsubscribe? Only what a clinician sends because of safety.
    pub const fn is_safety(self) -> bool {
        matches!(self, Self::SafetyFollowUp)
    }
    /// Does it go to somebody outside who is no patient?
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::ReferralSent | Self::ReferralReminder)
    }
    /// Does it ask how somebody is? Then the crisis line stands in it.
    pub const fn asks_how_you_are(self) -> bool {
        matches!(self, Self::SafetyFollowUp | Self::MeasureAsked | Self::TalkInvited | Self::FollowUpAsked)
    }
}

/// How to reach somebody: registered, and corrected by staff or by the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reach {
    /// The way the person prefers.
    pub channel: Channel,
    /// A mail address.
    pub mail: Option<Line>,
    /// A telephone number that takes text messages.
    pub number: Option<Line>,
    /// In which language.
    pub tongue: Tongue,
}

impl Reach {
    /// Where a message goes, if one may go at all.
    pub fn to(&self) -> Option<&Line> {
        match self.channel {
            Channel::Mail => self.mail.as_ref(),
            Channel::Text => self.number.as_ref(),
            Channel::CallOnly | Channel::Nothing => None,
        }
    }
}

/// What a message tells of, so that it can be held against how things stand when it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct About {
    /// A window and its talk.
    pub window: Option<WindowId>,
    /// A visit.
    pub visit: Option<SessionId>,
    /// The time it tells.
    pub at: Option<Instant>,
}

/// A message as it was owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    /// To whom.
    pub patient: PatientId,
    /// Why.
    pub occasion: Occasion,
    /// Of what.
    pub about: About,
    /// By which way, as preferred then.
    pub channel: Channel,
    /// The person brought it about themself: an unsubscribe does not stop it, and nobody needs to undo it.
    pub asked: bool,
    /// Not before.
    pub earliest: Instant,
    /// Worth nothing from then on.
    pub latest: Instant,
}

/// Where a message stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It waits.
    Waiting,
    /// Staff took it back before it went.
    Undone(PersonId, Instant),
    /// It went.
    Sent(Channel, Instant),
    /// It never went.
    Unsent(Unsent, Instant),
}

/// What the facts say of one message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Message {
    /// As it was owed.
    pub owed: Owed,
    /// Where it stands.
    pub standing: Standing,
    /// The number the other side refused it with, if it said one.
    pub reply: Option<u16>,
    /// The referral whose receiver it goes to; none goes to the patient.
    pub outside: Option<ReferralId>,
}

/// What can have happened to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum MessageFact {
    /// It became due.
    Owed { owed: Owed },
    /// It became due to the receiver of a referral.
    OwedOutside { owed: Owed, referral: ReferralId },
    /// Staff took it back.
    Undone { by: PersonId, at: Instant },
    /// It went.
    Sent { channel: Channel, at: Instant },
    /// It never went.
    Unsent { why: Unsent, reply: Option<u16>, at: Instant },
}

impl Message {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &MessageFact) -> Option<Self> {
        if let MessageFact::Owed { owed } | MessageFact::OwedOutside { owed, .. } = fact {
            let outside = match fact {
                MessageFact::OwedOutside { referral, .. } => Some(*referral),
                _ => None,
            };
            return Some(Self { owed: *owed, standing: Standing::Waiting, reply: None, outside });
        }
        let mut message = before?;
        match fact {
            MessageFact::Owed { .. } | MessageFact::OwedOutside { .. } => {}
            MessageFact::Undone { by, at } => message.standing = Standing::Undone(*by, *at),
            MessageFact::Sent { channel, at } => message.standing = Standing::Sent(*channel, *at),
            MessageFact::Unsent { why, reply, at } => {
                (message.standing, message.reply) = (Standing::Unsent(*why, *at), *reply);
            }
        }
        Some(message)
    }
}

/// How long to wait after so many tries that failed: a minute, doubled each time, an hour at most. House policy.
pub fn wait_after(tries: u32) -> Minutes {
    const AT_MOST_MIN: u32 = 60;
    Minutes(1_u32.checked_shl(tries.saturating_sub(1)).unwrap_or(AT_MOST_MIN).min(AT_MOST_MIN))
}
