//! The seven days of a week in a form: from and until on each, or neither.

use care::roster::Opening;

use crate::parts::Errors;
use crate::visit::Visit;

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// One day as its two fields are drawn.
pub struct Day {
    /// `Monday`.
    pub name: &'static str,
    /// `09:00`; empty when there is nothing.
    pub from: String,
    /// `17:00`.
    pub until: String,
    /// The name of the first field.
    pub from_field: String,
    /// The name of the second.
    pub until_field: String,
}

/// Reads all seven; what does not fit is said beside its day.
pub fn read(visit: &Visit, errors: &mut Errors) -> Vec<Option<Opening>> {
    (0..7).map(|day| opening(visit, day, errors)).collect()
}

/// All seven as they were typed, or as they are kept.
pub fn days(visit: &Visit, kept: &[Option<Opening>]) -> Vec<Day> {
    (0..7).map(|day| day_of(visit, kept.get(day).copied().flatten(), day)).collect()
}

/// Both times of a day, or neither.
fn opening(visit: &Visit, day: usize, errors: &mut Errors) -> Option<Opening> {
    let (from, until) = (format!("from-{day}"), format!("until-{day}"));
    match (visit.given(&from), visit.given(&until)) {
        (None, None) => None,
        (first, last) => {
            let times = first.and_then(minute).zip(last.and_then(minute));
            // Midnight at the end of a day is written 00:00.
            let whole = times.map(|(from_min, until_min)| Opening {
                from_min,
                until_min: if until_min == 0 { 24 * 60 } else { until_min },
            });
            let fits = whole.filter(|opening| opening.from_min < opening.until_min);
            if fits.is_none() {
                let name = DAYS.get(day).copied().unwrap_or_default();
                errors.add(
                    &from,
                    &format!("{name}: write both times, the first before the second, or neither."),
                );
            }
            fits
        }
    }
}

/// `09:30` in minutes after midnight.
fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

fn day_of(visit: &Visit, held: Option<Opening>, day: usize) -> Day {
    let (from_field, until_field) = (format!("from-{day}"), format!("until-{day}"));
    let shown = |name: &str, held: Option<u16>| match visit.form.is_empty() {
        true => held.map(clock).unwrap_or_default(),
        false => visit.value(name).to_owned(),
    };
    Day {
        name: DAYS.get(day).copied().unwrap_or_default(),
        from: shown(&from_field, held.map(|held| held.from_min)),
        until: shown(&until_field, held.map(|held| held.until_min)),
        from_field,
        until_field,
    }
}
