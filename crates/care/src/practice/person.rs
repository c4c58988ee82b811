//! A person of the house: name, credentials, affiliations, disclosure. All dated, none deleted.

use super::affiliation::Affiliation;
use super::credential::{Credential, Practice};
use super::end_credential::EndedCredential;
use super::here::Here;
use super::policy::Actor;
use super::role::{Licence, Role};
use super::supervision::Supervision;
use crate::house::place_rules::DisclosurePoint;
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Instant, Moment, Term};

/// What the facts say of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// As printed on records and public pages.
    pub name: Line,
    /// Every licence ever recorded, oldest first.
    pub credentials: Vec<Credential>,
    /// Every licence that ended before its term, oldest first.
    pub ended_credentials: Vec<EndedCredential>,
    /// Every affiliation ever held, oldest first.
    pub affiliations: Vec<Affiliation>,
    /// Everybody who ever was to answer for them, oldest first.
    pub supervisions: Vec<Supervision>,
    /// The current disclosure of scope and standing, with its version (1, 2, …).
    pub disclosure: Option<Disclosure>,
}

/// What somebody says of what they do and do not do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    /// 1, 2, …: what was read is read anew with each.
    pub version: u32,
    /// In their own words.
    pub text: String,
    /// And point by point, as the place asks: in the order of the list, each once.
    pub says: Vec<(DisclosurePoint, String)>,
}

/// Write somebody into the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddPerson {
    /// As it should be printed.
    pub name: Line,
}

/// Say what one does and does not do. Acknowledgements are pinned to the version read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishDisclosure {
    /// Plain language.
    pub text: String,
    /// Point by point.
    pub says: Vec<(DisclosurePoint, String)>,
}

/// "Here is your sign-in." The secrets are shown once and never pass through here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveStaffSignIn {
    /// The sign-in name.
    pub login: Line,
}

/// "I look into the record": the reading of it is itself a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookInRecord {
    /// As it stood at the end of this day; none means as it stands.
    pub on: Option<Date>,
}

/// What can have happened to a person's standing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum PersonFact {
    /// Written into the house.
    Added { name: Line },
    /// A licence was verified, or its absence stated.
    CredentialRecorded { credential: Credential },
    /// A licence no longer holds, before its term.
    CredentialEnded { ended: EndedCredential },
    /// Took up a role, for a time or until it is ended.
    AffiliationBegan { role: Role, from: Instant, until: Option<Instant> },
    /// Every open affiliation ends at this instant.
    AffiliationEnded { at: Instant },
    /// Somebody is to answer for them in a role.
    SupervisionProposed {
        number: u32,
        supervisor: PersonId,
        role: Role,
        from: Instant,
        until: Option<Instant>,
    },
    /// Whoever was named does, from this instant.
    SupervisionTaken { number: u32, at: Instant },
    /// Nobody answers by this agreement from this instant.
    SupervisionEnded { number: u32, at: Instant },
    /// Was given a sign-in, by whom (none: by the host).
    SignInGiven { login: Line, by: Option<PersonId> },
    /// Looked into the record, as it stands or as it stood at the end of a day.
    LookedInRecord { on: Option<Date>, at: Instant },
    /// Took a copy of the record along: as of which day, up to which fact, and the hash of the file.
    RecordTaken { on: Option<Date>, position: u64, sha256: String, at: Instant },
    /// Took the notes along that open to nobody else: how many.
    NotesTaken { notes: u32, at: Instant },
    /// A disclosure was published.
    DisclosurePublished { version: u32, text: String, says: Vec<(DisclosurePoint, String)> },
}

impl Person {
    /// The state after one more fact. `None` only before the first.
    pub fn after(before: Option<Self>, fact: &PersonFact) -> Option<Self> {
        let mut person = match (before, fact) {
            (None, PersonFact::Added { name }) => {
                return Some(Self::named(name.clone()));
            }
            (before, _) => before?,
        };
        match fact {
            PersonFact::Added { .. }
            | PersonFact::SignInGiven { .. }
            | PersonFact::LookedInRecord { .. }
            | PersonFact::RecordTaken { .. }
            | PersonFact::NotesTaken { .. } => {}
            PersonFact::CredentialRecorded { credential } => person.credentials.push(credential.clone()),
            PersonFact::CredentialEnded { ended } => {
                for held in person.credentials.iter_mut().filter(|held| ended.is_of(held)) {
                    if held.term.until.is_none_or(|until| ended.at < until) {
                        held.term.until = Some(ended.at);
                    }
                }
                person.ended_credentials.push(ended.clone());
            }
            PersonFact::AffiliationBegan { role, from, until } => {
                person
                    .affiliations
                    .push(Affiliation { role: *role, term: Term { from: *from, until: *until } });
            }
            PersonFact::AffiliationEnded { at } => {
                for held in &mut person.affiliations {
                    if held.term.until.is_none_or(|until| *at < until) {
                        held.term.until = Some(*at);
                    }
                }
            }
            PersonFact::SupervisionProposed { number, supervisor, role, from, until } => {
                let (number, supervisor, role) = (*number, *supervisor, *role);
                let term = Term { from: *from, until: *until };
                person.supervisions.push(Supervision { number, supervisor, role, term, taken: None });
            }
            PersonFact::SupervisionTaken { number, at } => {
                let held = person.supervisions.iter_mut().filter(|held| held.number == *number);
                held.for_each(|held| held.taken = Some(*at));
            }
            PersonFact::SupervisionEnded { number, at } => {
                let held = person.supervisions.iter_mut().filter(|held| held.number == *number);
                held.for_each(|held| held.term.until = Some(*at));
            }
            PersonFact::DisclosurePublished { version, text, says } => {
                let (version, text, says) = (*version, text.clone(), says.clone());
                person.disclosure = Some(Disclosure { version, text, says });
            }
        }
        Some(person)
    }

    /// Does this person work here in this role at this instant?
    pub fn affiliated(&self, role: Role, at: Instant) -> bool {
        self.affiliations.iter().any(|held| held.role == role && held.term.covers(at))
    }

    /// Somebody of whom only the name is known.
    fn named(name: Line) -> Self {
        Self {
            name,
            credentials: vec![],
            ended_credentials: vec![],
            affiliations: vec![],
            supervisions: vec![],
            disclosure: None,
        }
    }

    /// A licence that this role asks for, in date here at this instant: one that needs nobody else before one under supervision.
    pub fn licensed_for(&self, role: Role, here: Here<'_>, at: Instant) -> Option<&Credential> {
        let held = || self.licences_for(role, here, at);
        held().find(|held| held.practice.is_independent()).or_else(|| held().next())
    }

    /// Every licence that this role asks for, in date here at this instant. Of one licence that is on record more than once,
    /// what was recorded last counts: a board may restrict it in mid-term.
    pub fn licences_for(&self, role: Role, here: Here<'_>, at: Instant) -> impl Iterator<Item = &Credential> {
        let in_date = move |held: &Credential| {
            role.licences().contains(&held.licence)
                && here.takes(&held.jurisdiction, at)
                && held.term.covers(at)
        };
        let all = self.credentials.iter().enumerate();
        all.filter(move |(nth, held)| {
            let later = &self.credentials[nth + 1..];
            in_date(held) && !later.iter().any(|other| in_date(other) && other.is_same(held))
        })
        .map(|(_, held)| held)
    }

    /// Why this person may not work in this role at this instant, or nothing.
    pub fn stand(&self, role: Role, here: Here<'_>, at: Instant) -> Result<(), Refusal> {
        if !self.affiliated(role, at) {
            let held_once = self.affiliations.iter().any(|held| held.role == role && held.term.from <= at);
            return Err(if held_once { Refusal::AffiliationEnded } else { Refusal::NotAffiliated });
        }
        if role.licences().is_empty() {
            return Ok(());
        }
        let mut why = None;
        for held in self.licences_for(role, here, at) {
            // Whoever answers must be licensed where the licence that asks for it is.
            let answered = match held.practice {
                Practice::Independent => Ok(()),
                Practice::Supervised => self.answered_for(role, here.in_place(&held.jurisdiction), at),
            };
            match answered {
                Ok(()) => return Ok(()),
                Err(no) => why = Some(no),
            }
        }
        if let Some(no) = why {
            return Err(no);
        }
        let had = self.credentials.iter().any(|held| role.licences().contains(&held.licence));
        Err(if had { Refusal::LicenceNotInForce { role } } else { Refusal::LicenceMissing { role } })
    }

    /// Is there a licence in force in this place?
    pub fn is_licensed_in(&self, jurisdiction: &str, at: Instant) -> bool {
        let here = |held: &Credential| held.jurisdiction == jurisdiction && held.term.covers(at);
        self.credentials.iter().any(|held| held.licence != Licence::NotLicensed && here(held))
    }

    /// Is there any licence at all in force, anywhere?
    pub fn is_licensed(&self, at: Instant) -> bool {
        self.credentials.iter().any(|held| held.licence != Licence::NotLicensed && held.term.covers(at))
    }
}

/// Adds a person once.
pub fn add(before: Option<&Person>, act: &AddPerson) -> Result<Vec<PersonFact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    Ok(vec![PersonFact::Added { name: act.name.clone() }])
}

/// Publishes the next version of a disclosure.
pub fn publish_disclosure(person: &Person, act: &PublishDisclosure) -> Result<Vec<PersonFact>, Refusal> {
    let text = crate::text::prose(&act.text)?;
    let mut says = vec![];
    for point in DisclosurePoint::ALL {
        let mut said = act.says.iter().filter(|(of, words)| of == point && !words.trim().is_empty());
        match (said.next(), said.next()) {
            (None, _) => {}
            (Some((_, words)), None) => says.push((*point, crate::text::prose(words)?)),
            (Some(_), Some(_)) => return Err(Refusal::DisclosureSaidTwice),
        }
    }
    let version = person.disclosure.as_ref().map_or(1, |published| published.version + 1);
    Ok(vec![PersonFact::DisclosurePublished { version, text, says }])
}

/// Keeps who gave it. A later one takes the place of an earlier.
pub fn give_sign_in(_person: &Person, act: &GiveStaffSignIn, by: &Actor) -> Result<Vec<PersonFact>, Refusal> {
    let by = match by {
        Actor::Person(person) => Some(*person),
        Actor::Host => None,
        Actor::Patient(_) | Actor::Clock | Actor::Visitor => return Err(Refusal::PersonUnknown),
    };
    Ok(vec![PersonFact::SignInGiven { login: act.login.clone(), by }])
}

/// Keeps that somebody looked, for themselves only.
pub fn look_in_record(
    id: PersonId,
    act: LookInRecord,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    if *by != Actor::Person(id) {
        return Err(Refusal::NotYourRecord);
    }
    Ok(vec![PersonFact::LookedInRecord { on: act.on, at: moment.now }])
}
