//! "Emergency", said by somebody at a chair: from then on every screen of the staff says where, until somebody at the chair
//! says what came of it. It calls nobody outside; people do.

use super::prescriber_owes::{Owed, prescriber_owes};
use super::{Phase, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId, TaskId};
use crate::practice::Actor;
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::tasks::{Matter, Task, TaskFact};
use crate::text::Line;
use crate::time::{Instant, Moment};

/// Declared at the chair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclareEmergency;

/// It is over, or somebody else has taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndEmergency {
    /// What came of it, in a sentence.
    pub done: Line,
}

/// An emergency as it was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Emergency {
    /// By whom.
    pub by: PersonId,
    /// What a prescriber owes for it.
    pub task: TaskId,
    /// Since when.
    pub at: Instant,
    /// Who said that it is over, when, and what came of it.
    pub over: Option<(PersonId, Instant, Line)>,
}

/// One stands at a time: pressing again is the same emergency.
pub fn declare(
    id: SessionId,
    session: &Session,
    prescriber: Option<PersonId>,
    content: &Content,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    session.require(&[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    if session.open_emergency().is_some() {
        return Err(Refusal::EmergencyStands);
    }
    let Owed { task, facts } =
        prescriber_owes(session, prescriber, Matter::Emergency, None, content, 0, moment)?;
    let declared = SessionFact::EmergencyDeclared { by, task, at: moment.now };
    Ok([Fact::on(Stream::Session(id), declared)].into_iter().chain(facts).collect())
}

/// Ends it, in every phase: whoever was taken away by an ambulance has left the chair. It settles what was owed.
pub fn end(
    id: SessionId,
    session: &Session,
    act: &EndEmergency,
    owed: Option<&Task>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(by) = *by else { return Err(Refusal::PersonUnknown) };
    let open = session.open_emergency().ok_or(Refusal::EmergencyUnknown)?;
    let over = SessionFact::EmergencyOver { by, done: act.done.clone(), at: moment.now };
    let settled = owed.filter(|task| task.is_open());
    let settled = settled.map(|_| Fact::on(Stream::Task(open.task), TaskFact::Settled { at: moment.now }));
    Ok([Fact::on(Stream::Session(id), over)].into_iter().chain(settled).collect())
}

impl Session {
    /// The emergency that nobody has said to be over.
    pub fn open_emergency(&self) -> Option<&Emergency> {
        self.emergencies.last().filter(|emergency| emergency.over.is_none())
    }

    pub(super) fn follow_emergencies(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::EmergencyDeclared { by, task, at } => {
                self.emergencies.push(Emergency { by: *by, task: *task, at: *at, over: None });
            }
            SessionFact::EmergencyOver { by, done, at } => {
                if let Some(last) = self.emergencies.last_mut() {
                    last.over = Some((*by, *at, done.clone()));
                }
            }
            _ => {}
        }
    }
}
