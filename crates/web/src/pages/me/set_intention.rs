//! One sentence of the patient's own; the earlier ones stay readable.

use askama::Template;
use care::act::Act;
use care::course::intention::SetIntention;
use care::text::Line;

use super::mine::Mine;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Errors, Event};
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "me/set_intention.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    words: String,
    current: String,
    earlier: Vec<Event>,
    starters: Vec<String>,
    open: bool,
}

/// Three gentle ways to begin.
const STARTERS: &[&str] = &["kinder", "curious", "enough"];

/// `GET /me/intention`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/intention`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    let kept = Line::new(visit.value("words"))
        .map_err(Trouble::Refused)
        .and_then(|words| app.submit(visit, Act::SetIntention(id, SetIntention { words })));
    match kept {
        Ok(_) => go("/me", "intention"),
        Err(Trouble::Refused(no)) if no.fixer() == care::refusal::Fixer::You => {
            let mut errors = Errors::default();
            let words = match no {
                care::refusal::Refusal::NothingChanged => visit.lang.say("intention-same"),
                no => words::refusal(visit.lang, &no),
            };
            errors.add("words", &words);
            draw(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let intentions = mine.course.as_ref().map_or(&[][..], |(_, course)| course.intentions.as_slice());
    let current = intentions.last().map_or_else(String::new, |(_, words)| words.as_str().to_owned());
    let ok = errors.is_empty();
    let starters = STARTERS.iter().map(|code| visit.lang.say_of("intention-starter", code));
    let earlier = intentions.iter().rev().skip(1).map(|(at, words)| Event {
        at: mine.reader.day(*at),
        iso: when::iso(*at, &app.zone),
        words: format!("“{words}”"),
        ..Event::default()
    });
    let page = Page {
        frame: draw::frame(app, visit, &visit.lang.say("intention-heading")),
        command: visit.form_command(),
        words: visit.value("words").to_owned(),
        earlier: earlier.collect(),
        starters: if current.is_empty() { starters.collect() } else { vec![] },
        current,
        errors,
        open: mine.open_course().is_ok(),
    };
    if ok { html(&page) } else { again(&page) }
}
