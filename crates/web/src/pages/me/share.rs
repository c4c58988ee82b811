//! Letting one person read one thing. A deed, with a clear head.

use care::act::Act;
use care::ids::PersonId;
use care::patient::Shareable;
use care::patient::share::Share;
use care::refusal::{Fixer, Refusal};

use super::mine::Mine;
use super::who_sees;
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

/// `POST /me/people/share`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (course, known) = mine.open_course()?;
    let mut errors = Errors::default();
    let Some(with) = PersonId::read(visit.value("with")) else {
        errors.add("with", &visit.lang.say("sees-share-choose"));
        return who_sees::draw(app, visit, errors);
    };
    if known.intentions.is_empty() {
        return Err(Trouble::Refused(Refusal::TextMissing));
    }
    let act = Act::Share(mine.id, Share { what: Shareable::Intention(course), with });
    match app.submit(visit, act) {
        Ok(_) => go("/me/people", "shared"),
        Err(Trouble::Refused(no)) if no.fixer() == Fixer::You => {
            errors.add("with", &words::refusal(visit.lang, &no));
            who_sees::draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}
