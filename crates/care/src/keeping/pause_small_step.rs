//! Resting a small step, taking it up again, letting it go. No reason is asked for, and there is no field for one.

use super::{Keeping, StepState};
use crate::patient::PatientFact;
use crate::refusal::Refusal;
use crate::time::Moment;

macro_rules! of_a_step {
    ($($(#[$doc:meta])* $Name:ident;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $Name {
            /// Which.
            pub number: u32,
        }
    )+ };
}
of_a_step! {
    /// Let it rest.
    PauseSmallStep;
    /// Take it up again.
    ResumeSmallStep;
    /// Let it go for good. Its days stay in the person's line.
    LetGoSmallStep;
}

/// Pauses.
pub fn pause(keeping: &Keeping, act: PauseSmallStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    if keeping.step(act.number)?.state == StepState::Paused {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::StepPaused { number: act.number, at: moment.now }])
}

/// Resumes, while fewer than three are active.
pub fn resume(keeping: &Keeping, act: ResumeSmallStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    if keeping.step(act.number)?.state == StepState::Active {
        return Err(Refusal::NothingChanged);
    }
    keeping.room()?;
    Ok(vec![PatientFact::StepResumed { number: act.number, at: moment.now }])
}

/// Lets go.
pub fn let_go(keeping: &Keeping, act: LetGoSmallStep, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    keeping.step(act.number)?;
    Ok(vec![PatientFact::StepLetGo { number: act.number, at: moment.now }])
}
