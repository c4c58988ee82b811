//! The clinic's days: what time it is in its rooms, and when a chair is free. Mon–Fri 9–17.

use std::collections::BTreeSet;

use care::time::Instant;
use care::units::Minutes;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

/// An instant so many minutes later, or earlier.
pub const fn later(at: Instant, minutes: i64) -> Instant {
    Instant(at.0 + minutes * 60 * 1_000_000)
}

/// An instant so many hours later, or earlier.
pub const fn hours(at: Instant, hours: i64) -> Instant {
    later(at, hours * 60)
}

/// An instant so many times 24 hours later, or earlier.
pub const fn days(at: Instant, days: i64) -> Instant {
    hours(at, days * 24)
}

/// The first full half hour at or after an instant.
pub const fn half_hour(at: Instant) -> Instant {
    const HALF_US: i64 = 30 * 60 * 1_000_000;
    Instant((at.0 + HALF_US - 1).div_euclid(HALF_US) * HALF_US)
}

/// When a dose may begin, so that everybody is home by five.
const SLOTS: [(i8, i8); 3] = [(9, 30), (11, 45), (14, 0)];

/// The appointment book: the zone, and which chairs are taken.
#[derive(Debug, Clone)]
pub struct Days {
    zone: TimeZone,
    taken: BTreeSet<(Date, usize, &'static str)>,
    /// Nothing is booked in here: these days are told one by one.
    kept_free: (Instant, Instant),
}

impl Days {
    /// An empty book.
    pub fn new(zone: TimeZone, kept_free: (Instant, Instant)) -> Self {
        Self { zone, taken: BTreeSet::new(), kept_free }
    }

    fn day_of(&self, at: Instant) -> Date {
        Timestamp::from_microsecond(at.0).unwrap_or_default().to_zoned(self.zone.clone()).date()
    }

    /// A time on a day, in the rooms of the house.
    fn on(&self, day: Date, hour: i8, minute: i8) -> Option<Instant> {
        let zoned = day.at(hour, minute, 0, 0).to_zoned(self.zone.clone()).ok()?;
        Some(Instant(zoned.timestamp().as_microsecond()))
    }

    /// The first time at or after this when the office is open.
    pub fn open(&self, at: Instant) -> Instant {
        let mut day = self.day_of(at);
        for _ in 0..8 {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            if let (false, Some(opens), Some(closes)) = (weekend, self.on(day, 9, 5), self.on(day, 16, 50)) {
                if at < opens {
                    return opens;
                }
                if at < closes {
                    return at;
                }
            }
            day = day.saturating_add(Span::new().days(1));
        }
        at
    }

    /// Takes the first free chair or room at or after this: when the dose begins, and where.
    pub fn chair(&mut self, after: Instant, rooms: &[&'static str]) -> (Instant, &'static str) {
        let mut day = self.day_of(after);
        loop {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            for (slot, (hour, minute)) in SLOTS.iter().enumerate().filter(|_| !weekend) {
                let Some(at) = self.on(day, *hour, *minute) else { continue };
                let free = at < self.kept_free.0 || self.kept_free.1 < at;
                let room = rooms.iter().find(|room| !self.taken.contains(&(day, slot, **room)));
                if let (true, true, Some(room)) = (after <= at, free, room) {
                    self.taken.insert((day, slot, room));
                    return (at, room);
                }
            }
            let next = day.saturating_add(Span::new().days(1));
            if next == day {
                // The end of the calendar, some eight thousand years away.
                return (after, rooms.first().copied().unwrap_or("Room"));
            }
            day = next;
        }
    }
}

/// Whole minutes as the units of the rules.
pub fn minutes(n: i64) -> Minutes {
    Minutes(u32::try_from(n).unwrap_or(0))
}
