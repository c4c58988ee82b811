//! Living a script: each act goes in through `submit` at its own instant, many in flight at once.

use std::collections::VecDeque;
use std::fmt;

use care::practice::ActKind;
use care::time::Instant;
use record::record::Record;
use record::submit::{Answer, Receipt};
use record::writer::{Ticket, WriteFault};

use super::script::Step;

/// How many acts may wait for their answer. The writer takes them in order, so the next one may build on the last.
const IN_FLIGHT: usize = 768;

/// An act that was not accepted. In the simulator every act must be.
#[derive(Debug)]
pub struct NotLived {
    /// Which act.
    pub act: ActKind,
    /// About what.
    pub about: String,
    /// When.
    pub at: Instant,
    /// Why not.
    pub why: Why,
}

/// Why an act was not accepted.
#[derive(Debug)]
pub enum Why {
    /// The rules said no, with this code.
    Refused(&'static str, String),
    /// Two acts have one command id.
    IdReused,
    /// The store's.
    Fault(WriteFault),
}

impl fmt::Display for NotLived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the simulated clinic's {:?} of {} at {} µs ", self.act, self.about, self.at.0)?;
        match &self.why {
            Why::Refused(code, detail) => write!(f, "was refused: {code} ({detail})"),
            Why::IdReused => write!(f, "carries the command id of another act"),
            Why::Fault(fault) => write!(f, "was not kept: {fault}"),
        }
    }
}

impl std::error::Error for NotLived {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.why {
            Why::Fault(fault) => Some(fault),
            _ => None,
        }
    }
}

struct Waiting {
    ticket: Ticket<Answer>,
    act: ActKind,
    about: String,
    at: Instant,
}

impl Waiting {
    fn settle(self) -> Result<Receipt, NotLived> {
        let why = match self.ticket.wait() {
            Ok(Answer::Done(receipt)) => return Ok(receipt),
            Ok(Answer::Refused(refusal)) => Why::Refused(refusal.code(), format!("{refusal:?}")),
            Ok(Answer::IdReused | Answer::Kept(_)) => Why::IdReused,
            Err(fault) => Why::Fault(fault),
        };
        Err(NotLived { act: self.act, about: self.about, at: self.at, why })
    }
}

/// Lives the whole script. Answers how many acts were done.
///
/// # Errors
/// The first act that was not accepted.
pub fn live(record: &Record, steps: &[Step], mut progress: impl FnMut(usize)) -> Result<usize, NotLived> {
    let mut waiting: VecDeque<Waiting> = VecDeque::new();
    for (done, step) in steps.iter().enumerate() {
        if IN_FLIGHT <= waiting.len()
            && let Some(oldest) = waiting.pop_front()
        {
            oldest.settle()?;
        }
        let command = step.command.clone();
        let (act, about) = (command.act.kind(), command.act.subject().to_string());
        let ticket = record.submit_at(command, step.at);
        waiting.push_back(Waiting { ticket, act, about, at: step.at });
        progress(done + 1);
    }
    for last in waiting {
        last.settle()?;
    }
    Ok(steps.len())
}
