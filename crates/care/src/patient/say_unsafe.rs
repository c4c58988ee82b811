//! "I don't feel safe": a clinician owes an answer by a clock.

use super::PatientFact;
use crate::fact::{Fact, Stream};
use crate::ids::{PatientId, TaskId};
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::tasks::{Matter, TaskFact};
use crate::time::Moment;
use crate::units::Minutes;

/// Answer time where no signed protocol gives one: the shortest a protocol may ask for is 5 minutes, and this
/// is deliberately short. House policy, not a clinical value.
pub const ANSWER_WITHOUT_PROTOCOL: Minutes = Minutes(30);

/// "I don't feel safe", with words or without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SayUnsafe {
    /// What the person wrote, if anything.
    pub words: Option<String>,
}

/// Records it and makes a prescriber owe an answer. Never refused for what was typed: a form says what it cannot
/// keep before the person has left it; here, the signal goes out without words that cannot be kept.
pub fn say(
    patient: PatientId,
    act: &SayUnsafe,
    answer: Minutes,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let words = act.words.as_deref().and_then(|words| crate::text::prose(words).ok());
    let said = PatientFact::SaidUnsafe { words };
    let owed = TaskFact::Opened {
        matter: Matter::SafetySignal,
        patient,
        owed_by: Role::Prescriber,
        due: moment.now.plus_minutes(answer),
        note: None,
    };
    let task = Stream::Task(TaskId::from_command(moment.command, 0));
    Ok(vec![Fact::on(Stream::Patient(patient), said), Fact::on(task, owed)])
}
