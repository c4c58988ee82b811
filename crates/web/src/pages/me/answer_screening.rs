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
use crate::when;

/// One question with its two answers.
struct Ask {
    code: &'static str,
    words: &'static str,
    choices: Vec<Choice>,
}

/// Questions that belong together.
struct Group {
    heading: &'static str,
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
    heading: &'static str,
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
const GROUPS: &[(&str, &[&str])] =
    &[("Heart, blood and breath", HEART), ("Head and eyes", HEAD), ("Mood and mind", MIND)];

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
            _ => errors.add(code, "Please answer yes or no. If you are not sure, say yes."),
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
        summary.add(&error.name, question(&error.name));
    }
    let page = Form {
        frame: draw::frame(app, visit, "Questions about your health"),
        command: visit.form_command(),
        summary,
        errors,
        groups: groups(visit),
    };
    if ok { html(&page) } else { again(&page) }
}

/// Every question once: the named groups, then all others, so that a new question is never left out.
fn groups(visit: &Visit) -> Vec<Group> {
    let ask = |code: &'static str| Ask {
        code,
        words: question(code),
        choices: vec![
            Choice::new("no", "No", visit.value(code)),
            Choice::new("yes", "Yes, or not sure", visit.value(code)),
        ],
    };
    let known = |code: &str| QUESTIONS.iter().any(|(held, _)| *held == code);
    let grouped = |code: &str| GROUPS.iter().any(|(_, codes)| codes.contains(&code));
    let mut groups: Vec<Group> = GROUPS
        .iter()
        .map(|(heading, codes)| Group {
            heading,
            asks: codes.iter().filter(|code| known(code)).map(|code| ask(code)).collect(),
        })
        .collect();
    let others = QUESTIONS.iter().map(|(code, _)| *code).filter(|code| !grouped(code));
    groups.push(Group { heading: "Body, medicines and daily life", asks: others.map(ask).collect() });
    groups
}

fn answered(app: &App, visit: &Visit, mine: &Mine, held: &Screening) -> Answered {
    let absolute = !held.found(Weight::Absolute).is_empty();
    let (heading, lines): (&str, Vec<&str>) = match (&held.verdict, absolute) {
        (Some(Verdict::Stopped { .. }), _) => (
            "We can’t go ahead right now.",
            vec![
                "One of your answers means this treatment may not be right for you now.",
                "This is about safety, not about you. It may change later.",
                "A prescriber talks with you about what else can help.",
            ],
        ),
        (Some(Verdict::Cleared { .. }), _) => (
            "A prescriber has read your answers, and you can go on.",
            vec![
                "If something changes, such as a new medicine, an illness or a pregnancy, please answer again.",
            ],
        ),
        (None, true) => (
            "Thank you for telling us.",
            vec![
                "One of your answers means this treatment may not be right for you now.",
                "This is about safety, not about you. You did nothing wrong by saying yes.",
                "A prescriber reads your answers and decides with you what comes next, and what else can help.",
            ],
        ),
        (None, false) => (
            "Thank you. A prescriber reads your answers.",
            vec!["They decide with you. The clinic tells you when you can go on."],
        ),
    };
    let stopped = matches!(held.verdict, Some(Verdict::Stopped { .. }));
    let call = mine.call.as_ref().filter(|_| stopped);
    let open = mine.open_course().is_ok();
    html(&AnswersKept {
        frame: draw::frame(app, visit, "Your answers"),
        heading,
        lines: lines.into_iter().map(str::to_owned).collect(),
        call: call.map_or_else(String::new, |owed| {
            format!("A prescriber owes you a call by {}.", when::day_clock(owed.due, &app.zone))
        }),
        help_first: stopped || absolute,
        at: when::day_clock(held.at, &app.zone),
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
