//! The screening questions in plain words, by their code. "Yes" always means: a prescriber needs to know this.

use crate::texts::Lang;

/// The question as people read it. An unknown code is shown as it is, so that nothing asked is ever hidden.
pub fn question(lang: Lang, code: &str) -> &str {
    lang.find_word("screening-question", code).unwrap_or(code)
}

/// What a finding is called in a list for clinicians.
pub fn finding(code: &str) -> String {
    code.replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::course::screening::QUESTIONS;

    #[test]
    fn every_question_has_words_and_no_words_are_for_nothing() {
        for lang in Lang::ALL {
            for (code, _) in QUESTIONS {
                assert_ne!(question(*lang, code), *code, "no words for `{code}` in {}", lang.name());
                assert!(question(*lang, code).ends_with('?'), "{code}");
            }
        }
        let texts = include_str!("../../../../../texts/en/screening.ftl");
        assert_eq!(texts.matches("\nscreening-question-").count(), QUESTIONS.len());
        assert_eq!(question(Lang::Es, "no-such-question"), "no-such-question");
    }
}
