//! Deleting hides at once; for thirty days it can be brought back; then the clock destroys the keys.

use super::{DiaryEntry, DiaryFact};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// How long a deleted entry can be brought back: thirty days. House policy.
pub const RETURN_WITHIN: Hours = Hours(30 * 24);

/// Hide it from everybody, and forget it in thirty days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeleteDiaryEntry;

/// Bring it back. It is private then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestoreDiaryEntry;

/// The clock's own act: thirty days have passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EraseDiaryEntry;

/// When a deleted entry is erased.
pub fn erase_due(entry: &DiaryEntry) -> Option<Instant> {
    let waiting = entry.deleted.filter(|_| entry.erased.is_none());
    waiting.map(|at| at.plus_hours(RETURN_WITHIN))
}

/// Deletes.
pub fn delete(entry: &DiaryEntry, moment: &Moment) -> Result<Vec<DiaryFact>, Refusal> {
    match entry.require_kept() {
        Err(Refusal::DiaryEntryDeleted) => Err(Refusal::NothingChanged),
        Err(no) => Err(no),
        Ok(()) => Ok(vec![DiaryFact::Deleted { at: moment.now }]),
    }
}

/// Brings back what can still be brought back.
pub fn restore(entry: &DiaryEntry, moment: &Moment) -> Result<Vec<DiaryFact>, Refusal> {
    match (entry.require_kept(), erase_due(entry)) {
        (Ok(()), _) => Err(Refusal::NothingChanged),
        (Err(_), Some(due)) if moment.now < due => Ok(vec![DiaryFact::Restored { at: moment.now }]),
        // Its time is over, whether or not the clock has come by.
        (Err(_), _) => Err(Refusal::DiaryEntryErased),
    }
}

/// Erases what was deleted thirty days ago.
pub fn erase(entry: &DiaryEntry, moment: &Moment) -> Result<Vec<DiaryFact>, Refusal> {
    match erase_due(entry) {
        None => Err(Refusal::NothingChanged),
        Some(due) if moment.now < due => Err(Refusal::NotYetDue),
        Some(_) => Ok(vec![DiaryFact::Erased { at: moment.now }]),
    }
}
