//! `holdfast simulate year`: lives it, prints it month by month, and ends with a table and what the judge found.

use std::path::PathBuf;
use std::time::Instant as Stopwatch;

use care::time::Instant;
use clap::Args;
use jiff::Span;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use super::say;
use crate::failure::Failure;
use crate::keeping::{Place, Temporary};
use crate::simulator::house::ZONE;
use crate::simulator::year::{Lived, Year, live};

/// A year, as it is asked for.
#[derive(Debug, Clone, Args)]
pub struct YearAsked {
    /// Where every chance comes from, and the day it begins on unless that is said
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// For how many days
    #[arg(long, value_name = "D", default_value_t = 365, value_parser = clap::value_parser!(u32).range(1..=1_100))]
    days: u32,
    /// How many doses there are to be, about
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    doses: u32,
    /// The first day (2027-03-01)
    #[arg(long, value_name = "DAY")]
    from: Option<jiff::civil::Date>,
    /// Keep the record here; else it goes with the run
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Write what came of it here, for the ledger of docs/soak.md
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// The earliest beginning; each seed begins some weeks later than the one before, for two years. Many contain a leap day.
const FIRST: Date = date(2027, 1, 4);
const SEEDS: u64 = 24;
const APART_D: u64 = 29;
/// Refusals and findings that are printed.
const SHOWN: usize = 40;

/// Runs it; a finding of the judge names the seed.
pub(super) fn run(asked: &YearAsked) -> Result<(), Failure> {
    let began = Stopwatch::now();
    let shift = i64::try_from((asked.seed % SEEDS) * APART_D).unwrap_or(0);
    let first = asked.from.unwrap_or_else(|| FIRST.saturating_add(Span::new().days(shift)));
    let zone = TimeZone::get(ZONE).map_err(|fault| Failure::machine(&fault))?;
    let morning = first.at(6, 0, 0, 0).to_zoned(zone).map_err(|fault| Failure::machine(&fault))?;
    let from = Instant(morning.timestamp().as_microsecond());
    let year = Year { seed: asked.seed, from, days: asked.days, doses: asked.doses };
    let last = first.saturating_add(Span::new().days(i64::from(asked.days)));
    say(&format!("seed {}, {first} to {last}, about {} doses", asked.seed, asked.doses));
    let folder = Temporary::new("year")?;
    let place = Place::folder(asked.data.as_deref().unwrap_or_else(|| folder.path()));
    if place.has_database() {
        return Err(Failure::WrongUse("there is a record in this folder already".to_owned()));
    }
    let lived = live(year, &place, &mut |line| say(line)).map_err(Failure::NotSo)?;
    table(&lived);
    say(&format!("seconds: {}", began.elapsed().as_secs()));
    if let Some(file) = &asked.json {
        let failure = lived.findings.first().map(|finding| format!("{:?}: {}", finding.law, finding.words));
        let result = serde_json::json!({
            "suite": "year",
            "seed": asked.seed,
            "cycles": lived.counts.get("doses").copied().unwrap_or(0),
            "acknowledged": lived.acts,
            "seconds": began.elapsed().as_secs(),
            "failure": failure,
        });
        std::fs::write(file, result.to_string()).map_err(|fault| Failure::machine(&fault))?;
    }
    if lived.findings.is_empty() {
        return Ok(());
    }
    for finding in lived.findings.iter().take(SHOWN) {
        say(&format!("FOUND {:?} at {}: {}", finding.law, finding.position, finding.words));
    }
    Err(Failure::NotSo(format!("seed {}: the judge found {}", asked.seed, lived.findings.len())))
}

fn table(lived: &Lived) {
    let windows = lived.counts.get("windows").copied().unwrap_or(0);
    for (name, value) in &lived.counts {
        let of = if name.starts_with("ended: ") || name.starts_with("open: ") {
            format!(" of {windows}")
        } else {
            String::new()
        };
        say(&format!("{name}: {value}{of}"));
    }
    for (name, value) in &lived.told {
        say(&format!("{name}: {value}"));
    }
    say(&format!("acts: {}", lived.acts));
    say(&format!("messages handed over: {}", lived.messages));
    for (name, value) in lived.refusals.iter().take(SHOWN) {
        say(&format!("refused: {name}: {value}"));
    }
    say(&format!("findings: {}", lived.findings.len()));
}
