//! Questions about health, in plain words. What a "yes" means is for a prescriber to say, never for this page.

use askama::Template;
use care::act::Act;
use care::course::screening::{AnswerScreening, QUESTIONS, Screening, Verdict, Weight};
use care::text::Line;

use super::mine::Mine;
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::course::screening_words::question;
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

/// One question with its two answers.
struct Ask {
    code: &'static str,
    words: &'static str,
    choices: Vec<Choice>,
}

/// Questions that belong together.
struct Group {
    heading: String,
    asks: Vec<Ask>,
}

#[derive(Template)]
#[template(path = "me/answer_screening.html")]
struct Form {
    frame: Frame,
    command: String,
    summary: Errors,
    errors: Errors,
    groups: Vec<Group>,
}

#[derive(Template)]
#[template(path = "me/screening_answered.html")]
struct AnswersKept {
    frame: Frame,
    heading: String,
    lines: Vec<String>,
    call: String,
    help_first: bool,
    at: String,
    may_again: bool,
}

/// The question whose "yes" asks for help before anything else.
const NEEDS_HELP_NOW: &str = "needs-hospital-now";

const HEART: &[&str] =
    &["uncontrolled-hypertension", "recent-heart-event", "aneurysm-or-bleed", "sleep-apnoea"];
const HEAD: &[&str] =
    &["raised-pressure-in-head", "glaucoma", "seizures-or-head-injury", "dementia-or-delirium"];
const MIND: &[&str] =
    &["psychosis", "family-psychosis", "mania-now", "dissociative-disorder", NEEDS_HELP_NOW];
const GROUPS: &[(&str, &[&str])] = &[("heart", HEART), ("head", HEAD), ("mind", MIND)];

/// `GET /me/screening`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let held = mine.course.as_ref().and_then(|(_, course)| course.screening.clone());
    let Some(held) = held else {
        mine.open_course()?;
        return draw(app, visit, Errors::default());
    };
    let stopped = matches!(held.verdict, Some(Verdict::Stopped { .. }));
    let again = visit.asked("again") == "yes" || is_stale(&mine);
    if stopped || !again {
        return answered(app, visit, &mine, &held);
    }
    mine.open_course()?;
    draw(app, visit, Errors::default())
}

fn is_stale(mine: &Mine) -> bool {
    let steps = super::steps::steps(&mine.states(), mine.now);
    steps.contains(&(super::steps::Kind::Screening, super::steps::Standing::ToDo))
}

/// `POST /me/screening`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mine = Mine::read(app, visit)?;
    let (id, _) = mine.open_course()?;
    let mut errors = Errors::default();
    let mut answers = vec![];
    for (code, _) in QUESTIONS {
        match (visit.value(code), Line::new(code)) {
            (answer @ ("yes" | "no"), Ok(code)) => answers.push((code, answer == "yes")),
            _ => errors.add(code, &visit.lang.say("screening-answer")),
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    app.submit(visit, Act::AnswerScreening(id, AnswerScreening { answers }))?;
    if visit.value(NEEDS_HELP_NOW) == "yes" {
        return go("/me/item9", "answers");
    }
    go("/me/screening", "answers")
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let ok = errors.is_empty();
    // Beside the question: what to do. In the summary: which question.
    let mut summary = Errors::default();
    for error in &errors.list {
        summary.add(&error.name, question(visit.lang, &error.name));
    }
    let page = Form {
        frame: draw::frame(app, visit, &visit.lang.say("screening-title")),
        command: visit.form_command(),
        summary,
        errors,
        groups: groups(visit),
    };
    if ok { html(&page) } else { again(&page) }
}

/// Every question once: the named groups, then all others, so that a new question is never left out.
fn groups(visit: &Visit) -> Vec<Group> {
    let lang = visit.lang;
    let ask = |code: &'static str| Ask {
        code,
        words: question(lang, code),
        choices: vec![
            Choice::new("no", &lang.say("screening-no"), visit.value(code)),
            Choice::new("yes", &lang.say("screening-yes"), visit.value(code)),
        ],
    };
    let known = |code: &str| QUESTIONS.iter().any(|(held, _)| *held == code);
    let grouped = |code: &str| GROUPS.iter().any(|(_, codes)| codes.contains(&code));
    let mut groups: Vec<Group> = GROUPS
        .iter()
        .map(|(name, codes)| Group {
            heading: lang.say_of("screening-group", name),
            asks: codes.iter().filter(|code| known(code)).map(|code| ask(code)).collect(),
        })
        .collect();
    let others = QUESTIONS.iter().map(|(code, _)| *code).filter(|code| !grouped(code));
    let asks = others.map(ask).collect();
    groups.push(Group { heading: lang.say_of("screening-group", "body"), asks });
    groups
}

fn answered(app: &App, visit: &Visit, mine: &Mine, held: &Screening) -> Answered {
    let (lang, reader) = (visit.lang, &mine.reader);
    let absolute = !held.found(Weight::Absolute).is_empty();
    let (heading, lines) = match (&held.verdict, absolute) {
        (Some(Verdict::Stopped { .. }), _) => (
            lang.say("screening-stopped"),
            vec![
                lang.say("screening-not-now"),
                lang.say("screening-stopped-safety"),
                lang.say("screening-stopped-talk"),
            ],
        ),
        (Some(Verdict::Cleared { .. }), _) => {
            (lang.say("screening-cleared"), vec![lang.say("screening-cleared-change")])
        }
        (None, true) => (
            lang.say("screening-told"),
            vec![
                lang.say("screening-not-now"),
                lang.say("screening-told-safety"),
                lang.say("screening-told-next"),
            ],
        ),
        (None, false) => (lang.say("screening-thanks"), vec![lang.say("screening-thanks-next")]),
    };
    let stopped = matches!(held.verdict, Some(Verdict::Stopped { .. }));
    let call = mine.call.as_ref().filter(|_| stopped);
    let open = mine.open_course().is_ok();
    html(&AnswersKept {
        frame: draw::frame(app, visit, &lang.say("screening-answers-title")),
        heading,
        lines,
        call: call.map_or_else(String::new, |owed| {
            lang.say_with("screening-call", &[("due", &reader.day_clock(owed.due))])
        }),
        help_first: stopped || absolute,
        at: reader.day_clock(held.at),
        may_again: open && !stopped,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_question_is_asked_exactly_once() {
        let groups = groups(&Visit::default());
        let mut asked: Vec<&str> =
            groups.iter().flat_map(|group| group.asks.iter().map(|ask| ask.code)).collect();
        asked.sort_unstable();
        let mut all: Vec<&str> = QUESTIONS.iter().map(|(code, _)| *code).collect();
        all.sort_unstable();
        assert_eq!(asked, all);
    }
}
