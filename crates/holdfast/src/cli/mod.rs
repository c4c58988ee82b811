//! The command line: one file for each command. Exit codes: 0 ok · 1 the thing asked is not so · 2 wrong use ·
//! 3 the machine failed.

mod chairs;
mod check_acks;
mod demo;
mod export;
mod found;
mod load;
mod measure;
mod person;
mod replay;
mod serve;
mod simulate;
mod simulate_year;
mod verify;
mod witness;

use std::io::Write;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// Holdfast runs ketamine care: both doors, from the first question to the last small step.
#[derive(Debug, Parser)]
#[command(name = "holdfast", version, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// A demonstration clinic to click through, with invented people
    Demo(demo::Demo),
    /// Serve a house that was founded
    Serve(serve::Serve),
    /// Found a house: its name and place, its medical director, its draft protocols
    Found(found::Found),
    /// The people of the house, from its console
    Person(person::Person),
    /// Everything on record about one person, as one file for that person
    Export(export::Export),
    /// Questionnaires: bring one in from FHIR
    Measure(measure::Measure),
    /// Hash the journal again, rebuild every view, and compare
    Verify(verify::Verify),
    /// Play a recording of a monitor, as the monitor would have sent it
    Replay(replay::Replay),
    /// Sign the head of the journal, and print the line to keep elsewhere
    Witness(witness::Witness),
    /// Run the simulated clinic through every rule, and verify it
    Simulate(simulate::Simulate),
    /// Acts without end, each acknowledged on its own line: for tests that pull the plug
    #[command(hide = true)]
    Load(load::Load),
    /// A house of chairs and monitors that listens: for what is measured and killed
    #[command(hide = true)]
    Chairs(chairs::Chairs),
    /// Are these acknowledged acts in the record, each exactly once?
    #[command(hide = true)]
    CheckAcks(check_acks::CheckAcks),
}

/// Reads the command line and does what it says.
pub fn main() -> ExitCode {
    // clap itself ends with 2 on wrong use and with 0 on --help.
    let done = match Cli::parse().command {
        Command::Demo(demo) => demo.run(),
        Command::Serve(serve) => serve.run(),
        Command::Found(found) => found.run(),
        Command::Person(person) => person.run(),
        Command::Export(export) => export.run(),
        Command::Measure(measure) => measure.run(),
        Command::Verify(verify) => verify.run(),
        Command::Replay(replay) => replay.run(),
        Command::Witness(witness) => witness.run(),
        Command::Simulate(simulate) => simulate.run(),
        Command::Load(load) => load.run(),
        Command::Chairs(chairs) => chairs.run(),
        Command::CheckAcks(check) => check.run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // A console that is gone cannot be told; the exit code still says it.
            let _ = writeln!(std::io::stderr(), "holdfast: {failure}");
            ExitCode::from(failure.code())
        }
    }
}

/// One line on the standard output, whole and at once. A reader that is gone is no fault.
fn say(line: &str) {
    // See above.
    let _ = try_say(line);
}

/// One line on the standard output, whole and at once.
fn try_say(line: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    let said = out.write_all(format!("{line}\n").as_bytes()).and_then(|()| out.flush());
    said.map_err(|fault| Failure::Machine(format!("the output cannot be written: {fault}")))
}
