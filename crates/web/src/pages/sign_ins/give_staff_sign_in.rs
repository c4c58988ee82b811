//! A sign-in for a member of staff: password and second factor, shown once.

use care::act::Act;
use care::ids::PersonId;
use care::practice::person::GiveStaffSignIn;

use super::{For, page, secrets};
use crate::answer::Answered;
use crate::app::App;
use crate::visit::Visit;

/// `GET /clinic/people/{person}/sign-in`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("person", PersonId::read)?;
    let (person, back) = (app.person(id)?, format!("/clinic/people/{id}"));
    page(app, visit, &For { name: person.name.as_str(), back: &back, staff: true }, None)
}

/// `POST /clinic/people/{person}/sign-in`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("person", PersonId::read)?;
    let (person, back) = (app.person(id)?, format!("/clinic/people/{id}"));
    let made = secrets(app, id.to_string(), person.name.as_str(), true)?;
    app.submit(visit, Act::GiveStaffSignIn(id, GiveStaffSignIn { login: made.line()? }))?;
    made.keep(app)?;
    page(app, visit, &For { name: person.name.as_str(), back: &back, staff: true }, Some(&made))
}
