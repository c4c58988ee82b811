//! The message files: the same keys with the same variables in every language, none unused, none missing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::header;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use web::texts::AREAS;

use crate::clinic::{Clinic, location, text};

/// Key → the variables it fills in.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn variables(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => {
                found.insert(id.name.to_owned());
            }
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    found.insert(id.name.to_owned());
                }
                variants.iter().for_each(|variant| variables(&variant.value, found));
            }
        }
    }
}

/// Every way to say a message, a count's forms each by itself, with something short in the place of each variable.
fn ways(pattern: &Pattern<&str>) -> Vec<String> {
    let mut ways = vec![String::new()];
    for element in &pattern.elements {
        let said: Vec<String> = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression: Expression::Inline(_) } => vec!["Sam".to_owned()],
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().flat_map(|variant| self::ways(&variant.value)).collect()
            }
        };
        ways = ways.iter().flat_map(|way| said.iter().map(move |said| format!("{way}{said}"))).collect();
    }
    ways
}

/// Every message of a file as people read it: key and words.
pub fn said(text: &str) -> Vec<(String, String)> {
    let resource = parser::parse(text).unwrap();
    let mut said = vec![];
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let ways = ways(message.value.as_ref().unwrap());
        said.extend(ways.into_iter().map(|way| (message.id.name.to_owned(), way)));
    }
    said
}

fn messages(area: &str, text: &str) -> Messages {
    let resource = parser::parse(text).unwrap_or_else(|(_, faults)| panic!("{area}.ftl: {faults:?}"));
    let mut found = Messages::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let key = message.id.name.to_owned();
        assert!(key.starts_with(&format!("{area}-")), "{area}.ftl: {key} does not begin with its area");
        let mut used = BTreeSet::new();
        variables(message.value.as_ref().unwrap_or_else(|| panic!("{key} says nothing")), &mut used);
        assert!(found.insert(key.clone(), used).is_none(), "{area}.ftl: {key} is there twice");
    }
    found
}

/// Every text of `crates/web` that may use a key.
fn sources() -> String {
    let mut all = String::new();
    let mut folders = vec![
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = std::fs::read_to_string(&path).unwrap();
                // The unit tests of `texts.rs` ask for a key that is nowhere.
                all.push_str(text.split("#[cfg(test)]\nmod tests {").next().unwrap());
            }
        }
    }
    all
}

/// The first argument of every call of this method that is a literal with the form of a key.
fn asked<'a>(sources: &'a str, method: &str) -> BTreeSet<&'a str> {
    let calls = sources.match_indices(method).map(|(at, _)| sources[at + method.len()..].trim_start());
    let literals = calls.filter_map(|rest| rest.strip_prefix('"')?.split('"').next());
    let is_key =
        |text: &&str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    literals.filter(is_key).collect()
}

#[test]
fn every_language_has_every_key_with_the_same_variables() {
    for (area, english, spanish) in AREAS {
        let (english, spanish) = (messages(area, english), messages(area, spanish));
        for (key, variables) in &english {
            let other = spanish.get(key).unwrap_or_else(|| panic!("{key} is missing in Spanish"));
            assert_eq!(variables, other, "{key} fills in other variables in Spanish");
        }
        let surplus: Vec<_> = spanish.keys().filter(|key| !english.contains_key(*key)).collect();
        assert!(surplus.is_empty(), "only in Spanish: {surplus:?}");
    }
}

#[test]
fn every_key_that_is_used_is_there_and_every_key_that_is_there_is_used() {
    let sources = sources();
    let known: BTreeSet<String> =
        AREAS.iter().flat_map(|(area, english, _)| messages(area, english).into_keys()).collect();
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for method in [".say(", ".say_with(", ".say_counted("] {
        used.extend(asked(&sources, method));
    }
    let missing: Vec<_> = used.iter().filter(|key| !known.contains(**key)).collect();
    assert!(missing.is_empty(), "asked for and nowhere: {missing:?}");

    let mut families = BTreeSet::new();
    for method in [".say_of(", ".say_of_with(", ".word_of(", ".find_word("] {
        families.extend(asked(&sources, method));
    }
    for family in &families {
        let any = known.iter().any(|key| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-')));
        assert!(any, "the family {family} has no key");
    }
    let in_family = |key: &str| {
        families.iter().any(|family| key.strip_prefix(family).is_some_and(|rest| rest.starts_with('-')))
    };
    let unused: Vec<_> = known.iter().filter(|key| !used.contains(key.as_str()) && !in_family(key)).collect();
    assert!(unused.is_empty(), "never used: {unused:?}");
}

#[test]
fn every_message_file_is_an_area() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../texts");
    for language in ["en", "es"] {
        for entry in std::fs::read_dir(folder.join(language)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let is_message_file = path.extension().is_some_and(|ending| ending == "ftl");
            assert!(
                !is_message_file || AREAS.iter().any(|(area, ..)| *area == name),
                "{path:?} is read by nobody"
            );
        }
    }
}

#[tokio::test]
async fn a_chosen_language_is_kept_on_this_device_and_leads_back() {
    let clinic = Clinic::open();
    let page = text(clinic.get("/help", None).await).await;
    assert!(page.contains("<html lang=\"en\" dir=\"ltr\""), "{page}");
    let chosen = clinic.post("/language", None, "lang=es&back=%2Fhelp").await;
    assert_eq!((chosen.status().as_u16(), location(&chosen)), (303, "/help"));
    let kept = chosen.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(kept.starts_with("lang=es; Path=/;"), "{kept}");
    let elsewhere = clinic.post("/language", None, "lang=es&back=%2F%2Fevil.example").await;
    assert_eq!(location(&elsewhere), "/");
    assert_eq!(clinic.post("/language", None, "lang=xx").await.status(), 404);
}
