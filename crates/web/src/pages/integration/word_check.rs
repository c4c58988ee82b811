//! Words that belong to clinicians. The check points at them and asks once; it never blocks and never changes a word.

/// A word, and a gentle way to say what was seen instead.
const CLINICAL: &[(&str, &str)] = &[
    ("trauma processing", "say what the client told, in their words"),
    ("treat", "say what you did together"),
    ("diagnos", "say what the client told, in their words"),
    ("therap", "say integration support, or what you did together"),
    ("symptom", "say what the client felt"),
    ("dose", "say the session, or that day"),
    ("dosing", "say the session, or that day"),
];

/// A word that was found, as it was typed, and another way to put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// As typed.
    pub word: String,
    /// Another way.
    pub instead: &'static str,
}

/// Clinical words in these texts, each once, in reading order. "Treat" is found in "treatment", not in "retreat".
pub fn check(texts: &[&str]) -> Vec<Found> {
    let mut found: Vec<Found> = vec![];
    for text in texts {
        let lower = text.to_lowercase();
        let words: Vec<&str> =
            lower.split(|letter: char| !letter.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        for (at, word) in words.iter().enumerate() {
            let Some((clinical, instead)) =
                CLINICAL.iter().find(|(clinical, _)| begins(&words[at..], clinical))
            else {
                continue;
            };
            let typed = match clinical.split_once(' ') {
                Some(_) => (*clinical).to_owned(),
                None => (*word).to_owned(),
            };
            if !found.iter().any(|known| known.word == typed) {
                found.push(Found { word: typed, instead });
            }
        }
    }
    found
}

/// Do these words begin with the clinical one? A single word may go on ("treat", "treatment"); a pair is whole.
fn begins(words: &[&str], clinical: &str) -> bool {
    match clinical.split_once(' ') {
        Some((first, second)) => words.first() == Some(&first) && words.get(1) == Some(&second),
        None => words.first().is_some_and(|word| word.starts_with(clinical)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        check(&[text]).into_iter().map(|found| found.word).collect()
    }

    #[test]
    fn clinical_words_are_pointed_at_once_and_as_typed() {
        assert_eq!(words("We treated this. Treatment, and treatment again."), ["treated", "treatment"]);
        assert_eq!(words("Trauma processing of old symptoms"), ["trauma processing", "symptoms"]);
        assert_eq!(words("I would diagnose it; a diagnosis"), ["diagnose", "diagnosis"]);
        assert_eq!(words("after the dose, in therapy"), ["dose", "therapy"]);
    }

    #[test]
    fn everyday_words_are_left_alone() {
        for text in [
            "",
            "A retreat by the sea",
            "trauma, and processing later",
            "doze, dozen",
            "She felt overdosed by noise",
        ] {
            assert!(words(text).is_empty(), "{text}");
        }
    }
}
