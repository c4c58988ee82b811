//! What went wrong, or nearly did.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::incidents::{list, report_incident, review_incident};

/// Told by everybody on staff, reviewed by somebody who had no part in it.
pub(super) const INCIDENTS: &[Route] = &[
    get("/incidents/new", Needs::May(ActKind::ReportIncident), report_incident::get),
    post("/incidents/new", Needs::May(ActKind::ReportIncident), report_incident::post),
    get("/clinic/incidents", Needs::May(ActKind::SeeIncidents), list::get),
    get("/clinic/incidents/{incident}", Needs::May(ActKind::SeeIncidents), review_incident::get),
    post("/clinic/incidents/{incident}/take", Needs::May(ActKind::TakeIncident), review_incident::post_take),
    post("/clinic/incidents/{incident}/note", Needs::May(ActKind::NoteIncident), review_incident::post_note),
    post(
        "/clinic/incidents/{incident}/close",
        Needs::May(ActKind::CloseIncident),
        review_incident::post_close,
    ),
];
