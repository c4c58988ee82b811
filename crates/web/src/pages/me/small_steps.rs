//! Small steps: the ones chosen, today's tick, and a place to choose one more. Choosing one is here; the rest is in
//! `change_small_step` and `tick_small_step`.

use askama::Template;
use care::act::Act;
use care::keeping::choose_small_step::ChooseSmallStep;
use care::keeping::{ACTIVE_MAX, StepWords};
use care::text::Line;

use super::keeping::{self, StepView, keep};
use super::mine::Mine;
use super::proposed_step::{self, Proposed};
use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Errors;
use crate::visit::Visit;
use crate::words;

#[derive(Template)]
#[template(path = "me/small_steps.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    said: String,
    today: String,
    steps: Vec<StepView>,
    resting: Vec<StepView>,
    room: bool,
    proposed: Vec<Proposed>,
    what: String,
    when: String,
    place: String,
}

/// `GET /me/steps`
pub fn get(app: &App, visit: &Visit) -> Answered {
    page(app, visit, Errors::default())
}

/// `POST /me/steps`: chooses one more.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let mut errors = Errors::default();
    let Some(words) = typed(visit, &mut errors) else { return page(app, visit, errors) };
    match keep(app, visit, Act::ChooseSmallStep(mine.id, ChooseSmallStep { words })) {
        Ok(()) => Ok(Reply::Go("/me/steps?said=chosen".to_owned(), None)),
        Err(Trouble::Refused(no)) if no.fixer() == care::refusal::Fixer::You => {
            errors.add("what", &words::refusal(visit.lang, &no));
            page(app, visit, errors)
        }
        Err(trouble) => Err(trouble),
    }
}

/// The words of a step as typed, or what needs another look.
pub(super) fn typed(visit: &Visit, errors: &mut Errors) -> Option<StepWords> {
    let what = Line::new(visit.value("what"));
    if what.is_err() {
        errors.add("what", &visit.lang.say("after-what-trouble"));
    }
    let mut part = |name: &str| {
        let read = visit.given(name).map(Line::new).transpose();
        if read.is_err() {
            errors.add(name, &visit.lang.say("after-part-trouble"));
        }
        read.ok()
    };
    let (when, place) = (part("when"), part("place"));
    Some(StepWords { what: what.ok()?, when: when?, place: place? })
}

/// What was just done, in words; nothing for a code that is none of ours.
pub(super) fn said(visit: &Visit) -> String {
    match visit.asked("said") {
        code @ ("chosen" | "changed" | "paused" | "resumed" | "gone" | "ticked" | "taken" | "left") => {
            visit.lang.say_of("after-said", code)
        }
        _ => String::new(),
    }
}

fn page(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (mine, lang) = (Mine::read(app, visit)?, visit.lang);
    let today = keeping::today(app, &mine.patient, mine.now);
    let kept = &mine.patient.keeping;
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("after-steps-title")),
        command: visit.form_command(),
        said: said(visit),
        today: today.to_string(),
        steps: kept.active().map(|step| keeping::step_view(lang, step, today)).collect(),
        resting: kept.paused().map(|step| keeping::step_view(lang, step, today)).collect(),
        proposed: proposed_step::waiting(app, &mine),
        room: kept.active().count() < ACTIVE_MAX,
        what: visit.value("what").to_owned(),
        when: visit.value("when").to_owned(),
        place: visit.value("place").to_owned(),
        errors,
    };
    if ok { html(&page) } else { again(&page) }
}
