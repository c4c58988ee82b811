//! What a place asks of integration support, as a TOML text a medical director can read, correct and sign.

use care::house::place_rules::{DisclosurePoint, PlaceRules, SupportAct};
use care::protocol::SourceStatus;
use care::text::Line;
use toml::de::{DeTable, DeValue};

/// The files that come with the program, by jurisdiction.
pub const SHIPPED: [(&str, &str); 2] = [
    ("US-CA", include_str!("../../../jurisdictions/us-ca.toml")),
    ("US-NY", include_str!("../../../jurisdictions/us-ny.toml")),
];

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceFile {
    /// What it says.
    pub rules: PlaceRules,
    /// What else whoever signs should know.
    pub notes: Vec<String>,
}

/// What is wrong with a file: which key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(pub String);

/// The shipped file of a place, if there is one.
pub fn shipped(jurisdiction: &str) -> Option<Result<PlaceFile, Fault>> {
    SHIPPED.iter().find(|(place, _)| *place == jurisdiction).map(|(_, text)| read(text))
}

const KEYS: [&str; 7] = ["jurisdiction", "source", "status", "may", "says", "kept_years", "notes"];

/// Reads it. Every key must be there, and no other.
///
/// # Errors
/// The key that is missing, unknown, or makes no sense.
pub fn read(text: &str) -> Result<PlaceFile, Fault> {
    let table = DeTable::parse(text).map_err(|no| Fault(no.message().to_owned()))?;
    let table = table.get_ref();
    let wrong = |key: &str| Fault(key.to_owned());
    if let Some((other, _)) = table.iter().find(|(key, _)| !KEYS.contains(&key.get_ref().as_ref())) {
        return Err(wrong(other.get_ref()));
    }
    let value = |key: &str| table.get(key).map(toml::Spanned::get_ref).ok_or(wrong(key));
    let line = |key: &str| match value(key)? {
        DeValue::String(text) => Line::new(text).map_err(|_| wrong(key)),
        _ => Err(wrong(key)),
    };
    let list = |key: &str| -> Result<Vec<String>, Fault> {
        let DeValue::Array(all) = value(key)? else { return Err(wrong(key)) };
        let one = |value: &toml::Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => Ok(text.clone().into_owned()),
            _ => Err(wrong(key)),
        };
        all.iter().map(one).collect()
    };
    let years = match value("kept_years")? {
        DeValue::Integer(years) => years.as_str().parse::<u32>().map_err(|_| wrong("kept_years"))?,
        _ => return Err(wrong("kept_years")),
    };
    let may = list("may")?.into_iter().map(|code| SupportAct::read(&code).ok_or(wrong(&code)));
    let says = list("says")?.into_iter().map(|code| DisclosurePoint::read(&code).ok_or(wrong(&code)));
    let rules = PlaceRules {
        jurisdiction: line("jurisdiction")?,
        may: may.collect::<Result<_, _>>()?,
        says: says.collect::<Result<_, _>>()?,
        kept_years: years,
        source: line("source")?,
        status: SourceStatus::read(line("status")?.as_str()).ok_or(wrong("status"))?,
    };
    Ok(PlaceFile { rules, notes: list("notes")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_ships_is_read_and_is_of_its_place() {
        for (place, text) in SHIPPED {
            let file = read(text).expect(place);
            assert_eq!(file.rules.jurisdiction.as_str(), place);
            assert!(!file.rules.says.is_empty() && !file.rules.source.as_str().is_empty());
        }
        let california = shipped("US-CA").expect("there").expect("read").rules;
        assert_eq!(california.kept_years, 3, "facts/care.md 7.3");
        assert!(california.says.contains(&DisclosurePoint::NotAPhysician));
        assert!(shipped("US-TX").is_none());
    }

    #[test]
    fn a_key_that_is_missing_unknown_or_senseless_is_named() {
        let (_, text) = SHIPPED[0];
        for (from, to, named) in [
            ("kept_years = 3", "", "kept_years"),
            ("kept_years = 3", "kept_years = -3", "kept_years"),
            ("\"nature\"", "\"nature\", \"charm\"", "charm"),
            ("\"hold-talk\"", "\"give-dose\"", "give-dose"),
            ("status = \"cited\"", "status = \"sure\"", "status"),
            ("kept_years = 3", "kept_years = 3\nfee = 4", "fee"),
        ] {
            assert_eq!(read(&text.replacen(from, to, 1)), Err(Fault(named.to_owned())), "{to}");
        }
    }
}
