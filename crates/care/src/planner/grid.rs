//! The times at which something may begin, as a row of bits: one for each step of the clinic's grid.

use crate::session::calendar::Span;
use crate::time::Instant;
use crate::units::Minutes;

pub(super) const MINUTE_US: i64 = 60_000_000;

/// Evenly spaced beginnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grid {
    first: Instant,
    step_us: i64,
    len: usize,
}

impl Grid {
    /// Every multiple of the step inside the span. `None` beyond the ends of time.
    pub(super) fn over(span: Span, every_min: u32) -> Option<Self> {
        let step_us = i64::from(every_min).checked_mul(MINUTE_US)?;
        let first = span.from.0.checked_add(step_us - 1)?.div_euclid(step_us).checked_mul(step_us)?;
        let steps = span.until.0.checked_sub(first)?.checked_add(step_us - 1)?.div_euclid(step_us);
        // A span that is over before its first step has none.
        let len = usize::try_from(steps).unwrap_or(0);
        Some(Self { first: Instant(first), step_us, len })
    }

    /// One time and no other, on the clinic's grid or off it.
    pub(super) const fn only(at: Instant) -> Self {
        Self { first: at, step_us: MINUTE_US, len: 1 }
    }

    /// How many steps.
    pub(super) const fn len(&self) -> usize {
        self.len
    }

    /// The time of a step.
    pub(super) fn at(&self, step: usize) -> Instant {
        let steps = i64::try_from(step).unwrap_or(i64::MAX);
        Instant(self.first.0.saturating_add(steps.saturating_mul(self.step_us)))
    }

    /// The first step at this time or later; the length when there is none.
    pub(super) fn from(&self, at: Instant) -> usize {
        let Some(gap) = at.0.checked_sub(self.first.0) else {
            return if at < self.first { 0 } else { self.len };
        };
        if gap <= 0 {
            return 0;
        }
        let steps = gap / self.step_us + i64::from(gap % self.step_us != 0);
        usize::try_from(steps).map_or(self.len, |steps| steps.min(self.len))
    }

    /// No step at all.
    pub(super) fn none(&self) -> Bits {
        Bits { words: vec![0; self.len.div_ceil(64)], len: self.len }
    }

    /// Every step.
    pub(super) fn every(&self) -> Bits {
        let mut bits = self.none();
        bits.set(0, self.len, true);
        bits
    }

    /// Beginnings from which so many minutes lie inside one of the spans, which do not touch each other.
    pub(super) fn inside(&self, spans: &[Span], minutes: Minutes) -> Bits {
        let mut bits = self.none();
        for span in spans {
            // The last beginning is the end less the minutes, inclusive: times are whole microseconds. What takes no time
            // still needs its beginning.
            let last = Instant(span.until.0.saturating_sub(length_us(minutes).max(1)));
            if span.from <= last {
                bits.set(self.from(span.from), self.from(Instant(last.0.saturating_add(1))), true);
            }
        }
        bits
    }

    /// Takes out the beginnings from which so many minutes touch the span.
    pub(super) fn clear_around(&self, bits: &mut Bits, span: Span, minutes: Minutes) {
        // What ends where it begins holds its beginning.
        let until = span.until.max(Instant(span.from.0.saturating_add(1)));
        let first = Instant(span.from.0.saturating_sub(length_us(minutes)).saturating_add(1)).min(span.from);
        bits.set(self.from(first), self.from(until), false);
    }

    /// The first of these times at this one or later.
    pub(super) fn next(&self, bits: &Bits, at: Instant) -> Option<Instant> {
        bits.next(self.from(at)).map(|step| self.at(step))
    }

    /// Is exactly this time among them?
    pub(super) fn has(&self, bits: &Bits, at: Instant) -> bool {
        let step = self.from(at);
        step < self.len && self.at(step) == at && bits.get(step)
    }
}

pub(super) const fn length_us(minutes: Minutes) -> i64 {
    (minutes.0 as i64) * MINUTE_US
}

/// A set of steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// Sets or clears steps `from..until`.
    pub(super) fn set(&mut self, from: usize, until: usize, to: bool) {
        let until = until.min(self.len);
        if until <= from {
            return;
        }
        let (first, last) = (from / 64, (until - 1) / 64);
        for word in first..=last {
            let low = if word == first { u64::MAX << (from % 64) } else { u64::MAX };
            let high = if word == last { u64::MAX >> (63 - (until - 1) % 64) } else { u64::MAX };
            if to {
                self.words[word] |= low & high;
            } else {
                self.words[word] &= !(low & high);
            }
        }
    }

    pub(super) fn get(&self, step: usize) -> bool {
        self.words.get(step / 64).is_some_and(|word| word >> (step % 64) & 1 == 1)
    }

    /// Keeps what is in both.
    pub(super) fn and(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word &= other);
    }

    /// Adds what is in the other.
    pub(super) fn or(&mut self, other: &Self) {
        self.words.iter_mut().zip(&other.words).for_each(|(word, other)| *word |= other);
    }

    /// The first step from this one on.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let mut word = from / 64;
        let mut rest = self.words.get(word)? & (u64::MAX << (from % 64));
        while rest == 0 {
            word += 1;
            rest = *self.words.get(word)?;
        }
        Some(word * 64 + rest.trailing_zeros() as usize)
    }

    /// Every step in it, in order.
    pub(super) fn steps(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.next(0), |step| self.next(step + 1))
    }
}

/// Spans in order, those that touch made one, empty ones left out.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| span.from < span.until);
    spans.sort_by_key(|span| (span.from, span.until));
    let mut whole: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match whole.last_mut() {
            Some(last) if span.from <= last.until => last.until = last.until.max(span.until),
            _ => whole.push(span),
        }
    }
    whole
}

/// What two lists of merged spans have in common.
pub(super) fn common(one: &[Span], other: &[Span]) -> Vec<Span> {
    let mut both = vec![];
    for a in one {
        for b in other {
            let span = Span { from: a.from.max(b.from), until: a.until.min(b.until) };
            if span.from < span.until {
                both.push(span);
            }
        }
    }
    both
}
