//! Sharing is a deed; taking back always works.

use super::{Patient, PatientFact, Shareable};
use crate::ids::PersonId;
use crate::practice::{Person, Role};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Let one person read one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// What.
    pub what: Shareable,
    /// With whom.
    pub with: PersonId,
}

/// Stop letting them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBack {
    /// What.
    pub what: Shareable,
    /// From whom.
    pub with: PersonId,
}

/// Shares, with a clear head, and with somebody who gives support here: whoever gives care reads it as it is.
pub fn share(
    patient: &Patient,
    with: &Person,
    act: Share,
    moment: &Moment,
) -> Result<Vec<PatientFact>, Refusal> {
    patient.clear_headed(moment.now)?;
    if !with.affiliated(Role::IntegrationSpecialist, moment.now) {
        return Err(Refusal::NotAffiliated);
    }
    if patient.shares.contains(&(act.what, act.with)) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::Shared { what: act.what, with: act.with }])
}

/// Takes back, always.
pub fn take_back(patient: &Patient, act: TakeBack) -> Result<Vec<PatientFact>, Refusal> {
    if !patient.shares.contains(&(act.what, act.with)) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![PatientFact::TakenBack { what: act.what, with: act.with }])
}
