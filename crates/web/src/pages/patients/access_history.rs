//! Who opened this chart, when, in which role, and by which tie; and the reasons of emergency accesses.

use askama::Template;
use care::fact::{Stream, What};
use care::ids::PatientId;
use care::patient::PatientFact;
use care::practice::{ActKind, Role, Tie};
use care::time::Instant;

use super::{chart_frame, happened, href, person_name};
use crate::answer::{Answered, Reply, html};
use crate::app::App;
use crate::frame::Frame;
use crate::parts::{Cell, Mark, Table};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// The newest lines are shown.
const MOST: usize = 300;

#[derive(Template)]
#[template(path = "patients/access_history.html")]
struct Page {
    frame: Frame,
    name: String,
    back: String,
    table: Table,
    more: usize,
}

/// `GET /patients/{patient}/log`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("patient", PatientId::read)?;
    app.may(visit, ActKind::SeeAccessHistory, Some(id))?;
    if visit.signed()?.by.role == Role::Patient {
        // Their own page says it in their words.
        return Ok(Reply::Go("/me/people".to_owned(), None));
    }
    let patient = app.patient(id)?;
    let rows = rows(app, id)?;
    let cols = ["When", "Who", "In which role", "What", "How"];
    let mut table = Table::new("log", "Newest first", &cols);
    let more = rows.len().saturating_sub(MOST);
    table.rows = rows.into_iter().rev().take(MOST).collect();
    html(&Page {
        frame: chart_frame(app, visit, &patient, "Who opened this chart")?,
        name: patient.details.name.to_string(),
        back: back(visit, id),
        table,
        more,
    })
}

fn back(visit: &Visit, id: PatientId) -> String {
    let auditor = visit.signed.as_ref().is_some_and(|signed| signed.by.role == Role::Auditor);
    if auditor { "/audit".to_owned() } else { href(visit, id) }
}

/// How somebody came to open a chart.
pub fn tie_words(tie: Tie) -> &'static str {
    match tie {
        Tie::NoPatient => "not about a patient",
        Tie::Oneself => "oneself",
        Tie::CareTeam => "care team, or named on a visit",
        Tie::Talk => "a booked talk",
        Tie::Shared => "shared by the patient",
        Tie::Emergency => "emergency access",
        Tie::NoTeamYet => "nobody was on the team yet",
        Tie::Stranger => "no tie",
    }
}

fn rows(app: &App, id: PatientId) -> Result<Vec<Vec<Cell>>, crate::answer::Trouble> {
    let facts = happened(app, Stream::Patient(id))?;
    Ok(facts.iter().filter_map(|(at, what)| row(app, *at, what)).collect())
}

fn row(app: &App, at: Instant, what: &What) -> Option<Vec<Cell>> {
    let What::Patient(fact) = what else { return None };
    let (who, role, did, how) = match fact {
        PatientFact::ChartOpened { by, role, tie } => {
            let how = match tie {
                Tie::Emergency => Cell::mark(Mark::Medium, tie_words(*tie)),
                tie => Cell::new(tie_words(*tie)),
            };
            (*by, words::role(Lang::En, *role), "opened the chart", how)
        }
        PatientFact::EmergencyOpened { person, reason, term } => {
            let until = term.until.map(|until| when::clock(until, &app.zone)).unwrap_or_default();
            (*person, "–", "opened emergency access", Cell::new(&format!("{reason} (until {until})")))
        }
        PatientFact::SignInGiven { by, .. } => {
            (*by, "–", "gave the patient’s sign-in, and saw its first password", Cell::new("–"))
        }
        PatientFact::TeamJoined { person, role, .. } => {
            (*person, words::role(Lang::En, *role), "joined the care team", Cell::new("–"))
        }
        PatientFact::TeamLeft { person, .. } => (*person, "–", "left the care team", Cell::new("–")),
        _ => return None,
    };
    let time = Cell::new(&when::full(at, &app.zone));
    Some(vec![time, Cell::new(&person_name(app, who)), Cell::new(role), Cell::new(did), how])
}
