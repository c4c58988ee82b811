//! What follows the dose, planned before it: a booking, an accepted referral, or the person's own "no, thanks".

use super::{Phase, Session, SessionFact};
use crate::ids::PersonId;
use crate::integration::TalkKind;
use crate::practice::{Here, Person, Role};
use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::schedule::Beside;
use crate::text::Line;
use crate::time::Instant;

/// The plan.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum Plan {
    /// A first talk with somebody of this house.
    Talk { kind: TalkKind, with: PersonId, at: Instant },
    /// An outside or existing therapist, who has accepted.
    Referral { to: Line },
    /// The person's own "no, thanks".
    NoThanks,
}

/// Plan the first talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanWindow {
    /// The plan.
    pub plan: Plan,
}

/// The role that may give a kind of talk.
pub const fn role_for(kind: TalkKind) -> Role {
    match kind {
        TalkKind::Therapy => Role::Therapist,
        TalkKind::Support => Role::IntegrationSpecialist,
    }
}

/// Refuses a talk of the wrong kind for the door, or with somebody who will not be licensed and affiliated then.
pub fn talk_fits(
    model: CareModel,
    kind: TalkKind,
    person: &Person,
    here: Here<'_>,
    at: Instant,
) -> Result<(), Refusal> {
    if model == CareModel::Infusion && kind == TalkKind::Therapy {
        return Err(Refusal::NoTherapyInInfusion);
    }
    person.stand(role_for(kind), here, at)
}

/// Plans it, until the dose has ended. A later plan replaces an earlier one.
pub fn decide(
    session: &Session,
    act: &PlanWindow,
    model: CareModel,
    with: Option<&Person>,
    here: Here<'_>,
    beside: &Beside<'_>,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::CheckedIn, Phase::Dosing, Phase::Paused])?;
    if let Plan::Talk { kind, with: who, at } = act.plan {
        if at <= session.starts {
            return Err(Refusal::TalkBeforeDose);
        }
        talk_fits(model, kind, with.ok_or(Refusal::PersonUnknown)?, here, at)?;
        beside.talk_stands(kind, who, at)?;
    }
    Ok(vec![SessionFact::WindowPlanned { plan: act.plan.clone() }])
}
