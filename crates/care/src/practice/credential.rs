//! A licence as a dated truth: kind, number, jurisdiction, from–until, verified on.

use super::end_credential::same_mark;
use super::person::{Person, PersonFact};
use super::role::Licence;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment, Term};

words! {
    /// Whether the licence lets its holder practise by themself.
    Practice {
        /// They answer for themself.
        Independent = "independent",
        /// Associate, limited permit, or a collaboration that the state asks for: only while somebody answers for them.
        Supervised = "supervised",
    }
}

impl Practice {
    /// Does nobody else need to answer?
    pub const fn is_independent(self) -> bool {
        matches!(self, Self::Independent)
    }
}

/// One licence, or the dated statement that there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Of what kind.
    pub licence: Licence,
    /// The number on it. Empty only when not licensed.
    pub number: String,
    /// Where it holds: `US-NY`.
    pub jurisdiction: String,
    /// From its first valid instant until it expires.
    pub term: Term,
    /// When somebody looked it up.
    pub verified: Instant,
    /// By themself, or only under supervision.
    pub practice: Practice,
}

impl Credential {
    /// Is this the same licence, of the same board, whatever is said of it?
    pub fn is_same(&self, other: &Self) -> bool {
        self.licence == other.licence
            && same_mark(&self.number, &other.number)
            && same_mark(&self.jurisdiction, &other.jurisdiction)
    }
}

/// "I looked this licence up, and this is what it says."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordCredential {
    /// What was found.
    pub credential: Credential,
}

/// Records what was verified. A licence needs a number, a place and an end. One that was ended before its term holds again
/// only when that end has come and somebody has looked it up since.
pub fn decide(person: &Person, act: &RecordCredential, moment: &Moment) -> Result<Vec<PersonFact>, Refusal> {
    let credential = &act.credential;
    let licensed = credential.licence != Licence::NotLicensed;
    if licensed && (credential.number.trim().is_empty() || credential.term.until.is_none()) {
        return Err(Refusal::CredentialIncomplete);
    }
    if credential.jurisdiction.trim().is_empty() {
        return Err(Refusal::CredentialIncomplete);
    }
    if credential.term.until.is_some_and(|until| until <= credential.term.from) {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    let mut ends = person.ended_credentials.iter().filter(|ended| ended.is_of(credential));
    if ends.any(|ended| moment.now < ended.at || credential.verified < ended.at) {
        return Err(Refusal::CredentialWasEnded);
    }
    if person.credentials.contains(credential) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PersonFact::CredentialRecorded { credential: credential.clone() }])
}
