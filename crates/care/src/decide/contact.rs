//! Somebody asks for a call, and the desk answers.

use super::Asked;
use crate::act::Act;
use crate::contact::{ask_for_call, refer_in, settle_contact};
use crate::fact::Fact;
use crate::ids::ContactId;
use crate::refusal::Refusal;

impl Asked<'_> {
    /// A first contact.
    pub(super) fn contact(&self, id: ContactId) -> Result<Vec<Fact>, Refusal> {
        let (chart, by, moment) = (self.chart, &self.by.actor, self.moment);
        match self.act {
            Act::AskForCall(_, act) => self.on(ask_for_call::ask(chart.contact(id).ok(), act, moment)),
            Act::ReferIn(_, act) => self.on(refer_in::refer_in(chart.contact(id).ok(), act, moment)),
            Act::NoteContactTry(_, act) => {
                self.on(settle_contact::tried(chart.contact(id)?, *act, by, moment))
            }
            Act::SettleContact(_, act) => {
                self.on(settle_contact::settle(chart.contact(id)?, *act, by, moment))
            }
            Act::EraseContact(..) => self.on(settle_contact::erase(chart.contact(id)?, moment)),
            _ => Err(Refusal::ContactUnknown),
        }
    }
}
