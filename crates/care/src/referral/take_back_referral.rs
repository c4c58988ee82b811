//! "Do not send it", or "stop showing it": the patient's own, at any time, in the lock too.

use super::{Referral, ReferralFact};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Take it back. What was read cannot be unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBackReferral;

/// Always works, once.
pub fn take_back(referral: &Referral, moment: &Moment) -> Result<Vec<ReferralFact>, Refusal> {
    match referral.taken_back {
        Some(_) => Err(Refusal::NothingChanged),
        None => Ok(vec![ReferralFact::TakenBack { at: moment.now }]),
    }
}
