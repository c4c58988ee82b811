//! Spans of a visit in which a reading was owed, and nobody took one or said why: the record names them.

use super::Session;
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::time::Instant;
use crate::units::Minutes;

/// A span without a reading and without a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// When the reading was due.
    pub from: Instant,
    /// The next reading, the next reason, the end of the visit, or now.
    pub until: Instant,
}

/// Every gap since the dose began, oldest first. Judged as at the chair: from the last reading or reason on, by the protocol's
/// interval of that phase and its grace. A monitor's numbers do not stand for a person who looked.
pub fn unexplained(session: &Session, content: &Content, now: Instant) -> Result<Vec<Gap>, Refusal> {
    let Some(dose) = &session.dose else { return Ok(vec![]) };
    let end = session.discharged.as_ref().map_or(now, |(at, ..)| *at);
    let grace = Minutes(content.small(Key::VitalsGrace)?);
    let during = Minutes(content.small(Key::VitalsDuring)?);
    let after = Minutes(content.small(Key::VitalsAfter)?);
    let ended = dose.ended.map(|(_, at)| at);
    let due = |from: Instant| match ended {
        // In recovery, and over the end of the dose: the interval of recovery counts from the last reading.
        Some(ended) if ended <= from.plus_minutes(during) => from.plus_minutes(after).max(ended),
        _ => from.plus_minutes(during),
    };
    let read = session.readings.iter().filter(|reading| reading.wrong.is_none()).map(|reading| reading.at);
    let mut points: Vec<Instant> = read.chain(session.missed.iter().map(|(at, _)| *at)).collect();
    points.retain(|at| dose.started < *at && *at < end);
    points.push(end);
    points.sort_unstable();
    let mut gaps = vec![];
    let mut from = dose.started;
    for until in points {
        let owed = due(from);
        if owed.plus_minutes(grace) < until {
            gaps.push(Gap { from: owed, until });
        }
        from = until;
    }
    Ok(gaps)
}
