//! One thing that is wrong with a decision aid, with a code a test can name.

use std::fmt;

macro_rules! codes {
    ($($(#[$doc:meta])* $Name:ident = $code:literal;)+) => {
        /// What kind of thing is wrong. The first six are IPDAS's qualifying criteria, the next its certifying ones.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[$doc])* $Name,)+ }

        impl Code {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$Name,)+];

            /// As it is written.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$Name => $code,)+ }
            }
        }
    };
}

codes! {
    /// IPDAS 1: the condition is not named.
    NoCondition = "no-condition";
    /// IPDAS 2: the decision is not stated.
    NoDecision = "no-decision";
    /// IPDAS 3: the options are not the ones that this decision has.
    NoOptions = "no-options";
    /// IPDAS 4: no positive features.
    NoPositive = "no-positive-features";
    /// IPDAS 5: no negative features.
    NoNegative = "no-negative-features";
    /// IPDAS 6: not said what it is like.
    NoExperience = "no-experience";
    /// IPDAS 7: one option is told at more length than another.
    UnequalDetail = "unequal-detail";
    /// IPDAS 7: an option has nothing under a question that the others answer.
    AnswerMissing = "answer-missing";
    /// IPDAS 8: a claim without a source.
    ClaimWithoutSource = "claim-without-source";
    /// IPDAS 8: a source that nobody can look up.
    SourceWithoutAddress = "source-without-address";
    /// IPDAS 8: a source, claim or row is named and is nowhere.
    NamedNowhere = "named-nowhere";
    /// IPDAS 9: no date of writing.
    NoWrittenDate = "no-written-date";
    /// IPDAS 9: no day up to which evidence was looked for.
    NoEvidenceDate = "no-evidence-date";
    /// IPDAS 10: no update policy.
    NoUpdatePolicy = "no-update-policy";
    /// IPDAS 10: no review date.
    NoReviewDate = "no-review-date";
    /// IPDAS 10: the review date has passed.
    ReviewOverdue = "review-overdue";
    /// IPDAS 11: a claim that does not say how sure anybody can be.
    NoUncertainty = "no-uncertainty";
    /// IPDAS 12: not said who pays, or without the house and what it offers.
    NoFunding = "no-funding";
    /// IPDAS 12: not said who wrote it and what they earn from it.
    NoAuthors = "no-authors";
    /// A promise.
    PromiseWord = "promise-word";
    /// A word that sets one option above another.
    SuperiorityWord = "superiority-word";
    /// A word that chooses for the person.
    AdviceWord = "advice-word";
    /// A number that is not a count out of 100.
    NumberForm = "number-form";
    /// Harder to read than grade 6, or sentences longer than 15 words on average.
    HardToRead = "hard-to-read";
    /// A question is missing, or stands elsewhere.
    RowOrder = "row-order";
    /// The languages do not say the same things.
    IdsDiffer = "ids-differ";
    /// The text has not the form of a decision aid.
    Form = "form";
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, as it was given.
    pub file: String,
    /// The line, counted from 1; what is not there at all is on the line that calls for it, or on line 1.
    pub line: usize,
    /// What kind.
    pub code: Code,
    /// Why, as a sentence without its full stop.
    pub reason: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}: {}", self.file, self.line, self.code.code(), self.reason)
    }
}
