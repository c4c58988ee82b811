//! Links that a calendar program reads by itself: one person's own visits and talks, or the bookings of one room.
//!
//! A link tells where patients are, so who made it and who took it back are facts. Only the hash of its secret is kept: a
//! stolen record opens no calendar. A link lives no longer than its maker's standing, and does not come back with them.

use super::{Schedule, ScheduleFact, next};
use crate::ids::PersonId;
use crate::practice::policy::may;
use crate::practice::{ActKind, Here, Person};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment, Term};

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// Its maker's own visits and talks.
    Own,
    /// When a room is booked.
    Room(u32),
}

/// A link to a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// 1, 2, … in the order they were made.
    pub number: u32,
    /// What it shows.
    pub shows: Shows,
    /// Who made it, for their own use.
    pub by: PersonId,
    /// The hash of its secret.
    pub key_hash: Line,
    /// From when it was made until it was taken back.
    pub term: Term,
}

/// "Let my own calendar read where I am booked."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenOwnFeed {
    /// The hash of the secret that was made for it.
    pub key_hash: Line,
}

/// "Let a calendar read when this room is booked."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRoomFeed {
    /// Which room.
    pub room: u32,
    /// The hash of the secret that was made for it.
    pub key_hash: Line,
}

/// "My link reads nothing more."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseOwnFeed {
    /// Which.
    pub number: u32,
}

/// "This room's link reads nothing more", whoever made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseRoomFeed {
    /// Which.
    pub number: u32,
}

/// Makes a link of one's own.
pub fn open_own(
    schedule: Option<&Schedule>,
    act: &OpenOwnFeed,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let number = fresh(schedule, &act.key_hash)?;
    Ok(vec![ScheduleFact::OwnFeedOpened { number, by, key_hash: act.key_hash.clone(), at: moment.now }])
}

/// Makes a link to a room that can be booked.
pub fn open_room(
    schedule: Option<&Schedule>,
    act: &OpenRoomFeed,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let mut open = schedule.into_iter().flat_map(|schedule| schedule.open_rooms(moment.now));
    let room = open.find(|room| room.number == act.room).ok_or(Refusal::RoomUnknown)?.number;
    let (number, key_hash) = (fresh(schedule, &act.key_hash)?, act.key_hash.clone());
    Ok(vec![ScheduleFact::RoomFeedOpened { number, room, by, key_hash, at: moment.now }])
}

/// Takes back one's own link. Of somebody else's nothing is told, not even that there is one.
pub fn close_own(
    schedule: Option<&Schedule>,
    act: CloseOwnFeed,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    close(schedule, act.number, |feed| feed.shows == Shows::Own && feed.by == by, moment)
}

/// Takes back a room's link.
pub fn close_room(
    schedule: Option<&Schedule>,
    act: CloseRoomFeed,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    close(schedule, act.number, |feed| feed.shows != Shows::Own, moment)
}

fn close(
    schedule: Option<&Schedule>,
    number: u32,
    is_theirs: impl Fn(&Feed) -> bool,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let mut feeds = schedule.into_iter().flat_map(|schedule| &schedule.feeds);
    let feed = feeds.find(|feed| feed.number == number && is_theirs(feed)).ok_or(Refusal::FeedUnknown)?;
    if feed.term.until.is_some() {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::FeedClosed { number, at: moment.now }])
}

/// The number of a link whose secret no other has.
fn fresh(schedule: Option<&Schedule>, key_hash: &Line) -> Result<u32, Refusal> {
    let feeds = schedule.map_or(&[][..], |schedule| &schedule.feeds);
    if feeds.iter().any(|feed| feed.key_hash == *key_hash) {
        return Err(Refusal::AlreadyThere);
    }
    Ok(next(feeds.len()))
}

impl Feed {
    /// Was it taken back?
    pub const fn is_closed(&self) -> bool {
        self.term.until.is_some()
    }

    /// Does it show anything at this instant? Its maker must stand, without a break since they made it, in a role that may
    /// make such a link; its room must still be in use.
    pub fn shows_at(&self, schedule: &Schedule, maker: &Person, here: Here<'_>, at: Instant) -> bool {
        let (act, in_use) = match self.shows {
            Shows::Own => (ActKind::OpenOwnFeed, true),
            Shows::Room(number) => {
                (ActKind::OpenRoomFeed, schedule.open_rooms(at).any(|room| room.number == number))
            }
        };
        let since_then = |held: &&crate::practice::Affiliation| {
            held.term.from <= self.term.from && held.term.covers(self.term.from) && held.term.covers(at)
        };
        let mut roles = maker.affiliations.iter().filter(since_then).map(|held| held.role);
        let stands = roles.any(|role| may(role, act) && maker.stand(role, here, at).is_ok());
        in_use && stands && self.term.covers(at)
    }
}
