//! An entry was wrong. It stays readable, struck through; another names it and says what it should have said, and the balance
//! follows that one.

use super::state::EntryKind;
use super::{Account, Vault, VaultFact, Witness};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "It should have said this."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectEntry {
    /// The entry, by its version in the register.
    pub entry: u64,
    /// What it should have said: so many packages that came, such a measure of a vial, such an amount of a syringe. None when it
    /// should not have been written at all.
    pub quantity: Option<u64>,
    /// Why.
    pub reason: Line,
    /// Who looked at it, too.
    pub witness: Witness,
}

/// Corrects it, unless something else already rests on what it said.
pub fn decide(
    vault: &Vault,
    act: &CorrectEntry,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    vault.require_open()?;
    let entry = vault.entries.get(&act.entry).ok_or(Refusal::VaultEntryUnknown)?;
    match (entry.kind, act.quantity) {
        (EntryKind::Fixed, _) => return Err(Refusal::EntryNotCorrectable),
        (EntryKind::Whole, Some(_)) => return Err(Refusal::EntryTakenBackOnly),
        (_, Some(0)) => return Err(Refusal::MeasureUnfit),
        _ => {}
    }
    let moves = vault.moves_as(entry, act.quantity).ok_or(Refusal::MeasureUnfit)?;
    if moves == entry.moves {
        return Err(Refusal::NothingChanged);
    }
    let gone = entry.moves.iter().filter(|moved| !moves.contains(moved) && moved.to == Account::OnHand);
    for moved in gone {
        // What was opened was there.
        if vault.vial(moved.vial)?.opened.is_some() {
            return Err(Refusal::EntryRestedOn);
        }
    }
    // A vial that left as a whole left with what was in it then: that entry is taken back first.
    for moved in entry.moves.iter().chain(&moves) {
        let leaves = entry.moves.iter().any(|own| own.vial == moved.vial && own.to.is_away());
        if !leaves && vault.vial(moved.vial)?.is_gone() {
            return Err(Refusal::EntryRestedOn);
        }
    }
    // The rest of a syringe that is lost was the rest of what these entries said.
    for moved in &entry.moves {
        if let Account::Syringe(id) = moved.from
            && moved.to != Account::Lost
            && vault.is_lost(id)
        {
            return Err(Refusal::EntryRestedOn);
        }
    }
    if !vault.would_fit(&entry.moves, &moves) {
        return Err(Refusal::EntryRestedOn);
    }
    let (reason, witness) = (act.reason.clone(), act.witness);
    let at = moment.now;
    Ok(vec![VaultFact::Corrected { entry: act.entry, quantity: act.quantity, reason, by, witness, at }])
}
