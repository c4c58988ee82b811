//! Money: prices that hold from a day, receipts that are numbered without gaps, never edited, and not written after a dose.

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::ids::{PersonId, ReceiptId, TillId};
use care::money::*;
use care::patient::Lock;
use care::practice::{Acting, Role};
use care::time::Date;
use care::units::Cents;

use crate::clinic::given::{DOSING, RECOVERED};
use crate::clinic::{HOUSE, NOAH, RAE, Tale, id_of, line, who};

pub const TABLES: &[fn()] = &[
    prices_hold_from_a_day_and_days_that_are_over_stand,
    the_list_and_its_prices_have_ends,
    a_receipt_keeps_the_price_of_the_day_it_was_agreed,
    what_cannot_stand_on_a_receipt_is_refused,
    nobody_pays_after_a_dose_until_they_are_clear_headed,
    a_receipt_is_taken_back_by_a_second_one_that_names_it,
];

const TILL: TillId = TillId::of(HOUSE);

fn day(text: &str) -> Date {
    Date::read(text).expect("a day")
}

/// The day the tale begins.
fn today() -> Date {
    day("2026-11-22")
}

fn currency(currency: Currency) -> Act {
    Act::ChooseCurrency(TILL, ChooseCurrency { currency })
}

fn price(kind: PriceKind, name: &str, amount: u64) -> Price {
    Price { kind, name: line(name), spanish: None, amount: Cents(amount) }
}

fn set(item: Option<u16>, price: Price, from: &str) -> Act {
    Act::SetPrice(TILL, SetPrice { item, price, from: day(from) })
}

fn end(item: u16, from: &str) -> Act {
    Act::EndPrice(TILL, EndPrice { item, from: day(from) })
}

fn infusion(amount: u64) -> Price {
    price(PriceKind::Infusion, "One infusion", amount)
}

/// A house with an infusion (1), a talk that is support (2), and a price that begins in December (3).
fn priced(given: &str) -> Tale {
    let mut tale = Tale::of(given);
    let director = who("director");
    tale.does(&director, currency(Currency::Usd));
    tale.does(&director, set(None, infusion(35_000), "2026-11-22"));
    tale.does(&director, set(None, price(PriceKind::Support, "Integration support", 9_000), "2026-11-22"));
    tale.does(&director, set(None, price(PriceKind::Kap, "One KAP session", 42_050), "2026-12-01"));
    tale
}

fn till(tale: &Tale) -> Till {
    match tale.world.streams().find(|(known, _)| **known == Stream::Till(TILL)) {
        Some((_, State::Till(till))) => (**till).clone(),
        _ => Till::default(),
    }
}

fn receipts(tale: &Tale) -> Vec<(ReceiptId, Receipt)> {
    let found = tale.world.streams().filter_map(|(stream, state)| match (stream, state) {
        (Stream::Receipt(id), State::Receipt(receipt)) => Some((*id, (**receipt).clone())),
        _ => None,
    });
    let mut all: Vec<_> = found.collect();
    all.sort_by_key(|(_, receipt)| receipt.number);
    all
}

fn asked(item: u16, count: u32) -> Asked {
    let with = (item == 2).then(|| id_of("specialist"));
    Asked { item, count, agreed: today(), on: today(), with }
}

fn cash(amount: u64) -> Paid {
    Paid { cash: Cents(amount), ..Paid::NOTHING }
}

fn write(id: u128, lines: &[Asked], paid: Paid) -> Act {
    Act::WriteReceipt(ReceiptId(id), WriteReceipt { patient: NOAH, lines: lines.to_vec(), paid })
}

fn for_rae(paid: Paid) -> Act {
    Act::WriteReceipt(ReceiptId(1), WriteReceipt { patient: RAE, lines: vec![asked(1, 1)], paid })
}

fn take_back(id: ReceiptId, back: Back) -> Act {
    Act::TakeBackReceipt(id, TakeBackReceipt { back, why: line("typed twice") })
}

#[test]
fn prices_hold_from_a_day_and_days_that_are_over_stand() {
    let mut tale = Tale::of("");
    let director = who("director");
    for role in ["prescriber", "nurse", "therapist", "specialist", "desk", "auditor"] {
        tale.refuses(&who(role), currency(Currency::Usd), "out-of-scope");
        tale.refuses(&who(role), set(None, infusion(1), "2026-11-22"), "out-of-scope");
        tale.refuses(&who(role), end(1, "2026-11-22"), "out-of-scope");
    }
    tale.refuses(&director, set(None, infusion(35_000), "2026-11-22"), "currency-missing");
    tale.does(&director, currency(Currency::Eur));
    tale.refuses(&director, currency(Currency::Eur), "nothing-changed");
    tale.does(&director, currency(Currency::Usd));
    tale.does(&director, set(None, infusion(35_000), "2026-11-22"));
    tale.refuses(&director, currency(Currency::Eur), "currency-stands");
    // Dearer from January, and in March off the list.
    tale.does(&director, set(Some(1), infusion(38_000), "2027-01-01"));
    tale.does(&director, end(1, "2027-03-01"));
    tale.refuses(&director, set(Some(1), infusion(38_000), "2027-01-01"), "nothing-changed");
    tale.refuses(&director, end(1, "2027-04-01"), "nothing-changed");
    let till = till(&tale);
    let item = till.item(1).expect("on the list");
    let costs = |on: &str| item.price_on(day(on)).map(|price| price.amount.0);
    let expected = [
        ("2026-11-21", None),
        ("2026-11-22", Some(35_000)),
        ("2026-12-31", Some(35_000)),
        ("2027-01-01", Some(38_000)),
        ("2027-02-28", Some(38_000)),
        ("2027-03-01", None),
    ];
    assert_eq!(expected.map(|(on, _)| (on, costs(on))), expected);
    let next = item.after(today()).expect("a change");
    assert_eq!(
        (next.from, next.price.as_ref().map(|price| price.amount.0)),
        (day("2027-01-01"), Some(38_000))
    );
    assert_eq!(item.after(day("2027-03-01")), None);
    // Of two that were said of one day, the later one holds.
    tale.does(&director, set(Some(1), infusion(36_000), "2027-01-01"));
    let again = self::till(&tale);
    assert_eq!(
        again.item(1).and_then(|item| item.price_on(day("2027-01-15"))).map(|p| p.amount.0),
        Some(36_000)
    );
}

#[test]
fn the_list_and_its_prices_have_ends() {
    let director = who("director");
    let mut tale = priced("");
    // A day is over once it is over everywhere: the 21st still lasts on Baker Island.
    tale.refuses(&director, set(None, infusion(1), "2026-11-20"), "price-from-past");
    tale.refuses(&director, end(1, "2026-11-20"), "price-from-past");
    tale.refuses(&director, set(None, infusion(1), "2029-01-01"), "day-too-far");
    tale.refuses(&director, set(None, infusion(PRICE_MAX.0 + 1), "2026-11-22"), "amount-too-high");
    tale.refuses(&director, set(Some(9), infusion(1), "2026-11-22"), "price-unknown");
    tale.refuses(&director, end(9, "2026-11-22"), "price-unknown");
    // Nothing is free by accident, and what is free may be said.
    tale.does(&director, set(None, price(PriceKind::Other, "A first call", 0), "2026-11-22"));
    for n in 4..ITEMS_MAX {
        tale.does(
            &director,
            set(None, price(PriceKind::Other, &format!("Thing {n}"), PRICE_MAX.0), "2026-11-22"),
        );
    }
    tale.refuses(&director, set(None, infusion(1), "2026-11-22"), "price-list-full");
}

#[test]
fn a_receipt_keeps_the_price_of_the_day_it_was_agreed() {
    let mut tale = priced("");
    let (director, desk) = (who("director"), who("desk"));
    let paid = Paid { cash: Cents(5_000), card: Cents(30_000), transfer: Cents(0) };
    tale.does(&desk, write(1, &[asked(1, 1)], paid));
    tale.does(&director, set(Some(1), infusion(38_000), "2026-11-25"));
    tale.wait(24 * 9);
    // Agreed before it became dearer, paid after: the old price. Agreed today: the new one.
    let today = day("2026-12-01");
    let lines = [Asked { on: today, ..asked(1, 2) }, Asked { agreed: today, on: today, ..asked(1, 1) }];
    tale.does(&desk, write(2, &lines, cash(108_000)));
    tale.does(&director, write(3, &[Asked { agreed: today, ..asked(3, 1) }, asked(2, 1)], cash(1)));
    let all = receipts(&tale);
    assert_eq!(all.iter().map(|(_, one)| one.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(till(&tale).last, 3);
    let sums: Vec<_> = all
        .iter()
        .map(|(_, one)| match &one.paper {
            Paper::Paid { lines, paid } => {
                (receipt::total(lines).map(|sum| sum.0), paid.total().map(|sum| sum.0))
            }
            Paper::Back { .. } => panic!("nothing went back"),
        })
        .collect();
    assert_eq!(sums, [(Some(35_000), Some(35_000)), (Some(108_000), Some(108_000)), (Some(51_050), Some(1))]);
    assert_eq!((all[0].1.by, all[0].1.patient, all[0].1.currency), (id_of("desk"), NOAH, Currency::Usd));
    tale.refuses(&desk, write(3, &[asked(1, 1)], cash(1)), "already-there");
}

#[test]
fn what_cannot_stand_on_a_receipt_is_refused() {
    let desk = who("desk");
    Tale::of("").refuses(&desk, write(1, &[asked(1, 1)], cash(1)), "currency-missing");
    let tale = priced("");
    for role in ["prescriber", "nurse", "therapist", "specialist", "auditor"] {
        tale.refuses(&who(role), write(1, &[asked(1, 1)], cash(1)), "out-of-scope");
    }
    for by in [Acting::patient(NOAH), Acting::VISITOR, Acting::CLOCK, Acting::HOST] {
        tale.refuses(&by, write(1, &[asked(1, 1)], cash(1)), "out-of-scope");
    }
    let one = asked(1, 1);
    let with = |with: Option<PersonId>| Asked { with, ..asked(2, 1) };
    let of = |agreed: &str, on: &str| Asked { agreed: day(agreed), on: day(on), ..one };
    for (lines, paid, code) in [
        (vec![], cash(1), "receipt-lines-unfit"),
        (vec![one; LINES_MAX + 1], cash(1), "receipt-lines-unfit"),
        (vec![asked(9, 1)], cash(1), "price-unknown"),
        (vec![asked(3, 1)], cash(1), "price-not-then"),
        (vec![of("2026-11-21", "2026-11-22")], cash(1), "price-not-then"),
        (vec![of("2026-11-24", "2026-11-22")], cash(1), "agreed-later"),
        (vec![of("2026-11-22", "2024-11-01")], cash(1), "day-too-far"),
        (vec![of("2026-11-22", "2028-12-01")], cash(1), "day-too-far"),
        (vec![asked(1, 0)], cash(1), "receipt-count-unfit"),
        (vec![asked(1, COUNT_MAX + 1)], cash(1), "receipt-count-unfit"),
        (vec![with(None)], cash(1), "supporter-missing"),
        (vec![with(Some(id_of("therapist")))], cash(1), "supporter-missing"),
        (vec![with(Some(PersonId(999)))], cash(1), "person-unknown"),
        (vec![one], Paid::NOTHING, "nothing-paid"),
        (vec![one], cash(35_001), "paid-too-much"),
        (vec![one], Paid { cash: Cents(u64::MAX), card: Cents(1), ..Paid::NOTHING }, "paid-too-much"),
    ] {
        tale.refuses(&desk, write(1, &lines, paid), code);
    }
    let unknown = WriteReceipt { patient: care::ids::PatientId(99), lines: vec![one], paid: cash(1) };
    tale.refuses(&desk, Act::WriteReceipt(ReceiptId(1), unknown), "patient-unknown");
    assert!(receipts(&tale).is_empty() && till(&tale).last == 0, "what is refused takes no number");
    // No sum runs over, however long the list is read.
    let dear = Sold {
        item: 1,
        kind: PriceKind::Other,
        name: line("dear"),
        spanish: None,
        agreed: today(),
        on: today(),
        count: u32::MAX,
        each: Cents(u64::MAX),
        with: None,
    };
    assert_eq!((dear.sum(), receipt::total(&[dear.clone(), dear])), (None, None));
}

#[test]
fn nobody_pays_after_a_dose_until_they_are_clear_headed() {
    let desk = who("desk");
    let under = priced(DOSING);
    under.refuses(&desk, for_rae(cash(1)), "paying-locked");
    let mut tale = priced(RECOVERED);
    let lock = |tale: &Tale| match tale.world.streams().find(|(id, _)| **id == Stream::Patient(RAE)) {
        Some((_, State::Patient(patient))) => patient.lock,
        _ => panic!("no patient"),
    };
    let Lock::Until(until) = lock(&tale) else { panic!("no lock after a dose") };
    let left = until.0 - tale.now.0;
    assert!(0 < left);
    tale.now.0 = until.0 - 1;
    tale.refuses(&desk, for_rae(cash(1)), "paying-locked");
    // Others pay meanwhile: the lock is one person's.
    tale.does(&desk, write(7, &[asked(1, 1)], cash(35_000)));
    tale.now = until;
    tale.does(&desk, for_rae(cash(35_000)));
    // What was paid before a dose can be given back under the lock.
    let mut before = priced(RECOVERED);
    let Lock::Until(until) = lock(&before) else { panic!("no lock after a dose") };
    let now = before.now;
    before.now = until;
    before.does(&desk, for_rae(cash(35_000)));
    before.now = now;
    before.does(&desk, take_back(ReceiptId(1), Back::Given(cash(35_000))));
}

#[test]
fn a_receipt_is_taken_back_by_a_second_one_that_names_it() {
    let mut tale = priced("");
    let desk = who("desk");
    let first = ReceiptId(1);
    tale.refuses(&desk, take_back(first, Back::Wrong), "receipt-unknown");
    let paid = Paid { cash: Cents(5_000), card: Cents(30_000), transfer: Cents(0) };
    tale.does(&desk, write(1, &[asked(1, 1)], paid));
    tale.does(&desk, write(2, &[asked(1, 1)], cash(35_000)));
    for role in ["prescriber", "nurse", "therapist", "specialist", "auditor"] {
        tale.refuses(&who(role), take_back(first, Back::Wrong), "out-of-scope");
    }
    let card = |amount| Paid { card: Cents(amount), ..Paid::NOTHING };
    // By the way it was paid, and never more than was paid that way.
    tale.refuses(&desk, take_back(first, Back::Given(cash(5_001))), "given-back-too-much");
    tale.refuses(&desk, take_back(first, Back::Given(card(30_001))), "given-back-too-much");
    tale.refuses(&desk, take_back(first, Back::Given(Paid::NOTHING)), "nothing-paid");
    tale.does(&desk, take_back(first, Back::Given(card(10_000))));
    tale.refuses(&desk, take_back(first, Back::Wrong), "receipt-taken-back");
    tale.does(&who("director"), take_back(ReceiptId(2), Back::Wrong));
    let all = receipts(&tale);
    let numbers: Vec<u32> = all.iter().map(|(_, one)| one.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4], "the second ones are numbered with the rest");
    let (id, given) = &all[2];
    let Paper::Back { of, of_number, kind, back, .. } = &given.paper else { panic!("it takes back") };
    assert_eq!((*of, *of_number, *kind, *back), (first, 1, BackKind::Given, card(10_000)));
    assert_eq!(all[0].1.taken_back, Some((*id, 3)));
    let Paper::Back { kind, back, .. } = &all[3].1.paper else { panic!("it takes back") };
    assert_eq!((*kind, *back), (BackKind::Wrong, cash(35_000)), "a wrong one is taken back whole");
    // The first one reads as it was written.
    assert_eq!(*all[0].1.paid(), paid);
    tale.refuses(&desk, take_back(*id, Back::Wrong), "receipt-takes-back");
    assert_eq!(till(&tale).last, 4);
    let roles = [Role::FrontDesk, Role::MedicalDirector];
    assert!(
        roles.iter().all(|role| care::practice::policy::may(*role, care::practice::ActKind::SeeReceipts))
    );
}
