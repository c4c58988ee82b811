//! When the next reading is due, and how old the last one may look.

use super::{Phase, Session};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::time::Instant;
use crate::units::Minutes;

/// How often readings are due in this phase; `None` when none are.
pub fn every(session: &Session, content: &Content) -> Result<Option<Minutes>, Refusal> {
    Ok(match session.phase {
        Phase::Dosing | Phase::Paused => Some(Minutes(content.small(Key::VitalsDuring)?)),
        Phase::Recovery => Some(Minutes(content.small(Key::VitalsAfter)?)),
        _ => None,
    })
}

/// When the next set of readings is due; `None` when none is owed in this phase. A monitor's numbers do not stand for
/// a person who looked: only readings that somebody entered or took over do.
pub fn next_vitals(session: &Session, content: &Content) -> Result<Option<Instant>, Refusal> {
    let Some(every) = every(session, content)? else { return Ok(None) };
    let Some(dose) = &session.dose else { return Ok(None) };
    let taken = session.last_reading().map(|reading| reading.at);
    let missed = session.missed.last().map(|(at, _)| *at);
    let from = [Some(dose.started), taken, missed].into_iter().flatten().max();
    Ok(from.map(|from| from.plus_minutes(every)))
}

/// Is the reading late beyond its grace at this instant?
pub fn is_late(session: &Session, content: &Content, at: Instant) -> Result<bool, Refusal> {
    let grace = Minutes(content.small(Key::VitalsGrace)?);
    Ok(next_vitals(session, content)?.is_some_and(|due| due.plus_minutes(grace) < at))
}
