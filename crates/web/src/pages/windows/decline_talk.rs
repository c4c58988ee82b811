//! "No, thanks" is fine. Nobody asks again for this session.

use care::act::Act;
use care::integration::book_talk::DeclineTalk;

use super::Subject;
use crate::answer::{Answered, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /windows/{window}/decline`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let subject = Subject::open(app, visit)?;
    app.submit(visit, Act::DeclineTalk(subject.id, DeclineTalk))?;
    go(subject.home(), "declined")
}
