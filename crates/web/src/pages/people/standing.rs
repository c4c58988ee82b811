//! A person's standing in words: roles, licence, affiliation. From the dated facts, at one instant.

use care::ids::PersonId;
use care::practice::verified;
use care::practice::{Affiliation, EndedCredential, Licence, Person, Role};
use care::time::Instant;

use crate::app::App;
use crate::pages::patients::person_name;
use crate::parts::Service;
use crate::reader::Reader;
use crate::texts::Lang;
use crate::words;

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
pub fn roles(lang: Lang, person: &Person, now: Instant) -> Vec<RoleTag> {
    let now_held = person.affiliations.iter().filter(|held| held.term.covers(now));
    let mut roles: Vec<Role> = now_held.map(|held| held.role).collect();
    if roles.is_empty() {
        let once = person.affiliations.iter().filter(|held| held.term.from <= now);
        roles = once.map(|held| held.role).collect();
    }
    roles.sort_unstable();
    roles.dedup();
    roles.into_iter().map(|role| tag(lang, role)).collect()
}

fn tag(lang: Lang, role: Role) -> RoleTag {
    let service = match role {
        Role::IntegrationSpecialist => Service::IntegrationSupport,
        Role::Therapist => Service::IntegrationTherapy,
        _ => Service::None,
    };
    RoleTag {
        words: words::role(lang, role),
        service,
        scope: lang.word_of("people-scope", record::wire::role_code(role)),
    }
}

/// "Licensed: Registered nurse, US-NY, no. 123456, until 2027-03-01, checked 2026-10-01", or that there is none.
pub fn licence_line(app: &App, reader: &Reader, person: &Person, now: Instant) -> String {
    let lang = reader.lang;
    let licensed = person.credentials.iter().filter(|held| held.licence != Licence::NotLicensed);
    let mut lines: Vec<String> = vec![];
    let in_force = verified::in_force(person, now);
    for held in in_force.into_iter().filter(|held| held.licence != Licence::NotLicensed) {
        let (checked, until) = (reader.date(held.verified), held.term.until.map(|at| reader.date(at)));
        let mut values = vec![
            ("kind", words::licence(lang, held.licence)),
            ("where", held.jurisdiction.as_str()),
            ("number", held.number.as_str()),
            ("checked", checked.as_str()),
        ];
        values.extend(until.as_deref().map(|until| ("until", until)));
        let licensed = match until {
            Some(_) => lang.say_with("people-licensed-until", &values),
            None => lang.say_with("people-licensed", &values),
        };
        lines.push(match held.practice.is_independent() {
            true => licensed,
            false => format!("{licensed}; {}", supervised(app, lang, person, now)),
        });
    }
    lines.extend(ended_early(reader, person, now));
    if lines.is_empty() {
        let ended = licensed.filter_map(|held| held.term.until).filter(|until| *until <= now).max();
        return match ended {
            Some(at) => lang.say_with("people-licence-over", &[("day", &reader.date(at))]),
            None => words::licence(lang, Licence::NotLicensed).to_owned(),
        };
    }
    lines.join(". ")
}

/// Who answers for somebody whose licence asks for it, or that nobody does now.
fn supervised(app: &App, lang: Lang, person: &Person, now: Instant) -> String {
    let here = app.here();
    let can = |role: Role, who: PersonId| {
        app.person(who).is_ok_and(|known| person.could_be_supervised_by(&known, role, here, now).is_ok())
    };
    let roles = Role::ALL.into_iter().filter(|role| person.stand(*role, here, now).is_ok());
    let answers = roles.flat_map(|role| person.supervisors(role, now).filter(move |who| can(role, *who)));
    let mut names: Vec<String> = answers.map(|who| person_name(app, who)).collect();
    names.sort();
    names.dedup();
    if names.is_empty() {
        return lang.say("people-supervised-nobody");
    }
    lang.say_with("people-supervised", &[("name", &names.join(", "))])
}

/// Licences that ended before their term and were not given back: the word and the day, never the house's note.
fn ended_early(reader: &Reader, person: &Person, now: Instant) -> Vec<String> {
    let in_force = |ended: &EndedCredential| {
        person.credentials.iter().any(|held| ended.is_of(held) && held.term.covers(now))
    };
    let over = person.ended_credentials.iter().filter(|ended| ended.at <= now && !in_force(ended));
    let line = |ended: &EndedCredential| {
        let why = words::credential_end(reader.lang, ended.why).to_lowercase();
        let values = [
            ("kind", words::licence(reader.lang, ended.licence)),
            ("where", ended.jurisdiction.as_str()),
            ("number", ended.number.as_str()),
            ("why", why.as_str()),
            ("day", &reader.date(ended.at)),
        ];
        reader.lang.say_with("people-licence-ended", &values)
    };
    over.map(line).collect()
}

/// Every affiliation, the newest first. The role is named only where there is more than one to tell apart.
pub fn ties(app: &App, reader: &Reader, person: &Person, now: Instant) -> Vec<Tie> {
    let begun: Vec<_> = person.affiliations.iter().rev().filter(|held| held.term.from <= now).collect();
    let several = 1 < begun.len();
    begun.into_iter().map(|held| tie(app, reader, held, several, now)).collect()
}

fn tie(app: &App, reader: &Reader, held: &Affiliation, several: bool, now: Instant) -> Tie {
    let lang = reader.lang;
    let role = words::role(lang, held.role).to_lowercase();
    let (from, until) = (reader.date(held.term.from), held.term.until.map(|at| reader.date(at)));
    let over = held.term.until.is_some_and(|until| until <= now);
    let mut values = vec![("house", app.house.name.as_str()), ("from", from.as_str())];
    values.extend(until.as_deref().map(|until| ("until", until)));
    values.extend(several.then_some(("role", role.as_str())));
    let words = match (until.is_some(), over, several) {
        (_, true, false) => lang.say_with("people-tie-over", &values),
        (_, true, true) => lang.say_with("people-tie-over-as", &values),
        (true, false, false) => lang.say_with("people-tie-until", &values),
        (true, false, true) => lang.say_with("people-tie-until-as", &values),
        (false, false, false) => lang.say_with("people-tie", &values),
        (false, false, true) => lang.say_with("people-tie-as", &values),
    };
    Tie { words, current: !over }
}

/// The day on which the last affiliation ended, when none is left.
pub fn ended(person: &Person, now: Instant) -> Option<Instant> {
    let current = person.affiliations.iter().any(|held| held.term.covers(now));
    let ends = person.affiliations.iter().filter_map(|held| held.term.until).filter(|until| *until <= now);
    if current { None } else { ends.max() }
}
