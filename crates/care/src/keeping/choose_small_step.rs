//! A small step, in the person's own words.

use super::{Keeping, StepState, StepWords};
use crate::patient::PatientFact;
use crate::refusal::Refusal;
use crate::time::Moment;

/// "Put the phone away, at 22:00, in the hall."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChooseSmallStep {
    /// The words.
    pub words: StepWords,
}

/// Say it otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeSmallStep {
    /// Which.
    pub number: u32,
    /// The words from now on. The days it was done stay.
    pub words: StepWords,
}

/// Chooses one more, while fewer than three are active.
pub fn choose(
    keeping: &Keeping,
    act: &ChooseSmallStep,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    let same = |step: &&super::SmallStep| step.state != StepState::LetGo && step.words == act.words;
    if keeping.steps.iter().any(|step| same(&step)) {
        return Err(Refusal::NothingChanged);
    }
    keeping.room()?;
    let number = keeping.steps.iter().map(|step| step.number).max().unwrap_or(0) + 1;
    Ok(vec![PatientFact::StepChosen { number, words: act.words.clone(), at: moment.now }])
}

/// Changes its words; earlier ones stay in the journal.
pub fn change(
    keeping: &Keeping,
    act: &ChangeSmallStep,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    if keeping.step(act.number)?.words == act.words {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::StepChanged { number: act.number, words: act.words.clone(), at: moment.now }])
}
