//! What people keep for themselves between visits: a word for most days, and small steps on some of them.

use care::act::Act;
use care::keeping::choose_small_step::ChooseSmallStep;
use care::keeping::pause_small_step::PauseSmallStep;
use care::keeping::say_mood::SayMood;
use care::keeping::tick_small_step::TickSmallStep;
use care::keeping::{Mood, StepWords};
use care::time::{Date, Instant};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::days::{days, later};
use super::house::ZONE;
use super::journey::Journey;
use super::words::line;

/// The civil day where everybody of this story lives.
fn day_of(at: Instant) -> Option<Date> {
    let zone = TimeZone::get(ZONE).ok()?;
    let at = Timestamp::from_microsecond(at.0).ok()?.to_zoned(zone);
    Date::read(&at.strftime("%Y-%m-%d").to_string())
}

impl Journey {
    /// A word on most of so many days before now: up and down, and today is left for them to say.
    pub fn says_moods(&mut self, now: Instant, back: i64) {
        for n in (1..=back).rev() {
            let at = later(days(now, -n), -35);
            let chance = &mut self.script.chance;
            if chance.once_in(4) {
                continue;
            }
            let mood =
                Mood::ALL[usize::try_from(chance.between(0, 3) + chance.between(0, 1)).unwrap_or(2).min(4)];
            let note = (n == 2).then(|| line("Slept through, for once"));
            if let Some(today) = day_of(at) {
                let by = self.themselves();
                self.script.say(at, by, Act::SayMood(self.patient, SayMood { mood, note, today }));
            }
        }
    }

    /// Chooses two small steps, keeps the first on most days, and lets the second rest after a while.
    pub fn keeps_steps(&mut self, now: Instant, back: i64) {
        let (by, patient) = (self.themselves(), self.patient);
        let chosen = days(now, -back);
        for (minute, what, when) in
            [(0, "Put the phone away", "at 22:00"), (2, "Ten minutes outside", "before breakfast")]
        {
            let words = StepWords { what: line(what), when: Some(line(when)), place: None };
            self.script.say(
                later(chosen, minute),
                by,
                Act::ChooseSmallStep(patient, ChooseSmallStep { words }),
            );
        }
        for n in (1..back).rev() {
            let at = later(days(now, -n), -25);
            let Some(day) = day_of(at) else { continue };
            for (number, once_in) in [(1, 3), (2, 2)] {
                let rests = number == 2 && n < 5;
                if !rests && !self.script.chance.once_in(once_in) {
                    let tick = TickSmallStep { number, day, today: day };
                    self.script.say(at, by, Act::TickSmallStep(patient, tick));
                }
            }
        }
        let rests = later(days(now, -5), 15);
        self.script.say(rests, by, Act::PauseSmallStep(patient, PauseSmallStep { number: 2 }));
    }
}
