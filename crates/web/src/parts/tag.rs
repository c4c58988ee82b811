//! Tags: which service, which mark.

use crate::texts::Lang;

/// The doors that are never mixed up: word, icon and edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Service {
    /// Psychotherapy with ketamine, therapist present.
    Kap,
    /// IV ketamine as a medical procedure.
    Infusion,
    /// Licensed therapy about the experience.
    IntegrationTherapy,
    /// Non-clinical support.
    IntegrationSupport,
    /// The person's own, outside therapist.
    Outside,
    /// None, or declined.
    #[default]
    None,
}

impl Service {
    /// Class and sprite name.
    pub fn code(self) -> &'static str {
        match self {
            Service::Kap => "kap",
            Service::Infusion => "infusion",
            Service::IntegrationTherapy => "int-therapy",
            Service::IntegrationSupport => "int-support",
            Service::Outside => "outside",
            Service::None => "no-service",
        }
    }

    /// The word on a tag that only staff see; templates say it in the language of the page.
    pub fn word(self) -> &'static str {
        Lang::En.word_of("parts-service", self.code())
    }
}

/// A status or a priority: shape and word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Nothing to say.
    #[default]
    Quiet,
    /// Stop what you are doing.
    High,
    /// Re-plan now.
    Medium,
    /// Plan.
    Low,
    /// Past its time.
    Overdue,
    /// Too old to act on.
    Old,
    /// Feed lost.
    NotLive,
    /// Not yet signed.
    Draft,
    /// Signed.
    Signed,
    /// Opens later.
    Locked,
    /// Done.
    Done,
    /// Waiting for someone.
    Todo,
    /// Plain information.
    Info,
}

impl Mark {
    /// Class suffix: `m-high`.
    pub fn code(self) -> &'static str {
        match self {
            Mark::Quiet => "quiet",
            Mark::High => "high",
            Mark::Medium => "medium",
            Mark::Low => "low",
            Mark::Overdue => "overdue",
            Mark::Old => "old",
            Mark::NotLive => "notlive",
            Mark::Draft => "draft",
            Mark::Signed => "signed",
            Mark::Locked => "locked",
            Mark::Done => "done",
            Mark::Todo => "todo",
            Mark::Info => "info",
        }
    }

    /// The usual word, when a page that only staff see has no better one.
    pub fn word(self) -> &'static str {
        Lang::En.word_of("parts-mark", self.code())
    }

    /// Nothing to show.
    pub fn is_quiet(self) -> bool {
        self == Mark::Quiet
    }
}
