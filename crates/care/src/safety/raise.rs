//! A signal is raised: a task for a named clinician, at once. A second one is added to the first.

use super::{Cover, Owing, Source};
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, TaskId};
use crate::tasks::{Matter, Task, TaskFact};
use crate::time::Moment;
use crate::units::Minutes;

/// The signals of this patient that nobody has answered.
pub type Open<'a> = [(TaskId, &'a Task)];

/// What follows from it: on the open task of the same source, or on a new one.
pub fn raise(
    patient: PatientId,
    source: Source,
    within: Minutes,
    open: &Open<'_>,
    cover: &Cover<'_>,
    new: TaskId,
    moment: &Moment,
) -> Vec<Fact> {
    let like = |task: &Task| task.signal.as_ref().is_some_and(|signal| signal.is_of(&source));
    if let Some((id, task)) = open.iter().find(|(_, task)| like(task)) {
        let mut facts = vec![TaskFact::Raised { source, at: moment.now }];
        facts.extend(sooner(task, within, moment));
        return Fact::all(Stream::Task(*id), facts);
    }
    let (rung, to, role) = cover.first();
    let due = moment.now.plus_minutes(within);
    let opened = TaskFact::Opened { matter: Matter::SafetySignal, patient, owed_by: role, due, note: None };
    let raised = TaskFact::Raised { source, at: moment.now };
    let owed = TaskFact::Owed { owing: Owing { to, role, rung, within, due } };
    Fact::all(Stream::Task(new), vec![opened, raised, owed])
}

/// The same person owes it sooner, if this clock is shorter. A clock is never made longer.
pub(super) fn sooner(task: &Task, within: Minutes, moment: &Moment) -> Option<TaskFact> {
    let owing = task.signal.as_ref()?.owing;
    let sooner = Owing {
        within: owing.within.min(within),
        due: owing.due.min(moment.now.plus_minutes(within)),
        ..owing
    };
    (sooner != owing).then_some(TaskFact::Owed { owing: sooner })
}
