//! What a monitor's numbers ask of the people at the chair. The numbers themselves are samples, kept beside the journal;
//! what they ask is a fact with an answer.
//!
//! An alarm is asked once while nobody has answered it. After an answer it is asked again when the number was within
//! limits since, when it asks for more than before, or when the next readings are due and it is still so: without that a
//! number that hovers at a limit would call once a second, and nobody hears what always rings.

use super::alarm::{About, Alarm};
use super::channel::{Channel, Seen};
use super::prescriber_owes::prescriber_owes;
use super::{Level, Phase, Session, SessionFact, due, limits};
use crate::fact::{Fact, Stream};
use crate::ids::{PersonId, SessionId};
use crate::protocol::Content;
use crate::refusal::Refusal;
use crate::tasks::Matter;
use crate::time::{Instant, Moment};

/// What one channel of a monitor said, at the instant that the moment of the act names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteMonitor {
    /// The number of the device.
    pub device: u32,
    /// Which numeric.
    pub channel: Channel,
    /// What it said.
    pub seen: Seen,
    /// When this channel was last well: a number within all limits, or for a lost signal any number; none when that is
    /// not known.
    pub fine_at: Option<Instant>,
}

/// What it asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ask {
    Crossed(limits::Crossed, u32),
    Lost,
}

impl Ask {
    const fn level(self) -> Level {
        match self {
            Self::Crossed(crossed, _) => crossed.level,
            Self::Lost => Level::Medium,
        }
    }
}

/// Is the number beyond a limit, whatever was asked before and whether a dose runs or not?
pub fn crosses(act: &NoteMonitor, content: &Content) -> Result<bool, Refusal> {
    match (act.seen, act.channel.sign()) {
        (Seen::Value(value), Some(sign)) => Ok(limits::crossed(sign, value, content)?.is_some()),
        (Seen::NoSignal, _) => Ok(true),
        (Seen::Value(_), None) => Ok(false),
    }
}

/// Would it raise an alarm? The same judgement as `decide`, for whoever asks before troubling the writer.
pub fn asks(session: &Session, act: &NoteMonitor, content: &Content, at: Instant) -> Result<bool, Refusal> {
    Ok(ask(session, act, content, at)?.is_some())
}

/// Raises what it asks. A stop limit makes a prescriber owe an answer.
pub fn decide(
    id: SessionId,
    session: &Session,
    prescriber: Option<PersonId>,
    act: &NoteMonitor,
    content: &Content,
    moment: &Moment,
) -> Result<Vec<Fact>, Refusal> {
    if !session.has_attached(act.device) {
        return Err(Refusal::MonitorNotAttached);
    }
    let at = moment.plausible()?;
    let asked = ask(session, act, content, at)?.ok_or(Refusal::MonitorAsksNothing)?;
    let number = session.next_alarm();
    let NoteMonitor { device, channel, .. } = *act;
    let (fact, level) = match asked {
        Ask::Crossed(limits::Crossed { level, limit }, value) => {
            (SessionFact::MonitorAlarmRaised { number, level, device, channel, value, limit, at }, level)
        }
        Ask::Lost => (SessionFact::SignalLost { number, device, channel, at }, Level::Medium),
    };
    let mut facts = vec![Fact::on(Stream::Session(id), fact)];
    if level == Level::High {
        facts
            .extend(prescriber_owes(session, prescriber, Matter::StopLimit, None, content, 0, moment)?.facts);
    }
    Ok(facts)
}

fn ask(session: &Session, act: &NoteMonitor, content: &Content, at: Instant) -> Result<Option<Ask>, Refusal> {
    let under = matches!(session.phase, Phase::Dosing | Phase::Paused | Phase::Recovery);
    let begun = session.dose.as_ref().is_some_and(|dose| dose.started <= at);
    let (true, true, Some(sign)) = (under && content.raises_alarms(), begun, act.channel.sign()) else {
        return Ok(None);
    };
    let ask = match act.seen {
        Seen::NoSignal if act.channel.is_cuff() => return Ok(None),
        Seen::NoSignal => Ask::Lost,
        Seen::Value(value) => match limits::crossed(sign, value, content)? {
            Some(crossed) => Ask::Crossed(crossed, value.whole()),
            None => return Ok(None),
        },
    };
    let alike = |alarm: &&Alarm| match ask {
        Ask::Crossed(..) => alarm.beyond().is_some() && alarm.sign() == Some(sign),
        Ask::Lost => match alarm.about {
            About::Lost(device, channel) => device == act.device && channel.shares_sensor(act.channel),
            _ => false,
        },
    };
    let Some(last) = session.alarms.iter().rev().find(alike) else { return Ok(Some(ask)) };
    let sterner = last.level == Level::Medium && ask.level() == Level::High;
    let again = match &last.answer {
        _ if sterner => true,
        None => false,
        Some((_, answered, _)) if at <= *answered => false,
        // A new reading of the cuff, or a number that had been well again: it was not this that was answered.
        Some(_) if act.channel.is_cuff() => true,
        Some((_, answered, _)) => {
            let well_since = act.fine_at.is_none_or(|fine| *answered < fine);
            let due = due::every(session, content)?.map(|every| answered.plus_minutes(every));
            well_since || due.is_some_and(|due| due <= at)
        }
    };
    Ok(again.then_some(ask))
}
