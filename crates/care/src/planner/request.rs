//! What is asked for: so many doses of one patient, and everything the protocol, the house and the patient say about them.

use crate::ids::{PatientId, PersonId};
use crate::integration::TalkKind;
use crate::protocol::CareModel;
use crate::session::calendar::Span;
use crate::time::Instant;
use crate::units::{Days, Hours, Minutes};

/// A series, or what is left of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Whose.
    pub patient: PatientId,
    /// Through which door.
    pub model: CareModel,
    /// How many doses are still to plan.
    pub doses: u32,
    /// What one visit takes.
    pub visit: VisitShape,
    /// How the doses lie to each other.
    pub series: Series,
    /// No visit begins earlier.
    pub not_before: Instant,
    /// No visit begins later.
    pub not_after: Instant,
    /// When the patient can be here, for a visit or a talk; less what they have booked already.
    pub patient_free: Vec<Span>,
    /// The first talk after each dose.
    pub talk: TalkNeed,
}

/// What one visit takes, everything counted from its beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitShape {
    /// From the beginning of the visit until the dose begins; zero where the calendar means the dose.
    pub lead_min: Minutes,
    /// From the beginning of the dose until its latest end.
    pub dose_min: Minutes,
    /// How long the patient stays, recovery included.
    pub stay_min: Minutes,
    /// How long the chair or room is taken, recovery and cleaning included.
    pub room_min: Minutes,
    /// How long a nurse, or a prescriber in a nurse's place, watches.
    pub watch_min: Minutes,
    /// How long a prescriber must be in the building, whatever else they do there; none where the protocol asks for none.
    pub cover_min: Option<Minutes>,
    /// How long a licensed therapist is with this patient alone; none where no therapy belongs to the visit.
    pub therapist_min: Option<Minutes>,
    /// Which therapist, where one is asked for.
    pub therapist: Among,
}

/// How the doses of a series lie to each other and to those given before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// From the end of a dose to the beginning of the next, at least.
    pub apart: Hours,
    /// In any seven days (168 hours) at most so many doses begin; none where nobody says so.
    pub per_week: Option<u32>,
    /// No dose begins later than so many days (of 24 hours) after the first one of the course ended.
    pub within: Option<Days>,
    /// When the first dose of this course ended, or will if it is booked already.
    pub first_ended: Option<Instant>,
    /// Doses this patient had lately, in whatever course, and those booked already: when each begins and ends. What is
    /// planned comes after all of them.
    pub given: Vec<Span>,
}

/// Who will do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Among {
    /// Anybody in the role.
    Anyone,
    /// Only this person.
    Only(PersonId),
}

impl Among {
    /// Would this person do?
    pub fn takes(self, person: PersonId) -> bool {
        match self {
            Self::Anyone => true,
            Self::Only(only) => only == person,
        }
    }
}

/// The first talk after each dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TalkNeed {
    /// With somebody of this house.
    InHouse(TalkAsked),
    /// The person's own therapist, an accepted referral, or their own "no, thanks": nothing is booked here.
    Elsewhere,
}

/// A talk with somebody of this house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TalkAsked {
    /// Which kinds will do, the one that is wished first.
    pub kinds: Vec<TalkKind>,
    /// With whom.
    pub with: Among,
    /// How long it takes.
    pub minutes: Minutes,
    /// Not sooner after the end of the dose: nobody talks about a dose while it works. Nor before everybody's part in the
    /// visit is over.
    pub quiet_min: Minutes,
    /// It begins before so many hours after the end of the dose are over: the goal of the window.
    pub goal: Hours,
}

impl TalkNeed {
    /// What is asked of this house.
    pub const fn in_house(&self) -> Option<&TalkAsked> {
        match self {
            Self::InHouse(asked) => Some(asked),
            Self::Elsewhere => None,
        }
    }
}

impl VisitShape {
    /// When a dose of a visit that begins then begins.
    pub const fn dose_begins(&self, starts: Instant) -> Instant {
        starts.plus_minutes(self.lead_min)
    }

    /// When it ends at the latest; the window opens.
    pub const fn dose_ends(&self, starts: Instant) -> Instant {
        self.dose_begins(starts).plus_minutes(self.dose_min)
    }

    /// When everybody's part in the visit is over, the room's too.
    pub fn over(&self, starts: Instant) -> Instant {
        starts.plus_minutes(self.whole())
    }

    /// The longest anybody or anything is held, and never less than the dose.
    pub fn whole(&self) -> Minutes {
        let dose = Minutes(self.lead_min.0.saturating_add(self.dose_min.0));
        let parts = [
            Some(self.stay_min),
            Some(self.room_min),
            Some(self.watch_min),
            self.cover_min,
            self.therapist_min,
        ];
        parts.into_iter().flatten().fold(dose, Minutes::max)
    }
}
