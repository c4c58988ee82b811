//! Nobody answered in time, or whoever owes it may not act any more: it goes to the next.

use super::{Cover, Owing};
use crate::refusal::Refusal;
use crate::tasks::{Task, TaskFact};
use crate::time::Moment;

/// Climbs when its time has come. There is no last step: until somebody answers, it is due again.
pub fn climb(task: &Task, cover: &Cover<'_>, moment: &Moment) -> Result<Vec<TaskFact>, Refusal> {
    task.still_owed()?;
    let owing = task.signal.as_ref().ok_or(Refusal::NotASignal)?.owing;
    if moment.now < owing.due && !is_gone(&owing, cover) {
        return Err(Refusal::NotYetDue);
    }
    Ok(vec![next(task, cover, moment)?])
}

/// Is whoever is named no longer somebody who may answer?
pub fn is_gone(owing: &Owing, cover: &Cover<'_>) -> bool {
    owing.to.is_some_and(|person| !cover.stands(person, owing.role))
}

/// The next step, with a whole clock.
pub(super) fn next(task: &Task, cover: &Cover<'_>, moment: &Moment) -> Result<TaskFact, Refusal> {
    let signal = task.signal.as_ref().ok_or(Refusal::NotASignal)?;
    let ((rung, to, role), within) = (cover.next(signal), signal.owing.within);
    let due = moment.now.plus_minutes(within);
    Ok(TaskFact::ClimbedTo { owing: Owing { to, role, rung, within, due } })
}
