//! One questionnaire as a data file says it. Whole numbers only; every threshold names where it comes from.

use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::units::Days;

words! {
    /// What may be done with a questionnaire's words.
    LicenceStatus {
        /// Nobody owns it.
        PublicDomain = "public_domain",
        /// Free to show, with its notice beside it.
        FreeWithNotice = "free_with_notice",
        /// Somebody must be asked first.
        PermissionRequired = "permission_required",
        /// Only under a licence that this house does not hold.
        Restricted = "restricted",
    }
}

impl LicenceStatus {
    /// May its words be shipped and shown?
    pub const fn allows_text(self) -> bool {
        matches!(self, Self::PublicDomain | Self::FreeWithNotice)
    }
}

words! {
    /// How far a threshold can be relied on.
    Status {
        /// A named source was read.
        Cited = "cited",
        /// Nobody has checked it: shown to nobody as a fact.
        Unverified = "unverified",
    }
}
words! {
    /// Which way is better.
    Better {
        /// A lower score.
        Lower = "lower",
        /// A higher score.
        Higher = "higher",
        /// It describes; neither end is better.
        Neither = "neither",
    }
}
words! {
    /// What a threshold of the whole score says.
    MarkKind {
        /// So much less than at the start (a share of it, in percent).
        Response = "response",
        /// At this score or beyond, in the better direction.
        Remission = "remission",
        /// A change of so many points is more than chance.
        Change = "change",
        /// At this score or beyond, in the worse direction, somebody looks closer.
        Cut = "cut",
    }
}

/// A text in one language: its code (`en`), and the words.
pub type Told = (String, String);

/// The words of one language, if there are any.
pub fn told<'t>(texts: &'t [Told], language: &str) -> Option<&'t str> {
    texts.iter().find(|(code, _)| code == language).map(|(_, words)| words.as_str())
}

/// Under what its words are used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Licence {
    /// What may be done.
    pub status: LicenceStatus,
    /// Who says so, and where it was read.
    pub text: String,
    /// What must stand beside the words.
    pub notice: Option<String>,
}

/// A number with where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The number.
    pub value: T,
    /// How far it can be relied on.
    pub status: Status,
    /// Where it was read.
    pub source: String,
}

/// What is asked before every item: "Over the last 2 weeks, …".
pub type Lead = Vec<Told>;

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name in answers, stable: a `linkId`.
    pub code: Line,
    /// Its LOINC code, where one was read.
    pub loinc: Option<Line>,
    /// Its words, by language.
    pub text: Vec<Told>,
}

/// One answer that may be given to every item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What it counts.
    pub score: u32,
    /// Its LOINC answer code, where one was read.
    pub loinc: Option<Line>,
    /// Its words, by language.
    pub text: Vec<Told>,
}

/// A part of the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscale {
    /// Its name in scores.
    pub code: Line,
    /// As staff read it.
    pub title: Line,
    /// The items that add up to it.
    pub items: Vec<Line>,
}

/// A stretch of the whole score with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its name in scores.
    pub code: Line,
    /// As staff read it.
    pub title: Line,
    /// The lowest score in it.
    pub lowest: u32,
    /// The highest.
    pub highest: u32,
}

/// A threshold of the whole score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub kind: MarkKind,
    /// Points, or percent for a response; with its source.
    pub value: Sourced<u32>,
}

/// So many of these items, each rated at least so high.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Of these.
    pub items: Vec<Line>,
    /// Rated at least so.
    pub rated: u32,
    /// At least so many.
    pub at_least: u32,
}

/// Something the answers say beyond their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// Its name in scores.
    pub code: Line,
    /// As staff read it.
    pub title: Line,
    /// A clinician owes an answer by a clock, at once.
    pub safety: bool,
    /// All of these hold …
    pub counts: Vec<Count>,
    /// … or the whole score is at least this.
    pub total: Option<u32>,
    /// Where it comes from.
    pub source: String,
    /// How far it can be relied on.
    pub status: Status,
}

/// A worked example that scoring must reproduce.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vector {
    /// The answers, in the order of the items.
    pub answers: Vec<u32>,
    /// What they add up to.
    pub total: u32,
    /// The stretch it is in.
    pub band: Option<Line>,
    /// What it flags.
    pub flags: Vec<Line>,
}

/// One questionnaire, or the shell of one whose words we may not show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Its name in URLs and facts.
    pub id: Line,
    /// Of this text and scoring. A changed file has another.
    pub version: Line,
    /// As people call it.
    pub title: Line,
    /// Under what its words are used.
    pub licence: Licence,
    /// Where its text and scoring were read.
    pub source: String,
    /// The whole questionnaire's LOINC code, and its score's.
    pub loinc: (Option<Line>, Option<Line>),
    /// How far back it asks.
    pub recall: Option<Days>,
    /// Which way is better.
    pub better: Better,
    /// The lowest and highest score there can be. Without it no score is entered.
    pub range: Option<Sourced<(u32, u32)>>,
    /// What is asked before every item.
    pub lead: Lead,
    /// Its questions. None: a shell.
    pub items: Vec<Item>,
    /// What may be answered.
    pub choices: Vec<Choice>,
    /// Parts of the score.
    pub subscales: Vec<Subscale>,
    /// Stretches of the score; with the source of all of them.
    pub bands: Option<Sourced<Vec<Band>>>,
    /// Thresholds.
    pub marks: Vec<Mark>,
    /// What answers can say beyond their sum.
    pub flags: Vec<Flag>,
    /// Worked examples.
    pub vectors: Vec<Vector>,
}

impl Measure {
    /// A shell has no questions: somebody who holds a licence asks them elsewhere, and the score is entered.
    pub fn is_shell(&self) -> bool {
        self.items.is_empty()
    }

    /// Is any of its words here?
    pub fn has_text(&self) -> bool {
        !self.items.is_empty() || !self.lead.is_empty() || !self.choices.is_empty()
    }

    /// Lets its words be used, or says that the licence forbids it.
    pub fn licensed(&self) -> Result<(), Refusal> {
        if self.has_text() && !self.licence.status.allows_text() {
            return Err(Refusal::MeasureTextNotLicensed);
        }
        Ok(())
    }

    /// Is every word of it there in this language?
    pub fn speaks(&self, language: &str) -> bool {
        let said = |texts: &[Told]| told(texts, language).is_some();
        !self.is_shell()
            && (self.lead.is_empty() || said(&self.lead))
            && self.items.iter().all(|item| said(&item.text))
            && self.choices.iter().all(|choice| said(&choice.text))
    }

    /// The item of this name, and how many there are before it.
    pub fn item(&self, code: &str) -> Option<(usize, &Item)> {
        self.items.iter().enumerate().find(|(_, item)| item.code.as_str() == code)
    }

    /// The stretch of this name, where the stretches can be relied on.
    pub fn band(&self, code: &str) -> Option<&Band> {
        self.cited_bands().iter().find(|band| band.code.as_str() == code)
    }

    /// The stretches that a source was read for.
    pub fn cited_bands(&self) -> &[Band] {
        match &self.bands {
            Some(Sourced { value, status: Status::Cited, .. }) => value,
            _ => &[],
        }
    }

    /// A threshold that a source was read for.
    pub fn mark(&self, kind: MarkKind) -> Option<u32> {
        let cited = |mark: &&Mark| mark.kind == kind && mark.value.status == Status::Cited;
        self.marks.iter().find(cited).map(|mark| mark.value.value)
    }
}
