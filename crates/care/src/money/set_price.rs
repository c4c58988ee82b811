//! The price list, as the medical director keeps it. A change has a day it holds from; what was said of days that are over stands.

use super::prices::{Item, Price, Till, TillFact};
use super::{Currency, DAYS_MAX, ITEMS_MAX, PRICE_MAX};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::time::{Date, Instant, Moment};
use crate::units::Hours;

/// "Prices here are in this."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChooseCurrency {
    /// In what.
    pub currency: Currency,
}

/// "This costs so much, from this day on."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetPrice {
    /// Which thing on the list; none for a new one.
    pub item: Option<u16>,
    /// What it costs.
    pub price: Price,
    /// The first day it holds.
    pub from: Date,
}

/// "This is off the list, from this day on."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EndPrice {
    /// Which.
    pub item: u16,
    /// The first day it is not on the list.
    pub from: Date,
}

/// A day is over everywhere on Earth so long after it began in Greenwich: a civil date is not an instant, and these rules know
/// no zone.
const OVER_AFTER: Hours = Hours(36);
const DAY_US: i64 = 24 * 3_600_000_000;

/// A day that is neither over nor further away than anybody plans.
fn day_ahead(day: Date, now: Instant) -> Result<(), Refusal> {
    let begins = day.utc_midnight();
    if begins.plus_hours(OVER_AFTER) <= now {
        return Err(Refusal::PriceFromPast);
    }
    if DAYS_MAX < begins.0.saturating_sub(now.0) / DAY_US {
        return Err(Refusal::DayTooFar { most_days: DAYS_MAX });
    }
    Ok(())
}

/// Once there is a price, all of them stay in the same currency.
pub fn choose_currency(
    till: Option<&Till>,
    act: ChooseCurrency,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<TillFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let chosen = till.and_then(|till| till.currency);
    if chosen == Some(act.currency) {
        return Err(Refusal::NothingChanged);
    }
    if till.is_some_and(|till| !till.items.is_empty()) {
        return Err(Refusal::CurrencyStands);
    }
    Ok(vec![TillFact::CurrencyChosen { currency: act.currency, by: *by, at: moment.now }])
}

/// Puts a thing on the list, or says what it costs from a day on.
pub fn set(
    till: Option<&Till>,
    act: &SetPrice,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<TillFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let till = till.ok_or(Refusal::CurrencyMissing)?;
    let currency = till.currency.ok_or(Refusal::CurrencyMissing)?;
    if PRICE_MAX < act.price.amount {
        return Err(Refusal::AmountTooHigh { most: PRICE_MAX, currency });
    }
    day_ahead(act.from, moment.now)?;
    let item = match act.item {
        Some(number) => {
            let item = till.item(number).ok_or(Refusal::PriceUnknown)?;
            if stands(item, act.from, Some(&act.price)) {
                return Err(Refusal::NothingChanged);
            }
            number
        }
        None if ITEMS_MAX <= till.items.len() => return Err(Refusal::PriceListFull { most: ITEMS_MAX }),
        None => till.items.iter().map(|item| item.number).max().unwrap_or(0) + 1,
    };
    let price = act.price.clone();
    Ok(vec![TillFact::PriceSet { item, price, from: act.from, by: *by, at: moment.now }])
}

/// Takes a thing off the list from a day on.
pub fn end(
    till: Option<&Till>,
    act: EndPrice,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<TillFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    let item = till.and_then(|till| till.item(act.item)).ok_or(Refusal::PriceUnknown)?;
    day_ahead(act.from, moment.now)?;
    if stands(item, act.from, None) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![TillFact::PriceEnded { item: act.item, from: act.from, by: *by, at: moment.now }])
}

/// Is just this said of that day already?
fn stands(item: &Item, from: Date, price: Option<&Price>) -> bool {
    match item.on(from) {
        Some(said) => said.price.as_ref() == price,
        None => price.is_none(),
    }
}
