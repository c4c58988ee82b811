//! What is asked on the day of a dose, answered on the phone: a few questions on one page, and who looks at a "yes".

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::course::SessionKind;
use care::protocol::{Clearer, Protocol, Question};
use care::refusal::Refusal;
use care::session::answer_day_questions::{AnswerDayQuestions, clearer};
use care::session::check_in::EARLIEST;
use care::session::{Phase, Session};

use super::mine::{self, Mine};
use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

struct One {
    name: String,
    words: String,
    choices: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "me/day_questions.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    href: String,
    title: String,
    answered: String,
    open: Vec<String>,
    asking: bool,
    may_again: bool,
    at_home: bool,
    questions: Vec<One>,
}

/// The version that this visit keeps since check-in; before that the one in force.
fn version(app: &App, mine: &Mine, held: &Session) -> Result<Arc<Protocol>, Trouble> {
    match held.protocol {
        Some(kept) => app.protocol(kept),
        None => Ok(mine.protocol.as_ref().ok_or(Refusal::ProtocolUnknown)?.1.clone()),
    }
}

fn is_asked(mine: &Mine, held: &Session) -> bool {
    let before = matches!(held.phase, Phase::Scheduled | Phase::CheckedIn);
    let near = held.starts <= mine.now.plus_hours(EARLIEST);
    held.kind == SessionKind::Dosing && before && near
}

/// The words that lead to this page; "" when nothing is asked of this visit now.
pub(super) fn link_words(app: &App, mine: &Mine, held: &Session) -> Result<String, Trouble> {
    let asks = version(app, mine, held).is_ok_and(|known| known.content.asked_on_the_day().next().is_some());
    if !asks || !is_asked(mine, held) {
        return Ok(String::new());
    }
    let lang = mine.reader.lang;
    Ok(if held.day.is_some() { lang.say("day-q-see") } else { lang.say("day-q-answer") })
}

/// `GET /me/visit/{session}/day`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /me/visit/{session}/day`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let mut errors = Errors::default();
    let mut answers = vec![];
    for (question, _) in version(app, &mine, held)?.content.asked_on_the_day() {
        match visit.value(question.code()) {
            "yes" => answers.push((question, true)),
            "no" => answers.push((question, false)),
            _ => errors.add(question.code(), &visit.lang.say("screening-choose")),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    let help_first = answers.iter().any(|(question, yes)| *yes && question.cannot_wait());
    app.submit(visit, Act::AnswerDayQuestions(id, AnswerDayQuestions { answers }))?;
    let next = if help_first { "/me/unsafe".to_owned() } else { format!("/me/visit/{id}/day") };
    Ok(Reply::Go(next, None))
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, held) = mine.visit(visit)?;
    let (href, lang) = (format!("/me/visit/{id}"), visit.lang);
    if link_words(app, &mine, held)?.is_empty() {
        return Ok(Reply::Go(href, None));
    }
    let protocol = version(app, &mine, held)?;
    let (_, course) = mine.course.as_ref().ok_or(Trouble::NotFound)?;
    let one = |question: Question| One {
        name: question.code().to_owned(),
        words: lang.say_of("screening-question", question.code()),
        choices: vec![
            Choice::new("no", &lang.say("screening-answer-no"), visit.value(question.code())),
            Choice::new("yes", &lang.say("screening-answer-yes"), visit.value(question.code())),
        ],
        error: errors.of(question.code()).to_owned(),
    };
    let asking = held.day.is_none() || visit.asked("again") == "yes" || !errors.is_empty();
    let open = held.day.iter().flat_map(|day| &day.open).map(|open| match clearer(open, &protocol.content) {
        Clearer::Prescriber => lang.say("day-q-open-prescriber"),
        Clearer::Nurse => lang.say("day-q-open-nurse"),
    });
    let mut open: Vec<String> = open.collect();
    open.dedup();
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("day-q-title")),
        command: visit.form_command(),
        title: mine::visit_words(lang, course, held, id),
        href,
        answered: held.day.as_ref().map_or_else(String::new, |day| {
            lang.say_with("day-q-at", &[("when", &mine.reader.clock(day.at))])
        }),
        open,
        asking,
        may_again: !asking,
        at_home: held.checked_in.is_none(),
        questions: protocol.content.asked_on_the_day().map(|(question, _)| one(question)).collect(),
        errors,
    };
    if ok { html(&page) } else { again(&page) }
}
