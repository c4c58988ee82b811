//! "I'm coming", at the chair: the patient's quiet screen then says who.

use care::act::Act;
use care::refusal::Refusal;
use care::session::call_nurse::AnswerCall;

use super::load;
use crate::answer::{Answered, Reply, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/call`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    match app.submit(visit, Act::AnswerCall(loaded.id, AnswerCall)) {
        Ok(_) => go(loaded.href(), "coming"),
        // Somebody else said it first: the page shows it.
        Err(Trouble::Refused(Refusal::CallUnknown)) => Ok(Reply::Go(loaded.href(), None)),
        Err(trouble) => Err(trouble),
    }
}
