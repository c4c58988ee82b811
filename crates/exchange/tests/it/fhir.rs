//! FHIR Questionnaires: what comes in, and what is refused.

use care::measures::{Better, Licence, LicenceStatus};
use exchange::fhir_questionnaire::{Statement, import};
use exchange::measure_file::{read, write};

const JSON: &str = include_str!("golden/questionnaire.json");

fn statement(status: LicenceStatus, text: &str) -> Statement {
    Statement { licence: Licence { status, text: text.to_owned(), notice: None }, better: Better::Lower }
}

fn free() -> Statement {
    statement(LicenceStatus::FreeWithNotice, "The notice in the file says so.")
}

fn faults(json: &str, statement: Statement) -> Vec<String> {
    let faults = import("it.json", json, statement).err().unwrap_or_default();
    faults.into_iter().map(|fault| fault.reason).collect()
}

#[test]
fn a_questionnaire_becomes_a_file_that_reads_back_equal() {
    let measure = import("it.json", JSON, free()).unwrap_or_else(|faults| panic!("{faults:?}"));
    let text = write(&measure);
    if std::env::var_os("HOLDFAST_BLESS").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/golden/questionnaire.toml"), &text)
            .unwrap();
    }
    assert_eq!(text, include_str!("golden/questionnaire.toml"));
    assert_eq!(read("questionnaire.toml", &text), Ok(measure));
}

#[test]
fn nothing_comes_in_without_a_licence_that_allows_its_words() {
    let no_text = faults(JSON, statement(LicenceStatus::PublicDomain, " "));
    assert_eq!(no_text, ["there is no statement of its licence"]);
    for forbids in [LicenceStatus::Restricted, LicenceStatus::PermissionRequired] {
        let told = faults(JSON, statement(forbids, "Asked, and was told no."));
        assert_eq!(told, ["measure-text-not-licensed: that licence does not allow its words to be used"]);
    }
    let no_notice = faults(&JSON.replace("\"copyright\"", "\"remark\""), free());
    assert_eq!(no_notice, ["free with a notice, and there is no notice (`copyright`)"]);
}

/// Each: what is written otherwise, and what is said of it.
#[test]
fn what_cannot_be_scored_is_refused() {
    for (from, to, wanted) in [
        ("\"Questionnaire\"", "\"Patient\"", "this is not a FHIR Questionnaire (`resourceType`)"),
        ("\"language\": \"en-US\",", "", "it does not say its language (`language`)"),
        ("\"version\": \"2\",", "", "`version` is missing, or not one line"),
        (
            "\"valueDecimal\": 2.0",
            "\"valueDecimal\": 2.5",
            "item `rested`: an answer has no words or no whole score (`display`, `ordinalValue`)",
        ),
        (
            "\"display\": \"Often\"",
            "\"display\": \"Always\"",
            "item `slept` has other answers than the first; all must be the same",
        ),
        ("\"readOnly\": true", "\"readOnly\": false", "item `sum` has no answers to choose (`answerOption`)"),
        ("\"linkId\": \"slept\"", "\"linkId\": \"rested\"", "it cannot be used: ItemTwice(Line(\"rested\"))"),
    ] {
        let told = faults(&JSON.replacen(from, to, 1), free());
        assert!(told.iter().any(|fault| fault == wanted), "{wanted}: {told:?}");
    }
    assert!(faults("{", free())[0].starts_with("this is not JSON"));
}
