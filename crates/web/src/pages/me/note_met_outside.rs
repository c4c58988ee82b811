//! "I have had my talk", with a therapist of one's own. Nothing of what was said is asked.

use care::act::Act;
use care::integration::SaidBy;
use care::integration::note_met_outside::NoteMetOutside;
use care::refusal::Refusal;

use super::mine::Mine;
use super::talk::{self, About};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::{when, words};

/// `POST /me/talk/met`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let About::Window(id, _) = talk::about(&mine, false) else {
        return Err(Trouble::Refused(Refusal::WindowUnknown));
    };
    let mut errors = Errors::default();
    let at = match when::read(visit.lang, visit.value("met"), &app.zone) {
        Ok(at) => at,
        Err(wrong) => {
            errors.add("met", wrong);
            return talk::draw(app, visit, errors);
        }
    };
    match app.submit(visit, Act::NoteMetOutside(id, NoteMetOutside { at, said_by: SaidBy::Patient })) {
        Ok(_) => go("/me", "met-outside"),
        Err(Trouble::Refused(no @ (Refusal::TimeInTheFuture { .. } | Refusal::TalkBeforeDose))) => {
            errors.add("met", &words::refusal(visit.lang, &no));
            talk::draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}
