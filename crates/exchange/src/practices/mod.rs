//! **Prompts and practices**: short texts for writing, grounding, making, small rituals and talking, by phase.
//!
//! They are data (`texts/practices/<language>.toml`) so that a clinician can read, change and sign them. This reads them
//! and checks what a program can check: the same ids in every language, a reading grade that most people can read, no
//! promise, a day of review. Whether a text is kind and right, a person reads.

mod check;
mod read;

use std::sync::LazyLock;

use care::time::Date;

pub use check::check;
pub use read::read;

use crate::reading::Language;

/// What a practice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something to write about.
    Prompt,
    /// Back to here and now, step by step.
    Grounding,
    /// Something to make.
    Creative,
    /// A small ritual.
    Ritual,
    /// A talk with somebody trusted.
    Talk,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Prompt, Self::Grounding, Self::Creative, Self::Ritual, Self::Talk];

    /// As the files write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Prompt => "prompt",
            Self::Grounding => "grounding",
            Self::Creative => "creative",
            Self::Ritual => "ritual",
            Self::Talk => "talk",
        }
    }
}

/// When it fits. Source: screens.md 2.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Before a dose: intention, fear, what would be enough.
    Before,
    /// The first 24 hours: image, body, word, sound. Nothing is looked into.
    FirstDay,
    /// The second 24 hours: what to carry, what surprised.
    SecondDay,
    /// After: what was done in a new way, who noticed.
    After,
    /// At any time.
    Any,
}

impl Phase {
    /// Every phase.
    pub const ALL: [Self; 5] = [Self::Before, Self::FirstDay, Self::SecondDay, Self::After, Self::Any];

    /// As the files write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::FirstDay => "first-day",
            Self::SecondDay => "second-day",
            Self::After => "after",
            Self::Any => "any",
        }
    }

    /// The phase so many whole hours after the last dose ended; before one when none has.
    pub const fn after_hours(hours: Option<i64>) -> Self {
        match hours {
            None => Self::Before,
            Some(..24) => Self::FirstDay,
            Some(24..48) => Self::SecondDay,
            Some(_) => Self::After,
        }
    }
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Practice {
    /// Its name in addresses and in the diary; the same in every language.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// When it fits.
    pub phase: Phase,
    /// A few words.
    pub title: String,
    /// Its paragraphs; the steps of a grounding exercise.
    pub text: Vec<String>,
    /// About how long it takes.
    pub minutes: u32,
    /// Who has read and signed it, or that nobody has yet.
    pub reviewed_by: String,
    /// When it was written.
    pub written: Date,
    /// When it must be read again.
    pub review_by: Date,
}

const ENGLISH: &str = include_str!("../../../../texts/practices/en.toml");
const SPANISH: &str = include_str!("../../../../texts/practices/es.toml");

static SHIPPED: LazyLock<[Vec<Practice>; 2]> = LazyLock::new(|| {
    // A test reads both files; one that cannot be read leaves the page empty rather than the program dead.
    [ENGLISH, SPANISH].map(|text| read(text).unwrap_or_default())
});

/// The texts of this program in a language, in the order of the file.
#[must_use]
pub fn shipped(language: Language) -> &'static [Practice] {
    match language {
        Language::English => &SHIPPED[0],
        Language::Spanish => &SHIPPED[1],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_texts_are_whole_and_pass_every_check() {
        let (english, spanish) = (read(ENGLISH).expect("en.toml"), read(SPANISH).expect("es.toml"));
        assert_eq!(check(&english, &spanish), Vec::<String>::new());
        let prompts = english.iter().filter(|one| one.kind == Kind::Prompt).count();
        assert!(40 <= prompts, "{prompts} prompts");
        assert!(15 <= english.len() - prompts, "{} practices", english.len() - prompts);
        assert!(5 <= english.iter().filter(|one| one.kind == Kind::Grounding).count());
        for phase in [Phase::Before, Phase::FirstDay, Phase::SecondDay, Phase::After] {
            assert!(5 <= english.iter().filter(|one| one.phase == phase).count(), "{phase:?}");
        }
    }

    #[test]
    fn the_phase_follows_from_the_hours_since_the_dose() {
        let cases = [
            (None, Phase::Before),
            (Some(0), Phase::FirstDay),
            (Some(23), Phase::FirstDay),
            (Some(24), Phase::SecondDay),
            (Some(47), Phase::SecondDay),
            (Some(48), Phase::After),
            (Some(10_000), Phase::After),
        ];
        for (hours, phase) in cases {
            assert_eq!(Phase::after_hours(hours), phase, "{hours:?}");
        }
    }
}
