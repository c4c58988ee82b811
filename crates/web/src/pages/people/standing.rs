//! A person's standing in words: roles, licence, affiliation. From the dated facts, at one instant.

use care::practice::{EndedCredential, Licence, Person, Role};
use care::time::Instant;

use crate::app::App;
use crate::parts::Service;
use crate::{when, words};

/// A role as a tag.
pub struct RoleTag {
    /// The word.
    pub words: &'static str,
    /// The door it belongs to; `None` for a plain tag.
    pub service: Service,
    /// What it may and may not do, in a sentence or two.
    pub scope: &'static str,
}

/// One affiliation line (D9).
pub struct Tie {
    /// The sentence.
    pub words: String,
    /// In force now.
    pub current: bool,
}

/// The roles held now; when none is, those held once.
pub fn roles(person: &Person, now: Instant) -> Vec<RoleTag> {
    let now_held = person.affiliations.iter().filter(|held| held.term.covers(now));
    let mut roles: Vec<Role> = now_held.map(|held| held.role).collect();
    if roles.is_empty() {
        let once = person.affiliations.iter().filter(|held| held.term.from <= now);
        roles = once.map(|held| held.role).collect();
    }
    roles.sort_unstable();
    roles.dedup();
    roles.into_iter().map(tag).collect()
}

fn tag(role: Role) -> RoleTag {
    let service = match role {
        Role::IntegrationSpecialist => Service::IntegrationSupport,
        Role::Therapist => Service::IntegrationTherapy,
        _ => Service::None,
    };
    RoleTag { words: words::role(role), service, scope: scope(role) }
}

/// What a role may do here and what it does not.
const fn scope(role: Role) -> &'static str {
    match role {
        Role::MedicalDirector => {
            "Signs the rules of care and answers for safety. May also do what a prescriber does."
        }
        Role::Prescriber => {
            "Decides with you whether this care fits, orders the dose, and is called when something is wrong."
        }
        Role::Nurse => "Gets you ready, gives and watches the dose, and sees you home. Does not order it.",
        Role::Therapist => {
            "Is with you in a KAP session and gives integration therapy. Does not prescribe or give ketamine."
        }
        Role::IntegrationSpecialist => {
            "Gives integration support: reflection, journaling prompts, grounding, creative practice. Hands back to the clinic what belongs to a clinician."
        }
        Role::FrontDesk => "Books visits and talks. Sees no answers about your health.",
        Role::Auditor => "Reads records to check them. Changes nothing.",
        Role::Patient | Role::Clock | Role::Host => "",
    }
}

/// "Licensed: Registered nurse, US-NY, no. 123456, until 2027-03-01, checked 2026-10-01", or that there is none.
pub fn licence_line(app: &App, person: &Person, now: Instant) -> String {
    let licensed = person.credentials.iter().filter(|held| held.licence != Licence::NotLicensed);
    let mut lines: Vec<String> = vec![];
    for held in licensed.clone().filter(|held| held.term.covers(now)) {
        let kind = words::licence(held.licence);
        let until =
            held.term.until.map_or_else(String::new, |at| format!(", until {}", when::date(at, &app.zone)));
        let checked = when::date(held.verified, &app.zone);
        lines.push(format!(
            "Licensed: {kind}, {}, no. {}{until}, checked {checked}",
            held.jurisdiction, held.number
        ));
    }
    lines.extend(ended_early(app, person, now));
    if lines.is_empty() {
        let ended = licensed.filter_map(|held| held.term.until).filter(|until| *until <= now).max();
        return match ended {
            Some(at) => format!("No licence in force since {}", when::date(at, &app.zone)),
            None => "Not a licensed health professional".to_owned(),
        };
    }
    lines.join(". ")
}

/// Licences that ended before their term and were not given back: the word and the day, never the house's note.
fn ended_early(app: &App, person: &Person, now: Instant) -> Vec<String> {
    let in_force = |ended: &EndedCredential| {
        person.credentials.iter().any(|held| ended.is_of(held) && held.term.covers(now))
    };
    let over = person.ended_credentials.iter().filter(|ended| ended.at <= now && !in_force(ended));
    let line = |ended: &EndedCredential| {
        let (kind, why) = (words::licence(ended.licence), words::credential_end(ended.why).to_lowercase());
        let day = when::date(ended.at, &app.zone);
        format!("No licence in force as: {kind}, {}, no. {}: {why}, {day}", ended.jurisdiction, ended.number)
    };
    over.map(line).collect()
}

/// Every affiliation, the newest first. The role is named only where there is more than one to tell apart.
pub fn ties(app: &App, person: &Person, now: Instant) -> Vec<Tie> {
    let house = app.house.name.as_str();
    let date = |at| when::date(at, &app.zone);
    let begun: Vec<_> = person.affiliations.iter().rev().filter(|held| held.term.from <= now).collect();
    let several = 1 < begun.len();
    let tie = |held: &care::practice::Affiliation| {
        let role =
            if several { format!(", as {}", words::role(held.role).to_lowercase()) } else { String::new() };
        let from = date(held.term.from);
        let (words, current) = match held.term.until {
            Some(until) if until <= now => (
                format!(
                    "No longer affiliated with {house} since {}{role}. Was here from {from}.",
                    date(until)
                ),
                false,
            ),
            Some(until) => {
                (format!("Affiliated with {house} since {from}, until {}{role}", date(until)), true)
            }
            None => (format!("Affiliated with {house} since {from}{role}"), true),
        };
        Tie { words, current }
    };
    begun.into_iter().map(tie).collect()
}

/// The day on which the last affiliation ended, when none is left.
pub fn ended(person: &Person, now: Instant) -> Option<Instant> {
    let current = person.affiliations.iter().any(|held| held.term.covers(now));
    let ends = person.affiliations.iter().filter_map(|held| held.term.until).filter(|until| *until <= now);
    if current { None } else { ends.max() }
}
