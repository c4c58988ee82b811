//! What touch is all right: agreed to with a clear head, taken back at any time.

use super::Asked;
use crate::act::Act;
use crate::course::{Course, touch};
use crate::fact::Fact;
use crate::refusal::Refusal;

impl Asked<'_> {
    pub(super) fn touch(&self, course: &Course) -> Result<Vec<Fact>, Refusal> {
        match self.act {
            Act::AgreeToTouch(_, act) => {
                self.on(touch::agree(course, act, self.chart.patient(course.patient)?, self.moment))
            }
            Act::TakeBackTouch(_, act) => self.on(touch::take_back(course, *act, self.moment)),
            _ => Err(Refusal::CourseUnknown),
        }
    }
}
