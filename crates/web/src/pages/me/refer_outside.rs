//! "A therapist of my own will see me", said after the dose.

use care::act::Act;
use care::integration::refer_outside::ReferOutside;
use care::refusal::{Fixer, Refusal};
use care::text::Line;

use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

/// `POST /me/talk/refer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let About::Window(id, _) = talk::about(&mine, false) else {
        return Err(Trouble::Refused(Refusal::WindowUnknown));
    };
    let to = Line::new(visit.value("to")).map_err(Trouble::Refused);
    match to.and_then(|to| app.submit(visit, Act::ReferOutside(id, ReferOutside { to }))) {
        Ok(_) => go("/me", "planned-outside"),
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You && no != Refusal::TalkBookedHere => {
            let mut errors = Errors::default();
            errors.add("to", &words::refusal(visit.lang, &no));
            talk::draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}
