//! Therapists who practise under supervision: somebody answers for them, leaves or loses a licence, and somebody else takes
//! over on the next morning. Until then the rules refuse them.

use care::act::Act;
use care::fact::Stream;
use care::ids::PersonId;
use care::practice::supervision::{ProposeSupervision, TakeOnSupervision};
use care::practice::{Colleagues, Here, Person, Practice, Role};
use care::refusal::Refusal;
use care::time::Instant;
use record::state_as;
use std::sync::Arc;

use super::crew::Worker;
use super::life::Life;
use super::world::World;
use crate::simulator::house::JURISDICTION;

impl Colleagues for World {
    fn has_place_in(&self, jurisdiction: &str, _at: Instant) -> bool {
        jurisdiction == JURISDICTION
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        state_as!(self.state(Stream::Person(id)).ok()?, Person)
    }
}

impl Life {
    /// Each morning: whoever has nobody who answers for them gets somebody, if anybody here can.
    ///
    /// # Errors
    /// An act that nobody refuses here.
    pub fn looks_after_supervision(&mut self) -> Result<(), String> {
        let now = self.world.now;
        let works = |worker: &Worker| {
            worker.since.is_some_and(|since| since <= now) && worker.until.is_none_or(|until| now < until)
        };
        let all =
            self.crew.all.iter().filter(|worker| works(worker) && worker.member.role == Role::Therapist);
        let (alone, supervised): (Vec<_>, Vec<_>) =
            all.partition(|worker| worker.practice == Practice::Independent);
        let alone: Vec<_> = alone.iter().map(|worker| worker.member).collect();
        let supervised: Vec<_> = supervised.iter().map(|worker| worker.member).collect();
        let director = self.crew.all[0].member.acting();
        for member in supervised {
            if self.is_answered_for(member.id) {
                continue;
            }
            for other in &alone {
                let (supervisor, role, from, until) = (other.id, Role::Therapist, now, None);
                let propose = ProposeSupervision { supervisor, role, from, until };
                if self.world.ask(director, Act::ProposeSupervision(member.id, propose)).is_err() {
                    continue;
                }
                let person = self.world.colleague(member.id).ok_or("nobody to supervise")?;
                let number = u32::try_from(person.supervisions.len()).unwrap_or(u32::MAX);
                self.must(other.acting(), Act::TakeOnSupervision(member.id, TakeOnSupervision { number }))?;
                self.world.tally.one("supervisions taken on");
                break;
            }
        }
        Ok(())
    }

    /// Would they stand, as far as somebody who answers for them is concerned?
    pub fn is_answered_for(&self, id: PersonId) -> bool {
        let Some(person) = self.world.colleague(id) else { return false };
        let here = Here::at(JURISDICTION, &self.world);
        !matches!(
            person.stand(Role::Therapist, here, self.world.now),
            Err(Refusal::SupervisionMissing { .. } | Refusal::SupervisorNotInForce { .. })
        )
    }
}
