//! Tags that earlier programs wrote and no program writes any more. Each is read for ever, as it was meant then.

use care::course::CourseFact;
use care::course::screening::Answer;
use care::fact::What;
use care::practice::person::PersonFact;
use care::practice::{Credential, Practice};
use care::protocol::question::{BEFORE_PROTOCOLS_ASKED, before_protocols_asked};
use care::protocol::{Content, ProtocolFact, Weight};
use care::schedule::ScheduleFact;
use care::session::SessionFact;
use care::text::Line;
use serde_json::{Map, Value};

use super::{Unreadable, field, object};

/// Read, never written.
pub(super) const TAGS: &[&str] = &[
    "protocol.drafted/1",
    "course.screening-answered/1",
    "person.affiliation-began/1",
    "person.credential-recorded/1",
    "person.disclosure-published/1",
    "schedule.room-opened/1",
    "schedule.hours-kept/1",
    "session.drug-drawn/1",
];

/// The fact behind an older tag, if it is one.
pub(super) fn take(tag: &str, map: &Map<String, Value>) -> Option<Result<What, Unreadable>> {
    match tag {
        "protocol.drafted/1" => Some(drafted(map).map(What::Protocol)),
        "course.screening-answered/1" => Some(screening_answered(map).map(What::Course)),
        "person.affiliation-began/1" => Some(affiliation_began(map).map(What::Person)),
        "person.credential-recorded/1" => Some(credential_recorded(map).map(What::Person)),
        "person.disclosure-published/1" => Some(disclosure_published(map).map(What::Person)),
        "schedule.room-opened/1" => Some(room_opened(map).map(What::Schedule)),
        "session.drug-drawn/1" => Some(drug_drawn(map).map(What::Session)),
        "schedule.hours-kept/1" => Some(hours_kept(map).map(What::Schedule)),
        _ => None,
    }
}

/// A draw from before vaults: whoever checked it was named, and nobody asked them to prove it.
fn drug_drawn(map: &Map<String, Value>) -> Result<SessionFact, Unreadable> {
    let (amount, by) = (field(map, "amount_ug")?, field(map, "by")?);
    let (checked_by, at) = (field(map, "checked_by")?, field(map, "at_us")?);
    Ok(SessionFact::DrugDrawn { amount, by, checked_by, checked: None, from: None, at })
}

/// Hours from before there were several places: they are kept where the house was founded.
fn hours_kept(map: &Map<String, Value>) -> Result<ScheduleFact, Unreadable> {
    let (person, from, week) = (field(map, "person")?, field(map, "from")?, field(map, "week")?);
    Ok(ScheduleFact::HoursKept { person, site: None, from, week })
}

/// A room from before there were several places: it is where the house was founded.
fn room_opened(map: &Map<String, Value>) -> Result<ScheduleFact, Unreadable> {
    let (number, name, at) = (field(map, "number")?, field(map, "name")?, field(map, "at_us")?);
    Ok(ScheduleFact::RoomOpened { number, name, site: None, at })
}

/// A disclosure from before a place could ask for its points: one text.
fn disclosure_published(map: &Map<String, Value>) -> Result<PersonFact, Unreadable> {
    let (version, text) = (field(map, "version")?, field(map, "text")?);
    Ok(PersonFact::DisclosurePublished { version, text, says: vec![] })
}

/// A licence from before those under supervision were told apart: each counted by itself.
fn credential_recorded(map: &Map<String, Value>) -> Result<PersonFact, Unreadable> {
    let held = object(map.get("credential").unwrap_or(&Value::Null))
        .map_err(|inner| Unreadable::at(format!("credential.{}", inner.at)))?;
    let credential = Credential {
        licence: field(held, "licence")?,
        number: field(held, "number")?,
        jurisdiction: field(held, "jurisdiction")?,
        term: field(held, "term_us")?,
        verified: field(held, "verified_us")?,
        practice: Practice::Independent,
    };
    Ok(PersonFact::CredentialRecorded { credential })
}

/// A role from before its end could be known when it began.
fn affiliation_began(map: &Map<String, Value>) -> Result<PersonFact, Unreadable> {
    Ok(PersonFact::AffiliationBegan { role: field(map, "role")?, from: field(map, "from_us")?, until: None })
}

/// A protocol from before protocols said what is asked: the questions of that time.
fn drafted(map: &Map<String, Value>) -> Result<ProtocolFact, Unreadable> {
    let content = map.get("content").unwrap_or(&Value::Null);
    let content =
        content_before_questions(content).map_err(|inner| Unreadable::at(format!("content.{}", inner.at)))?;
    Ok(ProtocolFact::Drafted { content: Box::new(content), revises: field(map, "revises")? })
}

fn content_before_questions(value: &Value) -> Result<Content, Unreadable> {
    let map = object(value)?;
    Ok(Content {
        slug: field(map, "slug")?,
        title: field(map, "title")?,
        model: field(map, "model")?,
        depth: field(map, "depth")?,
        therapist: field(map, "therapist")?,
        ending: field(map, "ending")?,
        routes: field(map, "routes")?,
        settings: field(map, "settings")?,
        values: field(map, "values")?,
        questions: before_protocols_asked(),
    })
}

/// Answers from before they carried what they weighed: what it was then. A code that was not asked then was never kept.
fn screening_answered(map: &Map<String, Value>) -> Result<CourseFact, Unreadable> {
    let pairs: Vec<(Line, bool)> = field(map, "answers")?;
    let weighed = |(question, yes): (Line, bool)| {
        let weight = weight_then(question.as_str()).ok_or_else(|| Unreadable::at("answers.question"))?;
        Ok(Answer { question, weight, yes })
    };
    let answers: Result<Vec<Answer>, Unreadable> = pairs.into_iter().map(weighed).collect();
    Ok(CourseFact::ScreeningAnswered { answers: answers?, at: field(map, "at_us")? })
}

fn weight_then(code: &str) -> Option<Weight> {
    let known = BEFORE_PROTOCOLS_ASKED.iter().find(|(question, _)| question.code() == code);
    known.map(|(_, weight)| *weight)
}
