//! One receipt: the paper, and the second one that takes it back.

use askama::Template;
use care::act::Act;
use care::ids::ReceiptId;
use care::money::{Back, BackKind, Paid, Paper, Receipt, TakeBackReceipt};
use care::practice::ActKind;
use care::refusal::Refusal;

use super::amount;
use super::paper::{Printed, printed};
use crate::answer::{Answered, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors, Field};
use crate::texts::Lang;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "money/take_back_receipt.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    paper: Printed,
    to: &'static str,
    back: String,
    languages: Vec<(&'static str, &'static str)>,
    action: String,
    command: String,
    kinds: Vec<Choice>,
    ways: Vec<Field>,
    why: String,
    may: bool,
}

fn id(visit: &Visit) -> Result<ReceiptId, crate::answer::Trouble> {
    visit.id("receipt", ReceiptId::read)
}

/// `GET /receipts/{receipt}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default())
}

/// `POST /receipts/{receipt}/take-back`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = id(visit)?;
    app.receipt(id)?;
    let mut errors = Errors::default();
    let kind = BackKind::read(visit.value("kind"));
    if kind.is_none() {
        errors.add("kind", "Choose what became of the money.");
    }
    let (cash, card) = (amount(visit, &mut errors, "cash"), amount(visit, &mut errors, "card"));
    let transfer = amount(visit, &mut errors, "transfer");
    let why = line(visit, &mut errors, "why", "Write why, in a few words that they read too.");
    let (Some(kind), Some(cash), Some(card), Some(transfer), Some(why)) = (kind, cash, card, transfer, why)
    else {
        return draw(app, visit, errors);
    };
    let paid = Paid { cash, card, transfer };
    if kind == BackKind::Wrong && paid != Paid::NOTHING {
        errors.add("kind", "A receipt that was written wrong is taken back whole: leave the amounts empty.");
        return draw(app, visit, errors);
    }
    let back = if kind == BackKind::Wrong { Back::Wrong } else { Back::Given(paid) };
    match app.submit(visit, Act::TakeBackReceipt(id, TakeBackReceipt { back, why })) {
        Ok(_) => go(format!("/receipts/{}", ReceiptId::from_command(visit.command()?)), "receipt-taken-back"),
        Err(trouble) => draw(app, visit, beside(trouble, field)?),
    }
}

const fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::ReceiptTakenBack { .. } | Refusal::ReceiptTakesBack => "kind",
        _ => "cash",
    }
}

/// The ways that were used: money goes back the way it came.
fn ways(visit: &Visit, receipt: &Receipt) -> Vec<Field> {
    let paid = receipt.paid();
    let all = [
        ("cash", "Given back in cash", paid.cash),
        ("card", "Given back to the card, on the terminal", paid.card),
        ("transfer", "Given back by transfer", paid.transfer),
    ];
    let used = all.into_iter().filter(|(_, _, amount)| 0 < amount.0);
    used.map(|(name, label, amount)| Field {
        name: name.to_owned(),
        label: label.to_owned(),
        hint: format!("{} at most", super::money(amount, receipt.currency)),
        value: visit.raw(name).to_owned(),
    })
    .collect()
}

fn draw(app: &App, visit: &Visit, errors: Errors) -> Answered {
    let id = id(visit)?;
    let receipt = app.receipt(id)?;
    app.may(visit, ActKind::SeeReceipts, Some(receipt.patient))?;
    let lang = if visit.asked("in") == "es" { Lang::Es } else { Lang::En };
    let paper = printed(app, lang, id, &receipt)?;
    let stands = matches!(receipt.paper, Paper::Paid { .. }) && receipt.taken_back.is_none();
    let chosen = visit.value("kind");
    let page = Page {
        frame: draw::frame(app, visit, &paper.title),
        to: "/receipts/",
        back: format!("/desk/{}/receipts", receipt.patient),
        languages: vec![("en", "English"), ("es", "Español")],
        action: format!("/receipts/{id}/take-back"),
        command: visit.form_command(),
        kinds: vec![
            Choice::new("given", "Money was given back", chosen),
            Choice::new("wrong", "It was written wrong: it never said what was paid", chosen),
        ],
        ways: ways(visit, &receipt),
        why: visit.value("why").to_owned(),
        may: stands,
        paper,
        errors,
    };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}
