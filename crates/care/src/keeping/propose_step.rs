//! A small step that somebody thought of in a talk: *proposed*, from what came up (the insight) to what to do, when and
//! where. The person takes it or leaves it, and need not say why. Taking is choosing, not signing, so no lock closes it.
//! Whoever proposed it sees taken or left, and nothing that becomes of it.

use super::{Keeping, StepState, StepWords, choose_small_step};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, WindowId};
use crate::integration::{TalkKind, Window};
use crate::patient::PatientFact;
use crate::practice::{Actor, Role};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

words! {
    /// What the person said to a proposal.
    ProposalSaid {
        /// It is one of their steps.
        Taken = "taken",
        /// Not theirs.
        Left = "left",
    }
}

/// At most so many wait for a word of the person at once, from whomever. House policy, as for active steps.
pub const PROPOSED_MAX: usize = super::ACTIVE_MAX;

/// "When you notice the tight jaw: put the phone away, at 22:00, in the hall."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposeStep {
    /// What came up that it follows from.
    pub insight: Option<Line>,
    /// What, when, where.
    pub words: StepWords,
}

/// "Yes, that one is mine."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeProposedStep {
    /// Which.
    pub number: u32,
}

/// "Not for me." No reason is asked for, and there is no field for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeaveProposedStep {
    /// Which.
    pub number: u32,
}

/// A step as it was proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// Its number among this person's proposals, from 1.
    pub number: u32,
    /// By whom.
    pub by: PersonId,
    /// In which kind of talk.
    pub kind: TalkKind,
    /// In the first hours after which dose.
    pub window: WindowId,
    /// What it follows from.
    pub insight: Option<Line>,
    /// What, when, where.
    pub words: StepWords,
    /// When.
    pub at: Instant,
}

/// Proposes it, once the talk was held by its proposer's kind.
pub fn propose(
    id: WindowId,
    window: &Window,
    keeping: &Keeping,
    act: &ProposeStep,
    (by, role): (&Actor, Role),
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let kind = match role {
        Role::IntegrationSpecialist => TalkKind::Support,
        _ => TalkKind::Therapy,
    };
    if !matches!(window.held, Some((_, Some(held))) if held == kind) {
        return Err(Refusal::TalkNotHeld);
    }
    if keeping.waiting().any(|(proposed, _)| proposed.words == act.words) || is_kept(keeping, &act.words) {
        return Err(Refusal::NothingChanged);
    }
    if PROPOSED_MAX <= keeping.waiting().count() {
        return Err(Refusal::ProposalsFull { most: PROPOSED_MAX });
    }
    let number = keeping.proposals.iter().map(|(known, _)| known.number).max().unwrap_or(0) + 1;
    let proposed = Proposed {
        number,
        by: *person,
        kind,
        window: id,
        insight: act.insight.clone(),
        words: act.words.clone(),
        at: moment.now,
    };
    Ok(vec![Fact::on(Stream::Patient(window.patient), PatientFact::StepProposed { proposed })])
}

/// Is a step in these words kept already?
fn is_kept(keeping: &Keeping, words: &StepWords) -> bool {
    keeping.steps.iter().any(|step| step.state != StepState::LetGo && step.words == *words)
}

/// Takes it: a small step like every other from then on.
pub fn take(keeping: &Keeping, act: TakeProposedStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    let words = keeping.proposal(act.number)?.words.clone();
    // What they chose themselves meanwhile is theirs already.
    let mut facts = if is_kept(keeping, &words) {
        vec![]
    } else {
        choose_small_step::choose(keeping, &choose_small_step::ChooseSmallStep { words }, moment)?
    };
    let (number, said, at) = (act.number, ProposalSaid::Taken, moment.now);
    facts.push(PatientFact::ProposalAnswered { number, said, at });
    Ok(facts)
}

/// Leaves it.
pub fn leave(
    keeping: &Keeping,
    act: LeaveProposedStep,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    keeping.proposal(act.number)?;
    let (number, said, at) = (act.number, ProposalSaid::Left, moment.now);
    Ok(vec![PatientFact::ProposalAnswered { number, said, at }])
}
