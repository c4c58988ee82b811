//! Where and when care can be given: places, chairs and rooms, the hours people keep, leave, and how many patients one nurse
//! watches. One schedule for each house. Who is booked stands on the visits and the windows themselves.
//!
//! Hours are civil times in the zone of a place, which only the edges know: they hand the rules what those hours mean
//! as instants around the time an act is about (`Work`). What nobody has said is not judged.

pub mod beside;
pub mod block_room;
pub mod busy;
pub mod devices;
pub mod feeds;
pub mod keep_hours;
pub mod open_room;
pub mod set_limits;
pub mod sites;
pub mod take_leave;
pub mod video;

use crate::ids::PersonId;
use crate::integration::TalkKind;
use crate::roster::Opening;
use crate::session::calendar::same_room;
use crate::text::Line;
use crate::time::{Date, Instant, Term};
use crate::units::Minutes;

pub use beside::{AtWork, Beside, HeldTalk, Names, Work};
pub use block_room::{BlockRoom, FreeRoom};
pub use busy::{BusyLink, LinkBusy, UnlinkBusy};
pub use devices::{Device, EnrolDevice, RetireDevice};
pub use feeds::{CloseOwnFeed, CloseRoomFeed, Feed, OpenOwnFeed, OpenRoomFeed, Shows};
pub use keep_hours::KeepHours;
pub use open_room::{CloseRoom, OpenRoom};
pub use set_limits::{SetTalkLength, SetWatchLimit};
pub use sites::{CloseSite, OpenSite, Site};
pub use take_leave::{EndLeave, TakeLeave};
pub use video::SetVideoBase;

/// A chair or a room in which somebody can be treated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// 1, 2, … in the order they were opened.
    pub number: u32,
    /// As it is called: `Chair 2`. No two open rooms have one name.
    pub name: Line,
    /// Which place it is in; none for the place that the house was founded as.
    pub site: Option<u32>,
    /// From the instant it was opened until it is used no more.
    pub term: Term,
}

/// A room that cannot be used for a while: cleaning, repair, somebody else's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// 1, 2, … in the order they were put down.
    pub number: u32,
    /// Which room.
    pub room: u32,
    /// From–until.
    pub term: Term,
    /// Why, for whoever books.
    pub why: Line,
}

/// The week somebody keeps, from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptHours {
    /// Who.
    pub person: PersonId,
    /// At which place; none for the place that the house was founded as. Its clock is the one that these hours are by.
    pub site: Option<u32>,
    /// The first day it holds.
    pub from: Date,
    /// Monday first, always seven; none means not at work on that day.
    pub week: Vec<Option<Opening>>,
}

/// Somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leave {
    /// 1, 2, … in the order they were put down.
    pub number: u32,
    /// Who.
    pub person: PersonId,
    /// From–until.
    pub term: Term,
}

/// What the facts say of rooms and hours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Every place there ever was, beyond the one that the house was founded as.
    pub sites: Vec<Site>,
    /// Every room there ever was.
    pub rooms: Vec<Room>,
    /// Every stretch in which one could not be used.
    pub blocks: Vec<Block>,
    /// Every week ever kept, in the order it was said. Of two of one person and place that hold on a day the later one counts.
    pub hours: Vec<KeptHours>,
    /// Every leave ever put down.
    pub leaves: Vec<Leave>,
    /// How many patients one nurse watches at once. The medical director says; unknown until then.
    pub watch_limit: Option<u32>,
    /// How long a talk of each kind holds whoever gives it. Unknown until somebody says.
    pub talk_min: Vec<(TalkKind, Minutes)>,
    /// Every link a calendar ever read by.
    pub feeds: Vec<Feed>,
    /// Every calendar outside that anybody linked.
    pub busy_links: Vec<BusyLink>,
    /// Where rooms for talks by video are made; none for no video.
    pub video_base: Option<Line>,
    /// Every monitor that ever was enrolled.
    pub devices: Vec<Device>,
}

/// What can have happened to the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ScheduleFact {
    /// People are seen at another place, too.
    SiteOpened { number: u32, name: Line, zone: Line, jurisdiction: Line, address: Line, at: Instant },
    /// Nobody is seen there any more from this instant.
    SiteClosed { number: u32, at: Instant },
    /// A room can be booked from this instant.
    RoomOpened { number: u32, name: Line, site: Option<u32>, at: Instant },
    /// It is used no more from this instant.
    RoomClosed { number: u32, at: Instant },
    /// It cannot be used for a while.
    RoomBlocked { number: u32, room: u32, from: Instant, until: Instant, why: Line },
    /// It can be, from this instant.
    RoomFreed { number: u32, at: Instant },
    /// Somebody keeps this week from a day on.
    HoursKept { person: PersonId, site: Option<u32>, from: Date, week: Vec<Option<Opening>> },
    /// Somebody is away.
    LeaveTaken { number: u32, person: PersonId, from: Instant, until: Instant },
    /// They are back, or never went.
    LeaveEnded { number: u32, at: Instant },
    /// So many patients one nurse watches at once.
    WatchLimitSet { patients: u32 },
    /// So long a talk holds whoever gives it.
    TalkLengthSet { kind: TalkKind, minutes: Minutes },
    /// A calendar may read where its maker is booked.
    OwnFeedOpened { number: u32, by: PersonId, key_hash: Line, at: Instant },
    /// A calendar may read when a room is booked.
    RoomFeedOpened { number: u32, room: u32, by: PersonId, key_hash: Line, at: Instant },
    /// A link reads nothing more.
    FeedClosed { number: u32, at: Instant },
    /// When a calendar of theirs outside says that they are busy counts.
    BusyLinked { number: u32, person: PersonId, handle: Line, at: Instant },
    /// It counts no more.
    BusyUnlinked { number: u32, at: Instant },
    /// Rooms for talks by video are made there, or there is no video.
    VideoBaseSet { base: Option<Line> },
    /// A monitor may send numbers for a room from this instant.
    DeviceEnrolled { number: u32, name: Line, sender: Line, bed: Option<Line>, room: u32, at: Instant },
    /// Nothing of it is taken any more from this instant.
    DeviceRetired { number: u32, at: Instant },
}

impl Schedule {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ScheduleFact) -> Option<Self> {
        let mut schedule = before.unwrap_or_default();
        let open = |from: Instant| Term { from, until: None };
        let span = |from: Instant, until: Instant| Term { from, until: Some(until) };
        match fact {
            ScheduleFact::SiteOpened { number, name, zone, jurisdiction, address, at } => {
                let (number, name, zone) = (*number, name.clone(), zone.clone());
                let (jurisdiction, address) = (jurisdiction.clone(), address.clone());
                schedule.sites.push(Site { number, name, zone, jurisdiction, address, term: open(*at) });
            }
            ScheduleFact::SiteClosed { number, at } => {
                let sites = schedule.sites.iter_mut().filter(|site| site.number == *number);
                sites.for_each(|site| site.term.until = Some(*at));
            }
            ScheduleFact::RoomOpened { number, name, site, at } => {
                let (number, name, site) = (*number, name.clone(), *site);
                schedule.rooms.push(Room { number, name, site, term: open(*at) });
            }
            ScheduleFact::RoomClosed { number, at } => {
                let rooms = schedule.rooms.iter_mut().filter(|room| room.number == *number);
                rooms.for_each(|room| room.term.until = Some(*at));
            }
            ScheduleFact::RoomBlocked { number, room, from, until, why } => {
                let (number, room, term, why) = (*number, *room, span(*from, *until), why.clone());
                schedule.blocks.push(Block { number, room, term, why });
            }
            ScheduleFact::RoomFreed { number, at } => {
                let blocks = schedule.blocks.iter_mut().filter(|block| block.number == *number);
                blocks.for_each(|block| block.term.until = Some(block.term.from.max(*at)));
            }
            ScheduleFact::HoursKept { person, site, from, week } => {
                let (person, site, from, week) = (*person, *site, *from, week.clone());
                schedule.hours.push(KeptHours { person, site, from, week });
            }
            ScheduleFact::LeaveTaken { number, person, from, until } => {
                let leave = Leave { number: *number, person: *person, term: span(*from, *until) };
                schedule.leaves.push(leave);
            }
            ScheduleFact::LeaveEnded { number, at } => {
                let leaves = schedule.leaves.iter_mut().filter(|leave| leave.number == *number);
                leaves.for_each(|leave| leave.term.until = Some(leave.term.from.max(*at)));
            }
            ScheduleFact::WatchLimitSet { patients } => schedule.watch_limit = Some(*patients),
            ScheduleFact::TalkLengthSet { kind, minutes } => {
                schedule.talk_min.retain(|(known, _)| known != kind);
                schedule.talk_min.push((*kind, *minutes));
            }
            ScheduleFact::VideoBaseSet { base } => schedule.video_base.clone_from(base),
            ScheduleFact::OwnFeedOpened { .. }
            | ScheduleFact::RoomFeedOpened { .. }
            | ScheduleFact::FeedClosed { .. }
            | ScheduleFact::BusyLinked { .. }
            | ScheduleFact::BusyUnlinked { .. } => schedule.link(fact),
            ScheduleFact::DeviceEnrolled { number, name, sender, bed, room, at } => {
                let (name, sender, bed) = (name.clone(), sender.clone(), bed.clone());
                let (number, room) = (*number, *room);
                schedule.devices.push(Device { number, name, sender, bed, room, term: open(*at) });
            }
            ScheduleFact::DeviceRetired { number, at } => {
                let devices = schedule.devices.iter_mut().filter(|device| device.number == *number);
                devices.for_each(|device| device.term.until = Some(*at));
            }
        }
        Some(schedule)
    }

    /// Calendars outside: those that read here, and those that are read.
    fn link(&mut self, fact: &ScheduleFact) {
        let open = |from: Instant| Term { from, until: None };
        match fact {
            ScheduleFact::OwnFeedOpened { number, by, key_hash, at } => {
                let (shows, key_hash) = (Shows::Own, key_hash.clone());
                self.feeds.push(Feed { number: *number, shows, by: *by, key_hash, term: open(*at) });
            }
            ScheduleFact::RoomFeedOpened { number, room, by, key_hash, at } => {
                let (shows, key_hash) = (Shows::Room(*room), key_hash.clone());
                self.feeds.push(Feed { number: *number, shows, by: *by, key_hash, term: open(*at) });
            }
            ScheduleFact::FeedClosed { number, at } => {
                let feeds = self.feeds.iter_mut().filter(|feed| feed.number == *number);
                feeds.for_each(|feed| feed.term.until = Some(*at));
            }
            ScheduleFact::BusyLinked { number, person, handle, at } => {
                let (number, person, handle) = (*number, *person, handle.clone());
                self.busy_links.push(BusyLink { number, person, handle, term: open(*at) });
            }
            ScheduleFact::BusyUnlinked { number, at } => {
                let links = self.busy_links.iter_mut().filter(|link| link.number == *number);
                links.for_each(|link| link.term.until = Some(*at));
            }
            _ => {}
        }
    }

    /// Rooms that can be booked at this instant, in the order they were opened.
    pub fn open_rooms(&self, at: Instant) -> impl Iterator<Item = &Room> {
        self.rooms.iter().filter(move |room| room.term.covers(at))
    }

    /// The open room of this name.
    pub fn room(&self, name: &str, at: Instant) -> Option<&Room> {
        self.open_rooms(at).find(|room| same_room(room.name.as_str(), name))
    }

    /// The week that somebody keeps at a place on a day; none while nobody has said.
    pub fn week_of(&self, person: PersonId, site: Option<u32>, day: Date) -> Option<&KeptHours> {
        let holds = |kept: &&KeptHours| kept.person == person && kept.site == site && kept.from <= day;
        self.hours.iter().rev().find(holds)
    }

    /// Has anybody said on a day, or before, when somebody is at work, at whatever place?
    pub fn keeps_hours(&self, person: PersonId, day: Date) -> bool {
        self.hours.iter().any(|kept| kept.person == person && kept.from <= day)
    }

    /// How long a talk of this kind holds whoever gives it, if that is known.
    pub fn talk_length(&self, kind: TalkKind) -> Option<Minutes> {
        self.talk_min.iter().find(|(known, _)| *known == kind).map(|(_, minutes)| *minutes)
    }
}

/// The next number of a list that only grows.
fn next(len: usize) -> u32 {
    u32::try_from(len + 1).unwrap_or(u32::MAX)
}
