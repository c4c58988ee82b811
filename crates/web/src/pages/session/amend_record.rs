//! Adding to a signed record, below the signature.

use care::act::Act;
use care::session::amend_record::AmendRecord;

use super::{load, read, record};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /sessions/{session}/amend`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let Some(words) = read::line(visit, "words", &mut errors) else {
        return record::draw_with(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::AmendRecord(loaded.id, AmendRecord { words })) {
        Ok(_) => go(format!("{}#after", loaded.act("record")), "record-amended"),
        Err(trouble) => record::draw_with(app, visit, &loaded, read::beside(trouble, "words")?),
    }
}
