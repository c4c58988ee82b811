//! Quiet hours: nobody is written to at night, by the clock where the person is. Which instants those are, whoever knows
//! the zones says (`Nights`); what follows from them is here.

use crate::time::{Instant, Term};
use crate::units::Minutes;

/// Quiet hours begin and end, by the clock where the patient is. House policy, from `screens.md` 2.2.
pub const QUIET_FROM_H: u8 = 21;
/// See `QUIET_FROM_H`.
pub const QUIET_UNTIL_H: u8 = 8;
/// How long before quiet hours something goes that cannot wait for the morning. House policy.
pub const BEFORE_NIGHT: Minutes = Minutes(60);

/// The quiet hours of one person around the times a decision is about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nights(pub Vec<Term>);

impl Nights {
    /// The night this instant is in: when it began and when it ends.
    pub fn at(&self, at: Instant) -> Option<(Instant, Instant)> {
        self.0.iter().find(|night| night.covers(at)).and_then(|night| Some((night.from, night.until?)))
    }

    /// When something goes that is wanted at an instant, cannot go before another, and is worth nothing from a third
    /// on: then; in the morning, if that is a night; before the night, if the morning is too late. `None`: never.
    pub fn when(&self, wanted: Instant, first: Instant, latest: Instant) -> Option<Instant> {
        let wanted = wanted.max(first);
        let Some((dusk, morning)) = self.at(wanted) else { return (wanted < latest).then_some(wanted) };
        if morning < latest {
            return Some(morning);
        }
        let eve = Instant(dusk.0.saturating_sub(Instant(0).plus_minutes(BEFORE_NIGHT).0)).max(first);
        (eve < dusk && eve < latest).then_some(eve)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Hours;

    /// Hours since some midnight; one night from 21 to 32, the next from 45 to 56.
    fn h(hours: u32) -> Instant {
        Instant(0).plus_hours(Hours(hours))
    }

    #[test]
    fn something_goes_when_wanted_in_the_morning_before_the_night_or_never() {
        let night = |from, until| Term { from: h(from), until: Some(h(until)) };
        let nights = Nights(vec![night(21, 32), night(45, 56)]);
        for (wanted, first, latest, goes) in [
            (12, 12, 20, Some(12)),
            (12, 14, 20, Some(14)),
            (12, 14, 14, None),
            (20, 20, 40, Some(20)),
            (21, 12, 40, Some(32)),
            (26, 12, 40, Some(32)),
            (31, 12, 33, Some(32)),
            (32, 12, 33, Some(32)),
            // The morning is too late: before the night.
            (26, 12, 32, Some(20)),
            (26, 12, 30, Some(20)),
            // Already night, and the morning is too late.
            (26, 26, 30, None),
            (50, 12, 56, Some(44)),
        ] {
            assert_eq!(nights.when(h(wanted), h(first), h(latest)), goes.map(h), "{wanted} {first} {latest}");
        }
        let late = Instant(h(20).0 + h(1).0 / 2);
        assert_eq!(nights.when(h(26), late, h(30)), Some(late), "what is left of the evening");
    }
}
