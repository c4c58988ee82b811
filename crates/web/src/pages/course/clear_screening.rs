//! Screening: the findings, and a prescriber's word on them: cleared with a note for each, or stopped with a reason.

use askama::Template;
use care::act::Act;
use care::course::screening::{self, ClearScreening, QUESTIONS, StopScreening, Verdict, Weight};
use care::course::{Course, CourseFact};
use care::fact::{Stream, What};
use care::ids::CourseId;
use care::practice::ActKind;
use care::refusal::Refusal;
use care::text::Line;

use super::known::{Known, back, opened, service};
use super::screening_words;
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::lists::capital;
use crate::pages::patients::{beside, chart_frame, command_of, happened, line, offers, person_name};
use crate::parts::{Errors, Mark, Pair, Service};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

struct Finding {
    field: String,
    finding: String,
    question: String,
    absolute: bool,
    note: String,
}

#[derive(Template)]
#[template(path = "course/clear_screening.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    course: String,
    back: String,
    name: String,
    service: Service,
    mark: Mark,
    state: String,
    findings: Vec<Finding>,
    answered_no: Vec<String>,
    notes: Vec<Pair>,
    ruled_out: bool,
    may_answer: bool,
    may_clear: bool,
    may_stop: bool,
    clear_command: String,
    stop_command: String,
    reason: String,
}

/// `GET /courses/{course}/screening`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /courses/{course}/screening/clear`
pub fn post_clear(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let course = app.course(id)?;
    let mut errors = Errors::default();
    let mut notes = vec![];
    for code in found(&course, Weight::Relative) {
        let missing = format!("Write why “{}” is acceptable.", screening_words::finding(code.as_str()));
        if let Some(note) = line(visit, &mut errors, &field(code.as_str()), &missing) {
            notes.push((code, note));
        }
    }
    if !errors.is_empty() {
        return draw(app, visit, errors);
    }
    match app.submit(visit, Act::ClearScreening(id, ClearScreening { notes })) {
        Ok(_) => go(back(course.patient, id), "cleared"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "reason")?),
    }
}

/// `POST /courses/{course}/screening/stop`
pub fn post_stop(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("course", CourseId::read)?;
    let mut errors = Errors::default();
    let Some(reason) = line(visit, &mut errors, "reason", "Write why it is stopped.") else {
        return draw(app, visit, errors);
    };
    match app.submit(visit, Act::StopScreening(id, StopScreening { reason })) {
        Ok(_) => go(format!("/courses/{id}/screening"), "screening-stopped"),
        Err(trouble) => draw(app, visit, beside(trouble, |_| "reason")?),
    }
}

fn field(code: &str) -> String {
    format!("note-{code}")
}

fn found(course: &Course, weight: Weight) -> Vec<Line> {
    course
        .screening
        .as_ref()
        .map(|held| held.found(weight).into_iter().cloned().collect())
        .unwrap_or_default()
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let (id, course, patient) = opened(app, visit)?;
    let known = Known::read(app, id)?;
    let findings = |weight, absolute| {
        found(&course, weight).into_iter().map(move |code| Finding {
            field: field(code.as_str()),
            finding: capital(&screening_words::finding(code.as_str())),
            question: screening_words::question(Lang::En, code.as_str()).to_owned(),
            absolute,
            note: visit.value(&field(code.as_str())).to_owned(),
        })
    };
    let ruled_out = !found(&course, Weight::Absolute).is_empty();
    let undecided = course.screening.as_ref().is_some_and(|held| held.verdict.is_none());
    let open = course.closed.is_none();
    let (mark, state) = state(app, &known);
    let stopping = visit.path.ends_with("/stop");
    let came_back = !visit.form.is_empty();
    let page = Page {
        frame: chart_frame(app, visit, &patient, "Screening")?,
        course: id.to_string(),
        back: back(course.patient, id),
        name: patient.details.name.to_string(),
        service: service(course.model),
        mark,
        state,
        findings: findings(Weight::Absolute, true).chain(findings(Weight::Relative, false)).collect(),
        answered_no: answered_no(&course),
        notes: notes(app, id)?,
        ruled_out,
        may_answer: open && offers(visit, ActKind::AnswerScreening),
        may_clear: open && undecided && !ruled_out && offers(visit, ActKind::ClearScreening),
        may_stop: open && undecided && offers(visit, ActKind::StopScreening),
        clear_command: command_of(visit, came_back && !stopping),
        stop_command: command_of(visit, came_back && stopping),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn answered_no(course: &Course) -> Vec<String> {
    let Some(held) = &course.screening else { return vec![] };
    let no = |code: &str| held.answers.iter().any(|(known, yes)| known.as_str() == code && !yes);
    let asked = QUESTIONS.iter().filter(|(code, _)| no(code));
    asked.map(|(code, _)| screening_words::question(Lang::En, code).to_owned()).collect()
}

/// Where it stands, in a sentence.
fn state(app: &App, known: &Known) -> (Mark, String) {
    let at = |at| when::day_clock(at, &app.zone);
    let Some(held) = &known.course.screening else {
        return (Mark::Todo, "Not answered yet.".to_owned());
    };
    match &held.verdict {
        None => (Mark::Todo, format!("Answered {}. A prescriber has not decided yet.", at(held.at))),
        Some(Verdict::Stopped { by, reason }) => {
            (Mark::Locked, format!("Stopped by {}: {reason}", person_name(app, *by)))
        }
        Some(Verdict::Cleared { by, at: cleared }) => {
            let stale = screening::fresh(&known.course, &known.protocol.1.content, app.now());
            let stale = stale == Err(Refusal::ScreeningStale);
            let words = format!("Cleared by {}, {}.", person_name(app, *by), at(*cleared));
            if stale {
                (Mark::Old, format!("{words} It is too old for the protocol and must be answered again."))
            } else {
                (Mark::Done, words)
            }
        }
    }
}

/// What the prescriber wrote when it was cleared last.
fn notes(app: &App, id: CourseId) -> Result<Vec<Pair>, Trouble> {
    let facts = happened(app, Stream::Course(id))?;
    let newest = facts.into_iter().rev().find_map(|(_, what)| match what {
        What::Course(CourseFact::ScreeningCleared { notes, .. }) => Some(notes),
        What::Course(CourseFact::ScreeningAnswered { .. }) => Some(vec![]),
        _ => None,
    });
    let pair = |(code, note): &(Line, Line)| {
        Pair::new(&capital(&screening_words::finding(code.as_str())), note.as_str())
    };
    Ok(newest.unwrap_or_default().iter().map(pair).collect())
}
