//! When the clinic answers: for each day of the week one stretch, and days on which it is closed.

use crate::refusal::Refusal;
use crate::time::Date;

/// Minutes in a civil day as clocks show it.
const DAY_MIN: u16 = 24 * 60;
/// How far ahead the next opening is looked for. A clinic closed for longer has no next opening to promise.
const LOOK_AHEAD_DAYS: u32 = 60;

/// From–until on one day, in minutes after midnight as the clock shows them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// First minute.
    pub from_min: u16,
    /// First minute after it: 1440 is midnight.
    pub until_min: u16,
}

/// When the clinic answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClinicHours {
    /// Monday first, always seven; none means closed on that day.
    pub week: Vec<Option<Opening>>,
    /// Days on which it is closed all the same.
    pub closed: Vec<Date>,
}

/// A day and a minute, as the clocks of the house show them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// Minutes after midnight.
    pub minute: u16,
}

/// Does the clinic answer?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Until this minute of today.
    Open {
        /// Minutes after midnight.
        until_min: u16,
    },
    /// It does not.
    Closed {
        /// When it next does, if that is known.
        opens: Option<LocalTime>,
    },
}

impl ClinicHours {
    /// Seven days, each from before until, within one day.
    pub fn check(&self) -> Result<(), Refusal> {
        let fits = |day: &Opening| day.from_min < day.until_min && day.until_min <= DAY_MIN;
        if self.week.len() == 7 && self.week.iter().flatten().all(fits) {
            return Ok(());
        }
        Err(Refusal::TermEndsBeforeItBegins)
    }

    fn on(&self, date: Date) -> Option<Opening> {
        if self.closed.contains(&date) {
            return None;
        }
        self.week.get(date.weekday()).copied().flatten()
    }

    /// Does the clinic answer at this time of its own clocks?
    pub fn at(&self, now: LocalTime) -> Door {
        if let Some(today) = self.on(now.date) {
            if (today.from_min..today.until_min).contains(&now.minute) {
                return Door::Open { until_min: today.until_min };
            }
            if now.minute < today.from_min {
                return Door::Closed { opens: Some(LocalTime { date: now.date, minute: today.from_min }) };
            }
        }
        let mut day = now.date;
        for _ in 0..LOOK_AHEAD_DAYS {
            let Some(next) = day.tomorrow() else { break };
            day = next;
            if let Some(opening) = self.on(day) {
                return Door::Closed { opens: Some(LocalTime { date: day, minute: opening.from_min }) };
            }
        }
        Door::Closed { opens: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, hour: u16, minute: u16) -> LocalTime {
        LocalTime { date: Date::read(text).expect("a day"), minute: hour * 60 + minute }
    }

    /// Monday to Friday 9–17, closed on Thursday 26 November 2026.
    fn hours() -> ClinicHours {
        let day = Some(Opening { from_min: 540, until_min: 1020 });
        let closed = vec![Date::new(2026, 11, 26).expect("a day")];
        ClinicHours { week: vec![day, day, day, day, day, None, None], closed }
    }

    #[test]
    fn the_clinic_answers_in_its_hours_and_says_when_it_next_does() {
        let hours = hours();
        hours.check().expect("whole");
        assert_eq!(hours.at(at("2026-11-23", 9, 0)), Door::Open { until_min: 1020 });
        assert_eq!(hours.at(at("2026-11-23", 16, 59)), Door::Open { until_min: 1020 });
        for (now, opens) in [
            (at("2026-11-23", 8, 59), at("2026-11-23", 9, 0)),
            (at("2026-11-23", 17, 0), at("2026-11-24", 9, 0)),
            (at("2026-11-21", 12, 0), at("2026-11-23", 9, 0)),
            (at("2026-11-25", 21, 14), at("2026-11-27", 9, 0)),
            (at("2026-11-26", 12, 0), at("2026-11-27", 9, 0)),
        ] {
            assert_eq!(hours.at(now), Door::Closed { opens: Some(opens) }, "{now:?}");
        }
        let never = ClinicHours { week: vec![None; 7], closed: vec![] };
        assert_eq!(never.at(at("2026-11-23", 9, 0)), Door::Closed { opens: None });
    }

    #[test]
    fn hours_that_end_before_they_begin_are_refused() {
        for (from_min, until_min) in [(600, 600), (700, 600), (0, 1441)] {
            let mut hours = hours();
            hours.week[2] = Some(Opening { from_min, until_min });
            assert_eq!(hours.check(), Err(Refusal::TermEndsBeforeItBegins), "{from_min} {until_min}");
        }
        assert!(ClinicHours { week: vec![None; 6], closed: vec![] }.check().is_err());
    }
}
