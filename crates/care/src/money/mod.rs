//! **Money**: the price list that everybody may read, and the receipts of what was paid. The house takes no payment here and holds
//! no card number: a receipt says what somebody paid at the desk, on the clinic's own terminal, or by transfer. Nothing of it
//! goes to an insurer, and nothing clinical stands on it.

pub mod prices;
pub mod receipt;
pub mod set_price;
pub mod take_back_receipt;
pub mod write_receipt;

use crate::protocol::model::words;
use crate::units::Cents;

pub use prices::{Dated, Item, Price, Till, TillFact};
pub use receipt::{Paper, Receipt, ReceiptFact, Sold};
pub use set_price::{ChooseCurrency, EndPrice, SetPrice};
pub use take_back_receipt::{Back, TakeBackReceipt};
pub use write_receipt::{Asked, WriteReceipt};

words! {
    /// What a price is in: each has a hundred minor units.
    Currency {
        /// US dollar.
        Usd = "USD",
        /// Canadian dollar.
        Cad = "CAD",
        /// Euro.
        Eur = "EUR",
        /// Pound sterling.
        Gbp = "GBP",
        /// Swiss franc.
        Chf = "CHF",
        /// Australian dollar.
        Aud = "AUD",
        /// New Zealand dollar.
        Nzd = "NZD",
        /// Mexican peso.
        Mxn = "MXN",
    }
}

words! {
    /// What is paid for. There is no kind for stopping, for not coming, or for changing one's mind.
    PriceKind {
        /// A first look with a prescriber.
        Screening = "screening",
        /// A preparation visit.
        Preparation = "preparation",
        /// A KAP session.
        Kap = "kap",
        /// An infusion.
        Infusion = "infusion",
        /// Integration therapy: licensed.
        Therapy = "integration-therapy",
        /// Integration support: not therapy.
        Support = "integration-support",
        /// Something else.
        Other = "other",
    }
}

words! {
    /// Why a receipt was taken back.
    BackKind {
        /// It was written wrong: it never said what was paid.
        Wrong = "wrong",
        /// Money was given back.
        Given = "given",
    }
}

/// The highest price of one thing: a guard against a key held down, not a judgement of prices. House policy.
pub const PRICE_MAX: Cents = Cents(10_000_000);
/// So many lines stand on a receipt: it is printed on one page.
pub const LINES_MAX: usize = 12;
/// So many of one thing stand in one line.
pub const COUNT_MAX: u32 = 60;
/// So many things stand on the list.
pub const ITEMS_MAX: usize = 80;
/// The day of a price or of a service is no further away than this.
pub const DAYS_MAX: i64 = 731;

/// What was handed over, by the way it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// In cash.
    pub cash: Cents,
    /// By card, on the clinic's own terminal.
    pub card: Cents,
    /// By transfer.
    pub transfer: Cents,
}

impl Paid {
    /// Nothing.
    pub const NOTHING: Self = Self { cash: Cents(0), card: Cents(0), transfer: Cents(0) };

    /// All of it; `None` when it would not fit.
    pub fn total(&self) -> Option<Cents> {
        let sum = self.cash.0.checked_add(self.card.0)?.checked_add(self.transfer.0)?;
        Some(Cents(sum))
    }

    /// No way of it is more than of the other.
    pub fn is_within(&self, other: &Self) -> bool {
        self.cash <= other.cash && self.card <= other.card && self.transfer <= other.transfer
    }
}
