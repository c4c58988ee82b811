//! A package is opened. By when it is thrown away is read from its paper by whoever opens it: the house knows no such number.

use super::{Vault, VaultFact};
use crate::keeping::is_today;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::{Date, Instant, Moment};

/// "I open this one."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenVial {
    /// Which.
    pub vial: u32,
    /// By when it is thrown away.
    pub discard_by: Instant,
    /// Today, where the vault is.
    pub today: Date,
}

/// Opens what is sealed and in date.
pub fn decide(vault: &Vault, act: OpenVial, by: &Actor, moment: &Moment) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    vault.require_open()?;
    is_today(act.today, moment)?;
    let vial = vault.sealed(act.vial)?;
    in_date(vault, act.vial, act.today)?;
    let at = moment.plausible()?;
    if act.discard_by <= at {
        return Err(Refusal::TermEndsInThePast);
    }
    Ok(vec![VaultFact::VialOpened { vial: vial.number, discard_by: act.discard_by, by: *by, at }])
}

/// Is the last day on the label not over?
pub(crate) fn in_date(vault: &Vault, vial: u32, today: Date) -> Result<(), Refusal> {
    let last = vault.label(vault.vial(vial)?)?.expiry;
    if last < today { Err(Refusal::PastLastDay { last }) } else { Ok(()) }
}
