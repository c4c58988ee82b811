//! The record, the clock that the year moves, and what lies ahead in order of time.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use care::act::Act;
use care::fact::Stream;
use care::ids::CommandId;
use care::practice::Acting;
use care::time::Instant;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use record::fold::Folded;
use record::record::Record;
use record::submit::{Answer, Command};
use record::writer::Ticket;

use super::event::Event;
use super::tally::Tally;
use crate::clock::timed_id;
use crate::simulator::chance::Chance;
use crate::simulator::script::Step;

/// An act whose answer is waited for later.
struct Flying {
    ticket: Ticket<Answer>,
    step: Step,
    way: Option<usize>,
}

/// An act that was refused, with the code.
pub struct Refused {
    /// What was asked.
    pub step: Step,
    /// Whose way it was.
    pub way: Option<usize>,
    /// Why not.
    pub code: &'static str,
}

/// The house in its time.
pub struct World {
    /// The record, through which everything goes.
    pub record: Arc<Record>,
    clock: Arc<AtomicI64>,
    /// Now.
    pub now: Instant,
    /// The zone of the house.
    pub zone: TimeZone,
    /// Where every chance comes from.
    pub chance: Chance,
    /// What was counted.
    pub tally: Tally,
    ahead: BTreeMap<(Instant, u64), Event>,
    nth: u64,
    flying: Vec<Flying>,
}

impl World {
    /// At the beginning.
    pub fn new(
        record: Arc<Record>,
        clock: Arc<AtomicI64>,
        zone: TimeZone,
        chance: Chance,
        now: Instant,
    ) -> Self {
        clock.store(now.0, Ordering::SeqCst);
        let (tally, ahead, flying) = (Tally::default(), BTreeMap::new(), vec![]);
        Self { record, clock, now, zone, chance, tally, ahead, nth: 0, flying }
    }

    /// Something will happen then.
    pub fn on(&mut self, at: Instant, event: Event) {
        self.nth += 1;
        self.ahead.insert((at.max(self.now), self.nth), event);
    }

    /// What happens next, and time goes on to it.
    pub fn next(&mut self, until: Instant) -> Option<Event> {
        let ((at, _), _) = self.ahead.first_key_value()?;
        if until < *at {
            return None;
        }
        let ((at, _), event) = self.ahead.pop_first()?;
        self.now = at;
        self.clock.store(at.0, Ordering::SeqCst);
        Some(event)
    }

    /// Time passes to the end.
    pub fn stands_at(&mut self, at: Instant) {
        self.now = at;
        self.clock.store(at.0, Ordering::SeqCst);
    }

    /// A fresh number that sorts by its time.
    pub fn id(&mut self) -> u128 {
        timed_id(self.now, self.chance.wide())
    }

    /// Somebody does something now, and hears what came of it.
    ///
    /// # Errors
    /// The refusal's code.
    pub fn ask(&mut self, by: Acting, act: Act) -> Result<CommandId, &'static str> {
        let id = CommandId(self.id());
        let command = Command { id, act, by, occurred: None, sealed: None };
        let kind = command.act.kind();
        let code = match self.record.submit_at(command, self.now).wait() {
            Ok(Answer::Done(_)) => {
                self.tally.acts += 1;
                return Ok(id);
            }
            Ok(Answer::Refused(refusal)) => refusal.code(),
            Ok(Answer::IdReused | Answer::Kept(_)) => "id-reused",
            Err(_) => "fault",
        };
        self.tally.refused(kind, code);
        Err(code)
    }

    /// Somebody does something now; nobody waits for the answer yet.
    pub fn say(&mut self, step: Step, way: Option<usize>) {
        let step = Step { at: self.now, ..step };
        let ticket = self.record.submit_at(step.command.clone(), self.now);
        self.flying.push(Flying { ticket, step, way });
    }

    /// Waits for all that is in flight; answers what was refused.
    pub fn lands(&mut self) -> Vec<Refused> {
        let mut refused = vec![];
        for Flying { ticket, step, way } in std::mem::take(&mut self.flying) {
            let code = match ticket.wait() {
                Ok(Answer::Done(_)) => {
                    self.tally.acts += 1;
                    continue;
                }
                Ok(Answer::Refused(refusal)) => refusal.code(),
                Ok(Answer::IdReused | Answer::Kept(_)) => "id-reused",
                Err(_) => "fault",
            };
            self.tally.refused(step.command.act.kind(), code);
            refused.push(Refused { step, way, code });
        }
        refused
    }

    /// A state as it is now.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn state(&self, stream: Stream) -> Result<Folded, String> {
        self.record.state(stream).map_err(|fault| fault.to_string())
    }

    /// The day an instant lies on, in the house.
    pub fn day(&self, at: Instant) -> Date {
        self.zone.to_datetime(Timestamp::from_microsecond(at.0).unwrap_or_default()).date()
    }

    /// Minutes since midnight, by the clock on the wall.
    pub fn minute(&self, at: Instant) -> i64 {
        let time = self.zone.to_datetime(Timestamp::from_microsecond(at.0).unwrap_or_default()).time();
        i64::from(time.hour()) * 60 + i64::from(time.minute())
    }

    /// A minute of a day, by the clock on the wall.
    pub fn at(&self, day: Date, minute: i64) -> Instant {
        let (hour, minute) = (i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
        let zoned = day.at(hour, minute, 0, 0).to_zoned(self.zone.clone());
        zoned.map_or(self.now, |zoned| Instant(zoned.timestamp().as_microsecond()))
    }

    /// So many days after a day.
    pub fn after(day: Date, days: i64) -> Date {
        day.saturating_add(Span::new().days(days))
    }

    /// The first full hour at or after this when the desk is there.
    pub fn office(&self, at: Instant) -> Instant {
        let mut day = self.day(at);
        for _ in 0..9 {
            let (opens, closes) = (self.at(day, 9 * 60), self.at(day, 16 * 60 + 30));
            if !is_weekend(day) && at < closes {
                return at.max(opens);
            }
            day = Self::after(day, 1);
        }
        at
    }
}

/// Saturday or Sunday.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
