//! What ties whoever acts to the patient.

use super::Chart;
use crate::act::Act;
use crate::fact::Stream;
use crate::practice::{Acting, Actor, Tie};
use crate::time::Instant;

impl Chart {
    /// What ties the actor to the patient the act is about, at this instant.
    pub fn tie(&self, by: &Acting, act: &Act, at: Instant) -> Tie {
        let subject = act.subject();
        if let (Stream::Person(own), Actor::Person(person)) = (subject, by.actor) {
            return if own == person { Tie::Oneself } else { Tie::NoPatient };
        }
        let Some(patient) = self.patient_of(subject, act) else { return Tie::NoPatient };
        match by.actor {
            Actor::Patient(own) if own == patient => Tie::Oneself,
            Actor::Patient(_) => Tie::Stranger,
            Actor::Clock | Actor::Host | Actor::Visitor => Tie::NoPatient,
            Actor::Person(person) => {
                if let Stream::Session(id) = subject
                    && self
                        .session(id)
                        .is_ok_and(|session| session.people.iter().any(|(who, _)| *who == person))
                {
                    return Tie::CareTeam;
                }
                if let Stream::Window(id) = subject
                    && self.window(id).is_ok_and(|window| window.talk.is_some_and(|talk| talk.with == person))
                {
                    return Tie::Talk;
                }
                let Ok(known) = self.patient(patient) else { return Tie::Stranger };
                match (known.tie(by, at), act) {
                    (Tie::Stranger, Act::JoinCareTeam(..)) if !known.has_team(at) => Tie::NoTeamYet,
                    (tie, _) => tie,
                }
            }
        }
    }
}
