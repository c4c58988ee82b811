//! Talks that hold somebody: booked on a window, or planned on a visit whose dose has not ended.

use std::collections::BTreeMap;

use care::ids::{PersonId, SessionId, WindowId};
use care::integration::{TalkKind, WindowFact};
use care::session::Plan;
use care::time::Instant;

use super::places::Span;

const MINUTE_US: i64 = 60_000_000;

/// All that stand.
#[derive(Debug, Default)]
pub struct Talks {
    lasts_min: BTreeMap<&'static str, i64>,
    booked: BTreeMap<WindowId, (PersonId, Span)>,
    planned: BTreeMap<SessionId, (PersonId, Span)>,
}

impl Talks {
    /// The house says how long a talk of this kind is.
    pub fn lasts(&mut self, kind: TalkKind, minutes: i64) {
        self.lasts_min.insert(kind.code(), minutes);
    }

    fn held(&self, kind: TalkKind, with: PersonId, at: Instant) -> (PersonId, Span) {
        let minutes = self.lasts_min.get(kind.code()).copied().unwrap_or(0);
        (with, (at, Instant(at.0 + minutes * MINUTE_US)))
    }

    /// What a fact on a window books.
    pub fn window(&mut self, id: WindowId, fact: &WindowFact) -> Option<(PersonId, Span)> {
        match fact {
            WindowFact::Booked { kind, with, at } => {
                let talk = self.held(*kind, *with, *at);
                self.booked.insert(id, talk);
                Some(talk)
            }
            WindowFact::TalkCancelled { .. } | WindowFact::Declined { .. } | WindowFact::TalkHeld { .. } => {
                self.booked.remove(&id);
                None
            }
            _ => None,
        }
    }

    /// What a plan on a visit books.
    pub fn planned(&mut self, id: SessionId, plan: &Plan) -> Option<(PersonId, Span)> {
        self.planned.remove(&id);
        let Plan::Talk { kind, with, at } = plan else { return None };
        let talk = self.held(*kind, *with, *at);
        self.planned.insert(id, talk);
        Some(talk)
    }

    /// The visit is over: from here on its window says.
    pub fn ends(&mut self, id: SessionId) {
        self.planned.remove(&id);
    }

    /// What holds somebody, but for what is planned after this visit: that is held against it when it is planned.
    pub fn of(&self, person: PersonId, but: Option<SessionId>) -> impl Iterator<Item = Span> {
        let planned = self.planned.iter().filter(move |(id, _)| Some(**id) != but).map(|(_, talk)| talk);
        let all = self.booked.values().chain(planned);
        all.filter(move |(who, _)| *who == person).map(|(_, span)| *span)
    }

    /// Those that are over stand in nobody's way.
    pub fn forget(&mut self, over: Instant) {
        self.booked.retain(|_, (_, span)| over < span.1);
        self.planned.retain(|_, (_, span)| over < span.1);
    }
}
