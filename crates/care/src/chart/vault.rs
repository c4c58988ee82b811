//! What an act about a vault must be weighed with: the second signer, and the other vaults.

use super::{Chart, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::{PersonId, VaultId};
use crate::refusal::Refusal;
use crate::vault::Vault;

/// Who signs beside whoever does it.
pub(crate) const fn second_signer(act: &Act) -> Option<PersonId> {
    match act {
        Act::DrawDrug(_, act) => Some(act.checked_by),
        Act::WasteVial(_, act) => Some(act.witness.person),
        Act::TransferVials(_, act) => Some(act.witness.person),
        Act::DestroyVials(_, act) => Some(act.witness.person),
        Act::CountVault(_, act) => Some(act.witness.person),
        Act::CorrectEntry(_, act) => Some(act.witness.person),
        Act::WasteSyringe(_, act) => Some(act.witness.person),
        Act::ReturnSyringe(_, act) => Some(act.witness.person),
        _ => None,
    }
}

impl Chart {
    pub(super) fn for_vaults(&self, act: &Act) -> Vec<Want> {
        let second = second_signer(act).map(|person| Want::Stream(Stream::Person(person)));
        let mut wants: Vec<Want> = second.into_iter().collect();
        match act {
            Act::OpenVault(..) | Act::DrawDrug(..) => wants.push(Want::Vaults),
            Act::EndDose(id, _)
            | Act::SignRecord(id, _)
            | Act::WasteSyringe(id, _)
            | Act::ReturnSyringe(id, _)
            | Act::NoteSyringeShort(id, _) => {
                let draws = self.session(*id).map_or(&[][..], |session| &session.draws);
                let vaults = draws.iter().filter_map(|draw| draw.from).map(|from| Stream::Vault(from.vault));
                wants.extend(vaults.map(Want::Stream));
            }
            Act::TransferVials(_, act) => wants.push(Want::Stream(Stream::Vault(act.to))),
            _ => {}
        }
        wants.extend(self.vaults.iter().flatten().map(|vault| Want::Stream(Stream::Vault(*vault))));
        wants
    }

    /// Keeps which vaults the house has or had.
    pub fn put_vaults(&mut self, vaults: Vec<VaultId>) {
        self.vaults = Some(vaults);
    }

    /// Every vault of the house. Unless that was asked, they are not known.
    pub fn vaults(&self) -> Result<Vec<(VaultId, &Vault)>, Refusal> {
        let ids = self.vaults.as_ref().ok_or(Refusal::VaultUnknown)?;
        ids.iter().map(|id| Ok((*id, self.vault(*id)?))).collect()
    }
}
