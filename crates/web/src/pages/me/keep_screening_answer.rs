//! One question about health on a page, kept as it is answered. What a "yes" means is for a prescriber to say, never for
//! this page; what is shown next is decided by what is kept, so that any device goes on where another stopped.

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::course::screening::one_by_one::{self, KeepScreeningAnswer};
use care::protocol::{Content, Question};
use care::refusal::Refusal;

use super::answer_screening::{answered, check};
use super::confirm_finding::{is_that_right, stopped};
use super::mine::Mine;
use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Choice, Errors};
use crate::visit::{Visit, fresh_command};

#[derive(Template)]
#[template(path = "me/keep_screening_answer.html")]
struct Page {
    frame: Frame,
    command: String,
    errors: Errors,
    code: &'static str,
    first: bool,
    count: String,
    question: String,
    choices: Vec<Choice>,
    back: String,
    back_words: String,
}

/// `GET /me/screening`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let course = mine.course.as_ref().map(|(_, course)| course.clone()).ok_or(Refusal::CourseUnknown)?;
    if course.is_stopped() {
        return stopped(app, visit, &mine, &course);
    }
    if let Some(held) = &course.screening {
        let going_on = !course.kept.is_empty() || visit.asked("again") == "yes" || is_stale(&mine);
        if !going_on || course.closed.is_some() {
            return answered(app, visit, &mine, held);
        }
    }
    mine.open_course()?;
    let content = mine.content()?;
    let before = |asked: &Question| content.asked_before().any(|(known, _)| known == *asked);
    if let Some(asked) = Question::read(visit.asked("q")).filter(before) {
        return draw(app, visit, &course, content, asked, Errors::default());
    }
    if let Some(finding) = one_by_one::unconfirmed(&course, content).first() {
        return is_that_right(app, visit, *finding);
    }
    match one_by_one::unanswered(&course, content).first() {
        Some(next) => draw(app, visit, &course, content, *next, Errors::default()),
        None => check(app, visit, &course, content),
    }
}

fn is_stale(mine: &Mine) -> bool {
    let steps = super::steps::steps(&mine.states(), mine.now);
    steps.contains(&(super::steps::Kind::Screening, super::steps::Standing::ToDo))
}

/// The question that an address names.
pub fn named(visit: &Visit) -> Result<Question, Trouble> {
    Question::read(visit.param("question")).ok_or(Trouble::NotFound)
}

/// `POST /me/screening/{question}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, course) = mine.open_course()?;
    let question = named(visit)?;
    let yes = match visit.value("answer") {
        "yes" => true,
        "no" => false,
        _ => {
            let mut errors = Errors::default();
            errors.add("answer", &visit.lang.say("screening-choose"));
            return draw(app, visit, course, mine.content()?, question, errors);
        }
    };
    visit.command()?;
    let keep = Act::KeepScreeningAnswer(id, KeepScreeningAnswer { question, yes });
    // A command of its own each time: who goes back in the browser and answers otherwise has changed their mind, and has
    // not sent one form twice.
    match app.submit_command(fresh_command(), visit, keep, None, None) {
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => {}
        Err(trouble) => return Err(trouble),
    }
    // Help before anything else.
    let next = if yes && question.cannot_wait() { "/me/item9?next=/me/screening" } else { "/me/screening" };
    Ok(Reply::Go(next.to_owned(), None))
}

fn draw(
    app: &App,
    visit: &Visit,
    course: &Course,
    content: &Content,
    question: Question,
    errors: Errors,
) -> Answered {
    let (lang, all) = (visit.lang, content.asked_before().map(|(question, _)| question).collect::<Vec<_>>());
    let at = all.iter().position(|known| *known == question).ok_or(Trouble::NotFound)?;
    let kept = course.kept_answer(question.code()).map_or("", |yes| if yes { "yes" } else { "no" });
    let before = at.checked_sub(1).and_then(|before| all.get(before));
    let ok = errors.is_empty();
    let page = Page {
        frame: draw::frame(app, visit, &lang.say("screening-title")),
        command: visit.form_command(),
        errors,
        code: question.code(),
        first: at == 0,
        count: lang
            .say_with("screening-count", &[("n", &(at + 1).to_string()), ("all", &all.len().to_string())]),
        question: lang.say_of("screening-question", question.code()),
        choices: vec![
            Choice::new("no", &lang.say("screening-answer-no"), kept),
            Choice::new("yes", &lang.say("screening-answer-yes"), kept),
        ],
        back: before.map_or_else(|| "/me".to_owned(), |before| format!("/me/screening?q={}", before.code())),
        back_words: if before.is_some() { lang.say("screening-back") } else { lang.say("me-not-now") },
    };
    if ok { html(&page) } else { again(&page) }
}
