//! The patient answers: one question at a time, each kept as it is given, so that a closed browser loses nothing;
//! then the whole is handed in. Never behind the clear-headed lock, and never refused because the course has closed
//! meanwhile: an answer may be the one that cannot wait.

use super::definition::Measure;
use super::kept::{Asking, Entry, Origin};
use super::score::{possible, score};
use super::signal::{self, Answer, Tell};
use crate::course::{Course, CourseFact};
use crate::fact::{Fact, Stream};
use crate::ids::CourseId;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// One answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeepMeasureAnswer {
    /// Of which asking.
    pub asked: u32,
    /// To which item.
    pub item: Line,
    /// What the answer counts.
    pub value: u32,
}

/// "These are my answers." What was kept before stands, unless it is answered anew here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerMeasure {
    /// Of which asking.
    pub asked: u32,
    /// Answers given with the handing in: all of them, some, or none.
    pub answers: Vec<Answer>,
}

/// Where the answers go, and who hears of one that cannot wait.
#[derive(Clone, Copy)]
pub struct Answering<'a> {
    /// The course.
    pub id: CourseId,
    /// As it stands.
    pub course: &'a Course,
    /// Which questionnaire, as it is asked today.
    pub measure: &'a Measure,
    /// Makes somebody owe an answer.
    pub tell: Tell<'a>,
    /// When.
    pub moment: &'a Moment,
}

/// Keeps one answer. One that raises a safety flag makes a clinician owe an answer now, not at the end of the form.
pub fn keep(to: &Answering<'_>, act: &KeepMeasureAnswer) -> Result<Vec<Fact>, Refusal> {
    let (asking, measure) = (open(to, act.asked)?, to.measure);
    measure.licensed()?;
    possible(measure, &act.item, act.value)?;
    let so_far = with(&kept(asking, measure), &[(act.item.clone(), act.value)]);
    let raised = signal::newly_raised(measure, &so_far, &asking.signalled);
    let raised: Vec<Answer> = raised.into_iter().filter(|(item, _)| *item == act.item).collect();
    let owed = signal::source(measure, raised, false).map(to.tell).transpose()?;
    let kept = CourseFact::MeasureAnswerKept {
        asked: act.asked,
        version: measure.version.clone(),
        item: act.item.clone(),
        value: act.value,
        owed: owed.as_ref().map(|(task, _)| *task),
        at: to.moment.now,
    };
    let mut facts = vec![Fact::on(Stream::Course(to.id), kept)];
    facts.extend(owed.into_iter().flat_map(|(_, facts)| facts));
    Ok(facts)
}

/// Hands in the whole set.
pub fn answer(to: &Answering<'_>, act: &AnswerMeasure) -> Result<Vec<Fact>, Refusal> {
    let (asking, measure) = (open(to, act.asked)?, to.measure);
    measure.licensed()?;
    for (n, (item, _)) in act.answers.iter().enumerate() {
        if act.answers[..n].iter().any(|(other, _)| other == item) {
            return Err(Refusal::MeasureAnsweredTwice { item: item.clone() });
        }
    }
    let answers = in_order(measure, with(&kept(asking, measure), &act.answers));
    let scored = score(measure, &answers)?;
    let raised = signal::newly_raised(measure, &answers, &asking.signalled);
    let entry = Entry {
        number: to.course.measures.next_entry(),
        asked: Some(asking.number),
        measure: measure.id.clone(),
        version: measure.version.clone(),
        answers,
        scored,
        taken: to.moment.now,
        origin: Origin::Patient,
    };
    let entered = CourseFact::MeasureEntered { entry: Box::new(entry) };
    let mut facts = vec![Fact::on(Stream::Course(to.id), entered)];
    if let Some(source) = signal::source(measure, raised, false) {
        facts.extend((to.tell)(source)?.1);
    }
    Ok(facts)
}

fn open<'a>(to: &Answering<'a>, asked: u32) -> Result<&'a Asking, Refusal> {
    let asking = to.course.measures.asking(asked)?;
    if asking.done { Err(Refusal::MeasureAlreadyAnswered) } else { Ok(asking) }
}

/// What was answered so far in this version.
fn kept(asking: &Asking, measure: &Measure) -> Vec<Answer> {
    if asking.version == measure.version { asking.answers.clone() } else { vec![] }
}

/// The newer answers in the place of the older ones.
fn with(older: &[Answer], newer: &[Answer]) -> Vec<Answer> {
    let stays = |(item, _): &&Answer| !newer.iter().any(|(other, _)| other == item);
    older.iter().filter(stays).chain(newer).cloned().collect()
}

/// As the questionnaire asks them; an item that it does not know stays, for scoring to refuse.
fn in_order(measure: &Measure, mut answers: Vec<Answer>) -> Vec<Answer> {
    answers.sort_by_key(|(item, _)| measure.item(item.as_str()).map_or(usize::MAX, |(n, _)| n));
    answers
}
