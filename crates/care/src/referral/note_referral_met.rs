//! "We met on …": said by whoever holds the link, or by staff who were told.

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

/// Keeps it once.
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
    Ok(vec![ReferralFact::Met { met: act.at, said_by: act.said_by, at: moment.now }])
}
