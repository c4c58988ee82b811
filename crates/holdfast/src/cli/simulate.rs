//! `holdfast simulate clinic`, `evenings` and `year`: simulated houses through every rule, and everything that must hold
//! afterwards.

use std::time::Instant as Stopwatch;

use care::time::Instant;
use clap::{Args, Subcommand};
use record::rebuild::verify;

use super::{say, simulate_year};
use crate::failure::Failure;
use crate::keeping::{Place, Temporary};
use crate::simulator::building::build;
use crate::simulator::chance::Chance;
use crate::simulator::days::later;
use crate::simulator::{Telling, evenings, laws};

/// Simulates something.
#[derive(Debug, Args)]
pub struct Simulate {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Harbor Clinic over some weeks
    Clinic {
        /// Where every chance comes from, the day and hour it ends at among them
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// For how many days people have been coming
        #[arg(long, value_name = "D", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=3_650))]
        days: u32,
    },
    /// Evenings on which somebody may not be safe, each with another cover: none of them is silent
    Evenings {
        /// Where every chance comes from
        #[arg(long, value_name = "N", default_value_t = 1)]
        seed: u64,
        /// How many
        #[arg(long, value_name = "N", default_value_t = 10_000)]
        count: u64,
        /// How many of them through a record of their own as well, with the program's own timer
        #[arg(long, value_name = "N", default_value_t = 300)]
        kept: u64,
    },
    /// A year of a large clinic by a clock that the program moves, judged afterwards by its journal alone
    Year(simulate_year::YearAsked),
}

/// Midnight UTC on 1 January 2026: the year in which the story ends at any minute, clock changes and all.
const YEAR: Instant = Instant(1_767_225_600_000_000);

impl Simulate {
    /// Runs it; a broken law names the seed.
    pub fn run(&self) -> Result<(), Failure> {
        let (seed, days) = match &self.what {
            What::Clinic { seed, days } => (*seed, *days),
            What::Evenings { seed, count, kept } => return evenings(*seed, *count, *kept),
            What::Year(asked) => return simulate_year::run(asked),
        };
        let now = later(YEAR, Chance::of(seed, 7).between(0, 366 * 24 * 60));
        let with_seed = |failure: Failure| match failure {
            Failure::NotSo(why) => Failure::NotSo(format!("seed {seed}, {days} days: {why}")),
            other => other,
        };
        clinic(Telling { seed, now, days }).map_err(with_seed)
    }
}

fn evenings(seed: u64, count: u64, kept: u64) -> Result<(), Failure> {
    let began = Stopwatch::now();
    let counts = evenings::live(seed, count, kept);
    for (name, value) in counts.map_err(|why| Failure::NotSo(format!("seed {seed}, {why}")))? {
        say(&format!("{name}: {value}"));
    }
    say(&format!("seconds: {}", began.elapsed().as_secs()));
    Ok(())
}

fn clinic(telling: Telling) -> Result<(), Failure> {
    let began = Stopwatch::now();
    let folder = Temporary::new("simulation")?;
    let (record, told) = build(&Place::folder(folder.path()), telling, |_| ())?;
    let repeated = laws::repeats_do_nothing(&record, &told.steps).map_err(Failure::NotSo)?;
    let counts = laws::check(&record).map_err(Failure::NotSo)?;
    let org = record.org().to_owned();
    let checked = record.read(|conn| Ok(verify(conn, &org)));
    let checked = checked.map_err(|fault| Failure::machine(&fault))?;
    let checked = checked.map_err(|difference| Failure::NotSo(difference.to_string()))?;
    for (name, value) in [
        ("acts", told.steps.len()),
        ("facts", counts.facts),
        ("rows of views", checked.rows),
        ("patients", counts.patients),
        ("courses", counts.courses),
        ("doses", counts.doses),
        ("windows", counts.windows),
        ("tasks", counts.tasks),
        ("acts asked again", repeated),
    ] {
        say(&format!("{name}: {value}"));
    }
    say(&format!("seconds: {}", began.elapsed().as_secs()));
    Ok(())
}
