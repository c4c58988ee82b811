//! Who can answer at this instant, and whom an unanswered signal climbs to. Nobody is named who may not act now.

use super::{Rung, Signal};
use crate::ids::PersonId;
use crate::patient::Patient;
use crate::practice::{Here, Person, Role};
use crate::roster::Roster;
use crate::time::Instant;

/// Everything the chain looks at.
#[derive(Debug, Clone)]
pub struct Cover<'a> {
    /// Whose signal it is.
    pub patient: &'a Patient,
    /// Who is on call when.
    pub roster: Option<&'a Roster>,
    /// Everybody who works or worked here in a role that asks for a licence.
    pub clinicians: Vec<(PersonId, &'a Person)>,
    /// What standing is judged by.
    pub here: Here<'a>,
    /// At this instant.
    pub at: Instant,
}

/// Whom a step leads to: a person or, unnamed, everybody in the role.
pub type Step = (Rung, Option<PersonId>, Role);

impl Cover<'_> {
    /// May this person act in this role at this instant?
    pub fn stands(&self, person: PersonId, role: Role) -> bool {
        let mut known = self.clinicians.iter().filter(|(id, _)| *id == person);
        known.any(|(_, who)| who.stand(role, self.here, self.at).is_ok())
    }

    /// Those on call now who may act, whoever came first first.
    pub fn on_call(&self) -> Vec<(PersonId, Role)> {
        let shifts = self.roster.into_iter().flat_map(|roster| roster.on_call(self.at));
        shifts.map(|shift| (shift.person, shift.role)).filter(|(id, role)| self.stands(*id, *role)).collect()
    }

    /// The prescriber of the care team who has been on it longest and may act.
    fn own_prescriber(&self) -> Option<PersonId> {
        let team = self.patient.team.iter().filter(|member| member.term.covers(self.at));
        let mut prescribers =
            team.filter(|member| member.role == Role::Prescriber).map(|member| member.person);
        prescribers.find(|id| self.stands(*id, Role::Prescriber))
    }

    fn directors(&self) -> Vec<PersonId> {
        let all = self.clinicians.iter().map(|(id, _)| *id);
        all.filter(|id| self.stands(*id, Role::MedicalDirector)).collect()
    }

    /// Where the chain begins: on call, else the patient's own prescriber, else every prescriber.
    pub fn first(&self) -> Step {
        if let Some((person, role)) = self.on_call().first() {
            return (Rung::OnCall, Some(*person), *role);
        }
        match self.own_prescriber() {
            Some(person) => (Rung::OwnPrescriber, Some(person), Role::Prescriber),
            None => (Rung::Prescribers, None, Role::Prescriber),
        }
    }

    /// Who is asked next by name about what happened at a chair: another one on call, then a medical director, then from the
    /// beginning. None when nobody who may act now is known by name.
    pub fn next_by_name(&self, asked: &[PersonId]) -> Option<(PersonId, Role)> {
        let directors = self.directors().into_iter().map(|id| (id, Role::MedicalDirector));
        let all: Vec<(PersonId, Role)> = self.on_call().into_iter().chain(directors).collect();
        let not_yet = all.iter().find(|(id, _)| !asked.contains(id));
        let again = || all.iter().find(|(id, _)| asked.last() != Some(id));
        not_yet.or_else(again).or(all.first()).copied()
    }

    /// Where an unanswered signal climbs to: another one on call, then the medical director, then from the beginning.
    /// Somebody who has had it in this round is not asked again before the others.
    pub fn next(&self, signal: &Signal) -> Step {
        let had = |person: PersonId| signal.steps.iter().any(|(_, to)| *to == Some(person));
        let was_at = |rung: Rung| signal.steps.iter().any(|(step, _)| *step == rung);
        if let Some((person, role)) = self.on_call().into_iter().find(|(id, _)| !had(*id)) {
            return (Rung::NextOnCall, Some(person), role);
        }
        if !was_at(Rung::Director) {
            match self.directors().into_iter().filter(|id| !had(*id)).collect::<Vec<_>>()[..] {
                [] => {}
                [one] => return (Rung::Director, Some(one), Role::MedicalDirector),
                [..] => return (Rung::Director, None, Role::MedicalDirector),
            }
        }
        if ![Rung::Director, Rung::Everyone, Rung::Prescribers].into_iter().any(was_at) {
            return (Rung::Everyone, None, Role::Prescriber);
        }
        self.first()
    }
}
