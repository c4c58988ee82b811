//! The patient's own yes, part by part, with a clear head. Sending less works any time.

use super::{Consent, Part, Referral, ReferralFact};
use crate::patient::Patient;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "You may send these parts."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConsentToReferral {
    /// These.
    pub parts: Vec<Part>,
    /// The patient's own name, typed.
    pub typed_name: Line,
}

/// Keeps the yes. New sharing asks for a clear head; a yes to less than before is a taking back, and always works.
pub fn consent(
    referral: &Referral,
    act: &ConsentToReferral,
    patient: &Patient,
    moment: &Moment,
) -> Result<Vec<ReferralFact>, Refusal> {
    referral.require_open()?;
    let offered = referral.written.content.parts();
    if act.parts.iter().any(|part| !offered.contains(part)) {
        return Err(Refusal::ReferralPartNotOffered);
    }
    let parts: Vec<Part> = offered.into_iter().filter(|part| act.parts.contains(part)).collect();
    if !parts.contains(&Part::FirstName) {
        return Err(Refusal::ReferralPartNeeded);
    }
    let before = referral.consent.as_ref().map(|consent| &consent.parts);
    if before == Some(&parts) {
        return Err(Refusal::NothingChanged);
    }
    let is_less = before.is_some_and(|before| parts.iter().all(|part| before.contains(part)));
    if !is_less {
        patient.clear_headed(moment.now)?;
    }
    if act.typed_name.as_str().to_lowercase() != patient.details.name.as_str().to_lowercase() {
        return Err(Refusal::SignatureNameDiffers);
    }
    let consent = Consent { parts, typed_name: act.typed_name.clone(), at: moment.now };
    Ok(vec![ReferralFact::Consented { consent }])
}
