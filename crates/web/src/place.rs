//! Where a visit is, and by which clock its time is told: that of the place its room is in. Where a place keeps another zone
//! than the house, its times are told with the zone beside them.

use std::sync::Arc;

use care::fact::Stream;
use care::house::House;
use care::ids::ScheduleId;
use care::protocol::Setting;
use care::schedule::{Schedule, Site};
use care::session::Session;
use care::time::Instant;
use jiff::tz::TimeZone;

use crate::answer::Trouble;
use crate::app::App;
use crate::when;

/// The place that the house was founded as, in addresses and forms: every other one has a number.
pub const HOUSE: &str = "house";

/// The places of the house, as its schedule says them.
pub struct Places {
    house: Arc<House>,
    here: TimeZone,
    schedule: Arc<Schedule>,
    /// The schedule could not be read: every time says its zone.
    unsure: bool,
}

/// A place of the house: the one it was founded as, or another.
#[derive(Debug, Clone)]
pub struct Place {
    /// Its number; none for the one that the house was founded as.
    pub number: Option<u32>,
    /// As it is called.
    pub name: String,
    /// Where people come to; "" for the house itself, which has said none.
    pub address: String,
    /// Where licences must hold for what is done there.
    pub jurisdiction: String,
    /// By which clock its times are told.
    pub zone: TimeZone,
    /// Its zone is another than that of the house.
    pub other_zone: bool,
}

/// What the house says of rooms and hours; nothing while nobody has said any.
///
/// # Errors
/// The store's.
pub fn schedule(app: &App) -> Result<Arc<Schedule>, Trouble> {
    match app.state(Stream::Schedule(ScheduleId::of(app.record.house()))) {
        Ok(care::chart::State::Schedule(schedule)) => Ok(schedule),
        Ok(_) | Err(Trouble::NotFound) => Ok(Arc::default()),
        Err(trouble) => Err(trouble),
    }
}

impl Places {
    /// The places of this house.
    ///
    /// # Errors
    /// The store's.
    pub fn of(app: &App) -> Result<Self, Trouble> {
        Ok(Self::known(app, schedule(app)?))
    }

    /// The same, where the schedule is at hand.
    pub fn known(app: &App, schedule: Arc<Schedule>) -> Self {
        Self { house: app.house.clone(), here: app.zone.clone(), schedule, unsure: false }
    }

    /// There is, or was, more than one place.
    pub fn are_several(&self) -> bool {
        !self.schedule.sites.is_empty()
    }

    /// The place that the house was founded as.
    pub fn house(&self) -> Place {
        let (name, zone) = (self.house.name.to_string(), self.here.clone());
        let (address, jurisdiction) = (String::new(), self.house.jurisdiction.to_string());
        Place { number: None, name, address, jurisdiction, zone, other_zone: self.unsure }
    }

    /// The place of this number; the house itself for none, and for a number that no place has.
    pub fn of_site(&self, number: Option<u32>) -> Place {
        self.place(number.and_then(|number| self.schedule.site(number)))
    }

    /// The place that a room is in.
    pub fn of_room(&self, room: &str, at: Instant) -> Place {
        self.place(self.schedule.site_of_room(room, at))
    }

    /// The place of a visit. One at home goes by the clock of the house.
    pub fn of_visit(&self, setting: Setting, room: &str, at: Instant) -> Place {
        self.place(self.schedule.site_of_visit(setting, room, at))
    }

    /// The house itself, and every place that can be used at this instant.
    pub fn open(&self, at: Instant) -> Vec<Place> {
        let others = self.schedule.open_sites(at).map(|site| self.place(Some(site)));
        std::iter::once(self.house()).chain(others).collect()
    }

    /// Two places keep different clocks: a time alone does not say when.
    pub fn keep_other_clocks(&self) -> bool {
        self.unsure || self.schedule.keeps_other_clocks(&self.house)
    }

    /// The place that an address or a form names: `house`, a number, or nothing for the house itself.
    ///
    /// # Errors
    /// `NotFound` for what is no place.
    pub fn named(&self, text: &str) -> Result<Place, Trouble> {
        match text {
            "" | HOUSE => Ok(self.house()),
            text => {
                let number = text.parse().map_err(|_| Trouble::NotFound)?;
                self.schedule.site(number).map(|site| self.place(Some(site))).ok_or(Trouble::NotFound)
            }
        }
    }

    /// `Chair 2`, and `Chair 2, Chicago` in a house with several places.
    pub fn room_words(&self, room: &str, at: Instant) -> String {
        match (self.are_several(), self.schedule.room_called(room, at)) {
            (true, Some(known)) => format!("{room}, {}", self.of_site(known.site).name),
            _ => room.to_owned(),
        }
    }

    fn place(&self, site: Option<&Site>) -> Place {
        let Some(site) = site else { return self.house() };
        let other_zone = site.zone != self.house.zone;
        // A zone was known when the place was opened; where these data do not have it any more, times are the house's.
        let known = TimeZone::get(site.zone.as_str()).ok();
        Place {
            number: Some(site.number),
            name: site.name.to_string(),
            address: site.address.to_string(),
            jurisdiction: site.jurisdiction.to_string(),
            other_zone: other_zone && known.is_some(),
            zone: known.unwrap_or_else(|| self.here.clone()),
        }
    }
}

impl App {
    /// The places of this house, for telling times. Where they cannot be read, times are those of the house and say their
    /// zone: that is true anywhere.
    pub fn places(&self) -> Places {
        let known = Places::of(self).ok();
        known.unwrap_or_else(|| Places { unsure: true, ..Places::known(self, Arc::default()) })
    }

    /// The place of a visit.
    pub fn place_of(&self, held: &Session) -> Place {
        self.places().of_visit(held.setting, held.room.as_str(), held.starts)
    }

    /// When a talk is, which is at no place, told beside what is at one: by the clock of the house, which says its zone where that
    /// place keeps another.
    pub fn talk_at(&self, beside: &Place, at: Instant) -> String {
        let house = self.places().house();
        if beside.other_zone { house.naming_its_zone().day_clock(at) } else { house.day_clock(at) }
    }

    /// The place of a visit that is known by its room only.
    pub fn place_of_room(&self, room: &str, at: Instant) -> Place {
        self.places().of_room(room, at)
    }
}

impl Place {
    /// The same place, whose times say their zone in any case: where they stand beside those of another.
    pub fn naming_its_zone(self) -> Self {
        Self { other_zone: true, ..self }
    }

    /// As addresses and forms name it: `house`, or its number.
    pub fn value(&self) -> String {
        self.number.map_or_else(|| HOUSE.to_owned(), |number| number.to_string())
    }

    /// A room of it, with its name and address: `Lake, Chicago, 2 Lake Street`.
    pub fn of_room(&self, room: &str) -> String {
        let parts = [room, &self.name, &self.address];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Its name and zone: `Chicago (America/Chicago)`.
    pub fn with_clock(&self) -> String {
        format!("{} ({})", self.name, self.zone.iana_name().unwrap_or_default())
    }

    /// `10:40`, and `10:40 CST` where the zone is another than the house's.
    pub fn clock(&self, at: Instant) -> String {
        self.with_zone(when::clock(at, &self.zone), at)
    }

    /// `Thu 20 Nov, 10:40`, and `Thu 20 Nov, 10:40 CST` where the zone is another than the house's.
    pub fn day_clock(&self, at: Instant) -> String {
        self.with_zone(when::day_clock(at, &self.zone), at)
    }

    /// What the zone is called at this instant: `CST`. "" where it is the house's.
    pub fn zone_name(&self, at: Instant) -> String {
        if self.other_zone { when::zoned(at, &self.zone).strftime("%Z").to_string() } else { String::new() }
    }

    fn with_zone(&self, words: String, at: Instant) -> String {
        let zone = self.zone_name(at);
        if zone.is_empty() { words } else { format!("{words} {zone}") }
    }
}
