//! A blank flowsheet for a pen, when the line is down for long. It names nobody, so tablets may keep it.

use askama::Template;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

/// Where it is: below `/sessions/`, so that a tablet opens what it kept of it (decision 0027).
pub const PATH: &str = "/sessions/blank";

#[derive(Template)]
#[template(path = "session/blank.html")]
struct Blank {
    frame: Frame,
}

/// `GET /sessions/blank`
pub fn get(app: &App, visit: &Visit) -> Answered {
    html(&Blank { frame: draw::frame(app, visit, "Blank flowsheet") })
}
