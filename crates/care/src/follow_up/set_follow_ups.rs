//! The medical director says when people are asked after a dose, and what the house owes to their answers.

use super::{Series, SeriesSaid};
use crate::house::HouseFact;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;
use crate::units::Hours;

/// "We ask on these days, and this is what an answer can count on."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetFollowUps {
    /// The whole series.
    pub series: Series,
}

/// More steps than this are nagging, not a series. A bound of what can be meant, no clinical number.
pub const STEPS_MAX: usize = 12;
/// Two years after a dose: nothing later is asked because of it. A bound of what can be meant.
pub const STEP_LATEST: Hours = Hours(2 * 366 * 24);
/// What was due and not made for two weeks is not made. A bound of what can be meant.
pub const WITHIN_MOST: Hours = Hours(14 * 24);
/// Whoever asks for a call is called within three days: nothing later is a call that was asked for.
pub const CALL_MOST: Hours = Hours(72);
/// What somebody wrote is read within fourteen days.
pub const READ_MOST: Hours = Hours(14 * 24);

/// Says it, from now on: nobody is asked because of a step that had passed before it stood.
pub fn decide(
    said: Option<&SeriesSaid>,
    act: &SetFollowUps,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<HouseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let series = &act.series;
    let soonest = series.steps.first().is_none_or(|first| Hours(0) < *first);
    let latest = series.steps.last().is_none_or(|last| *last <= STEP_LATEST);
    let ascending = series.steps.windows(2).all(|pair| pair[0] < pair[1]);
    if STEPS_MAX < series.steps.len() || !soonest || !latest || !ascending {
        return Err(Refusal::FollowUpStepsUnfit { most: STEPS_MAX });
    }
    let clocks =
        [(series.within, WITHIN_MOST), (series.call_within, CALL_MOST), (series.read_within, READ_MOST)];
    for (clock, most) in clocks {
        if clock < Hours(1) || most < clock {
            return Err(Refusal::FollowUpClockUnfit { most_h: most.0 });
        }
    }
    if !series.owed_by.is_clinical() {
        return Err(Refusal::NeedsClinician);
    }
    if said.is_some_and(|said| said.series == *series) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![HouseFact::FollowUpsSet { series: series.clone(), by: *person, at: moment.now }])
}
