//! **How hard a text is to read, and what it may not say.** Pure functions over texts that people will read.
//!
//! Public and patient texts are held to a reading grade in both languages, each by its own formula, because an English
//! formula over Spanish words says nothing: Spanish words have more syllables and are not harder for it.
//! [`banned`] finds words of promise and of loss. Who checks which texts, and against which limit, is the caller's.

pub mod banned;
mod english;
mod spanish;

/// A language with a formula of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// Flesch–Kincaid grade level (Kincaid 1975).
    English,
    /// Crawford's grade (Crawford 1984, "A Spanish language Fry-type readability procedure: elementary level").
    Spanish,
}

/// What a formula needs to know of a text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reading {
    /// Sentences with at least one word.
    pub sentences: usize,
    /// Words: letters or digits between spaces and dashes.
    pub words: usize,
    /// Syllables of those words. A number written in digits counts as one.
    pub syllables: usize,
}

impl Reading {
    /// Measures one text.
    #[must_use]
    pub fn of(text: &str, language: Language) -> Self {
        let mut reading = Self::default();
        for sentence in sentences(text) {
            let mut any = false;
            for word in words(sentence) {
                any = true;
                reading.words += 1;
                reading.syllables += syllables(word, language);
            }
            reading.sentences += usize::from(any);
        }
        reading
    }

    /// Measures several texts as one, each with its own end: a heading without a full stop does not run into the next text.
    pub fn of_all<'a>(texts: impl IntoIterator<Item = &'a str>, language: Language) -> Self {
        texts.into_iter().map(|text| Self::of(text, language)).fold(Self::default(), |sum, one| Self {
            sentences: sum.sentences + one.sentences,
            words: sum.words + one.words,
            syllables: sum.syllables + one.syllables,
        })
    }

    /// The school grade by the language's own formula; nothing to read has none.
    #[must_use]
    pub fn grade(&self, language: Language) -> Option<f64> {
        if self.words == 0 {
            return None;
        }
        let (sentences, words, syllables) = (count(self.sentences), count(self.words), count(self.syllables));
        Some(match language {
            Language::English => 0.39 * words / sentences + 11.8 * syllables / words - 15.59,
            Language::Spanish => {
                -0.205 * (100.0 * sentences / words) + 0.049 * (100.0 * syllables / words) - 3.407
            }
        })
    }

    /// Words in a sentence, on average; nothing to read has none.
    #[must_use]
    pub fn words_per_sentence(&self) -> Option<f64> {
        (self.sentences > 0).then(|| count(self.words) / count(self.sentences))
    }
}

#[expect(clippy::cast_precision_loss, reason = "no text has 2^52 words")]
fn count(number: usize) -> f64 {
    number as f64
}

/// The sentences of a text. A stop, question or exclamation mark ends one when a space and no small letter follows (so
/// `2.5`, `holdfast.example` and `9 a.m. on Monday` hold together); a colon does not; an empty line does.
#[must_use]
pub fn sentences(text: &str) -> Vec<&str> {
    let mut found = vec![];
    let mut start = 0;
    for (at, sign) in text.char_indices() {
        let after = &text[at + sign.len_utf8()..];
        let ends = match sign {
            '.' | '!' | '?' | '…' => ends_here(after),
            '\n' => after.trim_start_matches([' ', '\t', '\r']).starts_with('\n'),
            _ => false,
        };
        if ends {
            let end = at + sign.len_utf8();
            found.push(&text[start..end]);
            start = end;
        }
    }
    found.push(&text[start..]);
    found.retain(|sentence| words(sentence).next().is_some());
    found
}

/// Whether what follows a stop is another sentence: closing marks, then a space or the end, then no small letter.
fn ends_here(after: &str) -> bool {
    let rest = after.trim_start_matches(['"', '”', '’', '»', ')', '\'', '.', '!', '?']);
    let spaced = rest.trim_start();
    rest.is_empty() || (spaced.len() < rest.len() && !spaced.starts_with(char::is_lowercase))
}

/// The words of a text, without the marks around them. Dashes part words, apostrophes do not.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|sign: char| sign.is_whitespace() || matches!(sign, '-' | '–' | '—' | '/' | '·'))
        .map(|piece| piece.trim_matches(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
}

/// The syllables of one word; never none.
#[must_use]
pub fn syllables(word: &str, language: Language) -> usize {
    let letters: Vec<char> = word.to_lowercase().chars().filter(|sign| sign.is_alphabetic()).collect();
    match language {
        Language::English => english::syllables(&letters),
        Language::Spanish => spanish::syllables(&letters),
    }
    .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("a text with words has a grade");
        assert!((found - expected).abs() < 0.005, "{found} is not {expected}");
    }

    #[test]
    fn the_formulas_reproduce_worked_examples() {
        // 100 words in 10 sentences: by hand, 0.39·10 + 11.8·1.5 − 15.59 and −0.205·10 + 0.049·200 − 3.407.
        near(Reading { sentences: 10, words: 100, syllables: 150 }.grade(Language::English), 6.01);
        near(Reading { sentences: 10, words: 100, syllables: 200 }.grade(Language::Spanish), 4.343);
        // "The cat sat on the mat." is the textbook's −1.45.
        let cat = Reading::of("The cat sat on the mat.", Language::English);
        assert_eq!(cat, Reading { sentences: 1, words: 6, syllables: 6 });
        near(cat.grade(Language::English), -1.45);
        // "La casa es blanca." has 1 + 2 + 1 + 2 syllables.
        let house = Reading::of("La casa es blanca.", Language::Spanish);
        assert_eq!(house, Reading { sentences: 1, words: 4, syllables: 6 });
        near(house.grade(Language::Spanish), -0.205 * 25.0 + 0.049 * 150.0 - 3.407);
    }

    #[test]
    fn a_long_learned_text_is_harder_than_a_short_plain_one() {
        let plain = "Drink some water. Sit down. Look at one thing.";
        let learned = "The psychopharmacological administration of subanaesthetic quantities necessitates continuous \
                       cardiovascular observation throughout the intervention.";
        assert!(Reading::of(plain, Language::English).grade(Language::English).unwrap() < 3.0);
        assert!(Reading::of(learned, Language::English).grade(Language::English).unwrap() > 20.0);
        let plain = "Beba un poco de agua. Siéntese. Mire una sola cosa.";
        let learned = "La administración psicofarmacológica de cantidades subanestésicas requiere observación \
                       cardiovascular continuada durante la intervención.";
        assert!(Reading::of(plain, Language::Spanish).grade(Language::Spanish).unwrap() < 6.0);
        assert!(Reading::of(learned, Language::Spanish).grade(Language::Spanish).unwrap() > 10.0);
    }

    #[test]
    fn sentences_end_where_a_reader_would_stop() {
        let cases: &[(&str, usize)] = &[
            ("One. Two! Three? Four…", 4),
            ("Call before 9 a.m. on Monday.", 1),
            ("It is 2.5 hours.", 1),
            ("See holdfast.example for more.", 1),
            ("“Stop.” Then go on.", 2),
            ("A heading\n\nA line\nthat goes on.", 2),
            ("¿Cómo está? Bien.", 2),
            ("", 0),
            ("… !", 0),
            ("no stop at the end", 1),
        ];
        for (text, expected) in cases {
            assert_eq!(sentences(text).len(), *expected, "{text:?}: {:?}", sentences(text));
        }
    }

    #[test]
    fn texts_measured_together_do_not_run_into_each_other() {
        let together = Reading::of_all(["A heading", "One line."], Language::English);
        assert_eq!((together.sentences, together.words), (2, 4));
        assert_eq!(Reading::of("", Language::English).grade(Language::English), None);
        assert_eq!(Reading::default().words_per_sentence(), None);
        assert_eq!(
            Reading::of("One two. Three four five six.", Language::English).words_per_sentence(),
            Some(3.0)
        );
    }
}
