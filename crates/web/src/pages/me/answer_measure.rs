//! Questionnaires, one question a page. Each answer is kept as it is given: a closed browser loses nothing, and an
//! answer that cannot wait leads to help before anything else.

use std::sync::Arc;

use askama::Template;
use care::act::Act;
use care::course::Course;
use care::ids::CourseId;
use care::measures::answer_measure::{AnswerMeasure, KeepMeasureAnswer};
use care::measures::definition::told;
use care::measures::score::first_open;
use care::measures::{Asking, Measure, signal};
use care::refusal::Refusal;

use super::mine::Mine;
use crate::answer::{Answered, Reply, Trouble, again, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::texts::Lang;
use crate::visit::Visit;

/// Where an answer that cannot wait leads, before anything else.
const HELP_FIRST: &str = "/me/item9";

/// One answer to choose.
struct Answer {
    value: u32,
    words: String,
}

#[derive(Template)]
#[template(path = "me/answer_measure.html")]
struct Question {
    frame: Frame,
    command: String,
    is_unanswered: bool,
    action: String,
    number: usize,
    of: usize,
    /// The language of the questionnaire, when it is not the reader's.
    in_language: &'static str,
    lead: String,
    words: String,
    answers: Vec<Answer>,
    notice: String,
    before: String,
    skip: String,
}

#[derive(Template)]
#[template(path = "me/hand_in_measure.html")]
struct Whole {
    frame: Frame,
    command: String,
    action: String,
    of: usize,
    before: String,
}

/// What the address names: the patient's own asking, and its questionnaire as it is asked today.
struct Asked {
    course: CourseId,
    state: Arc<Course>,
    number: u32,
    measure: Arc<Measure>,
}

impl Asked {
    fn find(app: &App, visit: &Visit) -> Result<Self, Trouble> {
        let (course, state) = Mine::read(app, visit)?.course.ok_or(Trouble::NotFound)?;
        let number = visit.param("asking").parse().map_err(|_| Trouble::NotFound)?;
        let asking = state.measures.asking(number).map_err(|_| Trouble::NotFound)?;
        let measure = app.measures().measure(asking.measure.as_str())?.clone();
        Ok(Self { course, number, measure, state })
    }

    fn asking(&self) -> Result<&Asking, Trouble> {
        Ok(self.state.measures.asking(self.number)?)
    }

    /// What is answered of today's version.
    fn answers(&self) -> Result<&[signal::Answer], Trouble> {
        let asking = self.asking()?;
        Ok(if asking.version == self.measure.version { &asking.answers } else { &[] })
    }

    fn href(&self) -> String {
        format!("/me/measures/{}", self.number)
    }

    /// The question of this number, from 1.
    fn href_of(&self, number: usize) -> String {
        format!("{}?q={number}", self.href())
    }
}

/// `GET /me/measures/{asking}?q=`: that question; without one, the first that is open; when none is, the handing in.
pub fn get(app: &App, visit: &Visit) -> Answered {
    let asked = Asked::find(app, visit)?;
    if asked.asking()?.done {
        return Ok(Reply::Go("/me/measures".to_owned(), None));
    }
    let wanted: Option<usize> = visit.asked("q").parse().ok();
    let wanted = wanted.and_then(|number| number.checked_sub(1)).filter(|n| *n < asked.measure.items.len());
    let open =
        first_open(&asked.measure, asked.answers()?).and_then(|code| asked.measure.item(code.as_str()));
    match wanted.or(open.map(|(n, _)| n)) {
        Some(n) => draw(app, visit, &asked, n, false),
        None => whole(app, visit, &asked),
    }
}

/// `POST /me/measures/{asking}`: keeps one answer.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let asked = Asked::find(app, visit)?;
    let number: usize = visit.value("q").parse().map_err(|_| Trouble::NotFound)?;
    let n = number.checked_sub(1).ok_or(Trouble::NotFound)?;
    let item = asked.measure.items.get(n).ok_or(Trouble::NotFound)?.code.clone();
    let Ok(value) = visit.value("answer").parse::<u32>() else {
        return draw(app, visit, &asked, n, true);
    };
    let act = KeepMeasureAnswer { asked: asked.number, item: item.clone(), value };
    match app.submit(visit, Act::KeepMeasureAnswer(asked.course, act)) {
        // Handed in on another device meanwhile: nothing is lost, and there is nothing more to do.
        Err(Trouble::Refused(Refusal::MeasureAlreadyAnswered)) => {
            return Ok(Reply::Go("/me/measures".to_owned(), None));
        }
        kept => kept?,
    };
    let after = app.course(asked.course)?;
    let answers = &after.measures.asking(asked.number)?.answers;
    let raised = signal::newly_raised(&asked.measure, answers, &[]);
    let cannot_wait = raised.iter().any(|(code, _)| *code == item);
    Ok(Reply::Go(
        if cannot_wait { format!("{HELP_FIRST}?next={}", asked.href()) } else { asked.href() },
        None,
    ))
}

/// `POST /me/measures/{asking}/send`: hands in what was answered.
pub fn post_send(app: &App, visit: &Visit) -> Answered {
    let asked = Asked::find(app, visit)?;
    let act = AnswerMeasure { asked: asked.number, answers: vec![] };
    let to = match app.submit(visit, Act::AnswerMeasure(asked.course, act)) {
        Err(Trouble::Refused(Refusal::MeasureAnswerMissing { .. })) => asked.href(),
        Err(Trouble::Refused(Refusal::MeasureAlreadyAnswered)) => "/me/measures".to_owned(),
        sent => {
            sent?;
            "/me/measures?sent=yes".to_owned()
        }
    };
    Ok(Reply::Go(to, None))
}

/// The reader's language, if the questionnaire has it; English otherwise: no translation is made here.
fn spoken(measure: &Measure, lang: Lang) -> Lang {
    if measure.speaks(lang.code()) { lang } else { Lang::En }
}

fn draw(app: &App, visit: &Visit, asked: &Asked, n: usize, is_unanswered: bool) -> Answered {
    let measure = &asked.measure;
    let item = measure.items.get(n).ok_or(Trouble::NotFound)?;
    let lang = spoken(measure, visit.lang);
    let said = |texts: &[(String, String)]| told(texts, lang.code()).unwrap_or_default().to_owned();
    let is_answered = asked.answers()?.iter().any(|(code, _)| *code == item.code);
    let answer = |choice: &care::measures::Choice| Answer { value: choice.score, words: said(&choice.text) };
    let page = Question {
        frame: draw::frame(app, visit, &visit.lang.say("measures-title")),
        command: visit.form_command(),
        is_unanswered,
        action: asked.href(),
        number: n + 1,
        of: measure.items.len(),
        in_language: if lang == visit.lang { "" } else { lang.code() },
        lead: said(&measure.lead),
        words: said(&item.text),
        answers: measure.choices.iter().map(answer).collect(),
        notice: measure.licence.notice.clone().unwrap_or_default(),
        before: if n == 0 { "/me/measures".to_owned() } else { asked.href_of(n) },
        skip: match (is_answered, n + 1 < measure.items.len()) {
            (true, true) => asked.href_of(n + 2),
            (true, false) => asked.href(),
            (false, _) => String::new(),
        },
    };
    if is_unanswered { again(&page) } else { html(&page) }
}

fn whole(app: &App, visit: &Visit, asked: &Asked) -> Answered {
    html(&Whole {
        frame: draw::frame(app, visit, &visit.lang.say("measures-title")),
        command: visit.form_command(),
        action: format!("{}/send", asked.href()),
        of: asked.measure.items.len(),
        before: asked.href_of(asked.measure.items.len()),
    })
}
