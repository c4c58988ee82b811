//! "We met on …": said by whoever holds the link, or by staff who were told. And "we did not meet after all": by whoever it
//! is about, or by staff.

use super::{Referral, ReferralFact};
use crate::integration::SaidBy;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::{CLOCK_SKEW_ALLOWED, Instant, Moment};

/// "They met."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteReferralMet {
    /// When.
    pub at: Instant,
    /// Who said so. Whoever holds the link says it for themselves.
    pub said_by: SaidBy,
}

/// "They did not meet after all."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteReferralNotMet;

/// Keeps it once. Through the link it wants a yes first: one word of whoever holds it would else end what is owed here.
pub fn met(
    referral: &Referral,
    act: NoteReferralMet,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    if *by == Actor::Visitor {
        referral.link_opens(moment.now)?;
        if act.said_by != SaidBy::OutsideTherapist {
            return Err(Refusal::SpeaksForAnother);
        }
    } else {
        referral.require_open()?;
    }
    let Some((_, sent)) = referral.sent else { return Err(Refusal::ReferralNotSent) };
    if referral.met.is_some() {
        return Err(Refusal::ReferralMet);
    }
    if moment.now.plus_minutes(CLOCK_SKEW_ALLOWED) < act.at {
        return Err(Refusal::TimeInTheFuture { ahead_min: act.at.minutes_since(moment.now) });
    }
    if act.at < sent {
        return Err(Refusal::ReferralMetBeforeSent);
    }
    if *by == Actor::Visitor {
        let (accepted, _) = referral.first_yes.ok_or(Refusal::ReferralNotAccepted)?;
        if act.at < accepted {
            return Err(Refusal::ReferralMetBeforeYes);
        }
    }
    Ok(vec![ReferralFact::Met { met: act.at, said_by: act.said_by, at: moment.now }])
}

/// Takes back what was said, whoever said it, also where the referral has ended: what is owed here is owed again.
pub fn not_met(referral: &Referral, moment: &Moment) -> Result<Vec<ReferralFact>, Refusal> {
    match referral.met {
        Some(_) => Ok(vec![ReferralFact::NotMet { at: moment.now }]),
        None => Err(Refusal::NothingChanged),
    }
}
