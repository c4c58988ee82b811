//! A licence of somebody outside was looked up again, and says what is written.

use super::{Directory, DirectoryFact, Look};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "Looked up now: it says the same."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookUpColleague {
    /// Whose.
    pub number: u16,
}

/// Keeps the day; there is nothing to look up where there is no licence.
pub fn decide(
    directory: Option<&Directory>,
    act: LookUpColleague,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<DirectoryFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let entry = directory.ok_or(Refusal::ColleagueUnknown)?.find(act.number)?;
    if entry.look(moment.now) == Look::NoLicence {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![DirectoryFact::LookedUp { number: act.number, by: *by, at: moment.now }])
}
