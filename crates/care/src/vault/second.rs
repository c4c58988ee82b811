//! The second signer: another person, who stands here in a role that may look at a drug, and who proved at the moment of
//! signing that it is them. Never a name from a list.

use crate::ids::PersonId;
use crate::practice::{Actor, Here, Person, Role};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::time::Instant;

words! {
    /// How the second signer proved that it is them.
    Checked {
        /// By their own password.
        Password = "password",
        /// By their own password and a one-time code.
        PasswordAndCode = "password-and-code",
    }
}

/// Who signed beside whoever acts, and how they proved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Witness {
    /// Who.
    pub person: PersonId,
    /// How.
    pub checked: Checked,
}

/// The roles of which a second signer stands in one.
pub const ROLES: [Role; 4] = [Role::Nurse, Role::Prescriber, Role::Therapist, Role::MedicalDirector];

/// The role in which somebody may sign as the second here and now, if there is one.
pub fn role(person: &Person, here: Here<'_>, now: Instant) -> Option<Role> {
    ROLES.into_iter().find(|role| person.stand(*role, here, now).is_ok())
}

/// Two people: whoever acts, and another who may sign here and now.
pub fn two(
    by: &Actor,
    second: PersonId,
    person: &Person,
    here: Here<'_>,
    now: Instant,
) -> Result<PersonId, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    if *by == second || role(person, here, now).is_none() {
        return Err(Refusal::SecondPersonMissing);
    }
    Ok(*by)
}
