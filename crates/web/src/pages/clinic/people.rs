//! Everyone who works or worked here: licences that run out first, ended affiliations last and never hidden.

use askama::Template;
use care::ids::PersonId;
use care::practice::policy::may;
use care::practice::verified;
use care::practice::{ActKind, Credential, Licence, Person, Role};
use care::time::Instant;
use record::views::ask;

use super::last_day;
use crate::answer::{Answered, Reply, Trouble, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::articles::{self, shelf};
use crate::pages::supervision::{supervised_by, unanswered_roles};
use crate::parts::{Cell, Mark, Table};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

/// A licence that ends within so many days is said so.
pub const SOON_DAYS: i64 = 60;
const DAY_US: i64 = 24 * 3_600_000_000;

#[derive(Template)]
#[template(path = "clinic/people.html")]
struct People {
    frame: Frame,
    here: Table,
    ended: Table,
    soon: usize,
    may_add: bool,
    to_look_up: String,
    /// Where whoever answers for somebody, or is answered for, sees it; empty for everybody else.
    supervision: bool,
    may_see_on_call: bool,
    articles: bool,
    naming: usize,
}

/// How a person's licence stands for what they do here.
pub struct Standing {
    /// The end of the licence their role asks for; the beginning of time when there is none in force.
    pub until: Option<Instant>,
    /// The licence, in words.
    pub licence: String,
    /// The same in two words, for a mark.
    pub short: &'static str,
    /// Quiet when in order.
    pub mark: Mark,
    /// `ends in 24 days`.
    pub words: String,
}

/// `GET /clinic/people`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let role = visit.signed()?.by.role;
    if role == Role::IntegrationSpecialist {
        return Ok(Reply::Go("/integration/profile".to_owned(), None));
    }
    let now = app.now();
    let mut people = vec![];
    for (id, name) in app.read(ask::people)? {
        let person = app.person(id)?;
        people.push((id, name, standing(app, &person, now), person));
    }
    people.sort_by(|one, other| {
        let key = |s: &Standing| (s.mark == Mark::Quiet, s.until.unwrap_or(Instant(i64::MAX)));
        key(&one.2).cmp(&key(&other.2)).then_with(|| one.1.cmp(&other.1))
    });
    let works = people.iter().filter(|(.., person)| roles_now(person, now).next().is_some());
    let to_look_up: usize = works.map(|(.., person)| verified::to_look_up(person, now).len()).sum();
    let (here, ended): (Vec<_>, Vec<_>) =
        people.into_iter().partition(|(.., person)| roles_now(person, now).next().is_some());
    let mut table =
        Table::new("here", "People who work here", &["Name", "State", "As", "Licence", "Last day"]);
    let soon = here.iter().filter(|(_, _, standing, _)| standing.mark != Mark::Quiet).count();
    table.rows =
        here.iter().map(|(id, name, standing, person)| row(app, *id, name, standing, person)).collect();
    let mut before = Table::new("ended", "People who do not work here now", &["Name", "As", "From", "Ended"]);
    before.rows = ended.iter().map(|(id, name, _, person)| ended_row(app, *id, name, person)).collect();
    html(&People {
        frame: draw::frame(app, visit, "People and licences"),
        here: table,
        ended: before,
        soon,
        may_add: may(role, ActKind::AddPerson),
        to_look_up: match to_look_up {
            _ if !may(role, ActKind::RecordCredential) => String::new(),
            0 => "No licence has to be looked up today".to_owned(),
            1 => "1 licence is to be looked up again".to_owned(),
            n => format!("{n} licences are to be looked up again"),
        },
        supervision: is_part_of(app, visit)?,
        may_see_on_call: may(role, ActKind::SeeOnCall),
        articles: may(role, ActKind::SeeArticles),
        naming: shelf::naming_the_gone(app, &*articles::all(app)?)?,
    })
}

/// Does the reader answer for somebody, or somebody for them?
fn is_part_of(app: &App, visit: &Visit) -> Result<bool, Trouble> {
    let signed = visit.signed()?;
    let Some(me) = signed.person_id().filter(|_| may(signed.by.role, ActKind::TakeOnSupervision)) else {
        return Ok(false);
    };
    Ok(!app.person(me)?.supervisions.is_empty() || !supervised_by(app, me)?.is_empty())
}

/// The roles somebody stands in now.
pub fn roles_now(person: &Person, now: Instant) -> impl Iterator<Item = Role> {
    person.affiliations.iter().filter(move |held| held.term.covers(now)).map(|held| held.role)
}

/// The licence that counts for the roles they stand in: the one that lasts longest, for the role it is shortest for.
pub fn standing(app: &App, person: &Person, now: Instant) -> Standing {
    let asked: Vec<Role> = roles_now(person, now).filter(|role| !role.licences().is_empty()).collect();
    let none = words::licence(Lang::En, Licence::NotLicensed).to_owned();
    if asked.is_empty() {
        let held = person.credentials.iter().find(|held| held.licence != Licence::NotLicensed);
        let licence = held.map_or(none, |held| words::licence(Lang::En, held.licence).to_owned());
        return Standing {
            until: None,
            licence,
            short: "In order",
            mark: Mark::Quiet,
            words: "in order".to_owned(),
        };
    }
    let here = app.here();
    let longest = |role: Role| -> Option<&Credential> {
        let fits = |held: &&Credential| {
            role.licences().contains(&held.licence)
                && here.takes(&held.jurisdiction, now)
                && held.term.covers(now)
        };
        person.credentials.iter().filter(fits).max_by_key(|held| held.term.until.unwrap_or(Instant(i64::MAX)))
    };
    let held: Vec<Option<&Credential>> = asked.into_iter().map(longest).collect();
    let Some(held) = held
        .into_iter()
        .min_by_key(|held| {
            // A role without its licence comes first, one whose licence has no end last.
            held.map_or(Instant(i64::MIN), |held| held.term.until.unwrap_or(Instant(i64::MAX)))
        })
        .flatten()
    else {
        return Standing {
            until: Some(Instant(i64::MIN)),
            licence: none,
            short: "No licence",
            mark: Mark::Overdue,
            words: "no licence in force for this role".to_owned(),
        };
    };
    let licence = words::licence(Lang::En, held.licence).to_owned();
    if !unanswered_roles(app, person, now).is_empty() {
        return Standing {
            until: Some(Instant(i64::MIN)),
            licence,
            short: "No supervision",
            mark: Mark::Overdue,
            words: "nobody answers for them now".to_owned(),
        };
    }
    let days = held.term.until.map(|until| (until.0 - now.0).div_euclid(DAY_US));
    let (mark, words) = match days {
        Some(days) if days <= SOON_DAYS => (Mark::Medium, format!("ends in {days} days")),
        _ => (Mark::Quiet, "in order".to_owned()),
    };
    Standing {
        until: held.term.until,
        licence,
        short: if mark.is_quiet() { "In order" } else { "Ends soon" },
        mark,
        words,
    }
}

fn row(app: &App, id: PersonId, name: &str, standing: &Standing, person: &Person) -> Vec<Cell> {
    let roles: Vec<&str> = roles_now(person, app.now()).map(|role| words::role(Lang::En, role)).collect();
    let last = standing.until.filter(|until| until.0 != i64::MIN).map(|until| last_day(app, until));
    vec![
        Cell::link(name, &format!("/clinic/people/{id}")),
        Cell::mark(standing.mark, &standing.words),
        Cell::new(&roles.join(", ")),
        Cell::new(&standing.licence),
        Cell::new(last.as_deref().unwrap_or("–")),
    ]
}

fn ended_row(app: &App, id: PersonId, name: &str, person: &Person) -> Vec<Cell> {
    let newest = person.affiliations.iter().max_by_key(|held| held.term.until);
    let (role, from, ended) = match newest {
        Some(held) => (
            words::role(Lang::En, held.role),
            when::date(held.term.from, &app.zone),
            held.term.until.map_or("–".to_owned(), |until| when::full(until, &app.zone)),
        ),
        None => ("no role yet", "–".to_owned(), "–".to_owned()),
    };
    vec![
        Cell::link(name, &format!("/clinic/people/{id}")),
        Cell::new(role),
        Cell::new(&from),
        Cell::new(&ended),
    ]
}

/// Not found, for a specialist's own shell has its own page.
///
/// # Errors
/// `NotFound`.
pub fn not_for_support(visit: &Visit) -> Result<(), Trouble> {
    match visit.signed()?.by.role {
        Role::IntegrationSpecialist => Err(Trouble::NotFound),
        _ => Ok(()),
    }
}
