//! Questions before anything else. Absolute findings stop; relative ones need a prescriber's note each.
//!
//! Sources: `shared/facts/care.md` 4.6, the union of the lists read there.

use super::{Course, CourseFact};
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, PersonId, TaskId};
use crate::practice::{Actor, Role};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::{Days, Hours};

/// How much a "yes" weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A "yes" stops the course here; a prescriber owes a call.
    Absolute,
    /// A "yes" needs a prescriber's note.
    Relative,
}

/// Every question asked, by code. Words for people live in `web`.
pub const QUESTIONS: &[(&str, Weight)] = &[
    ("uncontrolled-hypertension", Weight::Absolute),
    ("aneurysm-or-bleed", Weight::Absolute),
    ("recent-heart-event", Weight::Relative),
    ("raised-pressure-in-head", Weight::Absolute),
    ("glaucoma", Weight::Relative),
    ("seizures-or-head-injury", Weight::Relative),
    ("dementia-or-delirium", Weight::Absolute),
    ("psychosis", Weight::Absolute),
    ("family-psychosis", Weight::Relative),
    ("mania-now", Weight::Absolute),
    ("dissociative-disorder", Weight::Relative),
    ("needs-hospital-now", Weight::Absolute),
    ("substance-use-now", Weight::Relative),
    ("pregnant-or-breastfeeding", Weight::Absolute),
    ("liver-thyroid-or-bladder", Weight::Relative),
    ("ketamine-allergy", Weight::Absolute),
    ("sleep-apnoea", Weight::Relative),
    ("interacting-medicines", Weight::Relative),
];

/// Screening so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// Each question's code and its answer.
    pub answers: Vec<(Line, bool)>,
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

impl Screening {
    pub(super) fn answered(answers: Vec<(Line, bool)>, at: Instant) -> Self {
        Self { answers, at, verdict: None }
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
    /// Codes answered "yes" of this weight.
    pub fn found(&self, weight: Weight) -> Vec<&Line> {
        let of_weight =
            |code: &Line| QUESTIONS.iter().any(|(known, w)| *known == code.as_str() && *w == weight);
        self.answers.iter().filter(|(code, yes)| *yes && of_weight(code)).map(|(code, _)| code).collect()
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

/// The answer that cannot wait for a prescriber to read the form.
const NEEDS_HOSPITAL: &str = "needs-hospital-now";

/// The answer among these that cannot wait, if there is one: "I may need a hospital now" is a safety signal.
pub fn cannot_wait(act: &AnswerScreening) -> Option<&Line> {
    let mut answers = act.answers.iter();
    answers.find(|(code, yes)| *yes && code.as_str() == NEEDS_HOSPITAL).map(|(code, _)| code)
}

/// Keeps a whole set of answers. A missing or unknown question is refused; so is a new set after a prescriber's stop.
pub fn answer(course: &Course, act: &AnswerScreening, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    not_stopped(course)?;
    for (code, _) in QUESTIONS {
        let given = act.answers.iter().filter(|(known, _)| known.as_str() == *code).count();
        if given != 1 {
            return Err(Refusal::ScreeningUnanswered { question: code });
        }
    }
    if act.answers.len() != QUESTIONS.len() {
        return Err(Refusal::ScreeningQuestionUnknown);
    }
    Ok(vec![CourseFact::ScreeningAnswered { answers: act.answers.clone(), at: moment.now }])
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

/// Stops, and makes the prescriber owe the person a call today.
pub fn stop(
    id: CourseId,
    course: &Course,
    act: &StopScreening,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    /// House policy: a person who was stopped is called within the working day.
    const CALL_WITHIN: Hours = Hours(8);
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    if course.screening.is_none() {
        return Err(Refusal::ScreeningMissing);
    }
    let stopped = CourseFact::ScreeningStopped { by: *person, at: moment.now, reason: act.reason.clone() };
    let call = TaskFact::Opened {
        matter: Matter::ScreeningCall,
        patient: course.patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_hours(CALL_WITHIN),
        note: None,
    };
    let task = Stream::Task(TaskId::from_command(moment.command, 0));
    Ok(vec![Fact::on(Stream::Course(id), stopped), Fact::on(task, call)])
}

/// After a prescriber's stop nothing goes on in this course: no answers, no consent, no order, no dose.
pub fn not_stopped(course: &Course) -> Result<(), Refusal> {
    match course.screening.as_ref().and_then(|screening| screening.verdict.as_ref()) {
        Some(Verdict::Stopped { .. }) => Err(Refusal::ScreeningStopped),
        Some(Verdict::Cleared { .. }) | None => Ok(()),
    }
}

/// Is the screening cleared, and still fresh at this instant? The days count from the answers: a clearing that comes
/// late, or again, makes nobody's answers younger.
pub fn fresh(course: &Course, content: &Content, at: Instant) -> Result<(), Refusal> {
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
