//! Something is gone. Theft and significant loss start the clocks that the place's signed rules ask for; what was sent to the
//! authority is noted here, and sent by hand: the house sends nothing.

use super::{Discrepancy, LossKind, LossStep, Part, Short, Vault, VaultFact};
use crate::keeping::{days_between, is_today};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Date, Moment};
use crate::units::Micrograms;

/// "This is gone."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportLoss {
    /// Of which vials, and how much. Empty for what a syringe held.
    pub parts: Vec<Part>,
    /// How.
    pub kind: LossKind,
    /// Theft always is.
    pub significant: bool,
    /// What happened.
    pub words: Line,
    /// The day it was discovered, by the calendar of the place.
    pub discovered: Date,
    /// Today, there.
    pub today: Date,
}

/// "The authority was told."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteLossReported {
    /// Which loss.
    pub number: u32,
    /// The notice, or the form.
    pub step: LossStep,
    /// The day it was sent.
    pub on: Date,
    /// Today, where the vault is.
    pub today: Date,
    /// Under which reference.
    pub reference: Line,
}

/// What the signed rules of the place say of a loss; none where they are not signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clocks {
    /// Business days until the written notice.
    pub notice_business_days: Option<u32>,
    /// Days until the form.
    pub form_days: Option<u32>,
}

/// A loss is told no longer after it was discovered. House policy.
pub const DAYS_LATE: i64 = 366;

/// The day so many working days after another: Saturdays and Sundays do not count. Holidays do: the house knows none, and a
/// clock that is too short harms nobody.
pub fn after_business_days(day: Date, days: u32) -> Option<Date> {
    let mut day = day;
    let mut left = days;
    while 0 < left {
        day = day.tomorrow()?;
        if day.weekday() < 5 {
            left -= 1;
        }
    }
    Some(day)
}

/// The day so many days after another.
pub fn after_days(day: Date, days: u32) -> Option<Date> {
    (0..days).try_fold(day, |day, _| day.tomorrow())
}

/// Keeps the loss: parts that are there, or as much as a discrepancy says is missing.
pub fn decide(
    vault: &Vault,
    act: &ReportLoss,
    of: Option<(&Discrepancy, Micrograms)>,
    clocks: Clocks,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    vault.require_open()?;
    is_today(act.today, moment)?;
    match days_between(act.discovered, act.today) {
        ..0 => return Err(Refusal::DayNotYet),
        0..=DAYS_LATE => {}
        _ => return Err(Refusal::DayTooLongAgo { most_days: DAYS_LATE }),
    }
    let of_syringe = matches!(of, Some((Discrepancy { of: Short::Syringe(_), .. }, _)));
    if act.parts.is_empty() != of_syringe {
        return Err(Refusal::VialsUnfit);
    }
    let said = parts(vault, &act.parts)?;
    if let Some((known, missing)) = of
        && let Short::Lot(lot, ..) = known.of
    {
        for part in &act.parts {
            if vault.vial(part.vial)?.lot != lot {
                return Err(Refusal::VialOfAnotherLot { vial: part.vial });
            }
        }
        if said != missing {
            return Err(Refusal::PartsDiffer { said, missing });
        }
    }
    let significant = act.significant || act.kind == LossKind::Theft;
    let clock = |of: Option<Date>| of.filter(|_| significant);
    Ok(vec![VaultFact::Lost {
        number: u32::try_from(vault.losses.len()).unwrap_or(u32::MAX).saturating_add(1),
        discrepancy: of.map(|(known, _)| known.number),
        parts: act.parts.clone(),
        kind: act.kind,
        significant,
        words: act.words.clone(),
        discovered: act.discovered,
        notice_by: clock(
            clocks.notice_business_days.and_then(|days| after_business_days(act.discovered, days)),
        ),
        form_by: clock(clocks.form_days.and_then(|days| after_days(act.discovered, days))),
        by: *by,
        at: moment.now,
    }])
}

/// All parts together: each is there, and no vial is named twice.
fn parts(vault: &Vault, parts: &[Part]) -> Result<Micrograms, Refusal> {
    let mut said: u64 = 0;
    for (nth, part) in parts.iter().enumerate() {
        if parts[..nth].iter().any(|before| before.vial == part.vial) {
            return Err(Refusal::VialsUnfit);
        }
        said = said.checked_add(vault.part(*part)?.0).ok_or(Refusal::MeasureUnfit)?;
    }
    Ok(Micrograms(said))
}

/// Notes that the authority was told: each step once.
pub fn reported(
    vault: &Vault,
    act: &NoteLossReported,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<VaultFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    is_today(act.today, moment)?;
    let loss = vault.losses.iter().find(|loss| loss.number == act.number).ok_or(Refusal::LossUnknown)?;
    if loss.owes(act.step).is_none() {
        return Err(Refusal::NothingChanged);
    }
    if act.today < act.on || act.on < loss.discovered {
        return Err(Refusal::DayNotYet);
    }
    let NoteLossReported { number, step, on, reference, .. } = act.clone();
    Ok(vec![VaultFact::LossReported { number, step, on, reference, by: *by, at: moment.now }])
}
