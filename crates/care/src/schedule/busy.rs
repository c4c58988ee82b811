//! Somebody's own calendar outside: when they are busy there counts like leave for whatever is booked with them.
//!
//! That they linked one, and let go of it, are facts; so is nothing that it says. Only the person themself links a
//! calendar: it is theirs, and tells nobody why. What was booked before stays, as with leave.

use super::{Schedule, ScheduleFact, next};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Moment, Term};

/// So many calendars one person links at once: each is read again and again. Source: the house.
pub const LINKS_MOST: u32 = 3;

/// A calendar that somebody linked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusyLink {
    /// 1, 2, … in the order they were linked.
    pub number: u32,
    /// Whose it is.
    pub person: PersonId,
    /// Where the edges keep how to reach it.
    pub handle: Line,
    /// From when it was linked until it was let go of.
    pub term: Term,
}

/// "Count when my own calendar says that I am busy."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkBusy {
    /// Where the edge keeps how to reach it: made anew for each link.
    pub handle: Line,
}

/// "Count it no more."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnlinkBusy {
    /// Which.
    pub number: u32,
}

/// Links one's own.
pub fn link(
    schedule: Option<&Schedule>,
    act: &LinkBusy,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let links = schedule.map_or(&[][..], |schedule| &schedule.busy_links);
    if links.iter().any(|link| link.handle == act.handle) {
        return Err(Refusal::AlreadyThere);
    }
    let own = links.iter().filter(|link| link.person == by && link.term.until.is_none()).count();
    if usize::try_from(LINKS_MOST).is_ok_and(|most| most <= own) {
        return Err(Refusal::TooManyCalendars { most: LINKS_MOST });
    }
    let (number, handle) = (next(links.len()), act.handle.clone());
    Ok(vec![ScheduleFact::BusyLinked { number, person: by, handle, at: moment.now }])
}

/// Lets go of one's own. Of somebody else's nothing is told, not even that there is one.
pub fn unlink(
    schedule: Option<&Schedule>,
    act: UnlinkBusy,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let mut links = schedule.into_iter().flat_map(|schedule| &schedule.busy_links);
    let link = links.find(|link| link.number == act.number && link.person == by);
    let link = link.ok_or(Refusal::CalendarUnknown)?;
    if link.term.until.is_some() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::BusyUnlinked { number: act.number, at: moment.now }])
}

impl Schedule {
    /// The calendars that count.
    pub fn open_busy_links(&self) -> impl Iterator<Item = &BusyLink> {
        self.busy_links.iter().filter(|link| link.term.until.is_none())
    }
}
