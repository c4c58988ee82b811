//! A licence that ends before its term: suspended, revoked, surrendered, or never right. What was done under it until
//! then stands; from that instant on nothing that asks for it is allowed.

use super::credential::Credential;
use super::person::{Person, PersonFact};
use super::role::Licence;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment, When};

words! {
    /// Why a licence no longer holds.
    CredentialEnd {
        /// The board holds it back for a time.
        Suspended = "suspended",
        /// The board took it.
        Revoked = "revoked",
        /// Its holder gave it back.
        Surrendered = "surrendered",
        /// It should not have been written down so.
        EnteredInError = "entered-in-error",
    }
}

/// "This licence no longer holds." It is named as its board names it, so its renewals end with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndCredential {
    /// Of which kind.
    pub licence: Licence,
    /// Its number.
    pub number: String,
    /// Where it held.
    pub jurisdiction: String,
    /// Why.
    pub why: CredentialEnd,
    /// How it is known: the board's letter, a number. Shown in the house only.
    pub note: Option<Line>,
    /// The first instant at which it no longer holds. Not in the past: what was done until now stands.
    pub at: When,
}

/// A licence that ended before its term, as the person's record keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndedCredential {
    /// Of which kind.
    pub licence: Licence,
    /// Its number.
    pub number: String,
    /// Where it held.
    pub jurisdiction: String,
    /// Why.
    pub why: CredentialEnd,
    /// How it is known.
    pub note: Option<Line>,
    /// From this instant on it does not hold.
    pub at: Instant,
}

impl EndedCredential {
    /// Is this the licence that ended?
    pub fn is_of(&self, held: &Credential) -> bool {
        self.licence == held.licence
            && same_mark(&self.number, &held.number)
            && same_mark(&self.jurisdiction, &held.jurisdiction)
    }
}

/// `RN 1234` and `rn-1234` are one number: only letters and digits count.
pub(super) fn same_mark(one: &str, other: &str) -> bool {
    let mark = |text: &'_ str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    mark(one) == mark(other)
}

/// Ends it, if it is on record and would still hold at that instant.
pub fn decide(person: &Person, act: &EndCredential, moment: &Moment) -> Result<Vec<PersonFact>, Refusal> {
    let EndCredential { licence, number, jurisdiction, why, note, at } = act.clone();
    let ended = EndedCredential { licence, number, jurisdiction, why, note, at: at.instant(moment) };
    if ended.at < moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    let mut of_it = person.credentials.iter().filter(|held| ended.is_of(held)).peekable();
    if of_it.peek().is_none() {
        return Err(Refusal::CredentialUnknown);
    }
    if !of_it.any(|held| held.term.until.is_none_or(|until| ended.at < until)) {
        return Err(Refusal::CredentialEnded);
    }
    Ok(vec![PersonFact::CredentialEnded { ended }])
}
