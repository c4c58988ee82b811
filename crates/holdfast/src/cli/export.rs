//! `holdfast export person ID --to FILE`: everything on record about one person, for that person.
//! `holdfast export everyone --to FOLDER`: the same of everybody, for a house that closes.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use care::fact::Stream;
use care::ids::PatientId;
use care::patient::Patient;
use clap::{Args, Subcommand};
use exchange::table_file::csv_file;
use jiff::tz::TimeZone;
use record::record::{Record, first_house};
use record::sealed::digest;
use record::state_as;
use record::views::ask_everybody;

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
    /// Everything of everybody, one ZIP file each, and a list of who is handed which: for a house that closes
    Everyone {
        #[command(flatten)]
        place: Where,
        /// The folder. What is there already from an earlier run is kept, and only the rest is written
        #[arg(long, value_name = "FOLDER")]
        to: PathBuf,
    },
}

fn patient(text: &str) -> Result<PatientId, String> {
    PatientId::read(text).ok_or_else(|| "a patient's number looks like pat_ and 32 digits".to_owned())
}

impl Export {
    /// Writes the file, or the folder.
    ///
    /// # Errors
    /// `NotSo` when there is no such person or the file is there already, else the machine's.
    pub fn run(self) -> Result<(), Failure> {
        match self.what {
            What::Person { place, id, to } => {
                let opened = Opened::at(&place)?;
                let (files, bytes) = opened.of(id)?;
                write_new(&to, &bytes)?;
                say(&format!(
                    "{}: {files} files, {} bytes. It is not locked: hand it to the person it is about.",
                    to.display(),
                    bytes.len()
                ));
                opened.record.stop();
                Ok(())
            }
            What::Everyone { place, to } => everyone(&Opened::at(&place)?, &to),
        }
    }
}

/// A record to read from.
struct Opened {
    record: Record,
    zone: TimeZone,
}

impl Opened {
    fn at(place: &Where) -> Result<Self, Failure> {
        let place = place.place()?;
        let house = first_house(&place.store).map_err(|fault| Failure::machine(&fault))?;
        let house = house.ok_or_else(|| Failure::NotSo("no house was founded here".to_owned()))?;
        let record = place.open(house, How::quietly(clock::system()))?;
        let state = record.state(Stream::House(house)).map_err(|fault| Failure::machine(&fault))?;
        let zone = state_as!(state, House).map(|house| house.zone.as_str().to_owned()).unwrap_or_default();
        let zone = TimeZone::get(&zone).map_err(|no| Failure::Machine(format!("the house's zone: {no}")))?;
        Ok(Self { record, zone })
    }

    fn patient(&self, id: PatientId) -> Result<Arc<Patient>, Failure> {
        let state = self.record.state(Stream::Patient(id)).map_err(|fault| Failure::machine(&fault))?;
        state_as!(state, Patient).ok_or_else(|| Failure::NotSo(format!("{id} is not on record here")))
    }

    /// Everything of one person: how many files, and the archive of them.
    fn of(&self, id: PatientId) -> Result<(usize, Vec<u8>), Failure> {
        self.patient(id)?;
        let files = web::export::everything(&self.record, &self.zone, id);
        let files = files.map_err(|fault| Failure::machine(&fault))?;
        let bytes = exchange::archive::zip(&files);
        let bytes = bytes
            .ok_or_else(|| Failure::NotSo(format!("the record of {id} is too long for one ZIP file")))?;
        Ok((files.len(), bytes))
    }
}

/// A file that nobody else on this machine may read, and that is not there yet.
fn write_new(to: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    let mut file = file.map_err(|no| Failure::NotSo(format!("{}: {no}", to.display())))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|no| Failure::Machine(format!("{}: {no}", to.display())))
}

/// Read at a time.
const SLICE: i64 = 200;
/// Said after so many.
const SAID_AFTER: usize = 100;

/// One file for each, and the list. A file stands under its name only when it is whole, so that a run that was broken off
/// is taken up where it stopped.
fn everyone(opened: &Opened, folder: &Path) -> Result<(), Failure> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .map_err(|no| Failure::NotSo(format!("{}: {no}", folder.display())))?;
    let (mut rows, mut last, mut kept) = (vec![], None, 0_usize);
    loop {
        let record = &opened.record;
        let slice = record.read(|conn| ask_everybody::after(conn, record.org(), last, SLICE));
        let slice = slice.map_err(|fault| Failure::machine(&fault))?;
        let Some(end) = slice.last() else { break };
        last = Some(*end);
        for id in slice {
            let name = format!("{id}.zip");
            let whole = folder.join(&name);
            let bytes = if whole.exists() {
                kept += 1;
                fs::read(&whole).map_err(|no| Failure::Machine(format!("{}: {no}", whole.display())))?
            } else {
                write_whole(opened, id, &whole)?
            };
            let patient = opened.patient(id)?;
            let details = &patient.details;
            rows.push(vec![details.name.to_string(), details.contact.to_string(), name, digest(&bytes)]);
            if rows.len().is_multiple_of(SAID_AFTER) {
                say(&format!("{} people", rows.len()));
            }
        }
    }
    let n = rows.len();
    let list = csv_file(&["name", "contact", "file", "sha256"], rows.into_iter());
    let list = list.ok_or_else(|| Failure::Machine("the list of files".to_owned()))?;
    let path = folder.join("hand-over.csv");
    let _older = fs::remove_file(&path); // the list is made anew by every run
    write_new(&path, &list)?;
    say(&format!(
        "{}: {n} people, {kept} of them from an earlier run. hand-over.csv says whose is which. None of it is locked.",
        folder.display()
    ));
    opened.record.stop();
    Ok(())
}

fn write_whole(opened: &Opened, id: PatientId, whole: &Path) -> Result<Vec<u8>, Failure> {
    let (_, bytes) = opened.of(id)?;
    let part = whole.with_extension("part");
    let _older = fs::remove_file(&part); // of a run that was broken off
    write_new(&part, &bytes)?;
    fs::rename(&part, whole).map_err(|no| Failure::Machine(format!("{}: {no}", whole.display())))?;
    Ok(bytes)
}
