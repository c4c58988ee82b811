//! Screening: the findings, and a prescriber's word on them: cleared with a note for each, or stopped with a reason.

use askama::Template;
use care::act::Act;
use care::course::screening::{self, Answer, ClearScreening, StopScreening, Verdict};
use care::course::{Course, CourseFact};
use care::fact::{Stream, What};
use care::ids::{CourseId, PatientId};
use care::practice::ActKind;
use care::protocol::Weight;
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
use record::views::ask;

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
    lift: String,
    lift_reason: String,
    lifted: String,
    elsewhere: Vec<Pair>,
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
    let held =
        course.held.iter().filter(|_| weight == Weight::Absolute).flat_map(|held| held.findings.clone());
    let answered = course.screening.iter().flat_map(|sent| sent.found(weight)).cloned();
    let mut found: Vec<Line> = answered.chain(held).collect();
    found.dedup();
    found
}

pub(super) fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
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
    let lifting = visit.path.ends_with("/lift");
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
        may_answer: open && !course.is_stopped() && offers(visit, ActKind::AnswerScreening),
        may_clear: open && undecided && !ruled_out && offers(visit, ActKind::ClearScreening),
        may_stop: open && may_stop(&course) && offers(visit, ActKind::StopScreening),
        lift: if open && course.is_stopped() && offers(visit, ActKind::LiftScreeningStop) {
            command_of(visit, came_back && lifting)
        } else {
            String::new()
        },
        lift_reason: visit.value("lift_reason").to_owned(),
        lifted: lifted(app, &course),
        elsewhere: elsewhere(app, course.patient, id)?,
        clear_command: command_of(visit, came_back && !stopping && !lifting),
        stop_command: command_of(visit, came_back && stopping),
        reason: visit.value("reason").to_owned(),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

fn answered_no(course: &Course) -> Vec<String> {
    let Some(held) = &course.screening else { return vec![] };
    let no = |answer: &&Answer| !answer.yes;
    held.answers
        .iter()
        .filter(no)
        .map(|answer| screening_words::question(Lang::En, answer.question.as_str()).to_owned())
        .collect()
}

/// What was answered or held may be stopped, cleared or not, as long as no prescriber has stopped it.
fn may_stop(course: &Course) -> bool {
    let verdict = course.screening.as_ref().and_then(|sent| sent.verdict.as_ref());
    let answered = course.screening.is_some() || course.held.is_some();
    answered && !matches!(verdict, Some(Verdict::Stopped { .. }))
}

fn lifted(app: &App, course: &Course) -> String {
    let Some((by, at, reason)) = &course.lifted else { return String::new() };
    let at = when::day_clock(*at, &app.zone);
    format!("A stop was lifted by {}, {at}: {reason}. Everything is asked again.", person_name(app, *by))
}

/// Stops that stand, or were lifted, in other courses of this patient: whoever clears here should know.
fn elsewhere(app: &App, patient: PatientId, here: CourseId) -> Result<Vec<Pair>, Trouble> {
    let rows = app.read(|conn, org| ask::courses_of(conn, org, patient))?;
    let mut found = vec![];
    for row in rows.iter().filter(|row| row.course != here) {
        let course = app.course(row.course)?;
        let open = if course.closed.is_some() { "closed" } else { "open" };
        let name = format!("{}, {open}", crate::words::model(Lang::En, course.model));
        let verdict = course.screening.as_ref().and_then(|sent| sent.verdict.as_ref());
        let stop = match (verdict, &course.held) {
            (Some(Verdict::Stopped { by, reason }), _) => {
                format!("Stopped by {}: {reason}", person_name(app, *by))
            }
            (_, Some(held)) => {
                let findings = held.findings.iter().map(|code| screening_words::finding(code.as_str()));
                format!("Held by: {}", findings.collect::<Vec<_>>().join(", "))
            }
            _ => lifted(app, &course),
        };
        if !stop.is_empty() {
            let href = format!("/courses/{}/screening", row.course);
            found.push(Pair { label: name, words: stop, href });
        }
    }
    Ok(found)
}

/// Where it stands, in a sentence.
fn state(app: &App, known: &Known) -> (Mark, String) {
    let at = |at| when::day_clock(at, &app.zone);
    let course = &known.course;
    let stopped =
        course.screening.as_ref().is_some_and(|sent| matches!(sent.verdict, Some(Verdict::Stopped { .. })));
    if let (Some(held), false) = (&course.held, stopped) {
        let owed = "A prescriber owes the patient a call; nothing goes on until this is lifted.";
        return (
            Mark::Locked,
            format!("Held since {} by an answer that rules this out. {owed}", at(held.at)),
        );
    }
    let Some(held) = &course.screening else {
        return match course.kept.len() {
            0 => (Mark::Todo, "Not answered yet.".to_owned()),
            kept => (Mark::Todo, format!("Being answered: {kept} kept so far, nothing sent yet.")),
        };
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
