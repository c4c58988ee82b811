//! An answer that cannot wait for the end of the form, nor for somebody to read it (law 11): a clinician owes an
//! answer by a clock from the moment it is given. The one place where a questionnaire makes a safety signal.

use super::definition::{Flag, Measure};
use super::score::holds;
use crate::fact::Fact;
use crate::ids::TaskId;
use crate::refusal::Refusal;
use crate::safety::Source;
use crate::text::Line;

/// One answer with the item it is given to.
pub type Answer = (Line, u32);

/// The answers that make a signal and have not made one as high: asked of every answer as it is kept, and of the
/// whole set again when it is handed in.
pub fn newly_raised(measure: &Measure, answers: &[Answer], signalled: &[Answer]) -> Vec<Answer> {
    let before = |item: &Line| signalled.iter().find(|(known, _)| known == item).map(|(_, value)| *value);
    let is_new = |(item, value): &&Answer| before(item).is_none_or(|before| before < *value);
    answers.iter().filter(|answer| alarms(measure, answer, answers)).filter(is_new).cloned().collect()
}

/// Does a safety flag hold, to which this answer counts?
fn alarms(measure: &Measure, (item, value): &Answer, answers: &[Answer]) -> bool {
    let up = |flag: &Flag| !flag.counts.is_empty() && flag.counts.iter().all(|count| holds(count, answers));
    let counts =
        |flag: &Flag| flag.counts.iter().any(|count| count.items.contains(item) && count.rated <= *value);
    measure.flags.iter().any(|flag| flag.safety && up(flag) && counts(flag))
}

/// Does the score itself raise a safety flag?
pub fn raised_by_total(measure: &Measure, total: u32) -> bool {
    measure.flags.iter().any(|flag| flag.safety && flag.total.is_some_and(|least| least <= total))
}

/// Tells somebody (`decide/safety.rs`): the facts, and the task in which they owe an answer.
pub type Tell<'a> = &'a dyn Fn(Source) -> Result<(TaskId, Vec<Fact>), Refusal>;

/// What the answers raised, if they raised anything.
pub fn source(measure: &Measure, answers: Vec<Answer>, by_total: bool) -> Option<Source> {
    (by_total || !answers.is_empty()).then(|| Source::Questionnaire { measure: measure.id.clone(), answers })
}
