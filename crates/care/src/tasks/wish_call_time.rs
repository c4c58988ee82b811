//! When in the day the person would like the call they are owed. A wish: the clock stays as it is.

use super::{Matter, Task, TaskFact};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::time::Moment;

words! {
    /// A part of the clinic's day.
    PartOfDay {
        /// Before noon.
        Morning = "morning",
        /// After noon.
        Afternoon = "afternoon",
        /// Towards the end of it.
        Evening = "evening",
    }
}

/// "In the afternoon, please."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WishCallTime {
    /// When.
    pub part: PartOfDay,
}

/// Keeps the wish, as long as the call is owed.
pub fn wish(task: &Task, act: WishCallTime, moment: &Moment) -> Result<Vec<TaskFact>, Refusal> {
    if task.matter != Matter::ScreeningCall {
        return Err(Refusal::TaskUnknown);
    }
    task.still_owed()?;
    if task.wished == Some(act.part) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![TaskFact::CallTimeWished { part: act.part, at: moment.now }])
}
