//! Who is in the room. A licensed therapist is present because somebody saw them there.

use super::{Phase, Session, SessionFact};
use crate::ids::PersonId;
use crate::practice::{Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::Moment;

/// Somebody came in or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotePresence {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// In the room, or not.
    pub present: bool,
}

/// Notes it. To be present in a role, one must stand in it now.
pub fn decide(
    session: &Session,
    act: NotePresence,
    person: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<SessionFact>, Refusal> {
    session.require(&[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    if act.present {
        person.stand(act.role, here, moment.now)?;
    }
    if session.present.contains(&(act.person, act.role)) == act.present {
        return Err(Refusal::NothingChanged);
    }
    let (person, role, present) = (act.person, act.role, act.present);
    Ok(vec![SessionFact::PresenceNoted { person, role, present, at: moment.plausible()? }])
}
