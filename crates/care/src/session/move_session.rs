//! Moving a visit: another time, another room, other people. It stays the same visit.

use super::schedule_session::{Booking, ScheduleSession, joins, stands};
use super::{Phase, Plan, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId};
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// Move a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveSession {
    /// When it starts now.
    pub starts: Instant,
    /// Which chair or room.
    pub room: Line,
    /// Who is there, as what.
    pub people: Vec<(PersonId, Role)>,
    /// What follows the dose now; none keeps what is planned, if it still fits.
    pub plan: Option<Plan>,
}

/// Moves it, before anybody has come, if it could be booked there as it is. A talk that is planned with it must still
/// begin after the dose: it is moved in the same decision, or the move is refused.
pub fn decide(
    id: SessionId,
    session: &Session,
    act: &MoveSession,
    with: &Booking<'_>,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    session.require(&[Phase::Scheduled])?;
    let same = (session.starts, &session.room, &session.people) == (act.starts, &act.room, &act.people);
    if same && act.plan.is_none() {
        return Err(Refusal::NothingChanged);
    }
    let asked = ScheduleSession {
        course: session.course,
        kind: session.kind,
        starts: act.starts,
        setting: session.setting,
        room: act.room.clone(),
        people: act.people.clone(),
        plan: act.plan.clone().or_else(|| session.plan.clone()),
    };
    stands(&asked, with, moment)?;
    let moved = SessionFact::Moved { starts: act.starts, room: act.room.clone(), people: act.people.clone() };
    let mut facts = vec![Fact::on(Stream::Session(id), moved)];
    if let Some(plan) = &act.plan {
        facts.push(Fact::on(Stream::Session(id), SessionFact::WindowPlanned { plan: plan.clone() }));
    }
    facts.extend(joins(&act.people, with, moment));
    Ok(facts)
}
