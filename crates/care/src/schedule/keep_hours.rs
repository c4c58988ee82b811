//! The week somebody keeps, from a day on.

use super::{Schedule, ScheduleFact};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::roster::{ClinicHours, Opening};
use crate::time::Date;

/// "These are my hours at this place, from that day." Whoever keeps hours anywhere is at work at a place only in those kept there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepHours {
    /// Who.
    pub person: PersonId,
    /// At which place; none for the place that the house was founded as.
    pub site: Option<u32>,
    /// The first day they hold.
    pub from: Date,
    /// Monday first, seven of them; none means not at work on that day.
    pub week: Vec<Option<Opening>>,
}

/// Keeps them, if they are hours and other than those that hold on that day.
pub fn keep(schedule: Option<&Schedule>, act: &KeepHours) -> Result<Vec<ScheduleFact>, Refusal> {
    ClinicHours { week: act.week.clone(), closed: vec![] }.check()?;
    if let Some(number) = act.site {
        schedule.and_then(|schedule| schedule.site(number)).ok_or(Refusal::SiteUnknown)?;
    }
    let held = schedule.and_then(|schedule| schedule.week_of(act.person, act.site, act.from));
    if held.is_some_and(|held| held.week == act.week) {
        return Err(Refusal::NothingChanged);
    }
    let (person, site, from) = (act.person, act.site, act.from);
    Ok(vec![ScheduleFact::HoursKept { person, site, from, week: act.week.clone() }])
}
