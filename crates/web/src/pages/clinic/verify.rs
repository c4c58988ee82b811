//! Licences to be looked up again: ninety days after somebody looked them up last. A board can end one without telling.

use askama::Template;
use care::act::Act;
use care::ids::PersonId;
use care::practice::credential::RecordCredential;
use care::practice::verified::{LOOK_AGAIN, in_force, to_look_up};
use care::practice::{Credential, Licence, Person};
use care::time::Instant;
use record::views::ask;

use super::people::roles_now;
use super::safety_today::places;
use super::{id, licence_line};
use crate::answer::{Answered, Trouble, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::Action;
use crate::visit::{Visit, fresh_command};
use crate::when;

const DAY_US: i64 = 86_400_000_000;

struct Row {
    name: String,
    person: PersonId,
    /// The place of the licence in the record: licences are only ever added.
    n: usize,
    licence: String,
    ago: String,
    command: String,
}

#[derive(Template)]
#[template(path = "clinic/verify.html")]
struct Page {
    frame: Frame,
    places: Vec<Action>,
    every_days: u32,
    due: Vec<Row>,
    next: String,
}

/// Whoever works here, with everything that is on record of them.
pub fn here(app: &App, now: Instant) -> Result<Vec<(PersonId, std::sync::Arc<Person>)>, Trouble> {
    let mut all = vec![];
    for (id, _) in app.read(ask::people)? {
        let person = app.person(id)?;
        if roles_now(&person, now).next().is_some() {
            all.push((id, person));
        }
    }
    Ok(all)
}

/// `GET /clinic/people/verify`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let now = app.now();
    let (mut due, mut next) = (vec![], None::<Instant>);
    for (id, person) in here(app, now)? {
        for (at, held) in to_look_up(&person, now) {
            let n = person.credentials.iter().position(|one| one == held).unwrap_or_default();
            due.push((at, row(app, id, &person, held, n, now)));
        }
        let ahead = in_force(&person, now).into_iter().filter_map(care::practice::verified::look_due);
        next = ahead.filter(|at| now < *at).chain(next).min();
    }
    due.sort_by_key(|(at, _)| *at);
    html(&Page {
        frame: draw::frame(app, visit, "Licences to look up"),
        places: places("/clinic/people"),
        every_days: LOOK_AGAIN.0 / 24,
        due: due.into_iter().map(|(_, row)| row).collect(),
        next: next.map(|at| when::date(at, &app.zone)).unwrap_or_default(),
    })
}

fn row(app: &App, id: PersonId, person: &Person, held: &Credential, n: usize, now: Instant) -> Row {
    Row {
        name: person.name.to_string(),
        person: id,
        n,
        licence: licence_line(app, held),
        ago: format!("looked up {} days ago", (now.0 - held.verified.0).div_euclid(DAY_US)),
        command: fresh_command().to_string(),
    }
}

/// `POST /clinic/people/{person}/verify`: it was looked up now, and says what it said.
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    let person = app.person(id)?;
    let held = visit.value("licence").parse::<usize>().ok().and_then(|n| person.credentials.get(n));
    let held = held.filter(|held| held.licence != Licence::NotLicensed).ok_or(Trouble::NotFound)?;
    let credential = Credential { verified: app.now(), ..held.clone() };
    app.submit(visit, Act::RecordCredential(id, RecordCredential { credential }))?;
    go("/clinic/people/verify", "licence-looked-up")
}
