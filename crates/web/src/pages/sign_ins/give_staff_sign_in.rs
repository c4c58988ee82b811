//! A sign-in for a member of staff: password and second factor, shown once.

use care::act::Act;
use care::ids::PersonId;
use care::practice::person::GiveStaffSignIn;

use super::{For, Shown, give, page};
use crate::answer::Answered;
use crate::app::App;
use crate::visit::Visit;

/// `GET /clinic/people/{person}/sign-in`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("person", PersonId::read)?;
    let (person, back) = (app.person(id)?, format!("/clinic/people/{id}"));
    page(app, visit, &For { name: person.name.as_str(), back: &back, staff: true }, &Shown::Question)
}

/// `POST /clinic/people/{person}/sign-in`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("person", PersonId::read)?;
    let (person, back) = (app.person(id)?, format!("/clinic/people/{id}"));
    let whom = For { name: person.name.as_str(), back: &back, staff: true };
    give(app, visit, &whom, id.to_string(), |login| Act::GiveStaffSignIn(id, GiveStaffSignIn { login }))
}
