//! What a care model asks for here: every value with its source, who signed what, and what changed since.

use care::ids::ProtocolId;
use care::protocol::draft::Standing;
use care::protocol::{Asks, Clearer, Content, Key, Protocol, Unit, Value, Weight};
use care::units::Micrograms;
use exchange::diff::{self, Said};

use crate::answer::Trouble;
use crate::app::App;
use crate::parts::{Change, Mark};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

pub mod approve_protocol;
pub mod draft_form;
pub mod draft_protocol;
pub mod file;
pub mod list;
pub mod numbered;
pub mod propose_protocol;
pub mod protocol;
pub mod retire_protocol;
pub mod sign_protocol;

/// The protocol in the address.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn id(visit: &Visit) -> Result<ProtocolId, Trouble> {
    visit.id("protocol", ProtocolId::read)
}

/// A value with its unit, as people read it: `100 mg`, `500 mcg/kg`, `15 min`.
pub fn amount(value: &Value) -> String {
    match value.unit {
        Unit::Micrograms => Micrograms(value.amount).in_mg(),
        unit => words::amount(value.amount, unit),
    }
}

/// What a question weighs and who clears it, as people read it.
pub fn weighs(asks: &Asks) -> String {
    match (asks.weight, asks.clears) {
        (Weight::Absolute, _) => "a “yes” stops".to_owned(),
        (Weight::Relative, Clearer::Prescriber) => "a “yes” needs a prescriber’s note".to_owned(),
        (Weight::Relative, Clearer::Nurse) => "a “yes” needs the nurse’s note".to_owned(),
    }
}

/// A value's name, as people read it.
pub fn key(key: Key) -> String {
    let name = words::key(key);
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where a version stands: its mark and its words.
pub fn standing(app: &App, protocol: &Protocol) -> (Mark, String) {
    let day = |at| when::date(at, &app.zone);
    match &protocol.standing {
        Standing::Draft if protocol.force.waiting().is_some() => {
            (Mark::Todo, "Waits for a second person".to_owned())
        }
        Standing::Draft => (Mark::Draft, "Draft".to_owned()),
        Standing::Signed(_) if protocol.is_over(app.now()) => (Mark::Old, "No longer in force".to_owned()),
        Standing::Signed(signature) if protocol.is_ahead(app.now()) => {
            let from = protocol.force.from.unwrap_or(signature.at);
            (Mark::Locked, format!("In force from {}", when::day_clock(from, &app.zone)))
        }
        Standing::Signed(signature) if signature.review_by <= app.now() => {
            (Mark::Overdue, format!("Review was due {}", day(signature.review_by)))
        }
        Standing::Signed(signature) => (Mark::Signed, format!("Signed {}", day(signature.at))),
        Standing::Superseded(_) => (Mark::Old, "No longer in force".to_owned()),
    }
}

/// What changed, as rows with their source.
pub fn changes(old: &Content, new: &Content) -> Vec<Change> {
    let said = |said: &Option<Said>| match said {
        None => String::new(),
        Some(Said::Words(words)) => words.clone(),
        Some(Said::Value(value)) => amount(value),
        Some(Said::Asks(asks)) => weighs(asks),
    };
    let source = |change: &diff::Change| match (&change.after, &change.before) {
        (Some(Said::Value(value)), _) => format!("{}: {}", words::source_status(value.status), value.source),
        (None, Some(Said::Value(_))) => "taken out".to_owned(),
        _ => String::new(),
    };
    let row = |change: diff::Change| Change {
        name: match change.of {
            diff::Named::Word(word) => word.to_owned(),
            diff::Named::Value(of) => key(of),
        },
        before: said(&change.before),
        after: match (said(&change.before), said(&change.after)) {
            // Only the source or its status changed: the part shows equal values as "not changed".
            (before, after) if before == after => format!("{after} (source)"),
            (_, after) => after,
        },
        source: source(&change),
    };
    diff::diff(old, new).into_iter().map(row).collect()
}

/// The words of the head, as label and value.
pub fn head(content: &Content) -> Vec<(&'static str, String)> {
    let joined = |words: Vec<&'static str>| words.join(", ");
    vec![
        ("Door", words::model(Lang::En, content.model).to_owned()),
        ("Intended depth", words::depth(content.depth).to_owned()),
        ("Therapist", words::therapist_part(content.therapist).to_owned()),
        ("After a dose", words::ending(content.ending).to_owned()),
        ("Routes", joined(content.routes.iter().map(|route| words::route(Lang::En, *route)).collect())),
        ("Places", joined(content.settings.iter().map(|place| words::setting(Lang::En, *place)).collect())),
    ]
}
