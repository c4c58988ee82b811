//! The questionnaires that come with the program.

use care::measures::{Library, Measure};

use super::{SHIPPED_SCHEDULE, read, read_schedule};
use crate::protocol_file::{Fault, Shipped};

macro_rules! shelf {
    ($($file:literal),+ $(,)?) => {
        &[$(Shipped { file: $file, text: include_str!(concat!("../../../../measures/", $file)) }),+]
    };
}

/// Every file of `measures/`: those with words are public domain or free with a notice, the others are shells.
pub const SHIPPED: &[Shipped] = shelf![
    "phq-9.toml",
    "gad-7.toml",
    "pcl-5.toml",
    "wsas.toml",
    "c-ssrs.toml",
    "cadss.toml",
    "qids-sr16.toml",
    "meq-30.toml",
    "edi.toml",
    "ebi.toml",
    "ies.toml",
    "eis.toml",
    "who-5.toml",
];

/// All of them, read. A test says that they read without a fault.
///
/// # Errors
/// The faults of the first that does not.
pub fn shipped() -> Result<Library, Vec<Fault>> {
    let measures: Result<Vec<Measure>, _> = SHIPPED.iter().map(|file| read(file.file, file.text)).collect();
    let schedule = read_schedule(SHIPPED_SCHEDULE.file, SHIPPED_SCHEDULE.text)?;
    measures.map(|measures| Library::of(measures).with_schedule(schedule))
}
