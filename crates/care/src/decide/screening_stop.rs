//! Screening as it reaches beyond its course: what cannot wait, and the call that a stop makes somebody owe.

use super::Asked;
use crate::course::CourseFact;
use crate::course::screening::one_by_one::{self, ConfirmFinding, KeepScreeningAnswer};
use crate::course::screening::owed_call::OwedCall;
use crate::course::screening::{self, AnswerScreening, StopScreening};
use crate::fact::Fact;
use crate::ids::{CourseId, PersonId};
use crate::practice::Role;
use crate::protocol::{Content, Question};
use crate::refusal::Refusal;
use crate::safety::Source;
use crate::tasks::Task;
use crate::text::Line;
use crate::time::Instant;

impl Asked<'_> {
    /// What is asked in a course: by the version in force, or by the one it was opened under where none is.
    pub(super) fn asked_in(&self, id: CourseId) -> Result<&Content, Refusal> {
        let opened_under = || self.chart.protocol(self.chart.course(id)?.protocol);
        Ok(&self.chart.in_force(id).or_else(|_| opened_under())?.content)
    }

    pub(super) fn answer_screening(&self, id: CourseId, act: &AnswerScreening) -> Result<Vec<Fact>, Refusal> {
        let course = self.chart.course(id)?;
        let answered = screening::answer(course, act, self.asked_in(id)?, self.moment)?;
        let holds = answered.iter().any(|fact| matches!(fact, CourseFact::ScreeningHeld { .. }));
        let mut facts = self.on(Ok(answered))?;
        if let Some(question) = screening::cannot_wait(course, &act.answers) {
            facts.extend(self.signal(id, question)?);
        }
        if holds {
            facts.extend(self.call(id, 1, None)?);
        }
        Ok(facts)
    }

    pub(super) fn keep_screening_answer(
        &self,
        id: CourseId,
        act: KeepScreeningAnswer,
    ) -> Result<Vec<Fact>, Refusal> {
        let course = self.chart.course(id)?;
        let mut facts = self.on(one_by_one::keep(course, act, self.asked_in(id)?, self.moment))?;
        if act.yes && act.question.cannot_wait() {
            facts.extend(self.signal(id, act.question)?);
        }
        Ok(facts)
    }

    pub(super) fn confirm_finding(&self, id: CourseId, act: ConfirmFinding) -> Result<Vec<Fact>, Refusal> {
        let course = self.chart.course(id)?;
        let mut facts = self.on(one_by_one::confirm(course, act, self.asked_in(id)?, self.moment))?;
        facts.extend(self.call(id, 0, Some(act.call_by))?);
        Ok(facts)
    }

    pub(super) fn stop_screening(&self, id: CourseId, act: &StopScreening) -> Result<Vec<Fact>, Refusal> {
        let course = self.chart.course(id)?;
        let mut facts = self.on(screening::stop(course, act, &self.by.actor, self.moment))?;
        facts.extend(self.call(id, 0, None)?);
        Ok(facts)
    }

    /// A safety signal, at once. The one place where screening raises one.
    pub(super) fn signal(&self, id: CourseId, question: Question) -> Result<Vec<Fact>, Refusal> {
        let source = Source::StopAnswer { question: Line::new(question.code())? };
        self.raise(self.chart.course(id)?.patient, source, &[id], 0)
    }

    /// The call that a stop makes a prescriber owe: none while one is owed already.
    fn call(&self, id: CourseId, nth: u16, by: Option<Instant>) -> Result<Vec<Fact>, Refusal> {
        let course = self.chart.course(id)?;
        if course.calls.iter().any(|task| self.chart.task(*task).is_ok_and(Task::is_open)) {
            return Ok(vec![]);
        }
        let owed =
            OwedCall { course: id, patient: course.patient, asked_of: self.own_prescriber(id)?, nth, by };
        Ok(owed.facts(self.moment))
    }

    /// The prescriber who has been on this patient's team longest and may act now.
    fn own_prescriber(&self, id: CourseId) -> Result<Option<PersonId>, Refusal> {
        let patient = self.chart.patient(self.chart.course(id)?.patient)?;
        let (here, now) = (self.here()?, self.moment.now);
        let stands = |person: PersonId| {
            self.chart.person(person).is_ok_and(|known| known.stand(Role::Prescriber, here, now).is_ok())
        };
        let team = patient.team.iter().filter(|member| member.term.covers(now));
        let mut prescribers =
            team.filter(|member| member.role == Role::Prescriber).map(|member| member.person);
        Ok(prescribers.find(|person| stands(*person)))
    }
}
