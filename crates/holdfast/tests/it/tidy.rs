//! What a lint cannot say, kept by a test: who may import what, lengths, hazards that name living tests, documents that
//! name things that exist.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && !["target", "node_modules", ".git"].contains(&name.as_str()) {
            files(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

fn rust(under: &str) -> Vec<(String, String)> {
    let root = root();
    let mut found = vec![];
    files(&root.join(under), ".rs", &mut found);
    let shown = |path: &Path| path.strip_prefix(&root).unwrap().display().to_string();
    found.iter().map(|path| (shown(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The part of a file before its own tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}

#[test]
fn each_crate_imports_only_what_its_layer_may() {
    let forbidden: &[(&str, &[&str])] = &[
        (
            "crates/care/src",
            &[
                "SystemTime",
                "Instant::now",
                "std::fs",
                "std::env",
                "std::net",
                "std::thread",
                "tokio",
                "serde",
                "rusqlite",
                "axum",
                "jiff",
                "f64",
                "f32",
                "HashMap",
                "println!",
            ],
        ),
        ("crates/record/src", &["axum", "askama", "hyper", "SystemTime::now", "Timestamp::now", "tokio::"]),
        ("crates/exchange/src", &["axum", "rusqlite", "SystemTime::now", "Timestamp::now", "tokio::"]),
        ("crates/web/src", &["rusqlite", "postgres::", "SystemTime::now", "SELECT ", "INSERT ", "UPDATE "]),
    ];
    for (under, words) in forbidden {
        for (name, text) in rust(under) {
            for (number, line) in code(&text).lines().enumerate() {
                let said = line.split("//").next().unwrap_or("");
                for word in *words {
                    assert!(
                        !said.contains(word),
                        "{name}:{}: `{word}` does not belong into {under}",
                        number + 1
                    );
                }
            }
        }
    }
}

#[test]
fn the_rules_depend_on_nothing() {
    let manifest = std::fs::read_to_string(root().join("crates/care/Cargo.toml")).unwrap();
    assert!(!manifest.lines().any(|line| line.trim() == "[dependencies]"), "care has dependencies");
}

#[test]
fn files_and_functions_stay_short() {
    for crate_name in ["care", "record", "exchange", "web", "holdfast"] {
        for (name, text) in rust(&format!("crates/{crate_name}/src")) {
            let lines = code(&text).lines().count();
            assert!(lines <= 500, "{name} has {lines} lines; 500 at most before its tests");
            for (function, length) in functions(code(&text)) {
                assert!(length <= 70, "{name}: `{function}` has {length} lines; 70 at most");
            }
        }
    }
}

/// Functions with their lengths, as rustfmt lays them out: from `fn` to the closing brace at the same indent.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = vec![];
    for (start, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let is_function = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "const fn ",
            "pub const fn ",
            "async fn ",
            "pub async fn ",
        ]
        .iter()
        .any(|opening| trimmed.starts_with(opening));
        if !is_function || trimmed.ends_with(';') {
            continue;
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let Some(length) = lines[start..].iter().position(|line| *line == closing) else { continue };
        let name = trimmed.split("fn ").nth(1).and_then(|rest| rest.split(['(', '<']).next()).unwrap_or("?");
        found.push((name.to_owned(), length + 1));
    }
    found
}

#[test]
fn nothing_is_unfinished_or_skipped() {
    for (name, text) in rust("crates") {
        if name.ends_with("tidy.rs") {
            continue;
        }
        for word in ["todo!(", "unimplemented!(", "#[ignore", "FIXME", "XXX:"] {
            assert!(!text.contains(word), "{name} contains `{word}`");
        }
    }
}

fn test_names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (_, text) in rust("crates") {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let named = line.trim().trim_start_matches("async ").strip_prefix("fn ");
            if let Some(name) = named.and_then(|rest| rest.split('(').next()) {
                let marked = lines[at.saturating_sub(4)..at].iter().any(|before| before.contains("test]"));
                if marked || text.contains("on_both_stores!") {
                    names.insert(name.to_owned());
                }
            }
        }
    }
    let mut scripts = vec![];
    files(&root().join("crates/holdfast/e2e"), ".test.mjs", &mut scripts);
    for script in scripts {
        for line in std::fs::read_to_string(script).unwrap().lines() {
            // Also the chapters of a story: `chapter.test("…")`.
            if let Some(rest) = line.trim().trim_start_matches("chapter.").strip_prefix("test(\"") {
                names.insert(rest.split('"').next().unwrap_or("").to_owned());
            }
        }
    }
    for suite in ["kill.py", "power_cut.py", "io_faults.py"] {
        assert!(root().join("crates/holdfast/tests/faults").join(suite).exists());
        names.insert(suite.to_owned());
    }
    names
}

#[test]
fn every_hazard_names_a_living_test() {
    let hazards = std::fs::read_to_string(root().join("docs/hazards.md")).unwrap();
    let (names, mut rows) = (test_names(), 0);
    for row in hazards.lines().filter(|line| line.starts_with("| H-") && !line.contains("H-nn")) {
        let proofs: Vec<&str> = row.rsplit('|').nth(1).unwrap_or("").split('`').skip(1).step_by(2).collect();
        assert!(!proofs.is_empty(), "no proof named: {row}");
        for proof in proofs {
            let last = proof.rsplit("::").next().unwrap_or(proof);
            assert!(names.contains(last), "no test is called `{proof}`: {row}");
        }
        rows += 1;
    }
    assert!(20 <= rows, "only {rows} hazards");
}

#[test]
fn documents_name_only_what_exists() {
    let root = root();
    let mut found = vec![];
    files(&root, ".rs", &mut found);
    let names: BTreeSet<String> =
        found.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    for document in ["ARCHITECTURE.md", "README.md", "CONTRIBUTING.md", "STYLE.md"] {
        let text = std::fs::read_to_string(root.join(document)).unwrap();
        let words = text.split(|letter: char| !(letter.is_alphanumeric() || "_./-<>".contains(letter)));
        for word in words.map(|word| word.trim_matches('.')).filter(|word| !word.contains(['<', '>'])) {
            if word.ends_with(".rs") {
                let file = word.rsplit('/').next().unwrap_or(word);
                assert!(names.contains(file), "{document} names {word}, which does not exist");
            } else if word.starts_with("crates/") || word.starts_with("docs/") {
                assert!(root.join(word).exists(), "{document} names {word}, which does not exist");
            }
        }
    }
}

#[test]
fn the_glossary_is_in_order_and_says_each_word_once() {
    let text = std::fs::read_to_string(root().join("GLOSSARY.md")).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| word"));
    let words: Vec<String> =
        rows.map(|row| row.split('|').nth(1).unwrap_or("").trim().to_lowercase()).collect();
    assert!(words.is_sorted(), "not in order");
    assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "a word is said twice");
    assert!(40 <= words.len());
}

#[test]
fn no_promise_is_made_on_a_page() {
    let banned = [
        "cure",
        "heals you",
        "breakthrough",
        "life-changing",
        "guaranteed",
        "rewire",
        "miracle",
        "proven",
        "highest success",
        "medicine ceremony",
    ];
    let mut pages = vec![];
    files(&root().join("crates/web/templates"), ".html", &mut pages);
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap().to_lowercase();
        for word in banned {
            let said = text
                .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
                .any(|known| known == word)
                || (word.contains(' ') && text.contains(word));
            assert!(!said, "{} says “{word}”", page.display());
        }
    }
}

#[test]
fn style_sheets_know_start_and_end_and_never_left_and_right() {
    // The corner of a printed sheet has no logical name (CSS Paged Media).
    let allowed = ["@bottom-right"];
    let mut sheets = vec![];
    files(&root().join("crates/web/assets/css"), ".css", &mut sheets);
    assert!(5 <= sheets.len());
    for sheet in sheets {
        let text = std::fs::read_to_string(&sheet).unwrap();
        for (number, line) in text.lines().enumerate() {
            let said = allowed.iter().fold(line.to_owned(), |line, word| line.replace(word, ""));
            let names = said.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
            let physical = names.filter(|name| {
                let sides = ["left", "right"];
                sides.contains(name) || sides.iter().any(|side| physical_property(name, side))
            });
            let found: Vec<&str> = physical.collect();
            assert!(found.is_empty(), "{}:{}: {found:?}", sheet.display(), number + 1);
        }
    }
}

/// `margin-left`, `border-top-left-radius`; not `window-left`, which is a class of ours.
fn physical_property(name: &str, side: &str) -> bool {
    let families = ["margin-", "padding-", "border-", "inset-", "scroll-"];
    name.split('-').any(|part| part == side) && families.iter().any(|family| name.starts_with(family))
}
