//! The steps before a dose as a list: done, to do, cannot start yet and why.

use askama::Template;

use super::mine::{self, Mine};
use super::steps::{self, Kind, Standing};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Mark;
use crate::reader::Reader;
use crate::texts::Lang;
use crate::visit::Visit;

/// One line of the list.
struct Line {
    title: String,
    sub: String,
    mark: Mark,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "me/todo.html")]
struct Todo {
    frame: Frame,
    lines: Vec<Line>,
    all_done: String,
    more: Vec<(&'static str, String, String)>,
}

/// `GET /me/todo`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let steps = steps::steps(&mine.states(), mine.now);
    let all = steps.iter().all(|(_, standing)| *standing == Standing::Done);
    let open = mine.course.as_ref().is_some_and(|(_, course)| course.closed.is_none());
    html(&Todo {
        frame: draw::live_frame(app, visit, &visit.lang.say("shell-nav-todo")),
        lines: steps.iter().map(|(kind, standing)| line(app, &mine.reader, *kind, *standing)).collect(),
        all_done: if all && open { all_done(&mine) } else { String::new() },
        more: if open { more(visit.lang) } else { vec![] },
    })
}

/// What can be looked at or changed at any time.
fn more(lang: Lang) -> Vec<(&'static str, String, String)> {
    vec![
        ("/me/talk", lang.say("talk-title"), lang.say("todo-talk")),
        ("/me/consents", lang.say("consents-title"), lang.say("consents-more")),
        ("/me/touch", lang.say("touch-title"), lang.say("touch-more")),
        ("/me/follow-up", lang.say("followup-title"), lang.say("followup-more")),
        ("/me/people", lang.say("sees-title"), lang.say("todo-people")),
        ("/me/close", lang.say("me-stop"), lang.say("todo-close")),
    ]
}

fn all_done(mine: &Mine) -> String {
    let lang = mine.reader.lang;
    match mine.visits.iter().find(|(_, held)| mine::is_ahead(held)) {
        Some((_, held)) => {
            lang.say_with("todo-done-next", &[("at", &mine.there(held).day_clock(held.starts))])
        }
        None => lang.say("todo-done"),
    }
}

fn line(app: &App, reader: &Reader, kind: Kind, standing: Standing) -> Line {
    let lang = reader.lang;
    let (title, href) = match kind {
        Kind::Screening => (lang.say("todo-screening"), "/me/screening".to_owned()),
        Kind::Disclosure(person) => {
            let name = mine::name_of(app, person);
            (lang.say_with("me-card-disclosure", &[("name", &name)]), format!("/me/disclosure/{person}"))
        }
        Kind::Consent => (lang.say("todo-consent"), "/me/consent".to_owned()),
        Kind::Touch => (lang.say("touch-step"), "/me/touch".to_owned()),
        Kind::Intention => (lang.say("intention-heading"), "/me/intention".to_owned()),
        Kind::Plan(_) => (lang.say("todo-plan"), "/me/talk?for=visit".to_owned()),
    };
    let (mark, sub) = match standing {
        Standing::Done => (Mark::Done, String::new()),
        Standing::WithPrescriber => (Mark::Done, lang.say("todo-reads")),
        Standing::ToDo => (Mark::Todo, String::new()),
        Standing::AfterScreening => (Mark::Locked, lang.say("todo-after-screening")),
        Standing::Locked(None) => (Mark::Locked, lang.say("todo-closed-now")),
        Standing::Locked(Some(until)) => {
            (Mark::Locked, lang.say_with("todo-opens", &[("at", &reader.day_clock(until))]))
        }
        Standing::AfterScheduling => (Mark::Locked, lang.say("todo-after-scheduling")),
    };
    let words = match mark {
        Mark::Locked => lang.say("todo-cannot"),
        mark => lang.word_of("parts-mark", mark.code()).to_owned(),
    };
    let closed = matches!(standing, Standing::AfterScheduling);
    Line { title, sub, mark, words, href: if closed { String::new() } else { href } }
}
