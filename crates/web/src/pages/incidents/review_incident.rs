//! One incident: what was told, what its review found, what was learnt.

use askama::Template;
use care::act::Act;
use care::incident::review_incident::may_review;
use care::incident::{CloseIncident, Incident, NoteIncident, TakeIncident};
use care::practice::{Actor, Role};
use care::text::prose;

use super::{id, is_tied, kind_words, severity_words, state_words, visit_words};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, person_name};
use crate::parts::{Errors, Pair};
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

struct Note {
    at: String,
    by: String,
    words: String,
}

#[derive(Template)]
#[template(path = "incidents/review_incident.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    facts: Vec<Pair>,
    words: String,
    notes: Vec<Note>,
    learnt: Option<Note>,
    action: String,
    cannot: String,
    may_take: bool,
    is_mine: bool,
    note: String,
    close: String,
    commands: [String; 3],
}

/// `GET /clinic/incidents/{incident}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /clinic/incidents/{incident}/take`
pub fn post_take(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    app.submit(visit, Act::TakeIncident(id, TakeIncident))?;
    go(format!("/clinic/incidents/{id}"), "incident-taken")
}

/// `POST /clinic/incidents/{incident}/note`
pub fn post_note(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    write(app, visit, "note", "incident-noted", |words| Act::NoteIncident(id, NoteIncident { words }))
}

/// `POST /clinic/incidents/{incident}/close`
pub fn post_close(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    write(app, visit, "learnt", "incident-closed", |learnt| Act::CloseIncident(id, CloseIncident { learnt }))
}

fn write(
    app: &App,
    visit: &Visit,
    name: &'static str,
    flash: &'static str,
    act: impl FnOnce(String) -> Act,
) -> Answered {
    let mut errors = Errors::default();
    let words = match prose(visit.value(name)) {
        Ok(words) => words,
        Err(no) => {
            errors.add(name, &words::refusal(Lang::En, &no));
            return draw(app, visit, errors);
        }
    };
    match app.submit(visit, act(words)) {
        Ok(_) => go(format!("/clinic/incidents/{}", id(visit)?), flash),
        Err(trouble) => draw(app, visit, beside(trouble, |_| name)?),
    }
}

/// Why this reader cannot review it; nothing when they can.
fn cannot(app: &App, visit: &Visit, incident: &Incident) -> Result<String, Trouble> {
    let Actor::Person(person) = visit.signed()?.by.actor else { return Ok(String::new()) };
    let session = incident.told.visit.map(|id| app.session(id)).transpose()?;
    let no = may_review(incident, session.as_deref(), person).err();
    Ok(no.map(|no| words::refusal(Lang::En, &no)).unwrap_or_default())
}

fn facts(app: &App, visit: &Visit, incident: &Incident) -> Result<Vec<Pair>, Trouble> {
    let told = &incident.told;
    let mut facts = vec![
        Pair::new("About", kind_words(told.kind)),
        Pair::new("How far", severity_words(told.severity)),
        Pair::new("When", &when::day_clock(told.happened, &app.zone)),
        Pair::new(
            "Told by",
            &format!("{}, {}", person_name(app, told.by), when::day_clock(told.at, &app.zone)),
        ),
    ];
    if let Some(id) = told.visit {
        let words = visit_words(app, Some(id))?;
        let tied = is_tied(app, &visit.signed()?.by, &*app.session(id)?, app.now())?;
        let mut pair = Pair::new("Where", &words);
        // Whoever is not tied to the patient reads no chart for it: emergency access, with a reason, is their way.
        pair.href = if tied { format!("/sessions/{id}") } else { String::new() };
        facts.push(pair);
    }
    let reviewer = incident.taken_by.map_or("nobody yet".to_owned(), |by| person_name(app, by));
    facts.push(Pair::new("Reviewed by", &reviewer));
    facts.push(Pair::new("State", &state_words(app, incident, app.now())));
    Ok(facts)
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let incident = app.incident(id)?;
    let by = visit.signed()?.by;
    let written = |(by, words, at): &care::incident::Written| Note {
        at: when::day_clock(*at, &app.zone),
        by: person_name(app, *by),
        words: words.clone(),
    };
    let is_mine = incident.taken_by.is_some_and(|taken| by.actor == Actor::Person(taken));
    let free = incident.taken_by.is_none() || by.role == Role::MedicalDirector;
    let cannot = if incident.is_open() { cannot(app, visit, &incident)? } else { String::new() };
    let page = Page {
        frame: draw::frame(app, visit, "Incident"),
        facts: facts(app, visit, &incident)?,
        words: incident.told.words.clone(),
        notes: incident.notes.iter().map(written).collect(),
        learnt: incident.closed.as_ref().map(written),
        action: format!("/clinic/incidents/{id}"),
        may_take: incident.is_open() && cannot.is_empty() && !is_mine && free,
        is_mine: incident.is_open() && is_mine && cannot.is_empty(),
        cannot,
        note: visit.value("note").to_owned(),
        close: visit.value("learnt").to_owned(),
        commands: std::array::from_fn(|_| fresh_command().to_string()),
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
