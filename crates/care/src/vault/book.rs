//! Where every microgram is. Each entry moves drug from one account to another, so nothing comes from nowhere and nothing is
//! gone: what came in is what is here, in a syringe, or went out in one of the ways that have a name.

use super::{Measure, SyringeId};
use crate::units::Micrograms;

/// Where drug can be, or go, or come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Account {
    /// From a supplier.
    Received,
    /// From another vault.
    TransferredIn,
    /// More than the label said: found by a count, and said to be so.
    Over,
    /// In the vial, in the vault.
    OnHand,
    /// Drawn, in somebody's hand.
    Syringe(SyringeId),
    /// In a patient.
    Given,
    /// Wasted, witnessed.
    Wasted,
    /// Back to a supplier.
    Returned,
    /// To another vault.
    TransferredOut,
    /// Destroyed, witnessed.
    Destroyed,
    /// Lost, and said to be so.
    Lost,
}

impl Account {
    /// Does a vial leave as a whole by it?
    pub const fn is_away(self) -> bool {
        matches!(self, Self::Returned | Self::TransferredOut | Self::Destroyed)
    }
}

/// Drug that goes from one account to another. It always belongs to one vial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// Which vial it is or was in.
    pub vial: u32,
    /// From where.
    pub from: Account,
    /// To where.
    pub to: Account,
    /// How much drug.
    pub amount: Micrograms,
    /// How much of the vial's content; 0 where nothing enters or leaves the vial itself.
    pub measure: Measure,
}

/// So much is, or went, where: of one vial, one lot or the whole vault.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the account of its name, in micrograms")]
pub struct Book {
    pub received: u64,
    pub transferred_in: u64,
    pub over: u64,
    pub on_hand: u64,
    pub in_syringes: u64,
    pub given: u64,
    pub wasted: u64,
    pub returned: u64,
    pub transferred_out: u64,
    pub destroyed: u64,
    pub lost: u64,
}

type Count = fn(u64, u64) -> u64;

impl Book {
    /// All that ever came in.
    pub fn came(&self) -> u128 {
        [self.received, self.transferred_in, self.over].map(u128::from).iter().sum()
    }

    /// All that is here, or went out by a way that has a name.
    pub fn is_or_went(&self) -> u128 {
        let all = [
            self.on_hand,
            self.in_syringes,
            self.given,
            self.wasted,
            self.returned,
            self.transferred_out,
            self.destroyed,
            self.lost,
        ];
        all.map(u128::from).iter().sum()
    }

    /// The law: every microgram.
    pub fn holds(&self) -> bool {
        self.came() == self.is_or_went()
    }

    /// Everything of two books.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        Self {
            received: self.received + other.received,
            transferred_in: self.transferred_in + other.transferred_in,
            over: self.over + other.over,
            on_hand: self.on_hand + other.on_hand,
            in_syringes: self.in_syringes + other.in_syringes,
            given: self.given + other.given,
            wasted: self.wasted + other.wasted,
            returned: self.returned + other.returned,
            transferred_out: self.transferred_out + other.transferred_out,
            destroyed: self.destroyed + other.destroyed,
            lost: self.lost + other.lost,
        }
    }

    /// The book after a move, or after it was undone. The rules let no move through that does not fit; one that does not is
    /// wrapped, so that the law says it aloud instead of a number that was bent to look right.
    pub(super) fn post(&mut self, moved: &Move, is_undone: bool) {
        let amount = moved.amount.0;
        let (plus, minus): (Count, Count) = (u64::wrapping_add, u64::wrapping_sub);
        // What comes in only ever counts up, and goes down when it is undone; so does what went out.
        let (inflow, outflow) = if is_undone { (minus, plus) } else { (plus, minus) };
        if let Some(source) = self.source(moved.from) {
            *source = inflow(*source, amount);
        } else if let Some(from) = self.place(moved.from) {
            *from = outflow(*from, amount);
        }
        if let Some(to) = self.place(moved.to) {
            *to = inflow(*to, amount);
        }
    }

    const fn source(&mut self, account: Account) -> Option<&mut u64> {
        match account {
            Account::Received => Some(&mut self.received),
            Account::TransferredIn => Some(&mut self.transferred_in),
            Account::Over => Some(&mut self.over),
            _ => None,
        }
    }

    const fn place(&mut self, account: Account) -> Option<&mut u64> {
        match account {
            Account::Received | Account::TransferredIn | Account::Over => None,
            Account::OnHand => Some(&mut self.on_hand),
            Account::Syringe(_) => Some(&mut self.in_syringes),
            Account::Given => Some(&mut self.given),
            Account::Wasted => Some(&mut self.wasted),
            Account::Returned => Some(&mut self.returned),
            Account::TransferredOut => Some(&mut self.transferred_out),
            Account::Destroyed => Some(&mut self.destroyed),
            Account::Lost => Some(&mut self.lost),
        }
    }
}
