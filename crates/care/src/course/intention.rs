//! The patient's own sentence before a dose.

use super::{Course, CourseFact};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// One sentence, in the patient's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetIntention {
    /// The words.
    pub words: Line,
}

/// Keeps it; earlier ones stay readable.
pub fn set(course: &Course, act: &SetIntention, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    if course.intentions.last().is_some_and(|(_, words)| *words == act.words) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::IntentionSet { words: act.words.clone(), at: moment.now }])
}
