//! A house with one practitioner says so, for a reason that stands in the record: there is nobody else to read a change.

use super::{HouseFact, KnownHouse};
use crate::practice::{Actor, Person};
use crate::protocol::Signatures;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "Here it takes so many people to put a protocol in force, and this is why."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetSignatures {
    /// How many.
    pub needed: Signatures,
    /// Why. Shown on the page of every protocol, and to the auditor.
    pub reason: Line,
}

/// Says it. One is refused while somebody else here could be the second.
pub fn decide(
    house: &KnownHouse,
    act: &SetSignatures,
    others: &[&Person],
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<HouseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if act.needed == Signatures::One && !others.is_empty() {
        return Err(Refusal::SecondPersonHere);
    }
    if act.needed == house.signatures() {
        return Err(Refusal::NothingChanged);
    }
    let (needed, reason) = (act.needed, act.reason.clone());
    Ok(vec![HouseFact::SignaturesSet { needed, reason, by: *person, at: moment.now }])
}
