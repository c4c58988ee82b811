//! What the person says to a follow-up. Nothing here is a signature, so the clear-headed lock never closes it.

use super::Reply;
use crate::course::{Course, CourseFact};
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, TaskId};
use crate::keeping::Mood;
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::time::Moment;

/// How they have been. None of the three is "nothing now, thank you".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerFollowUp {
    /// Which ask.
    pub number: u32,
    /// One of five words.
    pub mood: Option<Mood>,
    /// They wrote something. It comes sealed beside the act.
    pub words: bool,
    /// The edge found words in it that people use in a crisis: it is read as soon as a call is owed.
    pub heavy: bool,
    /// They would like a call.
    pub call: bool,
}

/// Keeps it, once for each ask, however late. A wish for a call, or words, are owed an answer by the clock of that ask.
pub fn decide(
    id: CourseId,
    course: &Course,
    act: AnswerFollowUp,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let (ask, said) = course.follow_ups.ask(act.number)?;
    if said.is_some() {
        return Err(Refusal::FollowUpAlreadyAnswered);
    }
    let read_within = if act.heavy { ask.read_within.min(ask.call_within) } else { ask.read_within };
    let owed = match (act.call, act.words) {
        (true, _) => Some((Matter::FollowUpCall, ask.call_within)),
        (false, true) => Some((Matter::FollowUpWords, read_within)),
        (false, false) => None,
    };
    let task = owed.map(|_| TaskId::from_command(moment.command, 0));
    let words = act.words.then_some(moment.command);
    let reply = Reply { mood: act.mood, words, call: act.call, task, at: moment.now };
    let answered = CourseFact::FollowUpAnswered { number: act.number, reply };
    let mut facts = vec![Fact::on(Stream::Course(id), answered)];
    if let (Some((matter, within)), Some(task)) = (owed, task) {
        let due = moment.now.plus_hours(within);
        let opened =
            TaskFact::Opened { matter, patient: course.patient, owed_by: ask.owed_by, due, note: None };
        facts.push(Fact::on(Stream::Task(task), opened));
    }
    Ok(facts)
}
