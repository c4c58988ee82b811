//! "Call my nurse", from the quiet screen, and "I'm coming", from the chair. A call has a clock, as every signal has.

use super::{Phase, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{SessionId, TaskId};
use crate::practice::{Actor, Role};
use crate::refusal::Refusal;
use crate::tasks::{Matter, Task, TaskFact};
use crate::time::Moment;
use crate::units::Minutes;

/// How soon somebody comes. House policy: a person under the drug who calls is in the building.
pub const COME_WITHIN: Minutes = Minutes(2);

/// The person in the chair calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallNurse;

/// Somebody is on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerCall;

/// Calls while the person is here. One call stands at a time: pressing again is the same call.
pub fn call(id: SessionId, session: &Session, moment: &Moment) -> Result<Vec<Fact>, Refusal> {
    session.require(&[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery])?;
    if session.open_call().is_some() {
        return Err(Refusal::CallStands);
    }
    let task = TaskId::from_command(moment.command, 0);
    let owed = TaskFact::Opened {
        matter: Matter::PatientCall,
        patient: session.patient,
        owed_by: Role::Nurse,
        due: moment.now.plus_minutes(COME_WITHIN),
        note: None,
    };
    Ok(vec![
        Fact::on(Stream::Session(id), SessionFact::Called { task, at: moment.now }),
        Fact::on(Stream::Task(task), owed),
    ])
}

/// The first answer stands, and settles what was owed. It works in every phase: a call nobody answered before the
/// person left still wants a name.
pub fn answer(
    id: SessionId,
    session: &Session,
    owed: Option<&Task>,
    by: &Actor,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
    let call = session.open_call().ok_or(Refusal::CallUnknown)?;
    let answered = SessionFact::CallAnswered { by: *person, at: moment.now };
    let mut facts = vec![Fact::on(Stream::Session(id), answered)];
    if owed.is_some_and(Task::is_open) {
        facts.push(Fact::on(Stream::Task(call.task), TaskFact::Settled { at: moment.now }));
    }
    Ok(facts)
}
