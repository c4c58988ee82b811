//! Incidents: those whose review is owed, by when; and what was learnt from the others.

use askama::Template;
use care::ids::IncidentId;
use care::practice::Role;
use record::views::ask_incidents;

use super::{kind_words, severity_words, state_words};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::clinic::safety_today::places;
use crate::parts::{Action, Mark};
use crate::visit::Visit;
use crate::when;

struct Row {
    href: String,
    title: String,
    severity: &'static str,
    state: String,
    mark: Mark,
    learnt: String,
}

#[derive(Template)]
#[template(path = "incidents/list.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    owed: String,
    open: Vec<Row>,
    closed: Vec<Row>,
}

/// `GET /clinic/incidents`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let (n_open, n_late) = app.read(|conn, org| ask_incidents::owed(conn, org, now))?;
    let owed = match (n_open, n_late) {
        (0, _) => "No review is owed.".to_owned(),
        (open, 0) => format!("Reviews owed: {open}. None is late."),
        (open, late) => format!("Reviews owed: {open}. Late: {late}."),
    };
    let rows = |ids: Vec<IncidentId>| ids.into_iter().map(|id| row(app, id)).collect::<Result<Vec<_>, _>>();
    let is_director = visit.signed()?.by.role == Role::MedicalDirector;
    html(&Page {
        frame: draw::live_frame(app, visit, "Incidents"),
        places: if is_director { places("/clinic/incidents") } else { vec![] },
        owed,
        open: rows(app.read(ask_incidents::open)?)?,
        closed: rows(app.read(ask_incidents::closed)?)?,
    })
}

fn row(app: &App, id: IncidentId) -> Result<Row, Trouble> {
    let incident = app.incident(id)?;
    let now = app.now();
    Ok(Row {
        href: format!("/clinic/incidents/{id}"),
        title: format!(
            "{}: {}",
            when::day_clock(incident.told.happened, &app.zone),
            kind_words(incident.told.kind)
        ),
        severity: severity_words(incident.told.severity),
        state: state_words(app, &incident, now),
        mark: if incident.is_late(now) { Mark::Overdue } else { Mark::default() },
        learnt: incident.closed.as_ref().map(|(_, learnt, _)| learnt.clone()).unwrap_or_default(),
    })
}
