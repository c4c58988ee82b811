//! What public and patients' words may not be: hard to read, a promise, a loss told back, English in a template, a
//! crisis number that is not from the one file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use exchange::reading::{Language, Reading, banned};
use web::texts::AREAS;

use crate::texts::said;

const LANGUAGES: [Language; 2] = [Language::English, Language::Spanish];

fn of<'a>(area: &'a (&str, &str, &str), language: Language) -> &'a str {
    match language {
        Language::English => area.1,
        Language::Spanish => area.2,
    }
}

/// The grade an area is read at, at most: 6; a consent has to name what it is about (screens.md 4.1). Refusals and
/// messages after an act are shared with staff and name licences, protocols and doses.
fn grade_at_most(area: &str) -> f64 {
    match area {
        "consent" | "refusal" | "flash" => 8.0,
        _ => 6.0,
    }
}

/// Sentences, not labels: what ends with a stop.
fn running(text: &str) -> Vec<String> {
    let ends = |words: &String| words.trim_end().ends_with(['.', '?', '!', '…', '”', ')']);
    said(text).into_iter().map(|(_, words)| words).filter(ends).collect()
}

#[test]
fn every_area_is_easy_to_read_in_every_language() {
    let mut hard = vec![];
    for area in AREAS {
        for language in LANGUAGES {
            let texts = running(of(area, language));
            let reading = Reading::of_all(texts.iter().map(String::as_str), language);
            let (Some(grade), Some(length)) = (reading.grade(language), reading.words_per_sentence()) else {
                continue;
            };
            let most = grade_at_most(area.0);
            if most < grade || 15.0 < length {
                hard.push(format!(
                    "{} in {language:?}: grade {grade:.1} of {most}, {length:.1} words a sentence",
                    area.0
                ));
            }
        }
    }
    assert!(hard.is_empty(), "{}", hard.join("\n"));
}

#[test]
fn no_area_promises_anything_or_tells_a_loss_back() {
    let mut found = vec![];
    for area in AREAS {
        for language in LANGUAGES {
            for (key, words) in said(of(area, language)) {
                let promises = banned::promises(&words, language).into_iter();
                for banned in promises.chain(banned::losses(&words, language)) {
                    found.push(format!("{key}: “{}” in “{}”", banned.word, banned.sentence));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_word_integration_never_stands_alone() {
    let (mut named, mut alone) = (0, vec![]);
    for area in AREAS {
        for (key, words) in said(area.1) {
            let words = words.to_lowercase();
            for (at, word) in words.match_indices("integration") {
                let next = words[at + word.len()..].trim_start();
                named += 1;
                if !["therapy", "support", "specialist"].iter().any(|kind| next.starts_with(kind)) {
                    alone.push(key.clone());
                }
            }
        }
        for (key, words) in said(area.2) {
            let words = words.to_lowercase();
            for (at, _) in words.match_indices("integración") {
                let before = words[..at].trim_end();
                named += 1;
                if !["terapia de", "apoyo de", "especialista en"].iter().any(|kind| before.ends_with(kind)) {
                    alone.push(key.clone());
                }
            }
        }
    }
    assert!(20 < named, "the test finds the word only {named} times");
    assert!(alone.is_empty(), "alone in {alone:?}");
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
}

/// Folders and files of templates that only staff see; their words are English for now. Everything else says its words
/// from the message files.
const STAFF: &[&str] = &[
    "audit/",
    "board/",
    "clinic/",
    "course/",
    "desk/",
    "diary/read_diary_entry",
    "directory/",
    "incidents/",
    "integration/",
    "measures/",
    "money/",
    "patients/",
    "protocols/",
    "schedule/",
    "session/",
    "sign_ins/",
    "tasks/",
    "supervision/",
    "vault/",
    "windows/",
    "gallery.html",
    "shell/_emergencies.html",
    "shell/emergencies.html",
    "shell/staff.html",
    "shell/support.html",
    // Emergency access, print heads, gates, alarms, flowsheets: parts of staff pages.
    "shell/base.html",
    "parts/care.html",
    "parts/page.html",
    "parts/icon.html",
    "parts/sprite.html",
];

/// What a template says by itself: text between tags, attributes that are read out, and words given to its parts.
fn literals(template: &str) -> Vec<String> {
    let mut found = vec![];
    let mut plain = String::new();
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (close, skipped) = match rest[at..].get(..2) {
            Some("{#") => ("#}", true),
            Some("{%") => ("%}", false),
            Some("{{") => ("}}", false),
            _ => {
                plain.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
                continue;
            }
        };
        plain.push_str(&rest[..at]);
        plain.push(' ');
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + 2);
        if !skipped {
            let strings = rest[at..end].split('"').skip(1).step_by(2);
            let words = |text: &&str| text.starts_with(char::is_uppercase) && text.chars().count() > 2;
            found.extend(strings.filter(words).map(str::to_owned));
        }
        rest = &rest[end..];
    }
    plain.push_str(rest);
    let spoken = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| 2 <= word.chars().count());
    for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
        let values = plain.match_indices(attribute).map(|(at, _)| &plain[at + attribute.len()..]);
        found.extend(
            values.filter_map(|rest| rest.split('"').next()).filter(|text| spoken(text)).map(str::to_owned),
        );
    }
    let mut outside = String::new();
    let mut in_tag = false;
    for letter in plain.chars() {
        match letter {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                outside.push('\n');
            }
            _ if !in_tag => outside.push(letter),
            _ => {}
        }
    }
    found.extend(outside.lines().map(str::trim).filter(|text| spoken(text)).map(str::to_owned));
    found
}

#[test]
fn no_words_are_left_in_a_template_that_patients_or_the_public_see() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let (mut templates, mut looked, mut left) = (vec![], 0, vec![]);
    files(&folder, ".html", &mut templates);
    for path in templates {
        let name = path.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
        if STAFF.iter().any(|staff| name.starts_with(staff)) {
            continue;
        }
        looked += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        // The name of a class, not a word.
        let classes =
            ["signin", "choose"].map(|class| format!("{{% block main_class %}}{class}{{% endblock %}}"));
        let found = literals(&classes.iter().fold(text, |text, class| text.replace(class.as_str(), "")));
        left.extend(found.into_iter().map(|words| format!("{name}: {words}")));
    }
    assert!(35 < looked, "only {looked} templates were looked at");
    assert!(left.is_empty(), "say these from texts/:\n{}", left.join("\n"));
}

#[test]
fn words_in_a_template_are_found_wherever_they_stand() {
    for (template, words) in [
        ("<p>Plain words</p>", "Plain words"),
        ("<p>{{ name }} has come</p>", "has come"),
        ("<nav aria-label=\"About this\">", "About this"),
        ("{{ f::submit(\"Keep it\", \"/me\") }}", "Keep it"),
        ("{% call c::care_card(\"now\", \"In danger\") %}", "In danger"),
        ("<h1>Title\n</h1>", "Title"),
    ] {
        assert_eq!(literals(template), [words], "{template}");
    }
    for template in [
        "{# a comment says what it likes #}",
        "<p class=\"big measure\">{{ frame.say(\"me-back\") }}</p>",
        "<a href=\"/me\">{{ name }}</a> · <b>x</b>",
        "{{ f::field(\"words\", frame.say(\"k\"), kind = \"textarea\") }}",
    ] {
        assert_eq!(literals(template), Vec::<String>::new(), "{template}");
    }
}

#[test]
fn no_crisis_number_stands_anywhere_but_in_its_file() {
    let data = include_str!("../../../../texts/crisis.toml");
    let links = data.match_indices("tel:").chain(data.match_indices("sms:"));
    let digits = |text: &str| -> String { text.chars().take_while(char::is_ascii_digit).collect() };
    let mut numbers: BTreeSet<String> = links.map(|(at, link)| digits(&data[at + link.len()..])).collect();
    assert!(6 <= numbers.len(), "{numbers:?}");
    numbers.extend(["116 123", "800 911 2000", "988lifeline.org"].map(str::to_owned));
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut sources = vec![];
    for folder in ["crates/web/templates", "crates/web/src", "crates/web/assets/js", "texts/en", "texts/es"] {
        files(&root.join(folder), "", &mut sources);
    }
    let mut found = vec![];
    for path in sources {
        if path.ends_with("gallery.html") {
            continue; // invented readings: a pressure may be any number
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
        for (number, line) in
            code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"))
        {
            for wanted in &numbers {
                let alone = |at: usize| {
                    let apart = |c: char| !c.is_alphanumeric() && c != '_' && c != '.';
                    line[..at].chars().next_back().is_none_or(apart)
                        && line[at + wanted.len()..]
                            .chars()
                            .next()
                            .is_none_or(|c| !c.is_alphanumeric() && c != '_')
                };
                if line.match_indices(wanted.as_str()).any(|(at, _)| alone(at)) {
                    found.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(found.is_empty(), "crisis numbers outside texts/crisis.toml:\n{}", found.join("\n"));
}
