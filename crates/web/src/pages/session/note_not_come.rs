//! Somebody did not come: what they will read is shown before it is sent, and there is no blame in it.

use askama::Template;
use care::act::Act;
use care::ids::SessionId;
use care::practice::Role;
use care::session::note_not_come::NoteNotCome;

use super::load::{self, Booking};
use crate::answer::{Answered, Reply, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::beside;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/note_not_come.html")]
struct Page {
    frame: Frame,
    booking: Booking,
    errors: Errors,
    command: String,
    preview: String,
}

/// `GET /sessions/{session}/not-come`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /sessions/{session}/not-come`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    match app.submit(visit, Act::NoteNotCome(id, NoteNotCome)) {
        Ok(_) => {
            let patient = app.session(id)?.patient;
            go(load::home(visit.signed()?.by.role, id, patient), "not-come")
        }
        Err(trouble) => draw(app, visit, beside(trouble, |_| "not-come")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    if visit.signed()?.by.role == Role::Patient {
        return Ok(Reply::Go("/me".to_owned(), None));
    }
    let (booking, session, _) = load::booking(app, visit)?;
    let patient = app.patient(session.patient)?;
    let lang = patient.reach.as_ref().map_or(Lang::En, |reach| crate::letters::lang(reach.tongue));
    let page = Page {
        frame: draw::frame(app, visit, "They did not come"),
        booking,
        command: visit.form_command(),
        preview: crate::pages::me::not_come::words(app, lang, &session),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
