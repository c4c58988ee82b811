//! What a place asks of integration support, as a TOML text a medical director can read, correct and sign.

use care::house::custody_rules::CustodyRules;
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
    /// What it says of controlled substances, if anything.
    pub custody: Option<CustodyRules>,
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

const KEYS: [&str; 8] =
    ["jurisdiction", "source", "status", "may", "says", "kept_years", "notes", "substances"];

const SUBSTANCES: [&str; 7] = [
    "count_every_days",
    "retention_years",
    "exact_count",
    "loss_notice_business_days",
    "loss_form_days",
    "source",
    "status",
];

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
    let custody = match table.get("substances").map(toml::Spanned::get_ref) {
        None => None,
        Some(DeValue::Table(said)) => Some(custody(said, &rules.jurisdiction)?),
        Some(_) => return Err(wrong("substances")),
    };
    Ok(PlaceFile { rules, custody, notes: list("notes")? })
}

/// What a place asks of whoever keeps controlled substances. Every key must be there, and no other.
fn custody(table: &DeTable<'_>, jurisdiction: &Line) -> Result<CustodyRules, Fault> {
    let wrong = |key: &str| Fault(format!("substances.{key}"));
    if let Some((other, _)) = table.iter().find(|(key, _)| !SUBSTANCES.contains(&key.get_ref().as_ref())) {
        return Err(wrong(other.get_ref()));
    }
    let value = |key: &str| table.get(key).map(toml::Spanned::get_ref).ok_or(wrong(key));
    let number = |key: &str| match value(key)? {
        DeValue::Integer(number) => number.as_str().parse::<u32>().map_err(|_| wrong(key)),
        _ => Err(wrong(key)),
    };
    let line = |key: &str| match value(key)? {
        DeValue::String(text) => Line::new(text).map_err(|_| wrong(key)),
        _ => Err(wrong(key)),
    };
    let exact_count = match value("exact_count")? {
        DeValue::Boolean(exact) => *exact,
        _ => return Err(wrong("exact_count")),
    };
    Ok(CustodyRules {
        jurisdiction: jurisdiction.clone(),
        count_every_days: number("count_every_days")?,
        retention_years: number("retention_years")?,
        exact_count,
        loss_notice_business_days: number("loss_notice_business_days")?,
        loss_form_days: number("loss_form_days")?,
        source: line("source")?,
        status: SourceStatus::read(line("status")?.as_str()).ok_or(wrong("status"))?,
    })
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
        for (place, text) in SHIPPED {
            let custody = read(text).expect(place).custody.expect("substances");
            let clocks = (custody.loss_notice_business_days, custody.loss_form_days);
            assert_eq!((clocks, custody.retention_years), ((1, 45), 2), "facts/care.md 6");
            assert_eq!((custody.count_every_days, custody.exact_count), (730, false), "facts/care.md 6");
        }
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
            ("loss_form_days = 45", "", "substances.loss_form_days"),
            ("exact_count = false", "exact_count = 1", "substances.exact_count"),
            ("retention_years = 2", "retention_years = -2", "substances.retention_years"),
            ("loss_form_days = 45", "loss_form_days = 45\nfee = 4", "substances.fee"),
        ] {
            assert_eq!(read(&text.replacen(from, to, 1)), Err(Fault(named.to_owned())), "{to}");
        }
    }
}
