//! Opening a chart without a tie: a reason, a fixed time, and a review that somebody owes.

use care::act::Act;
use care::ids::PatientId;
use care::patient::emergency_access::OpenEmergencyAccess;

use super::{beside, line, no_tie};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /patients/{patient}/emergency`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    let mut errors = Errors::default();
    let Some(reason) = line(visit, &mut errors, "reason", "Write why you need this chart now.") else {
        return no_tie::draw(app, visit, id, errors);
    };
    match app.submit(visit, Act::OpenEmergencyAccess(id, OpenEmergencyAccess { reason })) {
        Ok(_) => go(format!("/patients/{id}"), "emergency"),
        Err(trouble) => no_tie::draw(app, visit, id, beside(trouble, |_| "reason")?),
    }
}
