//! The clinic's days: what time it is in its rooms, and when a room and a person are free. Mon–Fri 8–17.

use care::ids::PersonId;
use care::time::Instant;
use care::units::Minutes;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::sitting::COMES_IN;

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

/// When a dose may begin, so that everybody is home by five and a chair is free again for the next.
const SLOTS: [(i8, i8); 3] = [(8, 30), (11, 15), (14, 0)];
/// Minutes that a dosing visit holds its room: from coming in to the end of observation.
const DOSING_MIN: i64 = 165;
/// Minutes that a talk, a preparation or a review takes.
const MEETING_MIN: i64 = 50;
/// Where people meet without a dose.
const OFFICES: [&str; 4] = ["Office 2", "Office 3", "Office 4", "Office 5"];

/// A room and somebody, held.
#[derive(Debug, Clone, Copy)]
struct Held {
    from: Instant,
    until: Instant,
    room: &'static str,
    with: Option<PersonId>,
}

/// The appointment book: the zone, and what is taken.
#[derive(Debug, Clone)]
pub struct Days {
    zone: TimeZone,
    taken: Vec<Held>,
    /// Nothing is booked in here: these days are told one by one.
    kept_free: (Instant, Instant),
}

impl Days {
    /// An empty book.
    pub fn new(zone: TimeZone, kept_free: (Instant, Instant)) -> Self {
        Self { zone, taken: vec![], kept_free }
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

    fn is_free(&self, asked: Held) -> bool {
        let beside = |held: &Held| held.until <= asked.from || asked.until <= held.from;
        let same = |held: &Held| held.room == asked.room || (asked.with.is_some() && held.with == asked.with);
        self.taken.iter().all(|held| beside(held) || !same(held))
    }

    /// Keeps room and therapist for a dose that begins then, told by itself.
    pub fn keeps(&mut self, begins: Instant, room: &'static str, with: Option<PersonId>) {
        self.taken.push(dosing(begins, room, with));
    }

    /// Keeps somebody for a talk that begins then, told by itself.
    pub fn keeps_talk(&mut self, at: Instant, with: PersonId) {
        self.taken.push(Held { from: at, until: later(at, MEETING_MIN), room: "", with: Some(with) });
    }

    /// Takes the first free chair or room at or after this, with the therapist free too: when the dose begins, and where.
    pub fn chair(
        &mut self,
        after: Instant,
        rooms: &[&'static str],
        with: Option<PersonId>,
    ) -> (Instant, &'static str) {
        let mut day = self.day_of(after);
        loop {
            let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
            for (hour, minute) in SLOTS.iter().filter(|_| !weekend) {
                let Some(at) = self.on(day, *hour, *minute) else { continue };
                let free = at < self.kept_free.0 || self.kept_free.1 < at;
                let room = rooms.iter().find(|room| self.is_free(dosing(at, room, with)));
                if let (true, true, Some(room)) = (after <= at, free, room) {
                    self.taken.push(dosing(at, room, with));
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

    /// Takes the first half hour at or after this when somebody is free for a talk, wherever they are.
    pub fn talk(&mut self, after: Instant, with: PersonId) -> Instant {
        let mut from = after;
        loop {
            let held = Held { from, until: later(from, MEETING_MIN), room: "", with: Some(with) };
            let beside = |other: &Held| other.until <= held.from || held.until <= other.from;
            if self.taken.iter().all(|other| beside(other) || other.with != held.with) {
                self.taken.push(held);
                return from;
            }
            from = later(from, 30);
        }
    }

    /// Takes the first half hour at or after this when somebody and an office are free: when, and where.
    pub fn meeting(&mut self, after: Instant, with: PersonId) -> (Instant, &'static str) {
        let mut from = after;
        loop {
            let until = later(from, MEETING_MIN);
            let held = |room| Held { from, until, room, with: Some(with) };
            if let Some(room) = OFFICES.into_iter().find(|room| self.is_free(held(room))) {
                self.taken.push(held(room));
                return (from, room);
            }
            from = later(from, 30);
        }
    }
}

fn dosing(begins: Instant, room: &'static str, with: Option<PersonId>) -> Held {
    let from = later(begins, -COMES_IN);
    Held { from, until: later(from, DOSING_MIN), room, with }
}

/// Whole minutes as the units of the rules.
pub fn minutes(n: i64) -> Minutes {
    Minutes(u32::try_from(n).unwrap_or(0))
}
