//! One set of readings at the chair, and the alarms they raise.

use super::{Level, Phase, Session, SessionFact, Sign, Source, Vitals};
use crate::fact::{Fact, Stream};
use crate::guardrail::AsRead;
use crate::ids::{PersonId, SessionId};
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::session::channel::Thousandths;
use crate::session::limits::{Crossed, crossed};
use crate::session::prescriber_owes::prescriber_owes;
use crate::tasks::Matter;
use crate::text::Line;
use crate::time::{Instant, Moment};

/// One set of readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordVitals {
    /// What was read.
    pub vitals: Vitals,
    /// By hand, read out, or device.
    pub source: Source,
    /// Unusual values were confirmed.
    pub as_read: AsRead,
}

/// A due reading was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MissVitals {
    /// Why: patient asleep, cuff off, declined.
    pub reason: Line,
}

const AT_THE_CHAIR: &[Phase] = &[Phase::CheckedIn, Phase::Dosing, Phase::Paused, Phase::Recovery];

/// Records the readings; raises an alarm for each sign beyond a limit of the protocol once a dose has begun.
/// A stop limit makes a prescriber owe an answer.
pub fn decide(
    id: SessionId,
    session: &Session,
    prescriber: Option<PersonId>,
    act: &RecordVitals,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    session.require(AT_THE_CHAIR)?;
    act.vitals.check(act.as_read)?;
    let at = moment.plausible()?;
    let stream = Stream::Session(id);
    let recorded = SessionFact::VitalsRecorded { vitals: act.vitals, source: act.source, at };
    let mut facts = vec![Fact::on(stream, recorded)];
    if session.phase == Phase::CheckedIn {
        return Ok(facts);
    }
    for (index, crossing) in crossings(&act.vitals, content)?.into_iter().enumerate() {
        let number = u32::try_from(session.alarms.len() + index + 1).unwrap_or(u32::MAX);
        facts.push(Fact::on(stream, crossing.raised(number, at)));
        if crossing.level == Level::High {
            facts.extend(
                prescriber_owes(session, prescriber, Matter::StopLimit, None, content, index, moment)?.facts,
            );
        }
    }
    Ok(facts)
}

/// A due reading's absence has a reason.
pub fn miss(session: &Session, act: &MissVitals, moment: &Moment) -> Result<Vec<SessionFact>, Refusal> {
    session.require(AT_THE_CHAIR)?;
    Ok(vec![SessionFact::VitalsMissed { reason: act.reason.clone(), at: moment.plausible()? }])
}

struct Crossing {
    level: Level,
    sign: Sign,
    value: u32,
    limit: u32,
}

impl Crossing {
    fn raised(&self, number: u32, at: Instant) -> SessionFact {
        let Self { level, sign, value, limit } = *self;
        SessionFact::AlarmRaised { number, level, sign, value, limit, at }
    }
}

/// Each sign beyond a limit, once, at its highest level; sterner ones first.
fn crossings(vitals: &Vitals, content: &Content) -> Result<Vec<Crossing>, Refusal> {
    let mut found: Vec<Crossing> = vec![];
    if !content.raises_alarms() {
        return Ok(found);
    }
    for sign in [Sign::Systolic, Sign::Diastolic, Sign::Pulse, Sign::Spo2] {
        let Some(value) = vitals.of(sign) else { continue };
        if let Some(Crossed { level, limit }) =
            crossed(sign, Thousandths(value.saturating_mul(1_000)), content)?
        {
            found.push(Crossing { level, sign, value, limit });
        }
    }
    found.sort_by_key(|crossing| (crossing.level != Level::High, crossing.sign == Sign::Spo2));
    Ok(found)
}
