//! One incident: what was told, what its review found, what was learnt.

use askama::Template;
use care::act::Act;
use care::ids::SessionId;
use care::incident::review_incident::may_review;
use care::incident::{CloseIncident, Incident, NoteIncident, TakeIncident};
use care::practice::{Actor, Role};
use care::text::prose;

use super::{id, is_tied, kind_words, part, severity_words, state_words, words_of};
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

/// What this reader may see of it: all, for whoever may review it; their own words, for whoever told it; else how it stands.
fn facts(app: &App, visit: &Visit, incident: &Incident, reads: bool) -> Result<Vec<Pair>, Trouble> {
    let told = &incident.told;
    let mut facts = vec![
        Pair::new("About", kind_words(told.kind)),
        Pair::new("How far", severity_words(told.severity)),
        Pair::new("When", &when::day_clock(told.happened, &app.zone)),
    ];
    if reads {
        let by = format!("{}, {}", person_name(app, told.by), when::day_clock(told.at, &app.zone));
        facts.push(Pair::new("Told by", &by));
        facts.extend(told.visit.map(|id| place(app, visit, id)).transpose()?);
    }
    let reviewer = incident.taken_by.map_or("nobody yet".to_owned(), |by| person_name(app, by));
    facts.push(Pair::new("Reviewed by", &reviewer));
    facts.push(Pair::new("State", &state_words(app, incident, app.now())));
    Ok(facts)
}

/// Whoever is not tied to the patient reads no name here and no chart: emergency access, with a reason, is their way.
fn place(app: &App, visit: &Visit, id: SessionId) -> Result<Pair, Trouble> {
    let session = app.session(id)?;
    if !is_tied(app, &visit.signed()?.by, &session, app.now())? {
        let at = app.place_of(&session).day_clock(session.starts);
        return Ok(Pair::new(
            "Where",
            &format!("A visit, {at}, {}: you are not tied to the patient", session.room),
        ));
    }
    Ok(Pair { href: format!("/sessions/{id}"), ..Pair::new("Where", &words_of(app, &session)?) })
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
    let takes_over = by.role == Role::MedicalDirector || incident.is_late(app.now());
    let free = incident.taken_by.is_none() || takes_over;
    let no = may_review(&incident, &part(app, &incident)?, &by).err();
    let told_it = by.actor == Actor::Person(incident.told.by);
    let reads = no.is_none() || told_it;
    let cannot =
        no.filter(|_| incident.is_open()).map(|no| words::refusal(Lang::En, &no)).unwrap_or_default();
    let sees_notes = reads && !told_it;
    let page = Page {
        frame: draw::frame(app, visit, "Incident"),
        facts: facts(app, visit, &incident, reads)?,
        words: if reads { incident.told.words.clone() } else { String::new() },
        notes: incident.notes.iter().filter(|_| sees_notes).map(written).collect(),
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
