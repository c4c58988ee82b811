//! A safety signal: what somebody said or answered that does not wait. A clinician owes an answer by a clock, and what
//! nobody answers climbs, again and again, until somebody does. Law 11.
//!
//! # For an act that may raise one
//!
//! Two lines, and everything else follows (who owes it, by when, what it climbs to, and that a second signal is added
//! to the first). In `chart.rs`, name the patient in `Chart::raises`, so that what is needed is fetched:
//!
//! ```ignore
//! Act::SayUnsafe(id, _) => Some(*id),
//! ```
//!
//! In `decide.rs`, add the facts to those of the act. `nth` keeps the tasks of one command apart (0 unless the act
//! opens other tasks too):
//!
//! ```ignore
//! facts.extend(self.raise(patient, Source::SaidUnsafe, courses, 0)?);
//! ```
//!
//! The page then redirects to `/me/item9`, which shows what is open for the person, whatever raised it.

pub mod answer_signal;
pub mod climb;
pub mod cover;
pub mod raise;
pub mod say_how_safe;
pub mod told;

use crate::ids::PersonId;
use crate::practice::Role;
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Minutes;

pub use answer_signal::AnswerSignal;
pub use cover::Cover;
pub use say_how_safe::SayHowSafe;

/// The longest a safety signal waits for an answer. A signed protocol may ask for less and never for more. House policy,
/// not a clinical value: `screens.md` 4.5, "Answer within 30 min".
pub const HOUSE_ANSWER: Minutes = Minutes(30);
/// How long somebody has who hears that the person is not safe. House policy: a third of the house's clock.
pub const NOT_SAFE_ANSWER: Minutes = Minutes(10);

/// What raised it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// An answer in a questionnaire that cannot wait (item 9 above zero), or its score.
    Questionnaire {
        /// Its id.
        measure: Line,
        /// The answers that raised it, by item; none when the score did.
        answers: Vec<(Line, u32)>,
    },
    /// "I don't feel safe."
    SaidUnsafe,
    /// An answer in screening that cannot wait.
    StopAnswer {
        /// The code of the question.
        question: Line,
    },
}

impl Source {
    /// Stable forever: stored, listed.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Questionnaire { .. } => "questionnaire",
            Self::SaidUnsafe => "said-unsafe",
            Self::StopAnswer { .. } => "stop-answer",
        }
    }
    /// The same kind: one signal of each is open for a person at a time.
    pub fn is_like(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

words! {
    /// "Are you safe right now?"
    HowSafe {
        /// "Yes, I'm safe."
        Safe = "safe",
        /// "I'm not sure."
        NotSure = "not-sure",
        /// "No."
        NotSafe = "not-safe",
    }
}
words! {
    /// What came of trying to reach the person.
    Contact {
        /// Spoke with them.
        Reached = "reached",
        /// Sent help to where they are.
        HelpSent = "help-sent",
        /// They did not answer: it stays open, and climbs at once.
        NoAnswer = "no-answer",
    }
}
words! {
    /// A step of the chain: how it came to whoever owes it now.
    Rung {
        /// On call at that instant.
        OnCall = "on-call",
        /// The patient's own prescriber.
        OwnPrescriber = "own-prescriber",
        /// Nobody is on call and the patient has no prescriber who may act: every prescriber owes it.
        Prescribers = "prescribers",
        /// Another one on call.
        NextOnCall = "next-on-call",
        /// The medical director.
        Director = "director",
        /// No director may act: every prescriber owes it.
        Everyone = "everyone",
        /// Somebody took it, for a time.
        Taken = "taken",
    }
}

impl Rung {
    /// Does the chain begin here, again?
    pub const fn begins_round(self) -> bool {
        matches!(self, Self::OnCall | Self::OwnPrescriber | Self::Prescribers)
    }
}

/// Who owes the answer, and until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owing {
    /// A named clinician; none means everybody in the role.
    pub to: Option<PersonId>,
    /// In which role.
    pub role: Role,
    /// How it came to them.
    pub rung: Rung,
    /// How long each of the chain has.
    pub within: Minutes,
    /// Then it climbs.
    pub due: Instant,
}

/// What the facts say of one signal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// Each time it was raised, and by what. Empty for one that an earlier program wrote.
    pub raised: Vec<(Source, Instant)>,
    /// What the person last said of how safe they are.
    pub said: Option<(HowSafe, Instant)>,
    /// Is somebody with them? As they last said.
    pub company: Option<bool>,
    /// Who owes the answer now.
    pub owing: Owing,
    /// Each step since the chain last began: how, and to whom.
    pub steps: Vec<(Rung, Option<PersonId>)>,
    /// Who tried to reach the person, and what came of it.
    pub tries: Vec<(PersonId, Contact, Instant)>,
}

impl Signal {
    /// Of a task that says no more than which role owes it.
    pub(crate) fn opened(role: Role, due: Instant) -> Self {
        let owing = Owing { to: None, role, rung: Rung::Prescribers, within: HOUSE_ANSWER, due };
        let steps = vec![(owing.rung, owing.to)];
        Self { raised: vec![], said: None, company: None, owing, steps, tries: vec![] }
    }

    pub(crate) fn owed(&mut self, owing: Owing) {
        if owing.rung.begins_round() {
            self.steps.clear();
        }
        self.steps.push((owing.rung, owing.to));
        self.owing = owing;
    }

    /// Was it raised by this kind of thing?
    pub fn is_of(&self, source: &Source) -> bool {
        self.raised.iter().any(|(known, _)| known.is_like(source))
    }

    /// The strongest thing that raised it: the highest answer, else the newest.
    pub fn source(&self) -> Option<&Source> {
        let value = |source: &Source| match source {
            Source::Questionnaire { answers, .. } => answers.iter().map(|(_, value)| *value).max(),
            _ => None,
        };
        self.raised.iter().map(|(source, _)| source).max_by_key(|source| value(source))
    }
}
