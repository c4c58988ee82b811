//! Asking about an order before it is accepted: one tap, or a sentence. Whoever prescribes owes the answer.

use askama::Template;
use care::act::Act;
use care::session::Phase;
use care::session::question_order::QuestionOrder;

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::read;
use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::{Density, Frame};
use crate::pages::course::phases::order_words;
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "session/question_order.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    number: u32,
    order: String,
    questions: &'static [&'static str],
    other: String,
}

const QUESTIONS: &[&str] =
    &["Is the dose right?", "Is the time right?", "Please come to the chair", "Please call the chair"];

/// `GET /sessions/{session}/order/question`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::Dosing, Phase::Paused]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/order/question`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let number = visit.value("number").parse().map_err(|_| Trouble::FormOutdated)?;
    let mut errors = Errors::default();
    let words = read::chip_or_line(visit, "words", "other", &mut errors);
    let (Some(words), true) = (words, errors.is_empty()) else { return draw(app, visit, &loaded, errors) };
    match app.submit(visit, Act::QuestionOrder(loaded.id, QuestionOrder { number, words })) {
        Ok(_) => go(loaded.href(), "order-asked"),
        Err(trouble) => draw(app, visit, &loaded, read::beside(trouble, "other")?),
    }
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let Some(order) = loaded.course.order_in_force() else { return Ok(Reply::Go(loaded.href(), None)) };
    let mut frame = draw::live_frame(app, visit, "Ask about the order");
    frame.density = Density::Glance;
    let page = Page {
        frame,
        here: here::here(loaded),
        command: visit.form_command(),
        number: order.number,
        order: format!("Order {}: {}", order.number, order_words(order)),
        questions: QUESTIONS,
        other: visit.value("other").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
