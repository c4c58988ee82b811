//! The simulated clinic: Harbor Clinic over some weeks, ending now. It fills the demonstration and tests the house.
//!
//! Every act goes in through `submit` at its own instant; a refusal is a bug of the simulator or of the rules. Read
//! [`today`], [`first_hours`] and [`in_between`] for the people told one by one, [`stream`] for everybody else, and
//! [`sitting`] for a dosing day. The same seed and the same now tell the same story.

pub mod building;
pub mod chairs;
pub mod chance;
pub mod days;
pub mod evenings;
pub mod house;
pub mod laws;
pub mod live;
pub mod script;
pub mod staff;
pub mod year;

mod afterwards;
mod articles;
mod calendar;
mod first_hours;
mod in_between;
mod journey;
mod keeping;
mod money;
mod outside;
mod people;
mod questions;
mod screening;
mod series;
mod sitting;
mod stream;
mod today;
mod turn;
mod vault;
mod words;

use care::ids::{PatientId, ProtocolId};
use care::time::Instant;
use jiff::tz::TimeZone;

use crate::clock::timed_id;
use chance::Chance;
use days::{Days, days, hours};
use house::Protocols;
use journey::{Clinic, Journey};
use script::{Script, Step, woven};
use staff::Staff;

/// Least number of days the house has existed: the people told one by one need as many.
const FOUNDED_BEFORE: i64 = 95;
/// How many days ago Dana Rivers left.
const DANA_LEFT_AGO: i64 = 25;

/// What is to be told.
#[derive(Debug, Clone, Copy)]
pub struct Telling {
    /// Where every chance comes from.
    pub seed: u64,
    /// The end of it.
    pub now: Instant,
    /// For how many days people have been coming.
    pub days: u32,
}

/// The whole story, ready to be lived.
#[derive(Debug)]
pub struct History {
    /// Its acts, in the order of time.
    pub steps: Vec<Step>,
    /// The people of the house.
    pub staff: Staff,
    /// Everyone who came, by name.
    pub patients: Vec<(&'static str, PatientId)>,
}

/// Tells the story of the clinic.
///
/// # Errors
/// In words, when a shipped protocol or the zone cannot be read.
pub fn history(telling: Telling) -> Result<History, String> {
    let now = telling.now;
    let zone = TimeZone::get(house::ZONE).map_err(|fault| fault.to_string())?;
    let founded = days(now, -i64::from(telling.days).max(FOUNDED_BEFORE));
    let mut script = Script::new(Chance::of(telling.seed, 0));
    // Those who came first have the older ids, and the same ids whatever the seed's later chances.
    let staff = Staff::of(|| timed_id(founded, script.chance.wide()));
    let mut all = vec![];
    for content in house::shipped()? {
        all.push((ProtocolId(timed_id(founded, script.chance.wide())), content));
    }
    let protocols = Protocols { all };
    house::found(&mut script, &staff, &protocols, founded, now);
    let clinic = Clinic { staff, protocols, seed: telling.seed, now };
    let mut book = Days::new(zone.clone(), (hours(now, -60), hours(now, 14)));
    let dana_leaves = hours(book.open(days(now, -DANA_LEFT_AGO)), 1);
    let mut journeys = today::everyone(&clinic, &mut book);
    journeys.extend(first_hours::everyone(&clinic, &mut book));
    journeys.extend(in_between::everyone(&clinic, &mut book, dana_leaves));
    let coming = days(now, -i64::from(telling.days)).max(days(founded, 2));
    journeys.extend(stream::newcomers(&clinic, &mut book, coming, dana_leaves));
    journeys.iter_mut().for_each(money::first_visit);
    let came = |journey: &Journey| (journey.name, journey.patient);
    let patients = journeys.iter().map(came).collect();
    let mut scripts = vec![script];
    scripts.extend(journeys.into_iter().map(|journey| journey.script));
    let steps = vault::kept(woven(scripts, now), &staff, founded, now, &zone)?;
    Ok(History { steps, staff, patients })
}
