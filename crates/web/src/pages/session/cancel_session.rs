//! Taking a visit off the calendar, kindly. The desk and the patient may do it too.

use askama::Template;
use care::act::Act;
use care::ids::SessionId;
use care::practice::Role;
use care::session::schedule_session::CancelSession;

use super::load::{self, Booking};
use super::read;
use crate::answer::{Answered, Reply, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/cancel_session.html")]
struct Page {
    frame: Frame,
    booking: Booking,
    errors: Errors,
    reason: String,
    command: String,
}

/// `GET /sessions/{session}/cancel`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /sessions/{session}/cancel`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let mut errors = Errors::default();
    let Some(reason) = read::line(visit, "reason", &mut errors) else { return draw(app, visit, errors) };
    app.submit(visit, Act::CancelSession(id, CancelSession { reason }))?;
    let patient = app.session(id)?.patient;
    go(load::home(visit.signed()?.by.role, id, patient), "cancelled")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    if visit.signed()?.by.role == Role::Patient {
        // The patient's own pages have this form.
        return Ok(Reply::Go("/me".to_owned(), None));
    }
    let (booking, ..) = load::booking(app, visit)?;
    let page = Page {
        frame: draw::frame(app, visit, "Take this visit off the calendar"),
        booking,
        reason: visit.value("reason").to_owned(),
        command: visit.form_command(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
