//! Who answers for whom: fetched with whoever does something, and with whoever may lose somebody.

use std::sync::Arc;

use super::{Chart, State, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::PersonId;
use crate::integration::cosign_note;
use crate::practice::{Colleagues, Person};
use crate::schedule::sites;
use crate::time::Instant;

impl Colleagues for Chart {
    fn has_place_in(&self, jurisdiction: &str, at: Instant) -> bool {
        let known = || self.streams.values().flatten();
        let schedule = known().find_map(|state| match state {
            State::Schedule(schedule) => Some(&**schedule),
            _ => None,
        });
        let house = known().find_map(|state| match state {
            State::House(house) => Some(house),
            _ => None,
        });
        house.is_some_and(|house| sites::has_place_in(house, schedule, jurisdiction, at))
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        match self.streams.get(&Stream::Person(id)) {
            Some(Some(State::Person(person))) => Some(Arc::clone(person)),
            _ => None,
        }
    }
}

impl Chart {
    /// Whose standing hangs on this person, when somebody's standing ends; and who wrote the note that is signed.
    pub(super) fn for_supervision(&self, act: &Act) -> Vec<Want> {
        let person = |id: PersonId| Want::Stream(Stream::Person(id));
        match act {
            Act::EndAffiliation(id, _) | Act::EndCredential(id, _) => {
                let known = self.clinicians.iter().flatten().map(|id| person(*id));
                let talks = self.supervised_by(*id).map(Want::TalksWith);
                std::iter::once(Want::Clinicians).chain(known).chain(talks).collect()
            }
            Act::CosignNote(id, act) => {
                let window = self.window(*id).ok();
                let author = window.and_then(|window| cosign_note::author(window, act.document));
                author.map(|(who, _)| person(who)).into_iter().collect()
            }
            _ => vec![],
        }
    }

    /// Everybody for whom this person was ever to answer; nobody unless it was asked who works here.
    pub(crate) fn supervised_by(&self, id: PersonId) -> impl Iterator<Item = PersonId> {
        let theirs = move |who: &PersonId| {
            let known = self.person(*who).ok();
            *who != id
                && known.is_some_and(|known| known.supervisions.iter().any(|held| held.supervisor == id))
        };
        self.clinicians.iter().flatten().copied().filter(theirs)
    }
}
