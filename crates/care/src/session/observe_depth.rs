//! What was seen: depth, and what should not have happened.

use super::{Phase, Session, SessionFact};
use crate::protocol::Depth;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// How deep it was seen to be. Never inferred from the dose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ObserveDepth {
    /// As observed.
    pub depth: Depth,
}

/// Something that should not have happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordAdverseEvent {
    /// What.
    pub what: Line,
    /// Does it meet the clinic's definition of serious?
    pub serious: bool,
}

/// Records it, once a dose has begun.
pub fn observe(session: &Session, act: ObserveDepth, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    Ok(vec![SessionFact::DepthObserved { depth: act.depth, at: moment.plausible()? }])
}

/// Records it, whenever somebody is here, or was: a faint on the way home, too, and after a visit that was stopped.
pub fn adverse(
    session: &Session,
    act: &RecordAdverseEvent,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[
        Phase::CheckedIn,
        Phase::Dosing,
        Phase::Paused,
        Phase::Recovery,
        Phase::Discharged,
        Phase::Aborted,
    ])?;
    let at = moment.plausible()?;
    Ok(vec![SessionFact::AdverseEventRecorded { what: act.what.clone(), serious: act.serious, at }])
}
