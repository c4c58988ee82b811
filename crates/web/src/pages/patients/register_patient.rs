//! Writing somebody into the house. The same name and birthday twice is asked about once.

use askama::Template;
use care::act::Act;
use care::ids::{ContactId, PatientId};
use care::patient::{Details, RegisterPatient};
use care::practice::ActKind;
use record::views::ask;

use super::details_form::{self, Typed};
use super::{beside, href};
use crate::answer::{Answered, Trouble, again, go, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::pages::desk::first_contacts;
use crate::pages::start;
use crate::parts::Errors;
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "patients/register_patient.html")]
struct Page {
    frame: Frame,
    errors: Errors,
    command: String,
    typed: Typed,
    twin: Option<String>,
    contact: String,
}

/// `GET /patients/new`
pub fn get(app: &App, visit: &Visit) -> Answered {
    draw(app, visit, Errors::default(), None)
}

/// `POST /patients/new`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let mut errors = Errors::default();
    let Some(details) = details_form::read(visit, &mut errors) else {
        return draw(app, visit, errors, None);
    };
    if !visit.ticked("another")
        && let Some(twin) = twin(app, visit, &details)?
    {
        errors.add("another", "Somebody with this name and birthday is on record already.");
        return draw(app, visit, errors, Some(href(visit, twin)));
    }
    // The form's own number, so that a second tap is the same person.
    let id = PatientId(visit.command()?.0);
    match app.submit(visit, Act::RegisterPatient(id, RegisterPatient { details })) {
        Ok(_) => {
            if let Some(contact) = ContactId::read(visit.value("contact-of")) {
                first_contacts::registered(app, visit, contact);
            }
            go(href(visit, id), "registered")
        }
        Err(trouble) => draw(app, visit, beside(trouble, details_form::field)?, None),
    }
}

/// Somebody on record with this name and birthday, other than the one this very form made.
fn twin(app: &App, visit: &Visit, details: &Details) -> Result<Option<PatientId>, Trouble> {
    let Some(own) = visit.signed()?.person_id() else { return Ok(None) };
    let (now, made) = (app.now(), PatientId(visit.command()?.0));
    let born = details.born.to_string();
    let rows = app.read(|conn, org| ask::patients_born(conn, org, &born, own, now))?;
    let same = |name: &str| name.to_lowercase() == details.name.as_str().to_lowercase();
    Ok(rows.into_iter().find(|row| same(&row.name) && row.patient != made).map(|row| row.patient))
}

fn draw(app: &App, visit: &Visit, errors: Errors, twin: Option<String>) -> Answered {
    let asked = ContactId::read(visit.asked("contact"));
    let typed = match (visit.form.is_empty(), asked) {
        (true, Some(contact)) => of_contact(app, visit, contact)?,
        (true, None) => Typed::fresh(app),
        (false, _) => Typed::sent(visit),
    };
    let contact = asked.map_or_else(|| visit.value("contact-of").to_owned(), |id| id.to_string());
    let frame = draw::frame(app, visit, "Register a patient");
    let page = Page { frame, errors, command: visit.form_command(), typed, twin, contact };
    if page.errors.is_empty() { html(&page) } else { again(&page) }
}

/// What somebody left who asked for a first call.
fn of_contact(app: &App, visit: &Visit, id: ContactId) -> Result<Typed, Trouble> {
    app.may(visit, ActKind::SeeContacts, None)?;
    let fresh = Typed::fresh(app);
    Ok(match start::words::open(app, app.contact(id)?.words)? {
        Some((name, contact)) => Typed { name, contact, ..fresh },
        None => fresh,
    })
}
