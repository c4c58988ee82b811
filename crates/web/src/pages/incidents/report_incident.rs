//! "This happened." One form for everybody on staff, and what became of what they told before.

use askama::Template;
use care::act::Act;
use care::ids::{IncidentId, SessionId};
use care::incident::{IncidentKind, ReportIncident, Severity};
use care::practice::{Actor, Role};
use care::refusal::Refusal;
use care::text::prose;
use care::time::Instant;
use care::units::Hours;
use record::views::{ask_incidents, ask_schedule};

use super::{is_tied, kind_words, severity_words, state_words, words_of};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::beside;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// Visits of so long ago are offered to be named. House policy.
const RECENT: Hours = Hours(72);

struct Told {
    title: String,
    state: String,
    learnt: String,
}

#[derive(Template)]
#[template(path = "incidents/report_incident.html")]
struct Page {
    frame: Frame,
    support: bool,
    errors: Errors,
    command: String,
    kinds: Vec<Choice>,
    severities: Vec<Choice>,
    visits: Vec<Choice>,
    happened: String,
    words: String,
    told: Vec<Told>,
}

/// `GET /incidents/new`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /incidents/new`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let act = read(app, visit, &mut errors);
    let Some(act) = act.filter(|_| errors.is_empty()) else { return draw(app, visit, errors) };
    let id = IncidentId::from_command(visit.command()?, 0);
    match app.submit(visit, Act::ReportIncident(id, act)) {
        Ok(_) => go("/incidents/new", "incident-told"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::TimeInTheFuture { .. } => "happened",
        Refusal::SessionUnknown => "visit",
        _ => "words",
    }
}

fn read(app: &App, visit: &Visit, errors: &mut Errors) -> Option<ReportIncident> {
    let kind = IncidentKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose what it was about.");
    }
    let severity = Severity::read(visit.value("severity"));
    if severity.is_none() {
        errors.add("severity", "Choose how far it went. “Nobody knows yet” is an answer.");
    }
    let words = match prose(visit.value("words")) {
        Ok(words) => Some(words),
        Err(no) => {
            errors.add("words", &words::refusal(Lang::En, &no));
            None
        }
    };
    let happened = match when::read(Lang::En, visit.value("happened"), &app.zone) {
        Ok(at) => Some(at),
        Err(wrong) => {
            errors.add("happened", wrong);
            None
        }
    };
    let named = visit.given("visit").filter(|text| *text != "none");
    let session = named.map(SessionId::read);
    if session == Some(None) {
        errors.add("visit", "Choose a visit of the list, or none.");
    }
    Some(ReportIncident {
        kind: kind?,
        severity: severity?,
        visit: session.flatten(),
        words: words?,
        happened: happened?,
    })
}

/// Visits of the last days that the reader is tied to. Whoever does support names none: their talks are no visits.
fn visits(app: &App, visit: &Visit, now: Instant) -> Result<Vec<Choice>, Trouble> {
    let by = visit.signed()?.by;
    if by.role == Role::IntegrationSpecialist {
        return Ok(vec![]);
    }
    let since = Instant(now.0.saturating_sub(Instant(0).plus_hours(RECENT).0));
    let rows = app.read(|conn, org| ask_schedule::visits(conn, org, since, now.plus_hours(Hours(1))))?;
    let chosen = if visit.form.is_empty() { visit.asked("visit") } else { visit.value("visit") };
    let mut choices = vec![];
    for row in rows.iter().rev() {
        let session = app.session(row.session)?;
        if is_tied(app, &by, &session, now)? {
            choices.push(Choice::new(&row.session.to_string(), &words_of(app, &session)?, chosen));
        }
    }
    let none = choices.iter().all(|choice| !choice.checked);
    choices.insert(0, Choice { checked: none, ..Choice::new("none", "No visit, or an older one", "") });
    Ok(choices)
}

/// What the reader told before, or what their own acts opened.
fn told(app: &App, visit: &Visit, now: Instant) -> Result<Vec<Told>, Trouble> {
    let Actor::Person(person) = visit.signed()?.by.actor else { return Ok(vec![]) };
    let ids = app.read(|conn, org| ask_incidents::told_by(conn, org, person))?;
    let one = |id: &IncidentId| {
        let incident = app.incident(*id)?;
        Ok(Told {
            title: format!(
                "{}: {}",
                when::day_clock(incident.told.happened, &app.zone),
                kind_words(incident.told.kind)
            ),
            state: state_words(app, &incident, now),
            learnt: incident.closed.as_ref().map(|(_, learnt, _)| learnt.clone()).unwrap_or_default(),
        })
    };
    ids.iter().map(one).collect()
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let now = app.now();
    let fresh = visit.form.is_empty();
    let value = |name: &str| if fresh { "" } else { visit.value(name) };
    let kinds = IncidentKind::ALL.iter().filter(|kind| **kind != IncidentKind::Override);
    let page = Page {
        frame: draw::frame(app, visit, "Tell what went wrong"),
        support: visit.signed()?.by.role == Role::IntegrationSpecialist,
        command: visit.form_command(),
        kinds: kinds.map(|kind| Choice::new(kind.code(), kind_words(*kind), value("kind"))).collect(),
        severities: Severity::ALL
            .iter()
            .map(|one| Choice::new(one.code(), severity_words(*one), value("severity")))
            .collect(),
        visits: visits(app, visit, now)?,
        happened: if fresh { when::field(now, &app.zone) } else { visit.value("happened").to_owned() },
        words: value("words").to_owned(),
        told: told(app, visit, now)?,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
