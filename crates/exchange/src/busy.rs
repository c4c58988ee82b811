//! When somebody is busy by a calendar of theirs (RFC 5545, RFC 4791): spans of time, and nothing else of it.
//!
//! Titles, places and guests are stepped over where they stand. Whatever is unclear counts as busy, or the whole
//! calendar is not read: an entry that is silently left out is a booking over somebody's other patient. What was written
//! to exhaust memory or time is refused: everything that is gathered has a bound.

mod entry;
mod lines;
mod multistatus;
mod when;

use std::collections::{BTreeMap, BTreeSet};

use care::time::{Instant, Term};
use jiff::tz::TimeZone;

use entry::Entry;
use when::Zones;

pub use multistatus::{calendars, query};

/// So many entries of one person's calendars are looked at. Source: the house.
const ENTRIES_MOST: usize = 20_000;
/// So many of them may come again and again. Source: the house.
const RULES_MOST: usize = 300;
/// So many spans are gathered before they are joined. Source: the house.
const SPANS_MOST: usize = 50_000;
/// So many stretches are kept. Source: the house.
pub const KEPT_MOST: usize = 5_000;

/// Why a calendar was not read. Nothing of it is kept then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is no calendar.
    NotACalendar,
    /// It holds more than is looked at.
    TooMuch,
    /// An entry in it has no time that can be read.
    Unclear,
    /// An entry in it is by the clock of a place that is not known.
    ZoneUnknown,
}

impl Unread {
    /// A word that names nobody.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotACalendar => "not-a-calendar",
            Self::TooMuch => "too-much",
            Self::Unclear => "unclear",
            Self::ZoneUnknown => "zone-unknown",
        }
    }
}

/// The entries of one or more calendar texts of one person.
#[derive(Debug, Default)]
pub struct Gathered {
    entries: Vec<Entry>,
    zones: Zones,
}

impl Gathered {
    /// Adds what one text holds.
    pub fn add(&mut self, text: &str) -> Result<(), Unread> {
        let (entries, zones) = entry::read(text)?;
        if ENTRIES_MOST < self.entries.len() + entries.len() {
            return Err(Unread::TooMuch);
        }
        self.entries.extend(entries);
        self.zones.extend(zones)
    }

    /// When they are busy between two instants: joined, in order of time. `here`: the clock for what says no place.
    /// `is_ours`: entries that came from this house, by their identity, are no reason to refuse what they tell of.
    pub fn busy(
        &self,
        here: &TimeZone,
        between: (Instant, Instant),
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<Vec<Term>, Unread> {
        // What was said of one of many takes that one's place.
        let mut said: BTreeMap<&str, BTreeSet<Instant>> = BTreeMap::new();
        for entry in &self.entries {
            if let (Some(uid), Some(instead)) = (&entry.uid, &entry.instead_of) {
                let at = self.zones.earliest(instead, here)?;
                said.entry(uid.as_str()).or_default().insert(at);
            }
        }
        let (mut spans, mut rules, none) = (vec![], 0, BTreeSet::new());
        for entry in self.entries.iter().filter(|entry| entry.holds()) {
            if entry.uid.as_deref().is_some_and(&is_ours) {
                continue;
            }
            rules += entry.rules.len();
            if RULES_MOST < rules {
                return Err(Unread::TooMuch);
            }
            let replaced = entry.uid.as_deref().filter(|_| entry.instead_of.is_none());
            let replaced = replaced.and_then(|uid| said.get(uid)).unwrap_or(&none);
            spans.extend(entry.spans(&self.zones, here, between, replaced)?);
            if SPANS_MOST < spans.len() {
                return Err(Unread::TooMuch);
            }
        }
        let joined = joined(spans);
        if KEPT_MOST < joined.len() { Err(Unread::TooMuch) } else { Ok(joined) }
    }
}

/// Spans that touch are one. In order of time.
fn joined(mut spans: Vec<(Instant, Instant)>) -> Vec<Term> {
    spans.sort_unstable();
    let mut all: Vec<(Instant, Instant)> = vec![];
    for (from, until) in spans {
        match all.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(until),
            _ => all.push((from, until)),
        }
    }
    all.into_iter().map(|(from, until)| Term { from, until: Some(until) }).collect()
}
