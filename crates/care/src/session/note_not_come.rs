//! Somebody did not come. Kept without a reason and without blame: why is theirs to say.

use super::{Phase, Session, SessionFact};
use crate::refusal::Refusal;
use crate::time::Moment;

/// "They did not come."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteNotCome;

/// Keeps it once the visit should have begun, if nobody was checked in.
pub fn decide(session: &Session, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled])?;
    if moment.now < session.starts {
        return Err(Refusal::NotYetDue);
    }
    Ok(vec![SessionFact::NotCome { at: moment.now }])
}
