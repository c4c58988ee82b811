//! Protocols: written, proposed by one and approved by another, taken out of force; and how many people that takes here.

use super::Asked;
use crate::act::Act;
use crate::fact::{Fact, Stream};
use crate::house::set_signatures;
use crate::ids::ProtocolId;
use crate::practice::Person;
use crate::protocol::draft::{self, RetireProtocol, SignProtocol};
use crate::protocol::two_people::{self, ApproveProtocol};
use crate::protocol::{ProtocolFact, Signatures};
use crate::refusal::Refusal;

impl Asked<'_> {
    pub(super) fn protocols(&self) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment, by) = (self.chart, self.moment, &self.by.actor);
        match self.act {
            Act::SetSignatures(id, act) => {
                let others = match act.needed {
                    Signatures::One => self.others_entitled()?,
                    Signatures::Two => vec![],
                };
                self.on(set_signatures::decide(chart.house(*id)?, act, &others, by, moment))
            }
            Act::DraftProtocol(id, act) => self.on(draft::draft(chart.protocol(*id).ok(), act)),
            Act::SignProtocol(id, act) => self.sign_alone(*id, act),
            Act::ProposeProtocol(id, act) => {
                let (version, beside) = (chart.protocol(*id)?, chart.signed_beside(*id, moment.now)?);
                self.on(two_people::propose(version, act, &beside, by, self.actor_name()?, moment))
            }
            Act::ApproveProtocol(id, act) => self.approve(*id, act),
            Act::SendBackProtocol(id, act) => {
                self.on(two_people::send_back(chart.protocol(*id)?, act, by, moment))
            }
            Act::RetireProtocol(id, act) => self.retire(*id, act),
            _ => Err(Refusal::ProtocolUnknown),
        }
    }

    /// Everybody else who could be a second person at this instant.
    fn others_entitled(&self) -> Result<Vec<&Person>, Refusal> {
        let (people, here) = (self.chart.clinicians()?, self.here()?);
        Ok(two_people::others_entitled(&people, &self.by.actor, here, self.moment.now))
    }

    /// One person signs only where the house says so, and nobody else could.
    fn sign_alone(&self, id: ProtocolId, act: &SignProtocol) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment) = (self.chart, self.moment);
        let (version, beside) = (chart.protocol(id)?, chart.signed_beside(id, moment.now)?);
        let signature = draft::signature(version, act, &beside, &self.by.actor, self.actor_name()?, moment)?;
        two_people::one_is_enough(chart.house(self.house)?.signatures(), &self.others_entitled()?)?;
        let mut facts = self.on(Ok(vec![ProtocolFact::Signed { signature }]))?;
        // What is left beside it is the one it revises: that one goes out of force in the same decision.
        let goes = ProtocolFact::Superseded { reason: None };
        facts.extend(beside.iter().map(|older| Fact::on(Stream::Protocol(*older), goes.clone())));
        Ok(facts)
    }

    fn approve(&self, id: ProtocolId, act: &ApproveProtocol) -> Result<Vec<Fact>, Refusal> {
        let (chart, moment) = (self.chart, self.moment);
        let (version, beside) = (chart.protocol(id)?, chart.signed_beside(id, moment.now)?);
        let by = &self.by.actor;
        let (from, approved) = two_people::approve(version, act, &beside, by, self.actor_name()?, moment)?;
        let mut facts = self.on(Ok(vec![approved]))?;
        let goes =
            |older: &ProtocolId| Fact::on(Stream::Protocol(*older), two_people::replaced(id, from, moment));
        facts.extend(beside.iter().map(goes));
        Ok(facts)
    }

    /// A version taken back before its hour leaves the one in force as it was.
    fn retire(&self, id: ProtocolId, act: &RetireProtocol) -> Result<Vec<Fact>, Refusal> {
        let (chart, now) = (self.chart, self.moment.now);
        let version = chart.protocol(id)?;
        let mut facts = self.on(draft::retire(version, act, now))?;
        if let (true, Some(older)) = (version.is_ahead(now), version.revises)
            && let revised = chart.protocol(older)?
            && revised.is_in_force(now)
            // Its end is this version's beginning, and no other's.
            && revised.content.slug == version.content.slug
            && revised.force.until == version.force.from
        {
            facts.push(Fact::on(Stream::Protocol(older), ProtocolFact::Kept { at: now }));
        }
        Ok(facts)
    }
}
