//! Giving a patient the means to sign in. The secret is shown once and never passes through here; that it was given,
//! and by whom, is a fact, because whoever gives it could use it.

use super::{Patient, PatientFact};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;

/// "Here is your sign-in."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GiveSignIn {
    /// The sign-in name.
    pub login: Line,
}

/// Keeps who gave it. A later one takes the place of an earlier.
pub fn give(_patient: &Patient, act: &GiveSignIn, by: &Actor) -> Result<Vec<PatientFact>, Refusal> {
    let Actor::Person(by) = by else { return Err(Refusal::PersonUnknown) };
    Ok(vec![PatientFact::SignInGiven { login: act.login.clone(), by: *by }])
}
