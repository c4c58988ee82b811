//! A wrong entry stays readable, struck through, with who and why.

use crate::course::{Course, CourseFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "This entry is wrong."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkMeasureWrong {
    /// The entry's number in this course.
    pub number: u32,
    /// Why.
    pub reason: Line,
}

/// Marks it, once. A safety signal that came of it stays owed: somebody answers that by hand.
pub fn mark(
    course: &Course,
    act: &MarkMeasureWrong,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let kept = &course.measures;
    if !kept.entries.iter().any(|entry| entry.number == act.number) {
        return Err(Refusal::EntryUnknown);
    }
    if kept.is_wrong(act.number) {
        return Err(Refusal::NothingChanged);
    }
    let (number, reason) = (act.number, act.reason.clone());
    Ok(vec![CourseFact::MeasureMarkedWrong { number, reason, by: *person, at: moment.now }])
}
