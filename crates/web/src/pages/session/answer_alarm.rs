//! An alarm has an answer: who, when, what was done. One tap at the chair, or a sentence here.

use askama::Template;
use care::act::Act;
use care::session::answer_alarm::AnswerAlarm;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read::{self, TimeField};
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/answer_alarm.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    action: String,
    alarm: String,
    answers: Vec<&'static str>,
    other: String,
    when: TimeField,
}

const ANSWERS: &[&str] = &[
    "Asked about symptoms",
    "Slowed the pump",
    "Stopped the pump",
    "Called the prescriber",
    "Gave a drug as ordered",
    "Called emergency help",
];

fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.param("alarm").parse().map_err(|_| Trouble::NotFound)
}

/// `GET /sessions/{session}/alarms/{alarm}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &load::chart(app, visit)?, Errors::default())
}

/// `POST /sessions/{session}/alarms/{alarm}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let number = number(visit)?;
    let mut errors = Errors::default();
    let done = read::chip_or_line(visit, "done", "other", &mut errors);
    let at = read::time(app, visit, &mut errors);
    let (Some(done), true) = (done, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit_at(visit, Act::AnswerAlarm(loaded.id, AnswerAlarm { number, done }), at) {
        Ok(_) => go(loaded.href(), "answered"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let number = number(visit)?;
    let open = loaded.session.alarms.iter().find(|alarm| alarm.number == number && alarm.answer.is_none());
    let Some(alarm) = open else { return Ok(Reply::Go(loaded.href(), None)) };
    let mut frame = draw::live_frame(app, visit, "What was done about this alarm");
    frame.density = Density::Glance;
    let mut here = here::here(loaded);
    // The one that is answered here is shown in the form; the others stay in sight above it.
    here.alarms.retain(|shown| shown.number != number);
    let page = Page {
        frame,
        here,
        command: visit.form_command(),
        action: loaded.act(&format!("alarms/{number}")),
        alarm: here::alarm_words(loaded, alarm),
        answers: here::was_read_again(loaded, alarm)
            .then_some(here::READ_AGAIN)
            .into_iter()
            .chain(ANSWERS.iter().copied())
            .collect(),
        other: visit.value("other").to_owned(),
        when: read::time_field(visit, &errors),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
