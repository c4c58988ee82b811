//! Signing the record as it stands: printed name, time with zone, meaning.

use care::act::Act;
use care::session::sign_record::SignRecord;

use super::{load, read, record};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;

/// `POST /sessions/{session}/record`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let Some(typed_name) = read::line(visit, "typed_name", &mut errors) else {
        return record::draw_with(app, visit, &loaded, errors);
    };
    match app.submit(visit, Act::SignRecord(loaded.id, SignRecord { typed_name })) {
        Ok(_) => go(loaded.act("record"), "signed"),
        Err(trouble) => record::draw_with(app, visit, &loaded, read::beside(trouble, "typed_name")?),
    }
}
