//! What a decision about a safety signal looks at: who may answer now, and what is open already.

use super::{Chart, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::{HouseId, PatientId, PersonId, RosterId, TaskId};
use crate::practice::{Person, Role};
use crate::refusal::Refusal;
use crate::tasks::Task;

impl Chart {
    /// The patient whose safety signal this act may raise or move. An act that calls `Asked::raise` is named here.
    fn raises(&self, act: &Act) -> Option<PatientId> {
        match act {
            Act::SayUnsafe(id, _) | Act::SayHowSafe(id, _) => Some(*id),
            Act::AnswerScreening(id, _)
            | Act::KeepScreeningAnswer(id, _)
            | Act::KeepMeasureAnswer(id, _)
            | Act::AnswerMeasure(id, _)
            | Act::EnterMeasure(id, _) => self.course(*id).ok().map(|course| course.patient),
            Act::AnswerDayQuestions(id, _) => self.session(*id).ok().map(|session| session.patient),
            Act::EscalateTask(id, _) | Act::AnswerSignal(id, _) => {
                let named = |task: &&Task| task.signal.is_some() || task.matter.is_at_the_chair();
                self.task(*id).ok().filter(named).map(|task| task.patient)
            }
            _ => None,
        }
    }

    /// Who is on call, everybody who may answer, and what is open.
    pub(super) fn for_signals(&self, act: &Act, house: HouseId) -> Vec<Want> {
        if let Act::PutOnCall(..) | Act::TakeOffCall(..) | Act::SetClinicHours(..) = act {
            return vec![Want::Stream(Stream::Roster(RosterId::of(house)))];
        }
        let Some(patient) = self.raises(act) else { return vec![] };
        let mut wants = vec![
            Want::Stream(Stream::Roster(RosterId::of(house))),
            Want::Stream(Stream::Patient(patient)),
            Want::Clinicians,
            Want::OpenSignals(patient),
        ];
        wants.extend(self.clinicians.iter().flatten().map(|id| Want::Stream(Stream::Person(*id))));
        wants.extend(self.open_signals.values().flatten().map(|id| Want::Stream(Stream::Task(*id))));
        wants
    }

    /// Whom a call after a stop may be asked of by name: the prescribers of the care team.
    pub(super) fn own_prescribers(&self, act: &Act) -> Vec<Want> {
        let (Act::AnswerScreening(id, _) | Act::ConfirmFinding(id, _) | Act::StopScreening(id, _)) = act
        else {
            return vec![];
        };
        let Ok(patient) = self.course(*id).and_then(|course| self.patient(course.patient)) else {
            return vec![];
        };
        let prescribers = patient.team.iter().filter(|member| member.role == Role::Prescriber);
        prescribers.map(|member| Want::Stream(Stream::Person(member.person))).collect()
    }

    /// Keeps who works or worked here in a role that asks for a licence.
    pub fn put_clinicians(&mut self, people: Vec<PersonId>) {
        self.clinicians = Some(people);
    }

    /// Everybody who works or worked here in such a role. Unless that was asked, nobody is known here.
    pub fn clinicians(&self) -> Result<Vec<(PersonId, &Person)>, Refusal> {
        let people = self.clinicians.as_ref().ok_or(Refusal::PersonUnknown)?;
        people.iter().map(|id| Ok((*id, self.person(*id)?))).collect()
    }

    /// Keeps which safety signals of a patient nobody has answered.
    pub fn put_open_signals(&mut self, patient: PatientId, tasks: Vec<TaskId>) {
        self.open_signals.insert(patient, tasks);
    }

    /// The safety signals of a patient that nobody has answered. Unless that was asked, the patient is not known here.
    pub fn open_signals(&self, patient: PatientId) -> Result<Vec<(TaskId, &Task)>, Refusal> {
        let tasks = self.open_signals.get(&patient).ok_or(Refusal::PatientUnknown)?;
        let known: Result<Vec<_>, Refusal> = tasks.iter().map(|id| Ok((*id, self.task(*id)?))).collect();
        Ok(known?.into_iter().filter(|(_, task)| task.is_open() && task.signal.is_some()).collect())
    }
}
