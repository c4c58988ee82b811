//! How many doses a series has, and within what span: the protocol's numbers, judged when a dose is put on the calendar
//! and again before it begins.
//!
//! Both are limits of one course. Going on after them is a new decision: a review, and a new course under a protocol
//! that says so. No prescriber passes them at the chair.

use super::{Course, SessionKind};
use crate::ids::SessionId;
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::session::{Phase, Session};
use crate::time::Instant;
use crate::units::Hours;

/// Doses of a course that are on the calendar and not given yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Booked(pub u32);

impl Booked {
    /// At the chair only what was given counts.
    pub const NONE: Self = Self(0);
}

/// Dosing visits of this course that no dose has been counted for: on the calendar, or cancelled since.
pub fn uncounted(course: &Course) -> impl Iterator<Item = SessionId> + '_ {
    let counted = |id: SessionId| course.doses.iter().any(|(_, session)| *session == id);
    let dosing = course.sessions.iter().filter(|(_, kind)| *kind == SessionKind::Dosing);
    dosing.map(|(id, _)| *id).filter(move |id| !counted(*id))
}

/// May a dose of this visit still be given, or is one running?
pub const fn is_ahead(session: &Session) -> bool {
    matches!(session.phase, Phase::Scheduled | Phase::CheckedIn | Phase::Dosing | Phase::Paused)
}

/// Is there room in the series for one more dose, at this instant? The span is optional and counts, like the distance
/// between doses, from the end of a dose: of the first one of the course.
pub fn another_dose(
    course: &Course,
    content: &Content,
    at: Instant,
    Booked(booked): Booked,
) -> Result<(), Refusal> {
    let doses = content.small(Key::SeriesDoses)?;
    let given = u32::try_from(course.doses.len()).unwrap_or(u32::MAX);
    if doses <= given.saturating_add(booked) {
        return Err(Refusal::SeriesFull { doses, given, booked });
    }
    if !content.values.contains_key(&Key::SeriesWithin) {
        return Ok(());
    }
    let within = content.small(Key::SeriesWithin)?;
    let Some(first) = course.doses.iter().map(|(ended, _)| *ended).min() else { return Ok(()) };
    let until = first.plus_hours(Hours(within.saturating_mul(24)));
    if until < at { Err(Refusal::SeriesOver { until }) } else { Ok(()) }
}
