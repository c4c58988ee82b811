//! Writing a patient into the house, and correcting what was written.

use super::{Details, Patient, PatientFact};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Write a patient into the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterPatient {
    /// Who and how to reach.
    pub details: Details,
}

/// Correct what was written; the earlier words stay in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectPatient {
    /// As it should read.
    pub details: Details,
    /// Why.
    pub reason: Line,
}

/// Registers once. A birthday in the future is refused.
pub fn register(
    before: Option<&Patient>,
    act: &RegisterPatient,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    born_before(&act.details, moment)?;
    Ok(vec![PatientFact::Registered { details: act.details.clone() }])
}

/// Corrects, if there is something to correct.
pub fn correct(
    patient: &Patient,
    act: &CorrectPatient,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    if patient.details == act.details {
        return Err(Refusal::NothingChanged);
    }
    born_before(&act.details, moment)?;
    Ok(vec![PatientFact::Corrected { details: act.details.clone(), reason: act.reason.clone() }])
}

fn born_before(details: &Details, moment: &Moment) -> Result<(), Refusal> {
    if moment.now < details.born.utc_midnight() { Err(Refusal::BornInTheFuture) } else { Ok(()) }
}
