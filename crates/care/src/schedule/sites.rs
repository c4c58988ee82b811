//! The places of a house beyond the one it was founded as: each with its own zone, jurisdiction, address and rooms.
//!
//! The place that the house was founded as has no number. Zone and jurisdiction of a place never change: what was judged by
//! them stays judged; one that moves is closed, and another is opened. Every place is in the country of the house: the
//! crisis lines on its pages are that country's.

use super::{Room, Schedule, ScheduleFact, next};
use crate::house::House;
use crate::protocol::Setting;
use crate::refusal::Refusal;
use crate::session::calendar::same_room;
use crate::text::Line;
use crate::time::{Instant, Moment, Term, When};

/// A place of the house beyond the one it was founded as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// 1, 2, … in the order they were opened.
    pub number: u32,
    /// As it is called: `Chicago`. No two open places have one name.
    pub name: Line,
    /// IANA zone of its rooms: `America/Chicago`.
    pub zone: Line,
    /// Where licences must hold: `US-IL`.
    pub jurisdiction: Line,
    /// Where people come to.
    pub address: Line,
    /// From the instant it was opened until it is used no more.
    pub term: Term,
}

/// "We see people here, too."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSite {
    /// As it is called.
    pub name: Line,
    /// IANA zone of its rooms. Whether there is such a zone only the edges know.
    pub zone: Line,
    /// Where licences must hold.
    pub jurisdiction: Line,
    /// Where people come to.
    pub address: Line,
}

/// "Nobody is seen here any more." Its rooms are closed first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CloseSite {
    /// Which.
    pub number: u32,
    /// From when. Not in the past.
    pub at: When,
}

/// Opens it, unless the house or an open place has that name, or it is in another country.
pub fn open(
    schedule: Option<&Schedule>,
    act: &OpenSite,
    house: &House,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let sites = schedule.map_or(&[][..], |schedule| &schedule.sites);
    let mut known = sites.iter().filter(|site| site.term.until.is_none_or(|until| moment.now < until));
    if same_room(house.name.as_str(), act.name.as_str())
        || known.any(|site| same_room(site.name.as_str(), act.name.as_str()))
    {
        return Err(Refusal::SiteThere);
    }
    if country(act.jurisdiction.as_str()) != country(house.jurisdiction.as_str()) {
        return Err(Refusal::SiteAbroad);
    }
    Ok(vec![ScheduleFact::SiteOpened {
        number: next(sites.len()),
        name: act.name.clone(),
        zone: act.zone.clone(),
        jurisdiction: act.jurisdiction.clone(),
        address: act.address.clone(),
        at: moment.now,
    }])
}

/// Closes it once no room in it is used any more.
pub fn close(
    schedule: Option<&Schedule>,
    act: CloseSite,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let at = act.at.instant(moment);
    if at < moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let schedule = schedule.ok_or(Refusal::SiteUnknown)?;
    let site = schedule.site(act.number).ok_or(Refusal::SiteUnknown)?;
    if site.term.until.is_some_and(|until| until <= at) {
        return Err(Refusal::NothingChanged);
    }
    let used = |room: &&Room| room.term.until.is_none_or(|until| at < until);
    let rooms = schedule.rooms.iter().filter(|room| room.site == Some(act.number)).filter(used).count();
    match rooms {
        0 => Ok(vec![ScheduleFact::SiteClosed { number: act.number, at }]),
        rooms => Err(Refusal::SiteHasRooms { rooms }),
    }
}

/// Does this house see people in a jurisdiction at an instant?
pub fn has_place_in(house: &House, schedule: Option<&Schedule>, jurisdiction: &str, at: Instant) -> bool {
    let mut others = schedule.into_iter().flat_map(|schedule| schedule.open_sites(at));
    house.jurisdiction.as_str() == jurisdiction
        || others.any(|site| site.jurisdiction.as_str() == jurisdiction)
}

/// The country of a jurisdiction: `US` of `US-NY`.
fn country(jurisdiction: &str) -> &str {
    jurisdiction.split('-').next().unwrap_or(jurisdiction).trim()
}

impl Schedule {
    /// The place of this number, open or not.
    pub fn site(&self, number: u32) -> Option<&Site> {
        self.sites.iter().find(|site| site.number == number)
    }

    /// Places that can be used at this instant, in the order they were opened.
    pub fn open_sites(&self, at: Instant) -> impl Iterator<Item = &Site> {
        self.sites.iter().filter(move |site| site.term.covers(at))
    }

    /// The room that a name means at an instant: the one that was open under it then, else the last one opened under it.
    pub fn room_called(&self, name: &str, at: Instant) -> Option<&Room> {
        let known = || self.rooms.iter().rev().filter(|room| same_room(room.name.as_str(), name));
        known().find(|room| room.term.covers(at)).or_else(|| known().next())
    }

    /// The place that a room of this name is in; none for the place that the house was founded as, and for a name that is
    /// not on the list.
    pub fn site_of_room(&self, name: &str, at: Instant) -> Option<&Site> {
        self.site(self.room_called(name, at)?.site?)
    }

    /// The place of a visit: that of its room, and none for one at home.
    pub fn site_of_visit(&self, setting: Setting, room: &str, at: Instant) -> Option<&Site> {
        if setting == Setting::Home { None } else { self.site_of_room(room, at) }
    }

    /// Does any place keep another clock than the house? Then a time alone does not say when.
    pub fn keeps_other_clocks(&self, house: &House) -> bool {
        self.sites.iter().any(|site| site.zone != house.zone)
    }

    /// By which clock a room's time is told.
    pub fn zone_at<'a>(&'a self, room: &str, at: Instant, house: &'a House) -> &'a str {
        self.site_of_room(room, at).map_or(house.zone.as_str(), |site| site.zone.as_str())
    }

    /// Where licences must hold for what is done in a room.
    pub fn jurisdiction_at<'a>(&'a self, room: &str, at: Instant, house: &'a House) -> &'a str {
        self.site_of_room(room, at).map_or(house.jurisdiction.as_str(), |site| site.jurisdiction.as_str())
    }
}
