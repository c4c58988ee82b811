//! A talk that took place outside the house: with the person's own therapist, or one they were referred to. What was
//! said there is not the house's; that it took place, when, and who said so, is.

use super::{Window, WindowFact};
use crate::practice::Actor;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::time::{CLOCK_SKEW_ALLOWED, Instant, Moment};

words! {
    /// Who said that it took place.
    SaidBy {
        /// The person it was about.
        Patient = "patient",
        /// Whoever they met.
        OutsideTherapist = "outside-therapist",
    }
}

/// "They have met."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteMetOutside {
    /// When it took place. However long ago: it is told by whoever was there, days later perhaps.
    pub at: Instant,
    /// Who said so.
    pub said_by: SaidBy,
}

/// Keeps it once. Where the house has its own talk booked, that one is undone or held first; where the person said "no,
/// thanks", only they themselves say otherwise.
pub fn decide(
    window: &Window,
    act: NoteMetOutside,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    let patient = match by {
        Actor::Patient(_) => true,
        Actor::Person(_) => false,
        Actor::Clock | Actor::Host | Actor::Visitor => return Err(Refusal::PersonUnknown),
    };
    if patient && act.said_by != SaidBy::Patient {
        return Err(Refusal::SpeaksForAnother);
    }
    if window.held.is_some() {
        return Err(Refusal::TalkAlreadyHeld);
    }
    if window.declined.is_some() && !patient {
        return Err(Refusal::NotAskedAgain);
    }
    if window.talk.is_some() {
        return Err(Refusal::TalkBookedHere);
    }
    if moment.now.plus_minutes(CLOCK_SKEW_ALLOWED) < act.at {
        return Err(Refusal::TimeInTheFuture { ahead_min: act.at.minutes_since(moment.now) });
    }
    if act.at < window.opened {
        return Err(Refusal::TalkBeforeDose);
    }
    Ok(vec![WindowFact::TalkHeldOutside { at: act.at, said_by: act.said_by }])
}
