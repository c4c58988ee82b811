//! What whoever holds the link answers: "I can see them", with times, or "I cannot".

use super::{Answer, BY_WHEN_MOST, CannotBecause, Referral, ReferralFact};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// So many times at most: a patient chooses among them by telephone.
pub const TIMES_MOST: usize = 3;

/// "I can see them."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptReferral {
    /// At one of these times.
    pub times: Vec<Instant>,
}

/// "I cannot."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineReferral {
    /// Why.
    pub because: CannotBecause,
}

fn answerable(referral: &Referral, moment: &Moment) -> Result<(), Refusal> {
    referral.link_opens(moment.now)?;
    if referral.met.is_some() { Err(Refusal::ReferralMet) } else { Ok(()) }
}

/// Keeps the times, the latest said. The same again changes nothing.
pub fn accept(
    referral: &Referral,
    act: &AcceptReferral,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    answerable(referral, moment)?;
    let mut times = act.times.clone();
    times.sort_unstable();
    times.dedup();
    if times.is_empty() || TIMES_MOST < times.len() {
        return Err(Refusal::ReferralTimesMissing { most: TIMES_MOST });
    }
    if matches!(&referral.answer, Some(Answer::Accepted(known, _)) if *known == times) {
        return Err(Refusal::NothingChanged);
    }
    if times.iter().any(|at| *at <= moment.now) {
        return Err(Refusal::TimeInThePast);
    }
    if times.iter().any(|at| moment.now.plus_hours(BY_WHEN_MOST) < *at) {
        return Err(Refusal::ReferralTimeTooFar);
    }
    Ok(vec![ReferralFact::Accepted { times, at: moment.now }])
}

/// Keeps the no. Nobody is written to about it again, and the link is dead.
pub fn decline(
    referral: &Referral,
    act: DeclineReferral,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    answerable(referral, moment)?;
    Ok(vec![ReferralFact::Declined { because: act.because, at: moment.now }])
}
