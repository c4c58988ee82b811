//! Every answer on one page, to look at once more, to change, and to send. After that: what a prescriber said of them.

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::course::screening::{AnswerScreening, Screening, one_by_one};
use care::protocol::Content;
use care::text::Line;

use super::mine::Mine;
use crate::answer::{Answered, Reply, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

/// One answer, as the person gave it.
struct Given {
    code: &'static str,
    question: String,
    answer: String,
    change: String,
}

#[derive(Template)]
#[template(path = "me/answer_screening.html")]
struct CheckPage {
    frame: Frame,
    command: String,
    given: Vec<Given>,
}

#[derive(Template)]
#[template(path = "me/screening_answered.html")]
struct AnswersKept {
    frame: Frame,
    heading: String,
    line: String,
    questions: String,
    at: String,
    may_again: bool,
}

/// All answers, before they are sent.
pub(super) fn check(app: &App, visit: &Visit, course: &Course, content: &Content) -> Answered {
    let lang = visit.lang;
    let given = content.asked_before().filter_map(|(question, _)| {
        let yes = course.kept_answer(question.code())?;
        let words = lang.say_of("screening-question", question.code());
        Some(Given {
            code: question.code(),
            change: lang.say_with("screening-check-change-this", &[("question", &words)]),
            question: words,
            answer: lang.say(if yes { "screening-answer-yes" } else { "screening-answer-no" }),
        })
    });
    html(&CheckPage {
        frame: draw::frame(app, visit, &lang.say("screening-check-title")),
        command: visit.form_command(),
        given: given.collect(),
    })
}

/// `POST /me/screening`: sends what was kept. A half set, or a finding that nobody confirmed, goes back to its page.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, course) = mine.open_course()?;
    let content = mine.content()?;
    let unsure = !one_by_one::unconfirmed(course, content).is_empty();
    let kept = |code: &str| course.kept_answer(code);
    let answers: Option<Vec<(Line, bool)>> = content
        .asked_before()
        .map(|(question, _)| Some((Line::new(question.code()).ok()?, kept(question.code())?)))
        .collect();
    // Nothing is kept any more: this form was sent before, and its answer is found again.
    let sent_before = course.kept.is_empty() && course.screening.is_some();
    match answers.filter(|_| !unsure) {
        Some(answers) => {
            app.submit(visit, Act::AnswerScreening(id, AnswerScreening { answers }))?;
            go("/me/screening", "answers")
        }
        None if sent_before => go("/me/screening", "answers"),
        None => Ok(Reply::Go("/me/screening".to_owned(), None)),
    }
}

/// What was sent, and what a prescriber said of it.
pub(super) fn answered(app: &App, visit: &Visit, mine: &Mine, held: &Screening) -> Answered {
    let lang = visit.lang;
    let (heading, line) = if held.is_cleared() {
        (lang.say("screening-cleared"), lang.say("screening-cleared-then"))
    } else {
        (lang.say("screening-sent-read"), lang.say("screening-sent-then"))
    };
    html(&AnswersKept {
        frame: draw::frame(app, visit, &lang.say("screening-sent-title")),
        heading,
        line,
        questions: lang.say_with("screening-questions", &[("house", app.house.name.as_str())]),
        at: lang.say_with("screening-sent-at", &[("when", &mine.reader.day_clock(held.at))]),
        may_again: mine.open_course().is_ok(),
    })
}
