//! A talk fell through: somebody owes the patient another one, by the window's own clock.

use super::Window;
use super::escalate_window::STEPS_H;
use crate::fact::{Fact, Stream};
use crate::ids::{TaskId, WindowId};
use crate::practice::Role;
use crate::tasks::{Matter, TaskFact};
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// By when, once the window's goal is behind: still worth offering, and not for ever. House policy, not a clinical
/// value.
pub const REBOOK_AFTER_GOAL: Hours = Hours(24);

/// By when the desk owes another talk: the window's next step, then its goal, then a day. Never over already.
pub fn due(window: &Window, now: Instant) -> Instant {
    let before = |hours: u32| Instant(window.goal.0 - (Instant(0).plus_hours(Hours(hours))).0);
    let steps = STEPS_H.iter().map(|step| before(*step)).chain([window.goal]);
    steps.into_iter().find(|step| now < *step).unwrap_or_else(|| now.plus_hours(REBOOK_AFTER_GOAL))
}

/// The front desk owes another talk.
pub fn owed(_id: WindowId, window: &Window, nth: u8, moment: &Moment) -> Vec<Fact> {
    let task = TaskId::from_command(moment.command, nth);
    let owed = TaskFact::Opened {
        matter: Matter::TalkLost,
        patient: window.patient,
        owed_by: Role::FrontDesk,
        due: due(window, moment.now),
        note: None,
    };
    vec![Fact::on(Stream::Task(task), owed)]
}
