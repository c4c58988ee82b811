//! What can lie ahead.

use care::ids::{ReferralId, SessionId, WindowId};
use care::time::Instant;

use crate::simulator::script::Step;

/// Something that will happen.
#[derive(Debug)]
pub enum Event {
    /// An act of a script, on somebody's way.
    Say(Box<Step>, usize),
    /// The program's own timer looks.
    Look,
    /// A day begins: what changes in the house is decided.
    Day,
    /// The desk goes through what is owed.
    Desk,
    /// Somebody comes on.
    Way(usize, Stage),
    /// A talk is due.
    Talk(usize, WindowId, Instant),
    /// A talk that is booked falls through before it.
    TalkLost(usize, WindowId, Instant),
    /// A talk outside may have taken place.
    Outside(usize, WindowId),
    /// Somebody outside answers a referral.
    Answer(usize, ReferralId),
    /// They may have met.
    Met(usize, ReferralId),
    /// Something happens to one of the people of the house.
    Crew(usize, Turn),
}

/// Where somebody is on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Written in.
    Arrives,
    /// Answers the questions.
    Answers,
    /// A prescriber looks.
    Cleared,
    /// So many preparation visits are still to come.
    Prepares(i64),
    /// An order is written.
    Ordered,
    /// The next doses are put on the calendar.
    Books,
    /// The day of a dose that begins then.
    Dose(SessionId, Instant),
    /// The day of the dose is over.
    Closes(SessionId),
    /// The course ends.
    Ends,
}

/// What can happen to one of the people of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Taken on.
    Hired,
    /// Leaves, in the middle of a day.
    Leaves,
    /// The licence is looked up again and recorded.
    Renews,
}
