//! The second signature under a sealed note: whoever answers for its author reads it and signs.

use super::{Window, WindowFact};
use crate::ids::{CommandId, PersonId};
use crate::practice::{Actor, Here, Person, Role};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};
use crate::units::Hours;

/// "I have read it, and I answer for it."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CosignNote {
    /// The sealed document.
    pub document: CommandId,
}

/// A note that has waited so long for its second signature is said to the director: a week. House policy.
pub const COSIGN_WITHIN: Hours = Hours(7 * 24);

/// Who wrote a sealed note, and when.
pub fn author(window: &Window, document: CommandId) -> Option<(PersonId, Instant)> {
    let mut notes = window.therapy_notes.iter();
    notes.find(|(known, ..)| *known == document).map(|(_, author, at)| (*author, *at))
}

/// Does a note wait for the second signature of somebody: written while its author practised under supervision, and not
/// signed by anybody since? `author` is the record of whoever wrote it, `here` the place of the dose it follows.
pub fn waits(window: &Window, document: CommandId, author: &Person, here: Here<'_>) -> bool {
    let written = self::author(window, document).map(|(_, written)| written);
    let signed = window.cosigned.iter().any(|(known, ..)| *known == document);
    !signed && written.is_some_and(|at| author.was_supervised(Role::Therapist, here, at))
}

/// May this actor read a sealed note that was written under supervision, as a supervisor: who answered when it was written, or
/// who answers now? Nobody's earlier or later notes open by an agreement. The right to be a supervisor at all must stand at this instant.
pub fn may_read_supervised(
    window: &Window,
    document: CommandId,
    by: &Actor,
    author: &Person,
    reader: &Person,
    here: Here<'_>,
    at: Instant,
) -> Result<(), Refusal> {
    let Actor::Person(who) = by else { return Err(Refusal::PersonUnknown) };
    let (_, written) = self::author(window, document).ok_or(Refusal::NoteKeptByAuthor)?;
    if !author.was_supervised(Role::Therapist, here, written) {
        return Err(Refusal::NoteKeptByAuthor);
    }
    let mut answer =
        author.supervisors(Role::Therapist, written).chain(author.supervisors(Role::Therapist, at));
    if !answer.any(|id| id == *who) {
        return Err(Refusal::NoteKeptByAuthor);
    }
    if !reader.can_supervise(Role::Therapist, here, at) {
        return Err(Refusal::CannotSupervise { role: Role::Therapist });
    }
    Ok(())
}

/// Keeps who signed, and when. Once is enough.
pub fn cosign(
    window: &Window,
    act: CosignNote,
    by: &Actor,
    author: &Person,
    reader: &Person,
    here: Here<'_>,
    moment: &Moment,
) -> Result<Vec<WindowFact>, Refusal> {
    may_read_supervised(window, act.document, by, author, reader, here, moment.now)?;
    let Actor::Person(who) = by else { return Err(Refusal::PersonUnknown) };
    if window.cosigned.iter().any(|(known, ..)| *known == act.document) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![WindowFact::NoteCosigned { document: act.document, by: *who, at: moment.now }])
}
