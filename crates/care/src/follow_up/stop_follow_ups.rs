//! "Please do not ask me any more", in one tap and without a reason; and letting it come again.

use crate::course::{Course, CourseFact};
use crate::refusal::Refusal;
use crate::time::Moment;

/// No more of them, in this course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StopFollowUps;

/// They may come again. What fell silent meanwhile stays silent where a later step has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeFollowUps;

/// Stops.
pub fn stop(course: &Course, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    if course.follow_ups.stopped.is_some() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::FollowUpsStopped { at: moment.now }])
}

/// Lets them come again.
pub fn resume(course: &Course, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    if course.follow_ups.stopped.is_none() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::FollowUpsResumed { at: moment.now }])
}
