//! The patient's own sentence, written down for them by somebody they told it to.

use askama::Template;
use care::act::Act;
use care::course::intention::SetIntention;
use care::ids::CourseId;
use care::practice::ActKind;

use super::known::{back, opened};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame, line};
use crate::parts::{Errors, Event};
use crate::visit::Visit;
use crate::when;

#[derive(Template)]
#[template(path = "course/set_intention.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    words: String,
    earlier: Vec<Event>,
}

/// `GET /courses/{course}/intention`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/intention`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(words) = line(visit, &mut errors, "words", "Write the sentence.") else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::SetIntention(id, SetIntention { words })) {
        Ok(_) => go(back(app.course(id)?.patient, id), "saved"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "words")?),
    }
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    app.may(visit, ActKind::SetIntention, Some(course.patient))?;
    let event = |(at, words): &(care::time::Instant, care::text::Line)| Event {
        at: when::day_clock(*at, &app.zone),
        iso: when::iso(*at, &app.zone),
        words: words.to_string(),
        ..Event::default()
    };
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Intention")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/intention"),
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        words: visit.value("words").to_owned(),
        earlier: course.intentions.iter().rev().map(event).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
