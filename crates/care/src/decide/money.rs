//! The price list, and receipts.

use super::Asked;
use crate::act::Act;
use crate::fact::Fact;
use crate::ids::{ReceiptId, TillId};
use crate::money::{set_price, take_back_receipt, write_receipt};
use crate::refusal::Refusal;

impl Asked<'_> {
    /// The prices of this house.
    pub(super) fn prices(&self, id: TillId) -> Result<Vec<Fact>, Refusal> {
        if id != TillId::of(self.house) {
            return Err(Refusal::HouseUnknown);
        }
        let (till, by, moment) = (self.chart.till(id).ok(), &self.by.actor, self.moment);
        match self.act {
            Act::ChooseCurrency(_, act) => self.on(set_price::choose_currency(till, *act, by, moment)),
            Act::SetPrice(_, act) => self.on(set_price::set(till, act, by, moment)),
            Act::EndPrice(_, act) => self.on(set_price::end(till, *act, by, moment)),
            _ => Err(Refusal::HouseUnknown),
        }
    }

    /// One receipt.
    pub(super) fn receipt(&self, id: ReceiptId) -> Result<Vec<Fact>, Refusal> {
        let (chart, by, moment) = (self.chart, &self.by.actor, self.moment);
        let till_id = TillId::of(self.house);
        let till = chart.till(till_id).ok();
        match self.act {
            Act::WriteReceipt(_, act) => {
                let patient = chart.patient(act.patient)?;
                let known = write_receipt::Known { receipt: chart.receipt(id).ok(), till, patient };
                let person = |id| chart.person(id);
                write_receipt::decide((id, till_id), &known, act, person, by, moment)
            }
            Act::TakeBackReceipt(_, act) => {
                take_back_receipt::decide((id, till_id), chart.receipt(id)?, till, act, by, moment)
            }
            _ => Err(Refusal::ReceiptUnknown),
        }
    }
}
