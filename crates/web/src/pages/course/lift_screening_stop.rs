//! A prescriber lifts a stop at screening, for a reason. Nothing is cleared by that: the patient is asked everything again.

use care::act::Act;
use care::course::screening::lift_stop::LiftScreeningStop;
use care::ids::CourseId;

use super::clear_screening::draw;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::pages::patients::{beside, line};
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /courses/{course}/screening/lift`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(reason) = line(visit, &mut errors, "lift_reason", "Write why it may be looked at afresh.")
    else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::LiftScreeningStop(id, LiftScreeningStop { reason })) {
        Ok(_) => go(format!("/courses/{id}/screening"), "screening-lifted"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "lift_reason")?),
    }
}
