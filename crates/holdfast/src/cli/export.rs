//! `holdfast export person ID --to FILE`: everything on record about one person, for that person.

use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::PathBuf;

use care::fact::Stream;
use care::ids::PatientId;
use clap::{Args, Subcommand};
use jiff::tz::TimeZone;
use record::record::first_house;
use record::state_as;

use super::say;
use crate::clock;
use crate::failure::Failure;
use crate::keeping::{How, Where};

/// What a person asks back.
#[derive(Debug, Args)]
pub struct Export {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Everything of one person, as one ZIP file: hand it to them and to nobody else
    Person {
        #[command(flatten)]
        place: Where,
        /// The patient's number (pat_…)
        #[arg(value_parser = patient)]
        id: PatientId,
        /// The file, which must not be there yet
        #[arg(long, value_name = "FILE")]
        to: PathBuf,
    },
}

fn patient(text: &str) -> Result<PatientId, String> {
    PatientId::read(text).ok_or_else(|| "a patient's number looks like pat_ and 32 digits".to_owned())
}

impl Export {
    /// Writes the file.
    ///
    /// # Errors
    /// `NotSo` when there is no such person or the file is there already, else the machine's.
    pub fn run(self) -> Result<(), Failure> {
        let What::Person { place, id, to } = self.what;
        let place = place.place()?;
        let house = first_house(&place.store).map_err(|fault| Failure::machine(&fault))?;
        let house = house.ok_or_else(|| Failure::NotSo("no house was founded here".to_owned()))?;
        let record = place.open(house, How::quietly(clock::system()))?;
        let machine = |fault: record::store::StoreFault| Failure::machine(&fault);
        let state = record.state(Stream::House(house)).map_err(machine)?;
        let zone = state_as!(state, House).map(|house| house.zone.as_str().to_owned()).unwrap_or_default();
        let zone = TimeZone::get(&zone).map_err(|no| Failure::Machine(format!("the house's zone: {no}")))?;
        if state_as!(record.state(Stream::Patient(id)).map_err(machine)?, Patient).is_none() {
            return Err(Failure::NotSo(format!("{id} is not on record here")));
        }
        let files = web::export::everything(&record, &zone, id).map_err(machine)?;
        let bytes = exchange::archive::zip(&files).ok_or_else(|| {
            Failure::NotSo("the record of this person is too long for one ZIP file".to_owned())
        })?;
        let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&to);
        let mut file = file.map_err(|no| Failure::NotSo(format!("{}: {no}", to.display())))?;
        let written = file.write_all(&bytes).and_then(|()| file.sync_all());
        written.map_err(|no| Failure::Machine(format!("{}: {no}", to.display())))?;
        say(&format!(
            "{}: {} files, {} bytes. It is not locked: hand it to the person it is about.",
            to.display(),
            files.len(),
            bytes.len()
        ));
        record.stop();
        Ok(())
    }
}
