//! The clock asks: one question, once for each step after the newest dose.

use super::{Ask, SeriesSaid};
use crate::course::{Course, CourseFact};
use crate::ids::SessionId;
use crate::patient::{Lock, Patient};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// "How have you been since?" It names the dose, the step and its own number, so that what the clock saw and what is
/// decided cannot be two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskFollowUp {
    /// After which dose.
    pub dose: SessionId,
    /// The number that the ask will have in the course.
    pub number: u32,
    /// Which step.
    pub after: Hours,
}

/// What is to be asked now in this course, if anything is.
///
/// Of the steps whose time has come only the latest counts: one that fell silent (nobody looked in time, or a new dose came)
/// is not made up for. A step that had passed before the house said it is never asked, nor is one that the course was asked
/// already after this dose, or a later one. Nobody is asked while a dose runs, or when the course is closed.
pub fn due(
    said: Option<&SeriesSaid>,
    course: &Course,
    patient: &Patient,
    now: Instant,
) -> Option<(AskFollowUp, Ask)> {
    let dosing = matches!(patient.lock, Lock::WhileDosing(_));
    if dosing || course.closed.is_some() || course.follow_ups.stopped.is_some() {
        return None;
    }
    let said = said?;
    let (ended, dose) = course.doses.iter().copied().max_by_key(|(ended, _)| *ended)?;
    let (after, since) = said.steps().rfind(|(step, _)| ended.plus_hours(*step) <= now)?;
    let (time, until) = (ended.plus_hours(after), ended.plus_hours(after).plus_hours(said.series.within));
    let asked = |(ask, _): &(Ask, _)| ask.dose == dose && after <= ask.after;
    if time < since || until <= now || course.follow_ups.asks.iter().any(asked) {
        return None;
    }
    let number = course.follow_ups.next();
    let (call_within, read_within) = (said.series.call_within, said.series.read_within);
    let owed_by = said.series.owed_by;
    let ask = Ask { number, dose, after, at: now, until, call_within, read_within, owed_by };
    Some((AskFollowUp { dose, number, after }, ask))
}

/// Asks what is due, and nothing else.
pub fn decide(
    said: Option<&SeriesSaid>,
    course: &Course,
    patient: &Patient,
    act: AskFollowUp,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    match due(said, course, patient, moment.now) {
        Some((asked, ask)) if asked == act => Ok(vec![CourseFact::FollowUpAsked { ask }]),
        Some(_) | None => Err(Refusal::NotYetDue),
    }
}
