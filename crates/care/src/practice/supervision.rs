//! Whoever may practise only under supervision stands in a role while somebody answers for them: named, agreed by both
//! sides, and in good standing at that instant. When the supervisor's own standing ends, so does theirs.

use super::credential::Credential;
use super::here::Here;
use super::person::{Person, PersonFact};
use super::policy::{Acting, Actor};
use super::role::Role;
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::time::{Instant, Moment, Term, When};

/// Somebody answers for what a person does in a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// 1, 2, … in the order they were proposed.
    pub number: u32,
    /// Who answers.
    pub supervisor: PersonId,
    /// For what is done in this role.
    pub role: Role,
    /// From–until.
    pub term: Term,
    /// When the supervisor took it on. Until then it counts for nothing.
    pub taken: Option<Instant>,
}

impl Supervision {
    /// Does it count at this instant: taken on by then, and in its term?
    pub fn counts(&self, at: Instant) -> bool {
        self.taken.is_some_and(|taken| taken <= at) && self.term.covers(at)
    }

    /// Could it still count at this instant or after it?
    pub fn is_open(&self, at: Instant) -> bool {
        self.term.until.is_none_or(|until| at < until)
    }
}

/// "She answers for what he does here as a therapist." It counts once the supervisor has said so themself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposeSupervision {
    /// Who is to answer.
    pub supervisor: PersonId,
    /// For what is done in this role.
    pub role: Role,
    /// From when.
    pub from: Instant,
    /// The first instant at which it no longer holds, where the agreement has an end.
    pub until: Option<Instant>,
}

/// "I answer for them."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeOnSupervision {
    /// Which was proposed.
    pub number: u32,
}

/// "From then on nobody answers by this agreement." The director says it, the supervisor, or whoever is supervised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndSupervision {
    /// Which.
    pub number: u32,
    /// The first instant at which it no longer holds. Not in the past: what was done until now stands.
    pub at: When,
}

impl Role {
    /// The roles of which a supervisor must stand in one, with a licence of their own. Empty: this role is not held under
    /// supervision.
    pub const fn supervised_by(self) -> &'static [Self] {
        match self {
            Self::Therapist => &[Self::Therapist],
            Self::Prescriber => &[Self::Prescriber, Self::MedicalDirector],
            Self::Nurse => &[Self::Nurse, Self::Prescriber, Self::MedicalDirector],
            Self::MedicalDirector
            | Self::IntegrationSpecialist
            | Self::FrontDesk
            | Self::Auditor
            | Self::Patient
            | Self::Clock
            | Self::Host
            | Self::Visitor => &[],
        }
    }
}

impl Person {
    /// Can this person answer for what somebody else does in a role: here in a role above or beside it at this instant, with
    /// a licence that needs nobody else?
    pub fn can_supervise(&self, role: Role, here: Here<'_>, at: Instant) -> bool {
        let alone = |role: &Role| {
            self.affiliated(*role, at)
                && self.licensed_for(*role, here, at).is_some_and(|held| held.practice.is_independent())
        };
        role.supervised_by().iter().any(alone)
    }

    /// The places in which this person's licences for a role ask for supervision, then or later.
    fn supervised_in(&self, role: Role, at: Instant) -> impl Iterator<Item = &str> {
        let asks = move |held: &&Credential| {
            role.licences().contains(&held.licence)
                && !held.practice.is_independent()
                && held.term.until.is_none_or(|until| at < until)
        };
        self.credentials.iter().filter(asks).map(|held| held.jurisdiction.as_str())
    }

    /// Can somebody answer for what this person does in a role: where a licence of theirs asks for it? Why not.
    pub fn could_be_supervised_by(
        &self,
        supervisor: &Self,
        role: Role,
        here: Here<'_>,
        at: Instant,
    ) -> Result<(), Refusal> {
        let mut places = self.supervised_in(role, at).peekable();
        if places.peek().is_none() {
            return Err(Refusal::SupervisionNotAsked { role });
        }
        match places.any(|place| supervisor.can_supervise(role, here.in_place(place), at)) {
            true => Ok(()),
            false => Err(Refusal::CannotSupervise { role }),
        }
    }

    /// Did this person's licence ask for supervision here at an instant, and did somebody answer?
    pub fn was_supervised(&self, role: Role, here: Here<'_>, at: Instant) -> bool {
        let asked = self.licensed_for(role, here, at).is_some_and(|held| !held.practice.is_independent());
        asked && self.supervisors(role, at).next().is_some()
    }

    /// Whoever answers for this person in a role at an instant, as was agreed; whether they can is another question.
    pub fn supervisors(&self, role: Role, at: Instant) -> impl Iterator<Item = PersonId> {
        let counts = move |held: &&Supervision| held.role == role && held.counts(at);
        self.supervisions.iter().filter(counts).map(|held| held.supervisor)
    }

    /// Does somebody answer for this person who can?
    pub(super) fn answered_for(&self, role: Role, here: Here<'_>, at: Instant) -> Result<(), Refusal> {
        let mut agreed = self.supervisors(role, at).peekable();
        if agreed.peek().is_none() {
            return Err(Refusal::SupervisionMissing { role });
        }
        let can = |id: PersonId| here.colleague(id).is_some_and(|known| known.can_supervise(role, here, at));
        if agreed.any(can) { Ok(()) } else { Err(Refusal::SupervisorNotInForce { role }) }
    }
}

/// Writes down what the director and both people agreed on, for the supervisor to take on.
pub fn propose(
    id: PersonId,
    person: &Person,
    act: ProposeSupervision,
    supervisor: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    let ProposeSupervision { supervisor: who, role, from, until } = act;
    if role.supervised_by().is_empty() {
        return Err(Refusal::SupervisionNotForRole { role });
    }
    if who == id {
        return Err(Refusal::SupervisesThemself);
    }
    if until.is_some_and(|until| until <= from) {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    if until.is_some_and(|until| until <= moment.now) {
        return Err(Refusal::TermEndsInThePast);
    }
    let first = from.max(moment.now);
    person.could_be_supervised_by(supervisor, role, here, first)?;
    let same = |held: &&Supervision| {
        held.supervisor == who
            && held.role == role
            && held.is_open(first)
            && until.is_none_or(|until| held.term.from < until)
    };
    if person.supervisions.iter().any(|held| same(&held)) {
        return Err(Refusal::AlreadySupervised);
    }
    let number = u32::try_from(person.supervisions.len() + 1).unwrap_or(u32::MAX);
    Ok(vec![PersonFact::SupervisionProposed { number, supervisor: who, role, from, until }])
}

/// The supervisor takes it on, in their own name.
pub fn take_on(
    person: &Person,
    act: TakeOnSupervision,
    by: &Actor,
    supervisor: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    let held = known(person, act.number)?;
    if *by != Actor::Person(held.supervisor) {
        return Err(Refusal::SupervisionNotYours);
    }
    if held.taken.is_some() {
        return Err(Refusal::NothingChanged);
    }
    if !held.is_open(moment.now) {
        return Err(Refusal::SupervisionOver);
    }
    person.could_be_supervised_by(supervisor, held.role, here, held.term.from.max(moment.now))?;
    Ok(vec![PersonFact::SupervisionTaken { number: held.number, at: moment.now }])
}

/// Ends it, also one that was never taken on.
pub fn end(
    id: PersonId,
    person: &Person,
    act: EndSupervision,
    by: &Acting,
    moment: &Moment,
) -> Result<Vec<PersonFact>, Refusal> {
    let (held, at) = (known(person, act.number)?, act.at.instant(moment));
    let theirs = by.actor == Actor::Person(held.supervisor) || by.actor == Actor::Person(id);
    if by.role != Role::MedicalDirector && !theirs {
        return Err(Refusal::SupervisionNotYours);
    }
    if at < moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    if !held.is_open(at) {
        return Err(Refusal::SupervisionOver);
    }
    Ok(vec![PersonFact::SupervisionEnded { number: held.number, at }])
}

fn known(person: &Person, number: u32) -> Result<&Supervision, Refusal> {
    person.supervisions.iter().find(|held| held.number == number).ok_or(Refusal::SupervisionUnknown)
}
