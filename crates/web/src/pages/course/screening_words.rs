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
    use care::protocol::Question;
    use exchange::protocol_file::{SHIPPED, read};

    /// A question without words cannot be asked: every one there is, and every one that a shipped protocol asks, has them
    /// in every language.
    #[test]
    fn every_question_has_words_in_every_language() {
        let shipped = SHIPPED.iter().map(|draft| read(draft.file, draft.text).expect("it reads"));
        let asked: Vec<Question> = shipped.flat_map(|content| content.questions.into_keys()).collect();
        for code in asked.iter().chain(Question::ALL).map(|question| question.code()) {
            for lang in Lang::ALL {
                assert_ne!(question(*lang, code), code, "no words for `{code}` in {}", lang.name());
                assert!(question(*lang, code).ends_with('?'), "{code}");
            }
        }
        let texts = include_str!("../../../../../texts/en/screening.ftl");
        assert_eq!(texts.matches("\nscreening-question-").count(), Question::ALL.len());
        assert_eq!(question(Lang::Es, "no-such-question"), "no-such-question");
    }
}
