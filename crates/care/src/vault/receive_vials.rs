//! Packages come from a supplier: the fields of 21 CFR 1304.22 (care.md 6), as the invoice has them.

use super::{COUNT_MOST, Label, Supplier, Vault, VaultFact};
use crate::keeping::{days_between, is_today};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Moment};

/// "These came."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveVials {
    /// From whom.
    pub supplier: Supplier,
    /// The number on the invoice.
    pub invoice: Line,
    /// The day they came.
    pub on: Date,
    /// Today, where the vault is.
    pub today: Date,
    /// What is on them.
    pub label: Label,
    /// How many.
    pub count: u32,
}

/// Written down late, a receipt is no older than this. House policy.
pub const DAYS_LATE: i64 = 31;

/// Keeps them: what can be kept account of, in date, on a day that has come.
pub fn decide(
    vault: &Vault,
    act: &ReceiveVials,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    vault.require_open()?;
    is_today(act.today, moment)?;
    match days_between(act.on, act.today) {
        ..0 => return Err(Refusal::DayNotYet),
        0..=DAYS_LATE => {}
        _ => return Err(Refusal::DayTooLongAgo { most_days: DAYS_LATE }),
    }
    let each = act.label.package.fits()?;
    if act.count == 0 || COUNT_MOST < act.count {
        return Err(Refusal::PackagesUnfit { most: COUNT_MOST });
    }
    if act.label.expiry < act.today {
        return Err(Refusal::PastLastDay { last: act.label.expiry });
    }
    // The whole vault stays countable.
    let more = each.0.checked_mul(u64::from(act.count));
    let came = vault.book.came() + u128::from(more.ok_or(Refusal::PackageUnfit)?);
    if u128::from(u64::MAX) < came {
        return Err(Refusal::PackageUnfit);
    }
    let ReceiveVials { supplier, invoice, on, label, count, .. } = act.clone();
    Ok(vec![VaultFact::Received { supplier, invoice, on, label, count, by: *by, at: moment.plausible()? }])
}
