//! Who answers for whom: agreed by both sides, seen by both, and the notes that wait for a second signature.

pub mod cosign_note;
pub mod end_supervision;
pub mod propose_supervision;
pub mod see_supervision;
pub mod take_on_supervision;

use std::sync::Arc;

use care::ids::PersonId;
use care::integration::cosign_note::waits;
use care::practice::{Here, Person, Role, Supervision};
use care::refusal::Refusal;
use care::time::Instant;
use record::views::{ask, ask_notes};

use crate::answer::Trouble;
use crate::app::App;
use crate::visit::Visit;
use crate::when;

/// The number in the address.
fn number(visit: &Visit) -> Result<u32, Trouble> {
    visit.param("number").parse().map_err(|_| Trouble::NotFound)
}

/// Everybody who is or was to be answered for by this person.
pub fn supervised_by(app: &App, who: PersonId) -> Result<Vec<(PersonId, Arc<Person>)>, Trouble> {
    let mut found = vec![];
    for (id, _) in app.read(ask::people)? {
        let person = app.person(id)?;
        if person.supervisions.iter().any(|held| held.supervisor == who) {
            found.push((id, person));
        }
    }
    Ok(found)
}

/// “from 2026-11-20, without a last day”, or until when.
pub fn term_words(app: &App, held: &Supervision) -> String {
    let from = when::date(held.term.from, &app.zone);
    match held.term.until {
        Some(until) => format!("from {from} until {}", when::full(until, &app.zone)),
        None => format!("from {from}, until it is ended"),
    }
}

/// What waits for this person as a supervisor, in words; nothing when nothing does.
///
/// # Errors
/// The store's.
pub fn waits_for(app: &App, me: PersonId) -> Result<String, Trouble> {
    let (now, mut asks, mut notes) = (app.now(), 0_usize, 0_usize);
    for (id, person) in supervised_by(app, me)? {
        let theirs = person.supervisions.iter().filter(|held| held.supervisor == me);
        asks += theirs.filter(|held| held.taken.is_none() && held.is_open(now)).count();
        notes += waiting_notes(app, id, &person)?.iter().filter(|note| signs(app, &person, me, note)).count();
    }
    let mut said = vec![];
    if 0 < asks {
        said.push(format!("you are asked to answer for somebody ({asks})"));
    }
    if 0 < notes {
        said.push(format!("notes that wait for your signature: {notes}"));
    }
    Ok(if said.is_empty() { String::new() } else { format!("Supervision: {}", said.join("; ")) })
}

/// Is this note one for this supervisor: who answered when it was written, or who answers now, and could sign?
fn signs(app: &App, author: &Person, supervisor: PersonId, note: &Waiting) -> bool {
    let (now, here) = (app.now(), Here::at(&note.place, app));
    let can = app.person(supervisor).is_ok_and(|who| who.can_supervise(Role::Therapist, here, now));
    can && [note.at, now]
        .iter()
        .any(|at| author.supervisors(Role::Therapist, *at).any(|who| who == supervisor))
}

/// The roles in which somebody would stand if only somebody answered for them.
pub fn unanswered_roles(app: &App, person: &Person, at: Instant) -> Vec<Role> {
    let lacks = |role: &Role| {
        matches!(
            person.stand(*role, app.here(), at),
            Err(Refusal::SupervisionMissing { .. } | Refusal::SupervisorNotInForce { .. })
        )
    };
    Role::ALL.into_iter().filter(lacks).collect()
}

/// A sealed note that waits for a second signature.
pub struct Waiting {
    /// After which dose.
    pub window: care::ids::WindowId,
    /// The sealed document.
    pub document: care::ids::CommandId,
    /// About whom.
    pub patient: care::ids::PatientId,
    /// When it was written.
    pub at: Instant,
    /// Where whoever signs must be licensed.
    pub place: String,
}

/// The notes of one author that wait for a second signature, the longest ago first. Whoever practises by themself has none.
///
/// # Errors
/// The store's.
pub fn waiting_notes(app: &App, author: PersonId, person: &Person) -> Result<Vec<Waiting>, Trouble> {
    if person.supervisions.iter().all(|held| held.role != Role::Therapist) {
        return Ok(vec![]);
    }
    let mut found = vec![];
    for note in app.read(|conn, org| ask_notes::of_author(conn, org, author))? {
        let place = app.place_of(&*app.session(note.window.session())?).jurisdiction;
        if waits(&*app.window(note.window)?, note.document, person, Here::at(&place, app)) {
            let (window, document, patient, at) = (note.window, note.document, note.patient, note.at);
            found.push(Waiting { window, document, patient, at, place });
        }
    }
    found.reverse();
    Ok(found)
}
