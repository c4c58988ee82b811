//! What is done with what is locked away.

use super::Asked;
use crate::act::Act;
use crate::chart::second_signer;
use crate::course::Course;
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, ScheduleId, SessionId, VaultId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::session::Session;
use crate::session::draw_drug::{self, DrawDrug, Vaults};
use crate::session::end_dose::EndDose;
use crate::session::syringe::{self, Held};
use crate::units::Micrograms;
use crate::vault::report_loss::Clocks;
use crate::vault::{
    SyringeId, VaultFact, correct_entry, count_vault, move_vials, open_vault, open_vial, receive_vials,
    report_loss, second, settle_discrepancy, waste_vial,
};

impl Asked<'_> {
    /// One vault.
    pub(super) fn vault(&self, id: VaultId) -> Result<Vec<Fact>, Refusal> {
        let (chart, by, moment) = (self.chart, &self.by.actor, self.moment);
        if let Act::OpenVault(_, act) = self.act {
            let schedule = chart.schedule(ScheduleId::of(self.house)).ok();
            let is_open = |number: u32| {
                let site = schedule.and_then(|schedule| schedule.site(number));
                site.is_some_and(|site| site.term.covers(moment.now))
            };
            let others = chart.vaults()?;
            let others = others.iter().filter(|(other, _)| *other != id).map(|(_, vault)| *vault);
            let is_a_place = act.site.is_none_or(is_open);
            return self.on(open_vault::open(chart.vault(id).ok(), others, act, is_a_place, by, moment));
        }
        let vault = chart.vault(id)?;
        match self.act {
            Act::CloseVault(_, act) => self.on(open_vault::close(vault, act, by, moment)),
            Act::ReceiveVials(_, act) => self.on(receive_vials::decide(vault, act, by, moment)),
            Act::OpenVial(_, act) => self.on(open_vial::decide(vault, *act, by, moment)),
            Act::ReturnVials(_, act) => self.on(move_vials::return_them(vault, act, by, moment)),
            Act::ReportLoss(_, act) => {
                self.on(report_loss::decide(vault, act, None, self.loss_clocks(vault.site)?, by, moment))
            }
            Act::NoteLossReported(_, act) => self.on(report_loss::reported(vault, act, by, moment)),
            Act::SettleDiscrepancy(_, act) => {
                self.on(settle_discrepancy::decide(vault, act, self.loss_clocks(vault.site)?, by, moment))
            }
            _ => self.vault_by_two(id),
        }
    }

    /// What nobody does alone.
    fn vault_by_two(&self, id: VaultId) -> Result<Vec<Fact>, Refusal> {
        let (vault, moment) = (self.chart.vault(id)?, self.moment);
        let by = self.two_people()?;
        match self.act {
            Act::WasteVial(_, act) => self.on(waste_vial::decide(vault, act, by, moment)),
            Act::TransferVials(_, act) => {
                move_vials::transfer((id, vault), act, self.chart.vault(act.to)?, by, moment)
            }
            Act::DestroyVials(_, act) => self.on(move_vials::destroy(vault, act, by, moment)),
            Act::CountVault(_, act) => self.on(count_vault::decide(vault, act, by, moment)),
            Act::CorrectEntry(_, act) => self.on(correct_entry::decide(vault, act, by, moment)),
            _ => Err(Refusal::VaultUnknown),
        }
    }

    /// Whoever acts, beside a second signer who is somebody else and may sign here and now.
    pub(super) fn two_people(&self) -> Result<PersonId, Refusal> {
        let person = second_signer(self.act).ok_or(Refusal::SecondPersonMissing)?;
        let record = self.chart.person(person)?;
        second::two(&self.by.actor, person, record, self.here()?, self.moment.now)
    }

    /// The drug of a visit is drawn, out of a vial where a vault is kept at its place.
    pub(super) fn draw(
        &self,
        id: SessionId,
        session: &Session,
        act: DrawDrug,
        course: &Course,
    ) -> Result<Vec<Fact>, Refusal> {
        let (chart, by, moment) = (self.chart, &self.by.actor, self.moment);
        let schedule = chart.schedule(ScheduleId::of(self.house)).ok();
        let site = schedule.and_then(|schedule| {
            schedule.site_of_visit(session.setting, session.room.as_str(), session.starts)
        });
        let all = chart.vaults()?;
        let vaults = Vaults { all: &all, site: site.map(|site| site.number) };
        let checker = chart.person(act.checked_by)?;
        draw_drug::decide(id, session, act, course, checker, vaults, self.here()?, by, moment)
    }

    /// What went in is in the register, too: in the decision that ends the dose.
    pub(super) fn administered(
        &self,
        id: SessionId,
        session: &Session,
        end: EndDose,
        mut facts: Vec<Fact>,
    ) -> Result<Vec<Fact>, Refusal> {
        let Actor::Person(by) = self.by.actor else { return Err(Refusal::PersonUnknown) };
        let more = session.supplement_given().and_then(|known| known.drawn).map(|(draw, _)| draw);
        let parts = [(session.drawn, Some(end.given)), (more, end.supplement)];
        for (draw, given) in parts {
            let (Some(from), Some(amount)) = (draw.and_then(|draw| draw.from), given) else { continue };
            let syringe = SyringeId { session: id, number: from.syringe };
            let left = self.chart.vault(from.vault)?.syringe(syringe).ok_or(Refusal::SyringeUnknown)?.left;
            if left < amount {
                return Err(Refusal::SyringeHoldsLess { left });
            }
            if amount.0 != 0 {
                let (patient, at) = (session.patient, self.moment.plausible()?);
                let fact = VaultFact::Administered { syringe, amount, patient, by, at };
                facts.push(Fact::on(Stream::Vault(from.vault), fact));
            }
        }
        Ok(facts)
    }

    /// What was drawn for a visit and is not accounted for.
    pub(super) fn open_rest(&self, id: SessionId, session: &Session) -> Result<Option<Micrograms>, Refusal> {
        for from in session.draws.iter().filter_map(|draw| draw.from) {
            let syringe = SyringeId { session: id, number: from.syringe };
            let open = syringe::open_rest(self.chart.vault(from.vault)?, syringe);
            if open.is_some() {
                return Ok(open);
            }
        }
        Ok(None)
    }

    /// What becomes of the rest of a syringe.
    pub(super) fn syringe(&self, id: SessionId, session: &Session) -> Result<Vec<Fact>, Refusal> {
        let held = |number: u32| {
            let mut drawn = session.draws.iter().filter_map(|draw| draw.from);
            let from = drawn.find(|from| from.syringe == number).ok_or(Refusal::SyringeUnknown)?;
            Ok(Held { id, session, vault_id: from.vault, vault: self.chart.vault(from.vault)?, number })
        };
        match self.act {
            Act::WasteSyringe(_, act) => {
                syringe::waste(&held(act.number)?, *act, self.two_people()?, self.moment)
            }
            Act::ReturnSyringe(_, act) => {
                syringe::put_back(&held(act.number)?, *act, self.two_people()?, self.moment)
            }
            Act::NoteSyringeShort(_, act) => {
                syringe::note_short(&held(act.number)?, act, &self.by.actor, self.moment)
            }
            _ => Err(Refusal::SyringeUnknown),
        }
    }

    /// What the signed rules of the vault's place ask for after a loss.
    fn loss_clocks(&self, site: Option<u32>) -> Result<Clocks, Refusal> {
        let house = self.chart.house(self.house)?;
        let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
        let site = site.and_then(|site| schedule?.site(site));
        let place = site.map_or(&house.jurisdiction, |site| &site.jurisdiction);
        let signed = house.custody_in(place.as_str());
        Ok(signed.map(|signed| signed.rules.clocks()).unwrap_or_default())
    }
}
