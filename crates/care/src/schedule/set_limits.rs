//! House policy of the calendar: how many patients one nurse watches, and how long a talk is. No source that was read
//! gives a number for either, so the program has none: the medical director says.

use super::{Schedule, ScheduleFact};
use crate::integration::TalkKind;
use crate::refusal::Refusal;
use crate::units::Minutes;

/// "One nurse watches so many patients at once."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetWatchLimit {
    /// How many; at least one.
    pub patients: u32,
}

/// "A talk of this kind takes so long."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetTalkLength {
    /// Which kind.
    pub kind: TalkKind,
    /// How long it holds whoever gives it; more than nothing, within one day.
    pub minutes: Minutes,
}

const DAY_MIN: u32 = 24 * 60;

/// Keeps how many. It holds for what is booked from now on.
pub fn watch(schedule: Option<&Schedule>, act: SetWatchLimit) -> Result<Vec<ScheduleFact>, Refusal> {
    if act.patients == 0 {
        return Err(Refusal::LimitNotPossible);
    }
    if schedule.and_then(|schedule| schedule.watch_limit) == Some(act.patients) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::WatchLimitSet { patients: act.patients }])
}

/// Keeps how long. It holds for what is booked from now on.
pub fn talk(schedule: Option<&Schedule>, act: SetTalkLength) -> Result<Vec<ScheduleFact>, Refusal> {
    if act.minutes.0 == 0 || DAY_MIN < act.minutes.0 {
        return Err(Refusal::LimitNotPossible);
    }
    if schedule.and_then(|schedule| schedule.talk_length(act.kind)) == Some(act.minutes) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::TalkLengthSet { kind: act.kind, minutes: act.minutes }])
}
