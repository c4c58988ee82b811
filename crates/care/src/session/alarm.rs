//! What asks for somebody at the chair, until somebody says what was done about it.

use super::{Channel, Level, Session, SessionFact, Sign};
use crate::ids::{PersonId, TaskId};
use crate::text::Line;
use crate::time::Instant;

/// A limit that was crossed, or a monitor that gives nothing; and its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// 1, 2, 3 … in this session.
    pub number: u32,
    /// How much it asks.
    pub level: Level,
    /// Of what.
    pub about: About,
    /// Since when.
    pub at: Instant,
    /// What somebody away from the chair owes because nobody answered it in time, and since when.
    pub climbed: Option<(TaskId, Instant)>,
    /// Who answered, when, what was done.
    pub answer: Option<(PersonId, Instant, Line)>,
}

/// What an alarm is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// A number that a person entered: what was read, and what the protocol says.
    Entered(Sign, u32, u32),
    /// A number of a monitor: of which device, by which channel, and what the protocol says.
    Monitored(u32, Channel, u32, u32),
    /// A sensor that gives nothing.
    Lost(u32, Channel),
    /// A whole monitor of which nothing was heard, and when it last was.
    Silent(u32, Option<Instant>),
}

impl Alarm {
    /// The alarm that a fact raises, without an answer yet; none for any other fact.
    fn raised(fact: &SessionFact) -> Option<Self> {
        let alarm =
            |number: u32, level, about, at| Self { number, level, about, at, climbed: None, answer: None };
        Some(match fact {
            SessionFact::AlarmRaised { number, level, sign, value, limit, at } => {
                alarm(*number, *level, About::Entered(*sign, *value, *limit), *at)
            }
            SessionFact::MonitorAlarmRaised { number, level, device, channel, value, limit, at } => {
                channel.sign()?;
                alarm(*number, *level, About::Monitored(*device, *channel, *value, *limit), *at)
            }
            SessionFact::SignalLost { number, device, channel, at } => {
                channel.sign()?;
                alarm(*number, Level::Medium, About::Lost(*device, *channel), *at)
            }
            SessionFact::MonitorSilent { number, device, heard, at } => {
                alarm(*number, Level::Medium, About::Silent(*device, *heard), *at)
            }
            _ => return None,
        })
    }

    /// The sign it is about; none when it is about a whole monitor.
    pub const fn sign(&self) -> Option<Sign> {
        match self.about {
            About::Entered(sign, ..) => Some(sign),
            About::Monitored(_, channel, ..) | About::Lost(_, channel) => channel.sign(),
            About::Silent(..) => None,
        }
    }

    /// What was read, and what the protocol says; none when nothing was.
    pub const fn beyond(&self) -> Option<(u32, u32)> {
        match self.about {
            About::Entered(_, value, limit) | About::Monitored(_, _, value, limit) => Some((value, limit)),
            About::Lost(..) | About::Silent(..) => None,
        }
    }

    /// The monitor that said so; none when a person entered it.
    pub const fn device(&self) -> Option<u32> {
        match self.about {
            About::Entered(..) => None,
            About::Monitored(device, ..) | About::Lost(device, _) | About::Silent(device, _) => Some(device),
        }
    }
}

impl Session {
    /// The number of the next alarm.
    pub(super) fn next_alarm(&self) -> u32 {
        u32::try_from(self.alarms.len() + 1).unwrap_or(u32::MAX)
    }

    pub(super) fn follow_alarms(&mut self, fact: &SessionFact) {
        match fact {
            SessionFact::AlarmAnswered { number, by, done, at } => {
                for alarm in self.alarms.iter_mut().filter(|alarm| alarm.number == *number) {
                    alarm.answer = Some((*by, *at, done.clone()));
                }
            }
            SessionFact::AlarmClimbed { number, task, at } => {
                for alarm in self.alarms.iter_mut().filter(|alarm| alarm.number == *number) {
                    alarm.climbed = Some((*task, *at));
                }
            }
            raised => self.alarms.extend(Alarm::raised(raised)),
        }
    }
}
