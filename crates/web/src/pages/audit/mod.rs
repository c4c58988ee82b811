//! Reading what happened, as it stands in the journal. Nothing here changes anything; there is no form but a search.

use care::fact::Stream;
use care::ids::{PatientId, PersonId};
use care::practice::ActKind;
use care::time::Instant;
use record::envelope::Stored;

use crate::app::App;
use crate::texts::Lang;
use crate::{when, words};

pub mod journal;
pub mod stream;

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

/// An envelope as an entry.
pub fn entry(app: &App, stored: &Stored) -> Entry {
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
        href: stream.map(|stream| format!("/audit/{stream}")).unwrap_or_default(),
        hash: stored.hash.chars().take(12).collect(),
    }
}
