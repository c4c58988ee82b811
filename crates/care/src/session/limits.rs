//! Which limit of the running protocol version a number crosses. One place for what a person typed and what a monitor sent.

use super::{Level, Sign};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::session::channel::Thousandths;

/// A limit that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossed {
    /// How much it asks.
    pub level: Level,
    /// The limit, in whole units of the sign.
    pub limit: u32,
}

/// Limits that are reached at their value or above it: the sterner one first.
const ABOVE: &[(Sign, Level, Key)] = &[
    (Sign::Systolic, Level::High, Key::StopSystolic),
    (Sign::Diastolic, Level::High, Key::StopDiastolic),
    (Sign::Pulse, Level::High, Key::StopPulse),
    (Sign::Systolic, Level::Medium, Key::WatchSystolic),
    (Sign::Diastolic, Level::Medium, Key::WatchDiastolic),
];

/// The sternest limit that this number of a sign crosses; none when it is within all of them.
pub fn crossed(sign: Sign, value: Thousandths, content: &Content) -> Result<Option<Crossed>, Refusal> {
    if sign == Sign::Spo2 {
        let limit = content.small(Key::StopSpo2)?;
        let below = u64::from(value.0) < u64::from(limit) * 1_000;
        return Ok(below.then_some(Crossed { level: Level::High, limit }));
    }
    for (_, level, key) in ABOVE.iter().filter(|(of, ..)| *of == sign) {
        let limit = content.small(*key)?;
        if u64::from(limit) * 1_000 <= u64::from(value.0) {
            return Ok(Some(Crossed { level: *level, limit }));
        }
    }
    Ok(None)
}

/// One limit of a running protocol version, for a screen that has to judge by itself while the line is down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Of what.
    pub sign: Sign,
    /// How much it asks.
    pub level: Level,
    /// The number, in whole units of the sign.
    pub limit: u32,
    /// Crossed below it; else at it or above it.
    pub below: bool,
}

/// Every limit of the protocol, the sterner one of a sign first: the same that [`crossed`] judges by.
pub fn all(content: &Content) -> Result<Vec<Limit>, Refusal> {
    let spo2 = content.small(Key::StopSpo2)?;
    let mut all = vec![Limit { sign: Sign::Spo2, level: Level::High, limit: spo2, below: true }];
    for (sign, level, key) in ABOVE {
        all.push(Limit { sign: *sign, level: *level, limit: content.small(*key)?, below: false });
    }
    Ok(all)
}
