//! Which messages follow from what was decided, to whom, and when they may go. Pure, and in the same decision: a fact
//! that somebody outside is to hear of never stands without its message.

use super::quiet::Nights;
use super::{About, MessageFact, Occasion, Owed, Unsent};
use crate::fact::{Fact, Stream};
use crate::follow_up::Ask;
use crate::ids::{MessageId, PatientId, SessionId, WindowId};
use crate::integration::{SaidBy, WindowFact};
use crate::patient::Patient;
use crate::referral::ReferralFact;
use crate::session::SessionFact;
use crate::time::{Instant, Moment};
use crate::units::{Hours, Minutes};

/// How long a message that staff bring about waits, so that they can take it back. House policy, from `screens.md` 2.2.
pub const HOLD: Minutes = Minutes(3);
/// Hours before the goal at which somebody without a plan is invited to the first talk. House policy: the first of the
/// window's steps, and the one that `screens.md` 4.5 has words for.
pub const INVITE_AT_H: [u32; 2] = [24, 6];
/// An invitation is worth nothing when so little is left: the window's last step is a call, not a message.
pub const INVITE_UNTIL_H: u32 = 2;
/// How long before a visit it is told of.
pub const TOMORROW_H: u32 = 24;
/// How long it is worth telling what no time of its own ends. House policy.
pub const WORTH_TELLING_H: u32 = 48;

/// A message to be, before it is known whether and when it may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft {
    /// To whom.
    pub patient: PatientId,
    /// Why.
    pub occasion: Occasion,
    /// Of what.
    pub about: About,
    /// When it would be good; none means as soon as may be.
    pub wanted: Option<Instant>,
    /// Worth nothing from then on.
    pub latest: Instant,
}

fn before(at: Instant, hours: u32) -> Instant {
    Instant(at.0.saturating_sub(Instant(0).plus_hours(Hours(hours)).0))
}

/// How a window stood before the fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Before {
    /// A talk was booked.
    pub talk: bool,
    /// An entry for it had gone to the patient's own calendar.
    pub entry: bool,
}

/// What a fact on a window gives to tell. Whoever says "no, thanks" to a booked talk knows of it; a calendar does not.
pub fn of_window(
    id: WindowId,
    patient: PatientId,
    before: Before,
    fact: &WindowFact,
    moment: &Moment,
) -> Option<Draft> {
    let worth = moment.now.plus_hours(Hours(WORTH_TELLING_H));
    let (occasion, at, latest) = match fact {
        WindowFact::Booked { at, .. } if before.talk => (Occasion::TalkMoved, Some(*at), *at),
        WindowFact::Booked { at, .. } => (Occasion::TalkBooked, Some(*at), *at),
        WindowFact::Declined { .. } if before.talk && before.entry => (Occasion::TalkCancelled, None, worth),
        WindowFact::TalkCancelled { .. } => (Occasion::TalkCancelled, None, worth),
        WindowFact::TimesOffered { times } => {
            (Occasion::TimesOffered, None, times.iter().map(|time| time.at).max()?)
        }
        _ => return None,
    };
    let about = About { window: Some(id), visit: None, at };
    Some(Draft { patient, occasion, about, wanted: None, latest })
}

/// The invitations of a window that has just opened. One that has a plan by then does not go.
pub fn invitations(
    id: WindowId,
    patient: PatientId,
    goal: Instant,
    moment: &Moment,
) -> impl Iterator<Item = Draft> {
    let about = About { window: Some(id), visit: None, at: None };
    let (occasion, latest, now) = (Occasion::TalkInvited, before(goal, INVITE_UNTIL_H), moment.now);
    let steps = INVITE_AT_H.into_iter().map(move |hours| before(goal, hours)).filter(move |at| now < *at);
    steps.map(move |at| Draft { patient, occasion, about, wanted: Some(at), latest })
}

/// What a fact on a visit gives to tell. A visit within the day was just agreed on: nobody needs to be told of it again.
/// What staff move or call off is told at once. `before_it`: when the visit was to begin; another room, or other people, at
/// the same time are told when they come.
pub fn of_visit(
    id: SessionId,
    patient: PatientId,
    before_it: Option<Instant>,
    fact: &SessionFact,
    moment: &Moment,
) -> Vec<Draft> {
    let about = |at: Option<Instant>| About { window: None, visit: Some(id), at };
    let worth = moment.now.plus_hours(Hours(WORTH_TELLING_H));
    let draft = |occasion, at, wanted, latest| Draft { patient, occasion, about: about(at), wanted, latest };
    let reminder = |starts: Instant| {
        let wanted = before(starts, TOMORROW_H);
        (moment.now < wanted).then(|| draft(Occasion::VisitTomorrow, Some(starts), Some(wanted), starts))
    };
    match fact {
        SessionFact::Scheduled { starts, .. } => reminder(*starts).into_iter().collect(),
        SessionFact::Moved { starts, .. } if before_it != Some(*starts) => {
            let moved = draft(Occasion::VisitMoved, Some(*starts), None, *starts);
            std::iter::once(moved).chain(reminder(*starts)).collect()
        }
        SessionFact::EarlierOffered { offer } => {
            vec![draft(Occasion::EarlierOffered, Some(offer.starts), None, offer.until)]
        }
        SessionFact::Cancelled { .. } => vec![draft(Occasion::VisitCancelled, None, None, worth)],
        SessionFact::NotCome { .. } => vec![draft(Occasion::VisitNotCome, None, None, worth)],
        _ => vec![],
    }
}

/// What a fact on a referral gives the patient to tell: that it waits for their yes, that it was answered, and
/// that somebody outside says they met: only the patient knows whether that is so.
pub fn of_referral(patient: PatientId, fact: &ReferralFact, moment: &Moment) -> Option<Draft> {
    let occasion = match fact {
        ReferralFact::Written { .. } => Occasion::ReferralAsked,
        ReferralFact::Accepted { .. }
        | ReferralFact::Declined { .. }
        | ReferralFact::Met { said_by: SaidBy::OutsideTherapist, .. } => Occasion::ReferralAnswered,
        _ => return None,
    };
    let latest = moment.now.plus_hours(Hours(WORTH_TELLING_H));
    Some(Draft { patient, occasion, about: About::default(), wanted: None, latest })
}

/// That somebody is asked how they have been since a dose. It names the dose: answered, or after another, it does not go.
pub fn of_follow_up(patient: PatientId, ask: &Ask) -> Draft {
    let about = About { window: None, visit: Some(ask.dose), at: None };
    Draft { patient, occasion: Occasion::FollowUpAsked, about, wanted: None, latest: ask.until }
}

/// The facts of the `nth` message of a decision; none where the person is not written to. `asked`: the person acts.
pub fn facts(
    draft: &Draft,
    patient: &Patient,
    nights: &Nights,
    asked: bool,
    nth: u16,
    moment: &Moment,
) -> Vec<Fact> {
    let safety = draft.occasion.is_safety();
    let stopped = patient.unsubscribed.is_some() && !safety && !asked;
    let Some(reach) = patient.reach.as_ref().filter(|reach| reach.to().is_some() && !stopped) else {
        return vec![];
    };
    let held = if safety || asked { Minutes(0) } else { HOLD };
    let first = moment.now.plus_minutes(held);
    let wanted = draft.wanted.unwrap_or(first);
    let goes = if safety { Some(first) } else { nights.when(wanted, first, draft.latest) };
    let owed = Owed {
        patient: draft.patient,
        occasion: draft.occasion,
        about: draft.about,
        channel: reach.channel,
        asked,
        earliest: goes.unwrap_or(first),
        latest: draft.latest,
    };
    let stream = Stream::Message(MessageId::from_command(moment.command, nth));
    let mut facts = vec![Fact::on(stream, MessageFact::Owed { owed })];
    if goes.is_none() {
        // It stands in the list of what was not sent, so that somebody calls.
        let never = MessageFact::Unsent { why: Unsent::Night, reply: None, at: moment.now };
        facts.push(Fact::on(stream, never));
    }
    facts
}
