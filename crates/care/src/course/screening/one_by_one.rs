//! One question at a time, saved as it is answered: a half set waits for its other half and is never judged.

use super::not_stopped;
use crate::course::{Course, CourseFact};
use crate::protocol::{Content, Question, Weight};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// One answer. The last one to a question counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeepScreeningAnswer {
    /// To which question.
    pub question: Question,
    /// Yes, or not sure.
    pub yes: bool,
}

/// "Yes, that is right", to a finding that stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConfirmFinding {
    /// Which.
    pub question: Question,
    /// By when the clinic calls: within its own day, as the edge reads that in the clinic's zone.
    pub call_by: Instant,
}

/// Keeps one answer to what this protocol asks.
pub fn keep(
    course: &Course,
    act: KeepScreeningAnswer,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    not_stopped(course)?;
    if act.question.is_of_the_day() || !content.questions.contains_key(&act.question) {
        return Err(Refusal::ScreeningQuestionUnknown);
    }
    if course.kept_answer(act.question.code()) == Some(act.yes) {
        return Err(Refusal::NothingChanged);
    }
    let question = Line::new(act.question.code())?;
    Ok(vec![CourseFact::ScreeningAnswerKept { question, yes: act.yes, at: moment.now }])
}

/// Stops here, once the person has said twice that it is so. The other questions need no answer.
pub fn confirm(
    course: &Course,
    act: ConfirmFinding,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    not_stopped(course)?;
    if !unconfirmed(course, content).contains(&act.question) {
        return Err(Refusal::NothingChanged);
    }
    let findings = vec![Line::new(act.question.code())?];
    Ok(vec![CourseFact::ScreeningHeld { findings, at: moment.now }])
}

/// Questions with a kept "yes" that would stop the course, and that nobody has confirmed.
pub fn unconfirmed(course: &Course, content: &Content) -> Vec<Question> {
    let absolute = content.asked_before().filter(|(_, asks)| asks.weight == Weight::Absolute);
    let said = absolute.map(|(question, _)| question);
    said.filter(|question| course.kept_answer(question.code()) == Some(true)).collect()
}

/// What is asked and has no answer yet, in the order it is asked.
pub fn unanswered(course: &Course, content: &Content) -> Vec<Question> {
    let asked = content.asked_before().map(|(question, _)| question);
    asked.filter(|question| course.kept_answer(question.code()).is_none()).collect()
}

impl Course {
    /// The newest kept answer to a question that was not sent yet.
    pub fn kept_answer(&self, code: &str) -> Option<bool> {
        self.kept.iter().find(|(question, _)| question.as_str() == code).map(|(_, yes)| *yes)
    }
}
