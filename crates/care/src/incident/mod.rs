//! **Incidents**: what went wrong, or nearly did. Anybody on staff tells one in a minute; a serious adverse event and a gate
//! that was let stand open tell theirs by themselves. Somebody who had no part in it reviews it by a clock, and says what
//! was learnt. Kinds and severity follow the WHO's International Classification for Patient Safety (2009).

mod opens_itself;
pub mod report_incident;
pub mod review_incident;

use crate::ids::{PersonId, SessionId};
use crate::practice::Role;
use crate::protocol::model::words;
use crate::time::Instant;
use crate::units::Hours;

pub use opens_itself::{AFTER_OVERRIDE, AFTER_SERIOUS, opened_by};
pub use report_incident::ReportIncident;
pub use review_incident::{CloseIncident, NoteIncident, TakeIncident};

words! {
    /// What it was about.
    IncidentKind {
        /// The wrong drug, amount, route, time or person.
        Medication = "medication",
        /// A body that reacted otherwise than hoped.
        Reaction = "reaction",
        /// Somebody fell, or hurt themselves.
        Fall = "fall",
        /// A monitor, a pump, a bed, this program.
        Equipment = "equipment",
        /// Touch, words or closeness that should not have been.
        Conduct = "conduct",
        /// Somebody saw or heard what was not for them.
        Privacy = "privacy",
        /// A record that is wrong or missing.
        Record = "record",
        /// A gate before a dose was let stand open.
        Override = "override",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// How far it went.
    Severity {
        /// It was noticed in time.
        NearMiss = "near-miss",
        /// It reached somebody and did no harm.
        NoHarm = "no-harm",
        /// Somebody was harmed.
        Harm = "harm",
        /// Nobody knows yet.
        NotKnown = "not-known",
    }
}

/// Within how long somebody says what was learnt of what harmed, or may have. House policy, not a clinical value.
pub const REVIEW_HARM: Hours = Hours(72);
/// The same of anything else. House policy.
pub const REVIEW: Hours = Hours(14 * 24);

impl Severity {
    /// Within how long it is reviewed.
    pub const fn review_within(self) -> Hours {
        match self {
            Self::Harm | Self::NotKnown => REVIEW_HARM,
            Self::NearMiss | Self::NoHarm => REVIEW,
        }
    }
}

/// What is kept of an incident when it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What it was about.
    pub kind: IncidentKind,
    /// How far it went, as far as whoever told it knew.
    pub severity: Severity,
    /// The visit it happened in, if it did in one.
    pub visit: Option<SessionId>,
    /// What happened, in the words of whoever told it.
    pub words: String,
    /// When it happened.
    pub happened: Instant,
    /// Who told it, or did what it opened by.
    pub by: PersonId,
    /// In which role.
    pub role: Role,
    /// By when it is reviewed.
    pub due: Instant,
    /// When it was told.
    pub at: Instant,
}

/// What a reviewer wrote: who, what, when.
pub type Written = (PersonId, String, Instant);

/// What the facts say of one incident.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// As it was told.
    pub told: Told,
    /// Who reviews it.
    pub taken_by: Option<PersonId>,
    /// What was found out, in order.
    pub notes: Vec<Written>,
    /// What was learnt, and that it is closed.
    pub closed: Option<Written>,
}

/// What can have happened to an incident.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum IncidentFact {
    /// Somebody told it, or an act opened it.
    Reported { told: Told },
    /// Somebody reviews it now.
    Taken { by: PersonId, at: Instant },
    /// The reviewer found something out.
    Noted { words: String, by: PersonId, at: Instant },
    /// The reviewer says what was learnt.
    Closed { learnt: String, by: PersonId, at: Instant },
}

impl Told {
    /// Is it the medical director's alone to review? Where no visit says who had a part in it, and where it is about somebody's
    /// conduct, whoever it is about may be a reviewer; what the director told is anybody's.
    pub fn is_directors(&self) -> bool {
        self.role != Role::MedicalDirector && (self.visit.is_none() || self.kind == IncidentKind::Conduct)
    }
}

impl Incident {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &IncidentFact) -> Option<Self> {
        if let IncidentFact::Reported { told } = fact {
            return Some(Self { told: told.clone(), taken_by: None, notes: vec![], closed: None });
        }
        let mut incident = before?;
        match fact {
            IncidentFact::Reported { .. } => {}
            IncidentFact::Taken { by, .. } => incident.taken_by = Some(*by),
            IncidentFact::Noted { words, by, at } => incident.notes.push((*by, words.clone(), *at)),
            IncidentFact::Closed { learnt, by, at } => incident.closed = Some((*by, learnt.clone(), *at)),
        }
        Some(incident)
    }

    /// Is its review still owed?
    pub const fn is_open(&self) -> bool {
        self.closed.is_none()
    }

    /// Is its review owed and late?
    pub fn is_late(&self, at: Instant) -> bool {
        self.is_open() && self.told.due <= at
    }
}
