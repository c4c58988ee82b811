//! Staff enter the screening answers from paper: every question, yes or no. Nothing is chosen beforehand.

use askama::Template;
use care::act::Act;
use care::course::screening::AnswerScreening;
use care::ids::CourseId;
use care::practice::ActKind;
use care::text::Line;

use super::known::{Known, opened};
use super::screening_words;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, chart_frame};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;

struct Question {
    name: String,
    words: String,
    choices: Vec<Choice>,
    error: String,
}

#[derive(Template)]
#[template(path = "course/answer_screening.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    questions: Vec<Question>,
}

/// `GET /courses/{course}/screening/answer`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/screening/answer`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let mut answers = vec![];
    let known = Known::read(app, id)?;
    for code in known.protocol.1.content.asked_before().map(|(question, _)| question.code()) {
        let name = field(code);
        match visit.value(&name) {
            "yes" => answers.push((Line::new(code).map_err(Trouble::Refused)?, true)),
            "no" => answers.push((Line::new(code).map_err(Trouble::Refused)?, false)),
            _ => errors.add(&name, &format!("Not answered: {}", screening_words::question(Lang::En, code))),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    match app.submit(visit, Act::AnswerScreening(id, AnswerScreening { answers })) {
        Ok(_) => go(format!("/courses/{id}/screening"), "saved"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "q-uncontrolled-hypertension")?),
    }
}

fn field(code: &str) -> String {
    format!("q-{code}")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    app.may(visit, ActKind::AnswerScreening, Some(course.patient))?;
    let known = Known::read(app, id)?;
    let question = |asked: &care::protocol::Question| {
        let code = asked.code();
        let name = field(code);
        let chosen = visit.value(&name);
        Question {
            words: screening_words::question(Lang::En, code).to_owned(),
            choices: vec![Choice::new("no", "No", chosen), Choice::new("yes", "Yes", chosen)],
            error: if errors.of(&name).is_empty() { "" } else { "This one has no answer yet." }.to_owned(),
            name,
        }
    };
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Enter screening from paper")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/screening/answer"),
        back: format!("/courses/{id}/screening"),
        name: patient.details.name.to_string(),
        questions: known.protocol.1.content.asked_before().map(|(asked, _)| question(&asked)).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
