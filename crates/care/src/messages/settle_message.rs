//! What became of a message: asked when it is about to go (`may_go`), kept when it has gone or never will.

use super::entry::Carries;
use super::quiet::Nights;
use super::{About, Channel, Message, MessageFact, Occasion, Standing, Tongue, Unsent};
use crate::course::Course;
use crate::fact::{Fact, Stream};
use crate::integration::{Window, WindowFact};
use crate::patient::Patient;
use crate::refusal::Refusal;
use crate::session::{Phase, Session, SessionFact};
use crate::text::Line;
use crate::time::{Instant, Moment};

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// The other side took it.
    Sent(Channel),
    /// The other side took a mail, and in it what a calendar is asked to do; how often it had changed by then.
    SentWithEntry(Carries, u32),
    /// It never went; the number the other side said, if it said one.
    Unsent(Unsent, Option<u16>),
}

/// Keep what became of it: the sender's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettleMessage {
    /// How it ended.
    pub end: End,
}

/// Keeps it once.
pub fn decide(message: &Message, act: SettleMessage, moment: &Moment) -> Result<Vec<MessageFact>, Refusal> {
    if message.standing != Standing::Waiting {
        return Err(Refusal::MessageSettled);
    }
    let at = moment.now;
    Ok(vec![match act.end {
        End::Sent(channel) => MessageFact::Sent { channel, at },
        End::SentWithEntry(..) => MessageFact::Sent { channel: Channel::Mail, at },
        End::Unsent(why, reply) => MessageFact::Unsent { why, reply, at },
    }])
}

/// What went to a calendar, kept with what it is of: a visit or a talk.
pub fn entry(message: &Message, end: End) -> Option<Fact> {
    let End::SentWithEntry(carries, sequence) = end else { return None };
    let About { window, visit, at } = message.owed.about;
    let fact = match (carries, at, window, visit) {
        (Carries::Enter, Some(starts), Some(window), _) => {
            Fact::on(Stream::Window(window), WindowFact::EntrySent { starts, sequence })
        }
        (Carries::Enter, Some(starts), None, Some(visit)) => {
            Fact::on(Stream::Session(visit), SessionFact::EntrySent { starts, sequence })
        }
        (Carries::TakeOut, _, Some(window), _) => {
            Fact::on(Stream::Window(window), WindowFact::EntryTakenOut { sequence })
        }
        (Carries::TakeOut, _, None, Some(visit)) => {
            Fact::on(Stream::Session(visit), SessionFact::EntryTakenOut { sequence })
        }
        (Carries::Enter, None, ..) | (_, _, None, None) => return None,
    };
    Some(fact)
}

/// May a message go now?
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Go {
    /// Yes: by this way, there, in this language.
    Now(Channel, Line, Tongue),
    /// Not before this instant.
    NotBefore(Instant),
    /// Never.
    Never(Unsent),
}

/// How what the message tells of stands now.
#[derive(Debug, Clone, Copy, Default)]
pub struct Things<'a> {
    /// The window it names.
    pub window: Option<&'a Window>,
    /// The visit it names.
    pub visit: Option<&'a Session>,
    /// The course of that visit.
    pub course: Option<&'a Course>,
}

/// Asked again at every try: a message may have waited for days, and a try may have been put off into the night.
pub fn may_go(message: &Message, patient: &Patient, things: Things<'_>, nights: &Nights, now: Instant) -> Go {
    let owed = &message.owed;
    let safety = owed.occasion.is_safety();
    if now < owed.earliest {
        return Go::NotBefore(owed.earliest);
    }
    if owed.latest <= now {
        return Go::Never(Unsent::TooLate);
    }
    if !still_so(message, things) {
        return Go::Never(Unsent::Overtaken);
    }
    if patient.unsubscribed.is_some() && !safety && !owed.asked {
        return Go::Never(Unsent::Unsubscribed);
    }
    let Some((reach, to)) = patient.reach.as_ref().and_then(|reach| Some((reach, reach.to()?))) else {
        return Go::Never(Unsent::NoWay);
    };
    match nights.at(now) {
        Some((_, morning)) if !safety && morning < owed.latest => Go::NotBefore(morning),
        Some(_) if !safety => Go::Never(Unsent::Night),
        _ => Go::Now(reach.channel, to.clone(), reach.tongue),
    }
}

fn still_so(message: &Message, things: Things<'_>) -> bool {
    let at = message.owed.about.at;
    let talk = things.window.and_then(|window| window.talk).map(|talk| talk.at);
    match message.owed.occasion {
        Occasion::TalkBooked | Occasion::TalkMoved => {
            talk.is_some() && talk == at && things.window.is_some_and(|window| window.held.is_none())
        }
        Occasion::TalkCancelled => things.window.is_some_and(|window| window.talk.is_none()),
        Occasion::TimesOffered => things.window.is_some_and(|window| !window.offered.is_empty()),
        Occasion::TalkInvited => things.window.is_some_and(|window| !window.is_settled()),
        Occasion::VisitCancelled => things.visit.is_some_and(|visit| visit.phase == Phase::Cancelled),
        Occasion::VisitNotCome => things.visit.is_some_and(|visit| visit.phase == Phase::NotCome),
        Occasion::EarlierOffered => things.visit.is_some_and(|visit| {
            let open = visit.earlier.as_ref().and_then(|known| known.open());
            visit.phase == Phase::Scheduled && open.is_some_and(|offer| Some(offer.starts) == at)
        }),
        Occasion::VisitTomorrow | Occasion::VisitMoved => {
            things.visit.is_some_and(|visit| visit.phase == Phase::Scheduled && Some(visit.starts) == at)
        }
        // The newest ask, about this dose, that has no answer; nobody is written to after the course was closed.
        Occasion::FollowUpAsked => things.course.is_some_and(|course| {
            let waits = course.follow_ups.waiting().map(|ask| ask.dose);
            course.closed.is_none() && waits.is_some() && waits == message.owed.about.visit
        }),
        Occasion::MeasureAsked
        | Occasion::SafetyFollowUp
        | Occasion::ReferralAsked
        | Occasion::ReferralAnswered => true,
        // Asked by `referral::may_go_outside`; by this way such a message has nobody to go to.
        Occasion::ReferralSent | Occasion::ReferralReminder => false,
    }
}
