//! What a text says that is not so any more, or that a public page never says.

use care::articles::Flag;
use care::time::Instant;
use pulldown_cmark::{Event, TagEnd};

use crate::reading::{self, Language, Reading, banned};

/// Somebody whose last affiliation has ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The printed name.
    pub name: String,
    /// Since when.
    pub at: Instant,
}

/// What the reading is told of the house as it is now.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// Everybody who worked here and does not.
    pub ended: &'a [Ended],
    /// Crisis numbers that were replaced, each in every way it is written, the usual one first (`texts/crisis.toml`).
    pub replaced: &'a [Vec<String>],
}

/// Something found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// It names somebody as if they worked here.
    EndedAffiliation(Ended),
    /// It names them, and says itself that they do not.
    NamedAsFormer(Ended),
    /// It promises.
    Promise(banned::Found),
    /// It gives a crisis number that was replaced: the number as it is usually written.
    OldNumber(String),
    /// It asks for more years of school than public pages do: the grade by the language's own formula, rounded up.
    HardToRead(u32),
}

impl Finding {
    /// Its kind, as the rules know it.
    #[must_use]
    pub const fn flag(&self) -> Flag {
        match self {
            Self::EndedAffiliation(_) => Flag::EndedAffiliation,
            Self::NamedAsFormer(_) => Flag::NamedAsFormer,
            Self::Promise(_) => Flag::PromiseWord,
            Self::OldNumber(_) => Flag::OldCrisisNumber,
            Self::HardToRead(_) => Flag::HardToRead,
        }
    }
}

/// The highest reading grade of a public page (screens.md 4.1).
const GRADE_MAX: f64 = 6.0;

/// Everything found, each thing once: first what stops, then what warns.
#[must_use]
pub fn lint(title: &str, text: &str, language: Language, house: &House<'_>) -> Vec<Finding> {
    let plain = format!("{title}\n\n{}", plain(text));
    let said = Said::of(&plain, language);
    let mut found = vec![];
    for person in house.ended {
        found.extend(said.names(&person.name).map(|former| match former {
            true => Finding::NamedAsFormer(person.clone()),
            false => Finding::EndedAffiliation(person.clone()),
        }));
    }
    for promise in banned::promises(&plain, language) {
        let known = |one: &Finding| matches!(one, Finding::Promise(known) if known.word == promise.word);
        if !found.iter().any(known) {
            found.push(Finding::Promise(promise));
        }
    }
    let given =
        house.replaced.iter().filter(|spellings| spellings.iter().any(|number| gives(&plain, number)));
    found.extend(given.filter_map(|spellings| spellings.first().cloned()).map(Finding::OldNumber));
    let grade = Reading::of(&plain, language).grade(language).filter(|grade| GRADE_MAX < *grade);
    found.extend(grade.map(|grade| Finding::HardToRead(rounded_up(grade))));
    found.sort_by_key(|one| !one.flag().stops());
    found
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a grade between 6 and some hundreds"
)]
fn rounded_up(grade: f64) -> u32 {
    grade.ceil().min(999.0) as u32
}

/// Every word of a text as it is compared, with the sentence it stands in.
struct Said {
    /// Small letters without a possessive; as written; the number of its sentence.
    words: Vec<(String, String, usize)>,
    /// Does this sentence say that somebody is no longer here?
    former: Vec<bool>,
}

impl Said {
    fn of(plain: &str, language: Language) -> Self {
        let (mut words, mut former) = (vec![], vec![]);
        for (nth, sentence) in reading::sentences(plain).into_iter().enumerate() {
            words.extend(reading::words(sentence).map(|word| (folded(word), word.to_owned(), nth)));
            former.push(banned::says_former(sentence, language));
        }
        Self { words, former }
    }

    /// Does it name this person, and if so: only as somebody who was here?
    fn names(&self, printed: &str) -> Option<bool> {
        let name = core_name(printed);
        let is_here = |window: &[(String, String, usize)]| match &name[..] {
            [] => false,
            // One word alone may be any word: it is a name where it is written like one.
            [alone] => window[0].1 == *alone,
            _ => window.iter().zip(&name).all(|((word, ..), part)| *word == part.to_lowercase()),
        };
        let places = self.words.windows(name.len().max(1)).filter(|window| is_here(window));
        let former = |place: &[(String, String, usize)]| place.iter().any(|(_, _, nth)| self.former[*nth]);
        places.map(former).reduce(|all, one| all && one)
    }
}

/// A word as it is compared: small letters, nothing invisible, no possessive.
fn folded(word: &str) -> String {
    let small = word.to_lowercase().replace('’', "'");
    small.strip_suffix("'s").unwrap_or(&small).to_owned()
}

/// A name without title and letters behind it: "Dr Dana Rivers LCSW" is Dana, Rivers.
fn core_name(printed: &str) -> Vec<String> {
    const TITLES: [&str; 9] = ["dr", "dra", "prof", "mr", "mrs", "ms", "mx", "sr", "sra"];
    let is_name = |word: &&str| {
        // What ends in a capital is a degree or a licence: LCSW, PhD, MD.
        let letters = 1 < word.chars().count() && word.ends_with(char::is_uppercase);
        !letters && !TITLES.contains(&word.to_lowercase().as_str())
    };
    reading::words(printed).filter(is_name).map(str::to_owned).collect()
}

/// Does the text give this number, however it is parted?
fn gives(plain: &str, number: &str) -> bool {
    let parts = |letter: &char| !(letter.is_alphanumeric() || *letter == '\n');
    let wanted: Vec<char> = number.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    let text: Vec<char> = plain.to_lowercase().chars().collect();
    let begins = |at: usize| at == 0 || !text[at - 1].is_alphanumeric();
    let stands = |at: usize| {
        let mut rest = text[at..].iter().peekable();
        for letter in &wanted {
            while rest.next_if(|found| parts(found)).is_some() {}
            if rest.next() != Some(letter) {
                return false;
            }
        }
        rest.next().is_none_or(|after| !after.is_alphanumeric())
    };
    !wanted.is_empty() && (0..text.len()).any(|at| text[at] == wanted[0] && begins(at) && stands(at))
}

/// The words a person reads, without marks of form and without what cannot be seen. Each block ends its sentence.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for event in super::parse(text) {
        match event {
            Event::Text(words) | Event::Code(words) => plain.push_str(&words),
            // Shown as it stands, with its brackets.
            Event::Html(words) | Event::InlineHtml(words) => plain.extend([" ", &words, " "]),
            Event::SoftBreak | Event::HardBreak => plain.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::CodeBlock) => {
                plain.push_str("\n\n");
            }
            _ => {}
        }
    }
    plain.retain(|letter| !matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINCE: Instant = Instant(1_756_684_800_000_000);

    fn ended(name: &str) -> Ended {
        Ended { name: name.to_owned(), at: SINCE }
    }

    fn found_in(text: &str, language: Language) -> Vec<Finding> {
        let ended = [ended("Dana Rivers"), ended("Dr Marcus Webb PhD"), ended("M. Stone"), ended("Wren")];
        let replaced = [["1-800-273-8255", "800-273-8255", "1-800-273-TALK"].map(str::to_owned).to_vec()];
        let house = House { ended: &ended, replaced: &replaced };
        lint("We talk", text, language, &house)
    }

    fn flags(text: &str) -> Vec<Flag> {
        found_in(text, Language::English).iter().map(Finding::flag).collect()
    }

    #[test]
    fn somebody_who_is_no_longer_here_is_found_however_the_name_is_written() {
        use Flag::{EndedAffiliation as Ended, NamedAsFormer as Former};
        for (text, expected) in [
            ("We talk. **Dana\nRivers** helps.", &[Ended][..]),
            ("Ask DANA RIVERS.", &[Ended]),
            ("It is Dana Rivers’s room.", &[Ended]),
            ("It is [Dana](/people) Rivers.", &[Ended]),
            ("See ![Dana Rivers](https://x.example/a.png) here.", &[Ended]),
            ("<b>Dana Rivers</b> helps.", &[Ended]),
            ("Da\u{AD}na Riv\u{200B}ers helps.", &[Ended]),
            ("Ask Dr. Webb or Marcus Webb.", &[Ended]),
            ("Ask M. Stone.", &[Ended]),
            ("Ask Wren.", &[Ended]),
            ("A wren sang.", &[]),
            ("Dana is here. Rivers run.", &[]),
            ("Jordana Riverside is here.", &[]),
            ("Dana Rivers no longer works here.", &[Former]),
            ("Our former guide Dana Rivers wrote this.", &[Former]),
            // Once as somebody who was here and once as if she were: it is the second that a reader takes away.
            ("Dana Rivers no longer works here. Call Dana Rivers.", &[Ended]),
        ] {
            assert_eq!(flags(text), expected, "{text}");
        }
        let spanish = |text: &str| -> Vec<Flag> {
            found_in(text, Language::Spanish).iter().map(Finding::flag).collect()
        };
        assert_eq!(spanish("Dana Rivers ya no trabaja aquí."), [Former]);
        assert_eq!(spanish("Hable con Dana Rivers."), [Ended]);
        let in_title = lint(
            "Dana Rivers",
            "She helps.",
            Language::English,
            &House { ended: &[ended("Dana Rivers")], replaced: &[] },
        );
        assert_eq!(in_title, [Finding::EndedAffiliation(ended("Dana Rivers"))]);
    }

    #[test]
    fn a_crisis_number_that_was_replaced_is_found_however_it_is_parted() {
        for text in [
            "Call 1-800-273-8255 now.",
            "Call 1 (800) 273 8255.",
            "Call 1.800.273.8255",
            "Call 800\u{2011}273\u{2011}8255.",
            "Call 1-800-273-TALK.",
            "Call **1-800**-273-8255.",
        ] {
            assert_eq!(flags(text), [Flag::OldCrisisNumber], "{text}");
        }
        for text in ["Call or text 988.", "We are 18002738255123.", "It is 1800.\n\n273 days. 8255 h."] {
            assert!(!flags(text).contains(&Flag::OldCrisisNumber), "{text}");
        }
    }

    #[test]
    fn promises_stop_and_hard_words_warn() {
        assert_eq!(flags("This is a cure for you. It is a cure."), [Flag::PromiseWord], "each word once");
        assert_eq!(flags("# A breakthrough\n\nWe talk."), [Flag::PromiseWord]);
        assert_eq!(flags("<!-- a miracle -->"), [Flag::PromiseWord], "it is shown, so it is read");
        assert_eq!(flags("This is not a cure."), []);
        let hard =
            "Neuroplasticity facilitates psychotherapeutic understanding of extraordinary experiences.";
        let found = found_in(&format!("A cure. {hard}"), Language::English);
        assert!(matches!(found[..], [Finding::Promise(_), Finding::HardToRead(7..)]), "{found:?}");
        for text in ["", "🌊🫂", "שלום", &"We talk. ".repeat(25_000)] {
            assert_eq!(flags(text), [], "{}", &text[..text.len().min(20)]);
        }
    }
}
