//! When people are asked after a dose, and what they say.

use super::Asked;
use crate::act::Act;
use crate::course::Course;
use crate::fact::Fact;
use crate::follow_up::{answer_follow_up, ask_follow_up, set_follow_ups, stop_follow_ups};
use crate::ids::CourseId;
use crate::refusal::Refusal;

impl Asked<'_> {
    /// Says the series of the house.
    pub(super) fn set_follow_ups(&self, act: &set_follow_ups::SetFollowUps) -> Result<Vec<Fact>, Refusal> {
        let said = self.chart.house(self.house)?.follow_ups.as_ref();
        self.on(set_follow_ups::decide(said, act, &self.by.actor, self.moment))
    }

    /// Asks, answers, stops; every other act of a course goes on to touch.
    pub(super) fn follow_up(&self, id: CourseId, course: &Course) -> Result<Vec<Fact>, Refusal> {
        let moment = self.moment;
        match self.act {
            Act::AskFollowUp(_, act) => {
                let said = self.chart.house(self.house)?.follow_ups.as_ref();
                let patient = self.chart.patient(course.patient)?;
                self.on(ask_follow_up::decide(said, course, patient, *act, moment))
            }
            Act::AnswerFollowUp(_, act) => answer_follow_up::decide(id, course, *act, moment),
            Act::StopFollowUps(..) => self.on(stop_follow_ups::stop(course, moment)),
            Act::ResumeFollowUps(..) => self.on(stop_follow_ups::resume(course, moment)),
            _ => self.touch(course),
        }
    }
}
