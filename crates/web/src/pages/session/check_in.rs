//! "I'm here." The session keeps the protocol version that is in force now.

use care::act::Act;
use care::ids::SessionId;
use care::refusal::Refusal;
use care::session::check_in::CheckIn;
use record::views::ask;

use super::load;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/check-in`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let session = app.session(id)?;
    let course = app.course(session.course)?;
    let in_force = app.read(|conn, org| ask::in_force(conn, org, course.slug.as_str(), app.now()))?;
    let protocol = in_force.ok_or(Trouble::Refused(Refusal::ProtocolNotSigned))?;
    app.submit(visit, Act::CheckIn(id, CheckIn { protocol }))?;
    go(load::home(visit.signed()?.by.role, id, session.patient), "checked-in")
}
