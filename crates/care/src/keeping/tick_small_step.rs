//! "I did it": a day of a small step, today or up to seven days back. Taking a tick back is as easy.

use super::{Keeping, TICK_BACK_DAYS, days_between, is_today};
use crate::patient::PatientFact;
use crate::refusal::Refusal;
use crate::time::{Date, Moment};

/// Done on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TickSmallStep {
    /// Which.
    pub number: u32,
    /// The day it was done.
    pub day: Date,
    /// The day it is where the person is.
    pub today: Date,
}

/// Not done on that day after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UntickSmallStep {
    /// Which.
    pub number: u32,
    /// The day.
    pub day: Date,
    /// The day it is where the person is.
    pub today: Date,
}

fn within_reach(day: Date, today: Date, moment: &Moment) -> Result<(), Refusal> {
    is_today(today, moment)?;
    match days_between(day, today) {
        ..0 => Err(Refusal::DayNotYet),
        0..=TICK_BACK_DAYS => Ok(()),
        _ => Err(Refusal::DayTooLongAgo { most_days: TICK_BACK_DAYS }),
    }
}

/// Ticks a day. A step that rests may be ticked too: a person may do what they do not plan.
pub fn tick(keeping: &Keeping, act: TickSmallStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    let step = keeping.step(act.number)?;
    within_reach(act.day, act.today, moment)?;
    if step.days.contains(&act.day) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::StepTicked { number: act.number, day: act.day, at: moment.now }])
}

/// Takes the tick back.
pub fn untick(keeping: &Keeping, act: UntickSmallStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    let step = keeping.step(act.number)?;
    within_reach(act.day, act.today, moment)?;
    if !step.days.contains(&act.day) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::StepUnticked { number: act.number, day: act.day, at: moment.now }])
}
