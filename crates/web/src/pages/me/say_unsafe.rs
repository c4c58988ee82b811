//! "I don't feel safe." Help first, then the clinic. No page here says or lets think that somebody is watching.

use askama::Template;
use care::act::Act;
use care::patient::say_unsafe::SayUnsafe;

use super::mine::Mine;
use crate::answer::{Answered, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "me/say_unsafe.html")]
struct Page {
    frame: Frame,
    command: String,
    told: bool,
    taken_by: String,
    due: String,
    late: bool,
}

/// `GET /me/unsafe`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let owed = mine.safety.as_ref();
    html(&Page {
        frame: draw::frame(app, visit, &visit.lang.say("me-unsafe")),
        command: visit.form_command(),
        told: owed.is_some(),
        taken_by: owed.and_then(|owed| owed.taken_by.clone()).unwrap_or_default(),
        due: owed.map_or_else(String::new, |owed| due(&mine, owed.due)),
        late: owed.is_some_and(|owed| owed.due < mine.now),
    })
}

/// `14:30`, with the day when it is not today's.
fn due(mine: &Mine, due: care::time::Instant) -> String {
    if mine.day.0 <= due && due < mine.day.1 { mine.reader.clock(due) } else { mine.reader.day_clock(due) }
}

/// `POST /me/unsafe`. The signal goes out whatever was typed; words that cannot be kept are said to be lost.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = super::mine::own(app, visit)?;
    let typed = visit.given("words");
    let lost = typed.is_some_and(|words| care::text::prose(words).is_err());
    app.submit(visit, Act::SayUnsafe(id, SayUnsafe { words: typed.map(str::to_owned) }))?;
    go("/me/item9", if lost { "sent-without-words" } else { "sent" })
}
