//! The price list: each thing with every price it ever had, each from a day. And the number of the last receipt, so that no two
//! get the same and none is left out.

use super::{Currency, PriceKind};
use crate::ids::{PersonId, ReceiptId};
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::Cents;

/// What something costs, as it is printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Price {
    /// What kind of thing.
    pub kind: PriceKind,
    /// What it is called here, in English.
    pub name: Line,
    /// And in Spanish, if the house says.
    pub spanish: Option<Line>,
    /// For one.
    pub amount: Cents,
}

/// From a day on: a price, or that it is on the list no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// The first day it holds.
    pub from: Date,
    /// What it costs; none when it is off the list.
    pub price: Option<Price>,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// One thing on the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its place on the list, from 1.
    pub number: u16,
    /// Everything that was said of it, in the order it was said; never empty.
    pub dated: Vec<Dated>,
}

/// What the facts say of a house's prices and of how many receipts it wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Till {
    /// What prices are in; none until the house said so.
    pub currency: Option<Currency>,
    /// In the order they were put on the list.
    pub items: Vec<Item>,
    /// The number of the last receipt; 0 before the first.
    pub last: u32,
}

/// What can have happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum TillFact {
    /// What prices are in.
    CurrencyChosen { currency: Currency, by: PersonId, at: Instant },
    /// Something costs this from a day on.
    PriceSet { item: u16, price: Price, from: Date, by: PersonId, at: Instant },
    /// It is off the list from a day on.
    PriceEnded { item: u16, from: Date, by: PersonId, at: Instant },
    /// A receipt has this number.
    Numbered { number: u32, receipt: ReceiptId },
}

impl Item {
    /// What is said of a day: the newest from-day that has begun by then, and of two from one day what was said last.
    pub fn on(&self, day: Date) -> Option<&Dated> {
        self.dated.iter().filter(|dated| dated.from <= day).max_by_key(|dated| dated.from)
    }

    /// What it costs on a day, if it is on the list then.
    pub fn price_on(&self, day: Date) -> Option<&Price> {
        self.on(day)?.price.as_ref()
    }

    /// What changes after a day: the next from-day, and what is said from then.
    pub fn after(&self, day: Date) -> Option<&Dated> {
        let next = self.dated.iter().map(|dated| dated.from).filter(|from| day < *from).min()?;
        self.on(next)
    }
}

impl Till {
    /// The thing of this number.
    pub fn item(&self, number: u16) -> Option<&Item> {
        self.items.iter().find(|item| item.number == number)
    }

    fn say(&mut self, number: u16, said: Dated) {
        match self.items.iter_mut().find(|item| item.number == number) {
            Some(item) => item.dated.push(said),
            None => self.items.push(Item { number, dated: vec![said] }),
        }
    }

    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &TillFact) -> Option<Self> {
        let mut till = before.unwrap_or_default();
        match fact {
            TillFact::CurrencyChosen { currency, .. } => till.currency = Some(*currency),
            TillFact::PriceSet { item, price, from, by, at } => {
                till.say(*item, Dated { from: *from, price: Some(price.clone()), by: *by, at: *at });
            }
            TillFact::PriceEnded { item, from, by, at } => {
                till.say(*item, Dated { from: *from, price: None, by: *by, at: *at });
            }
            TillFact::Numbered { number, .. } => till.last = *number,
        }
        Some(till)
    }
}
