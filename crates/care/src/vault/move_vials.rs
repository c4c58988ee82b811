//! Whole packages leave: back to a supplier, to another vault of the house, or destroyed before two people.

use std::collections::BTreeSet;

use super::{Incoming, Label, Supplier, Vault, VaultFact, Witness};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, VaultId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "These go back."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReturnVials {
    /// Which.
    pub vials: Vec<u32>,
    /// To whom.
    pub to: Supplier,
    /// The number of the paper that goes with them.
    pub paper: Line,
}

/// "These go to the other vault": whoever takes them there signs with whoever gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransferVials {
    /// Which.
    pub vials: Vec<u32>,
    /// Where to.
    pub to: VaultId,
    /// Who took them.
    pub witness: Witness,
}

/// "These are destroyed": two employees saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DestroyVials {
    /// Which.
    pub vials: Vec<u32>,
    /// How.
    pub method: Line,
    /// Where.
    pub place: Line,
    /// Who saw it too.
    pub witness: Witness,
}

/// At least one, and none twice.
fn each_once(vials: &[u32]) -> Result<(), Refusal> {
    let different: BTreeSet<u32> = vials.iter().copied().collect();
    if vials.is_empty() || different.len() != vials.len() { Err(Refusal::VialsUnfit) } else { Ok(()) }
}

/// Sends sealed packages back.
pub fn return_them(
    vault: &Vault,
    act: &ReturnVials,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    vault.require_open()?;
    each_once(&act.vials)?;
    act.vials.iter().try_for_each(|vial| vault.sealed(*vial).map(drop))?;
    let ReturnVials { vials, to, paper } = act.clone();
    Ok(vec![VaultFact::Returned { vials, to, paper, by: *by, at: moment.plausible()? }])
}

/// Hands sealed packages on: what leaves one vault comes into the other, in one decision.
pub fn transfer(
    (id, vault): (VaultId, &Vault),
    act: &TransferVials,
    other: &Vault,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    vault.require_open()?;
    other.require_open()?;
    if id == act.to {
        return Err(Refusal::NothingChanged);
    }
    each_once(&act.vials)?;
    let mut packages: Vec<Incoming> = vec![];
    let mut comes: u128 = other.book.came();
    for number in &act.vials {
        let label: &Label = vault.label(vault.sealed(*number)?)?;
        comes += u128::from(label.package.full().ok_or(Refusal::MeasureUnfit)?.0);
        match packages.iter_mut().find(|one| one.label == *label) {
            Some(one) => one.count += 1,
            None => packages.push(Incoming { label: label.clone(), count: 1 }),
        }
    }
    if u128::from(u64::MAX) < comes {
        return Err(Refusal::PackageUnfit);
    }
    let (at, witness, vials) = (moment.plausible()?, act.witness, act.vials.clone());
    Ok(vec![
        Fact::on(Stream::Vault(id), VaultFact::TransferredOut { to: act.to, vials, by, witness, at }),
        Fact::on(Stream::Vault(act.to), VaultFact::TransferredIn { from: id, packages, by, witness, at }),
    ])
}

/// Destroys what is still in them, opened or not.
pub fn destroy(
    vault: &Vault,
    act: &DestroyVials,
    by: PersonId,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    vault.require_open()?;
    each_once(&act.vials)?;
    for number in &act.vials {
        if vault.vial(*number)?.left.0 == 0 {
            return Err(Refusal::VialHoldsLess { vial: *number, holds: 0, asked: 1 });
        }
    }
    let DestroyVials { vials, method, place, witness } = act.clone();
    Ok(vec![VaultFact::Destroyed { vials, method, place, by, witness, at: moment.plausible()? }])
}
