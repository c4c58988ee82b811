//! "This happened." A form of a minute, for everybody on staff.

use super::{Incident, IncidentFact, IncidentKind, Severity, Told};
use crate::ids::SessionId;
use crate::practice::{Acting, Actor};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// Tell an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportIncident {
    /// What it was about.
    pub kind: IncidentKind,
    /// How far it went.
    pub severity: Severity,
    /// The visit it happened in, if it did in one.
    pub visit: Option<SessionId>,
    /// What happened.
    pub words: String,
    /// When.
    pub happened: Instant,
}

/// Keeps it, once; somebody else owes a review from then on.
pub fn decide(
    before: Option<&Incident>,
    act: &ReportIncident,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<IncidentFact>, Refusal> {
    let (Actor::Person(person), role) = (by.actor, by.role) else { return Err(Refusal::PersonUnknown) };
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    if moment.now < act.happened {
        return Err(Refusal::TimeInTheFuture { ahead_min: act.happened.minutes_since(moment.now) });
    }
    // A gate is let stand open at the chair, and opens its incident there.
    if act.kind == IncidentKind::Override {
        return Err(Refusal::OpensItself);
    }
    Ok(vec![IncidentFact::Reported {
        told: Told {
            kind: act.kind,
            severity: act.severity,
            visit: act.visit,
            words: act.words.clone(),
            happened: act.happened,
            by: person,
            role,
            due: moment.now.plus_hours(act.severity.review_within()),
            at: moment.now,
        },
    }])
}
