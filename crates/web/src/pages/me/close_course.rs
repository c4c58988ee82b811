//! "I want to stop." A person may always stop, and need not say why.

use askama::Template;
use care::act::Act;
use care::course::close_course::CloseCourse;
use care::text::Line;

use super::mine::{self, Mine};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Action, Errors};
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/close_course.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    open: bool,
    why: String,
    visits: Vec<Action>,
}

/// `GET /me/close`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/close`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    let reason = match Line::new(visit.given("why").unwrap_or("The patient wants to stop.")) {
        Ok(reason) => reason,
        Err(no) => {
            let mut errors = Errors::default();
            errors.add("why", &words::refusal(visit.lang, &no));
            return draw(app, visit, errors);
        }
    };
    app.submit(visit, Act::CloseCourse(id, CloseCourse { reason }))?;
    go("/me", "stopped")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let course = mine.course.as_ref().map(|(_, course)| course);
    let ahead = mine.visits.iter().filter(|(_, held)| held.phase == care::session::Phase::Scheduled);
    let action = |id, held: &care::session::Session| {
        let words = course.map_or_else(String::new, |course| mine::visit_words(visit.lang, course, held, id));
        let label = format!("{words}, {}", mine.there(held).day_clock(held.starts));
        Action::new(&format!("/me/visit/{id}/changed-my-mind"), &label, false)
    };
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("me-stop")),
        command: visit.form_command(),
        errors,
        open: mine.open_course().is_ok(),
        why: visit.value("why").to_owned(),
        visits: ahead.map(|(id, held)| action(*id, held)).collect(),
    };
    if ok { html(&page) } else { again(&page) }
}
