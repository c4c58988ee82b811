//! "No more messages": one tap, no sign-in. It stops everything but what a clinician sends because of safety and what
//! the person asks for themself, and can be taken back.

use crate::patient::{Patient, PatientFact};
use crate::refusal::Refusal;
use crate::time::Moment;

/// No more messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsubscribe;

/// Messages again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resubscribe;

/// Stops them.
pub fn stop(patient: &Patient, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    match patient.unsubscribed {
        Some(_) => Err(Refusal::NothingChanged),
        None => Ok(vec![PatientFact::Unsubscribed { at: moment.now }]),
    }
}

/// Lets them come again.
pub fn resume(patient: &Patient, moment: &Moment) -> Result<Vec<PatientFact>, Refusal> {
    match patient.unsubscribed {
        Some(_) => Ok(vec![PatientFact::Resubscribed { at: moment.now }]),
        None => Err(Refusal::NothingChanged),
    }
}
