//! Looking back, and closing. Changing door closes one course and opens another, with a reason.

use super::{Course, CourseFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// A prescriber looks back with the patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewCourse {
    /// What was found, in a sentence.
    pub note: Line,
}

/// End a course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseCourse {
    /// Why: finished, stopped, changed door.
    pub reason: Line,
}

/// Reviews a course that has dosed.
pub fn review(
    course: &Course,
    act: &ReviewCourse,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    if course.doses.is_empty() {
        return Err(Refusal::NothingToReview);
    }
    Ok(vec![CourseFact::Reviewed { by: *person, at: moment.now, note: act.note.clone() }])
}

/// Closes an open course. A person may always stop.
pub fn close(course: &Course, act: &CloseCourse, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    Ok(vec![CourseFact::Closed { at: moment.now, reason: act.reason.clone() }])
}
