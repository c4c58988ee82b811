//! What a visit on the calendar holds: its room, and whoever is with one person at a time. Until when, the protocol says.
//!
//! A dose holds them for its longest planned minutes and the observation after it: both are values of the protocol. No
//! value says how long any other visit takes, so it holds its beginning and nothing is invented.

use super::{Phase, Session};
use crate::course::SessionKind;
use crate::practice::Role;
use crate::protocol::{Content, Key, Setting};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Minutes;

/// From when until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// It begins.
    pub from: Instant,
    /// It ends; the same instant where no value says how long it takes.
    pub until: Instant,
}

/// The longest any protocol can ask for, from the ranges that are possible at all: nothing further away can touch.
pub fn longest() -> Minutes {
    let most = |key: Key| key.possible(crate::protocol::Unit::Minutes).1;
    let over = crate::protocol::Route::ALL.iter().map(|route| most(Key::DoseOver(*route))).max().unwrap_or(0);
    Minutes(u32::try_from(over.saturating_add(most(Key::ObserveAfter))).unwrap_or(u32::MAX))
}

impl Span {
    /// What a visit of this kind holds under this protocol.
    pub fn of(kind: SessionKind, from: Instant, content: &Content) -> Result<Self, Refusal> {
        if kind != SessionKind::Dosing {
            return Ok(Self { from, until: from });
        }
        let said = content.routes.iter().map(|route| Key::DoseOver(*route));
        let said = said.filter(|key| content.values.contains_key(key));
        let over = said.map(|key| content.small(key)).collect::<Result<Vec<_>, _>>()?.into_iter().max();
        let observed = content.small(Key::ObserveAfter)?;
        let until = from.plus_minutes(Minutes(over.unwrap_or(0).saturating_add(observed)));
        Ok(Self { from, until })
    }

    /// Does one begin while the other lasts, or do both begin at once?
    pub fn touches(self, other: Self) -> bool {
        let begins_in = |one: Self, other: Self| other.from <= one.from && one.from < other.until;
        self.from == other.from || begins_in(self, other) || begins_in(other, self)
    }
}

/// Is it still to come, or going on? What was cancelled, stopped, held or discharged holds nothing.
pub const fn holds(session: &Session) -> bool {
    matches!(
        session.phase,
        Phase::Scheduled | Phase::CheckedIn | Phase::Dosing | Phase::Paused | Phase::Recovery
    )
}

/// One room under two spellings is one room.
pub fn same_room(one: &str, other: &str) -> bool {
    let key = |room: &str| room.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    key(one) == key(other)
}

/// With one person at a time: a therapist, an integration specialist.
pub const fn with_one(role: Role) -> bool {
    matches!(role, Role::Therapist | Role::IntegrationSpecialist)
}

/// A room, where it is, and who is named.
#[derive(Debug, Clone, Copy)]
#[expect(missing_docs, reason = "fields are what a visit on the calendar names")]
pub struct Asks<'a> {
    pub span: Span,
    pub setting: Setting,
    pub room: &'a Line,
    pub people: &'a [(crate::ids::PersonId, Role)],
}

impl Asks<'_> {
    /// May both stand on the calendar? Homes are as many as there are people. A therapist and an integration specialist
    /// are with one person at a time. How many a nurse watches at once, the house says (`schedule::beside`).
    pub fn stands_beside(&self, other: &Asks<'_>) -> Result<(), Refusal> {
        if !self.span.touches(other.span) {
            return Ok(());
        }
        let (at, at_home) =
            (other.span.from, self.setting == Setting::Home || other.setting == Setting::Home);
        if !at_home && same_room(self.room.as_str(), other.room.as_str()) {
            return Err(Refusal::RoomTaken { at });
        }
        let twice = |(who, role): &(crate::ids::PersonId, Role)| {
            with_one(*role) && other.people.iter().any(|(other, held)| other == who && with_one(*held))
        };
        if self.people.iter().any(twice) { Err(Refusal::PersonTaken { at }) } else { Ok(()) }
    }
}
