//! The course as a line: each dose, and the talk after it. What was not held is never called missed.

use care::course::{Course, SessionKind};
use care::ids::WindowId;
use care::integration::Window;
use care::session::Phase;

use super::mine::{self, Mine};
use crate::app::App;
use crate::parts::{Step, StepState};
use crate::words;

/// One step for each planned dose.
pub fn steps(app: &App, mine: &Mine) -> Vec<Step> {
    let Some((_, course)) = &mine.course else { return vec![] };
    let done = course.doses.iter().enumerate().map(|(index, (at, session))| Step {
        label: label(mine, course, index),
        when: mine.reader.day(*at),
        note: window_of(mine, WindowId::of(*session))
            .map_or_else(String::new, |window| talk_words(app, mine, window)),
        state: StepState::Done,
        ..Step::default()
    });
    let mut steps: Vec<Step> = done.collect();
    let ahead = mine.visits.iter().filter(|(id, held)| {
        let counted = course.doses.iter().any(|(_, known)| known == id);
        held.kind == SessionKind::Dosing && mine::is_ahead(held) && !counted
    });
    for (id, held) in ahead {
        let now = held.phase != Phase::Scheduled;
        steps.push(Step {
            label: label(mine, course, steps.len()),
            when: mine.there(held).day_clock(held.starts),
            state: if now { StepState::Now } else { StepState::Ahead },
            href: format!("/me/visit/{id}"),
            ..Step::default()
        });
    }
    while steps.len() < course.planned_doses as usize && course.closed.is_none() {
        let number = steps.len();
        steps.push(Step {
            label: label(mine, course, number),
            when: mine.reader.lang.say("me-line-no-day"),
            ..Step::default()
        });
    }
    steps
}

fn label(mine: &Mine, course: &Course, index: usize) -> String {
    format!("{} {}", words::model(mine.reader.lang, course.model), index + 1)
}

fn window_of(mine: &Mine, id: WindowId) -> Option<&Window> {
    mine.windows.iter().find(|(known, _)| *known == id).map(|(_, window)| &**window)
}

/// The talk after a dose, in a few words.
fn talk_words(app: &App, mine: &Mine, window: &Window) -> String {
    let (reader, lang) = (&mine.reader, mine.reader.lang);
    if let Some((at, kind)) = window.held {
        let day = reader.day(at);
        return match kind {
            Some(kind) => format!("{}, {day}", words::talk(lang, kind)),
            None => lang.say_with("me-line-own", &[("day", &day)]),
        };
    }
    if window.declined.is_some() {
        return lang.say("me-line-no");
    }
    match (&window.talk, &window.referred) {
        (Some(talk), _) if mine.now < talk.at => mine::talk_with(app, reader, talk),
        (None, Some(to)) => lang.say_with("me-line-outside", &[("name", to.as_str())]),
        _ => lang.say("me-line-open"),
    }
}
