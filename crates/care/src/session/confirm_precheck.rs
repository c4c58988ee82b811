//! What is asked before a dose: identity, weight, food, way home, what changed.

use super::{Phase, Precheck, Session, SessionFact};
use crate::guardrail::{AsRead, WEIGHT};
use crate::refusal::Refusal;
use crate::time::Moment;

/// The answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfirmPrecheck {
    /// As asked and answered.
    pub precheck: Precheck,
    /// An unusual weight was confirmed.
    pub as_read: AsRead,
}

/// Keeps the answers, whatever they are: gates judge them.
pub fn decide(
    session: &Session,
    act: &ConfirmPrecheck,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::CheckedIn])?;
    WEIGHT.check(u64::from(act.precheck.weight.0), act.as_read)?;
    let at = moment.plausible()?;
    Ok(vec![SessionFact::Prechecked { precheck: act.precheck.clone(), at }])
}
