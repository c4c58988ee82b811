//! An alarm that nobody at the chair answers does not stay at the chair: after the protocol's time a prescriber owes it by
//! name, and what they leave unanswered climbs as every task does. A high one is owed at once.

use super::prescriber_owes::{Owed, prescriber_owes};
use super::{Level, Session, SessionFact};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId};
use crate::protocol::{Content, Key};
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::time::{Instant, Moment};
use crate::units::Minutes;

/// The clock's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClimbAlarm {
    /// Which.
    pub number: u32,
}

/// When an alarm that nobody has answered is owed away from the chair; none when it is already, or was answered.
pub fn due(session: &Session, number: u32, content: &Content) -> Result<Option<Instant>, Refusal> {
    let alarm = session.alarms.iter().find(|alarm| alarm.number == number).ok_or(Refusal::AlarmUnknown)?;
    let waits = alarm.level == Level::Medium && alarm.answer.is_none() && alarm.climbed.is_none();
    let within = Minutes(content.small(Key::AlarmAnswer)?);
    Ok(waits.then(|| alarm.at.plus_minutes(within)))
}

/// Climbs once, when its time has come.
pub fn decide(
    id: SessionId,
    session: &Session,
    prescriber: Option<PersonId>,
    act: ClimbAlarm,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    let due = due(session, act.number, content)?.ok_or(Refusal::NothingChanged)?;
    if moment.now < due {
        return Err(Refusal::NotYetDue);
    }
    let Owed { task, facts } =
        prescriber_owes(session, prescriber, Matter::AlarmUnanswered, None, content, 0, moment)?;
    let climbed = SessionFact::AlarmClimbed { number: act.number, task, at: moment.now };
    Ok([Fact::on(Stream::Session(id), climbed)].into_iter().chain(facts).collect())
}
