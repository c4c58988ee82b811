//! Who goes home with the person, and who is at home with them tonight: told before the day, asked again at the chair.

use super::{Phase, Ride, Session, SessionFact};
use crate::course::SessionKind;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "Alex drives me home, and my sister stays the night."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRide {
    /// Who, as told.
    pub ride: Ride,
}

/// Keeps it for a dose that lies ahead. It clears no gate: the nurse asks on the day, for a ride that was promised is
/// not a person who came.
pub fn decide(session: &Session, act: &NameRide, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::CheckedIn])?;
    if session.kind != SessionKind::Dosing {
        return Err(Refusal::RideOnlyForDose);
    }
    if session.ride.as_ref() == Some(&act.ride) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![SessionFact::RideNamed { ride: act.ride.clone(), at: moment.now }])
}
