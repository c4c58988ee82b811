//! How an aid speaks: every text a person reads, without promise, superiority or advice, in counts out of 100, plainly.

use super::fault::Code;
use super::{Aid, Text};
use crate::reading::banned::{self, Found};
use crate::reading::{self, Reading};

/// Public texts are held to this grade (screens.md 4.1).
const GRADE_MOST: f64 = 6.0;
/// Words in a sentence, on average (screens.md 4.1).
const SENTENCE_MOST: f64 = 15.0;

/// Every text of an aid that a person reads; names of sources are names and not prose.
pub(super) fn texts(aid: &Aid) -> Vec<&Text> {
    let about = &aid.about;
    let mut texts = vec![
        &about.title,
        &about.condition,
        &about.decision,
        &about.purpose,
        &about.authors,
        &about.funding,
        &about.conflicts,
        &about.update_policy,
    ];
    texts.extend(aid.options.iter().flat_map(|option| [&option.name, &option.long]));
    for row in &aid.rows {
        texts.push(&row.question);
        texts.extend(row.answers.iter().chain(&row.not_offered));
    }
    texts.extend(aid.values.iter().map(|value| &value.words));
    texts.extend(aid.routes.iter().flat_map(|way| [&way.name, &way.amount, &way.felt]));
    for claim in &aid.claims {
        texts.extend([&claim.words, &claim.studied, &claim.people, &claim.unsure]);
    }
    texts.extend(aid.unknown.iter().chain(&aid.ask).map(|item| &item.words));
    for page in &aid.pages {
        texts.extend([&page.title, &page.idea]);
        texts.extend(&page.paragraphs);
    }
    texts.retain(|text| !text.words.is_empty());
    texts
}

/// What is wrong with the words.
pub(super) fn faults(aid: &Aid, tell: &mut impl FnMut(usize, Code, String)) {
    let texts = texts(aid);
    for text in &texts {
        let lists: [(Code, Vec<Found>); 3] = [
            (Code::PromiseWord, banned::promises(&text.words, aid.language)),
            (Code::SuperiorityWord, banned::superiority(&text.words, aid.language)),
            (Code::AdviceWord, banned::advice(&text.words, aid.language)),
        ];
        for (code, found) in lists {
            for found in found {
                tell(text.line, code, format!("“{}” says “{}”", found.sentence, found.word));
            }
        }
        if let Some(number) = odd_number(&text.words) {
            tell(text.line, Code::NumberForm, format!("“{number}”: say a count out of 100"));
        }
    }
    let reading = Reading::of_all(texts.iter().map(|text| text.words.as_str()), aid.language);
    if let Some(grade) = reading.grade(aid.language).filter(|grade| *grade > GRADE_MOST) {
        tell(1, Code::HardToRead, format!("reading grade {grade:.1}; at most {GRADE_MOST}"));
    }
    if let Some(words) = reading.words_per_sentence().filter(|words| *words > SENTENCE_MOST) {
        tell(1, Code::HardToRead, format!("{words:.1} words in a sentence; at most {SENTENCE_MOST}"));
    }
}

/// A share that is not a count out of 100: "40 %", "1 in 4", "twice as many" (screens.md 2.5).
fn odd_number(words: &str) -> Option<String> {
    if words.contains('%') {
        return Some("%".to_owned());
    }
    let said: Vec<String> = reading::words(words).map(str::to_lowercase).collect();
    let number = |word: &String| word.replace([',', '.'], "").parse::<u32>().ok();
    let share = |words: &[String]| match words {
        [part, link, whole, ..] if number(part).is_some() => match (link.as_str(), number(whole)) {
            ("in", Some(_)) => true,
            ("of" | "de", Some(whole)) => whole < 100,
            ("out", None) => true,
            _ => false,
        },
        _ => false,
    };
    if let Some(three) = said.windows(3).find(|three| share(three)) {
        return Some(three.join(" "));
    }
    ["twice", "double", "percent", "doble"]
        .iter()
        .find(|word| said.iter().any(|said| said == *word))
        .map(|word| (*word).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_a_count_out_of_100() {
        let odd =
            ["1 in 4 people", "40 % of people", "1 de 4 personas", "twice as many", "3 out of 7", "3 of 7"];
        for words in odd {
            assert!(odd_number(words).is_some(), "{words}");
        }
        let counts = [
            "54 of 100 people",
            "537 of 9,016 people",
            "6 infusions in 3 weeks",
            "6 de cada 100",
            "6 infusiones en 3 semanas",
            "537 de 9016",
        ];
        for words in counts {
            assert_eq!(odd_number(words), None, "{words}");
        }
    }
}
