//! One act of one actor, judged at one instant: known, affiliated, licensed, in scope, tied.

use super::act::ActKind;
use super::here::Here;
use super::person::Person;
use super::policy::{Acting, Actor, Tie, may};
use super::role::Role;
use super::take_notes::may_take;
use crate::house::place_rules::{PlaceRules, lets};
use crate::refusal::Refusal;
use crate::time::Instant;

/// Everything the decision may look at. Gathered before it is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Who, in which role.
    pub by: &'a Acting,
    /// The actor's record, when the actor is staff and known.
    pub person: Option<&'a Person>,
    /// What they want to do.
    pub act: ActKind,
    /// What ties them to the patient it is about.
    pub tie: Tie,
    /// What their standing is judged by.
    pub here: Here<'a>,
    /// What that place asks of support without a licence, if the director signed it.
    pub place: Option<&'a PlaceRules>,
    /// At this instant.
    pub at: Instant,
}

/// Lets the act through, or says what is missing. Order of checks: known, affiliated, licensed, in scope, let by the place, tied.
pub fn permit(ask: &Ask<'_>) -> Result<(), Refusal> {
    let role = ask.by.role;
    match ask.by.actor {
        Actor::Person(_) => {
            let person = ask.person.ok_or(Refusal::PersonUnknown)?;
            if !role.is_staff() {
                return Err(Refusal::RoleIsNotStaff);
            }
            match ask.act {
                // Their own notes outlast their role; what else they may do does not.
                ActKind::TakeNotes if may(role, ask.act) => may_take(person, role, ask.at)?,
                _ => person.stand(role, ask.here, ask.at)?,
            }
        }
        Actor::Patient(_) if role != Role::Patient => return Err(Refusal::OutOfScope { role, act: ask.act }),
        Actor::Clock if role != Role::Clock => return Err(Refusal::OutOfScope { role, act: ask.act }),
        Actor::Visitor if role != Role::Visitor => return Err(Refusal::OutOfScope { role, act: ask.act }),
        Actor::Host if role != Role::Host => return Err(Refusal::OutOfScope { role, act: ask.act }),
        Actor::Patient(_) | Actor::Clock | Actor::Host | Actor::Visitor => {}
    }
    if !may(role, ask.act) {
        return Err(Refusal::OutOfScope { role, act: ask.act });
    }
    if let (Role::IntegrationSpecialist, Some(rules), Some(person)) = (role, ask.place, ask.person) {
        lets(rules, person, ask.act, ask.at)?;
    }
    match ask.tie {
        Tie::Stranger if role == Role::Patient => Err(Refusal::NotYourRecord),
        Tie::Stranger if ask.act.needs_tie() && needs_ties(role) => Err(Refusal::NoTie),
        _ => Ok(()),
    }
}

/// The desk books for everybody and sees no chart; the auditor reads what the grant covers and changes nothing. For all
/// others, no tie means no.
pub const fn needs_ties(role: Role) -> bool {
    !matches!(role, Role::FrontDesk | Role::Auditor)
}
