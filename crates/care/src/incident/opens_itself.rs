//! What is an incident by itself: nobody has to remember to tell it.

use super::{IncidentFact, IncidentKind, Severity, Told};
use crate::ids::{PersonId, SessionId};
use crate::practice::Role;
use crate::session::SessionFact;
use crate::time::Moment;

/// What a serious adverse event opens.
pub const AFTER_SERIOUS: (IncidentKind, Severity) = (IncidentKind::Reaction, Severity::Harm);
/// What a gate that was let stand open opens: whether it came to anything, nobody knows yet.
pub const AFTER_OVERRIDE: (IncidentKind, Severity) = (IncidentKind::Override, Severity::NotKnown);

/// The incident that this fact of a visit opens, if it opens one.
pub fn opened_by(
    visit: SessionId,
    fact: &SessionFact,
    (by, role): (PersonId, Role),
    moment: &Moment,
) -> Option<IncidentFact> {
    let ((kind, severity), words, happened) = match fact {
        SessionFact::AdverseEventRecorded { what, serious: true, at } => {
            (AFTER_SERIOUS, what.as_str().to_owned(), *at)
        }
        SessionFact::GateOverridden { gate, reason, at, .. } => {
            (AFTER_OVERRIDE, format!("{}: {}", gate.code(), reason.as_str()), *at)
        }
        _ => return None,
    };
    let due = moment.now.plus_hours(severity.review_within());
    let told = Told { kind, severity, visit: Some(visit), words, happened, by, role, due, at: moment.now };
    Some(IncidentFact::Reported { told })
}
