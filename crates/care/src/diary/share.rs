//! Sharing one entry with one person is a deed, with a clear head; taking back always works.

use super::{DiaryEntry, DiaryFact};
use crate::ids::PersonId;
use crate::integration::Window;
use crate::patient::Patient;
use crate::practice::policy::may;
use crate::practice::{ActKind, Here, Person};
use crate::refusal::Refusal;
use crate::time::{Instant, Moment};

/// Let one person of mine read this entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShareDiaryEntry {
    /// Who.
    pub with: PersonId,
}

/// Stop letting them. It cannot be un-read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBackDiaryEntry {
    /// From whom.
    pub with: PersonId,
}

/// Who an entry would be shared with, and what is known of them.
pub struct Reader<'a> {
    /// The person.
    pub person: &'a Person,
    /// The first hours after the patient's doses, whose talks tie people to them.
    pub windows: &'a [&'a Window],
    /// What standing is judged by.
    pub here: Here<'a>,
}

/// Is this one of the patient's own people: on the care team, with a talk of theirs, or somebody they shared with?
/// Whoever only opened the chart in an emergency is not.
pub fn is_theirs(patient: &Patient, windows: &[&Window], with: PersonId, at: Instant) -> bool {
    let on_team = patient.team.iter().any(|member| member.person == with && member.term.covers(at));
    let talk = |window: &&Window| {
        window.talk.is_some_and(|talk| talk.with == with) || window.support_notes.iter().any(|n| n.by == with)
    };
    on_team || windows.iter().any(talk) || patient.shares.iter().any(|(_, known)| *known == with)
}

/// May this person read diary entries that are shared with them, at this instant? Why not, of the role nearest to it.
pub fn can_read(person: &Person, here: Here<'_>, at: Instant) -> Result<(), Refusal> {
    let roles = person.affiliations.iter().map(|held| held.role);
    let mut why = Refusal::NotAffiliated;
    for role in roles {
        match person.stand(role, here, at) {
            Ok(()) if may(role, ActKind::ReadDiaryEntry) => return Ok(()),
            Ok(()) => why = Refusal::OutOfScope { role, act: ActKind::ReadDiaryEntry },
            Err(no) => why = no,
        }
    }
    Err(why)
}

/// Shares.
pub fn share(
    entry: &DiaryEntry,
    act: ShareDiaryEntry,
    patient: &Patient,
    reader: &Reader<'_>,
    moment: &Moment,
) -> Result<Vec<DiaryFact>, Refusal> {
    entry.require_kept()?;
    patient.clear_headed(moment.now)?;
    if entry.is_shared_with(act.with) {
        return Err(Refusal::NothingChanged);
    }
    if !is_theirs(patient, reader.windows, act.with, moment.now) {
        return Err(Refusal::PersonNotYours);
    }
    can_read(reader.person, reader.here, moment.now)?;
    Ok(vec![DiaryFact::Shared { with: act.with, at: moment.now }])
}

/// Takes back, always: in the lock, and from somebody who no longer works here.
pub fn take_back(
    entry: &DiaryEntry,
    act: TakeBackDiaryEntry,
    moment: &Moment,
) -> Result<Vec<DiaryFact>, Refusal> {
    if !entry.is_shared_with(act.with) {
        return Err(Refusal::NothingChanged);
    }
    Ok(vec![DiaryFact::TakenBack { with: act.with, at: moment.now }])
}
