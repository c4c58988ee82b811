//! What could give way, one thing at a time.

use super::constraint::Constraint;
use super::plan::CoursePlan;
use crate::ids::PersonId;
use crate::refusal::Fixer;
use crate::session::calendar::Span;
use crate::time::Instant;
use crate::units::{Days, Hours};

/// One thing that gives way, no further than it must.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Fewer hours between two doses.
    Apart {
        /// So many would do.
        hours: Hours,
    },
    /// More doses in seven days.
    PerWeek {
        /// So many would do.
        doses: u32,
    },
    /// The series may span more days.
    Within {
        /// So many would do.
        days: Days,
    },
    /// The first visit may begin earlier.
    NotBefore {
        /// Then.
        at: Instant,
    },
    /// The last visit may begin later.
    NotAfter {
        /// Then.
        at: Instant,
    },
    /// The visit that is moved begins at another time; the nearest that was found.
    AskedTime {
        /// Then.
        at: Instant,
    },
    /// The patient comes outside their own times, too.
    PatientTimes {
        /// Then.
        at: Vec<Span>,
    },
    /// One more room.
    Room {
        /// Then.
        at: Vec<Span>,
    },
    /// One more nurse.
    Nurse {
        /// Then.
        at: Vec<Span>,
    },
    /// A prescriber in the building.
    PrescriberCover {
        /// Then.
        at: Vec<Span>,
    },
    /// One more therapist.
    Therapist {
        /// Then.
        at: Vec<Span>,
    },
    /// The talk may be later than the goal of the window.
    TalkLater {
        /// So many hours after the end of the dose would do.
        goal: Hours,
    },
    /// The talks after these visits are held elsewhere.
    TalkElsewhere {
        /// Which visits, the first is 0.
        visits: Vec<usize>,
    },
    /// Licence and affiliation of this person hold at these times, too.
    Standing {
        /// Whose.
        person: PersonId,
        /// Then.
        at: Vec<Span>,
    },
}

/// A change, who could make it, and what it gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relaxation {
    /// What gives way.
    pub change: Change,
    /// Who could let it.
    pub fixer: Fixer,
    /// The plan then. What the change is about is missing in it (a room, a nurse, a talk), and is still to be found.
    pub plan: CoursePlan,
}

impl Change {
    /// The rule that gives way.
    pub const fn constraint(&self) -> Constraint {
        match self {
            Self::Apart { .. } => Constraint::Spacing,
            Self::PerWeek { .. } => Constraint::WeekLimit,
            Self::Within { .. } => Constraint::SeriesSpan,
            Self::NotBefore { .. } => Constraint::NotBefore,
            Self::NotAfter { .. } => Constraint::NotAfter,
            Self::AskedTime { .. } => Constraint::AskedTime,
            Self::PatientTimes { .. } => Constraint::PatientTimes,
            Self::Room { .. } => Constraint::Room,
            Self::Nurse { .. } => Constraint::Nurse,
            Self::PrescriberCover { .. } => Constraint::PrescriberCover,
            Self::Therapist { .. } => Constraint::Therapist,
            Self::TalkLater { .. } | Self::TalkElsewhere { .. } => Constraint::TalkInWindow,
            Self::Standing { person, .. } => Constraint::Standing(*person),
        }
    }
}
