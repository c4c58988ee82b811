//! "I no longer agree." Two taps, no reason, always works: also under the lock. The first says what it changes.

use askama::Template;
use care::act::Act;
use care::course::consent::WithdrawConsent;
use care::refusal::Refusal;

use super::mine::Mine;
use crate::answer::{Answered, Reply, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/withdraw_consent.html")]
struct Page {
    frame: Frame,
    command: String,
}

/// `GET /me/consents/withdraw`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    if course.consents.iter().all(|consent| consent.withdrawn.is_some()) {
        return Ok(Reply::Go("/me/consents".to_owned(), None));
    }
    html(&Page {
        frame: draw::frame(app, visit, &visit.lang.say("consents-withdraw-title")),
        command: visit.form_command(),
    })
}

/// `POST /me/consents/withdraw`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.course.as_ref().ok_or(Refusal::CourseUnknown)?;
    match app.submit(visit, Act::WithdrawConsent(*id, WithdrawConsent)) {
        // Said on another device already: the page says how it stands.
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go("/me/consents", "withdrawn"),
        Err(trouble) => Err(trouble),
    }
}
