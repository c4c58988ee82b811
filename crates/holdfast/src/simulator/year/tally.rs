//! What was counted while the year was lived: acts, refusals by code, and what the desk did.

use std::collections::BTreeMap;

use care::practice::ActKind;

/// Counters.
#[derive(Debug, Default)]
pub struct Tally {
    /// Acts that were done, the clock's own not counted.
    pub acts: u64,
    refused: BTreeMap<(String, &'static str), u64>,
    counts: BTreeMap<&'static str, u64>,
}

impl Tally {
    /// An act was refused.
    pub fn refused(&mut self, act: ActKind, code: &'static str) {
        *self.refused.entry((format!("{act:?}"), code)).or_default() += 1;
    }

    /// Something happened.
    pub fn one(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// Every counter.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
        self.counts.iter().map(|(what, n)| (*what, *n))
    }

    /// Refusals, the most frequent first: act, code, how often.
    pub fn refusals(&self) -> Vec<(String, u64)> {
        let mut all: Vec<(String, u64)> =
            self.refused.iter().map(|((act, code), n)| (format!("{act}: {code}"), *n)).collect();
        all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        all
    }
}
