//! **Follow-ups**: after a dose, on days that the house names, the person is asked how they have been, once for each day. They
//! answer in a word or a few, ask for a call, or say nothing; they may end it. Nothing is counted against an ask that has no
//! answer. When the house asks is the medical director's to say (`set_follow_ups`); until then it asks nobody.

pub mod answer_follow_up;
pub mod ask_follow_up;
pub mod set_follow_ups;
pub mod stop_follow_ups;

use crate::course::CourseFact;
use crate::ids::{CommandId, PersonId, SessionId, TaskId};
use crate::keeping::Mood;
use crate::practice::Role;
use crate::refusal::Refusal;
use crate::time::Instant;
use crate::units::Hours;

/// When the house asks after a dose, and what it owes to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// So many hours after the end of the dose, the soonest first. None: nobody is asked.
    pub steps: Vec<Hours>,
    /// An ask that could not be made for so long after its time is not made any more.
    pub within: Hours,
    /// A wish for a call is owed within so many hours.
    pub call_within: Hours,
    /// What somebody wrote is read within so many hours.
    pub read_within: Hours,
    /// Who owes both.
    pub owed_by: Role,
}

/// The series as it was said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesSaid {
    /// What was said.
    pub series: Series,
    /// Since when each step has stood, one for each: a step that stood before it was said again is no new step.
    pub since: Vec<Instant>,
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

impl SeriesSaid {
    /// The series after it was said anew.
    pub(crate) fn after(before: Option<&Self>, series: &Series, by: PersonId, at: Instant) -> Self {
        let stood = |step: &Hours| {
            let known = before.and_then(|said| said.steps().find(|(known, _)| known == step));
            known.map_or(at, |(_, since)| since)
        };
        Self { since: series.steps.iter().map(stood).collect(), series: series.clone(), by, at }
    }

    /// Each step, and since when it has stood.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (Hours, Instant)> + '_ {
        self.series.steps.iter().copied().zip(self.since.iter().copied())
    }
}

/// One time that a person was asked, with what the house owes to the answer, as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// Its number in the course, from 1.
    pub number: u32,
    /// After which dose.
    pub dose: SessionId,
    /// So long after it.
    pub after: Hours,
    /// When.
    pub at: Instant,
    /// A message about it is worth nothing from then on.
    pub until: Instant,
    /// A call is owed within so many hours of the wish.
    pub call_within: Hours,
    /// Words are read within so many hours.
    pub read_within: Hours,
    /// By whom.
    pub owed_by: Role,
}

/// What the person said to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// How it is, in one of five words.
    pub mood: Option<Mood>,
    /// The document that holds what they wrote.
    pub words: Option<CommandId>,
    /// They would like a call.
    pub call: bool,
    /// What somebody owes because of it.
    pub task: Option<TaskId>,
    /// When.
    pub at: Instant,
}

/// What a course keeps of follow-ups.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kept {
    /// Every time the person was asked, and what they said if they did.
    pub asks: Vec<(Ask, Option<Reply>)>,
    /// They asked for no more, when.
    pub stopped: Option<Instant>,
}

impl Kept {
    /// One ask.
    pub fn ask(&self, number: u32) -> Result<&(Ask, Option<Reply>), Refusal> {
        self.asks.iter().find(|(ask, _)| ask.number == number).ok_or(Refusal::FollowUpUnknown)
    }

    /// The number of the next ask.
    pub fn next(&self) -> u32 {
        self.asks.iter().map(|(ask, _)| ask.number).max().unwrap_or(0).saturating_add(1)
    }

    /// What the person is asked now: the newest ask, if they said nothing to it and did not end the series.
    pub fn waiting(&self) -> Option<&Ask> {
        let (ask, reply) = self.asks.last()?;
        (reply.is_none() && self.stopped.is_none()).then_some(ask)
    }

    pub(crate) fn keep(&mut self, fact: &CourseFact) {
        match fact {
            CourseFact::FollowUpAsked { ask } => self.asks.push((ask.clone(), None)),
            CourseFact::FollowUpAnswered { number, reply } => {
                if let Some((_, said)) = self.asks.iter_mut().find(|(ask, _)| ask.number == *number) {
                    *said = Some(reply.clone());
                }
            }
            CourseFact::FollowUpsStopped { at } => self.stopped = Some(*at),
            CourseFact::FollowUpsResumed { .. } => self.stopped = None,
            _ => {}
        }
    }
}
