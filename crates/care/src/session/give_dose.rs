//! The start of a dose: written before the plunger moves, and only when every gate is clear or overridden.

use super::gates::{Ready, first_open};
use super::{Phase, SessionFact};
use crate::course::SessionKind;
use crate::fact::{Fact, Stream};
use crate::ids::SessionId;
use crate::patient::PatientFact;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::units::Micrograms;

/// "It begins now."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiveDose {
    /// How much: what was drawn.
    pub amount: Micrograms,
}

/// Starts it, and begins the clear-headed lock. A second start while one is open is refused.
pub fn decide(
    id: SessionId,
    ready: &Ready<'_>,
    act: GiveDose,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let session = ready.session;
    if session.dose.is_some() {
        return Err(Refusal::DoseAlreadyStarted);
    }
    if session.kind != SessionKind::Dosing {
        return Err(Refusal::NoDose);
    }
    session.require(&[Phase::CheckedIn])?;
    let at = moment.plausible()?;
    if session.checked_in.is_some_and(|checked_in| at < checked_in) {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    // Written down late, it may not lie before the end of the one before: two doses never overlap, overridden or not.
    if ready.last_dose.and_then(|last| last.ended).is_some_and(|(_, ended)| at < ended) {
        return Err(Refusal::DoseAlreadyStarted);
    }
    ready.course.require_open()?;
    first_open(ready)?;
    let order = ready.course.order_in_force().ok_or(Refusal::OrderMissing)?;
    if act.amount != order.dose {
        return Err(Refusal::DrawnDiffersFromOrder { drawn: act.amount, ordered: order.dose });
    }
    let weight = session.precheck.as_ref().ok_or(Refusal::PrecheckMissing)?.weight;
    let started = SessionFact::DoseStarted {
        route: order.route,
        amount: act.amount,
        over: order.over,
        order: order.number,
        by: *person,
        weight,
        at,
    };
    let locked = PatientFact::LockBegan { session: id };
    Ok(vec![Fact::on(Stream::Session(id), started), Fact::on(Stream::Patient(session.patient), locked)])
}
