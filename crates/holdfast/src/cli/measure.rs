//! Questionnaires: a FHIR file as a file of this house, with a statement of its licence.

use std::fs;
use std::path::{Path, PathBuf};

use care::measures::{Better, Licence, LicenceStatus};
use clap::{Args, Subcommand};
use exchange::fhir_questionnaire::{Statement, import};
use exchange::measure_file::write;

use super::say;
use crate::failure::Failure;
use crate::shelf;

/// Questionnaires.
#[derive(Debug, Args)]
pub struct Measure {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Turn a FHIR R4 Questionnaire into a file for the folder `measures` beside the record
    Import(Import),
}

#[derive(Debug, Args)]
struct Import {
    /// The Questionnaire, as JSON
    file: PathBuf,
    /// What may be done with its words: public_domain, free_with_notice, permission_required or restricted
    #[arg(long)]
    licence_status: String,
    /// A text file that says who allows it, and where that was read
    #[arg(long, value_name = "FILE")]
    licence_text: PathBuf,
    /// Which way is better: lower, higher or neither
    #[arg(long)]
    better: String,
}

impl Measure {
    /// Prints the file.
    ///
    /// # Errors
    /// Every fault of the Questionnaire, or of what was said beside it.
    pub fn run(self) -> Result<(), Failure> {
        let What::Import(asked) = self.what;
        let wrong = |what: &str| Failure::WrongUse(format!("`{what}` is not one of the words it may be"));
        let status =
            LicenceStatus::read(&asked.licence_status).ok_or_else(|| wrong(&asked.licence_status))?;
        let better = Better::read(&asked.better).ok_or_else(|| wrong(&asked.better))?;
        let text = read(&asked.licence_text)?.trim().to_owned();
        let statement = Statement { licence: Licence { status, text, notice: None }, better };
        let json = read(&asked.file)?;
        let measure = import(&asked.file.display().to_string(), &json, statement)
            .map_err(|faults| shelf::told(&faults))?;
        say(&write(&measure));
        Ok(())
    }
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|fault| Failure::WrongUse(format!("{}: {fault}", path.display())))
}
