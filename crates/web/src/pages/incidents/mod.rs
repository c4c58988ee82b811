//! What went wrong, or nearly did: told by anybody on staff, reviewed by somebody who had no part in it.

use std::collections::BTreeSet;

use care::ids::{IncidentId, PersonId};
use care::incident::review_incident::part_in;
use care::incident::{Incident, IncidentKind, Severity};
use care::practice::permit::needs_ties;
use care::practice::{Acting, Tie};
use care::session::Session;
use care::time::Instant;

use crate::answer::Trouble;
use crate::app::App;
use crate::pages::rows::short_name;
use crate::visit::Visit;
use crate::when;

pub mod list;
pub mod report_incident;
pub mod review_incident;

/// The incident in the address.
///
/// # Errors
/// `NotFound`.
fn id(visit: &Visit) -> Result<IncidentId, Trouble> {
    visit.id("incident", IncidentId::read)
}

/// What it was about, as it is chosen and read.
pub const fn kind_words(kind: IncidentKind) -> &'static str {
    match kind {
        IncidentKind::Medication => "Drug, amount, route, time or person",
        IncidentKind::Reaction => "A body that reacted badly",
        IncidentKind::Fall => "A fall, or somebody hurt",
        IncidentKind::Equipment => "A device, a pump, a bed, this program",
        IncidentKind::Conduct => "Touch, words or closeness that should not have been",
        IncidentKind::Privacy => "Somebody saw or heard what was not for them",
        IncidentKind::Record => "A record that is wrong or missing",
        IncidentKind::Override => "A gate before a dose was let stand open",
        IncidentKind::Other => "Something else",
    }
}

/// How far it went, as it is chosen and read.
pub const fn severity_words(severity: Severity) -> &'static str {
    match severity {
        Severity::NearMiss => "Noticed in time: it reached nobody",
        Severity::NoHarm => "It reached somebody and did no harm",
        Severity::Harm => "Somebody was harmed",
        Severity::NotKnown => "Nobody knows yet",
    }
}

/// `Visit of R. Quill, Thu 20 Nov 10:00, Chair 2`.
fn words_of(app: &App, session: &Session) -> Result<String, Trouble> {
    let patient = app.patient(session.patient)?;
    let at = app.place_of(session).day_clock(session.starts);
    Ok(format!("Visit of {}, {at}, {}", short_name(patient.details.name.as_str()), session.room))
}

/// Everybody who had a part in the visit it happened in.
fn part(app: &App, incident: &Incident) -> Result<BTreeSet<PersonId>, Trouble> {
    let Some(visit) = incident.told.visit else { return Ok(BTreeSet::new()) };
    let visit = app.session(visit)?;
    Ok(part_in(&visit, &*app.course(visit.course)?))
}

/// How it stands, in a few words.
fn state_words(app: &App, incident: &Incident, now: Instant) -> String {
    match (&incident.closed, incident.taken_by) {
        (Some((_, _, at)), _) => format!("closed {}", when::day_clock(*at, &app.zone)),
        (None, taken) => {
            let due = when::day_clock(incident.told.due, &app.zone);
            let late = if incident.is_late(now) { "review was due" } else { "review due" };
            let who = if taken.is_some() { "taken" } else { "not taken" };
            format!("{late} {due}, {who}")
        }
    }
}

/// Is this reader tied to whoever the visit is about? The desk books for everybody.
fn is_tied(app: &App, by: &Acting, session: &Session, now: Instant) -> Result<bool, Trouble> {
    Ok(!needs_ties(by.role) || app.patient(session.patient)?.tie(by, now) != Tie::Stranger)
}
