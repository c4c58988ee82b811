//! Where something is done, and who is known there: what the standing of a person is judged by.

use std::fmt;
use std::sync::Arc;

use super::person::Person;
use crate::ids::PersonId;

/// Looks up whoever may answer for somebody else.
pub trait Colleagues {
    /// The record of a person of the house; none of somebody who is not known, and who then answers for nobody.
    fn colleague(&self, id: PersonId) -> Option<Arc<Person>>;
}

/// Knows nobody: whoever needs somebody who answers for them does not stand.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Colleagues for Nobody {
    fn colleague(&self, _id: PersonId) -> Option<Arc<Person>> {
        None
    }
}

/// What the standing of a person is judged by.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    place: &'a str,
    colleagues: &'a dyn Colleagues,
}

impl<'a> Here<'a> {
    /// In this jurisdiction: `US-NY`.
    pub fn at(place: &'a str, colleagues: &'a dyn Colleagues) -> Self {
        Self { place, colleagues }
    }

    /// Does a licence of this jurisdiction hold here?
    pub fn takes(&self, jurisdiction: &str) -> bool {
        self.place == jurisdiction
    }

    /// Whoever may answer for somebody here.
    pub fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        self.colleagues.colleague(id)
    }
}

impl fmt::Debug for Here<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Here").field("place", &self.place).finish_non_exhaustive()
    }
}
