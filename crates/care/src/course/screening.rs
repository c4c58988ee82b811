//! Questions before anything else. An absolute finding stops; a relative one needs a prescriber's note each.
//!
//! Which questions are asked, and what a "yes" weighs, is the protocol's to say (`protocol::question`). An answer that was
//! sent carries its question's weight as it was asked: what was found then is found for ever, whatever protocols say later.

pub mod lift_stop;
pub mod one_by_one;
pub mod owed_call;

use super::{Course, CourseFact};
use crate::ids::PersonId;
use crate::practice::Actor;
use crate::protocol::{Content, Key, Question, Weight};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::{Days, Hours};

/// One answer, with what a "yes" weighed when it was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The question's code. Older histories may hold codes that nobody asks any more.
    pub question: Line,
    /// What a "yes" weighed.
    pub weight: Weight,
    /// The answer.
    pub yes: bool,
}

/// Screening so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Every answer.
    pub answers: Vec<Answer>,
    /// When it was answered.
    pub at: Instant,
    /// What a prescriber said of it.
    pub verdict: Option<Verdict>,
}

/// What a prescriber said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum Verdict {
    /// May go on.
    Cleared { by: PersonId, at: Instant },
    /// May not, here, now.
    Stopped { by: PersonId, reason: Line },
}

/// Absolute findings: nothing goes on until a prescriber has spoken with the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Which answers.
    pub findings: Vec<Line>,
    /// Since when.
    pub at: Instant,
}

impl Screening {
    pub(super) fn answered(answers: Vec<Answer>, at: Instant) -> Self {
        Self { answers, at, verdict: None }
    }
    /// A prescriber stopped after one absolute finding, before the other questions were answered.
    pub(super) fn of_held(held: &Held) -> Self {
        let absolute =
            |question: &Line| Answer { question: question.clone(), weight: Weight::Absolute, yes: true };
        Self::answered(held.findings.iter().map(absolute).collect(), held.at)
    }
    pub(super) fn cleared(self, by: PersonId, at: Instant) -> Self {
        Self { verdict: Some(Verdict::Cleared { by, at }), ..self }
    }
    pub(super) fn stopped(self, by: PersonId, reason: Line) -> Self {
        Self { verdict: Some(Verdict::Stopped { by, reason }), ..self }
    }
    /// Did a prescriber clear it?
    pub fn is_cleared(&self) -> bool {
        matches!(self.verdict, Some(Verdict::Cleared { .. }))
    }
    /// Questions answered "yes" that weighed this much when they were asked.
    pub fn found(&self, weight: Weight) -> Vec<&Line> {
        let found = self.answers.iter().filter(|answer| answer.yes && answer.weight == weight);
        found.map(|answer| &answer.question).collect()
    }
}

/// The whole form, answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerScreening {
    /// Each question's code and its answer.
    pub answers: Vec<(Line, bool)>,
}

/// "I have looked at every finding."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClearScreening {
    /// For each relative finding: its code and why it is acceptable.
    pub notes: Vec<(Line, Line)>,
}

/// "Not here, not now."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopScreening {
    /// Why, for the record. The patient gets kind words and a call.
    pub reason: Line,
}

/// Keeps a whole set of answers to what this protocol asks. A missing or unknown question is refused; so is a new set
/// while a stop stands. Absolute findings hold the course from here on.
pub fn answer(
    course: &Course,
    act: &AnswerScreening,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    not_stopped(course)?;
    let mut answers = vec![];
    for (question, asks) in content.asked_before() {
        let mut given = act.answers.iter().filter(|(code, _)| code.as_str() == question.code());
        let (Some((code, yes)), None) = (given.next(), given.next()) else {
            return Err(Refusal::ScreeningUnanswered { question: question.code() });
        };
        answers.push(Answer { question: code.clone(), weight: asks.weight, yes: *yes });
    }
    if act.answers.len() != answers.len() {
        return Err(Refusal::ScreeningQuestionUnknown);
    }
    let found = answers.iter().filter(|answer| answer.yes && answer.weight == Weight::Absolute);
    let findings: Vec<Line> = found.map(|answer| answer.question.clone()).collect();
    let mut facts = vec![CourseFact::ScreeningAnswered { answers, at: moment.now }];
    if !findings.is_empty() {
        facts.push(CourseFact::ScreeningHeld { findings, at: moment.now });
    }
    Ok(facts)
}

/// The answer that cannot wait for anybody to read the form, unless it was said before: then it was raised before.
pub fn cannot_wait(course: &Course, answers: &[(Line, bool)]) -> Option<Question> {
    let urgent = |code: &Line| Question::read(code.as_str()).filter(|question| question.cannot_wait());
    let said_before = |question: &Question| course.kept_answer(question.code()) == Some(true);
    let yes = answers.iter().filter(|(_, yes)| *yes);
    yes.filter_map(|(code, _)| urgent(code)).find(|question| !said_before(question))
}

/// Clears, unless an absolute finding stands or a relative one has no note.
pub fn clear(
    course: &Course,
    act: &ClearScreening,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    if course.held.is_some() {
        return Err(Refusal::ScreeningAbsolute);
    }
    let screening = course.screening.as_ref().ok_or(Refusal::ScreeningMissing)?;
    if !screening.found(Weight::Absolute).is_empty() {
        return Err(Refusal::ScreeningAbsolute);
    }
    let noted = |code: &Line| act.notes.iter().any(|(about, _)| about == code);
    if !screening.found(Weight::Relative).into_iter().all(noted) {
        return Err(Refusal::ScreeningNoteMissing);
    }
    Ok(vec![CourseFact::ScreeningCleared { by: *person, at: moment.now, notes: act.notes.clone() }])
}

/// Stops what was answered, or held.
pub fn stop(
    course: &Course,
    act: &StopScreening,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    if course.screening.is_none() && course.held.is_none() {
        return Err(Refusal::ScreeningMissing);
    }
    Ok(vec![CourseFact::ScreeningStopped { by: *person, at: moment.now, reason: act.reason.clone() }])
}

/// After a stop nothing goes on in this course: no answers, no consent, no order, no dose.
pub fn not_stopped(course: &Course) -> Result<(), Refusal> {
    if course.held.is_some() {
        return Err(Refusal::ScreeningStopped);
    }
    match course.screening.as_ref().and_then(|screening| screening.verdict.as_ref()) {
        Some(Verdict::Stopped { .. }) => Err(Refusal::ScreeningStopped),
        Some(Verdict::Cleared { .. }) | None => Ok(()),
    }
}

/// Is the screening cleared, and still fresh at this instant? The days count from the answers: a clearing that comes
/// late, or again, makes nobody's answers younger.
pub fn fresh(course: &Course, content: &Content, at: Instant) -> Result<(), Refusal> {
    if course.held.is_some() {
        return Err(Refusal::ScreeningStopped);
    }
    let screening = course.screening.as_ref().ok_or(Refusal::ScreeningMissing)?;
    match &screening.verdict {
        None => Err(Refusal::ScreeningNotCleared),
        Some(Verdict::Stopped { .. }) => Err(Refusal::ScreeningStopped),
        Some(Verdict::Cleared { .. }) => {
            let fresh = Days(content.small(Key::ScreeningFresh)?);
            let stale = screening.at.plus_hours(Hours(fresh.0.saturating_mul(24)));
            if stale <= at { Err(Refusal::ScreeningStale) } else { Ok(()) }
        }
    }
}
