//! **A year of a clinic**, lived event by event through the record: `submit`, the rules, the store, the program's own timer
//! and its sender, by a clock that the year moves. Doses are booked by the planner and by hand; people are taken on, go on
//! leave, lose their licence for a week and leave in the middle of a day; protocols are superseded and clocks are changed.
//!
//! What the simulated people try may be refused: refusals are counted. What must never be is found afterwards by a
//! [`judge`] that reads the journal and asks none of the rules.

mod booking;
mod crew;
mod desk;
mod dosing;
mod event;
pub mod judge;
mod life;
mod outside;
mod post;
mod supervision;
mod supply;
mod tally;
mod town;
mod upheaval;
mod ways;
mod world;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant as Stopwatch;

use care::ids::ProtocolId;
use care::time::Instant;
use jiff::tz::TimeZone;

use crate::clock::timed_id;
use crate::keeping::{How, Place};
use event::Event;
use judge::{Counts, Finding};
use life::Life;
use world::World;

use super::chance::Chance;
use super::days::{days, later};
use super::house::{HOUSE, Protocols, ZONE, shipped};
use super::journey::Clinic;
use super::staff::Staff;

/// What is to be lived.
#[derive(Debug, Clone, Copy)]
pub struct Year {
    /// Where every chance comes from.
    pub seed: u64,
    /// The first morning.
    pub from: Instant,
    /// For how many days.
    pub days: u32,
    /// How many doses there are to be, about.
    pub doses: u32,
}

/// What came of it.
#[derive(Debug)]
pub struct Lived {
    /// What the judge found.
    pub findings: Vec<Finding>,
    /// What the judge counted in the journal.
    pub counts: Counts,
    /// What the simulated people counted themselves.
    pub told: Vec<(&'static str, u64)>,
    /// Refusals, the most frequent first.
    pub refusals: Vec<(String, u64)>,
    /// Acts that were done, the clock's own not counted.
    pub acts: u64,
    /// Messages handed over.
    pub messages: u64,
}

/// Minutes within which the judge expects the clock of the house to do what is due.
pub const LATE_MIN: i64 = 2 * life::LOOK_MIN + 1;

/// Doses of a course, on average, times a thousand: of two that begin, about nine are given.
const PER_COURSE_MILLI: i64 = 4_500;

/// Lives it in an empty place, and judges it.
///
/// # Errors
/// What broke, in words. A finding of the judge is no error: it is in the answer.
pub fn live(year: Year, place: &Place, tell: &mut dyn FnMut(&str)) -> Result<Lived, String> {
    let began = Stopwatch::now();
    let mut life = begun(year, place)?;
    life.goes_on(|life| {
        let given: u32 = life.ways.iter().map(|way| way.doses).sum();
        let (day, asked) = (life.world.day(life.world.now), life.ways.len());
        let seconds = began.elapsed().as_secs();
        let (acts, taken) = (life.world.tally.acts, life.post.taken.load(Ordering::Relaxed));
        tell(&format!("{day}: {given} doses, {asked} people, {acts} acts, {taken} messages, {seconds} s"));
    })?;
    tell(&format!("lived in {} s; the journal is read", began.elapsed().as_secs()));
    let (findings, counts) = judge::judge(&life.world.record, LATE_MIN, life.world.now)?;
    let tally = &life.world.tally;
    let lived = Lived {
        findings,
        counts,
        told: tally.counts().collect(),
        refusals: tally.refusals(),
        acts: tally.acts,
        messages: life.post.taken.load(Ordering::Relaxed),
    };
    life.world.record.stop();
    Ok(lived)
}

/// The house on its first morning.
fn begun(year: Year, place: &Place) -> Result<Life, String> {
    let said = |failure: crate::failure::Failure| format!("{failure:?}");
    place.make_folder().map_err(said)?;
    let clock = Arc::new(AtomicI64::new(year.from.0));
    let hand = clock.clone();
    let how = How::quietly(Arc::new(move || Instant(hand.load(Ordering::SeqCst))));
    let record = Arc::new(place.open(HOUSE, how).map_err(said)?);
    let zone = TimeZone::get(ZONE).map_err(|fault| fault.to_string())?;
    let mut chance = Chance::of(year.seed, 365);
    let mut all = vec![];
    for content in shipped()? {
        all.push((ProtocolId(timed_id(year.from, chance.wide())), content));
    }
    let staff = Staff::of(|| timed_id(year.from, chance.wide()));
    let until = days(year.from, i64::from(year.days));
    let clinic = Clinic { staff, protocols: Protocols { all }, seed: year.seed, now: until };
    let mut world = World::new(record.clone(), clock, zone, chance, year.from);
    let crew = town::people(&mut world);
    let workdays = i64::from(year.days) * 5 / 7;
    let courses_milli = i64::from(year.doses) * 1_000_000 / PER_COURSE_MILLI;
    let mut life = Life {
        world,
        crew,
        ways: vec![],
        clinic,
        post: post::Post::new(&record),
        rate_milli: courses_milli / workdays.max(1),
        leaves: vec![],
        of: BTreeMap::new(),
        until,
    };
    life.founds()?;
    life.foresees();
    life.world.on(later(year.from, life::LOOK_MIN), Event::Look);
    life.world.on(later(year.from, 5), Event::Day);
    Ok(life)
}

#[cfg(test)]
mod tests;
