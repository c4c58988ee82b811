//! "It begins now": written before the plunger moves. The rules judge every gate again at that instant.

use care::act::Act;
use care::ids::SessionId;
use care::refusal::Refusal;
use care::session::give_dose::GiveDose;
use care::units::Micrograms;

use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/dose`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let amount = visit.given("amount").ok_or(Trouble::Refused(Refusal::OrderMissing))?;
    let amount = Micrograms(amount.parse().map_err(|_| Trouble::FormOutdated)?);
    app.submit(visit, Act::GiveDose(id, GiveDose { amount }))?;
    go(format!("/sessions/{id}"), "dose-started")
}
