//! Two rings around a number: *possible* (outside it, refuse) and *usual* (outside it, ask once). Nothing clamps.

use crate::refusal::Refusal;

/// Where a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Accept.
    Usual,
    /// Ask the person once whether it is as read.
    Unusual,
    /// Refuse.
    Impossible,
}

/// The two rings for one quantity. Bounds are inclusive.
#[derive(Debug, Clone, Copy)]
pub struct Guardrail {
    /// What the number is, as a refusal names it.
    pub of: &'static str,
    possible: (u64, u64),
    usual: (u64, u64),
}

impl Guardrail {
    /// Where this value stands.
    pub const fn standing(&self, value: u64) -> Standing {
        if value < self.possible.0 || self.possible.1 < value {
            return Standing::Impossible;
        }
        if value < self.usual.0 || self.usual.1 < value { Standing::Unusual } else { Standing::Usual }
    }

    /// What is possible at all, inclusive.
    pub const fn possible(&self) -> (u64, u64) {
        self.possible
    }

    /// What needs no second look, inclusive.
    pub const fn usual(&self) -> (u64, u64) {
        self.usual
    }

    /// Refuses the impossible; refuses the unusual too, unless the person said it is as read.
    pub fn check(&self, value: u64, as_read: AsRead) -> Result<(), Refusal> {
        match (self.standing(value), as_read) {
            (Standing::Usual, _) | (Standing::Unusual, AsRead::Confirmed) => Ok(()),
            (Standing::Unusual, AsRead::NotAsked) => Err(Refusal::ValueUnusual { of: self.of, value }),
            (Standing::Impossible, _) => Err(Refusal::ValueImpossible {
                of: self.of,
                value,
                from: self.possible.0,
                to: self.possible.1,
            }),
        }
    }
}

/// Has a person confirmed an unusual value?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsRead {
    /// Not asked yet.
    NotAsked,
    /// "Yes, as read."
    Confirmed,
}

// Physical plausibility of an entry, not clinical limits: those are protocol data.
// Possible: what a cuff, oximeter, scale or hand can report of a living adult. Usual: beyond it, a typing slip is likely.
/// Systolic pressure, mmHg.
pub const SYSTOLIC: Guardrail = Guardrail { of: "systolic", possible: (40, 300), usual: (80, 220) };
/// Diastolic pressure, mmHg.
pub const DIASTOLIC: Guardrail = Guardrail { of: "diastolic", possible: (20, 200), usual: (40, 130) };
/// Pulse, beats a minute.
pub const PULSE: Guardrail = Guardrail { of: "pulse", possible: (20, 300), usual: (40, 160) };
/// Oxygen saturation, percent.
pub const SPO2: Guardrail = Guardrail { of: "spo2", possible: (40, 100), usual: (85, 100) };
/// Breaths a minute.
pub const BREATHS: Guardrail = Guardrail { of: "breaths", possible: (2, 80), usual: (8, 30) };
/// Body weight, grams.
pub const WEIGHT: Guardrail =
    Guardrail { of: "weight", possible: (25_000, 350_000), usual: (40_000, 180_000) };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_impossible_is_refused_even_when_confirmed() {
        assert_eq!(SYSTOLIC.check(128, AsRead::NotAsked), Ok(()));
        assert_eq!(SYSTOLIC.check(258, AsRead::Confirmed), Ok(()));
        assert_eq!(SYSTOLIC.check(258, AsRead::NotAsked).map_err(|no| no.code()), Err("value-unusual"));
        assert_eq!(SPO2.check(101, AsRead::Confirmed).map_err(|no| no.code()), Err("value-impossible"));
    }
}
