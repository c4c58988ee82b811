//! The course as a line: each dose, and the talk after it. What was not held is never called missed.

use care::course::{Course, SessionKind};
use care::ids::WindowId;
use care::integration::Window;
use care::session::Phase;

use super::mine::{self, Mine};
use crate::app::App;
use crate::parts::{Step, StepState};
use crate::{when, words};

/// One step for each planned dose.
pub fn steps(app: &App, mine: &Mine) -> Vec<Step> {
    let Some((_, course)) = &mine.course else { return vec![] };
    let done = course.doses.iter().enumerate().map(|(index, (at, session))| Step {
        label: label(course, index),
        when: when::day(*at, &app.zone),
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
            label: label(course, steps.len()),
            when: when::day_clock(held.starts, &app.zone),
            state: if now { StepState::Now } else { StepState::Ahead },
            href: format!("/me/visit/{id}"),
            ..Step::default()
        });
    }
    while steps.len() < course.planned_doses as usize && course.closed.is_none() {
        let number = steps.len();
        steps.push(Step { label: label(course, number), when: "no day yet".to_owned(), ..Step::default() });
    }
    steps
}

fn label(course: &Course, index: usize) -> String {
    format!("{} {}", words::model(course.model), index + 1)
}

fn window_of(mine: &Mine, id: WindowId) -> Option<&Window> {
    mine.windows.iter().find(|(known, _)| *known == id).map(|(_, window)| &**window)
}

/// The talk after a dose, in a few words.
fn talk_words(app: &App, mine: &Mine, window: &Window) -> String {
    if let Some((at, kind)) = window.held {
        let at = when::day(at, &app.zone);
        return match kind {
            Some(kind) => format!("{}, {at}", words::talk(kind)),
            None => format!("Talk with your own therapist, {at}"),
        };
    }
    if window.declined.is_some() {
        return "You said no thanks. That is fine.".to_owned();
    }
    match (&window.talk, &window.referred) {
        (Some(talk), _) if mine.now < talk.at => {
            let name = mine::name_of(app, talk.with);
            format!("{} with {name}, {}", words::talk(talk.kind), when::day_clock(talk.at, &app.zone))
        }
        (None, Some(to)) => format!("Talk with {to}, your own choice"),
        _ => "A talk is open to you.".to_owned(),
    }
}
