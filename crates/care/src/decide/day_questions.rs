//! The questions of the day as they reach beyond their session: what cannot wait, and who is called before coming in.

use super::Asked;
use crate::course::screening::Answer;
use crate::fact::{Fact, Stream};
use crate::ids::{SessionId, TaskId};
use crate::practice::{Actor, Role};
use crate::protocol::{Content, Question, Weight};
use crate::refusal::Refusal;
use crate::session::answer_day_questions::{self, AnswerDayQuestions};
use crate::session::clear_day_finding::{self, ClearDayFinding};
use crate::session::{Session, SessionFact};
use crate::tasks::{Matter, TaskFact};

impl Asked<'_> {
    /// What is asked of this visit: by the version it keeps since check-in; before that by the one in force.
    fn asked_of_visit(&self, session: &Session) -> Result<&Content, Refusal> {
        match session.protocol {
            Some(kept) => Ok(&self.chart.protocol(kept)?.content),
            None => self.asked_in(session.course),
        }
    }

    pub(super) fn answer_day_questions(
        &self,
        id: SessionId,
        act: &AnswerDayQuestions,
    ) -> Result<Vec<Fact>, Refusal> {
        let session = self.chart.session(id)?;
        let content = self.asked_of_visit(session)?;
        let answered = answer_day_questions::answer(session, act, content, &self.by.actor, self.moment)?;
        let found: Vec<Answer> = answer_day_questions::newly_found(session, &answered).cloned().collect();
        let mut facts = self.on(Ok::<Vec<SessionFact>, Refusal>(answered))?;
        let urgent = |found: &Answer| Question::read(found.question.as_str()).filter(|one| one.cannot_wait());
        if let Some(question) = found.iter().find_map(urgent) {
            facts.extend(self.signal(session.course, question)?);
        }
        let at_home = matches!(self.by.actor, Actor::Patient(_)) && session.checked_in.is_none();
        if at_home && found.iter().any(|found| found.weight == Weight::Absolute) {
            facts.push(self.call_before(session));
        }
        Ok(facts)
    }

    /// Nobody stands at the chair yet who could look at it: a prescriber calls before the visit begins.
    fn call_before(&self, session: &Session) -> Fact {
        let opened = TaskFact::Opened {
            matter: Matter::ScreeningCall,
            patient: session.patient,
            owed_by: Role::Prescriber,
            due: session.starts.max(self.moment.now),
            note: None,
        };
        Fact::on(Stream::Task(TaskId::from_command(self.moment.command, 1)), opened)
    }

    pub(super) fn clear_day_finding(
        &self,
        id: SessionId,
        act: &ClearDayFinding,
    ) -> Result<Vec<Fact>, Refusal> {
        let session = self.chart.session(id)?;
        self.on(clear_day_finding::decide(session, act, self.asked_of_visit(session)?, self.by, self.moment))
    }
}
