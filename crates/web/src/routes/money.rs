//! Prices and receipts.

use care::practice::ActKind;

use super::{Needs, Route, get, post};
use crate::pages::me::receipts;
use crate::pages::money::{day, prices, set_price, take_back_receipt, write_receipt};

/// The list for everybody, what the director keeps of it, what the desk writes, and what a patient reads of it.
pub(super) const MONEY: &[Route] = &[
    get("/prices", Needs::Nothing, prices::get),
    get("/clinic/prices", Needs::May(ActKind::SetPrice), set_price::get),
    post("/clinic/prices", Needs::May(ActKind::SetPrice), set_price::post),
    post("/clinic/prices/currency", Needs::May(ActKind::ChooseCurrency), set_price::post_currency),
    post("/clinic/prices/end", Needs::May(ActKind::EndPrice), set_price::post_end),
    get("/desk/receipts", Needs::May(ActKind::SeeReceipts), day::get),
    get("/desk/{patient}/receipts", Needs::May(ActKind::SeeReceipts), write_receipt::get),
    post("/desk/{patient}/receipts", Needs::May(ActKind::WriteReceipt), write_receipt::post),
    get("/receipts/{receipt}", Needs::May(ActKind::SeeReceipts), take_back_receipt::get),
    post("/receipts/{receipt}/take-back", Needs::May(ActKind::TakeBackReceipt), take_back_receipt::post),
    get("/me/receipts", Needs::May(ActKind::SeeOwnCourse), receipts::get),
    get("/me/receipts/{receipt}", Needs::May(ActKind::SeeOwnCourse), receipts::get_one),
];
