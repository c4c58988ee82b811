//! Orders: written on the course, and what the chair does with one; and who leads there.

use super::Asked;
use crate::act::Act;
use crate::course::Course;
use crate::course::order::{self, WriteOrder};
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, SessionId};
use crate::patient::Lock;
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::session::{Session, accept_order, change_rate, lead, question_order, supplement};
use crate::tasks::{Task, TaskFact};

impl Asked<'_> {
    /// Writes an order, which answers what the chair asked about the one before.
    pub(super) fn write_order(
        &self,
        id: CourseId,
        course: &Course,
        act: &WriteOrder,
    ) -> Result<Vec<Fact>, Refusal> {
        let running = self.session_that_runs(id, course)?;
        let dose = running.and_then(|session| session.dose.as_ref());
        let (protocol, by) = (self.chart.in_force(id)?, &self.by.actor);
        let mut facts = self.on(order::write(course, act, protocol, dose, by, self.moment))?;
        for question in running.iter().flat_map(|session| &session.questions) {
            if self.chart.task(question.task).is_ok_and(Task::is_open) {
                let settled = TaskFact::Settled { at: self.moment.now };
                facts.push(Fact::on(Stream::Task(question.task), settled));
            }
        }
        Ok(facts)
    }

    /// The visit of this course whose dose runs now.
    fn session_that_runs(&self, id: CourseId, course: &Course) -> Result<Option<&Session>, Refusal> {
        match self.chart.patient(course.patient)?.lock {
            Lock::WhileDosing(session) => {
                let session = self.chart.session(session)?;
                Ok((session.course == id).then_some(session))
            }
            _ => Ok(None),
        }
    }

    /// Who leads at the chair.
    pub(super) fn lead(&self, session: &Session) -> Result<Vec<Fact>, Refusal> {
        let (by, moment) = (&self.by.actor, self.moment);
        self.on(match self.act {
            Act::TakeLead(..) => lead::take(session, by, moment),
            Act::HandOverLead(_, act) => {
                lead::hand_over(session, *act, self.chart.person(act.to)?, self.here()?, by, moment)
            }
            _ => lead::accept(session, by, moment),
        })
    }

    /// A supplement: ordered, withdrawn, accepted, given. None for what is none of these.
    pub(super) fn supplement(&self, id: SessionId, session: &Session) -> Option<Result<Vec<Fact>, Refusal>> {
        let (by, moment) = (&self.by.actor, self.moment);
        let facts = match self.act {
            Act::OrderSupplement(_, act) => self.ready(id, |ready| supplement::order(ready, *act, by)),
            Act::WithdrawSupplement(_, act) => supplement::withdraw(session, act, by, moment),
            Act::AcceptSupplement(_, act) => supplement::accept(session, *act, by, moment),
            Act::GiveSupplement(_, act) => self.ready(id, |ready| supplement::give(ready, *act, by, moment)),
            _ => return None,
        };
        Some(self.on(facts))
    }

    /// Accepts the order in force, asks about it, or sets the pump by it.
    pub(super) fn order_at_the_chair(
        &self,
        id: SessionId,
        session: &Session,
        course: &Course,
    ) -> Result<Vec<Fact>, Refusal> {
        let (by, moment) = (&self.by.actor, self.moment);
        let kept = session.protocol.map(|id| self.chart.protocol(id)).transpose()?;
        let content: Option<&Content> = kept.map(|protocol| &protocol.content);
        match self.act {
            Act::AcceptOrder(_, act) => {
                self.on(accept_order::decide(session, *act, course, content, by, moment))
            }
            Act::QuestionOrder(_, act) => {
                let content = content.ok_or(Refusal::NotCheckedIn)?;
                question_order::decide(id, session, act, course, content, by, moment)
            }
            Act::ChangeRate(_, act) => self.on(change_rate::decide(session, *act, course, by, moment)),
            _ => Err(Refusal::SessionUnknown),
        }
    }
}
