//! An unfilled window climbs: at 24, 12, 6 and 2 hours before its goal. It never says "missed".

use super::{Window, WindowFact, rebook};
use crate::fact::{Fact, Stream};
use crate::ids::WindowId;
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::time::Moment;

/// Hours before the goal at which an unfilled window climbs. House policy, from `screens.md` 2.2.
pub const STEPS_H: [u32; 4] = [24, 12, 6, 2];

/// The clock's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalateWindow;

/// The step that is due now, if one is.
pub fn due_step(window: &Window, moment: &Moment) -> Option<u32> {
    let left_min = window.goal.minutes_since(moment.now);
    let reached = STEPS_H.iter().rev().find(|step| left_min <= i64::from(**step) * 60)?;
    let fresh = window.climbed_at_h.is_none_or(|climbed| *reached < climbed);
    (0 < left_min && fresh && !window.is_settled()).then_some(*reached)
}

/// Climbs once for each step. The front desk owes a call, unless it owes one already.
pub fn decide(
    id: WindowId,
    window: &Window,
    is_call_owed: bool,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let hours_left = due_step(window, moment).ok_or(Refusal::NotYetDue)?;
    let mut facts = vec![Fact::on(Stream::Window(id), WindowFact::Climbed { hours_left })];
    if !is_call_owed {
        facts.extend(rebook::call(id, window.patient, Matter::WindowUnfilled, window.goal, 0, moment));
    }
    Ok(facts)
}
