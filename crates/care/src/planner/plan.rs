//! What comes back: visits with their talks, or what stands in the way.

use super::change::Relaxation;
use super::constraint::Constraint;
use crate::ids::PersonId;
use crate::integration::Talk;
use crate::practice::Role;
use crate::text::Line;
use crate::time::Instant;

/// A whole series, in order of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoursePlan {
    /// One for each dose.
    pub visits: Vec<PlannedVisit>,
}

/// One visit with its dose, and the talk after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedVisit {
    /// When it begins.
    pub starts: Instant,
    /// In which room. None only in the plan of a relaxation that asks for one.
    pub room: Option<Line>,
    /// Who watches, then the therapist if the visit asks for one. Somebody is missing only in the plan of a relaxation that
    /// asks for them.
    pub people: Vec<(PersonId, Role)>,
    /// The first talk; none where it is held elsewhere, or where a relaxation says so.
    pub talk: Option<Talk>,
}

/// Why there is no plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unplanned {
    /// It was proven that nothing fits.
    NothingFits(NothingFits),
    /// Neither a plan nor a proof.
    NotDecided(NotDecided),
    /// The question itself cannot be.
    Wrong(Wrong),
}

/// Nothing fits, why, and what would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NothingFits {
    /// In the calendars that were given these cannot be kept together; without any one of them the others can.
    pub conflict: Vec<Constraint>,
    /// The smallest changes of one thing each that make everything else fit; first what is easiest to ask for. Empty when
    /// more than one thing would have to change.
    pub relaxations: Vec<Relaxation>,
}

/// Why it was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotDecided {
    /// The calendars end before the days asked for do (the last window included): it might fit after them.
    CalendarsEnd {
        /// Where they end.
        at: Instant,
    },
    /// The calendars are longer than a plan can be made of.
    CalendarsTooLong,
}

/// A question that no calendar could answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// In an infusion there is no psychotherapy: neither in the visit nor in the talk after it.
    TherapyInInfusion,
    /// A talk is asked for, and no kind of talk would do.
    NoKindOfTalk,
    /// One patient is asked for twice at once: the two would not know of each other.
    PatientTwice,
    /// There is no such visit in the plan.
    NoSuchVisit,
}

impl Unplanned {
    /// Stable forever.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NothingFits(_) => "nothing-fits",
            Self::NotDecided(NotDecided::CalendarsEnd { .. }) => "calendars-end",
            Self::NotDecided(NotDecided::CalendarsTooLong) => "calendars-too-long",
            Self::Wrong(Wrong::TherapyInInfusion) => "no-therapy-in-infusion",
            Self::Wrong(Wrong::NoKindOfTalk) => "no-kind-of-talk",
            Self::Wrong(Wrong::PatientTwice) => "patient-twice",
            Self::Wrong(Wrong::NoSuchVisit) => "no-such-visit",
        }
    }
}
