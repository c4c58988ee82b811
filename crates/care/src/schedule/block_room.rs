//! A room that cannot be used for a while.

use super::{Schedule, ScheduleFact, next};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// "Not in this room, from then until then."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockRoom {
    /// Which.
    pub room: u32,
    /// From this instant.
    pub from: Instant,
    /// Until this instant.
    pub until: Instant,
    /// Why, for whoever books. No patient's name belongs here.
    pub why: Line,
}

/// "It can be used again."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeRoom {
    /// Which stretch.
    pub number: u32,
}

/// Blocks it. Visits already in it stay until somebody moves them: the schedule says which.
pub fn block(
    schedule: Option<&Schedule>,
    act: &BlockRoom,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let schedule = schedule.ok_or(Refusal::RoomUnknown)?;
    if !schedule.rooms.iter().any(|room| room.number == act.room) {
        return Err(Refusal::RoomUnknown);
    }
    if act.until <= act.from {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if act.until <= moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let (number, room) = (next(schedule.blocks.len()), act.room);
    Ok(vec![ScheduleFact::RoomBlocked {
        number,
        room,
        from: act.from,
        until: act.until,
        why: act.why.clone(),
    }])
}

/// Frees it from now.
pub fn free(
    schedule: Option<&Schedule>,
    act: FreeRoom,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let mut blocks = schedule.into_iter().flat_map(|schedule| &schedule.blocks);
    let block = blocks.find(|block| block.number == act.number).ok_or(Refusal::RoomUnknown)?;
    if block.term.until.is_some_and(|until| until <= moment.now || until <= block.term.from) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::RoomFreed { number: act.number, at: moment.now }])
}
