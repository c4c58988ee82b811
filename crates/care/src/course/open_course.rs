//! Choosing a door: one course, one care model, one protocol.

use super::CourseFact;
use crate::house::House;
use crate::ids::{PatientId, ProtocolId};
use crate::protocol::{Key, Protocol};
use crate::refusal::Refusal;

/// Begin a course under a protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenCourse {
    /// Whose.
    pub patient: PatientId,
    /// Under which version.
    pub protocol: ProtocolId,
}

/// Opens it if the house offers that door. A draft may be chosen; it cannot dose until signed.
pub fn decide(act: OpenCourse, house: &House, protocol: &Protocol) -> Result<Vec<CourseFact>, Refusal> {
    let content = &protocol.content;
    if !house.offers.contains(&content.model) {
        return Err(Refusal::DoorNotOffered { model: content.model });
    }
    Ok(vec![CourseFact::Opened {
        patient: act.patient,
        model: content.model,
        protocol: act.protocol,
        slug: content.slug.clone(),
        planned_doses: content.small(Key::SeriesDoses)?,
    }])
}
