//! Packages came: from whom, on which paper, what is on them, how many.

use askama::Template;
use care::act::Act;
use care::time::Date;
use care::units::Micrograms;
use care::vault::{Form, Label, Measure, Package, ReceiveVials, Supplier};

use super::{Common, Known, drawn, field, known};
use crate::answer::{Answered, go};
use crate::app::App;
use crate::frame::Frame;
use crate::pages::patients::{beside, line};
use crate::parts::{Choice, Errors};
use crate::visit::Visit;

#[derive(Default)]
struct Typed {
    supplier: String,
    supplier_address: String,
    supplier_registration: String,
    invoice: String,
    on: String,
    drug: String,
    ndc: String,
    strength: String,
    holds: String,
    lot: String,
    expiry: String,
    count: String,
}

#[derive(Template)]
#[template(path = "vault/receive_vials.html")]
struct Page {
    frame: Frame,
    common: Common,
    typed: Typed,
    forms: Vec<Choice>,
}

/// `GET /vault/{vault}/receive`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, &known(app, visit)?, Errors::default())
}

/// `POST /vault/{vault}/receive`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let mut errors = Errors::default();
    let Some(act) = read(visit, &known, &mut errors).filter(|_| errors.is_empty()) else {
        return draw(app, visit, &known, errors);
    };
    match app.submit(visit, Act::ReceiveVials(known.id, act)) {
        Ok(_) => go(known.href(), "vials-received"),
        Err(trouble) => draw(app, visit, &known, beside(trouble, field)?),
    }
}

fn day(visit: &Visit, errors: &mut Errors, name: &str) -> Option<Date> {
    let day = Date::read(visit.value(name));
    if day.is_none() {
        errors.add(name, "Write a day such as 2027-08-31.");
    }
    day
}

fn label(visit: &Visit, errors: &mut Errors) -> Option<Label> {
    let drug = line(visit, errors, "drug", "Write the name of the drug.");
    let form = Form::read(visit.value("form"));
    if form.is_none() {
        errors.add("form", "Choose what one is.");
    }
    let strength = Micrograms::from_mg(visit.value("strength"));
    if strength.is_none() {
        errors.add("strength", "Write the strength in milligrams, such as 50.");
    }
    let holds = form.and_then(|form| Measure::read(visit.value("holds"), form));
    if holds.is_none() {
        errors.add("holds", "Write how much one holds: millilitres such as 10, or a number of pieces.");
    }
    let ndc = visit.given("ndc").map(|_| line(visit, errors, "ndc", ""));
    let lot = line(visit, errors, "lot", "Write the lot on the label.");
    let expiry = day(visit, errors, "expiry");
    let package = Package { form: form?, strength: strength?.0, holds: holds? };
    Some(Label { drug: drug?, ndc: ndc.flatten(), lot: lot?, expiry: expiry?, package })
}

fn read(visit: &Visit, known: &Known, errors: &mut Errors) -> Option<ReceiveVials> {
    let name = line(visit, errors, "supplier", "Write who sent them.");
    let address = line(visit, errors, "supplier_address", "Write the address of the supplier.");
    let registration = line(visit, errors, "supplier_registration", "Write the supplier’s registration.");
    let invoice = line(visit, errors, "invoice", "Write the number of the invoice.");
    let on = day(visit, errors, "on");
    let label = label(visit, errors);
    let count = visit.value("count").parse().ok();
    if count.is_none() {
        errors.add("count", "Write how many came, as a whole number.");
    }
    let supplier = Supplier { name: name?, address: address?, registration: registration? };
    Some(ReceiveVials {
        supplier,
        invoice: invoice?,
        on: on?,
        today: known.today,
        label: label?,
        count: count?,
    })
}

fn draw(app: &App, visit: &Visit, known: &Known, errors: Errors) -> Answered {
    let value = |name: &str| visit.value(name).to_owned();
    let came_back = !visit.form.is_empty();
    let form = visit.value("form");
    let words = |form: Form| match form {
        Form::Vial => "A vial of liquid",
        Form::Tablet => "A bottle or card of tablets",
        Form::Troche => "A bottle or card of troches or lozenges",
    };
    let (frame, common) = known.common(app, visit, "Receive", errors, false)?;
    let page = Page {
        frame,
        common,
        typed: Typed {
            supplier: value("supplier"),
            supplier_address: value("supplier_address"),
            supplier_registration: value("supplier_registration"),
            invoice: value("invoice"),
            on: if came_back { value("on") } else { known.today.to_string() },
            drug: value("drug"),
            ndc: value("ndc"),
            strength: value("strength"),
            holds: value("holds"),
            lot: value("lot"),
            expiry: value("expiry"),
            count: value("count"),
        },
        forms: Form::ALL.iter().map(|one| Choice::new(one.code(), words(*one), form)).collect(),
    };
    drawn(&page, &page.common.errors)
}
