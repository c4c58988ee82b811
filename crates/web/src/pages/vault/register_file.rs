//! The register as a table file: the fields of 21 CFR 1304.22(c) as `care.md` 6 names them, and what stands beside them here.

use exchange::table_file::csv_file;

use super::entry_words::Line;
use super::register::{days, of_days};
use super::{Known, known};
use crate::answer::{Answered, Reply, Trouble};
use crate::app::App;
use crate::visit::Visit;
use crate::when;

/// Its columns.
const HEAD: [&str; 25] = [
    "entry",
    "date",
    "time",
    "what",
    "detail",
    "person_name",
    "person_contact",
    "drug_lot",
    "vials",
    "quantity",
    "amount_mg",
    "done_by",
    "second_signer",
    "second_signer_proved_by",
    "supplier_name",
    "supplier_address",
    "supplier_registration",
    "paper",
    "lot_on_hand_after_mg",
    "corrected_by_entry",
    "vault",
    "registration",
    "registered_address",
    "place",
    "zone",
];

/// `GET /vault/{vault}/register.csv`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let known = known(app, visit)?;
    let days = days(visit, &known);
    let lines = of_days(app, visit, &known, &days)?;
    let file = csv_file(&HEAD, lines.into_iter().map(|line| row(&known, line))).ok_or(Trouble::Broken)?;
    let body = String::from_utf8(file).map_err(|_| Trouble::Broken)?;
    let name = format!("register-{}-{}.csv", days.from, days.until);
    Ok(Reply::File { name, content_type: "text/csv; charset=utf-8", body })
}

fn row(known: &Known, line: Line) -> Vec<String> {
    let zone = &known.place.zone;
    let at = line.at.unwrap_or(known.now);
    let mg = |amount: Option<care::units::Micrograms>| {
        amount.map(|amount| amount.in_mg().trim_end_matches(" mg").to_owned()).unwrap_or_default()
    };
    let supplier = line.supplier.as_ref();
    let of = |read: fn(&care::vault::Supplier) -> &care::text::Line| {
        supplier.map(|supplier| read(supplier).to_string()).unwrap_or_default()
    };
    vec![
        line.entry.to_string(),
        when::date(at, zone),
        when::clock(at, zone),
        line.kind.to_owned(),
        line.detail,
        line.person,
        line.contact,
        line.label,
        line.vials,
        line.quantity,
        mg(line.amount),
        line.by,
        line.witness,
        line.proof.to_owned(),
        of(|supplier| &supplier.name),
        of(|supplier| &supplier.address),
        of(|supplier| &supplier.registration),
        line.paper,
        mg(line.balance),
        line.corrected.map(|entry| entry.to_string()).unwrap_or_default(),
        known.vault.name.to_string(),
        known.vault.registration.to_string(),
        known.vault.address.to_string(),
        known.place.name.clone(),
        zone.iana_name().unwrap_or_default().to_owned(),
    ]
}
