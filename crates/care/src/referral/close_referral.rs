//! Staff end a referral, and say why. The link is dead from then on.

use super::{ClosedBecause, Referral, ReferralFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;

/// End it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseReferral {
    /// Why.
    pub because: ClosedBecause,
}

/// Ends it once.
pub fn close(
    referral: &Referral,
    act: CloseReferral,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    referral.require_open()?;
    Ok(vec![ReferralFact::Closed { because: act.because, by: *by, at: moment.now }])
}
