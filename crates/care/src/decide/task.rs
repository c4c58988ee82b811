//! A task: taken, answered, climbed.

use super::Asked;
use crate::act::Act;
use crate::fact::Fact;
use crate::ids::TaskId;
use crate::patient::emergency_access;
use crate::practice::Tie;
use crate::refusal::Refusal;
use crate::tasks;

impl Asked<'_> {
    /// About a task.
    pub(super) fn task(&self, id: TaskId) -> Result<Vec<Fact>, Refusal> {
        let task = self.chart.task(id)?;
        if let Act::TakeTask(..) | Act::AnswerTask(..) = self.act {
            emergency_access::may_review(task, self.chart.patient(task.patient)?, self.by)?;
            // Nobody says that they read what they cannot open.
            let reads =
                task.matter == tasks::Matter::FollowUpWords && matches!(self.act, Act::AnswerTask(..));
            if reads && self.chart.tie(self.by, self.act, self.moment.now) == Tie::Stranger {
                return Err(Refusal::NoTie);
            }
        }
        match self.act {
            Act::TakeTask(..) => self.on(tasks::take(task, &self.by.actor, self.by.role, self.moment)),
            Act::AnswerTask(_, act) => self.on(tasks::answer(task, act, &self.by.actor, self.by.role)),
            Act::AnswerSignal(_, act) => self.on(self.answer_signal(task, act)),
            Act::EscalateTask(..) if task.signal.is_some() => self.on(self.climb(task)),
            Act::EscalateTask(_, act) => self.on(self.escalate(task, *act)),
            Act::WishCallTime(_, act) => self.on(tasks::wish_call_time::wish(task, *act, self.moment)),
            _ => Err(Refusal::TaskUnknown),
        }
    }
}
