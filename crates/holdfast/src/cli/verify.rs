//! `holdfast verify`: is all of it still what was written?

use std::path::PathBuf;

use clap::Args;
use record::heads::Witness;
use record::rebuild::{Difference, verify};
use record::store::Conn;
use record::{journal, verify as chain};

use super::say;
use crate::failure::Failure;
use crate::keeping::Where;

/// Verifies a record.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    place: Where,
    /// Lines printed by `holdfast witness` and kept elsewhere: a cut tail or a rewrite shows against them
    #[arg(long, value_name = "FILE")]
    witness: Option<PathBuf>,
}

impl Verify {
    /// Prints what was checked, or ends with the first difference.
    pub fn run(&self) -> Result<(), Failure> {
        let mut conn = self.place.reader()?;
        let orgs = journal::orgs(&mut conn).map_err(|fault| Failure::machine(&fault))?;
        for org in &orgs {
            let checked = verify(&mut conn, org).map_err(told)?;
            say(&format!(
                "{} facts and {} rows of views are as they were written",
                checked.facts, checked.rows
            ));
            if 0 < checked.messages {
                say(&format!("{} messages of monitors are as they were kept", checked.messages));
            }
        }
        if orgs.is_empty() {
            say("0 facts: nothing was written yet");
        }
        self.witness.as_ref().map_or(Ok(()), |file| witnessed(&mut conn, &orgs, file))
    }
}

/// A store that does not answer is the machine's failure; everything else is the record's.
fn told(difference: Difference) -> Failure {
    match &difference {
        Difference::Store(fault) => Failure::machine(fault),
        other => Failure::NotSo(other.to_string()),
    }
}

fn witnessed(conn: &mut Conn, orgs: &[String], file: &PathBuf) -> Result<(), Failure> {
    let text = std::fs::read_to_string(file)
        .map_err(|fault| Failure::WrongUse(format!("{}: {fault}", file.display())))?;
    let mut seen = 0;
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let witness: Witness =
            line.parse().map_err(|fault| Failure::WrongUse(format!("{}: {fault}", file.display())))?;
        if !orgs.contains(&witness.org) {
            return Err(Failure::NotSo(format!(
                "nothing of {} is here: its whole journal was cut",
                witness.org
            )));
        }
        chain::check_witness(conn, &witness.org, &witness)
            .map_err(|broken| Failure::NotSo(format!("against the witness: {broken}")))?;
        seen += 1;
    }
    if seen == 0 {
        return Err(Failure::WrongUse(format!("{} holds no witness", file.display())));
    }
    say(&format!("{seen} witnesses agree"));
    Ok(())
}
