//! Nobody is referred to them from here any more. What was written of them stays in the record.

use super::{Directory, DirectoryFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "Not in the directory any more."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveColleague {
    /// Who.
    pub number: u16,
    /// Why.
    pub why: Line,
}

/// Takes somebody out who is in it.
pub fn decide(
    directory: Option<&Directory>,
    act: &RemoveColleague,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<DirectoryFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    directory.ok_or(Refusal::ColleagueUnknown)?.find(act.number)?;
    let (number, why) = (act.number, act.why.clone());
    Ok(vec![DirectoryFact::Removed { number, why, by: *by, at: moment.now }])
}
