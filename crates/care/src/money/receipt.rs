//! A receipt: what somebody paid for, and how. It is never edited. One that was wrong, or whose money was given back, is taken back
//! by a second one that names it.

use super::{BackKind, Currency, Paid, PriceKind};
use crate::ids::{PatientId, PersonId, ReceiptId};
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::Cents;

/// One line: as it was sold, whatever the list says later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sold {
    /// Its place on the price list.
    pub item: u16,
    /// What kind of thing.
    pub kind: PriceKind,
    /// What it was called.
    pub name: Line,
    /// And in Spanish.
    pub spanish: Option<Line>,
    /// The day it was agreed: the price is that day's.
    pub agreed: Date,
    /// The day of the service.
    pub on: Date,
    /// How many.
    pub count: u32,
    /// For one.
    pub each: Cents,
    /// With whom, where the paper has to say who that is.
    pub with: Option<PersonId>,
}

impl Sold {
    /// For all of them; `None` when it would not fit.
    pub fn sum(&self) -> Option<Cents> {
        self.each.0.checked_mul(u64::from(self.count)).map(Cents)
    }
}

/// What the paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Paper {
    /// Money was taken.
    Paid {
        /// For what.
        lines: Vec<Sold>,
        /// How.
        paid: Paid,
    },
    /// Another receipt was taken back.
    Back {
        /// Which.
        of: ReceiptId,
        /// Its number.
        of_number: u32,
        /// Why.
        kind: BackKind,
        /// Why, in words.
        why: Line,
        /// How much of what it said was paid is not, or not any more.
        back: Paid,
    },
}

/// What the facts say of one receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Without gaps, from 1, in this house.
    pub number: u32,
    /// Whose.
    pub patient: PatientId,
    /// In what.
    pub currency: Currency,
    /// What it says.
    pub paper: Paper,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// The receipt that takes it back, and its number.
    pub taken_back: Option<(ReceiptId, u32)>,
}

/// What can have happened to a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ReceiptFact {
    /// Money was taken.
    Written {
        number: u32,
        patient: PatientId,
        currency: Currency,
        lines: Vec<Sold>,
        paid: Paid,
        by: PersonId,
        at: Instant,
    },
    /// A second one that takes another back.
    TakesBack {
        number: u32,
        patient: PatientId,
        currency: Currency,
        of: ReceiptId,
        of_number: u32,
        kind: BackKind,
        why: Line,
        back: Paid,
        by: PersonId,
        at: Instant,
    },
    /// It was taken back, by that one.
    TakenBack { with: ReceiptId, number: u32 },
}

impl Receipt {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ReceiptFact) -> Option<Self> {
        match fact.clone() {
            ReceiptFact::Written { number, patient, currency, lines, paid, by, at } => {
                let paper = Paper::Paid { lines, paid };
                Some(Self { number, patient, currency, paper, by, at, taken_back: None })
            }
            ReceiptFact::TakesBack { number, patient, currency, of, of_number, kind, why, back, by, at } => {
                let paper = Paper::Back { of, of_number, kind, why, back };
                Some(Self { number, patient, currency, paper, by, at, taken_back: None })
            }
            ReceiptFact::TakenBack { with, number } => {
                before.map(|receipt| Self { taken_back: Some((with, number)), ..receipt })
            }
        }
    }

    /// What was taken, or what went back.
    pub const fn paid(&self) -> &Paid {
        match &self.paper {
            Paper::Paid { paid, .. } => paid,
            Paper::Back { back, .. } => back,
        }
    }
}

/// What all lines come to; `None` when it would not fit.
pub fn total(lines: &[Sold]) -> Option<Cents> {
    let sum = lines.iter().try_fold(0_u64, |sum, line| sum.checked_add(line.sum()?.0))?;
    Some(Cents(sum))
}
