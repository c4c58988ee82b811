//! Somebody outside agreed to stand on the public page, or does not any more.

use super::{Directory, DirectoryFact, Look};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "They agreed, in this way", or: off the page again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishColleague {
    /// Who.
    pub number: u16,
    /// How they said yes; none takes them off the page.
    pub agreed: Option<Line>,
}

/// The page shows nobody with a licence that was never looked up. Taking off always works.
pub fn decide(
    directory: Option<&Directory>,
    act: &PublishColleague,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<DirectoryFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let entry = directory.ok_or(Refusal::ColleagueUnknown)?.find(act.number)?;
    let (number, by, at) = (act.number, *by, moment.now);
    match &act.agreed {
        Some(_) if entry.look(at) == Look::Never => Err(Refusal::ColleagueNotLookedUp),
        Some(_) if entry.agreed.is_some() => Err(Refusal::NothingChanged),
        Some(how) => Ok(vec![DirectoryFact::Agreed { number, how: how.clone(), by, at }]),
        None if entry.agreed.is_none() => Err(Refusal::NothingChanged),
        None => Ok(vec![DirectoryFact::Hidden { number, by, at }]),
    }
}
