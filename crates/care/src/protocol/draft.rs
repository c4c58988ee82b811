//! Draft → Signed → Superseded. Only a signed, in-date version doses.

use super::key::Key;
use super::two_people::{Approval, Force, Proposal};
use super::values::Content;
use crate::ids::{PersonId, ProtocolId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// What the facts say of one version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Protocol {
    /// What it says.
    pub content: Content,
    /// The version it was copied from.
    pub revises: Option<ProtocolId>,
    /// Where it stands.
    pub standing: Standing,
    /// Who proposed and approved it, and from when until when it doses.
    pub force: Force,
}

/// Draft → Signed → Superseded or Retired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// May be edited by drafting again; doses nothing.
    Draft,
    /// In force until its review date.
    Signed(Signature),
    /// Another version took its place. Sessions that began under it keep it.
    Superseded(Signature),
}

/// Who signed, when, as what, and until when it holds without a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The medical director.
    pub by: PersonId,
    /// Their name as printed at that time.
    pub name: Line,
    /// When.
    pub at: Instant,
    /// The instant after which it no longer doses without a new signature.
    pub review_by: Instant,
    /// Unverified values they signed for, by name.
    pub accepted: Vec<Key>,
}

/// Write a version down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftProtocol {
    /// What it says.
    pub content: Content,
    /// The version it is a copy of.
    pub revises: Option<ProtocolId>,
}

/// "I have read every value and answer for this protocol here."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignProtocol {
    /// The director's typed name.
    pub typed_name: Line,
    /// When it must be looked at again.
    pub review_by: Instant,
    /// Each unverified value, signed for by name.
    pub accepted: Vec<Key>,
}

/// Take a version out of force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetireProtocol {
    /// Why.
    pub reason: Line,
}

/// What can have happened to a version.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ProtocolFact {
    /// Written down, or written down anew.
    Drafted { content: Box<Content>, revises: Option<ProtocolId> },
    /// Signed.
    Signed { signature: Signature },
    /// Out of force, because another version was signed or a person said why.
    Superseded { reason: Option<Line> },
    /// The medical director proposed it; somebody else has to approve it.
    Proposed { proposal: Proposal },
    /// A proposal was sent back, or taken back.
    SentBack { number: u32, by: PersonId, reason: Line, at: Instant },
    /// Somebody else approved it: it is signed, and doses from then on.
    Approved { number: u32, approval: Approval, from: Instant },
    /// Another version takes its place at that hour.
    Replaced { by: ProtocolId, from: Instant },
    /// That other version was taken back before its hour: this one stays.
    Kept { at: Instant },
}

impl Protocol {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ProtocolFact) -> Option<Self> {
        match fact {
            ProtocolFact::Drafted { content, revises } => {
                // What was proposed was another text: nobody approves this one by it.
                let proposals = before.map_or(0, |version| version.force.proposals);
                let force = Force { proposals, ..Force::default() };
                let content = (**content).clone();
                Some(Self { content, revises: *revises, standing: Standing::Draft, force })
            }
            ProtocolFact::Signed { signature } => before.map(|version| {
                // Signed by one: what waited for a second person waits no more.
                let force = Force { proposal: None, ..version.force };
                Self { standing: Standing::Signed(signature.clone()), force, ..version }
            }),
            ProtocolFact::Superseded { .. } => before.map(|version| match version.standing.clone() {
                Standing::Signed(signature) => Self { standing: Standing::Superseded(signature), ..version },
                _ => version,
            }),
            fact => before.map(|version| version.by_two(fact)),
        }
    }

    fn by_two(mut self, fact: &ProtocolFact) -> Self {
        match fact {
            ProtocolFact::Proposed { proposal } => {
                self.force.proposals = proposal.number;
                self.force.proposal = Some(proposal.clone());
            }
            ProtocolFact::SentBack { .. } => self.force.proposal = None,
            ProtocolFact::Approved { approval, from, .. } => {
                self.force.approval = Some(approval.clone());
                self.force.from = Some(*from);
                if let Some(made) = &self.force.proposal {
                    let (by, name, at) = (made.by, made.name.clone(), made.at);
                    let (review_by, accepted) = (made.review_by, made.accepted.clone());
                    self.standing = Standing::Signed(Signature { by, name, at, review_by, accepted });
                }
            }
            ProtocolFact::Replaced { from, .. } => self.force.until = Some(*from),
            ProtocolFact::Kept { .. } => self.force.until = None,
            ProtocolFact::Drafted { .. } | ProtocolFact::Signed { .. } | ProtocolFact::Superseded { .. } => {}
        }
        self
    }

    /// May a dose begin under this version at this instant?
    pub fn doses(&self, at: Instant) -> Result<(), Refusal> {
        match &self.standing {
            Standing::Draft => Err(Refusal::ProtocolNotSigned),
            Standing::Superseded(_) => Err(Refusal::ProtocolSuperseded),
            Standing::Signed(_) if self.is_over(at) => Err(Refusal::ProtocolSuperseded),
            Standing::Signed(_) if self.is_ahead(at) => Err(Refusal::ProtocolNotYetInForce),
            Standing::Signed(signature) if signature.review_by <= at => Err(Refusal::ProtocolReviewDue),
            Standing::Signed(_) => Ok(()),
        }
    }
}

/// Drafts a new version, or a draft anew. A signed version is never edited.
pub fn draft(before: Option<&Protocol>, act: &DraftProtocol) -> Result<Vec<ProtocolFact>, Refusal> {
    if before.is_some_and(|version| version.standing != Standing::Draft) {
        return Err(Refusal::ProtocolAlreadySigned);
    }
    Ok(vec![ProtocolFact::Drafted { content: Box::new(act.content.clone()), revises: act.revises }])
}

/// What the director signs: a whole, flawless draft; every unverified value must be signed for by name. Of one protocol one version is in
/// force: beside this draft that may be the one it is a copy of, so that the director has read what is different. Any
/// other was signed since, and would be lost unread: copy that one, or take it out of force first.
pub fn signature(
    version: &Protocol,
    act: &SignProtocol,
    in_force_beside: &[ProtocolId],
    by: &Actor,
    printed: &Line,
    moment: &Moment,
) -> Result<Signature, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    if version.standing != Standing::Draft {
        return Err(Refusal::ProtocolAlreadySigned);
    }
    if in_force_beside.iter().any(|other| version.revises != Some(*other)) {
        return Err(Refusal::AnotherVersionInForce);
    }
    if let Some(flaw) = version.content.flaws().into_iter().next() {
        return Err(Refusal::ProtocolFlawed { flaw });
    }
    if let Some(key) = version.content.unverified().into_iter().find(|key| !act.accepted.contains(key)) {
        return Err(Refusal::ValueNotSigned { key });
    }
    if act.typed_name != *printed {
        return Err(Refusal::SignatureNameDiffers);
    }
    if act.review_by <= moment.now {
        return Err(Refusal::TermEndsInThePast);
    }
    Ok(Signature {
        by: *person,
        name: printed.clone(),
        at: moment.now,
        review_by: act.review_by,
        accepted: act.accepted.clone(),
    })
}

/// Takes a signed version out of force, or back before its hour.
pub fn retire(version: &Protocol, act: &RetireProtocol, at: Instant) -> Result<Vec<ProtocolFact>, Refusal> {
    match version.standing {
        Standing::Signed(_) if !version.is_over(at) => {
            Ok(vec![ProtocolFact::Superseded { reason: Some(act.reason.clone()) }])
        }
        _ => Err(Refusal::ProtocolNotSigned),
    }
}
