//! The questionnaires of a house: those that come with the program, and those that somebody put into the folder
//! `measures` beside the record, each with its licence. One that does not read stops the program from opening: a
//! questionnaire is never used by halves.

use std::fs;
use std::path::Path;

use care::measures::{Library, Measure, Schedule};
use exchange::measure_file::{SHIPPED_SCHEDULE, read, read_schedule, shipped};
use exchange::protocol_file::Fault;

use crate::failure::Failure;

/// The folder beside the record.
const FOLDER: &str = "measures";

/// All of them. A file of the house takes the place of a shipped one of the same name.
///
/// # Errors
/// The disk's, or every fault of the first file that does not read.
pub fn library(folder: &Path) -> Result<Library, Failure> {
    let comes_with = shipped().map_err(|faults| told(&faults))?;
    let all = comes_with.all().map(|measure| Measure::clone(measure));
    let folder = folder.join(FOLDER);
    let schedule = own_schedule(&folder)?.unwrap_or_else(|| comes_with.schedule().clone());
    Ok(Library::of(all.chain(own(&folder)?)).with_schedule(schedule))
}

/// When the house asks by itself, if it says so.
fn own_schedule(folder: &Path) -> Result<Option<Schedule>, Failure> {
    let path = folder.join(SHIPPED_SCHEDULE.file);
    if !path.is_file() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).map_err(|fault| Failure::machine(&fault))?;
    read_schedule(&path.display().to_string(), &text).map(Some).map_err(|faults| told(&faults))
}

/// The files of the house, by name.
fn own(folder: &Path) -> Result<Vec<Measure>, Failure> {
    if !folder.is_dir() {
        return Ok(vec![]);
    }
    let mut files = vec![];
    for entry in fs::read_dir(folder).map_err(|fault| Failure::machine(&fault))? {
        files.push(entry.map_err(|fault| Failure::machine(&fault))?.path());
    }
    let schedule = folder.join(SHIPPED_SCHEDULE.file);
    files.retain(|path| *path != schedule && path.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let one = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).map_err(|fault| Failure::machine(&fault))?;
        read(&path.display().to_string(), &text).map_err(|faults| told(&faults))
    };
    files.iter().map(one).collect()
}

/// Each fault on its own line, with its file and line.
pub fn told(faults: &[Fault]) -> Failure {
    Failure::NotSo(faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}
