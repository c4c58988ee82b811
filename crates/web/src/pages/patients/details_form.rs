//! Who somebody is and how to reach them, as typed: for registering and for correcting.

use care::patient::{Details, Patient};
use care::refusal::Refusal;
use care::time::Date;
use jiff::tz::TimeZone;

use super::line;
use crate::app::App;
use crate::parts::Errors;
use crate::visit::Visit;

/// What the fields show.
pub struct Typed {
    /// Whole name.
    pub name: String,
    /// Birthday.
    pub born: String,
    /// How to reach them.
    pub contact: String,
    /// The zone of their nights.
    pub zone: String,
}

impl Typed {
    /// What was sent, when the form comes back.
    pub fn sent(visit: &Visit) -> Self {
        let of = |name: &str| visit.value(name).to_owned();
        Self { name: of("name"), born: of("born"), contact: of("contact"), zone: of("zone") }
    }
    /// A fresh form, in the house's zone.
    pub fn fresh(app: &App) -> Self {
        let (name, born, contact) = (String::new(), String::new(), String::new());
        Self { name, born, contact, zone: app.house.zone.to_string() }
    }
    /// What is on record.
    pub fn of(patient: &Patient) -> Self {
        let held = &patient.details;
        Self {
            name: held.name.to_string(),
            born: held.born.to_string(),
            contact: held.contact.to_string(),
            zone: held.zone.to_string(),
        }
    }
}

/// Reads the four fields; what cannot be kept is said beside its field.
pub fn read(visit: &Visit, errors: &mut Errors) -> Option<Details> {
    let name = line(visit, errors, "name", "Write the whole name.");
    let born = Date::read(visit.value("born"));
    if born.is_none() {
        errors.add("born", "Write the day of birth, such as 1984-03-02.");
    }
    let contact = line(visit, errors, "contact", "Write a telephone number or an address for messages.");
    let zone = line(visit, errors, "zone", "Write the time zone, such as America/New_York.");
    if zone.as_ref().is_some_and(|zone| TimeZone::get(zone.as_str()).is_err()) {
        errors.add("zone", "This time zone is not known. Write it like America/New_York.");
        return None;
    }
    Some(Details { name: name?, born: born?, contact: contact?, zone: zone? })
}

/// Beside which field a refusal belongs.
pub fn field(no: &Refusal) -> &'static str {
    match no {
        Refusal::BornInTheFuture => "born",
        _ => "name",
    }
}
