//! Words that a text may not carry: promises (every public and patient text) and losses (what a person reads about what
//! they keep). The lists are data, `texts/banned/`, so a clinician can read and extend them.

use super::Language;

/// A banned word where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The entry of the list.
    pub word: String,
    /// The sentence around it, as written.
    pub sentence: String,
}

/// One line of a list.
struct Entry {
    words: Vec<String>,
    any_ending: bool,
    unless: Vec<Vec<String>>,
}

/// Promise words in a text: no outcome is a promise (product.md law 13).
#[must_use]
pub fn promises(text: &str, language: Language) -> Vec<Found> {
    find(text, promise_list(language))
}

/// Loss words in a text: no day that was not kept is told back to a person as a failure.
#[must_use]
pub fn losses(text: &str, language: Language) -> Vec<Found> {
    find(text, loss_list(language))
}

/// Words that set one option above another (texts/banned/superior-*): no decision aid carries them.
#[must_use]
pub fn superiority(text: &str, language: Language) -> Vec<Found> {
    find(text, superior_list(language))
}

/// Words that choose for the person (texts/banned/advice-*): no decision aid carries them.
#[must_use]
pub fn advice(text: &str, language: Language) -> Vec<Found> {
    find(text, advice_list(language))
}

/// Does the sentence say itself that somebody is no longer here (texts/banned/former-*)?
#[must_use]
pub fn says_former(sentence: &str, language: Language) -> bool {
    !find(sentence, former_list(language)).is_empty()
}

const fn promise_list(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../texts/banned/en.txt"),
        Language::Spanish => include_str!("../../../../texts/banned/es.txt"),
    }
}

const fn loss_list(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../texts/banned/loss-en.txt"),
        Language::Spanish => include_str!("../../../../texts/banned/loss-es.txt"),
    }
}

const fn superior_list(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../texts/banned/superior-en.txt"),
        Language::Spanish => include_str!("../../../../texts/banned/superior-es.txt"),
    }
}

const fn advice_list(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../texts/banned/advice-en.txt"),
        Language::Spanish => include_str!("../../../../texts/banned/advice-es.txt"),
    }
}

const fn former_list(language: Language) -> &'static str {
    match language {
        Language::English => include_str!("../../../../texts/banned/former-en.txt"),
        Language::Spanish => include_str!("../../../../texts/banned/former-es.txt"),
    }
}

fn find(text: &str, list: &str) -> Vec<Found> {
    let entries = entries(list);
    let mut found = vec![];
    for sentence in super::sentences(text) {
        let said = normal(sentence);
        for entry in &entries {
            if entry.stands_in(&said) {
                let word = format!("{}{}", entry.words.join(" "), if entry.any_ending { "*" } else { "" });
                found.push(Found { word, sentence: sentence.trim().to_owned() });
            }
        }
    }
    found
}

fn entries(list: &str) -> Vec<Entry> {
    list.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let mut parts = line.split('|').map(str::trim);
            let head = parts.next().unwrap_or_default();
            let any_ending = head.ends_with('*');
            Entry { words: normal(head), any_ending, unless: parts.map(normal).collect() }
        })
        .collect()
}

impl Entry {
    /// Whether this entry stands in a sentence at a place that no allowed saying covers.
    fn stands_in(&self, said: &[String]) -> bool {
        (0..said.len()).any(|at| self.is_at(said, at) && !self.covered(said, at))
    }

    fn is_at(&self, said: &[String], at: usize) -> bool {
        let Some(there) = said.get(at..at + self.words.len()) else { return false };
        let last = self.words.len() - 1;
        there.iter().zip(&self.words).enumerate().all(|(place, (found, wanted))| {
            found == wanted || (self.any_ending && place == last && found.starts_with(wanted.as_str()))
        })
    }

    fn covered(&self, said: &[String], at: usize) -> bool {
        self.unless.iter().any(|saying| {
            (0..said.len().saturating_sub(saying.len() - 1)).any(|start| {
                said[start..start + saying.len()] == saying[..] && (start..start + saying.len()).contains(&at)
            })
        })
    }
}

/// Small letters, straight apostrophes, words only.
fn normal(text: &str) -> Vec<String> {
    super::words(&text.to_lowercase().replace('’', "'")).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, language: Language) -> Vec<String> {
        promises(text, language).into_iter().map(|found| found.word).collect()
    }

    #[test]
    fn promises_are_found_in_both_languages() {
        let cases: &[(&str, Language, &[&str])] = &[
            ("A breakthrough treatment.", Language::English, &["breakthrough*"]),
            ("It will rewire your brain.", Language::English, &["rewire*"]),
            ("This is a CURE.", Language::English, &["cure"]),
            ("This is not a cure.", Language::English, &[]),
            ("It is not a cure, it is the cure.", Language::English, &["cure"]),
            ("A life-changing day.", Language::English, &["life changing"]),
            ("It is safe.", Language::English, &["safe"]),
            ("It is safer when someone is with you.", Language::English, &[]),
            ("Are you safe right now?", Language::English, &[]),
            ("Safety comes first.", Language::English, &[]),
            ("Results are guaranteed.", Language::English, &["guarantee*"]),
            ("No one can say; there is no guarantee.", Language::English, &[]),
            ("Rest. Drink water.", Language::English, &[]),
            ("Es un milagro.", Language::Spanish, &["milagro*"]),
            ("Le cambia la vida.", Language::Spanish, &["le cambia la vida", "cambia la vida"]),
            ("No es una cura.", Language::Spanish, &[]),
            ("Es la mejor opción.", Language::Spanish, &["la mejor"]),
            ("Descanse. Beba agua.", Language::Spanish, &[]),
        ];
        for (text, language, expected) in cases {
            assert_eq!(words(text, *language), *expected, "{text}");
        }
    }

    #[test]
    fn losses_are_found_and_a_kind_denial_is_not() {
        assert_eq!(losses("You broke your streak.", Language::English).len(), 2);
        assert_eq!(losses("Nothing you typed is lost.", Language::English), vec![]);
        assert_eq!(losses("It’s not too late.", Language::English), vec![]);
        assert_eq!(losses("It is too late.", Language::English).len(), 1);
        assert_eq!(losses("Perdió su racha.", Language::Spanish).len(), 2);
        assert_eq!(losses("4 of the last 7 days. Any day counts.", Language::English), vec![]);
        assert_eq!(losses("4 de los últimos 7 días. Cualquier día cuenta.", Language::Spanish), vec![]);
    }

    #[test]
    fn a_finding_names_the_sentence_that_has_it() {
        let found = promises("Rest well. It is proven. Go on.", Language::English);
        assert_eq!(found, vec![Found { word: "proven".into(), sentence: "It is proven.".into() }]);
    }

    #[test]
    fn every_entry_of_every_list_finds_itself() {
        for language in [Language::English, Language::Spanish] {
            let aid = [superior_list(language), advice_list(language)];
            for list in [promise_list(language), loss_list(language)].into_iter().chain(aid) {
                for entry in entries(list) {
                    let text = entry.words.join(" ");
                    let found =
                        find(&text, list).iter().any(|found| found.word.trim_end_matches('*') == text);
                    assert!(found, "{text} is in the list and not found");
                }
            }
        }
    }
}
