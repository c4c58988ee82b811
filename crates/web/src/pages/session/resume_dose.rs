//! Going on after a pause. A person starts the pump again; the software does not touch it.

use care::act::Act;
use care::ids::SessionId;
use care::session::pause_dose::ResumeDose;

use crate::answer::{Answered, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/resume`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    app.submit(visit, Act::ResumeDose(id, ResumeDose))?;
    go(format!("/sessions/{id}"), "dose-resumed")
}
