//! A visit that was taken off the calendar, or one without a dose that took place.

use askama::Template;
use care::session::Phase;

use super::here::{self, Here};
use super::load::Loaded;
use super::{scheduled, timeline};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Event;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/over.html")]
struct Over {
    frame: Frame,
    here: Here,
    kind: &'static str,
    became: &'static str,
    events: Vec<Event>,
    course: String,
}

/// Draws what happened.
pub fn draw(app: &App, visit: &Visit, loaded: &Loaded) -> Answered {
    let told = timeline::told(app, loaded)?;
    html(&Over {
        frame: draw::frame(app, visit, &here::title(loaded)),
        here: here::here(loaded),
        kind: scheduled::kind(loaded.session.kind),
        became: match loaded.session.phase {
            Phase::Held => "it took place.",
            Phase::NotCome => "nobody came. Why is theirs to say.",
            _ => "it was taken off the calendar.",
        },
        events: timeline::events(app, loaded, &told, true),
        course: format!("/courses/{}", loaded.session.course),
    })
}
