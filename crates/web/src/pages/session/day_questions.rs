//! What the protocol asks on the day: asked at the chair where the patient has not answered on the phone; and every "yes",
//! for whoever may say that it may go on.

use askama::Template;
use care::act::Act;
use care::practice::ActKind;
use care::protocol::{Clearer, Question};
use care::refusal::Refusal;
use care::session::Phase;
use care::session::answer_day_questions::{AnswerDayQuestions, clearer};
use care::session::clear_day_finding::ClearDayFinding;
use care::text::Line;

use super::here::{self, Here};
use super::load::{self, Loaded};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::screening_words;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

struct One {
    name: String,
    words: String,
    choices: Vec<Choice>,
    error: String,
}

/// A "yes" that stands open.
struct Found {
    words: String,
    who: &'static str,
    action: String,
    may: bool,
    field: String,
    note: String,
    error: String,
    command: String,
}

#[derive(Template)]
#[template(path = "session/day_questions.html")]
struct Page {
    frame: Frame,
    here: Here,
    errors: Errors,
    command: String,
    said: String,
    found: Vec<Found>,
    questions: Vec<One>,
}

/// What the version that this visit keeps asks on the day.
pub(super) fn asked(loaded: &Loaded) -> impl Iterator<Item = Question> + '_ {
    let protocol = loaded.protocol.iter();
    protocol.flat_map(|protocol| protocol.content.asked_on_the_day()).map(|(question, _)| question)
}

/// What was said, when, and who wrote it down.
pub(super) fn said(loaded: &Loaded) -> String {
    let Some(day) = &loaded.session.day else {
        let none = asked(loaded).next().is_none();
        return if none { "This protocol asks nothing on the day." } else { "Not asked yet." }.to_owned();
    };
    let by = day.by.map_or("by the patient themselves", |by| loaded.name(by));
    let at = when::clock(day.at, &loaded.place.zone);
    let looked = |(code, by, note): &(Line, _, Line)| {
        format!(" {} looked at “{}”: {note}.", loaded.name(*by), screening_words::finding(code.as_str()))
    };
    format!("Answered at {at}, {by}.{}", day.cleared.iter().map(looked).collect::<String>())
}

/// `GET /sessions/{session}/day`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    if let Some(elsewhere) = loaded.unless(&[Phase::CheckedIn]) {
        return elsewhere;
    }
    draw(app, visit, &loaded, Errors::default())
}

/// `POST /sessions/{session}/day`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let mut errors = Errors::default();
    let mut answers = vec![];
    for question in asked(&loaded) {
        match visit.value(&field(question)) {
            "yes" => answers.push((question, true)),
            "no" => answers.push((question, false)),
            _ => errors.add(&field(question), "This one has no answer yet."),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, &loaded, errors);
    }
    let any = answers.iter().any(|(_, yes)| *yes);
    app.submit(visit, Act::AnswerDayQuestions(loaded.id, AnswerDayQuestions { answers }))?;
    go(if any { loaded.act("day") } else { loaded.href() }, "saved")
}

/// `POST /sessions/{session}/day/{question}`
pub fn post_cleared(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let question = Question::read(visit.param("question")).ok_or(Trouble::NotFound)?;
    let name = note_of(question.code());
    let mut errors = Errors::default();
    let note = match Line::new(visit.value(&name)) {
        Ok(note) => note,
        Err(no) => {
            errors.add(&name, &words::refusal(Lang::En, &no));
            return draw(app, visit, &loaded, errors);
        }
    };
    match app.submit(visit, Act::ClearDayFinding(loaded.id, ClearDayFinding { question, note })) {
        // Looked at by somebody else meanwhile: the page says by whom.
        Ok(_) | Err(Trouble::Refused(Refusal::NothingChanged)) => go(loaded.act("day"), "saved"),
        Err(trouble) => Err(trouble),
    }
}

fn field(question: Question) -> String {
    format!("q-{}", question.code())
}

fn note_of(code: &str) -> String {
    format!("note-{code}")
}

fn draw(app: &App, visit: &Visit, loaded: &Loaded, errors: Errors) -> Answered {
    let answers = loaded.session.day.as_ref().map_or(&[][..], |day| &day.answers);
    let known = |code: &str| answers.iter().find(|answer| answer.question.as_str() == code);
    let one = |question: Question| {
        let (name, code) = (field(question), question.code());
        let kept = known(code).map_or("", |answer| if answer.yes { "yes" } else { "no" });
        let chosen = if visit.value(&name).is_empty() { kept } else { visit.value(&name) };
        One {
            words: screening_words::question(Lang::En, code).to_owned(),
            choices: vec![Choice::new("no", "No", chosen), Choice::new("yes", "Yes, or not sure", chosen)],
            error: errors.of(&name).to_owned(),
            name,
        }
    };
    let page = Page {
        frame: draw::live_frame(app, visit, "Today’s questions"),
        here: here::here(loaded),
        command: visit.form_command(),
        said: said(loaded),
        found: found(visit, loaded, &errors),
        questions: asked(loaded).map(one).collect(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn found(visit: &Visit, loaded: &Loaded, errors: &Errors) -> Vec<Found> {
    let (Some(day), Some(protocol)) = (&loaded.session.day, &loaded.protocol) else { return vec![] };
    let found = day.open.iter().map(|open| {
        let (code, clears) = (open.question.as_str(), clearer(open, &protocol.content));
        let name = note_of(code);
        Found {
            words: screening_words::question(Lang::En, code).to_owned(),
            who: match clears {
                Clearer::Prescriber => "A prescriber says whether a dose may go on.",
                Clearer::Nurse => "The nurse or a prescriber says whether a dose may go on.",
            },
            action: loaded.act(&format!("day/{code}")),
            may: match clears {
                Clearer::Prescriber => loaded.may(ActKind::OverrideGate),
                Clearer::Nurse => loaded.may(ActKind::ClearDayFinding),
            },
            note: visit.value(&name).to_owned(),
            error: errors.of(&name).to_owned(),
            field: name,
            command: fresh_command().to_string(),
        }
    });
    found.collect()
}
