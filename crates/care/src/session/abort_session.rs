//! Stopping before a dose: "I changed my mind", or something is not right. Nobody is blamed.

use super::{Phase, Session, SessionFact};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Stop before a dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbortSession {
    /// Why.
    pub reason: Line,
}

/// Stops it. Once a dose has begun, it is ended, not aborted.
pub fn decide(session: &Session, act: &AbortSession, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::CheckedIn])?;
    if session.open_emergency().is_some() {
        return Err(Refusal::EmergencyStands);
    }
    Ok(vec![SessionFact::Aborted { reason: act.reason.clone(), at: moment.plausible()? }])
}
