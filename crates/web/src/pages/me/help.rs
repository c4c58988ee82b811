//! Help for somebody in care: when to call whom, and how to reach the team.

use askama::Template;

use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/help.html")]
struct Page {
    frame: Frame,
}

/// `GET /me/help`
pub fn get(app: &App, visit: &Visit) -> Answered {
    super::mine::own(app, visit)?;
    html(&Page { frame: draw::frame(app, visit, &visit.lang.say("home-help-title")) })
}

#[derive(Template)]
#[template(path = "me/messages.html")]
struct Messages {
    frame: Frame,
}

/// `GET /me/messages`: how to reach the team. This site carries no messages yet, and says so.
pub fn messages(app: &App, visit: &Visit) -> Answered {
    super::mine::own(app, visit)?;
    html(&Messages { frame: draw::frame(app, visit, &visit.lang.say("me-messages-title")) })
}
