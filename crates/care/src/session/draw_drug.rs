//! Drawing the drug: one person draws, another checks. Never the same, never free text. Where a vault is kept, it comes from a vial
//! that is written there.

use super::syringe::{DrawnFrom, FromVial};
use super::{Phase, Session, SessionFact};
use crate::course::Course;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, VaultId};
use crate::keeping::is_today;
use crate::practice::{Actor, Here, Person};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Micrograms;
use crate::vault::{Checked, Part, SyringeId, Vault, VaultFact, Witness, open_vial, second};

/// What was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawDrug {
    /// How much.
    pub amount: Micrograms,
    /// Who checked it.
    pub checked_by: PersonId,
    /// How they proved that it is them.
    pub checked: Option<Checked>,
    /// From which vial; none where no vault is kept.
    pub from: Option<FromVial>,
}

/// The vaults of the place of a visit.
#[derive(Debug, Clone, Copy)]
pub struct Vaults<'a> {
    /// Every vault of the house.
    pub all: &'a [(VaultId, &'a Vault)],
    /// The place of the visit.
    pub site: Option<u32>,
}

impl<'a> Vaults<'a> {
    fn here(&self) -> impl Iterator<Item = (VaultId, &'a Vault)> {
        let site = self.site;
        self.all.iter().filter(move |(_, vault)| vault.site == site && vault.closed.is_none()).copied()
    }

    /// The vault a draw names, if one has to be named.
    fn named(&self, from: Option<FromVial>) -> Result<Option<(FromVial, &'a Vault)>, Refusal> {
        match from {
            None if self.here().next().is_some() => Err(Refusal::DrawNamesNoVial),
            None => Ok(None),
            Some(from) => {
                let found = self.here().find(|(id, _)| *id == from.vault);
                found.map(|(_, vault)| Some((from, vault))).ok_or(Refusal::VaultElsewhere)
            }
        }
    }
}

/// Is this vial open, in date, and does it hold exactly what is said to be drawn?
fn fits(
    vault: &Vault,
    from: FromVial,
    amount: Micrograms,
    at: Instant,
    moment: &Moment,
) -> Result<(), Refusal> {
    is_today(from.today, moment)?;
    let vial = vault.vial(from.vial)?;
    let (until, _) = vial.opened.ok_or(Refusal::VialNotOpen { vial: from.vial })?;
    if until <= at {
        return Err(Refusal::VialPastUse { vial: from.vial });
    }
    open_vial::in_date(vault, from.vial, from.today)?;
    let holds = vault.part(Part { vial: from.vial, measure: from.measure })?;
    if holds == amount { Ok(()) } else { Err(Refusal::DrawnNotWhatVialHolds { said: amount, holds }) }
}

/// How much is to be drawn: what is ordered; while a dose runs, a supplement that the chair accepted, and nothing else.
fn ordered(session: &Session, course: &Course, at: Instant) -> Result<Micrograms, Refusal> {
    if !matches!(session.phase, Phase::Dosing | Phase::Paused) || session.supplement().is_none() {
        session.require(&[Phase::CheckedIn])?;
        return Ok(course.order_in_force().ok_or(Refusal::OrderMissing)?.dose);
    }
    let (supplement, accepted) = session.supplement_to_draw()?;
    if at < accepted { Err(Refusal::OrderNotAccepted) } else { Ok(supplement.amount) }
}

/// Keeps it: the amount ordered, drawn by one, checked by another who may, out of a vial where vials are kept.
#[expect(clippy::too_many_arguments, reason = "each is looked at once")]
pub fn decide(
    id: SessionId,
    session: &Session,
    act: DrawDrug,
    course: &Course,
    checker: &Person,
    vaults: Vaults<'_>,
    here: Here<'_>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let at = moment.plausible()?;
    let ordered = ordered(session, course, at)?;
    let by = second::two(by, act.checked_by, checker, here, moment.now)?;
    if act.amount != ordered {
        return Err(Refusal::DrawnDiffersFromOrder { drawn: act.amount, ordered });
    }
    let named = vaults.named(act.from)?;
    let (amount, checked_by, checked) = (act.amount, act.checked_by, act.checked);
    let Some((from, vault)) = named else {
        let drawn = SessionFact::DrugDrawn { amount, by, checked_by, checked, from: None, at };
        return Ok(vec![Fact::on(Stream::Session(id), drawn)]);
    };
    fits(vault, from, amount, at, moment)?;
    // Where a register is kept, the second signer is never only a name.
    let checked = checked.ok_or(Refusal::SecondPersonMissing)?;
    let number = u32::try_from(session.draws.len()).unwrap_or(u32::MAX).saturating_add(1);
    let FromVial { vault: vault_id, vial, measure, .. } = from;
    let drawn_from = DrawnFrom { vault: vault_id, vial, measure, syringe: number };
    let witness = Witness { person: checked_by, checked };
    let syringe = SyringeId { session: id, number };
    let (checked, from) = (Some(checked), Some(drawn_from));
    Ok(vec![
        Fact::on(Stream::Session(id), SessionFact::DrugDrawn { amount, by, checked_by, checked, from, at }),
        Fact::on(
            Stream::Vault(vault_id),
            VaultFact::Drawn { vial, measure, syringe, patient: session.patient, by, witness, at },
        ),
    ])
}
