//! What Harbor Clinic's list says things cost, and the receipt that everybody gets for their first visit. All invented.

use care::act::Act;
use care::ids::{CommandId, ReceiptId, TillId};
use care::money::{Asked, ChooseCurrency, Currency, Paid, Price, PriceKind, SetPrice, WriteReceipt};
use care::time::Instant;
use care::units::Cents;

use super::articles::date;
use super::days::{days, later};
use super::house::HOUSE;
use super::journey::Journey;
use super::script::Script;
use super::staff::Staff;
use super::words::line;
use crate::clock::timed_id;

/// The list, in its order.
const PRICES: [(PriceKind, &str, &str, u64); 6] = [
    (PriceKind::Screening, "First visit with a prescriber", "Primera consulta con quien receta", 25_000),
    (PriceKind::Preparation, "Preparation visit", "Visita de preparación", 15_000),
    (PriceKind::Kap, "KAP session", "Sesión KAP", 42_000),
    (PriceKind::Infusion, "Infusion", "Infusión", 45_000),
    (PriceKind::Therapy, "Integration therapy, 50 minutes", "Terapia de integración, 50 minutos", 18_000),
    (PriceKind::Support, "Integration support, 50 minutes", "Apoyo de integración, 50 minutos", 9_000),
];

/// Written down on the day the house opens; infusions cost a little more from next month on.
pub fn prices(script: &mut Script, staff: &Staff, opened: Instant, now: Instant) {
    let (till, director) = (TillId::of(HOUSE), staff.priya.acting());
    // Takes nothing from the chances of the rest: the same seed tells the same people's stories.
    let id = |at: Instant, nth: u32| CommandId(timed_id(at, 0xA_7272 + u128::from(nth)));
    let at = later(opened, 320);
    let currency = ChooseCurrency { currency: Currency::Usd };
    script.say_as(id(at, 0), at, director, Act::ChooseCurrency(till, currency));
    for (nth, (kind, name, spanish, amount)) in (1_u32..).zip(PRICES) {
        let at = later(opened, 320 + i64::from(nth));
        let price = Price { kind, name: line(name), spanish: Some(line(spanish)), amount: Cents(amount) };
        let set = SetPrice { item: None, price, from: date(at) };
        script.say_as(id(at, nth), at, director, Act::SetPrice(till, set));
    }
    let (kind, name, spanish, amount) = PRICES[3];
    let price = Price { kind, name: line(name), spanish: Some(line(spanish)), amount: Cents(amount + 1_500) };
    let (at, set) = (days(now, -5), SetPrice { item: Some(4), price, from: date(days(now, 30)) });
    script.say_as(id(at, 9), at, director, Act::SetPrice(till, set));
}

/// Everybody pays for their first visit when they are written in, some in cash and some by card.
pub fn first_visit(journey: &mut Journey) {
    let is_written_in = |act: &Act| matches!(act, Act::RegisterPatient(..));
    let Some(at) = journey.script.when(is_written_in).map(|at| later(at, 25)) else { return };
    let id = CommandId(timed_id(at, journey.patient.0 ^ 0xA_7373));
    let day = date(at);
    let all = Cents(PRICES[0].3);
    let in_cash = journey.patient.0.is_multiple_of(3);
    let paid =
        if in_cash { Paid { cash: all, ..Paid::NOTHING } } else { Paid { card: all, ..Paid::NOTHING } };
    let lines = vec![Asked { item: 1, count: 1, agreed: day, on: day, with: None }];
    let write = WriteReceipt { patient: journey.patient, lines, paid };
    let desk = journey.staff.jo.acting();
    journey.script.say_as(id, at, desk, Act::WriteReceipt(ReceiptId::from_command(id), write));
}
