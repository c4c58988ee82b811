//! Who acts, and in which role they do it.

use super::role::Role;
use crate::ids::{PatientId, PersonId};

/// Who acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A member of staff.
    Person(PersonId),
    /// A patient, about themselves.
    Patient(PatientId),
    /// The house's timer.
    Clock,
    /// The person who hosts the program, at its console.
    Host,
    /// Anybody, without an account.
    Visitor,
}

/// Who acts, and in which role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Acting {
    /// The actor.
    pub actor: Actor,
    /// The role they act in, for this act.
    pub role: Role,
}

impl Acting {
    /// The house's timer.
    pub const CLOCK: Self = Self { actor: Actor::Clock, role: Role::Clock };
    /// The console.
    pub const HOST: Self = Self { actor: Actor::Host, role: Role::Host };
    /// Anybody, without an account.
    pub const VISITOR: Self = Self { actor: Actor::Visitor, role: Role::Visitor };
    /// A member of staff in a role.
    pub const fn person(person: PersonId, role: Role) -> Self {
        Self { actor: Actor::Person(person), role }
    }
    /// A patient.
    pub const fn patient(patient: PatientId) -> Self {
        Self { actor: Actor::Patient(patient), role: Role::Patient }
    }
}
