//! What can stand in the way of a plan, one name for each. The codes are stable: words for people are keyed by them.

use std::collections::BTreeSet;

use super::clinic::Clinic;
use super::request::Request;
use crate::ids::PersonId;
use crate::refusal::Fixer;

/// One thing a plan must keep to. Where either of two would explain why nothing fits, the later one here is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Constraint {
    /// This person works in a role only while licence and affiliation are in force.
    Standing(PersonId),
    /// The visit that is moved begins when it was asked to.
    AskedTime,
    /// No visit begins before the day that was said.
    NotBefore,
    /// No visit begins after the day that was said.
    NotAfter,
    /// A prescriber in the building.
    PrescriberCover,
    /// The therapist of the visit.
    Therapist,
    /// Somebody who watches: a nurse, or a prescriber in a nurse's place.
    Nurse,
    /// A room.
    Room,
    /// A talk with the right person before the window's goal is past and before the next dose.
    TalkInWindow,
    /// The patient's own times.
    PatientTimes,
    /// Hours between the end of a dose and the next.
    Spacing,
    /// At most so many doses in seven days.
    WeekLimit,
    /// The days the series may span.
    SeriesSpan,
}

impl Constraint {
    /// Stable forever.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Standing(_) => "standing",
            Self::AskedTime => "asked-time",
            Self::NotBefore => "not-before",
            Self::NotAfter => "not-after",
            Self::Room => "room",
            Self::Nurse => "nurse",
            Self::PrescriberCover => "prescriber-cover",
            Self::Therapist => "therapist",
            Self::TalkInWindow => "talk-in-window",
            Self::PatientTimes => "patient-times",
            Self::WeekLimit => "week-limit",
            Self::SeriesSpan => "series-span",
            Self::Spacing => "spacing",
        }
    }

    /// Who could make it give way. The protocol's own numbers need somebody who may sign for another: they come last.
    pub const fn fixer(self) -> Fixer {
        match self {
            Self::PatientTimes => Fixer::Patient,
            Self::AskedTime | Self::NotBefore | Self::NotAfter => Fixer::You,
            Self::Room | Self::Nurse | Self::Therapist | Self::TalkInWindow => Fixer::Desk,
            Self::Standing(_) | Self::PrescriberCover | Self::WeekLimit | Self::SeriesSpan => Fixer::Director,
            Self::Spacing => Fixer::Prescriber,
        }
    }

    /// Everything this question has to keep to. What it does not ask for cannot stand in its way.
    pub fn of(clinic: &Clinic, request: &Request) -> BTreeSet<Self> {
        let standing = clinic.staff.iter().map(|one| Self::Standing(one.person));
        let mut all: BTreeSet<Self> = standing.collect();
        all.extend([
            Self::NotBefore,
            Self::NotAfter,
            Self::Room,
            Self::Nurse,
            Self::PatientTimes,
            Self::Spacing,
        ]);
        let asked = [
            (request.visit.cover_min.is_some(), Self::PrescriberCover),
            (request.visit.therapist_min.is_some(), Self::Therapist),
            (request.talk.in_house().is_some(), Self::TalkInWindow),
            (request.series.per_week.is_some(), Self::WeekLimit),
            (request.series.within.is_some(), Self::SeriesSpan),
        ];
        all.extend(asked.into_iter().filter(|(asked, _)| *asked).map(|(_, constraint)| constraint));
        all
    }
}
