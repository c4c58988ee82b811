//! A visit without a dose took place: preparation, review, or a later talk.

use super::{Phase, Session, SessionFact};
use crate::course::{Course, CourseFact, SessionKind};
use crate::fact::{Fact, Stream};
use crate::ids::SessionId;
use crate::practice::Role;
use crate::protocol::CareModel;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// "We met."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldSession {
    /// In a sentence; nothing that belongs into a therapy note.
    pub note: Option<Line>,
}

/// Holds it, by whoever may give that kind of visit.
pub fn decide(
    id: SessionId,
    session: &Session,
    act: &HoldSession,
    course: &Course,
    role: Role,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    session.require(&[Phase::Scheduled, Phase::CheckedIn])?;
    match session.kind {
        SessionKind::Dosing => return Err(Refusal::DosingIsNotHeld),
        SessionKind::IntegrationTherapy if course.model == CareModel::Infusion => {
            return Err(Refusal::NoTherapyInInfusion);
        }
        SessionKind::IntegrationTherapy if role != Role::Therapist => return Err(Refusal::TherapistMissing),
        SessionKind::IntegrationSupport if role != Role::IntegrationSpecialist => {
            return Err(Refusal::SpecialistMissing);
        }
        SessionKind::Preparation | SessionKind::Review if role == Role::IntegrationSpecialist => {
            return Err(Refusal::OutOfScope { role, act: crate::practice::ActKind::HoldSession });
        }
        _ => {}
    }
    let at = moment.plausible()?;
    let held = SessionFact::Held { at, note: act.note.clone() };
    let on_course = CourseFact::SessionHeld { session: id, kind: session.kind, at };
    Ok(vec![Fact::on(Stream::Session(id), held), Fact::on(Stream::Course(session.course), on_course)])
}
