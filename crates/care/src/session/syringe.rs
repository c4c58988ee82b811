//! What becomes of what was drawn from a vault and not given: wasted or put back before a second signer, or told to be gone. The
//! record of the visit and the register of the vault are written in one decision.

use super::{Phase, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, VaultId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Moment};
use crate::units::Micrograms;
use crate::vault::{
    Form, Measure, SETTLE_WITHIN, Short, Syringe, SyringeId, Vault, VaultFact, WasteReason, Witness,
};

/// From where something was drawn, and as which syringe of the visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawnFrom {
    /// Which vault.
    pub vault: VaultId,
    /// Which vial.
    pub vial: u32,
    /// How much of it.
    pub measure: Measure,
    /// 1, 2, … in this visit.
    pub syringe: u32,
}

/// From where something is to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromVial {
    /// Which vault.
    pub vault: VaultId,
    /// Which vial: opened, and to be used still.
    pub vial: u32,
    /// How much of it.
    pub measure: Measure,
    /// Today, where the vault is.
    pub today: Date,
}

/// "The rest is wasted, and we both saw it."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WasteSyringe {
    /// Which syringe of the visit.
    pub number: u32,
    /// How much.
    pub amount: Micrograms,
    /// Why.
    pub reason: WasteReason,
    /// Who saw it.
    pub witness: Witness,
}

/// "These pieces go back, and we both saw it." Only what is whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnSyringe {
    /// Which of the visit.
    pub number: u32,
    /// How much.
    pub amount: Micrograms,
    /// Who saw it.
    pub witness: Witness,
}

/// "We cannot say where the rest is." The medical director has to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSyringeShort {
    /// Which syringe of the visit.
    pub number: u32,
    /// What is known.
    pub reason: Line,
}

/// Which syringe of which visit an act is about, as the vault has it.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// The visit.
    pub id: SessionId,
    /// Its state.
    pub session: &'a Session,
    /// Which vault.
    pub vault_id: VaultId,
    /// Its state.
    pub vault: &'a Vault,
    /// Which syringe.
    pub number: u32,
}

impl Held<'_> {
    const fn syringe_id(&self) -> SyringeId {
        SyringeId { session: self.id, number: self.number }
    }

    /// The syringe, once nothing is given from it any more.
    fn at_rest(&self) -> Result<&Syringe, Refusal> {
        let syringe = self.vault.syringe(self.syringe_id()).ok_or(Refusal::SyringeUnknown)?;
        if self.session.is_in_use(self.number) && matches!(self.session.phase, Phase::Dosing | Phase::Paused)
        {
            return Err(Refusal::SessionPhase { is: self.session.phase });
        }
        Ok(syringe)
    }

    fn holds(&self, amount: Micrograms) -> Result<&Syringe, Refusal> {
        let syringe = self.at_rest()?;
        if amount.0 == 0 {
            return Err(Refusal::MeasureUnfit);
        }
        if syringe.left < amount {
            Err(Refusal::SyringeHoldsLess { left: syringe.left })
        } else {
            Ok(syringe)
        }
    }

    fn both(&self, of_visit: SessionFact, of_vault: VaultFact) -> Vec<Fact> {
        vec![Fact::on(Stream::Session(self.id), of_visit), Fact::on(Stream::Vault(self.vault_id), of_vault)]
    }
}

/// Wastes what is left, or part of it.
pub fn waste(
    held: &Held<'_>,
    act: WasteSyringe,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    held.holds(act.amount)?;
    let WasteSyringe { number, amount, reason, witness } = act;
    let (at, syringe) = (moment.plausible()?, held.syringe_id());
    Ok(held.both(
        SessionFact::SyringeWasted { number, amount, reason, by, witness, at },
        VaultFact::SyringeWasted { syringe, amount, reason, by, witness, at },
    ))
}

/// Puts whole pieces back. What is liquid never goes back into a vial.
pub fn put_back(
    held: &Held<'_>,
    act: ReturnSyringe,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let vial = held.vault.vial(held.holds(act.amount)?.vial)?;
    let package = held.vault.label(vial)?.package;
    if package.form == Form::Vial || package.measure(act.amount).is_none() {
        return Err(Refusal::SyringeNotReturnable);
    }
    let ReturnSyringe { number, amount, witness } = act;
    let (at, syringe) = (moment.plausible()?, held.syringe_id());
    Ok(held.both(
        SessionFact::SyringeReturned { number, amount, by, witness, at },
        VaultFact::SyringeReturned { syringe, amount, by, witness, at },
    ))
}

/// Says that the rest is gone, and leaves it to the medical director.
pub fn note_short(
    held: &Held<'_>,
    act: &NoteSyringeShort,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let left = held.at_rest()?.left;
    if left.0 == 0 {
        return Err(Refusal::SyringeHoldsLess { left });
    }
    if is_told(held.vault, held.syringe_id()) {
        return Err(Refusal::NothingChanged);
    }
    let (syringe, reason, at) = (held.syringe_id(), act.reason.clone(), moment.plausible()?);
    let number = u32::try_from(held.vault.discrepancies.len()).unwrap_or(u32::MAX).saturating_add(1);
    let due = moment.now.plus_hours(SETTLE_WITHIN);
    Ok(held.both(
        SessionFact::SyringeShort { number: act.number, left, reason: reason.clone(), by: *by, at },
        VaultFact::SyringeShort { number, syringe, left, reason, by: *by, due, at },
    ))
}

fn is_told(vault: &Vault, syringe: SyringeId) -> bool {
    vault.discrepancies.iter().any(|known| known.of == Short::Syringe(syringe))
}

/// What is left of a syringe that nobody has accounted for, and nobody has said so.
pub fn open_rest(vault: &Vault, syringe: SyringeId) -> Option<Micrograms> {
    let left = vault.syringe(syringe)?.left;
    (left.0 != 0 && !is_told(vault, syringe)).then_some(left)
}
