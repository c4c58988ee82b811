//! Writing is never locked. What was written on two devices is kept twice until the person decides.

use super::piece::{NewPiece, PIECES_MAX};
use super::{DiaryEntry, DiaryFact};
use crate::ids::{CommandId, PatientId};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Moment;

/// Begin an entry. Its content travels beside the act and is sealed under the command's id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteDiaryEntry {
    /// Whose.
    pub patient: PatientId,
    /// The first piece.
    pub piece: NewPiece,
    /// The prompt it answers.
    pub prompt: Option<Line>,
}

/// Put a piece in, or take some out, or both: a later version of a text names the version it was written over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeDiaryEntry {
    /// What comes.
    pub piece: Option<NewPiece>,
    /// What it takes the place of: the documents that were on the page when it was written.
    pub over: Vec<CommandId>,
}

/// Begins one.
pub fn write(
    before: Option<&DiaryEntry>,
    act: &WriteDiaryEntry,
    moment: &Moment,
) -> Result<Vec<DiaryFact>, Refusal> {
    if before.is_some() {
        return Err(Refusal::AlreadyThere);
    }
    let piece = act.piece.checked(moment)?;
    Ok(vec![DiaryFact::Written { patient: act.patient, piece, prompt: act.prompt.clone() }])
}

/// Changes one. A version that somebody else's version has replaced meanwhile is not there to be replaced: then both
/// stay, which is what "written on two devices" means.
pub fn change(
    entry: &DiaryEntry,
    act: &ChangeDiaryEntry,
    moment: &Moment,
) -> Result<Vec<DiaryFact>, Refusal> {
    entry.require_kept()?;
    let over: Vec<_> =
        entry.pieces.iter().map(|piece| piece.document).filter(|held| act.over.contains(held)).collect();
    let piece = act.piece.map(|piece| piece.checked(moment)).transpose()?;
    if piece.is_none() && over.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let left = entry.pieces.len() - over.len() + usize::from(piece.is_some());
    if left == 0 {
        return Err(Refusal::DiaryEntryWouldBeEmpty);
    }
    if PIECES_MAX < left {
        return Err(Refusal::DiaryEntryFull { most: PIECES_MAX });
    }
    Ok(vec![DiaryFact::Changed { piece, over, at: moment.now }])
}
