//! An alarm has an answer: who, when, what was done.

use super::{Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{SessionId, TaskId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::tasks::TaskFact;
use crate::text::Line;
use crate::time::Moment;

/// What was done about an alarm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerAlarm {
    /// Which.
    pub number: u32,
    /// In a sentence: rechecked, asked about symptoms, stopped the pump.
    pub done: Line,
}

/// Keeps the first answer. What somebody away from the chair owed because there was none, nobody owes any more.
pub fn decide(
    id: SessionId,
    session: &Session,
    act: &AnswerAlarm,
    is_owed: impl Fn(TaskId) -> bool,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let alarm =
        session.alarms.iter().find(|alarm| alarm.number == act.number).ok_or(Refusal::AlarmUnknown)?;
    if alarm.answer.is_some() {
        return Err(Refusal::AlarmAlreadyAnswered);
    }
    let at = moment.plausible()?;
    let answered = SessionFact::AlarmAnswered { number: act.number, by: *person, done: act.done.clone(), at };
    let owed = alarm.climbed.map(|(task, _)| task).filter(|task| is_owed(*task));
    let settled = owed.map(|task| Fact::on(Stream::Task(task), TaskFact::Settled { at: moment.now }));
    Ok([Fact::on(Stream::Session(id), answered)].into_iter().chain(settled).collect())
}
