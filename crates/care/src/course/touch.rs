//! What touch a person agrees to, said before a dose: under ketamine nobody can meaningfully negotiate it
//! (`care.md` 7.3 [R219][R220]). Agreeing takes a clear head; less is always one word away, also while the dose works.
//!
//! What a nurse must touch to keep somebody safe (a cuff, a needle, a fall) is no part of this, and the page says so.

use super::{Course, CourseFact, screening};
use crate::patient::Patient;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

words! {
    /// Supportive touch that may be agreed to. Nothing else ever is (OAR 333-333, `care.md` 7.2 [R211]).
    Touch {
        /// A hand is held.
        Hand = "hand",
        /// A hand on the shoulder.
        Shoulder = "shoulder",
        /// A hand on the feet.
        Feet = "feet",
        /// A hug.
        Hug = "hug",
    }
}

/// What stands: the touch agreed to (none: no touch), and what else the person asks to be kept to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TouchAgreed {
    /// These, and nothing else.
    pub allowed: Vec<Touch>,
    /// The person's own words: "ask me first", "never my neck".
    pub boundary: Option<Line>,
    /// Since when.
    pub at: Instant,
}

/// "This is all right with me, and nothing else."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreeToTouch {
    /// None of them is an answer: no touch.
    pub allowed: Vec<Touch>,
    /// What else the team keeps to.
    pub boundary: Option<Line>,
}

/// "Not this any more", or no touch at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBackTouch {
    /// Which; none: every touch.
    pub touch: Option<Touch>,
}

/// Agrees, with a clear head: also to less, for the words beside it may say more.
pub fn agree(
    course: &Course,
    act: &AgreeToTouch,
    patient: &Patient,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    screening::not_stopped(course)?;
    patient.clear_headed(moment.now)?;
    let allowed = in_order(|touch| act.allowed.contains(&touch));
    let same = |known: &TouchAgreed| known.allowed == allowed && known.boundary == act.boundary;
    if course.touch.as_ref().is_some_and(same) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::TouchAgreed { allowed, boundary: act.boundary.clone(), at: moment.now }])
}

/// Takes back one touch, or every one. Always works: no lock, no closed course and no stop holds it up. Who was never
/// asked and says "no touch" has answered.
pub fn take_back(course: &Course, act: TakeBackTouch, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    let before = course.touch.as_ref().map(|known| known.allowed.as_slice());
    let left = in_order(|touch| {
        let kept = act.touch.is_some_and(|gone| gone != touch);
        kept && before.is_some_and(|before| before.contains(&touch))
    });
    if before == Some(left.as_slice()) || (before.is_none() && act.touch.is_some()) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::TouchTakenBack { left, at: moment.now }])
}

/// Each of them once, in the order of the list.
fn in_order(keep: impl Fn(Touch) -> bool) -> Vec<Touch> {
    Touch::ALL.iter().copied().filter(|touch| keep(*touch)).collect()
}
