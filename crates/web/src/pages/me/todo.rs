//! The steps before a dose as a list: done, to do, cannot start yet and why.

use askama::Template;

use super::mine::{self, Mine};
use super::steps::{self, Kind, Standing};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Mark;
use crate::visit::Visit;
use crate::when;

/// One line of the list.
struct Line {
    title: String,
    sub: String,
    mark: Mark,
    words: &'static str,
    href: String,
}

#[derive(Template)]
#[template(path = "me/todo.html")]
struct Todo {
    frame: Frame,
    lines: Vec<Line>,
    all_done: String,
    more: Vec<(&'static str, &'static str, &'static str)>,
}

/// `GET /me/todo`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let steps = steps::steps(&mine.states(), mine.now);
    let all = steps.iter().all(|(_, standing)| *standing == Standing::Done);
    let open = mine.course.as_ref().is_some_and(|(_, course)| course.closed.is_none());
    html(&Todo {
        frame: draw::live_frame(app, visit, "To do"),
        lines: steps.iter().map(|(kind, standing)| line(app, *kind, *standing)).collect(),
        all_done: if all && open { all_done(app, &mine) } else { String::new() },
        more: if open { MORE.to_vec() } else { vec![] },
    })
}

/// What can be looked at or changed at any time.
const MORE: &[(&str, &str, &str)] = &[
    ("/me/talk", "Your first talk", "After a dose: a time, your own therapist, or no, thanks."),
    ("/me/people", "Who can see what", "Your team, what you shared, who opened your record."),
    ("/me/close", "I want to stop", "You can stop the whole course at any time."),
];

fn all_done(app: &App, mine: &Mine) -> String {
    let next = mine.visits.iter().find(|(_, held)| mine::is_ahead(held));
    match next {
        Some((_, held)) => format!("All done. See you {}.", when::day_clock(held.starts, &app.zone)),
        None => "All done. Your clinic finds the next day with you.".to_owned(),
    }
}

fn line(app: &App, kind: Kind, standing: Standing) -> Line {
    let (title, href) = match kind {
        Kind::Screening => ("Questions about your health".to_owned(), "/me/screening".to_owned()),
        Kind::Disclosure(person) => {
            (format!("Read who {} is", mine::name_of(app, person)), format!("/me/disclosure/{person}"))
        }
        Kind::Consent => ("Consent: read and sign".to_owned(), "/me/consent".to_owned()),
        Kind::Intention => ("Your intention".to_owned(), "/me/intention".to_owned()),
        Kind::Plan(_) => ("What comes after the dose".to_owned(), "/me/talk?for=visit".to_owned()),
    };
    let (mark, words, sub) = match standing {
        Standing::Done => (Mark::Done, "Done", String::new()),
        Standing::WithPrescriber => (Mark::Done, "Done", "A prescriber reads your answers.".to_owned()),
        Standing::ToDo => (Mark::Todo, "To do", String::new()),
        Standing::AfterScreening => (
            Mark::Locked,
            "Cannot start yet",
            "Opens when a prescriber has read your answers and cleared them.".to_owned(),
        ),
        Standing::Locked(None) => {
            (Mark::Locked, "Cannot start yet", "Closed while the dose works.".to_owned())
        }
        Standing::Locked(Some(until)) => (
            Mark::Locked,
            "Cannot start yet",
            format!("Signing opens again {}.", when::day_clock(until, &app.zone)),
        ),
        Standing::AfterScheduling => {
            (Mark::Locked, "Cannot start yet", "Opens when the day of a dose is on the calendar.".to_owned())
        }
    };
    let closed = matches!(standing, Standing::AfterScheduling);
    Line { title, sub, mark, words, href: if closed { String::new() } else { href } }
}
