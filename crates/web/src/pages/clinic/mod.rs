//! People, licences, affiliations: one dated record each, and everything follows it at that instant.

use care::ids::PersonId;
use care::practice::{Affiliation, Credential, EndedCredential, Licence, Person, Role};
use care::time::Instant;

use crate::answer::Trouble;
use crate::app::App;
use crate::parts::Choice;
use crate::texts::Lang;
use crate::visit::Visit;
use crate::{when, words};

pub mod add_person;
pub mod begin_affiliation;
pub mod coverage;
pub mod custody_rules;
pub mod end_affiliation;
pub mod end_credential;
pub mod follow_ups;
pub mod messages;
pub mod on_call;
pub mod outcomes;
pub mod people;
pub mod person;
pub mod place_rules;
pub mod policy;
pub mod record_credential;
pub mod safety_today;
pub mod verify;
pub mod week;

/// The person in the address.
///
/// # Errors
/// `NotFound`, or the store's.
pub fn id(visit: &Visit) -> Result<PersonId, Trouble> {
    visit.id("person", PersonId::read)
}

/// The last day of a term that ends at an instant.
pub fn last_day(app: &App, until: Instant) -> String {
    when::date(Instant(until.0 - 1), &app.zone)
}

/// `Registered nurse, US-NY, no. 123456, until 2026-12-01, checked 2026-10-01`.
pub fn licence_line(app: &App, held: &Credential) -> String {
    if held.licence == Licence::NotLicensed {
        return words::licence(Lang::En, held.licence).to_owned();
    }
    let until = held.term.until.map(|until| format!(", until {}", last_day(app, until))).unwrap_or_default();
    format!(
        "{}{}, {}, no. {}{until}, checked {}",
        words::licence(Lang::En, held.licence),
        if held.practice.is_independent() { "" } else { " (under supervision)" },
        held.jurisdiction,
        held.number,
        when::date(held.verified, &app.zone)
    )
}

/// How a licence ended before its term, if it did.
pub fn ended_early<'a>(person: &'a Person, held: &Credential) -> Option<&'a EndedCredential> {
    let is_end = |ended: &&EndedCredential| ended.is_of(held) && held.term.until == Some(ended.at);
    person.ended_credentials.iter().rev().find(is_end)
}

/// Each affiliation in a sentence, the newest first, and whether it holds now.
pub fn affiliation_lines(app: &App, person: &Person) -> Vec<(String, bool)> {
    let (now, house) = (app.now(), app.house.name.as_str());
    let day = |at| when::date(at, &app.zone);
    let line = |held: &Affiliation| {
        let role = words::role(Lang::En, held.role);
        let words = match held.term.until {
            None if now < held.term.from => format!("{role} at {house} from {}", day(held.term.from)),
            None => format!("{role} at {house} since {}", day(held.term.from)),
            Some(until) if now < until => format!(
                "{role} at {house} since {}, until {}",
                day(held.term.from),
                when::day_clock(until, &app.zone)
            ),
            Some(until) => format!(
                "{role} at {house} from {} to {}. Not affiliated since.",
                day(held.term.from),
                when::full(until, &app.zone)
            ),
        };
        (words, held.term.covers(now))
    };
    person.affiliations.iter().rev().map(line).collect()
}

/// Roles a person may be taken on in.
pub fn roles(chosen: &str) -> Vec<Choice> {
    let staff = Role::ALL.into_iter().filter(|role| role.is_staff());
    staff
        .map(|role| Choice::new(record::wire::role_code(role), words::role(Lang::En, role), chosen))
        .collect()
}

/// Every licence kind, with "none" as one of them.
pub const LICENCES: [Licence; 8] = [
    Licence::Physician,
    Licence::NursePractitioner,
    Licence::RegisteredNurse,
    Licence::Psychologist,
    Licence::ClinicalSocialWorker,
    Licence::MarriageFamilyTherapist,
    Licence::ProfessionalCounselor,
    Licence::NotLicensed,
];
