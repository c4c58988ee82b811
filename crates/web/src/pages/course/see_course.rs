//! A course's own address leads to its patient: the overview for clinicians, visits and contact for the desk.

use care::ids::CourseId;
use care::practice::{ActKind, Role};

use super::known::back;
use crate::answer::{Answered, Reply};
use crate::app::App;
use crate::visit::Visit;

/// `GET /courses/{course}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let patient = app.course(id)?.patient;
    app.may(visit, ActKind::FindPatients, Some(patient))?;
    let desk = visit.signed()?.by.role == Role::FrontDesk;
    Ok(Reply::Go(if desk { format!("/desk/{patient}") } else { back(patient, id) }, None))
}
