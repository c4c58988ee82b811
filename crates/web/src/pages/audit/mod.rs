//! Reading what happened, as it stands in the journal. Nothing here changes anything; there is no form but a search.

use care::act::Act;
use care::fact::Stream;
use care::ids::{PatientId, PersonId};
use care::practice::person::LookInRecord;
use care::practice::{ActKind, Role};
use care::time::{Date, Instant};
use record::envelope::Stored;
use record::submit::Command;

use crate::answer::Trouble;
use crate::app::App;
use crate::texts::Lang;
use crate::visit::{Visit, fresh_command};
use crate::{when, words};

pub mod journal;
pub mod stream;
pub mod substances;
pub mod take;

/// The record at the end of a day, or as it stands: what is shown of it, and the day in words.
pub struct AsOf {
    /// The day, as it was asked for; empty for now.
    pub day: String,
    /// That is no day, or one that is not over.
    pub wrong: bool,
    /// The place of the last fact that was there.
    pub position: i64,
    /// Its hash.
    pub hash: String,
}

/// Reads which day is asked for, and writes down that somebody looks: once in a quarter of an hour for each day.
///
/// # Errors
/// The store's, or the writer's.
pub fn as_of(app: &App, visit: &Visit) -> Result<AsOf, Trouble> {
    let asked = visit.asked("on").trim();
    let day = Date::read(asked).filter(|_| !asked.is_empty());
    let end = day.and_then(|_| when::read_day(Lang::En, asked, &app.zone).ok());
    let end = end.map(|at| when::day_around(at, &app.zone).1).filter(|end| *end <= app.now());
    look(app, visit, day.filter(|_| end.is_some()))?;
    let head = app.read(record::journal::head)?;
    let (position, hash) = match end {
        None => (head.position, head.hash),
        Some(end) => app.read(|conn, org| {
            let position = record::journal::position_before(conn, org, end)?;
            let last = record::journal::read_after(conn, org, position - 1, 1)?;
            let hash = last.first().filter(|_| 0 < position).map(|last| last.hash.clone());
            Ok((position, hash.unwrap_or_else(|| record::journal::GENESIS.to_owned())))
        })?,
    };
    let day = if end.is_some() { asked.to_owned() } else { String::new() };
    Ok(AsOf { wrong: !asked.is_empty() && end.is_none(), day, position, hash })
}

fn look(app: &App, visit: &Visit, on: Option<Date>) -> Result<(), Trouble> {
    let signed = visit.signed()?;
    let person = signed.person_id().ok_or(Trouble::NotFound)?;
    let quarter = app.now().0.div_euclid(15 * 60 * 1_000_000);
    let act = || Act::LookInRecord(person, LookInRecord { on });
    let command = visit.derived_command(&format!("look {person} {quarter} {on:?}"));
    let asked = Command { id: command, act: act(), by: signed.by, occurred: None, sealed: None };
    if app.record.was_done(&asked)? {
        return Ok(());
    }
    match app.submit_command(command, visit, act(), None, None) {
        // Used up for something else: whoever looks cannot choose that it leaves no trace.
        Err(Trouble::IdReused) => app.submit_command(fresh_command(), visit, act(), None, None)?,
        answered => answered?,
    };
    Ok(())
}

/// Until when somebody may read here, in words; empty when that has no end, or for whoever directs the house.
pub fn grant(app: &App, visit: &Visit) -> Result<String, Trouble> {
    let signed = visit.signed()?;
    if signed.by.role != Role::Auditor {
        return Ok(String::new());
    }
    let me = app.person(signed.person_id().ok_or(Trouble::NotFound)?)?;
    let now = app.now();
    let held = me.affiliations.iter().find(|held| held.role == Role::Auditor && held.term.covers(now));
    let until = held.and_then(|held| held.term.until.map(|until| (held.term.from, until)));
    Ok(until.map_or_else(String::new, |(from, until)| {
        let left = (until.0 - now.0).div_euclid(86_400_000_000);
        let left = match left {
            0 => "less than a day is left".to_owned(),
            1 => "1 day is left".to_owned(),
            n => format!("{n} days are left"),
        };
        let (from, until) = (when::date(from, &app.zone), when::full(until, &app.zone));
        format!("You may read the whole record of {}, from {from} until {until}: {left}.", app.house.name)
    }))
}

/// Who acted, from the journal's word. Staff by name; a patient only as `patient`.
pub fn actor(app: &App, text: &str, patient: &str) -> String {
    if let Some(id) = PersonId::read(text) {
        return app.person(id).map_or_else(|_| text.to_owned(), |person| person.name.to_string());
    }
    match text {
        "clock" => "the house's timer".to_owned(),
        "host" => "whoever hosts the system".to_owned(),
        _ if PatientId::read(text).is_some() => patient.to_owned(),
        other => other.to_owned(),
    }
}

/// The act in the words of the scope table.
pub fn act_words(code: &str) -> &str {
    ActKind::ALL.iter().find(|(_, kind, _)| format!("{kind:?}") == code).map_or(code, |(.., words)| words)
}

/// A role in words.
pub fn role_words(code: &str) -> &str {
    match record::wire::role_of(code) {
        Some(role) => words::role(Lang::En, role),
        None => code,
    }
}

/// What a stream is about, in a word.
pub fn kind(stream: Stream) -> &'static str {
    match stream {
        Stream::House(_) => "house",
        Stream::Person(_) => "person of the house",
        Stream::Protocol(_) => "protocol",
        Stream::Patient(_) => "patient",
        Stream::Course(_) => "course",
        Stream::Session(_) => "session",
        Stream::Window(_) => "first hours",
        Stream::Task(_) => "task",
        Stream::Message(_) => "message",
        Stream::Diary(_) => "diary entry",
        Stream::Roster(_) => "on call",
        Stream::Articles(_) => "articles",
        Stream::Contact(_) => "first contact",
        Stream::Referral(_) => "referral",
        Stream::Schedule(_) => "rooms and hours",
        Stream::Incident(_) => "incident",
        Stream::Till(_) => "prices",
        Stream::Directory(_) => "directory",
        Stream::Vault(_) => "vault",
        Stream::Receipt(_) => "receipt",
    }
}

/// Is it about one patient's care? Then an auditor, who has no tie to any patient, reads the envelope only.
pub fn is_about_a_patient(stream: Stream) -> bool {
    !matches!(
        stream,
        Stream::House(_)
            | Stream::Person(_)
            | Stream::Protocol(_)
            | Stream::Roster(_)
            | Stream::Till(_)
            | Stream::Directory(_)
            | Stream::Articles(_)
            | Stream::Schedule(_)
    )
}

/// One fact as lists show it: what, who, when, where in the chain. Never its body.
pub struct Entry {
    /// Place in the journal.
    pub position: i64,
    /// When it was written down.
    pub at: String,
    /// Machine time of that.
    pub iso: String,
    /// When it happened, if that is another time.
    pub happened: String,
    /// The act, in words.
    pub act: String,
    /// The fact's tag.
    pub fact: String,
    /// Who.
    pub actor: String,
    /// In which role.
    pub role: String,
    /// What the stream is about.
    pub kind: &'static str,
    /// The end of the stream's id.
    pub short: String,
    /// The stream's page; empty when it cannot be read.
    pub href: String,
    /// The start of its hash.
    pub hash: String,
}

/// An envelope as an entry; its link keeps the day it is looked at as of.
pub fn entry(app: &App, stored: &Stored, on: &str) -> Entry {
    let envelope = &stored.envelope;
    let stream = Stream::read(&envelope.stream);
    let (recorded, occurred) = (Instant(envelope.recorded_us), Instant(envelope.occurred_us));
    let full = |at| when::full(at, &app.zone);
    Entry {
        position: stored.position,
        at: full(recorded),
        iso: when::iso(recorded, &app.zone),
        happened: if full(recorded) == full(occurred) { String::new() } else { full(occurred) },
        act: act_words(&envelope.act).to_owned(),
        fact: envelope.fact.clone(),
        actor: actor(app, &envelope.actor, "the patient"),
        role: role_words(&envelope.acted_as).to_owned(),
        kind: stream.map_or("unknown", kind),
        short: envelope.stream.chars().rev().take(8).collect::<Vec<_>>().into_iter().rev().collect(),
        href: match (stream, on) {
            (None, _) => String::new(),
            (Some(stream), "") => format!("/audit/{stream}"),
            (Some(stream), on) => format!("/audit/{stream}?on={on}"),
        },
        hash: stored.hash.chars().take(12).collect(),
    }
}
