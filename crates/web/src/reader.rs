//! How whoever looks reads: their language, their clock, the zone of the house. Patients' and public pages say every day
//! and time through this; staff pages read English and 24 hours (`when`).

use care::time::Instant;
use jiff::tz::TimeZone;

use crate::app::App;
use crate::place::Place;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

/// How a clock is read, chosen on this device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clock {
    /// `14:40`.
    #[default]
    Hours24,
    /// `2:40 pm`.
    Hours12,
}

impl Clock {
    /// Both, in the order in which they are offered.
    pub const ALL: &[Self] = &[Self::Hours24, Self::Hours12];

    /// The value of the cookie and of the form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hours24 => "24",
            Self::Hours12 => "12",
        }
    }

    /// Reads a code.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|clock| clock.code() == code)
    }
}

/// How whoever looks reads.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The language.
    pub lang: Lang,
    /// The clock.
    pub clock: Clock,
    /// The house's zone, or that of the place something is at.
    pub zone: TimeZone,
    /// The house has places in several zones: every time says its own.
    pub says_zone: bool,
}

impl Reader {
    /// As chosen on this visitor's device.
    pub fn of(app: &App, visit: &Visit) -> Self {
        let says_zone = app.places().keep_other_clocks();
        Self { lang: visit.lang, clock: visit.clock, zone: app.zone.clone(), says_zone }
    }

    /// The same eyes, by the clock of a place.
    pub fn at(&self, place: &Place) -> Self {
        Self { zone: place.zone.clone(), ..self.clone() }
    }

    /// `10:40`, or `10:40 am`; `10:40 CST` in a house with several zones.
    pub fn clock(&self, at: Instant) -> String {
        let clock = self.bare_clock(at);
        if !self.says_zone {
            return clock;
        }
        format!("{clock} {}", when::zoned(at, &self.zone).strftime("%Z"))
    }

    fn bare_clock(&self, at: Instant) -> String {
        let here = when::zoned(at, &self.zone);
        match self.clock {
            Clock::Hours24 => here.strftime("%H:%M").to_string(),
            Clock::Hours12 => {
                let clock = here.strftime("%-I:%M").to_string();
                let values = [("clock", clock.as_str())];
                match here.hour() {
                    0..12 => self.lang.say_with("when-morning", &values),
                    _ => self.lang.say_with("when-afternoon", &values),
                }
            }
        }
    }

    /// `Thu 20 Nov`, `jue 20 nov`.
    pub fn day(&self, at: Instant) -> String {
        let here = when::zoned(at, &self.zone);
        let weekday = self.lang.word_of("when-weekday", &here.weekday().to_monday_one_offset().to_string());
        let month = self.lang.word_of("when-month", &here.month().to_string());
        let day = here.day().to_string();
        self.lang.say_with("when-day", &[("weekday", weekday), ("day", &day), ("month", month)])
    }

    /// `Thu 20 Nov, 10:40`.
    pub fn day_clock(&self, at: Instant) -> String {
        self.lang.say_with("when-day-clock", &[("day", &self.day(at)), ("clock", &self.clock(at))])
    }

    /// `2026-11-20`: read alike in every language.
    pub fn date(&self, at: Instant) -> String {
        when::date(at, &self.zone)
    }

    /// `2026-11-20 10:40 EST`: for signatures, the same for everybody.
    pub fn full(&self, at: Instant) -> String {
        when::full(at, &self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_are_said_in_the_language_and_by_the_clock_of_whoever_looks() {
        let zone = TimeZone::get("America/New_York").expect("the zone data is bundled");
        let at = |text| when::read(Lang::En, text, &zone).expect("an ordinary time");
        for (lang, clock, text, words) in [
            (Lang::En, Clock::Hours24, "2026-11-20T14:40", "Fri 20 Nov, 14:40"),
            (Lang::En, Clock::Hours12, "2026-11-20T14:40", "Fri 20 Nov, 2:40 pm"),
            (Lang::En, Clock::Hours12, "2026-11-20T00:05", "Fri 20 Nov, 12:05 am"),
            (Lang::En, Clock::Hours12, "2026-11-20T12:00", "Fri 20 Nov, 12:00 pm"),
            (Lang::Es, Clock::Hours24, "2026-11-19T09:05", "jue 19 nov, 09:05"),
            (Lang::Es, Clock::Hours12, "2026-01-07T09:05", "mié 7 ene, 9:05 a. m."),
        ] {
            let reader = Reader { lang, clock, zone: zone.clone(), says_zone: false };
            assert_eq!(reader.day_clock(at(text)), words);
        }
    }

    #[test]
    fn every_day_and_month_of_a_year_is_named_as_staff_read_it() {
        let zone = TimeZone::UTC;
        let english = Reader { lang: Lang::En, clock: Clock::Hours24, zone: zone.clone(), says_zone: false };
        let spanish = Reader { lang: Lang::Es, ..english.clone() };
        let mut said = std::collections::BTreeSet::new();
        for number in 0..366 {
            let at = Instant(1_767_225_600_000_000 + number * 86_400_000_000);
            assert_eq!(english.day_clock(at), when::day_clock(at, &zone));
            assert!(said.insert(spanish.day(at)), "two days are said alike: {}", spanish.day(at));
        }
    }
}
