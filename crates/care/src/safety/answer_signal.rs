//! What came of it: a clinician spoke with the person, sent help, or could not reach them.

use super::{Contact, Cover, climb};
use crate::practice::{Actor, Role};
use crate::refusal::Refusal;
use crate::tasks::{Task, TaskFact};
use crate::text::Line;
use crate::time::Moment;

/// What was done, and whether the person was reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerSignal {
    /// Reached, help sent, no answer.
    pub contact: Contact,
    /// In a sentence.
    pub done: Line,
}

/// Ends the clock, or, without an answer, hands it on at once: somebody else should know that the person was not reached.
pub fn answer(
    task: &Task,
    act: &AnswerSignal,
    cover: &Cover<'_>,
    by: &Actor,
    role: Role,
    moment: &Moment,
) -> Result<Vec<TaskFact>, Refusal> {
    let person = task.clinician_for(by, role)?;
    let (contact, done) = (act.contact, act.done.clone());
    let tried = TaskFact::Tried { by: person, contact, done: done.clone(), at: moment.now };
    let then = match contact {
        Contact::Reached | Contact::HelpSent => TaskFact::Answered { by: person, done },
        Contact::NoAnswer => climb::next(task, cover, moment)?,
    };
    Ok(vec![tried, then])
}
