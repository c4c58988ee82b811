//! "Call my nurse", from the quiet screen: one press, no words, and the page then says who is coming.

use care::act::Act;
use care::refusal::Refusal;
use care::session::call_nurse::CallNurse;

use super::mine::Mine;
use super::quiet;
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/quiet/call`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = quiet::going_on(&mine).ok_or(Trouble::NotFound)?;
    match app.submit(visit, Act::CallNurse(id, CallNurse)) {
        // Pressed twice, or on two devices: it is the same call, and the page shows that it stands.
        Ok(_) | Err(Trouble::Refused(Refusal::CallStands)) => Ok(Reply::Go("/me/quiet".to_owned(), None)),
        Err(trouble) => Err(trouble),
    }
}
