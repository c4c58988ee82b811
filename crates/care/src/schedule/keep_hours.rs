//! The week somebody keeps, from a day on.

use super::{Schedule, ScheduleFact};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::roster::{ClinicHours, Opening};
use crate::time::Date;

/// "These are my hours, from that day."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepHours {
    /// Who.
    pub person: PersonId,
    /// The first day they hold.
    pub from: Date,
    /// Monday first, seven of them; none means not at work on that day.
    pub week: Vec<Option<Opening>>,
}

/// Keeps them, if they are hours and other than those that hold on that day.
pub fn keep(schedule: Option<&Schedule>, act: &KeepHours) -> Result<Vec<ScheduleFact>, Refusal> {
    ClinicHours { week: act.week.clone(), closed: vec![] }.check()?;
    let held = schedule.and_then(|schedule| schedule.week_of(act.person, act.from));
    if held.is_some_and(|held| held.week == act.week) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![ScheduleFact::HoursKept { person: act.person, from: act.from, week: act.week.clone() }])
}
