//! Integration support took place.

use care::act::Act;
use care::integration::hold_talk::HoldSupport;
use care::refusal::Refusal;

use super::{person, wall};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// `POST /integration/{window}/hold`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let client = wall::client(app, visit)?;
    let mut errors = Errors::default();
    let at = match when::read(Lang::En, visit.value("at"), &app.zone) {
        Ok(at) => at,
        Err(wrong) => {
            errors.add("at", wrong);
            return person::draw_with(app, visit, errors);
        }
    };
    match app.submit_at(visit, Act::HoldSupport(client.window, HoldSupport), Some(at)) {
        Ok(_) => go(format!("/integration/{}/note", client.window), "held"),
        Err(Trouble::Refused(
            no @ (Refusal::TimeInTheFuture { .. }
            | Refusal::TimeTooLongAgo { .. }
            | Refusal::TalkBeforeDose
            | Refusal::DisclosureNotRead),
        )) => {
            errors.add("at", &words::refusal(Lang::En, &no));
            person::draw_with(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}
