//! "I'm here." From now on the session keeps the protocol version that is in force.

use super::calendar::{Asks, Span};
use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::ids::ProtocolId;
use crate::protocol::Protocol;
use crate::refusal::Refusal;
use crate::schedule::Beside;
use crate::time::Moment;
use crate::units::Hours;

/// How long before its start a visit can be checked in: the same day.
pub const EARLIEST: Hours = Hours(12);

/// How long after its start: later than that it is another visit.
pub const LATEST: Hours = Hours(12);

/// "I'm here."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CheckIn {
    /// The version in force for this course's protocol.
    pub protocol: ProtocolId,
}

/// Checks in on the day. Somebody who comes when the visit was given up, or should be over, comes to a chair that may have
/// been given to somebody else since: they must be able to stand there from now on.
pub fn decide(
    session: &Session,
    act: CheckIn,
    course: &Course,
    protocol: &Protocol,
    beside: &Beside<'_>,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::NotCome])?;
    course.require_open()?;
    if protocol.content.slug != course.slug {
        return Err(Refusal::ProtocolOfAnotherCourse);
    }
    on_the_day(session, moment)?;
    let planned = Span::of(session.kind, session.starts, &protocol.content)?;
    let is_over = planned.from < planned.until && planned.until <= moment.now;
    if session.phase == Phase::NotCome || is_over {
        let span = Span::of(session.kind, moment.now.max(session.starts), &protocol.content)?;
        let asks = Asks { span, setting: session.setting, room: &session.room, people: &session.people };
        beside.visit_stands(&asks, session.kind)?;
    }
    Ok(vec![SessionFact::CheckedIn { protocol: act.protocol, at: moment.now }])
}

/// Is it the day of this visit?
pub(super) fn on_the_day(session: &Session, moment: &Moment) -> Result<(), Refusal> {
    let ahead_min = session.starts.minutes_since(moment.now);
    if i64::from(EARLIEST.0) * 60 < ahead_min {
        return Err(Refusal::NotToday);
    }
    if ahead_min < -i64::from(LATEST.0) * 60 { Err(Refusal::VisitLongOver) } else { Ok(()) }
}
