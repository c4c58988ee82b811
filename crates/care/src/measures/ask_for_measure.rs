//! Somebody of the team, or the schedule, asks the patient for a questionnaire by a day.

use super::definition::Measure;
use super::kept::Asking;
use crate::course::{Course, CourseFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// "Please answer this by then."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskForMeasure {
    /// Which questionnaire.
    pub measure: Line,
    /// By when.
    pub due: Instant,
}

/// Asks, unless the patient cannot be asked that here, or is asked it already.
pub fn ask(
    course: &Course,
    act: &AskForMeasure,
    measure: &Measure,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    measure.licensed()?;
    if measure.is_shell() {
        return Err(Refusal::MeasureHasNoItems);
    }
    if act.due <= moment.now {
        return Err(Refusal::TimeInThePast);
    }
    if course.measures.open().iter().any(|asking| asking.measure == measure.id) {
        return Err(Refusal::MeasureAlreadyAsked);
    }
    let by = match by {
        Actor::Person(person) => Some(*person),
        Actor::Patient(_) | Actor::Clock | Actor::Host | Actor::Visitor => None,
    };
    let asking = Asking {
        number: course.measures.next_asking(),
        measure: measure.id.clone(),
        version: measure.version.clone(),
        by,
        due: act.due,
        at: moment.now,
        answers: vec![],
        signalled: vec![],
        done: false,
    };
    Ok(vec![CourseFact::MeasureAsked { asking }])
}
