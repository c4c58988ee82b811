//! A receipt that was wrong, or whose money was given back: a second one names it, with the next number. Giving back always
//! works, also after a dose.

use super::prices::{Till, TillFact};
use super::receipt::{Paper, Receipt, ReceiptFact};
use super::{BackKind, Paid};
use crate::fact::{Fact, Stream};
use crate::ids::{ReceiptId, TillId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// What became of the money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Back {
    /// None of what the receipt says was paid so: it was written wrong.
    Wrong,
    /// So much was given back; the rest of the receipt stands.
    Given(Paid),
}

/// Take a receipt back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakeBackReceipt {
    /// What became of the money.
    pub back: Back,
    /// Why.
    pub why: Line,
}

/// Takes back what was paid and is not taken back yet; never more than was paid, nor by another way than it was.
pub fn decide(
    (id, till_id): (ReceiptId, TillId),
    receipt: &Receipt,
    till: Option<&Till>,
    act: &TakeBackReceipt,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let till = till.ok_or(Refusal::CurrencyMissing)?;
    let (currency, patient) = (receipt.currency, receipt.patient);
    let Paper::Paid { paid, .. } = &receipt.paper else { return Err(Refusal::ReceiptTakesBack) };
    if let Some((_, number)) = receipt.taken_back {
        return Err(Refusal::ReceiptTakenBack { number });
    }
    let (kind, back) = match act.back {
        Back::Wrong => (BackKind::Wrong, *paid),
        Back::Given(back) => (BackKind::Given, back),
    };
    let most = paid.total().ok_or(Refusal::ReceiptUnknown)?;
    if !back.is_within(paid) {
        return Err(Refusal::GivenBackTooMuch { most, currency });
    }
    if back.total().is_none_or(|total| total.0 == 0) {
        return Err(Refusal::NothingPaid);
    }
    let number =
        till.last.checked_add(1).ok_or(Refusal::AmountTooHigh { most: super::PRICE_MAX, currency })?;
    let with = ReceiptId::from_command(moment.command);
    let (of, of_number, why, at) = (id, receipt.number, act.why.clone(), moment.now);
    Ok(vec![
        Fact::on(
            Stream::Receipt(with),
            ReceiptFact::TakesBack { number, patient, currency, of, of_number, kind, why, back, by: *by, at },
        ),
        Fact::on(Stream::Receipt(id), ReceiptFact::TakenBack { with, number }),
        Fact::on(Stream::Till(till_id), TillFact::Numbered { number, receipt: with }),
    ])
}
