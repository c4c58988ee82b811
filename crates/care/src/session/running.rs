//! What ran in by the orders and the clock: worked out in whole numbers, never measured. A stretch at one rate runs until
//! somebody at the chair says that the pump was set to another; what was held back adds nothing.

use super::Session;
use crate::ids::PersonId;
use crate::time::Instant;
use crate::units::{Micrograms, Minutes};

/// The pump runs by another order from here on, says somebody at the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateChange {
    /// The whole dose of that order: no more goes in, with what ran in before.
    pub amount: Micrograms,
    /// Over how long that dose would run.
    pub over: Minutes,
    /// Which order.
    pub order: u32,
    /// Who set it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// One stretch at one rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// The whole dose of its order.
    pub amount: Micrograms,
    /// Over how long that dose would run.
    pub over: Minutes,
    /// Seconds that count: of a stretch that is over all of them, of the one that runs its whole minutes.
    pub counted_s: u64,
}

impl Segment {
    /// So much went in by it, rounded down to whole micrograms.
    pub fn ran_in(&self) -> Micrograms {
        Micrograms(part(self.amount.0, self.counted_s, u64::from(self.over.0) * 60))
    }

    /// How fast: in an hour.
    pub fn an_hour(&self) -> Micrograms {
        an_hour(self.amount, self.over)
    }
}

/// How fast an order runs: so much in an hour, rounded down to whole micrograms.
pub fn an_hour(amount: Micrograms, over: Minutes) -> Micrograms {
    Micrograms(part(amount.0, 60, u64::from(over.0)))
}

/// Where a dose that runs by the hour stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Running {
    /// Its stretches, oldest first; never none.
    pub segments: Vec<Segment>,
    /// Microseconds until the present order's dose is in, at the present rate and without pauses; 0 when it is, by this sum.
    pub left_us: i64,
    /// The whole dose of the present order.
    pub ceiling: Micrograms,
}

impl Running {
    /// Everything that ran in by this sum.
    pub fn total(&self) -> Micrograms {
        Micrograms(self.segments.iter().fold(0, |sum, one| sum.saturating_add(one.ran_in().0)))
    }
}

const SECOND: u64 = 1_000_000;
const MINUTE: u64 = 60 * SECOND;

/// `of · times / by`, rounded down; by nothing is by one.
fn part(of: u64, times: u64, by: u64) -> u64 {
    let whole = u128::from(of) * u128::from(times) / u128::from(by.max(1));
    u64::try_from(whole).unwrap_or(u64::MAX)
}

/// Where the dose of a session stands at an instant; none where nothing runs by the hour.
pub fn running(session: &Session, now: Instant) -> Option<Running> {
    worked_out(session, now, false)
}

/// The same, with every second of the stretch that runs: for what another rate is weighed with.
pub fn to_the_second(session: &Session, now: Instant) -> Option<Running> {
    worked_out(session, now, true)
}

fn worked_out(session: &Session, now: Instant, to_the_second: bool) -> Option<Running> {
    let dose = session.dose.as_ref()?;
    let to = dose.ended.map_or(now, |(_, ended)| ended.min(now));
    let held = held(session, to);
    let changes = dose.changes.iter().map(|change| (change.at, change.amount, change.over));
    let stretches: Vec<_> = std::iter::once((dose.started, dose.amount, dose.over?)).chain(changes).collect();
    let ends = stretches.iter().skip(1).map(|(next, ..)| (*next).min(to)).chain([to]);
    let mut stands = Running { segments: vec![], left_us: 0, ceiling: dose.amount };
    for (nth, ((from, amount, over), until)) in stretches.iter().zip(ends).enumerate() {
        let ran = ran_us(&held, *from, until);
        // At this rate until the dose of its own order is in, with what ran in before.
        let room = amount.0.saturating_sub(stands.total().0);
        let planned = part(u64::from(over.0) * MINUTE, room, amount.0);
        let runs = nth + 1 == stretches.len() && !to_the_second && ran < planned;
        let counted_s = if runs { ran / MINUTE * 60 } else { ran.min(planned) / SECOND };
        stands.segments.push(Segment { amount: *amount, over: *over, counted_s });
        stands.left_us = i64::try_from(planned.saturating_sub(ran)).unwrap_or(i64::MAX);
        stands.ceiling = *amount;
    }
    Some(stands)
}

/// Microseconds between two instants that were not held back.
fn ran_us(held: &[(i64, i64)], from: Instant, until: Instant) -> u64 {
    let overlap =
        |(begins, ends): &(i64, i64)| (*ends).min(until.0).saturating_sub((*begins).max(from.0)).max(0);
    let stood: i64 = held.iter().map(overlap).sum();
    u64::try_from(until.0.saturating_sub(from.0).saturating_sub(stood)).unwrap_or(0)
}

/// When it was held back, in order of time and without counting any moment twice.
fn held(session: &Session, to: Instant) -> Vec<(i64, i64)> {
    let pause = |(at, _, until): &(Instant, _, Option<Instant>)| (at.0, until.unwrap_or(to).min(to).0);
    let mut pauses: Vec<(i64, i64)> = session.pauses.iter().map(pause).collect();
    pauses.retain(|(begins, ends)| begins < ends);
    pauses.sort_unstable();
    let mut merged: Vec<(i64, i64)> = vec![];
    for (begins, ends) in pauses {
        match merged.last_mut() {
            Some((_, last)) if begins <= *last => *last = ends.max(*last),
            _ => merged.push((begins, ends)),
        }
    }
    merged
}
