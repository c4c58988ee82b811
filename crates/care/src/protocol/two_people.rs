//! A change of a protocol takes two: the medical director proposes it, another prescriber or director who stands here
//! approves it. Until its own hour the version in force doses; from then on the new one does. docs/decisions/0012.

use super::ProtocolFact;
use super::draft::{Protocol, SignProtocol, Standing, signature};
use crate::ids::{PersonId, ProtocolId};
use crate::practice::{Actor, Here, Person, Role};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// "I have read every value and answer for this protocol here, from that hour on. Somebody else has to read it too."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeProtocol {
    /// What the director signs.
    pub sign: SignProtocol,
    /// From when it is to dose; with nothing, from its approval.
    pub from: Option<Instant>,
    /// Why it changes, for whoever approves it.
    pub why: Line,
}

/// "I have read what is different, and I answer for it with them."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApproveProtocol {
    /// The proposal that was read: another may have taken its place since.
    pub number: u32,
    /// The approver's typed name.
    pub typed_name: Line,
}

/// Ends a proposal without approving it: sent back by whoever read it, or taken back by whoever made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendBackProtocol {
    /// Which.
    pub number: u32,
    /// Why.
    pub reason: Line,
}

/// What waits for a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// 1, 2, 3 … of this version.
    pub number: u32,
    /// The medical director.
    pub by: PersonId,
    /// Their name as printed at that time.
    pub name: Line,
    /// When.
    pub at: Instant,
    /// When it must be looked at again.
    pub review_by: Instant,
    /// Unverified values they signed for, by name.
    pub accepted: Vec<super::Key>,
    /// From when it is to dose; with nothing, from its approval.
    pub from: Option<Instant>,
    /// Why it changes.
    pub why: Line,
}

/// Who approved it, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Who. Never whoever proposed it.
    pub by: PersonId,
    /// Their name as printed at that time.
    pub name: Line,
    /// When.
    pub at: Instant,
}

/// How a version came into force, and for how long it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Force {
    /// How often it was proposed.
    pub proposals: u32,
    /// What waits for a second person, or what they approved.
    pub proposal: Option<Proposal>,
    /// The second person.
    pub approval: Option<Approval>,
    /// From when it doses; with nothing, from its signature.
    pub from: Option<Instant>,
    /// Until when: another version takes its place then.
    pub until: Option<Instant>,
}

impl Force {
    /// The proposal that nobody has answered.
    pub fn waiting(&self) -> Option<&Proposal> {
        self.proposal.as_ref().filter(|_| self.approval.is_none())
    }

    /// The proposal of this number, if it waits.
    fn read(&self, number: u32) -> Result<&Proposal, Refusal> {
        self.waiting().filter(|proposal| proposal.number == number).ok_or(Refusal::ProposalChanged)
    }
}

words! {
    /// How many people it takes here to put a protocol in force.
    Signatures {
        /// The medical director, and another prescriber or director.
        Two = "two",
        /// The medical director alone, as long as nobody else here could be the second.
        One = "one",
    }
}

/// Who could be a second person: licensed and affiliated at this instant as prescriber or medical director.
pub fn others_entitled<'a>(
    people: &[(PersonId, &'a Person)],
    but: &Actor,
    here: Here<'_>,
    at: Instant,
) -> Vec<&'a Person> {
    let stands = |person: &Person| {
        [Role::Prescriber, Role::MedicalDirector].iter().any(|role| person.stand(*role, here, at).is_ok())
    };
    let others = people.iter().filter(|(id, person)| *but != Actor::Person(*id) && stands(person));
    others.map(|(_, person)| *person).collect()
}

/// May one person put a protocol in force here? Only where the house says so and nobody else could read it.
pub fn one_is_enough(signatures: Signatures, others: &[&Person]) -> Result<(), Refusal> {
    match (signatures, others.is_empty()) {
        (Signatures::Two, _) => Err(Refusal::SecondPersonNeeded),
        (Signatures::One, false) => Err(Refusal::SecondPersonHere),
        (Signatures::One, true) => Ok(()),
    }
}

/// Proposes a whole, flawless draft. A proposal made before on the same draft goes; whoever reads that one learns it.
pub fn propose(
    version: &Protocol,
    act: &ProposeProtocol,
    in_force_beside: &[ProtocolId],
    by: &Actor,
    printed: &Line,
    moment: &Moment,
) -> Result<Vec<ProtocolFact>, Refusal> {
    let signature = signature(version, &act.sign, in_force_beside, by, printed, moment)?;
    if let Some(from) = act.from {
        if from <= moment.now {
            return Err(Refusal::FromDatePassed);
        }
        if signature.review_by <= from {
            return Err(Refusal::TermEndsBeforeItBegins);
        }
    }
    let proposal = Proposal {
        number: version.force.proposals.saturating_add(1),
        by: signature.by,
        name: signature.name,
        at: signature.at,
        review_by: signature.review_by,
        accepted: signature.accepted,
        from: act.from,
        why: act.why.clone(),
    };
    Ok(vec![ProtocolFact::Proposed { proposal }])
}

/// Approves what was read, as somebody else. A proposal whose hour has passed is made again, so that nobody approves one
/// hour and gets another.
pub fn approve(
    version: &Protocol,
    act: &ApproveProtocol,
    in_force_beside: &[ProtocolId],
    by: &Actor,
    printed: &Line,
    moment: &Moment,
) -> Result<(Instant, ProtocolFact), Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let proposal = version.force.read(act.number)?;
    if version.standing != Standing::Draft {
        return Err(Refusal::ProtocolAlreadySigned);
    }
    if proposal.by == *person {
        return Err(Refusal::OwnProposal);
    }
    if in_force_beside.iter().any(|other| version.revises != Some(*other)) {
        return Err(Refusal::AnotherVersionInForce);
    }
    if act.typed_name != *printed {
        return Err(Refusal::SignatureNameDiffers);
    }
    if proposal.review_by <= moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    if proposal.from.is_some_and(|from| from <= moment.now) {
        return Err(Refusal::FromDatePassed);
    }
    let from = proposal.from.unwrap_or(moment.now);
    let approval = Approval { by: *person, name: printed.clone(), at: moment.now };
    Ok((from, ProtocolFact::Approved { number: proposal.number, approval, from }))
}

/// Ends a proposal; the draft stays a draft.
pub fn send_back(
    version: &Protocol,
    act: &SendBackProtocol,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<ProtocolFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let number = version.force.read(act.number)?.number;
    if version.standing != Standing::Draft {
        return Err(Refusal::ProtocolAlreadySigned);
    }
    Ok(vec![ProtocolFact::SentBack { number, by: *person, reason: act.reason.clone(), at: moment.now }])
}

/// What is left beside a version that takes force: at once it is out of force, else it doses until then.
pub fn replaced(by: ProtocolId, from: Instant, moment: &Moment) -> ProtocolFact {
    if from <= moment.now {
        ProtocolFact::Superseded { reason: None }
    } else {
        ProtocolFact::Replaced { by, from }
    }
}

impl Protocol {
    /// Is it signed, with its hour still to come?
    pub fn is_ahead(&self, at: Instant) -> bool {
        matches!(self.standing, Standing::Signed(_)) && self.force.from.is_some_and(|from| at < from)
    }

    /// Has another version taken its place by this instant, or was it taken out of force?
    pub fn is_over(&self, at: Instant) -> bool {
        match self.standing {
            Standing::Draft => false,
            Standing::Signed(_) => self.force.until.is_some_and(|until| until <= at),
            Standing::Superseded(_) => true,
        }
    }

    /// Is it the signed version of its protocol at this instant? It may be due for review all the same.
    pub fn is_in_force(&self, at: Instant) -> bool {
        matches!(self.standing, Standing::Signed(_)) && !self.is_ahead(at) && !self.is_over(at)
    }
}
