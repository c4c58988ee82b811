//! An order is in force at the chair only once somebody there has accepted it.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "I have read this order and will follow it."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptOrder {
    /// Which.
    pub number: u32,
}

/// Accepts the order in force.
pub fn decide(
    session: &Session,
    act: AcceptOrder,
    course: &Course,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::CheckedIn, Phase::Dosing, Phase::Paused])?;
    let in_force = course.order_in_force().ok_or(Refusal::OrderMissing)?;
    if in_force.number != act.number {
        return Err(Refusal::OrderChanged);
    }
    if session.accepted_order == Some(act.number) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![SessionFact::OrderAccepted { number: act.number, by: *person, at: moment.plausible()? }])
}
