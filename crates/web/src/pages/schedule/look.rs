//! Which places of the house a day of the calendar shows, and by which clock: one of them by its own, or all by that of the house.

use care::time::Instant;

use super::calendar::Visit;
use crate::answer::Trouble;
use crate::place::{Place, Places};
use crate::when;

/// What is looked at.
pub struct Look {
    /// All places.
    pub places: Places,
    /// By whose clock the day begins and ends.
    pub place: Place,
    /// Only that place; else all of them.
    pub one: bool,
}

/// A place to choose.
pub struct SiteLink {
    /// Its name.
    pub name: String,
    /// The same day there.
    pub href: String,
    /// It is the one that is shown.
    pub here: bool,
}

impl Look {
    /// What an address asks for: a place, or nothing for all of them.
    ///
    /// # Errors
    /// `NotFound` for what is no place.
    pub fn of(places: Places, asked: &str) -> Result<Self, Trouble> {
        let one = !asked.is_empty();
        Ok(Self { place: places.named(asked)?, places, one })
    }

    /// There is more than one place.
    pub fn several(&self) -> bool {
        self.places.are_several()
    }

    /// Where a visit is.
    pub fn at(&self, held: &Visit) -> Place {
        self.places.of_visit(held.setting, held.room.as_str(), held.span.from)
    }

    /// Is what is at this place shown?
    pub fn shows(&self, place: &Place) -> bool {
        !self.one || place.number == self.place.number
    }

    /// `Chair 2`, and `Chair 2, Chicago` where several places are shown.
    pub fn room_words(&self, room: &str, place: &Place) -> String {
        if self.one || !self.several() { room.to_owned() } else { format!("{room}, {}", place.name) }
    }

    /// `Thu 20 Nov`, and where.
    pub fn heading(&self, day: Instant) -> String {
        let day = when::day(day, &self.place.zone);
        if self.one { format!("{day}, {}", self.place.name) } else { day }
    }

    /// `&site=1`, to go on with the same place on another day.
    pub fn at_site(&self) -> String {
        if self.one { format!("&site={}", self.place.value()) } else { String::new() }
    }

    /// By which clock the day is, where there are several.
    pub fn by_clock(&self) -> String {
        if !self.places.keep_other_clocks() {
            return String::new();
        }
        let clock = self.place.with_clock();
        if self.one {
            format!("By the clock of {clock}.")
        } else {
            format!(
                "The day and the columns are by the clock of {clock}; a time of another zone says its own."
            )
        }
    }

    /// All places, and each of them, on the same day; nothing in a house with one place.
    pub fn links(&self, day: &str, now: Instant) -> Vec<SiteLink> {
        if !self.several() {
            return vec![];
        }
        let of_day = if day.is_empty() { String::new() } else { format!("day={day}&") };
        let mut all = self.places.open(now);
        // One that is closed is still shown to whoever looks back.
        if !all.iter().any(|place| place.number == self.place.number) {
            all.push(self.place.clone());
        }
        let each = all.into_iter().map(|place| SiteLink {
            href: format!("/schedule?{of_day}site={}", place.value()),
            here: self.one && place.number == self.place.number,
            name: place.name,
        });
        let every = match day {
            "" => "/schedule".to_owned(),
            day => format!("/schedule?day={day}"),
        };
        let every = SiteLink { name: "All places".to_owned(), href: every, here: !self.one };
        std::iter::once(every).chain(each).collect()
    }
}
