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

/// Opens it if the house offers that door, and no other course of this person is open: changing door closes one and
/// opens another. A draft may be chosen; it cannot dose until signed.
pub fn decide(
    act: OpenCourse,
    house: &House,
    protocol: &Protocol,
    another_open: bool,
) -> Result<Vec<CourseFact>, Refusal> {
    if another_open {
        return Err(Refusal::CourseAlreadyOpen);
    }
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
