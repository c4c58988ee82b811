//! Two times for every fact: when it happened at the bedside, and when the record was told. No clock lives here.
//!
//! Windows are absolute durations on UTC instants; calendar days belong to the edges, which know the zone.

use crate::refusal::Refusal;
use crate::units::{Hours, Minutes};

/// Microseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(pub i64);

const SECOND_US: i64 = 1_000_000;
const MINUTE_US: i64 = 60 * SECOND_US;
const HOUR_US: i64 = 60 * MINUTE_US;

impl Instant {
    /// This instant and so many absolute minutes.
    pub const fn plus_minutes(self, minutes: Minutes) -> Self {
        Self(self.0.saturating_add((minutes.0 as i64).saturating_mul(MINUTE_US)))
    }
    /// This instant and so many absolute hours; across a daylight-saving change too.
    pub const fn plus_hours(self, hours: Hours) -> Self {
        Self(self.0.saturating_add((hours.0 as i64).saturating_mul(HOUR_US)))
    }
    /// Whole minutes since an earlier instant; negative when `earlier` is later. Rounds toward the past.
    pub const fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(MINUTE_US)
    }
    /// Whole hours since an earlier instant. Rounds toward the past.
    pub const fn hours_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(HOUR_US)
    }
}

/// A half-open stretch of time: `from` is in it, `until` is not. No `until` means it has no end yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Term {
    /// The first instant in it.
    pub from: Instant,
    /// The first instant after it, when one is known.
    pub until: Option<Instant>,
}

impl Term {
    /// Is this instant inside?
    pub fn covers(&self, at: Instant) -> bool {
        self.from <= at && self.until.is_none_or(|until| at < until)
    }
}

/// When something begins or ends, as it is asked for. "Now" is the instant at which the act is judged: the same words
/// for a second tap, and never already over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum When {
    /// At the instant of the decision.
    Now,
    /// At this instant.
    At(Instant),
}

impl When {
    /// The instant it means to this decision.
    pub const fn instant(self, moment: &Moment) -> Instant {
        match self {
            Self::Now => moment.now,
            Self::At(at) => at,
        }
    }
}

/// A civil date: birthdays, review dates. Years 1900–2199; months and days are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Four digits.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31, and real in its month.
    pub day: u8,
}

impl Date {
    /// `None` when the calendar has no such day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        ((1900..2200).contains(&year) && (1..=days).contains(&day)).then_some(Self { year, month, day })
    }
    /// Reads `2026-11-22`.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let date = Self::new(
            parts.next().filter(|year| year.len() == 4)?.parse().ok()?,
            parts.next().filter(|month| month.len() == 2)?.parse().ok()?,
            parts.next().filter(|day| day.len() == 2)?.parse().ok()?,
        )?;
        parts.next().is_none().then_some(date)
    }
    /// The day after; `None` at the end of the calendar.
    pub fn tomorrow(self) -> Option<Self> {
        let Self { year, month, day } = self;
        let next_month =
            || if month < 12 { Self::new(year, month + 1, 1) } else { Self::new(year + 1, 1, 1) };
        Self::new(year, month, day + 1).or_else(next_month)
    }
    /// 0 is Monday, 6 is Sunday.
    pub fn weekday(self) -> usize {
        let days = self.utc_midnight().0.div_euclid(24 * HOUR_US);
        // 1970-01-01 was a Thursday.
        usize::try_from((days + 3).rem_euclid(7)).unwrap_or(0)
    }
    /// Midnight UTC at the start of this date: for ordering dates, never for a person's local day.
    pub fn utc_midnight(self) -> Instant {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let shifted = if month > 2 { year } else { year - 1 };
        let era = shifted.div_euclid(400);
        let year_of_era = shifted - era * 400;
        let month_from_march = (month + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Instant((era * 146_097 + day_of_era - 719_468) * 24 * HOUR_US)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How far ahead of the server a bedside clock may be before an entry is refused.
pub const CLOCK_SKEW_ALLOWED: Minutes = Minutes(1);
/// How long after the fact an entry may still be charted as such. Later, it is an amendment with a reason.
pub const CHARTING_WINDOW: Hours = Hours(24);

/// What a decision may know of time and of itself. Made once for each command, at the edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When the act is said to have happened.
    pub occurred: Instant,
    /// When the record was told: the instant at which rights, terms and deadlines are judged.
    pub now: Instant,
    /// The command that carries the act. New ids are derived from it, so a repeat makes no second thing.
    pub command: crate::ids::CommandId,
}

impl Moment {
    /// The time of the act, if it is neither in the future nor too long ago to chart.
    pub fn plausible(&self) -> Result<Instant, Refusal> {
        if CLOCK_SKEW_ALLOWED.0 as i64 * MINUTE_US < self.occurred.0.saturating_sub(self.now.0) {
            return Err(Refusal::TimeInTheFuture { ahead_min: self.occurred.minutes_since(self.now) });
        }
        if self.occurred.plus_hours(CHARTING_WINDOW) < self.now {
            return Err(Refusal::TimeTooLongAgo { late_h: self.now.hours_since(self.occurred) });
        }
        Ok(self.occurred)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_real_days() {
        for text in ["2024-02-29", "2000-02-29", "1999-12-31"] {
            assert_eq!(Date::read(text).expect("a real day").to_string(), text);
        }
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-1-1",
            "1899-01-01",
            "",
            "2026-01-01-",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
        let tomorrow = |text| Date::read(text).and_then(Date::tomorrow).map(|day| day.to_string());
        for (day, next) in [
            ("2024-02-28", "2024-02-29"),
            ("2026-02-28", "2026-03-01"),
            ("2026-11-30", "2026-12-01"),
            ("2026-12-31", "2027-01-01"),
        ] {
            assert_eq!(tomorrow(day).as_deref(), Some(next));
        }
        assert_eq!(tomorrow("2199-12-31"), None);
        for (day, weekday) in [("1970-01-01", 3), ("2026-11-22", 6), ("2026-11-23", 0), ("1969-12-31", 2)] {
            assert_eq!(Date::read(day).map(Date::weekday), Some(weekday), "{day}");
        }
        assert_eq!(Date::new(1970, 1, 1).map(Date::utc_midnight), Some(Instant(0)));
        assert_eq!(Date::new(2026, 11, 22).map(Date::utc_midnight), Some(Instant(1_795_305_600_000_000)));
    }

    #[test]
    fn a_term_ends_at_its_instant_and_not_after() {
        let term = Term { from: Instant(10), until: Some(Instant(20)) };
        assert_eq!([9, 10, 19, 20].map(|at| term.covers(Instant(at))), [false, true, true, false]);
    }
}
