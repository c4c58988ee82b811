//! Asks the patient for a questionnaire by a day.

use care::act::Act;
use care::ids::CourseId;
use care::measures::ask_for_measure::AskForMeasure;
use care::refusal::Refusal;
use care::units::Hours;

use super::see_measures::draw;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::pages::patients::{beside, line};
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// `POST /courses/{course}/measures/ask`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let patient = app.course(id)?.patient;
    let mut errors = Errors::default();
    let measure = line(visit, &mut errors, "measure", "Choose one.");
    let due =
        when::read_day(Lang::En, visit.value("due"), &app.zone).map_err(|why| errors.add("due", why)).ok();
    let (Some(measure), Some(due)) = (measure, due) else { return draw(app, visit, patient, errors) };
    // Until the end of that day, in the house's zone.
    let due = when::day_around(due.plus_hours(Hours(12)), &app.zone).1;
    match app.submit(visit, Act::AskForMeasure(id, AskForMeasure { measure, due })) {
        Ok(_) => go(format!("/patients/{patient}/measures"), "saved"),
        Err(trouble) => {
            let field = |no: &Refusal| if *no == Refusal::TimeInThePast { "due" } else { "measure" };
            draw(app, visit, patient, beside(trouble, field)?)
        }
    }
}
