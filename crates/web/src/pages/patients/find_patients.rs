//! Looking somebody up: those on one's own care team first.

use askama::Template;
use care::practice::{ActKind, Role};
use care::time::Date;
use record::views::ask::{self, PatientRow};

use super::{href, offers};
use crate::answer::{Answered, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::visit::Visit;

/// The lists stop here; more letters find the rest.
const MOST: usize = 100;

struct Found {
    href: String,
    name: String,
    born: String,
    mine: bool,
}

#[derive(Template)]
#[template(path = "patients/find_patients.html")]
struct FindPatients {
    frame: Frame,
    asked: String,
    heading: &'static str,
    found: Vec<Found>,
    empty: &'static str,
    empty_hint: &'static str,
    many: bool,
    shows_team: bool,
    may_register: bool,
}

/// `GET /patients?q=`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let desk = visit.signed()?.by.role == Role::FrontDesk;
    let asked = visit.asked("q").trim().to_owned();
    let rows = search(app, visit, &asked, desk)?;
    let (empty, empty_hint) = match (asked.is_empty(), desk) {
        (false, _) => ("No one matches.", "Check the spelling, or search for the date of birth."),
        (true, true) => ("No one is on record yet.", "Register a patient to begin."),
        (true, false) => ("You are on nobody’s care team yet.", "Search for a name to open a chart."),
    };
    let heading = match (asked.is_empty(), desk) {
        (false, _) => "People found",
        (true, true) => "Everyone on record",
        (true, false) => "On your care team",
    };
    html(&FindPatients {
        frame: draw::frame(app, visit, "Patients"),
        many: MOST <= rows.len(),
        found: rows.into_iter().map(|row| found(visit, row)).collect(),
        shows_team: !desk && !asked.is_empty(),
        asked,
        heading,
        empty,
        empty_hint,
        may_register: offers(visit, ActKind::RegisterPatient),
    })
}

fn search(app: &App, visit: &Visit, asked: &str, desk: bool) -> Result<Vec<PatientRow>, Trouble> {
    let Some(own) = visit.signed()?.person_id() else { return Ok(vec![]) };
    let now = app.now();
    app.read(|conn, org| match Date::read(asked) {
        Some(day) => ask::patients_born(conn, org, &day.to_string(), own, now),
        None if asked.is_empty() && !desk => ask::my_patients(conn, org, own, now),
        None => ask::find_patients(conn, org, asked, own, now),
    })
}

fn found(visit: &Visit, row: PatientRow) -> Found {
    Found { href: href(visit, row.patient), name: row.name, born: row.born, mine: row.mine }
}
