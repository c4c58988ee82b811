//! Holding a dose back, and going on. The software does not touch the pump; a person does.

use super::{Level, Phase, Session, SessionFact};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Held back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PauseDose {
    /// Why.
    pub reason: Line,
}

/// Going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResumeDose;

/// Pauses a running dose. Never refused for a missing answer: stopping comes first.
pub fn pause(session: &Session, act: &PauseDose, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Dosing])?;
    Ok(vec![SessionFact::DosePaused { reason: act.reason.clone(), at: moment.plausible()? }])
}

/// Resumes, once every high alarm has its answer.
pub fn resume(session: &Session, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Paused])?;
    if session.alarms.iter().any(|alarm| alarm.level == Level::High && alarm.answer.is_none()) {
        return Err(Refusal::AlarmUnanswered);
    }
    Ok(vec![SessionFact::DoseResumed { at: moment.plausible()? }])
}
