//! Somebody paid: what for, and how. Written when the money is taken, so that the paper is theirs before they leave.

use super::prices::{Till, TillFact};
use super::receipt::{Receipt, ReceiptFact, Sold, total};
use super::{COUNT_MAX, DAYS_MAX, LINES_MAX, Paid, PriceKind};
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, PersonId, ReceiptId, TillId};
use crate::patient::{Lock, Patient};
use crate::practice::{Actor, Person, Role};
use crate::refusal::Refusal;
use crate::time::{Date, Moment};
use crate::units::Hours;

/// One line as it is asked for: what it costs is read from the list, as of the day it was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which thing on the list.
    pub item: u16,
    /// How many.
    pub count: u32,
    /// The day it was agreed.
    pub agreed: Date,
    /// The day of the service.
    pub on: Date,
    /// With whom: integration support names its person.
    pub with: Option<PersonId>,
}

/// Write a receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteReceipt {
    /// For whom.
    pub patient: PatientId,
    /// For what.
    pub lines: Vec<Asked>,
    /// How it was paid.
    pub paid: Paid,
}

/// A day that has begun somewhere on Earth: a civil date is not an instant, and these rules know no zone.
const DAY_AHEAD: Hours = Hours(14);
const DAY_US: i64 = 24 * 3_600_000_000;

/// Everything the rule may look at.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The receipt, if there is one under this id.
    pub receipt: Option<&'a Receipt>,
    /// The price list and the last number.
    pub till: Option<&'a Till>,
    /// Who pays.
    pub patient: &'a Patient,
}

/// Money is taken from somebody who is clear-headed. Paying is a promise, and nobody makes one after a dose.
fn clear_headed(patient: &Patient, moment: &Moment) -> Result<(), Refusal> {
    match patient.lock {
        Lock::WhileDosing(_) => Err(Refusal::PayingLocked { until: None }),
        Lock::Until(until) if moment.now < until => Err(Refusal::PayingLocked { until: Some(until) }),
        Lock::Off | Lock::Until(_) => Ok(()),
    }
}

/// Writes it, with the next number.
pub fn decide<'p>(
    (id, till_id): (ReceiptId, TillId),
    known: &Known<'_>,
    act: &WriteReceipt,
    person: impl Fn(PersonId) -> Result<&'p Person, Refusal>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    if known.receipt.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    clear_headed(known.patient, moment)?;
    let till = known.till.ok_or(Refusal::CurrencyMissing)?;
    let currency = till.currency.ok_or(Refusal::CurrencyMissing)?;
    if act.lines.is_empty() || LINES_MAX < act.lines.len() {
        return Err(Refusal::ReceiptLinesUnfit { most: LINES_MAX });
    }
    let lines: Vec<Sold> =
        act.lines.iter().map(|line| sold(till, line, &person, moment)).collect::<Result<_, _>>()?;
    let most = super::PRICE_MAX;
    let (sum, paid) = (total(&lines), act.paid.total());
    let sum = sum.ok_or(Refusal::AmountTooHigh { most, currency })?;
    let taken = paid.ok_or(Refusal::PaidTooMuch { total: sum, currency })?;
    if taken.0 == 0 {
        return Err(Refusal::NothingPaid);
    }
    if sum < taken {
        return Err(Refusal::PaidTooMuch { total: sum, currency });
    }
    let number = till.last.checked_add(1).ok_or(Refusal::AmountTooHigh { most, currency })?;
    let (patient, paid) = (act.patient, act.paid);
    Ok(vec![
        Fact::on(
            Stream::Receipt(id),
            ReceiptFact::Written { number, patient, currency, lines, paid, by: *by, at: moment.now },
        ),
        Fact::on(Stream::Till(till_id), TillFact::Numbered { number, receipt: id }),
    ])
}

fn sold<'p>(
    till: &Till,
    line: &Asked,
    person: impl Fn(PersonId) -> Result<&'p Person, Refusal>,
    moment: &Moment,
) -> Result<Sold, Refusal> {
    let item = till.item(line.item).ok_or(Refusal::PriceUnknown)?;
    if line.count == 0 || COUNT_MAX < line.count {
        return Err(Refusal::ReceiptCountUnfit { most: COUNT_MAX });
    }
    if moment.now.plus_hours(DAY_AHEAD) < line.agreed.utc_midnight() {
        return Err(Refusal::AgreedLater);
    }
    let away = line.on.utc_midnight().0.saturating_sub(moment.now.0) / DAY_US;
    if !(-DAYS_MAX..=DAYS_MAX).contains(&away) {
        return Err(Refusal::DayTooFar { most_days: DAYS_MAX });
    }
    let price = item.price_on(line.agreed).ok_or(Refusal::PriceNotThen { on: line.agreed })?.clone();
    let with = match (price.kind, line.with) {
        (PriceKind::Support, Some(with)) => {
            let is_specialist =
                person(with)?.affiliations.iter().any(|held| held.role == Role::IntegrationSpecialist);
            Some(with).filter(|_| is_specialist)
        }
        (PriceKind::Support, None) => None,
        _ => return Ok(as_sold(line, price, None)),
    };
    Ok(as_sold(line, price, Some(with.ok_or(Refusal::SupporterMissing)?)))
}

fn as_sold(line: &Asked, price: super::Price, with: Option<PersonId>) -> Sold {
    Sold {
        item: line.item,
        kind: price.kind,
        name: price.name,
        spanish: price.spanish,
        agreed: line.agreed,
        on: line.on,
        count: line.count,
        each: price.amount,
        with,
    }
}
