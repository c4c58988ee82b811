//! "Before I do this: …" An order that came while a dose runs is asked about before it is accepted; whoever prescribes owes the answer.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, TaskId};
use crate::practice::{Actor, Role};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::Minutes;

/// What somebody at the chair wants to know before they accept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionOrder {
    /// Which order.
    pub number: u32,
    /// In a sentence.
    pub words: Line,
}

/// A question as it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// About which order.
    pub number: u32,
    /// By whom.
    pub by: PersonId,
    /// In their words.
    pub words: Line,
    /// What is owed for it.
    pub task: TaskId,
    /// When.
    pub at: Instant,
}

/// Asks about the order in force that the dose does not run by yet. A reply ends what is owed, and so does another order.
pub fn decide(
    id: SessionId,
    session: &Session,
    act: &QuestionOrder,
    course: &Course,
    content: &Content,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let order = course.order_in_force().ok_or(Refusal::OrderMissing)?;
    if order.number != act.number {
        return Err(Refusal::OrderChanged);
    }
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    if dose.runs_by() == act.number {
        return Err(Refusal::NothingChanged);
    }
    let (task, words) = (TaskId::from_command(moment.command, 0), act.words.clone());
    let owed = TaskFact::Opened {
        matter: Matter::OrderQuestion,
        patient: session.patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_minutes(Minutes(content.small(Key::AlarmAnswer)?)),
        note: Some(words.to_string()),
    };
    let asked = SessionFact::OrderQuestioned { number: act.number, by, words, task, at: moment.now };
    Ok(vec![
        Fact::on(Stream::Session(id), asked),
        Fact::on(Stream::Task(task), owed),
        Fact::on(Stream::Task(task), TaskFact::AskedOf { person: order.by }),
    ])
}
