//! The lists of an overview: visits, first hours, open tasks, consents, order, team, other courses.

use care::course::{Course, SessionKind};
use care::ids::PatientId;
use care::patient::Patient;
use care::time::Instant;
use record::views::ask::{self, SessionRow};

use super::{offers, person_name};
use crate::answer::Trouble;
use crate::app::App;
use crate::pages::course::known::{Known, kind_words};
use crate::pages::course::phases::order_words;
use crate::pages::rows::Eyes;
use crate::parts::{Mark, Pair, Task, Window};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// One visit in the list.
pub struct VisitRow {
    /// Where it leads.
    pub href: String,
    /// `Thu 20 Nov, 10:40`.
    pub at: String,
    /// `Infusion`.
    pub kind: String,
    /// Chair or room.
    pub room: String,
    /// Where it stands.
    pub state: String,
    /// A tag, where the state asks for something.
    pub mark: Mark,
}

/// The visits, newest first.
///
/// # Errors
/// The store's.
pub fn visits(app: &App, id: PatientId) -> Result<Vec<VisitRow>, Trouble> {
    let rows = app.read(|conn, org| ask::sessions_of(conn, org, id))?;
    Ok(rows.iter().map(|row| visit_row(app, row)).collect())
}

fn visit_row(app: &App, row: &SessionRow) -> VisitRow {
    let kind = SessionKind::read(&row.kind);
    let model = care::protocol::CareModel::read(&row.model).unwrap_or(care::protocol::CareModel::Infusion);
    let unsigned = row.phase == "discharged" && !row.signed;
    let (state, mark) = match row.phase.as_str() {
        "discharged" if row.signed => ("signed".to_owned(), Mark::Quiet),
        "discharged" => ("home, record not signed".to_owned(), Mark::Todo),
        "scheduled" if row.kind == "dosing" && !row.window_planned => {
            ("on the calendar, first talk not planned".to_owned(), Mark::Todo)
        }
        "scheduled" => ("on the calendar".to_owned(), Mark::Quiet),
        phase => (phase.replace('-', " "), Mark::Quiet),
    };
    VisitRow {
        href: format!("/sessions/{}", row.session),
        at: app.place_of_room(&row.room, row.starts).day_clock(row.starts),
        kind: kind.map_or_else(|| row.kind.clone(), |kind| kind_words(kind, model).to_owned()),
        room: row.room.clone(),
        state,
        mark: if unsigned { Mark::Draft } else { mark },
    }
}

/// The first hours after each dose, newest first.
///
/// # Errors
/// The store's.
pub fn windows(app: &App, id: PatientId, now: Instant) -> Result<Vec<Window>, Trouble> {
    let eyes = Eyes { app, now, clinical: true };
    let rows = app.read(|conn, org| ask::windows_of(conn, org, id))?;
    let row = |row: &ask::WindowRow| Window { name: when::day(row.opened, &app.zone), ..eyes.window(row) };
    Ok(rows.iter().map(row).collect())
}

/// What somebody owes about this person, soonest first.
///
/// # Errors
/// The store's.
pub fn tasks(app: &App, id: PatientId, now: Instant, clinical: bool) -> Result<Vec<Task>, Trouble> {
    let eyes = Eyes { app, now, clinical };
    let mut rows = app.read(|conn, org| ask::tasks_of(conn, org, id))?;
    rows.retain(|row| row.is_open);
    rows.sort_by_key(|row| row.due);
    Ok(rows.iter().map(|row| eyes.owed_task(row).1).collect())
}

/// Consents in force, in words.
pub fn consents(app: &App, known: &Known) -> Vec<Pair> {
    if known.course.closed.is_some() {
        return vec![];
    }
    let held = known.course.consents.iter().rev().filter(|held| held.withdrawn.is_none());
    held.map(|held| {
        let newer = if held.protocol == known.protocol.0 { "" } else { ", for an earlier version" };
        let signed = when::day_clock(held.signed, &app.zone);
        Pair::new(&capital(words::route(Lang::En, held.route)), &format!("signed {signed}{newer}"))
    })
    .collect()
}

/// The order in force, in words.
pub fn order(app: &App, course: &Course) -> Vec<Pair> {
    // A closed course has nothing in force.
    let Some(order) = course.order_in_force().filter(|_| course.closed.is_none()) else { return vec![] };
    vec![
        Pair::new("Dose", &order_words(order)),
        Pair::new("Intended depth", words::depth(order.depth)),
        Pair::new("Weight used", &order.weight.in_kg()),
        Pair::new("By", &format!("{}, {}", person_name(app, order.by), when::day_clock(order.at, &app.zone))),
    ]
}

/// Who is on the care team now.
pub fn team(app: &App, patient: &Patient, now: Instant) -> Vec<Pair> {
    let on = patient.team.iter().filter(|held| held.term.covers(now));
    on.map(|held| Pair::new(words::role(Lang::En, held.role), &person_name(app, held.person))).collect()
}

/// Who somebody is.
pub fn who(app: &App, patient: &Patient) -> Vec<Pair> {
    let details = &patient.details;
    let mut pairs =
        vec![Pair::new("Born", &details.born.to_string()), Pair::new("Contact", details.contact.as_str())];
    if details.zone != app.house.zone {
        pairs.push(Pair::new("Time zone", details.zone.as_str()));
    }
    pairs
}

/// A link for whoever may follow it; "" for the others.
pub fn link(visit: &Visit, act: care::practice::ActKind, href: String) -> String {
    if offers(visit, act) { href } else { String::new() }
}

/// With a capital letter in front.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
