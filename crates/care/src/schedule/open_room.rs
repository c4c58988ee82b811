//! A chair or a room that can be booked, until it is used no more.

use super::{Schedule, ScheduleFact, next};
use crate::refusal::Refusal;
use crate::session::calendar::same_room;
use crate::text::Line;
use crate::time::{Moment, When};

/// "This chair can be booked."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRoom {
    /// As it is called.
    pub name: Line,
    /// Which place it is in; none for the place that the house was founded as.
    pub site: Option<u32>,
}

/// "This one is used no more." Visits already in it stay on the calendar until somebody moves them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseRoom {
    /// Which.
    pub number: u32,
    /// From when. Not in the past.
    pub at: When,
}

/// Opens it, unless an open room has that name, wherever it is, or ever had it at another place: visits name their room, and
/// none of them may come to be in another city. A place that closes gets no room.
pub fn open(
    schedule: Option<&Schedule>,
    act: &OpenRoom,
    booked: &[String],
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    if schedule.is_some_and(|schedule| schedule.room(act.name.as_str(), moment.now).is_some()) {
        return Err(Refusal::RoomThere);
    }
    let before = schedule.and_then(|schedule| schedule.room_called(act.name.as_str(), moment.now));
    // Visits from before the house had a list of rooms are in the place it was founded as.
    let unlisted = before.is_none() && booked.iter().any(|room| same_room(room, act.name.as_str()));
    if before.is_some_and(|room| room.site != act.site) || unlisted && act.site.is_some() {
        return Err(Refusal::RoomNameElsewhere);
    }
    if let Some(number) = act.site {
        let known = schedule.and_then(|schedule| schedule.site(number));
        known.filter(|site| site.term.until.is_none()).ok_or(Refusal::SiteUnknown)?;
    }
    let number = next(schedule.map_or(0, |schedule| schedule.rooms.len()));
    Ok(vec![ScheduleFact::RoomOpened { number, name: act.name.clone(), site: act.site, at: moment.now }])
}

/// Closes it.
pub fn close(
    schedule: Option<&Schedule>,
    act: CloseRoom,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let at = act.at.instant(moment);
    if at < moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let mut rooms = schedule.into_iter().flat_map(|schedule| &schedule.rooms);
    let room = rooms.find(|room| room.number == act.number).ok_or(Refusal::RoomUnknown)?;
    if room.term.until.is_some_and(|until| until <= at) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::RoomClosed { number: act.number, at }])
}
