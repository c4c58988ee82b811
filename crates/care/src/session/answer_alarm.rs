//! An alarm has an answer: who, when, what was done.

use super::{Session, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
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

/// Keeps the first answer.
pub fn decide(
    session: &Session,
    act: &AnswerAlarm,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let alarm =
        session.alarms.iter().find(|alarm| alarm.number == act.number).ok_or(Refusal::AlarmUnknown)?;
    if alarm.answer.is_some() {
        return Err(Refusal::AlarmAlreadyAnswered);
    }
    let at = moment.plausible()?;
    Ok(vec![SessionFact::AlarmAnswered { number: act.number, by: *person, done: act.done.clone(), at }])
}
