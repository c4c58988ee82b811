//! What the facts of a vault add up to: of each vial, of each lot, and of the whole.

use std::collections::BTreeMap;

use super::{Account, Book, Label, LossKind, LossStep, Measure, Move, Package, Part, SyringeId, Witness};
use crate::ids::{PatientId, PersonId};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::Micrograms;

/// Who did something, and when.
pub type Done = (PersonId, Instant);

/// One package, from the day it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vial {
    /// 1, 2, … in this vault; never given twice.
    pub number: u32,
    /// Of which lot.
    pub lot: u32,
    /// How much is left in it.
    pub left: Measure,
    /// When it was opened, by whom, and by when it is thrown away.
    pub opened: Option<(Instant, Done)>,
    /// Where everything of it is.
    pub book: Book,
}

/// Packages that came together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lot {
    /// 1, 2, … in this vault.
    pub number: u32,
    /// What is on them.
    pub label: Label,
    /// The entry they came by.
    pub entry: u64,
    /// The newest entry that moved anything of it.
    pub moved: u64,
    /// Where everything of it is.
    pub book: Book,
}

/// What was drawn for somebody, and is not wholly accounted for yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Syringe {
    /// From which vial.
    pub vial: u32,
    /// For whom.
    pub patient: PatientId,
    /// How much was drawn.
    pub drawn: Micrograms,
    /// How much of it nobody has accounted for yet.
    pub left: Micrograms,
    /// When it was drawn.
    pub at: Instant,
}

/// What an entry is, as far as it can be corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// Packages that came: a smaller number of them.
    Received,
    /// Waste of a vial: another measure of it.
    VialWasted,
    /// Given, or waste of a syringe: another amount.
    OfSyringe,
    /// Whole packages that went: taken back as a whole.
    Whole,
    /// What is not corrected here.
    Fixed,
}

/// What one entry moved, as it holds now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// What it moves, as corrected.
    pub moves: Vec<Move>,
    /// What it moved when it was written.
    pub first: Vec<Move>,
    /// The newest correction of it.
    pub corrected: Option<u64>,
}

/// A count, without what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// Its entry.
    pub entry: u64,
    /// Who, when.
    pub by: Done,
    /// Who counted with them.
    pub witness: Witness,
}

/// What does not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Short {
    /// A lot was counted otherwise than expected: what was expected, as corrected since, and what was counted.
    Lot(u32, Micrograms, Micrograms),
    /// The rest of a syringe.
    Syringe(SyringeId),
}

/// How a discrepancy ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// The correction of this entry explains it.
    Explained(u64),
    /// There was more than the label said.
    Over,
    /// It is lost, under this number.
    Lost(u32),
    /// The lot was counted again.
    CountedAgain(u64),
}

/// A difference that somebody has to explain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// 1, 2, … in this vault.
    pub number: u32,
    /// The entry that found it.
    pub entry: u64,
    /// Of what.
    pub of: Short,
    /// When it was found.
    pub at: Instant,
    /// By when the medical director settles it.
    pub due: Instant,
    /// How it ended, and when.
    pub settled: Option<(Settled, Instant)>,
}

/// Something is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// 1, 2, … in this vault.
    pub number: u32,
    /// How.
    pub kind: LossKind,
    /// Must the authority be told?
    pub significant: bool,
    /// How much.
    pub amount: Micrograms,
    /// In words.
    pub words: Line,
    /// The day it was discovered, by the calendar of the place.
    pub discovered: Date,
    /// By when the first notice is owed; none where no rule of the place is signed.
    pub notice_by: Option<Date>,
    /// By when the form is owed.
    pub form_by: Option<Date>,
    /// What was sent: which, on which day, under which reference.
    pub reported: Vec<(LossStep, Date, Line)>,
    /// Taken back: it was found again.
    pub taken_back: bool,
}

impl Vial {
    /// Did it leave as a whole: sent back, handed on, destroyed?
    pub const fn is_gone(&self) -> bool {
        self.book.returned != 0 || self.book.transferred_out != 0 || self.book.destroyed != 0
    }
}

impl Loss {
    /// The day by which a step is owed, while it is.
    pub fn owes(&self, step: LossStep) -> Option<Option<Date>> {
        let done = self.reported.iter().any(|(known, ..)| *known == step);
        let by = match step {
            LossStep::Notice => self.notice_by,
            LossStep::Form => self.form_by,
        };
        (self.significant && !self.taken_back && !done).then_some(by)
    }
}

/// What the facts say of one vault.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields are named after the facts that set them")]
pub struct Vault {
    pub name: Line,
    /// The place of the house it is at; none for the one the house was founded as.
    pub site: Option<u32>,
    pub registration: Line,
    pub address: Line,
    pub opened: Done,
    pub closed: Option<(Line, Done)>,
    /// Lot 1 first.
    pub lots: Vec<Lot>,
    /// Vial 1 first.
    pub vials: Vec<Vial>,
    pub syringes: BTreeMap<SyringeId, Syringe>,
    /// What each entry moved, by its version: what a correction names.
    pub entries: BTreeMap<u64, Entry>,
    pub counts: Vec<Count>,
    pub discrepancies: Vec<Discrepancy>,
    pub losses: Vec<Loss>,
    /// Where everything is.
    pub book: Book,
    /// Facts so far: the version of the newest one.
    pub version: u64,
}

fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()?.checked_sub(1)
}

impl Vault {
    /// Is it used? Otherwise the refusal.
    ///
    /// # Errors
    /// `VaultClosed`.
    pub const fn require_open(&self) -> Result<(), Refusal> {
        if self.closed.is_none() { Ok(()) } else { Err(Refusal::VaultClosed) }
    }

    /// The vial of this number.
    ///
    /// # Errors
    /// `VialUnknown`.
    pub fn vial(&self, number: u32) -> Result<&Vial, Refusal> {
        let vial = place(number).and_then(|place| self.vials.get(place));
        vial.ok_or(Refusal::VialUnknown { vial: number })
    }

    /// The lot of this number.
    pub fn lot(&self, number: u32) -> Option<&Lot> {
        self.lots.get(place(number)?)
    }

    /// What is on a vial.
    ///
    /// # Errors
    /// `VialUnknown`.
    pub fn label(&self, vial: &Vial) -> Result<&Label, Refusal> {
        self.lot(vial.lot).map(|lot| &lot.label).ok_or(Refusal::VialUnknown { vial: vial.number })
    }

    pub(super) fn package(&self, vial: u32) -> Option<Package> {
        Some(self.label(self.vial(vial).ok()?).ok()?.package)
    }

    pub(super) fn vial_mut(&mut self, number: u32) -> Option<&mut Vial> {
        self.vials.get_mut(place(number)?)
    }

    pub(super) fn lot_mut(&mut self, number: u32) -> Option<&mut Lot> {
        self.lots.get_mut(place(number)?)
    }

    /// A vial that nobody has opened and that still holds all of it.
    ///
    /// # Errors
    /// `VialUnknown`, `VialNotSealed`.
    pub fn sealed(&self, number: u32) -> Result<&Vial, Refusal> {
        let vial = self.vial(number)?;
        let whole = self.label(vial)?.package.holds == vial.left;
        if vial.opened.is_none() && whole { Ok(vial) } else { Err(Refusal::VialNotSealed { vial: number }) }
    }

    /// So much of a vial: whether it holds that, and how much drug that is.
    ///
    /// # Errors
    /// `VialUnknown`, `MeasureUnfit`, `VialHoldsLess`.
    pub fn part(&self, part: Part) -> Result<Micrograms, Refusal> {
        let vial = self.vial(part.vial)?;
        if vial.left < part.measure {
            let (vial, holds, asked) = (part.vial, vial.left.0, part.measure.0);
            return Err(Refusal::VialHoldsLess { vial, holds, asked });
        }
        let amount = self.label(vial)?.package.amount(part.measure);
        amount.filter(|amount| amount.0 != 0).ok_or(Refusal::MeasureUnfit)
    }

    /// The syringe of this number, if it was drawn from here.
    pub fn syringe(&self, id: SyringeId) -> Option<&Syringe> {
        self.syringes.get(&id)
    }

    /// Was the rest of this syringe said to be lost?
    pub fn is_lost(&self, id: SyringeId) -> bool {
        self.discrepancies.iter().any(|known| {
            known.of == Short::Syringe(id) && matches!(known.settled, Some((Settled::Lost(_), _)))
        })
    }

    /// A discrepancy that is not settled.
    ///
    /// # Errors
    /// `DiscrepancyUnknown`, `DiscrepancySettled`.
    pub fn open_discrepancy(&self, number: u32) -> Result<&Discrepancy, Refusal> {
        let known = self.discrepancies.iter().find(|known| known.number == number);
        match known {
            None => Err(Refusal::DiscrepancyUnknown),
            Some(known) if known.settled.is_some() => Err(Refusal::DiscrepancySettled),
            Some(known) => Ok(known),
        }
    }

    /// The lots a count names: what is here, and what was moved since the last count. That one is on the list says nothing of
    /// how much there should be.
    pub fn to_count(&self) -> impl Iterator<Item = &Lot> {
        let last = self.counts.last().map_or(0, |count| count.entry);
        self.lots.iter().filter(move |lot| 0 < lot.book.on_hand || last < lot.moved)
    }

    /// What stays after an entry's moves are replaced: is no vial and no syringe below nothing?
    pub(super) fn would_fit(&self, undone: &[Move], done: &[Move]) -> bool {
        let mut vials: BTreeMap<u32, i128> = BTreeMap::new();
        let mut syringes: BTreeMap<SyringeId, i128> = BTreeMap::new();
        for (moves, sign) in [(undone, -1), (done, 1)] {
            for moved in moves {
                for (account, sign) in [(moved.from, -sign), (moved.to, sign)] {
                    match account {
                        Account::OnHand => {
                            *vials.entry(moved.vial).or_default() += sign * i128::from(moved.measure.0);
                        }
                        Account::Syringe(id) => {
                            *syringes.entry(id).or_default() += sign * i128::from(moved.amount.0);
                        }
                        _ => {}
                    }
                }
            }
        }
        let left = |number: u32| self.vial(number).map_or(0, |vial| i128::from(vial.left.0));
        let held = |id: &SyringeId| self.syringe(*id).map_or(0, |syringe| i128::from(syringe.left.0));
        vials.iter().all(|(number, by)| 0 <= left(*number) + by)
            && syringes.iter().all(|(id, by)| 0 <= held(id) + by)
    }

    /// The law of this stream, looked at anew: of each vial, of each lot and of the whole, what came in is what is here or went
    /// out by name; what is in a vial is what its book says; and the books of the vials add up to those of the lots and the vault.
    pub fn balances(&self) -> bool {
        let mut lots: BTreeMap<u32, Book> = BTreeMap::new();
        let mut all = Book::default();
        for vial in &self.vials {
            let on_hand = self.package(vial.number).and_then(|package| package.amount(vial.left));
            if !vial.book.holds() || on_hand != Some(Micrograms(vial.book.on_hand)) {
                return false;
            }
            let of_lot = lots.entry(vial.lot).or_default();
            *of_lot = of_lot.and(&vial.book);
            all = all.and(&vial.book);
        }
        let in_syringes: u128 = self.syringes.values().map(|syringe| u128::from(syringe.left.0)).sum();
        let lots_agree =
            self.lots.iter().all(|lot| lots.get(&lot.number).copied().unwrap_or_default() == lot.book);
        lots_agree && all == self.book && u128::from(self.book.in_syringes) == in_syringes
    }
}
