//! Opening a chart without a tie: a reason, a fixed time, and a review that somebody owes.

use super::{Patient, PatientFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, PersonId, TaskId};
use crate::practice::{Acting, Actor, Role};
use crate::refusal::Refusal;
use crate::tasks::{Matter, Task, TaskFact};
use crate::text::Line;
use crate::time::{Moment, Term};
use crate::units::Hours;

/// How long an emergency access stays open. House policy, not a clinical value; the actor cannot change it.
pub const EMERGENCY_ACCESS: Hours = Hours(4);
/// Within how long the medical director owes a review of it.
pub const EMERGENCY_REVIEW: Hours = Hours(24);

/// "I need this chart now, and this is why."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEmergencyAccess {
    /// Why. Shown to the patient and to the reviewer.
    pub reason: Line,
}

/// Opens it for a fixed time, and makes the medical director owe a review.
pub fn open(
    patient: PatientId,
    act: &OpenEmergencyAccess,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by.actor else { return Err(Refusal::PersonUnknown) };
    let term = Term { from: moment.now, until: Some(moment.now.plus_hours(EMERGENCY_ACCESS)) };
    let opened = PatientFact::EmergencyOpened { person, reason: act.reason.clone(), term };
    let review = TaskFact::Opened {
        matter: Matter::EmergencyReview,
        patient,
        owed_by: Role::MedicalDirector,
        due: moment.now.plus_hours(EMERGENCY_REVIEW),
        note: None,
    };
    let task = Stream::Task(TaskId::from_command(moment.command, 0));
    Ok(vec![Fact::on(Stream::Patient(patient), opened), Fact::on(task, review)])
}

/// May they take or answer this review? Another prescriber or the medical director, never whoever opened the chart: the
/// opening is known by its instant, which the first clock of its review was set from.
pub fn may_review(task: &Task, patient: &Patient, by: &Acting) -> Result<(), Refusal> {
    if task.matter != Matter::EmergencyReview {
        return Ok(());
    }
    let reviews = matches!(by.role, Role::MedicalDirector | Role::Prescriber);
    let reviewed =
        |(_, term, _): &&(PersonId, Term, Line)| term.from.plus_hours(EMERGENCY_REVIEW) == task.first_due;
    let opened_it =
        patient.emergencies.iter().filter(reviewed).any(|(who, ..)| by.actor == Actor::Person(*who));
    if reviews && !opened_it { Ok(()) } else { Err(Refusal::NotYourReview) }
}
