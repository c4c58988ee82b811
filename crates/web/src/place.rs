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
        Self { house: app.house.clone(), here: app.zone.clone(), schedule }
    }

    /// There is, or was, more than one place.
    pub fn are_several(&self) -> bool {
        !self.schedule.sites.is_empty()
    }

    /// The place that the house was founded as.
    pub fn house(&self) -> Place {
        let (name, zone) = (self.house.name.to_string(), self.here.clone());
        Place { number: None, name, address: String::new(), zone, other_zone: false }
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
        self.schedule.sites.iter().any(|site| site.zone != self.house.zone)
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

    /// Where licences must hold for a visit.
    pub fn jurisdiction_of_visit(&self, setting: Setting, room: &str, at: Instant) -> &str {
        let site = self.schedule.site_of_visit(setting, room, at);
        site.map_or(self.house.jurisdiction.as_str(), |site| site.jurisdiction.as_str())
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
            other_zone: other_zone && known.is_some(),
            zone: known.unwrap_or_else(|| self.here.clone()),
        }
    }
}

impl Place {
    /// As addresses and forms name it: `house`, or its number.
    pub fn value(&self) -> String {
        self.number.map_or_else(|| HOUSE.to_owned(), |number| number.to_string())
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

impl App {
    /// Where licences must hold for a visit.
    pub fn jurisdiction_of(&self, held: &Session) -> Result<String, Trouble> {
        let places = Places::of(self)?;
        Ok(places.jurisdiction_of_visit(held.setting, held.room.as_str(), held.starts).to_owned())
    }

    /// Where licences must hold for what is done in a room.
    pub fn jurisdiction_in(&self, room: &str, at: Instant) -> Result<String, Trouble> {
        Ok(Places::of(self)?.jurisdiction_of_visit(Setting::ClinicRoom, room, at).to_owned())
    }
}
