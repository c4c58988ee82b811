//! Somebody wrote for an hour, and their sign-in ended meanwhile: nothing is kept, and they get every word back.

use askama::Template;

use crate::answer::{Answered, Reply};
use crate::app::App;
use crate::draw;
use crate::frame::{Frame, Shell};
use crate::routes::{FORM_MAX, Route};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "diary/words_back.html")]
struct Page {
    frame: Frame,
    words: String,
}

/// A form with words, whose sign-in is gone or is another one than the form was drawn for. A script that saves keeps its
/// own copy, and is told by the status.
pub fn is_asked(route: &Route, visit: &Visit) -> bool {
    let ended = visit.signed.is_none() || !visit.csrf_matches();
    let written = FORM_MAX < route.body_max && !visit.raw("words").trim().is_empty();
    ended && written && !visit.ticked("quiet")
}

/// The words, for whoever sent them, and kept by nobody.
///
/// # Errors
/// None but a template that fails.
pub fn draw(app: &App, visit: &Visit) -> Answered {
    let frame = draw::frame_in(app, visit, &visit.lang.say("diary-back-title"), Shell::Public);
    let words = visit.raw("words").to_owned();
    Ok(Reply::Passing(Page { frame, words }.render()?))
}
