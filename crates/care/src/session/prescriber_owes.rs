//! What happens at a chair and asks for a prescriber: owed by the protocol's clock, asked of one by name.

use super::Session;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, TaskId};
use crate::practice::Role;
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::time::Moment;
use crate::units::Minutes;

/// What is owed.
pub(super) struct Owed {
    /// The task.
    pub task: TaskId,
    /// What opens it, and of whom it is asked.
    pub facts: Vec<Fact>,
}

/// A prescriber owes an answer. `asked`: who is named on the visit, else who wrote its order; `nth`: the how manieth of one command.
pub(super) fn prescriber_owes(
    session: &Session,
    asked: Option<PersonId>,
    matter: Matter,
    note: Option<String>,
    content: &Content,
    nth: usize,
    moment: &Moment,
) -> Result<Owed, Refusal> {
    let task = TaskId::from_command(moment.command, u16::try_from(nth).unwrap_or(u16::MAX));
    let opened = TaskFact::Opened {
        matter,
        patient: session.patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_minutes(Minutes(content.small(Key::AlarmAnswer)?)),
        note,
    };
    let asked = asked.map(|person| TaskFact::AskedOf { person });
    let facts = [Some(opened), asked].into_iter().flatten();
    Ok(Owed { task, facts: facts.map(|fact| Fact::on(Stream::Task(task), fact)).collect() })
}
