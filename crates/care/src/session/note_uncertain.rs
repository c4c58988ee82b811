//! Nobody is sure how much went in: the line came off, a lozenge was spat out. From then on every page that says how much was
//! given says so, the larger amount counts, and a prescriber owes a word about it. What is in the syringe is another account.

use super::prescriber_owes::{Owed, prescriber_owes};
use super::{Phase, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, TaskId};
use crate::practice::Actor;
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// "We cannot say how much went in."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteUncertain {
    /// Why.
    pub reason: Line,
}

/// Why nobody is sure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncertain {
    /// In a sentence.
    pub reason: Line,
    /// Who said so.
    pub by: PersonId,
    /// What is owed for it.
    pub task: TaskId,
    /// When it was.
    pub at: Instant,
}

/// Notes it, from the begin of a dose until the person goes home. Nothing takes it back: what was unsure stays unsure.
pub fn decide(
    id: SessionId,
    session: &Session,
    prescriber: Option<PersonId>,
    act: &NoteUncertain,
    content: &Content,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    let dose = session.dose.as_ref().ok_or(Refusal::NoDose)?;
    let at = moment.plausible()?;
    if at < dose.started {
        return Err(Refusal::TermEndsBeforeItBegins);
    }
    let (reason, why) = (act.reason.clone(), Some(act.reason.to_string()));
    let Owed { task, facts } =
        prescriber_owes(session, prescriber, Matter::DoseUncertain, why, content, 0, moment)?;
    let unsure = Fact::on(Stream::Session(id), SessionFact::DoseUncertain { reason, by, task, at });
    Ok([unsure].into_iter().chain(facts).collect())
}

impl Session {
    /// Why nobody is sure how much went in, in the order it was told; none where nobody said so.
    pub fn unsure_because(&self) -> Option<String> {
        let reasons: Vec<&str> = self.uncertain.iter().map(|one| one.reason.as_str()).collect();
        (!reasons.is_empty()).then(|| reasons.join("; "))
    }
}
