//! What a program can check of texts for people who are not well.

use std::collections::BTreeSet;

use super::{Kind, Phase, Practice};
use crate::reading::{Language, Reading, banned, words};

/// Nothing a patient reads is harder than this. Source: screens.md 4.1.
const GRADE_MAX: f64 = 6.0;
/// Words in a sentence, on average, at most. Source: screens.md 4.1.
const SENTENCE_MAX: f64 = 15.0;

/// Every fault of a library in both languages.
#[must_use]
pub fn check(english: &[Practice], spanish: &[Practice]) -> Vec<String> {
    let mut faults = same_in_both(english, spanish);
    for (library, language) in [(english, Language::English), (spanish, Language::Spanish)] {
        for practice in library {
            faults.extend(of_one(practice, language));
        }
    }
    faults
}

/// The same ids in the same order, each once, with the same kind, phase and minutes.
fn same_in_both(english: &[Practice], spanish: &[Practice]) -> Vec<String> {
    let mut faults = vec![];
    for library in [english, spanish] {
        let mut seen = BTreeSet::new();
        let twice = library.iter().filter(|one| !seen.insert(one.id.as_str()));
        faults.extend(twice.map(|one| format!("{}: written twice", one.id)));
    }
    let find = |library: &[Practice], id: &str| library.iter().find(|one| one.id == id).cloned();
    for one in english {
        match find(spanish, &one.id) {
            None => faults.push(format!("{}: missing in Spanish", one.id)),
            Some(other) if (other.kind, other.phase) != (one.kind, one.phase) => {
                faults.push(format!("{}: another kind or phase in Spanish", one.id));
            }
            Some(other) if other.text.len() != one.text.len() || other.minutes != one.minutes => {
                faults.push(format!("{}: another number of lines or minutes in Spanish", one.id));
            }
            Some(_) => {}
        }
    }
    let only = spanish.iter().filter(|one| find(english, &one.id).is_none());
    faults.extend(only.map(|one| format!("{}: missing in English", one.id)));
    faults
}

fn of_one(practice: &Practice, language: Language) -> Vec<String> {
    let mut faults = vec![];
    let mut fault = |words: String| faults.push(format!("{} ({language:?}): {words}", practice.id));
    let reading = Reading::of_all(practice.text.iter().map(String::as_str), language);
    if let Some(grade) = reading.grade(language).filter(|grade| GRADE_MAX < *grade) {
        fault(format!("reading grade {grade:.1}, at most {GRADE_MAX}"));
    }
    if let Some(mean) = reading.words_per_sentence().filter(|mean| SENTENCE_MAX < *mean) {
        fault(format!("{mean:.1} words in a sentence, at most {SENTENCE_MAX}"));
    }
    let all = std::iter::once(&practice.title).chain(&practice.text);
    for line in all {
        for found in banned::promises(line, language).into_iter().chain(banned::losses(line, language)) {
            fault(format!("`{}` in: {}", found.word, found.sentence));
        }
        // The first day is for images, body, words and sounds: no text asks for a reason.
        if practice.phase == Phase::FirstDay && asks_why(line, language) {
            fault(format!("asks why: {line}"));
        }
    }
    if practice.review_by <= practice.written {
        fault("its review day is not after the day it was written".to_owned());
    }
    if practice.kind == Kind::Grounding && practice.text.len() < 3 {
        fault("a grounding exercise has at least three steps".to_owned());
    }
    faults
}

fn asks_why(line: &str, language: Language) -> bool {
    let said: Vec<String> = words(&line.to_lowercase()).map(str::to_owned).collect();
    let asking: &[&[&str]] = match language {
        Language::English => &[&["why"], &["mean"], &["means"], &["explain"], &["because"]],
        Language::Spanish => &[&["por", "qué"], &["significa"], &["explique"], &["porque"]],
    };
    asking.iter().any(|phrase| said.windows(phrase.len()).any(|window| window == *phrase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::practices::shipped;

    fn broken(change: impl FnOnce(&mut Vec<Practice>, &mut Vec<Practice>)) -> Vec<String> {
        let mut english = shipped(Language::English).to_vec();
        let mut spanish = shipped(Language::Spanish).to_vec();
        change(&mut english, &mut spanish);
        check(&english, &spanish)
    }

    #[test]
    fn each_seeded_fault_is_found() {
        type Change = fn(&mut Vec<Practice>, &mut Vec<Practice>);
        let first_day = |library: &mut Vec<Practice>| {
            library.iter().position(|one| one.phase == Phase::FirstDay).expect("a first day")
        };
        assert_eq!(broken(|_, _| ()), Vec::<String>::new());
        let seeds: &[(&str, Change)] = &[
            ("missing in Spanish", |_, spanish| drop(spanish.pop())),
            ("missing in English", |english, _| drop(english.pop())),
            ("written twice", |english, _| english.push(english[0].clone())),
            ("another kind or phase", |_, spanish| spanish[0].phase = Phase::Any),
            ("another number of lines", |_, spanish| spanish[0].text.push("Beba agua.".into())),
            ("reading grade", |english, _| {
                english[0].text[0] =
                    "Psychological reorganization necessitates considerable deliberation.".into();
            }),
            ("reading grade", |_, spanish| {
                spanish[0].text =
                    vec!["La reorganización psicológica necesita consideraciones extraordinariamente detalladas.".into(); 2];
            }),
            ("`guarantee*`", |english, _| english[0].text[0] = "This is guaranteed to work.".into()),
            ("`milagro*`", |_, spanish| spanish[0].title = "Un milagro".into()),
            ("`streak*`", |english, _| english[0].text[0] = "Keep your streak.".into()),
            ("its review day", |english, _| english[0].review_by = english[0].written),
        ];
        for (expected, seed) in seeds {
            let faults = broken(seed);
            assert!(faults.iter().any(|fault| fault.contains(expected)), "{expected}: {faults:?}");
        }
        let why = broken(|english, _| {
            let at = first_day(english);
            english[at].text[0] = "Why did you see it?".into();
        });
        assert!(why.iter().any(|fault| fault.contains("asks why")), "{why:?}");
        let short = broken(|english, spanish| {
            for library in [english, spanish] {
                let at = library.iter().position(|one| one.kind == Kind::Grounding).expect("grounding");
                library[at].text.truncate(2);
            }
        });
        assert!(short.iter().any(|fault| fault.contains("three steps")), "{short:?}");
    }
}
