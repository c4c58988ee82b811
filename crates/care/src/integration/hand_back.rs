//! What is out of scope goes back to the clinic in one act, and a clinician owes an answer by a clock.

use super::{Window, WindowFact};
use crate::fact::{Fact, Stream};
use crate::ids::{TaskId, WindowId};
use crate::practice::{Actor, Role};
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::text::prose;
use crate::time::Moment;
use crate::units::Minutes;

/// "This is not mine to hold."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandBack {
    /// What a clinician should know, in the specialist's words.
    pub words: String,
}

/// Hands back; a prescriber owes an answer.
pub fn decide(
    id: WindowId,
    window: &Window,
    act: &HandBack,
    answer: Minutes,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let note = prose(&act.words)?;
    let handed = WindowFact::HandedBack { by: *person, at: moment.now };
    let owed = TaskFact::Opened {
        matter: Matter::HandBack,
        patient: window.patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_minutes(answer),
        note: Some(note),
    };
    let task = Stream::Task(TaskId::from_command(moment.command, 0));
    Ok(vec![Fact::on(Stream::Window(id), handed), Fact::on(task, owed)])
}
