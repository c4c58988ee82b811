//! What the person is told: decided by what is so, not by a page. Nothing here says that somebody is watching, and a
//! person is promised only once they have taken it.

use crate::ids::PersonId;
use crate::roster::{Door, LocalTime};
use crate::tasks::Task;
use crate::time::Instant;

/// What is true at this instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Nothing is open: nobody owes anything.
    Nothing,
    /// Somebody has seen it and has until then.
    Taken {
        /// Who.
        by: PersonId,
        /// Until when it is theirs.
        until: Instant,
    },
    /// The clinic answers now, and somebody owes it.
    Open {
        /// Who, if one person does.
        to: Option<PersonId>,
        /// By when.
        by: Instant,
    },
    /// The clinic is closed; somebody is on call and owes it. They have not said that they saw it.
    OnCall {
        /// Who.
        to: PersonId,
        /// By when.
        by: Instant,
        /// When the clinic answers again, if that is known.
        opens: Option<LocalTime>,
    },
    /// The clinic is closed and nobody is on call. It is owed all the same.
    Closed {
        /// When the clinic answers again, if that is known.
        opens: Option<LocalTime>,
    },
    /// It was not answered in time. Do not wait.
    Unanswered {
        /// Whom it went to, if one person.
        to: Option<PersonId>,
        /// By when they owe it.
        by: Instant,
    },
}

impl Told {
    /// Does the page say "please do not wait for us"? Outside the clinic's hours unless somebody has taken it, and when an
    /// answer did not come.
    pub const fn is_not_to_be_waited_for(self) -> bool {
        matches!(self, Self::OnCall { .. } | Self::Closed { .. } | Self::Unanswered { .. })
    }
}

/// What is so of one open signal: `door` is the clinic's at `now`; hours that nobody has set count as closed.
pub fn told(task: Option<&Task>, door: Door, now: Instant) -> Told {
    let open = task.filter(|task| task.is_open());
    let Some((task, signal)) = open.and_then(|task| Some((task, task.signal.as_ref()?))) else {
        return Told::Nothing;
    };
    let (to, by) = (signal.owing.to, signal.owing.due);
    if let Some(taker) = task.taken_by.filter(|_| now < by) {
        return Told::Taken { by: taker, until: by };
    }
    if by <= now || 0 < task.climbed {
        return Told::Unanswered { to, by };
    }
    match (door, to, signal.owing.rung) {
        (Door::Open { .. }, ..) => Told::Open { to, by },
        (Door::Closed { opens }, Some(to), super::Rung::OnCall) => Told::OnCall { to, by, opens },
        (Door::Closed { opens }, ..) => Told::Closed { opens },
    }
}
