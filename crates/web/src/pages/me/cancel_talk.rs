//! Undoing a booked talk. Another time can be chosen at once, or later.

use care::act::Act;
use care::integration::book_talk::CancelTalk;
use care::refusal::Refusal;
use care::text::Line;

use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /me/talk/cancel`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let About::Window(id, _) = talk::about(&mine, false) else {
        return Err(Trouble::Refused(Refusal::WindowUnknown));
    };
    let reason = Line::new("The patient cancelled.")?;
    app.submit(visit, Act::CancelTalk(id, CancelTalk { reason }))?;
    go("/me/talk", "talk-cancelled")
}
