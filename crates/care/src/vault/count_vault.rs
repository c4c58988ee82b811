//! Two people count what is there. Neither the page nor the act carries what there should be: that is looked up afterwards, by
//! the rule, and a difference is a fact of its own.

use std::collections::BTreeSet;

use super::{Measure, SETTLE_WITHIN, Vault, VaultFact, Witness};
use crate::ids::PersonId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;
use crate::units::Micrograms;

/// What was counted of one lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountLine {
    /// Which.
    pub lot: u32,
    /// Packages that nobody has opened.
    pub sealed: u32,
    /// How much is in those that were: all of it together.
    pub open: Measure,
}

/// "This is what is there."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountVault {
    /// Every lot on the list, each once.
    pub lines: Vec<CountLine>,
    /// What else was seen.
    pub note: Option<Line>,
    /// Who counted, too.
    pub witness: Witness,
}

/// Keeps the count, and each difference from what the entries add up to.
pub fn decide(
    vault: &Vault,
    act: &CountVault,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    vault.require_open()?;
    let named: BTreeSet<u32> = act.lines.iter().map(|line| line.lot).collect();
    let wanted: BTreeSet<u32> = vault.to_count().map(|lot| lot.number).collect();
    if named != wanted || named.len() != act.lines.len() || wanted.is_empty() {
        return Err(Refusal::CountIncomplete);
    }
    let at = moment.plausible()?;
    let mut facts = vec![VaultFact::Counted {
        lines: act.lines.clone(),
        note: act.note.clone(),
        by,
        witness: act.witness,
        at,
    }];
    let mut number = u32::try_from(vault.discrepancies.len()).unwrap_or(u32::MAX);
    for line in &act.lines {
        let lot = vault.lot(line.lot).ok_or(Refusal::CountIncomplete)?;
        let package = lot.label.package;
        let sealed = package.full().and_then(|full| full.0.checked_mul(u64::from(line.sealed)));
        let open = package.amount(line.open).ok_or(Refusal::MeasureUnfit)?;
        let counted = sealed.and_then(|sealed| sealed.checked_add(open.0)).ok_or(Refusal::MeasureUnfit)?;
        if counted != lot.book.on_hand {
            number = number.saturating_add(1);
            facts.push(VaultFact::DiscrepancyFound {
                number,
                lot: line.lot,
                expected: Micrograms(lot.book.on_hand),
                counted: Micrograms(counted),
                due: moment.now.plus_hours(SETTLE_WITHIN),
                at,
            });
        }
    }
    Ok(facts)
}
