//! What is on a paper: every answer, or the score alone where the words are not ours to show.

use askama::Template;
use care::act::Act;
use care::ids::CourseId;
use care::measures::definition::told;
use care::measures::enter_measure::{EnterMeasure, OnPaper};
use care::measures::{Measure, Status};
use care::practice::ActKind;
use care::refusal::Refusal;

use crate::answer::{Answered, Reply, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::course::known::opened;
use crate::pages::patients::{beside, chart_frame};
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// One item, with what may be on the paper.
struct Row {
    name: String,
    words: String,
    choices: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "measures/enter_measure.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    action: String,
    back: String,
    name: String,
    all: Vec<Choice>,
    measure: String,
    title: String,
    lead: String,
    rows: Vec<Row>,
    is_shell: bool,
    range: String,
    score: String,
    taken: String,
    licence: String,
}

/// `GET /courses/{course}/measures/enter?measure=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, visit.asked("measure"), Errors::default())
}

/// `POST /courses/{course}/measures/enter`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let patient = app.course(id)?.patient;
    let measure = app.measures().measure(visit.value("measure"))?.clone();
    let mut errors = Errors::default();
    let paper = if measure.is_shell() {
        score(visit, &mut errors).map(OnPaper::Score)
    } else {
        answers(visit, &measure, &mut errors).map(OnPaper::Answers)
    };
    let taken = when::read_day(Lang::En, visit.value("taken"), &app.zone)
        .map_err(|why| errors.add("taken", why))
        .ok();
    let (Some(paper), Some(taken)) = (paper, taken) else {
        return draw(app, visit, measure.id.as_str(), errors);
    };
    let act = EnterMeasure { measure: measure.id.clone(), paper, taken };
    match app.submit(visit, Act::EnterMeasure(id, act)) {
        Ok(_) => go(format!("/patients/{patient}/measures"), "saved"),
        Err(trouble) => {
            let field = |no: &Refusal| match no {
                Refusal::TimeInTheFuture { .. } => "taken",
                _ => "score",
            };
            draw(app, visit, measure.id.as_str(), beside(trouble, field)?)
        }
    }
}

fn field(code: &str) -> String {
    format!("item-{code}")
}

fn score(visit: &Visit, errors: &mut Errors) -> Option<u32> {
    let score = visit.value("score").parse().ok();
    if score.is_none() {
        errors.add("score", "Write the score as a whole number.");
    }
    score
}

/// Every answer; each that is missing is said beside its item.
fn answers(visit: &Visit, measure: &Measure, errors: &mut Errors) -> Option<Vec<(care::text::Line, u32)>> {
    let mut answers = vec![];
    for item in &measure.items {
        let name = field(item.code.as_str());
        match visit.value(&name).parse() {
            Ok(value) => answers.push((item.code.clone(), value)),
            Err(_) => errors.add(&name, &format!("Question {} has no answer yet.", item.code)),
        }
    }
    (answers.len() == measure.items.len()).then_some(answers)
}

fn draw(app: &App, visit: &Visit, measure: &str, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    app.may(visit, ActKind::EnterMeasure, Some(course.patient))?;
    let all = app.measures().all().map(|known| {
        let label =
            if known.is_shell() { format!("{} (score only)", known.title) } else { known.title.to_string() };
        Choice::new(known.id.as_str(), &label, measure)
    });
    let back = format!("/patients/{}/measures", course.patient);
    if course.closed.is_some() {
        return Ok(Reply::Go(back, None));
    }
    let known = if measure.is_empty() { None } else { Some(app.measures().measure(measure)?.clone()) };
    let english = |texts: &[(String, String)]| told(texts, "en").unwrap_or_default().to_owned();
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Enter from paper")?,
        command: visit.form_command(),
        action: format!("/courses/{id}/measures/enter"),
        name: "Questionnaires".to_owned(),
        all: all.collect(),
        measure: known.as_ref().map(|known| known.id.to_string()).unwrap_or_default(),
        title: known.as_ref().map(|known| known.title.to_string()).unwrap_or_default(),
        lead: known.as_ref().map(|known| english(&known.lead)).unwrap_or_default(),
        rows: known.as_ref().map(|known| rows(visit, known)).unwrap_or_default(),
        is_shell: known.as_ref().is_some_and(|known| known.is_shell()),
        range: known.as_ref().map(|known| range(known)).unwrap_or_default(),
        licence: known.as_ref().map(|known| known.licence.text.clone()).unwrap_or_default(),
        score: visit.value("score").to_owned(),
        taken: visit.value("taken").to_owned(),
        back,
        errors,
    };
    drawn(&page)
}

fn drawn(page: &Page) -> Result<Reply, Trouble> {
    if page.errors.is_empty() { html(page) } else { again(page) }
}

fn rows(visit: &Visit, measure: &Measure) -> Vec<Row> {
    let row = |item: &care::measures::Item| {
        let name = field(item.code.as_str());
        let given = visit.value(&name).to_owned();
        let choice = |choice: &care::measures::Choice| {
            let words = told(&choice.text, "en").unwrap_or_default();
            Choice::new(&choice.score.to_string(), &format!("{} {words}", choice.score), &given)
        };
        Row {
            words: format!("{}. {}", item.code, told(&item.text, "en").unwrap_or_default()),
            choices: measure.choices.iter().map(choice).collect(),
            name,
        }
    };
    measure.items.iter().map(row).collect()
}

fn range(measure: &Measure) -> String {
    match &measure.range {
        Some(range) => {
            let (lowest, highest) = range.value;
            let unsure = if range.status == Status::Cited { "" } else { " Nobody has confirmed this range." };
            format!("A whole number from {lowest} to {highest}.{unsure}")
        }
        None => "Nobody has confirmed which scores it can have, so none is taken.".to_owned(),
    }
}
