//! "I'm here." From now on the session keeps the protocol version that is in force.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::ids::ProtocolId;
use crate::protocol::Protocol;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::units::Hours;

/// How long before its start a visit can be checked in: the same day.
pub const EARLIEST: Hours = Hours(12);

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
    // Somebody who was thought not to come, and comes late.
    session.require(&[Phase::Scheduled, Phase::NotCome])?;
    course.require_open()?;
    if protocol.content.slug != course.slug {
        return Err(Refusal::ProtocolOfAnotherCourse);
    }
    on_the_day(session, moment)?;
    Ok(vec![SessionFact::CheckedIn { protocol: act.protocol, at: moment.now }])
}

/// Is it the day of this visit, or a later one?
pub(super) fn on_the_day(session: &Session, moment: &Moment) -> Result<(), Refusal> {
    let ahead_min = session.starts.minutes_since(moment.now);
    if i64::from(EARLIEST.0) * 60 < ahead_min { Err(Refusal::NotToday) } else { Ok(()) }
}
