//! Prices and receipts: the list that everybody may read, what the director keeps of it, and what the desk writes.

use std::sync::Arc;

use care::chart::State;
use care::fact::Stream;
use care::ids::TillId;
use care::money::{Currency, Item, Price, PriceKind, Till};
use care::time::Date;
use care::units::Cents;

use crate::answer::Trouble;
use crate::app::App;
use crate::parts::{Choice, Errors};
use crate::texts::Lang;
use crate::visit::Visit;
use crate::when;

pub mod day;
pub mod paper;
pub mod prices;
pub mod set_price;
pub mod take_back_receipt;
pub mod write_receipt;

/// The price list of this house; an empty one before the first word of it.
///
/// # Errors
/// The store's.
pub fn till(app: &App) -> Result<Arc<Till>, Trouble> {
    match app.state(Stream::Till(TillId::of(app.record.house()))) {
        Ok(State::Till(till)) => Ok(till),
        Ok(_) | Err(Trouble::NotFound) => Ok(Arc::new(Till::default())),
        Err(trouble) => Err(trouble),
    }
}

/// The day on the wall of the house.
///
/// # Errors
/// `Broken` outside the years of the calendar.
pub fn today(app: &App) -> Result<Date, Trouble> {
    when::local(app.now(), &app.zone).map(|local| local.date).ok_or(Trouble::Broken)
}

/// `350.00 USD`: read alike in every language.
pub fn money(amount: Cents, currency: Currency) -> String {
    format!("{} {}", amount.written(), currency.code())
}

/// What something is called here, in a language; in English where the house says no other.
pub fn name(lang: Lang, english: &str, spanish: Option<&str>) -> String {
    match lang {
        Lang::En => english.to_owned(),
        Lang::Es => spanish.unwrap_or(english).to_owned(),
    }
}

/// What kind of thing it is.
pub fn kind_words(lang: Lang, kind: PriceKind) -> &'static str {
    lang.word_of("money-kind", kind.code())
}

/// What is on the list on a day.
fn on(till: &Till, day: Date) -> Vec<(&Item, &Price)> {
    till.items.iter().filter_map(|item| Some((item, item.price_on(day)?))).collect()
}

/// An amount somebody typed, or an error beside its field. Nothing typed is nothing.
fn amount(visit: &Visit, errors: &mut Errors, field: &str) -> Option<Cents> {
    let Some(typed) = visit.given(field) else { return Some(Cents(0)) };
    let read = Cents::read(typed);
    if read.is_none() {
        errors.add(field, "Write an amount such as 350 or 350.00, without a comma.");
    }
    read
}

/// A day somebody typed, or an error beside its field.
fn day_of(visit: &Visit, errors: &mut Errors, field: &str) -> Option<Date> {
    let read = Date::read(visit.value(field));
    if read.is_none() {
        errors.add(field, "Write a day such as 2026-11-22.");
    }
    read
}

fn kinds(chosen: &str) -> Vec<Choice> {
    let all = PriceKind::ALL.iter();
    all.map(|kind| Choice::new(kind.code(), kind_words(Lang::En, *kind), chosen)).collect()
}
