//! **"Which approach suits you?"**: a decision aid as data, one file for each language, held to IPDAS v4.0.
//!
//! [`read()`] turns the texts into an [`Aid`]; [`faults()`] says everything that keeps it from meeting the six qualifying and
//! the six general certifying criteria (Elwyn and Joseph-Williams; care.md 7.4), or that pushes: words of promise,
//! superiority or advice, more detail for one option than for another, numbers that are no counts out of 100. A test
//! runs both on the files that are shipped, so an aid with a fault is not built. The aid computes nothing: no score, no
//! order of options.

mod check;
mod fault;
mod form;

mod read;
mod said;

use care::time::Date;

pub use check::{differences, faults, overdue};
pub use fault::{Code, Fault};
pub use read::read;

use crate::reading::Language;

/// The options of this decision, in their order. "Nothing" is not an option: waiting and other care are.
pub const OPTIONS: [&str; 3] = ["kap", "infusion", "other-or-not-now"];

/// The questions every option answers, in their order.
pub const ROWS: [&str; 16] = [
    "what",
    "who",
    "talk",
    "setting",
    "how",
    "like",
    "good",
    "hard",
    "after",
    "first-48",
    "own-therapist",
    "time",
    "cost",
    "not-for",
    "know",
    "offered",
];

/// How sure anybody can be of a claim.
pub const SURE: [&str; 5] = ["studies", "few", "view", "differ", "theory"];

/// What kind of thing a source is.
pub const KINDS: [&str; 9] =
    ["study", "review", "abstract", "label", "expert", "article", "clinic", "vendor", "notice"];

/// A text with the line it stands on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    /// What it says; "" when it is not there.
    pub words: String,
    /// The line, counted from 1.
    pub line: usize,
}

/// A decision aid in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aid {
    /// The file it was read from.
    pub file: String,
    /// The language of its words.
    pub language: Language,
    /// The aid about itself.
    pub about: About,
    /// The options.
    pub options: Vec<Choice>,
    /// The questions with an answer for each option.
    pub rows: Vec<Row>,
    /// What may matter to a person.
    pub values: Vec<Matter>,
    /// The ways in.
    pub routes: Vec<Way>,
    /// What somebody found, with sources.
    pub claims: Vec<Claim>,
    /// What nobody knows.
    pub unknown: Vec<Item>,
    /// What a person may ask a prescriber.
    pub ask: Vec<Item>,
    /// One idea a page.
    pub pages: Vec<Page>,
    /// Where claims come from: the same in every language.
    pub sources: Vec<Source>,
}

/// The aid about itself: title, decision, who wrote it, who pays, its dates.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the section [about]")]
pub struct About {
    pub title: Text,
    pub condition: Text,
    pub decision: Text,
    pub purpose: Text,
    pub authors: Text,
    /// With `{house}` and `{offers}` to be filled in.
    pub funding: Text,
    pub conflicts: Text,
    pub written: Option<Date>,
    pub evidence_until: Option<Date>,
    pub review_by: Option<Date>,
    pub update_policy: Text,
    pub line: usize,
}

/// One option.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of [[options]]")]
pub struct Choice {
    pub id: Text,
    pub name: Text,
    pub long: Text,
}

/// One question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Its id, from [`ROWS`].
    pub id: Text,
    /// The question.
    pub question: Text,
    /// The answer of each option, in the order of [`OPTIONS`].
    pub answers: [Text; 3],
    /// What to answer instead when the clinic does not offer the option; only under `offered`.
    pub not_offered: [Text; 2],
    /// Ids of the claims it rests on.
    pub claims: Vec<Text>,
}

/// Something that may matter to a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Matter {
    /// Its id.
    pub id: Text,
    /// The person's words: "I want …".
    pub words: Text,
    /// Ids of the rows to look at together.
    pub rows: Vec<Text>,
}

/// One way in, with the share that reaches the blood and the times that somebody measured.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Way {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// At least so many parts of 100.
    pub low: u8,
    /// At most so many parts of 100.
    pub high: u8,
    /// The same in words.
    pub amount: Text,
    /// Minutes until it starts, is strongest, fades: from and to; `None` where no source that was read says.
    pub felt_min: [Option<(u16, u16)>; 3],
    /// The same in words.
    pub felt: Text,
    /// Ids of sources.
    pub sources: Vec<Text>,
}

/// What somebody found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Claim {
    /// Its id.
    pub id: Text,
    /// What it is about.
    pub topic: Text,
    /// What was found.
    pub words: Text,
    /// What was studied.
    pub studied: Text,
    /// How many people.
    pub people: Text,
    /// How sure, from [`SURE`].
    pub sure: Text,
    /// Why nobody can be sure.
    pub unsure: Text,
    /// Its counts out of 100, drawn as dots; each one stands in its words too.
    pub of_100: Vec<u8>,
    /// Ids of sources.
    pub sources: Vec<Text>,
}

/// A line of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: Text,
    /// What it says.
    pub words: Text,
}

/// One idea with its claims.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its id, as in `/learn/ID`.
    pub id: Text,
    /// Its heading.
    pub title: Text,
    /// The idea in a sentence.
    pub idea: Text,
    /// More of it.
    pub paragraphs: Vec<Text>,
    /// Ids of the claims it rests on.
    pub claims: Vec<Text>,
}

/// Where a claim comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its address; "" when it has none.
    pub url: Text,
    /// Where it is, when it has no address.
    pub place: Text,
    /// From [`KINDS`].
    pub kind: Text,
    /// The day this project read it.
    pub read: Option<Date>,
}

impl Aid {
    /// A claim by its id.
    #[must_use]
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id.words == id)
    }
    /// A row by its id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.id.words == id)
    }
    /// A source by its id.
    #[must_use]
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.id.words == id)
    }
    /// A page by its id.
    #[must_use]
    pub fn page(&self, id: &str) -> Option<&Page> {
        self.pages.iter().find(|page| page.id.words == id)
    }
}

/// An aid that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shipped {
    /// Its language.
    pub language: Language,
    /// Its file name, as [`Fault`]s name it.
    pub file: &'static str,
    /// What it says.
    pub text: &'static str,
}

/// The file of sources that comes with the program, its name and its text.
pub const SOURCES: (&str, &str) =
    ("texts/choose/sources.toml", include_str!("../../../../texts/choose/sources.toml"));

/// The aids that come with the program.
pub const SHIPPED: [Shipped; 2] = [
    Shipped {
        language: Language::English,
        file: "texts/choose/en.toml",
        text: include_str!("../../../../texts/choose/en.toml"),
    },
    Shipped {
        language: Language::Spanish,
        file: "texts/choose/es.toml",
        text: include_str!("../../../../texts/choose/es.toml"),
    },
];
