//! Building the clinic in a place: telling its history and living it.

use record::record::Record;

use super::house::HOUSE;
use super::live::{Why, live};
use super::{History, Telling, history};
use crate::clock;
use crate::failure::Failure;
use crate::keeping::{How, Place};

/// Builds the clinic in an empty place, on a clock that stands at the end of the story.
///
/// # Errors
/// An act that was not accepted, or the machine's.
pub fn build(
    place: &Place,
    telling: Telling,
    progress: impl FnMut(usize),
) -> Result<(Record, History), Failure> {
    let told = history(telling).map_err(Failure::Machine)?;
    place.make_folder()?;
    let record = place.open(HOUSE, How::quietly(clock::standing(telling.now)))?;
    live(&record, &told.steps, progress).map_err(|not| match not.why {
        Why::Fault(_) => Failure::machine(&not),
        Why::Refused(..) | Why::IdReused => Failure::NotSo(not.to_string()),
    })?;
    Ok((record, told))
}
