//! What touch is all right, at the chair: shown as it stands, and ended in one tap when the person says so.

use care::act::Act;
use care::course::Course;
use care::course::touch::{TakeBackTouch, Touch};
use care::practice::ActKind;
use care::refusal::Refusal;

use super::load::{self, Loaded};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::{Visit, fresh_command};

/// One line at the chair.
pub struct TouchShown {
    /// What live pages listen to: the course, for it is said there.
    pub topic: String,
    /// As it stands.
    pub words: String,
    /// Whoever looks may write down that the person says "no touch".
    pub may_end: bool,
    /// The command of the one-tap form.
    pub command: String,
}

/// What staff call it.
const fn name(touch: Touch) -> &'static str {
    match touch {
        Touch::Hand => "hold a hand",
        Touch::Shoulder => "hand on the shoulder",
        Touch::Feet => "hand on the feet",
        Touch::Hug => "hug",
    }
}

/// What stands, in a line. Not asked is no touch.
pub(super) fn words(course: &Course) -> String {
    let Some(said) = &course.touch else { return "Not spoken of yet, so no touch.".to_owned() };
    let names: Vec<&str> = said.allowed.iter().map(|touch| name(*touch)).collect();
    let names = if names.is_empty() { "no touch".to_owned() } else { format!("{} only", names.join(", ")) };
    match &said.boundary {
        Some(boundary) => format!("{names}. “{boundary}”"),
        None => format!("{names}."),
    }
}

/// The line of a page about this visit.
pub(super) fn shown(loaded: &Loaded) -> TouchShown {
    let ended = loaded.course.touch.as_ref().is_some_and(|said| said.allowed.is_empty());
    TouchShown {
        topic: loaded.session.course.to_string(),
        words: words(&loaded.course),
        may_end: !ended && loaded.may(ActKind::TakeBackTouch),
        command: fresh_command().to_string(),
    }
}

/// `POST /sessions/{session}/no-touch`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    match app.submit(visit, Act::TakeBackTouch(loaded.session.course, TakeBackTouch { touch: None })) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go(loaded.href(), "no-touch"),
        Err(trouble) => Err(trouble),
    }
}
