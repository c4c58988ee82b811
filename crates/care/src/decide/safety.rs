//! Safety signals, and who is on call for them.

use super::Asked;
use crate::act::Act;
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, PatientId, RosterId, TaskId};
use crate::patient::say_unsafe;
use crate::protocol::Key;
use crate::refusal::Refusal;
use crate::roster::{put_on_call, set_clinic_hours, take_off_call};
use crate::safety::{AnswerSignal, Cover, HOUSE_ANSWER, SayHowSafe, Source, answer_signal, climb};
use crate::safety::{raise, say_how_safe};
use crate::tasks::{self, EscalateTask, Task, TaskFact};
use crate::units::Minutes;

impl Asked<'_> {
    /// How soon a safety signal is answered: the shortest that a signed version in force asks for, and never later than
    /// the house's own. Never refused: a signal does not wait for a protocol.
    fn safety_answer(&self, courses: &[CourseId]) -> Minutes {
        let asked = |course: &CourseId| self.chart.in_force(*course)?.content.small(Key::SafetyAnswer);
        let asked = courses.iter().filter_map(|course| asked(course).ok().map(Minutes));
        asked.fold(HOUSE_ANSWER, Minutes::min)
    }

    /// Who can answer for this patient now.
    fn cover(&self, patient: PatientId) -> Result<Cover<'_>, Refusal> {
        Ok(Cover {
            patient: self.chart.patient(patient)?,
            roster: self.chart.roster(RosterId::of(self.house)).ok(),
            clinicians: self.chart.clinicians()?,
            here: self.here()?,
            at: self.moment.now,
        })
    }

    /// The facts of a safety signal, to be kept with those of the act that raised it. `courses` are those whose signed
    /// protocol may ask for a shorter clock; `nth` keeps it apart from other tasks of the same command. The act must be
    /// named in `Chart::raises`.
    pub(super) fn raise(
        &self,
        patient: PatientId,
        source: Source,
        courses: &[CourseId],
        nth: u16,
    ) -> Result<Vec<Fact>, Refusal> {
        let (open, new) = (self.chart.open_signals(patient)?, TaskId::from_command(self.moment.command, nth));
        let within = self.safety_answer(courses);
        Ok(raise::raise(patient, source, within, &open, &self.cover(patient)?, new, self.moment))
    }

    pub(super) fn say_unsafe(
        &self,
        id: PatientId,
        act: &say_unsafe::SayUnsafe,
    ) -> Result<Vec<Fact>, Refusal> {
        self.chart.patient(id)?;
        let mut facts = vec![say_unsafe::say(id, act)];
        facts.extend(self.raise(id, Source::SaidUnsafe, self.chart.open_courses(id), 0)?);
        Ok(facts)
    }

    pub(super) fn say_how_safe(&self, id: PatientId, act: SayHowSafe) -> Result<Vec<Fact>, Refusal> {
        let (open, within) = (self.chart.open_signals(id)?, self.safety_answer(self.chart.open_courses(id)));
        Ok(say_how_safe::say(id, act, within, &open, &self.cover(id)?, self.moment))
    }

    /// Lets a task climb: what happened at a chair by name, and at once when whoever is named may not act any more.
    pub(super) fn escalate(&self, task: &Task, act: EscalateTask) -> Result<Vec<TaskFact>, Refusal> {
        if !task.matter.is_at_the_chair() {
            return tasks::escalate(task, act, None, false, self.moment);
        }
        let cover = self.cover(task.patient)?;
        let named = task.asked_of().filter(|_| task.matter.is_owed_by_name());
        let is_gone = named.is_some_and(|person| !cover.stands(person, task.owed_by));
        tasks::escalate(task, act, cover.next_by_name(&task.asked), is_gone, self.moment)
    }

    /// The chain's next step, for a signal; any other task climbs as tasks do.
    pub(super) fn climb(&self, task: &Task) -> Result<Vec<TaskFact>, Refusal> {
        climb::climb(task, &self.cover(task.patient)?, self.moment)
    }

    pub(super) fn answer_signal(&self, task: &Task, act: &AnswerSignal) -> Result<Vec<TaskFact>, Refusal> {
        if task.signal.is_none() {
            return Err(Refusal::NotASignal);
        }
        let cover = self.cover(task.patient)?;
        answer_signal::answer(task, act, &cover, &self.by.actor, self.by.role, self.moment)
    }

    /// Who is on call, and when the clinic answers.
    pub(super) fn roster(&self, id: RosterId) -> Result<Vec<Fact>, Refusal> {
        if id != RosterId::of(self.house) {
            return Err(Refusal::HouseUnknown);
        }
        let (roster, moment) = (self.chart.roster(id).ok(), self.moment);
        let facts = match self.act {
            Act::SetClinicHours(_, act) => set_clinic_hours::set(roster, act),
            Act::PutOnCall(_, act) => {
                let person = self.chart.person(act.person)?;
                put_on_call::put(roster, *act, person, self.here()?, moment)
            }
            Act::TakeOffCall(_, act) => take_off_call::take_off(roster, *act, moment),
            _ => Err(Refusal::HouseUnknown),
        };
        Ok(Fact::all(Stream::Roster(id), facts?))
    }
}
