//! A prescriber lifts a stop, for a reason. Nothing is cleared by that: every question is asked again.

use super::Verdict;
use crate::course::{Course, CourseFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "It may be looked at afresh, because …"
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiftScreeningStop {
    /// Why.
    pub reason: Line,
}

/// Lifts what stands: a finding that held the course, or a prescriber's stop.
pub fn lift(
    course: &Course,
    act: &LiftScreeningStop,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    if !course.is_stopped() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::ScreeningLifted { by: *person, at: moment.now, reason: act.reason.clone() }])
}

impl Course {
    /// Does a stop stand: a finding that holds it, or a prescriber's word?
    pub fn is_stopped(&self) -> bool {
        let verdict = self.screening.as_ref().and_then(|screening| screening.verdict.as_ref());
        self.held.is_some() || matches!(verdict, Some(Verdict::Stopped { .. }))
    }
}
