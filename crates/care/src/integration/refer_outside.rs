//! A referral made after the dose: somebody outside, or the person's own therapist, has agreed to see them.

use super::{Window, WindowFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;

/// "They have agreed to see them."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReferOutside {
    /// Who.
    pub to: Line,
}

/// Keeps who has agreed. A later one takes the place of an earlier. After "no, thanks" only the person themselves says
/// otherwise.
pub fn decide(window: &Window, act: &ReferOutside, by: &Actor) -> Result<Vec<WindowFact>, Refusal> {
    if window.declined.is_some() && !matches!(by, Actor::Patient(_)) {
        return Err(Refusal::NotAskedAgain);
    }
    if window.held.is_some() {
        return Err(Refusal::TalkAlreadyHeld);
    }
    if window.talk.is_some() {
        return Err(Refusal::TalkBookedHere);
    }
    if window.referred.as_ref() == Some(&act.to) && window.declined.is_none() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![WindowFact::Referred { to: act.to.clone() }])
}
