//! One person: standing now, every licence, every affiliation, and what they published about themselves.

use askama::Template;
use care::ids::PersonId;
use care::practice::policy::may;
use care::practice::{ActKind, Credential, EndedCredential, Licence, Person, Supervision};
use care::time::Instant;
use record::views::ask_left::{self, Left};

use super::people::not_for_support;
use super::{affiliation_lines, ended_early, id, last_day};
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::person_name;
use crate::pages::supervision::{term_words, unanswered_roles};
use crate::parts::{Action, Cell, Mark, Table};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

#[derive(Template)]
#[template(path = "clinic/person.html")]
struct PersonPage {
    frame: Frame,
    ended: String,
    /// What still names them, when they work here no more.
    left: Vec<String>,
    affiliations: Vec<(String, bool)>,
    supervisions: Vec<(String, bool, String)>,
    /// Nobody answers now for somebody whose licence asks for it.
    unanswered: bool,
    credentials: Table,
    version: u32,
    disclosure: Vec<String>,
    points: Vec<(String, Vec<String>)>,
    actions: Vec<Action>,
}

/// `GET /clinic/people/{person}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    not_for_support(visit)?;
    let (id, now) = (id(visit)?, app.now());
    let person = app.person(id)?;
    let role = visit.signed()?.by.role;
    let name = person.name.to_string();
    let is_here = person.affiliations.iter().any(|held| held.term.covers(now));
    let last =
        person.affiliations.iter().filter_map(|held| held.term.until).filter(|until| *until <= now).max();
    let ended = match last {
        Some(until) if !is_here => format!(
            "Since {} {name} is no longer affiliated with {}. They have no access, cannot be booked, and the public page \
             says so.",
            when::full(until, &app.zone),
            app.house.name
        ),
        _ => String::new(),
    };
    let left = match ended.is_empty() {
        true => vec![],
        false => left_words(&app.read(|conn, org| ask_left::left(conn, org, id, now))?),
    };
    let at = |act: &str| format!("/clinic/people/{id}/{act}");
    let possible = [
        (ActKind::RecordCredential, "credential", "Record a licence", true),
        (
            ActKind::EndCredential,
            "licence-end",
            "End a licence before its last day",
            person.credentials.iter().any(|held| held.term.until.is_none_or(|until| now < until)),
        ),
        (ActKind::BeginAffiliation, "affiliation", "Begin a role here", true),
        (
            ActKind::ProposeSupervision,
            "supervision",
            "Name who answers for them",
            asks_for_supervision(&person, now),
        ),
        (ActKind::GiveStaffSignIn, "sign-in", "Give a sign-in", true),
        (
            ActKind::EndAffiliation,
            "end",
            "End the affiliation",
            person.affiliations.iter().any(|held| held.term.until.is_none_or(|until| now < until)),
        ),
    ];
    let actions = possible
        .into_iter()
        .filter(|(act, .., now)| *now && may(role, *act))
        .map(|(_, path, words, _)| Action::new(&at(path), words, false));
    let published = person.disclosure.clone();
    let points =
        published.as_ref().map(|known| crate::pages::people::points(Lang::En, known)).unwrap_or_default();
    let (version, text) = published.map(|known| (known.version, known.text)).unwrap_or_default();
    html(&PersonPage {
        frame: draw::live_frame(app, visit, &name),
        ended,
        left,
        affiliations: affiliation_lines(app, &person),
        supervisions: supervisions(app, id, &person, may(role, ActKind::EndSupervision)),
        unanswered: !unanswered_roles(app, &person, now).is_empty(),
        credentials: credentials(app, &person),
        version,
        points,
        disclosure: text.split("\n\n").filter(|part| !part.is_empty()).map(str::to_owned).collect(),
        actions: actions.collect(),
    })
}

/// Is there a licence now or to come that asks for supervision?
fn asks_for_supervision(person: &Person, now: Instant) -> bool {
    let open = |held: &Credential| held.term.until.is_none_or(|until| now < until);
    person.credentials.iter().any(|held| !held.practice.is_independent() && open(held))
}

/// “2 visits to come name them.”, one sentence for each thing that is left.
pub(super) fn left_words(left: &Left) -> Vec<String> {
    let said = [
        (left.visits, "visit to come names them.", "visits to come name them."),
        (left.planned, "talk is planned with them on a visit.", "talks are planned with them on visits."),
        (left.talks, "talk after a dose is booked with them.", "talks after a dose are booked with them."),
        (left.shared, "page of a journal is shared with them.", "pages of journals are shared with them."),
    ];
    let one = |(n, one, more): (i64, &str, &str)| match n {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {more}")),
    };
    said.into_iter().filter_map(one).collect()
}

/// `suspended 2026-11-20 10:40 EST (board order 12)`.
fn early_words(app: &App, ended: Option<&EndedCredential>) -> String {
    ended.map_or_else(String::new, |ended| {
        let why = words::credential_end(Lang::En, ended.why).to_lowercase();
        let note = ended.note.as_ref().map_or_else(String::new, |note| format!(" ({note})"));
        format!("{why} {}{note}", when::full(ended.at, &app.zone))
    })
}

/// `Marriage and family therapist, under supervision`.
fn licence_words(held: &Credential) -> String {
    let kind = words::licence(Lang::En, held.licence);
    if held.practice.is_independent() { kind.to_owned() } else { format!("{kind}, under supervision") }
}

/// Everybody who answers or answered for this person, the newest first: the sentence, whether it counts now, and where it is
/// ended by whoever may.
fn supervisions(app: &App, id: PersonId, person: &Person, may_end: bool) -> Vec<(String, bool, String)> {
    let now = app.now();
    let line = |held: &Supervision| {
        let role = words::role(Lang::En, held.role).to_lowercase();
        let (who, term) = (person_name(app, held.supervisor), term_words(app, held));
        let (does, state) = match (held.taken, held.is_open(now)) {
            (None, true) => ("is asked to answer", ". Not taken on yet: it counts for nothing until then"),
            (None, false) => ("was asked to answer", ". Never taken on"),
            (Some(_), true) => ("answers", ""),
            (Some(_), false) => ("answered", ""),
        };
        let end = format!("/clinic/people/{id}/supervision/{}/end", held.number);
        let end = if may_end && held.is_open(now) { end } else { String::new() };
        (format!("{who} {does} for what they do as {role}, {term}{state}."), held.counts(now), end)
    };
    person.supervisions.iter().rev().map(line).collect()
}

fn credentials(app: &App, person: &Person) -> Table {
    let cols = ["Licence", "Number", "Where", "From", "Last day", "Checked", "State"];
    let mut table = Table::new("licences", "Every licence on record, the newest first", &cols);
    let now = app.now();
    let day = |at| when::date(at, &app.zone);
    let row = |held: &Credential| {
        let early = ended_early(person, held);
        let state = match held.term {
            _ if early.is_some_and(|ended| ended.at <= now) => {
                Cell::mark(Mark::Old, &early_words(app, early))
            }
            _ if early.is_some() => Cell::mark(Mark::Medium, &early_words(app, early)),
            term if term.covers(now) && held.licence == Licence::NotLicensed => Cell::new("stated"),
            term if term.covers(now) => Cell::mark(Mark::Done, "in force"),
            term if now < term.from => Cell::mark(Mark::Todo, "later"),
            _ => Cell::mark(Mark::Old, "ended"),
        };
        let number = if held.number.is_empty() { "–" } else { &held.number };
        vec![
            Cell::new(&licence_words(held)),
            Cell::new(number),
            Cell::new(&held.jurisdiction),
            Cell::new(&day(held.term.from)),
            Cell::new(&held.term.until.map_or("–".to_owned(), |until| last_day(app, until))),
            Cell::new(&day(held.verified)),
            state,
        ]
    };
    table.rows = person.credentials.iter().rev().map(row).collect();
    table
}
