//! Signing the record of a session as it stands: printed name, time, meaning.

use super::{Phase, Session, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;
use crate::units::Micrograms;

/// "This is the record of what happened."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignRecord {
    /// The signer's typed name.
    pub typed_name: Line,
}

/// Signs once the session is over. The typed name must be the signer's own.
pub fn decide(
    session: &Session,
    act: &SignRecord,
    open_rest: Option<Micrograms>,
    by: &Actor,
    printed: &Line,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Discharged, Phase::Aborted])?;
    if session.signed.is_some() {
        return Err(Refusal::NothingChanged);
    }
    // Every microgram that was drawn is accounted for first, or somebody has said that it is not.
    if let Some(left) = open_rest {
        return Err(Refusal::SyringeOpen { left });
    }
    if act.typed_name != *printed {
        return Err(Refusal::SignatureNameDiffers);
    }
    Ok(vec![SessionFact::RecordSigned { by: *person, name: printed.clone(), at: moment.now }])
}
