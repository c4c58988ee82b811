//! Where something is done, and who is known there: what the standing of a person is judged by.

use std::fmt;
use std::sync::Arc;

use super::person::Person;
use crate::ids::PersonId;
use crate::time::Instant;

/// The people and the places of a house: whoever may answer for somebody else, and where it sees people.
pub trait Colleagues {
    /// Does the house see people in this jurisdiction at this instant?
    fn has_place_in(&self, jurisdiction: &str, at: Instant) -> bool;

    /// The record of a person of the house; none of somebody who is not known, and who then answers for nobody.
    fn colleague(&self, id: PersonId) -> Option<Arc<Person>>;
}

/// Knows nobody: whoever needs somebody who answers for them does not stand.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Colleagues for Nobody {
    fn has_place_in(&self, _jurisdiction: &str, _at: Instant) -> bool {
        false
    }

    fn colleague(&self, _id: PersonId) -> Option<Arc<Person>> {
        None
    }
}

/// What the standing of a person is judged by.
#[derive(Clone, Copy)]
pub struct Here<'a> {
    /// None: what is done belongs to no place.
    place: Option<&'a str>,
    colleagues: &'a dyn Colleagues,
}

impl<'a> Here<'a> {
    /// In this jurisdiction: `US-NY`. What is done in a room is judged where the room is.
    pub fn at(place: &'a str, colleagues: &'a dyn Colleagues) -> Self {
        Self { place: Some(place), colleagues }
    }

    /// In no place: a chart that is opened, an order that is written. A licence of any place of the house will do.
    pub fn anywhere(colleagues: &'a dyn Colleagues) -> Self {
        Self { place: None, colleagues }
    }

    /// The same house, in this jurisdiction.
    pub fn in_place(self, place: &'a str) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Does a licence of this jurisdiction hold here at this instant?
    pub fn takes(&self, jurisdiction: &str, at: Instant) -> bool {
        match self.place {
            Some(place) => place == jurisdiction,
            None => self.colleagues.has_place_in(jurisdiction, at),
        }
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
