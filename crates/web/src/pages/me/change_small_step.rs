//! One small step: its words, its days, resting it and letting it go.

use askama::Template;
use care::act::Act;
use care::keeping::choose_small_step::ChangeSmallStep;
use care::keeping::pause_small_step::{LetGoSmallStep, PauseSmallStep, ResumeSmallStep};
use care::keeping::{SmallStep, StepState, TICK_BACK_DAYS};

use super::keeping::{self, DayDot, keep};
use super::mine::Mine;
use super::small_steps;
use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::{Visit, fresh_command};

/// A day with a form of its own.
struct DayForm {
    dot: DayDot,
    command: String,
}

#[derive(Template)]
#[template(path = "me/change_small_step.html")]
struct Page {
    frame: Frame,
    command: String,
    pause_command: String,
    let_go_command: String,
    errors: Errors,
    said: String,
    number: u32,
    resting: bool,
    days: Vec<DayForm>,
    what: String,
    when: String,
    place: String,
}

/// The step of the address.
fn step<'a>(mine: &'a Mine, visit: &Visit) -> Result<&'a SmallStep, Trouble> {
    let number: u32 = visit.param("step").parse().map_err(|_| Trouble::NotFound)?;
    let steps = mine.patient.keeping.steps.iter();
    let known = steps.filter(|step| step.state != StepState::LetGo).find(|step| step.number == number);
    known.ok_or(Trouble::NotFound)
}

/// `GET /me/steps/{step}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    page(app, visit, Errors::default())
}

/// `POST /me/steps/{step}`: other words.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let number = step(&mine, visit)?.number;
    let mut errors = Errors::default();
    let Some(words) = small_steps::typed(visit, &mut errors) else { return page(app, visit, errors) };
    keep(app, visit, Act::ChangeSmallStep(mine.id, ChangeSmallStep { number, words }))?;
    Ok(Reply::Go(format!("/me/steps/{number}?said=changed"), None))
}

/// `POST /me/steps/{step}/pause`
pub fn post_pause(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let number = step(&mine, visit)?.number;
    keep(app, visit, Act::PauseSmallStep(mine.id, PauseSmallStep { number }))?;
    Ok(Reply::Go("/me/steps?said=paused".to_owned(), None))
}

/// `POST /me/steps/{step}/resume`
pub fn post_resume(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let number = step(&mine, visit)?.number;
    keep(app, visit, Act::ResumeSmallStep(mine.id, ResumeSmallStep { number }))?;
    Ok(Reply::Go("/me/steps?said=resumed".to_owned(), None))
}

/// `POST /me/steps/{step}/let-go`
pub fn post_let_go(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let number = step(&mine, visit)?.number;
    keep(app, visit, Act::LetGoSmallStep(mine.id, LetGoSmallStep { number }))?;
    Ok(Reply::Go("/me/steps?said=gone".to_owned(), None))
}

fn page(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let step = step(&mine, visit)?;
    let today = keeping::today(app, &mine.patient, mine.now);
    let ok = errors.is_empty();
    let words = &step.words;
    let part = |name: &str, kept: Option<&care::text::Line>| {
        let kept = kept.map_or("", |line| line.as_str());
        if visit.form.is_empty() { kept.to_owned() } else { visit.value(name).to_owned() }
    };
    let days = keeping::dots(lang, step, today, TICK_BACK_DAYS + 1).into_iter().rev();
    let page = Page {
        frame: draw::frame(app, visit, &keeping::step_words(words)),
        command: visit.form_command(),
        pause_command: fresh_command().to_string(),
        let_go_command: fresh_command().to_string(),
        said: small_steps::said(visit),
        number: step.number,
        resting: step.state == StepState::Paused,
        days: days.map(|dot| DayForm { dot, command: fresh_command().to_string() }).collect(),
        what: part("what", Some(&words.what)),
        when: part("when", words.when.as_ref()),
        place: part("place", words.place.as_ref()),
        errors,
    };
    if ok { html(&page) } else { again(&page) }
}
