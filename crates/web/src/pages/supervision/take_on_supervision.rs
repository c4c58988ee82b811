//! A supervisor takes on what the director proposed, in their own name.

use care::act::Act;
use care::practice::supervision::TakeOnSupervision;

use super::number;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::pages::clinic::id;
use crate::visit::Visit;

/// `POST /clinic/people/{person}/supervision/{number}/take-on`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let act = TakeOnSupervision { number: number(visit)? };
    app.submit(visit, Act::TakeOnSupervision(id(visit)?, act))?;
    go("/supervision", "supervision-taken-on")
}
