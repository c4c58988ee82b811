//! The four drafts that come with the program.

use care::protocol::values::Flaw;
use care::protocol::{Key, Question, Route, SourceStatus, Unit, Weight};
use exchange::protocol_file::{SHIPPED, read, write};

use crate::given::shipped;

#[test]
fn every_shipped_draft_reads_without_a_fault_and_has_no_flaw() {
    for draft in SHIPPED {
        let content = read(draft.file, draft.text).unwrap_or_else(|faults| {
            panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        assert_eq!(content.flaws(), Vec::<Flaw>::new(), "{}", draft.file);
        assert_eq!(format!("{}.toml", content.slug), draft.file);
        assert_eq!(read("again", &write(&content)), Ok(content));
    }
}

/// Nobody has checked these. A change here is a change of what a medical director must sign for by name.
#[test]
fn what_nobody_has_verified_is_listed() {
    let mut listed = String::new();
    for draft in SHIPPED {
        listed.push_str(&format!("{}\n", draft.file));
        let unverified = shipped(draft.file).unverified();
        for key in Key::all().into_iter().filter(|key| unverified.contains(key)) {
            listed.push_str(&format!("  {}\n", key.name()));
        }
    }
    assert_eq!(listed, include_str!("golden/unverified.txt"));
}

#[test]
fn the_cited_infusion_is_half_a_milligram_a_kilogram_over_forty_minutes() {
    for file in ["infusion-integration-support.toml", "infusion-referral.toml"] {
        let content = shipped(file);
        let given = |key: Key| content.values.get(&key).map(|value| (value.amount, value.unit, value.status));
        let route = Route::Intravenous;
        let cited = |amount, unit| Some((amount, unit, SourceStatus::Cited));
        assert_eq!(given(Key::DoseHighest(route)), cited(500, Unit::MicrogramsPerKilogram));
        assert_eq!(given(Key::DoseOver(route)), cited(40, Unit::Minutes));
    }
}

/// No source that was read gives a stop limit (care.md 4.5): none may be shipped as if one did.
#[test]
fn no_stop_limit_is_shipped_as_cited() {
    for draft in SHIPPED {
        let content = shipped(draft.file);
        for key in [Key::StopSystolic, Key::StopDiastolic, Key::StopPulse, Key::StopSpo2] {
            let status = content.values.get(&key).map(|value| value.status);
            assert_eq!(status, Some(SourceStatus::Unverified), "{} {}", draft.file, key.name());
        }
    }
}

/// "Cited" names where it can be looked up; "article" names the article.
#[test]
fn every_source_can_be_looked_up() {
    for draft in SHIPPED {
        for (key, value) in shipped(draft.file).values {
            let named = match value.status {
                SourceStatus::Cited => value.source.contains("care.md") && value.source.contains("[R"),
                SourceStatus::Article => value.source.contains("ARTICLE"),
                SourceStatus::Unverified => {
                    ["o source read", "only"].iter().any(|words| value.source.contains(words))
                }
                SourceStatus::Clinic => false,
            };
            assert!(named, "{} {}: {}", draft.file, key.name(), value.source);
        }
    }
}

/// What no list read lets pass is absolute in every draft, and the weight of every question can be looked up.
#[test]
fn every_draft_asks_everything_that_care_md_names() {
    for draft in SHIPPED {
        let content = shipped(draft.file);
        assert_eq!(content.questions.keys().copied().collect::<Vec<_>>(), Question::ALL, "{}", draft.file);
        for (question, asks) in &content.questions {
            let absolute = asks.weight == Weight::Absolute;
            let stops = [Question::HospitalToday, Question::ChestPainToday];
            let always = Question::ALWAYS.contains(question) || stops.contains(question);
            assert_eq!(absolute, always, "{} {}", draft.file, question.code());
            let cited = asks.status == SourceStatus::Cited && asks.source.contains("[R");
            let unverified = asks.status == SourceStatus::Unverified && asks.source.contains("o source read");
            let named = asks.source.contains("care.md 4.6") && (cited || unverified);
            assert!(named, "{}: {}", question.code(), asks.source);
        }
    }
}
