//! The medical director says what a difference was: an entry that was wrong and is corrected, vials that held more than their
//! label says, or a loss.

use super::report_loss::{self, Clocks, ReportLoss};
use super::{Part, Short, Vault, VaultFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;
use crate::units::Micrograms;

/// What it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// The correction of this entry explains all of it.
    Explained(u64, Line),
    /// There was more than the label said: in which vials.
    Over(Vec<Part>, Line),
    /// It is lost.
    Lost(ReportLoss),
}

/// "This is what it was."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleDiscrepancy {
    /// Which.
    pub number: u32,
    /// How.
    pub how: How,
}

/// Settles it when the numbers say so: a correction leaves no difference, parts add up to it exactly.
pub fn decide(
    vault: &Vault,
    act: &SettleDiscrepancy,
    clocks: Clocks,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let known = vault.open_discrepancy(act.number)?;
    let (missing, over) = match known.of {
        Short::Lot(_, expected, counted) => {
            (expected.0.saturating_sub(counted.0), counted.0.saturating_sub(expected.0))
        }
        Short::Syringe(id) => (vault.syringe(id).map_or(0, |syringe| syringe.left.0), 0),
    };
    let (number, by_whom, at) = (act.number, *person, moment.now);
    match &act.how {
        How::Explained(entry, words) => {
            if vault.entries.get(entry).is_none_or(|entry| entry.corrected.is_none()) {
                return Err(Refusal::EntryNotCorrected);
            }
            if (missing, over) != (0, 0) {
                let (missing, over) = (Micrograms(missing), Micrograms(over));
                return Err(Refusal::DiscrepancyStands { missing, over });
            }
            let words = words.clone();
            Ok(vec![VaultFact::DiscrepancyExplained { number, entry: *entry, words, by: by_whom, at }])
        }
        How::Over(parts, words) => {
            let Short::Lot(lot, ..) = known.of else { return Err(Refusal::DiscrepancyIsShort) };
            if over == 0 {
                return Err(Refusal::DiscrepancyIsShort);
            }
            // A vial may hold more than is left of it by the book: only what is added has to be an amount.
            let mut said: u64 = 0;
            for part in parts {
                let vial = vault.vial(part.vial)?;
                let amount = vault.label(vial)?.package.amount(part.measure).ok_or(Refusal::MeasureUnfit)?;
                if vial.lot != lot || vial.is_gone() {
                    return Err(Refusal::VialOfAnotherLot { vial: part.vial });
                }
                said = said.checked_add(amount.0).ok_or(Refusal::MeasureUnfit)?;
            }
            if u128::from(u64::MAX) < vault.book.came() + u128::from(said) {
                return Err(Refusal::MeasureUnfit);
            }
            if said != over {
                return Err(Refusal::PartsDiffer { said: Micrograms(said), missing: Micrograms(over) });
            }
            let (parts, words) = (parts.clone(), words.clone());
            Ok(vec![VaultFact::FoundOver { number, parts, words, by: by_whom, at }])
        }
        How::Lost(loss) => {
            if missing == 0 {
                return Err(Refusal::DiscrepancyIsOver);
            }
            let of = Some((known, Micrograms(missing)));
            report_loss::decide(vault, loss, of, clocks, by, moment)
        }
    }
}
