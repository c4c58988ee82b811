//! A talk fell through: somebody owes the patient another one, by the window's own clock.

use super::escalate_window::STEPS_H;
use super::{Window, WindowFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, TaskId, WindowId};
use crate::practice::Role;
use crate::tasks::{Matter, TaskFact};
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// By when, once the window's goal is behind: still worth offering, and not for ever. House policy, not a clinical
/// value.
pub const REBOOK_AFTER_GOAL: Hours = Hours(24);

/// By when the desk owes another talk: the window's next step, then its goal, then a day. Never over already.
pub fn due(window: &Window, now: Instant) -> Instant {
    let before_goal = |hours: &u32| {
        let span = Instant(0).plus_hours(Hours(*hours));
        Instant(window.goal.0.saturating_sub(span.0))
    };
    let mut steps = STEPS_H.iter().map(before_goal).chain([window.goal]);
    steps.find(|step| now < *step).unwrap_or_else(|| now.plus_hours(REBOOK_AFTER_GOAL))
}

/// The front desk owes the patient a call. The window knows of it, so that a plan ends it.
pub fn call(
    id: WindowId,
    patient: PatientId,
    matter: Matter,
    due: Instant,
    nth: u16,
    moment: &Moment,
) -> [Fact; 2] {
    let task = TaskId::from_command(moment.command, nth);
    let owed = TaskFact::Opened { matter, patient, owed_by: Role::FrontDesk, due, note: None };
    [Fact::on(Stream::Window(id), WindowFact::CallOwed { task }), Fact::on(Stream::Task(task), owed)]
}

/// A booked talk was lost: the call, by the window's clock.
pub fn owed(id: WindowId, window: &Window, nth: u16, moment: &Moment) -> [Fact; 2] {
    call(id, window.patient, Matter::TalkLost, due(window, moment.now), nth, moment)
}
