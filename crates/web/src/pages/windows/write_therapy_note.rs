//! A therapy note: its words are sealed for their author and are in no fact, no list and no log.

use care::act::Act;
use care::integration::write_note::WriteTherapyNote;
use care::text::prose;

use super::{Subject, hold_therapy};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::parts::Errors;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::words;

/// `POST /windows/{window}/notes`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    let note = match prose(visit.raw("note")) {
        Ok(note) => note,
        Err(no) => {
            let mut errors = Errors::default();
            errors.add("note", &words::refusal(Lang::En, &no));
            return hold_therapy::draw(app, visit, Errors::default(), errors);
        }
    };
    app.submit_sealed(visit, Act::WriteTherapyNote(subject.id, WriteTherapyNote), note)?;
    let flash = if hold_therapy::supervisors(app, visit)?.is_empty() {
        "note-sealed"
    } else {
        "note-sealed-supervised"
    };
    go(format!("/windows/{}/therapy", subject.id), flash)
}
