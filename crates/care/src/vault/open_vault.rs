//! A locked place is taken into use under the registration of its address, or given up once it is empty.

use super::{Vault, VaultFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::session::calendar::same_room;
use crate::text::Line;
use crate::time::Moment;

/// "Drugs are kept here, too."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenVault {
    /// As it is called: `Safe, second floor`.
    pub name: Line,
    /// At which place of the house; none for the one the house was founded as.
    pub site: Option<u32>,
    /// The registration of that address: a DEA number or the like.
    pub registration: Line,
    /// The registered address.
    pub address: Line,
}

/// "It is used no more."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CloseVault {
    /// Why.
    pub reason: Line,
}

/// Opens it. No two open vaults have one name.
pub fn open<'v>(
    known: Option<&Vault>,
    mut others: impl Iterator<Item = &'v Vault>,
    act: &OpenVault,
    is_a_place: bool,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    if known.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    if !is_a_place {
        return Err(Refusal::SiteUnknown);
    }
    if others.any(|other| other.closed.is_none() && same_room(other.name.as_str(), act.name.as_str())) {
        return Err(Refusal::VaultThere);
    }
    let OpenVault { name, site, registration, address } = act.clone();
    Ok(vec![VaultFact::Opened { name, site, registration, address, by: *by, at: moment.now }])
}

/// Closes it, once nothing is in it, no syringe from it is open, and nothing has to be explained.
pub fn close(
    vault: &Vault,
    act: &CloseVault,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    vault.require_open()?;
    let open = vault.discrepancies.iter().any(|known| known.settled.is_none());
    if vault.book.on_hand != 0 || vault.book.in_syringes != 0 || open {
        return Err(Refusal::VaultNotEmpty);
    }
    Ok(vec![VaultFact::Closed { reason: act.reason.clone(), by: *by, at: moment.now }])
}
