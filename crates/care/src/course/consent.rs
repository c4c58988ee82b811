//! Consent per model and route, pinned to a protocol version; signed with a clear head; withdrawn any time.

use super::{Course, CourseFact, screening};
use crate::ids::ProtocolId;
use crate::patient::Patient;
use crate::protocol::{CareModel, Protocol, Route};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// A signature: who, when, to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// The door.
    pub model: CareModel,
    /// The route.
    pub route: Route,
    /// The protocol version that was read.
    pub protocol: ProtocolId,
    /// The name as typed.
    pub typed_name: Line,
    /// When.
    pub signed: Instant,
    /// Withdrawn, when.
    pub withdrawn: Option<Instant>,
}

/// "I have read this and I agree."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignConsent {
    /// The route consented to.
    pub route: Route,
    /// The version read.
    pub protocol: ProtocolId,
    /// The patient's own name, typed.
    pub typed_name: Line,
}

/// "I no longer agree."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WithdrawConsent;

/// Signs: outside the clear-headed lock, to the version that is in force, with the patient's own name.
pub fn sign(
    course: &Course,
    act: &SignConsent,
    patient: &Patient,
    protocol: &Protocol,
    moment: &Moment,
) -> Result<Vec<CourseFact>, Refusal> {
    course.require_open()?;
    screening::not_stopped(course)?;
    patient.clear_headed(moment.now)?;
    if protocol.content.slug != course.slug || protocol.content.model != course.model {
        return Err(Refusal::ProtocolOfAnotherCourse);
    }
    protocol.doses(moment.now)?;
    if !protocol.content.routes.contains(&act.route) {
        return Err(Refusal::RouteNotInProtocol { route: act.route });
    }
    if act.typed_name.as_str().to_lowercase() != patient.details.name.as_str().to_lowercase() {
        return Err(Refusal::SignatureNameDiffers);
    }
    let consent = Consent {
        model: course.model,
        route: act.route,
        protocol: act.protocol,
        typed_name: act.typed_name.clone(),
        signed: moment.now,
        withdrawn: None,
    };
    Ok(vec![CourseFact::ConsentSigned { consent }])
}

/// Withdraws every consent of the course. Always works.
pub fn withdraw(course: &Course, moment: &Moment) -> Result<Vec<CourseFact>, Refusal> {
    if course.consents.iter().all(|held| held.withdrawn.is_some()) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![CourseFact::ConsentWithdrawn { at: moment.now }])
}
