//! "I'm here." From now on the session keeps the protocol version that is in force.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::ids::ProtocolId;
use crate::protocol::Protocol;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// How long before its start a visit can be checked in: the same day.
const EARLIEST: Hours = Hours(12);

/// "I'm here."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckIn {
    /// The version in force for this course's protocol.
    pub protocol: ProtocolId,
}

/// Checks in on the day.
pub fn decide(
    session: &Session,
    act: CheckIn,
    course: &Course,
    protocol: &Protocol,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled])?;
    course.require_open()?;
    if protocol.content.slug != course.slug {
        return Err(Refusal::ProtocolOfAnotherCourse);
    }
    let earliest = Instant(session.starts.0).minutes_since(moment.now);
    if i64::from(EARLIEST.0) * 60 < earliest {
        return Err(Refusal::NotToday);
    }
    Ok(vec![SessionFact::CheckedIn { protocol: act.protocol, at: moment.now }])
}
