//! "I'm here."

use care::act::Act;
use care::session::check_in::CheckIn;

use super::mine::Mine;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/visit/{session}/here`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.visit(visit)?;
    let (protocol, _) = mine.protocol.as_ref().ok_or(Trouble::NotFound)?;
    app.submit(visit, Act::CheckIn(id, CheckIn { protocol: *protocol }))?;
    go("/me", "here")
}
