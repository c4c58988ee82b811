//! "I changed my mind." Two taps, no fee, no why.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::schedule_session::CancelSession;
use care::text::Line;

use super::mine::{self, Mine};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/cancel_session.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    href: String,
    title: String,
    at: String,
    may: bool,
    why: String,
}

/// `GET /me/visit/{session}/changed-my-mind`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/visit/{session}/changed-my-mind`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.visit(visit)?;
    let reason = match Line::new(visit.given("why").unwrap_or("The patient changed their mind.")) {
        Ok(reason) => reason,
        Err(no) => {
            let mut errors = Errors::default();
            errors.add("why", &words::refusal(visit.lang, &no));
            return draw(app, visit, errors);
        }
    };
    app.submit(visit, Act::CancelSession(id, CancelSession { reason }))?;
    go("/me", "changed-my-mind")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let (_, course) = mine.course.as_ref().ok_or(Trouble::NotFound)?;
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("me-changed-mind")),
        command: visit.form_command(),
        errors,
        href: format!("/me/visit/{id}"),
        title: mine::visit_words(visit.lang, course, held, id),
        at: mine.there(held).day_clock(held.starts),
        may: matches!(held.phase, Phase::Scheduled | Phase::CheckedIn),
        why: visit.value("why").to_owned(),
    };
    if ok { html(&page) } else { again(&page) }
}
