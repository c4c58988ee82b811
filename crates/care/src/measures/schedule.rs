//! When a questionnaire is asked by itself: before the first dose, before each, after the last. Data of the house with
//! sources, not of a protocol (docs/decisions: a protocol is a table of named values, and this is a list).

use super::ask_for_measure::AskForMeasure;
use super::kept::Kept;
use crate::course::{Course, Phase};
use crate::protocol::CareModel;
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Hours;

words! {
    /// At which point of a course.
    Occasion {
        /// Once, when the consent is signed and no dose has begun.
        BeforeFirstDose = "before-first-dose",
        /// In the days before each dose that is on the calendar.
        BeforeEachDose = "before-each-dose",
        /// Once, in a stretch of days after the last dose of the series.
        AfterSeries = "after-series",
    }
}

/// One line of the schedule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Which questionnaire.
    pub measure: Line,
    /// At which point.
    pub occasion: Occasion,
    /// Through which doors.
    pub doors: Vec<CareModel>,
    /// Under which protocols, by name; none named: under all.
    pub protocols: Vec<Line>,
    /// The stretch in days. Before a dose: so many days before it, at most and at least. After: likewise.
    pub from_days: u32,
    /// See `from_days`.
    pub until_days: u32,
    /// Where it comes from.
    pub source: String,
}

/// The whole schedule of a house.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Schedule {
    /// Its lines.
    pub slots: Vec<Slot>,
}

fn days(at: Instant, days: u32) -> Instant {
    at.plus_hours(Hours(days.saturating_mul(24)))
}

fn before(at: Instant, number: u32) -> Instant {
    Instant(at.0.saturating_sub(days(Instant(0), number).0))
}

/// What is to be asked now in this course, and by when. `next_dose` is the next one on the calendar.
pub fn due(
    schedule: &Schedule,
    course: &Course,
    next_dose: Option<Instant>,
    now: Instant,
) -> Vec<AskForMeasure> {
    if course.closed.is_some() {
        return vec![];
    }
    let mut asks: Vec<AskForMeasure> = vec![];
    for slot in schedule.slots.iter().filter(|slot| slot.is_for(course)) {
        let Some((since, due)) = slot.stretch(course, next_dose, now) else { continue };
        let asked = is_there(&course.measures, &slot.measure, since);
        if !asked && !asks.iter().any(|ask| ask.measure == slot.measure) {
            asks.push(AskForMeasure { measure: slot.measure.clone(), due });
        }
    }
    asks
}

impl Slot {
    fn is_for(&self, course: &Course) -> bool {
        let named = self.protocols.is_empty() || self.protocols.contains(&course.slug);
        named && self.doors.contains(&course.model)
    }

    /// Is it now? Since when an answer counts for this occasion, and by when it is wanted.
    fn stretch(
        &self,
        course: &Course,
        next_dose: Option<Instant>,
        now: Instant,
    ) -> Option<(Instant, Instant)> {
        let next_dose = next_dose.filter(|dose| now < *dose);
        match self.occasion {
            Occasion::BeforeFirstDose => {
                let ready = course.doses.is_empty() && course.phase() == Phase::Preparation;
                let due = next_dose.unwrap_or(days(now, self.from_days));
                ready.then_some((Instant(i64::MIN), due))
            }
            Occasion::BeforeEachDose => {
                let dose = next_dose?;
                let since = before(dose, self.from_days);
                (since <= now)
                    .then_some((since, before(dose, self.until_days).max(days(now, 0))))
                    .filter(|(_, due)| now < *due)
            }
            Occasion::AfterSeries => {
                let (last, _) = *course.doses.last()?;
                let over = course.planned_doses as usize <= course.doses.len();
                let (since, until) = (days(last, self.from_days), days(last, self.until_days));
                (over && since <= now && now < until).then_some((since, until))
            }
        }
    }
}

/// Was it asked, or answered, since then; or is it asked now and not handed in?
fn is_there(kept: &Kept, measure: &Line, since: Instant) -> bool {
    let asked = |asking: &super::Asking| asking.measure == *measure && (!asking.done || since <= asking.at);
    kept.askings.iter().any(asked) || kept.standing(measure.as_str()).iter().any(|entry| since <= entry.taken)
}
