//! Part of a vial, or the rest of it, is wasted before a second person.

use super::{Part, Vault, VaultFact, WasteReason, Witness};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "This is wasted, and we both saw it."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WasteVial {
    /// How much of which.
    pub part: Part,
    /// Why.
    pub reason: WasteReason,
    /// In words, where the reason alone does not say it.
    pub note: Option<Line>,
    /// Who saw it.
    pub witness: Witness,
}

/// Wastes it, unless the vial holds less. `Other` says what.
pub fn decide(
    vault: &Vault,
    act: &WasteVial,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    vault.require_open()?;
    vault.part(act.part)?;
    if act.reason == WasteReason::Other && act.note.is_none() {
        return Err(Refusal::TextMissing);
    }
    Ok(vec![VaultFact::VialWasted {
        vial: act.part.vial,
        measure: act.part.measure,
        reason: act.reason,
        note: act.note.clone(),
        by,
        witness: act.witness,
        at: moment.plausible()?,
    }])
}
