//! Every code a refusal can have is produced by a table; codes are stable, and the scope table is the signed one.

use std::collections::BTreeSet;

use crate::clinic::PRODUCED;
use care::practice::scope::scope_of_practice;
use care::refusal::Refusal;

#[test]
fn every_refusal_is_produced_by_a_table() {
    PRODUCED.take();
    let tables = [
        crate::alarms::TABLES,
        crate::articles::TABLES,
        crate::audit::TABLES,
        crate::busy::TABLES,
        crate::chair::TABLES,
        crate::contact::TABLES,
        crate::course::TABLES,
        crate::directory::TABLES,
        crate::earlier::TABLES,
        crate::feeds::TABLES,
        crate::incident::TABLES,
        crate::follow_up::TABLES,
        crate::keeping::TABLES,
        crate::entries::TABLES,
        crate::messages::TABLES,
        crate::money::TABLES,
        crate::monitors::TABLES,
        crate::referral::TABLES,
        crate::measures::TABLES,
        crate::day_questions::TABLES,
        crate::diary::TABLES,
        crate::orders::TABLES,
        crate::own_notes::TABLES,
        crate::people::TABLES,
        crate::place::TABLES,
        crate::ready::TABLES,
        crate::safety::TABLES,
        crate::schedule::TABLES,
        crate::supplement::TABLES,
        crate::supervision::TABLES,
        crate::screening::TABLES,
        crate::sites::TABLES,
        crate::touch::TABLES,
        crate::two_people::TABLES,
        crate::vault::TABLES,
        crate::vault_chair::TABLES,
        crate::video::TABLES,
        crate::window::TABLES,
    ];
    tables.concat().into_iter().for_each(|table| table());
    let produced = PRODUCED.take();
    let codes: BTreeSet<&str> = Refusal::CODES.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes.len(), Refusal::CODES.len(), "a code means one thing");
    assert_eq!(
        codes.difference(&produced).collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "no table produces these"
    );
}

#[test]
fn the_scope_of_practice_is_the_one_on_paper() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/scope_of_practice.txt");
    let rendered = scope_of_practice();
    if std::env::var_os("HOLDFAST_BLESS").is_some() {
        std::fs::write(path, &rendered).expect("docs/ can be written");
    }
    let on_paper = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        on_paper == rendered,
        "docs/scope_of_practice.txt is not what the rules say. Have a medical director read the change, then\n\
         HOLDFAST_BLESS=1 cargo test -p care the_scope_of_practice_is_the_one_on_paper"
    );
}

/// Every Rust source under a folder, as one text.
fn sources(under: &std::path::Path, into: &mut String) {
    for entry in std::fs::read_dir(under).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs" || ending == "mjs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap_or_default());
        }
    }
}

#[test]
fn every_hazard_names_a_proof_that_exists() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let hazards = std::fs::read_to_string(format!("{root}/docs/hazards.md")).expect("docs/hazards.md");
    let mut code = String::new();
    sources(&std::path::Path::new(root).join("crates"), &mut code);
    let rows: Vec<Vec<&str>> = hazards
        .lines()
        .filter(|row| row.starts_with("| H-") && !row.starts_with("| H-nn"))
        .map(|row| row.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    assert!(20 <= rows.len());
    for (number, row) in (1..).zip(&rows) {
        let [id, _, _, proof] = row[..] else { panic!("four cells: {row:?}") };
        assert_eq!(id, format!("H-{number:02}"), "numbered in order");
        let proofs: Vec<&str> = proof.split('`').map(str::trim).filter(|name| !name.is_empty()).collect();
        assert!(!proofs.is_empty(), "{id}: no proof");
        for name in proofs {
            let suite = std::path::Path::new(root).join("crates/holdfast/tests/faults").join(name);
            let lives = code.contains(&format!("fn {name}("))
                || code.contains(&format!("test(\"{name}\""))
                || (name.ends_with(".py") && suite.exists());
            assert!(lives, "{id}: no test is called {name}");
        }
    }
}
