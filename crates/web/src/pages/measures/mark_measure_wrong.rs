//! Marks an entry as wrong; it stays readable in the table.

use care::act::Act;
use care::ids::CourseId;
use care::measures::mark_measure_wrong::MarkMeasureWrong;

use super::see_measures::draw;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::pages::patients::{beside, line};
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /courses/{course}/measures/wrong`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let patient = app.course(id)?.patient;
    let mut errors = Errors::default();
    let reason = line(visit, &mut errors, "reason", "Say why, in a sentence.");
    let number = visit.value("number").parse().map_err(|_| errors.add("number", "Choose one.")).ok();
    let (Some(reason), Some(number)) = (reason, number) else { return draw(app, visit, patient, errors) };
    match app.submit(visit, Act::MarkMeasureWrong(id, MarkMeasureWrong { number, reason })) {
        Ok(_) => go(format!("/patients/{patient}/measures"), "saved"),
        Err(trouble) => draw(app, visit, patient, beside(trouble, |_| "number")?),
    }
}
