//! Another rate: kept first, then a person sets the pump.

use care::act::Act;
use care::ids::SessionId;
use care::session::change_rate::ChangeRate;

use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/order/rate`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let order = visit.value("number").parse().map_err(|_| Trouble::FormOutdated)?;
    app.submit(visit, Act::ChangeRate(id, ChangeRate { order }))?;
    go(format!("/sessions/{id}"), "rate-changed")
}
