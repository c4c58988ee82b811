//! Where an act is done: what is done for a visit is judged where its room is, everything else in any place of the house.

use super::Asked;
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::{ScheduleId, SessionId, VaultId};
use crate::practice::{Colleagues, Here};
use crate::protocol::Setting;
use crate::refusal::Refusal;
use crate::time::Instant;

impl Asked<'_> {
    /// What standing is judged by.
    pub(crate) fn here(&self) -> Result<Here<'_>, Refusal> {
        // Whatever is done, it is done in a house; only founding it is not.
        if !matches!(self.act, Act::FoundHouse(..)) {
            self.chart.house(self.house)?;
        }
        let moved = self.act.moves().and_then(|(id, to)| Some((self.chart.session(id).ok()?.setting, to)));
        match (self.act, moved, self.act.subject()) {
            (Act::ScheduleSession(_, visit), ..) => {
                self.here_in(visit.setting, visit.room.as_str(), visit.starts, self.chart)
            }
            (_, Some((setting, to)), _) => self.here_in(setting, to.room.as_str(), to.starts, self.chart),
            (_, _, Stream::Session(id)) => self.here_of_visit(id, self.chart),
            (_, _, Stream::Window(id)) => self.here_of_visit(id.session(), self.chart),
            (_, _, Stream::Vault(id)) => self.here_of_vault(id),
            _ => Ok(Here::anywhere(self.chart)),
        }
    }

    /// The place of a visit, among these colleagues. One that is not known is refused by whatever asks for it.
    pub(super) fn here_of_visit<'b>(
        &'b self,
        id: SessionId,
        colleagues: &'b dyn Colleagues,
    ) -> Result<Here<'b>, Refusal> {
        match self.chart.session(id) {
            Ok(visit) => self.here_in(visit.setting, visit.room.as_str(), visit.starts, colleagues),
            Err(_) => Ok(Here::anywhere(colleagues)),
        }
    }

    /// Where a vault is, or is to be.
    fn here_of_vault(&self, id: VaultId) -> Result<Here<'_>, Refusal> {
        let site = match self.act {
            Act::OpenVault(_, act) => act.site,
            _ => self.chart.vault(id).ok().and_then(|vault| vault.site),
        };
        let house = self.chart.house(self.house)?;
        let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
        let site = site.and_then(|site| schedule?.site(site));
        let place = site.map_or(&house.jurisdiction, |site| &site.jurisdiction);
        Ok(Here::at(place.as_str(), self.chart))
    }

    fn here_in<'b>(
        &'b self,
        setting: Setting,
        room: &str,
        at: Instant,
        colleagues: &'b dyn Colleagues,
    ) -> Result<Here<'b>, Refusal> {
        let house = self.chart.house(self.house)?;
        let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
        let site = schedule.and_then(|schedule| schedule.site_of_visit(setting, room, at));
        let place = site.map_or(&house.jurisdiction, |site| &site.jurisdiction);
        Ok(Here::at(place.as_str(), colleagues))
    }
}
