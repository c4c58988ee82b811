//! An unfilled window climbs: at 24, 12, 6 and 2 hours before its goal. One that was filled does so too, when the time of
//! its talk is past and nobody says what became of it. It never says "missed".

use super::{Window, WindowFact, rebook};
use crate::fact::{Fact, Stream};
use crate::ids::WindowId;
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// Hours before the goal at which an unfilled window climbs. House policy, from `screens.md` 2.2.
pub const STEPS_H: [u32; 4] = [24, 12, 6, 2];

/// So long after the time of a talk, or after the goal where somebody outside was to see them, somebody here asks whether
/// it took place. House policy: a day, as for a referral of which nothing is heard (`referral::NOT_MET_AFTER`).
pub const UNTOLD_AFTER: Hours = Hours(24);

/// The clock's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalateWindow;

/// The step that is due now, if one is.
pub fn due_step(window: &Window, moment: &Moment) -> Option<u32> {
    // To the microsecond: whole minutes, rounded, would climb up to one too soon, and never in the last one.
    let reached = STEPS_H.iter().rev().find(|step| window.goal <= moment.now.plus_hours(Hours(**step)))?;
    let fresh = window.climbed_at_h.is_none_or(|climbed| *reached < climbed);
    (moment.now < window.goal && fresh && !window.is_settled()).then_some(*reached)
}

/// Filled, and nobody has said whether it took place: when it was to. A call that is owed, or was made, asks already.
pub fn untold(window: &Window, now: Instant) -> Option<Instant> {
    let expected = match (window.talk, &window.referred) {
        (Some(talk), _) => talk.at,
        (None, Some(_)) => window.goal,
        (None, None) => return None,
    };
    let unsaid = window.held.is_none() && window.declined.is_none() && window.owed.is_empty();
    (unsaid && expected.plus_hours(UNTOLD_AFTER) <= now).then_some(expected)
}

/// Climbs once for each step, and once for each plan of which nobody says what became of it. The front desk owes a call,
/// unless it owes one already.
pub fn decide(
    id: WindowId,
    window: &Window,
    is_call_owed: bool,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Some(hours_left) = due_step(window, moment) else {
        untold(window, moment.now).ok_or(Refusal::NotYetDue)?;
        let due = rebook::due(window, moment.now);
        return Ok(rebook::call(id, window.patient, Matter::TalkUntold, due, 0, moment).into());
    };
    let mut facts = vec![Fact::on(Stream::Window(id), WindowFact::Climbed { hours_left })];
    if !is_call_owed {
        facts.extend(rebook::call(id, window.patient, Matter::WindowUnfilled, window.goal, 0, moment));
    }
    Ok(facts)
}
