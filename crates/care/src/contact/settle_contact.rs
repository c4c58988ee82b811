//! What the desk did about it, and what the clock forgets afterwards.

use super::{ContactFact, FirstContact, Outcome, owed_by};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// "I tried, and did not reach them." They are owed another call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteContactTry {
    /// By when the next one, as the edge read it in the clinic's hours.
    pub call_by: Instant,
}

/// "Nobody owes them a call any more", and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettleContact {
    /// How it ended.
    pub outcome: Outcome,
}

/// The clock's own act: what was kept for the call is needed no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraseContact;

fn still_owed(contact: &FirstContact) -> Result<(), Refusal> {
    if contact.settled.is_some() { Err(Refusal::ContactSettled) } else { Ok(()) }
}

/// Keeps a try.
pub fn tried(
    contact: &FirstContact,
    act: NoteContactTry,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ContactFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    still_owed(contact)?;
    Ok(vec![ContactFact::Tried { by: *by, due: owed_by(act.call_by, moment.now), at: moment.now }])
}

/// Settles it, once.
pub fn settle(
    contact: &FirstContact,
    act: SettleContact,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ContactFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    still_owed(contact)?;
    Ok(vec![ContactFact::Settled { outcome: act.outcome, by: *by, at: moment.now }])
}

/// Erases what was settled long enough ago.
pub fn erase(contact: &FirstContact, moment: &Moment) -> Result<Vec<ContactFact>, Refusal> {
    match contact.erase_due() {
        None => Err(Refusal::NothingChanged),
        Some(due) if moment.now < due => Err(Refusal::NotYetDue),
        Some(_) => Ok(vec![ContactFact::Erased { at: moment.now }]),
    }
}
