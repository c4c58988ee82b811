//! Another rate while a dose runs. Written before the pump is touched: a person sets it, the software does not.

use super::running;
use super::{Dose, Level, Phase, Session, SessionFact};
use crate::course::Course;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "I set the pump to this order now."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeRate {
    /// Which: in force, and accepted at the chair.
    pub order: u32,
}

impl Dose {
    /// The order that it runs by: the one it began with, until somebody at the chair says that the pump was set.
    pub fn runs_by(&self) -> u32 {
        self.changes.last().map_or(self.order, |change| change.order)
    }
}

/// From here on the dose runs by the order that was accepted. An order whose dose ran in already cannot be run:
/// the pump is stopped. Faster waits for the answer to a high alarm, as going on does; slower never does.
pub fn decide(
    session: &Session,
    act: ChangeRate,
    course: &Course,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Dosing, Phase::Paused])?;
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    let at = moment.plausible()?;
    let stands = running::to_the_second(session, at).ok_or(Refusal::RateOnlyForInfusion)?;
    let order = course.order_in_force().ok_or(Refusal::OrderMissing)?;
    if order.number != act.order {
        return Err(Refusal::OrderChanged);
    }
    let accepted = session.accepted.last().filter(|accepted| accepted.number == act.order);
    let accepted = accepted.ok_or(Refusal::OrderNotAccepted)?;
    if dose.runs_by() == act.order {
        return Err(Refusal::NothingChanged);
    }
    let over = order.over.ok_or(Refusal::RateOnlyForInfusion)?;
    if dose.amount < order.dose {
        return Err(Refusal::OrderMoreThanDrawn { ordered: order.dose, drawn: dose.amount });
    }
    // Told late, it lies neither before the order was in force nor before the rate that it ends.
    let began = dose.changes.last().map_or(dose.started, |change| change.at);
    if at < accepted.at || at < began {
        return Err(Refusal::OrderNotAccepted);
    }
    let ran = stands.total();
    if order.dose <= ran {
        return Err(Refusal::OrderAlreadyIn { ran, ordered: order.dose });
    }
    let present = stands.segments.last().map(running::Segment::an_hour);
    let faster = present.is_none_or(|present| present < running::an_hour(order.dose, over));
    if faster && session.alarms.iter().any(|alarm| alarm.level == Level::High && alarm.answer.is_none()) {
        return Err(Refusal::AlarmUnanswered);
    }
    let (amount, order, by) = (order.dose, order.number, *person);
    Ok(vec![SessionFact::DoseRateChanged { amount, over, order, by, at }])
}
