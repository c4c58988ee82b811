//! Questionnaires asked of the patient of a course, and what comes of them.

use super::Asked;
use crate::act::Act;
use crate::course::Course;
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, TaskId};
use crate::measures::{answer_measure, ask_for_measure, enter_measure, mark_measure_wrong};
use crate::refusal::Refusal;
use crate::safety::Source;

impl Asked<'_> {
    /// Asks, answers, enters from paper, marks as wrong.
    pub(super) fn measures(&self, id: CourseId, course: &Course) -> Result<Vec<Fact>, Refusal> {
        let (moment, by) = (self.moment, &self.by.actor);
        let tell = |source: Source| self.tell(id, course, source);
        let asked = |number: u32| {
            let measure = self.chart.measure(course.measures.asking(number)?.measure.as_str())?;
            Ok::<_, Refusal>(answer_measure::Answering { id, course, measure, tell: &tell, moment })
        };
        match self.act {
            Act::AskForMeasure(_, act) => {
                let measure = self.chart.measure(act.measure.as_str())?;
                self.on(ask_for_measure::ask(course, act, measure, by, moment))
            }
            Act::KeepMeasureAnswer(_, act) => answer_measure::keep(&asked(act.asked)?, act),
            Act::AnswerMeasure(_, act) => answer_measure::answer(&asked(act.asked)?, act),
            Act::EnterMeasure(_, act) => {
                let measure = self.chart.measure(act.measure.as_str())?;
                enter_measure::enter(id, course, act, measure, &tell, (by, moment))
            }
            Act::MarkMeasureWrong(_, act) => self.on(mark_measure_wrong::mark(course, act, by, moment)),
            _ => self.follow_up(id, course),
        }
    }

    /// Raises a safety signal, and says in which task somebody owes the answer.
    fn tell(&self, id: CourseId, course: &Course, source: Source) -> Result<(TaskId, Vec<Fact>), Refusal> {
        let facts = self.raise(course.patient, source, &[id], 0)?;
        let task = facts.iter().find_map(|fact| match fact.stream {
            Stream::Task(task) => Some(task),
            _ => None,
        });
        Ok((task.ok_or(Refusal::TaskUnknown)?, facts))
    }
}
