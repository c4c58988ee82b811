//! When the clinic answers.

use super::{ClinicHours, Roster, RosterFact};
use crate::refusal::Refusal;

/// "These are our hours." They take the place of those before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetClinicHours {
    /// All of them.
    pub hours: ClinicHours,
}

/// Keeps them, if they are hours and other than those before.
pub fn set(roster: Option<&Roster>, act: &SetClinicHours) -> Result<Vec<RosterFact>, Refusal> {
    act.hours.check()?;
    if roster.and_then(|roster| roster.hours.as_ref()) == Some(&act.hours) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![RosterFact::HoursSet { hours: act.hours.clone() }])
}
