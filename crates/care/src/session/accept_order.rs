//! An order is in force at the chair only once somebody there has accepted it.

use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::course::order::{self, Order};
use crate::ids::PersonId;
use crate::practice::Actor;
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// "I have read this order and will follow it."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AcceptOrder {
    /// Which.
    pub number: u32,
}

/// An order as it was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    /// Which.
    pub number: u32,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// Accepts the order in force. While a dose runs it goes on by the order it began with: see `change_rate`.
pub fn decide(
    session: &Session,
    act: AcceptOrder,
    course: &Course,
    content: Option<&Content>,
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
    if session.phase != Phase::CheckedIn {
        may_run_on(session, in_force, content)?;
    }
    Ok(vec![SessionFact::OrderAccepted { number: act.number, by: *person, at: moment.plausible()? }])
}

/// Can a dose that runs go on by this order? The same way in, no more than was drawn, and within the signed band for today's
/// weight, by the version that this session keeps. More than was drawn is another syringe, not another rate.
pub fn may_run_on(session: &Session, order: &Order, content: Option<&Content>) -> Result<(), Refusal> {
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    order::same_way(Some(dose), order.route)?;
    if dose.amount < order.dose {
        return Err(Refusal::OrderMoreThanDrawn { ordered: order.dose, drawn: dose.amount });
    }
    let weight = session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?.weight;
    order::within_band(content.ok_or(Refusal::NotCheckedIn)?, order.route, weight, order.dose)
}
