//! A prescriber lets one gate stand open, for a reason; and that is itself a fact.

use super::gates::{GateKind, GateState, Ready, gates};
use super::{Phase, SessionFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "It may stand open, because …"
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideGate {
    /// Which.
    pub gate: GateKind,
    /// Why.
    pub reason: Line,
}

/// Overrides a gate that is open and may be overridden at all.
pub fn decide(
    ready: &Ready<'_>,
    act: &OverrideGate,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    ready.session.require(&[Phase::CheckedIn])?;
    if !act.gate.may_be_overridden() {
        return Err(Refusal::GateCannotBeOverridden { gate: act.gate });
    }
    let open = gates(ready).into_iter().any(|g| g.kind == act.gate && matches!(g.state, GateState::Open(_)));
    if !open {
        return Err(Refusal::GateNotOpen { gate: act.gate });
    }
    Ok(vec![SessionFact::GateOverridden {
        gate: act.gate,
        by: *person,
        reason: act.reason.clone(),
        at: moment.plausible()?,
    }])
}
