//! Somebody of the team enters what was answered on paper, or a score that was added up elsewhere.

use super::definition::Measure;
use super::kept::{Entry, Origin};
use super::score::{score, score_of_total};
use super::signal::{self, Answer, Tell};
use crate::course::{Course, CourseFact};
use crate::fact::{Fact, Stream};
use crate::ids::CourseId;
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// What is on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnPaper {
    /// Every answer.
    Answers(Vec<Answer>),
    /// The score alone: for a questionnaire whose words are not here.
    Score(u32),
}

/// "This is what it says."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnterMeasure {
    /// Which questionnaire.
    pub measure: Line,
    /// What is on the paper.
    pub paper: OnPaper,
    /// When it was answered.
    pub taken: Instant,
}

/// Keeps it with its own date. What the patient was asked meanwhile stays asked: this is another time.
pub fn enter(
    id: CourseId,
    course: &Course,
    act: &EnterMeasure,
    measure: &Measure,
    tell: Tell<'_>,
    by: (&Actor, &Moment),
) -> Result<Vec<Fact>, Refusal> {
    let (by, moment) = by;
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    course.require_open()?;
    measure.licensed()?;
    if moment.now < act.taken {
        return Err(Refusal::TimeInTheFuture { ahead_min: act.taken.minutes_since(moment.now) });
    }
    let (answers, scored, origin) = match &act.paper {
        OnPaper::Answers(answers) => (answers.clone(), score(measure, answers)?, Origin::Paper(*person)),
        OnPaper::Score(total) if measure.is_shell() => {
            (vec![], score_of_total(measure, *total)?, Origin::Elsewhere(*person))
        }
        OnPaper::Score(_) => return Err(Refusal::MeasureWantsAnswers),
    };
    let raised = signal::newly_raised(measure, &answers, &[]);
    let by_total = signal::raised_by_total(measure, scored.total);
    let entry = Entry {
        number: course.measures.next_entry(),
        asked: None,
        measure: measure.id.clone(),
        version: measure.version.clone(),
        answers,
        scored,
        taken: act.taken,
        origin,
    };
    let mut facts = vec![Fact::on(Stream::Course(id), CourseFact::MeasureEntered { entry: Box::new(entry) })];
    if let Some(source) = signal::source(measure, raised, by_total) {
        facts.extend(tell(source)?.1);
    }
    Ok(facts)
}
