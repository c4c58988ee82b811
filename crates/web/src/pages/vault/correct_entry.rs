//! An entry of the register is corrected: the entry as it stands, what it should have said, why, and who looked at it, too.

use askama::Template;
use care::act::Act;
use care::refusal::Refusal;
use care::units::Micrograms;
use care::vault::{CorrectEntry, Entry, EntryKind, Measure};

use super::entry_words::{self, Line as Row};
use super::{Common, Known, drawn, known};
use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::line;
use crate::parts::{Choice, Errors};
use crate::second_signer;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "vault/correct_entry.html")]
struct Page {
    frame: Frame,
    common: Common,
    number: u64,
    rows: Vec<Row>,
    ways: Vec<Choice>,
    /// What the quantity is in; "" where the entry is only taken back as a whole.
    unit: &'static str,
    quantity: String,
    reason: String,
}

fn entry(known: &Known, visit: &Visit) -> Result<(u64, Entry), Trouble> {
    let number = visit.id("entry", |text| text.parse().ok())?;
    let entry = known.vault.entries.get(&number).filter(|entry| entry.kind != EntryKind::Fixed);
    Ok((number, entry.ok_or(Trouble::NotFound)?.clone()))
}

/// `GET /vault/{vault}/correct/{entry}`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    draw(app, visit, &known, Errors::default())
}

fn unit(known: &Known, entry: &Entry) -> &'static str {
    let liquid = || {
        let vial = entry.first.first().and_then(|moved| known.vault.vial(moved.vial).ok());
        vial.is_none_or(|vial| known.form_of(vial) == care::vault::Form::Vial)
    };
    match entry.kind {
        EntryKind::Received => "packages",
        EntryKind::VialWasted if liquid() => "ml",
        EntryKind::VialWasted => "pieces",
        EntryKind::OfSyringe => "mg",
        EntryKind::Whole | EntryKind::Fixed => "",
    }
}

fn quantity(typed: &str, unit: &str) -> Option<u64> {
    match unit {
        "ml" => Measure::read(typed, care::vault::Form::Vial).map(|measure| measure.0),
        "mg" => Micrograms::from_mg(typed).map(|amount| amount.0),
        _ => typed.parse().ok(),
    }
}

/// `POST /vault/{vault}/correct/{entry}`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let (number, entry) = entry(&known, visit)?;
    let mut errors = Errors::default();
    let unit = unit(&known, &entry);
    let said = match visit.value("how") {
        "none" => Some(None),
        "other" if !unit.is_empty() => quantity(visit.value("quantity"), unit).map(Some),
        _ => None,
    };
    if said.is_none() {
        let field = if visit.value("how") == "other" { "quantity" } else { "how" };
        errors.add(field, "Say what it should have said.");
    }
    let reason = line(visit, &mut errors, "reason", "Write why.");
    let (Some(quantity), Some(reason)) = (said, reason) else { return draw(app, visit, &known, errors) };
    let act = |witness| {
        let reason = reason.clone();
        Act::CorrectEntry(known.id, CorrectEntry { entry: number, quantity, reason, witness })
    };
    match second_signer::submit(app, visit, act) {
        Ok(_) => go(format!("{}/register", known.href()), "entry-corrected"),
        Err(no) => {
            let field = |no: &Refusal| if matches!(no, Refusal::MeasureUnfit) { "quantity" } else { "how" };
            draw(app, visit, &known, no.beside(field)?)
        }
    }
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let (number, entry) = entry(known, visit)?;
    let unit = unit(known, &entry);
    let mut rows = entry_words::lines(app, visit, known)?;
    rows.retain(|row| row.entry == number);
    let how = visit.value("how");
    let mut ways = vec![Choice::new("none", "It should not have been written", how)];
    if !unit.is_empty() {
        ways.push(Choice::new("other", "It should have said another quantity", how));
    }
    let (frame, common) = known.common(app, visit, "Correct an entry", errors, true)?;
    let page = Page {
        number,
        rows,
        ways,
        unit,
        quantity: visit.value("quantity").to_owned(),
        reason: visit.value("reason").to_owned(),
        frame,
        common,
    };
    drawn(&page, &page.common.errors)
}
