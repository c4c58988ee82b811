//! One set of readings: what a cuff, oximeter, watch or eye said.

use crate::guardrail::{AsRead, BREATHS, DIASTOLIC, PULSE, SPO2, SYSTOLIC};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::units::{MmHg, PerMinute, Percent};

words! {
    /// One vital sign.
    Sign {
        /// Upper blood pressure.
        Systolic = "systolic",
        /// Lower blood pressure.
        Diastolic = "diastolic",
        /// Pulse.
        Pulse = "pulse",
        /// Oxygen saturation.
        Spo2 = "spo2",
        /// Breathing.
        Breaths = "breaths",
        /// How awake, 0–5 (MOAA/S).
        Awake = "awake",
    }
}
words! {
    /// Where a reading came from.
    Source {
        /// Typed by a person.
        Hand = "hand",
        /// Read out by the patient or chaperone from their own cuff.
        ReadOut = "read-out",
        /// Sent by a monitor.
        Device = "device",
    }
}

/// One set of readings. At least one must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vitals {
    /// Upper and lower pressure, always together.
    pub pressure: Option<(MmHg, MmHg)>,
    /// Beats a minute.
    pub pulse: Option<PerMinute>,
    /// Oxygen saturation.
    pub spo2: Option<Percent>,
    /// Breaths a minute.
    pub breaths: Option<PerMinute>,
    /// MOAA/S, 0–5.
    pub awake: Option<u8>,
}

impl Vitals {
    /// One sign's number.
    pub fn of(&self, sign: Sign) -> Option<u32> {
        match sign {
            Sign::Systolic => self.pressure.map(|(systolic, _)| u32::from(systolic.0)),
            Sign::Diastolic => self.pressure.map(|(_, diastolic)| u32::from(diastolic.0)),
            Sign::Pulse => self.pulse.map(|pulse| u32::from(pulse.0)),
            Sign::Spo2 => self.spo2.map(|spo2| u32::from(spo2.0)),
            Sign::Breaths => self.breaths.map(|breaths| u32::from(breaths.0)),
            Sign::Awake => self.awake.map(u32::from),
        }
    }

    /// Refuses an empty set, the impossible, and the unusual until somebody says it is as read.
    pub fn check(&self, as_read: AsRead) -> Result<(), Refusal> {
        if Sign::ALL.iter().all(|sign| self.of(*sign).is_none()) {
            return Err(Refusal::NothingRead);
        }
        if let Some((systolic, diastolic)) = self.pressure {
            SYSTOLIC.check(u64::from(systolic.0), as_read)?;
            DIASTOLIC.check(u64::from(diastolic.0), as_read)?;
            if systolic.0 <= diastolic.0 {
                return Err(Refusal::PressureUpsideDown);
            }
        }
        let rails = [(Sign::Pulse, &PULSE), (Sign::Spo2, &SPO2), (Sign::Breaths, &BREATHS)];
        for (sign, rail) in rails {
            if let Some(value) = self.of(sign) {
                rail.check(u64::from(value), as_read)?;
            }
        }
        match self.awake {
            Some(score) if score > 5 => {
                Err(Refusal::ValueImpossible { of: "awake", value: u64::from(score), from: 0, to: 5 })
            }
            _ => Ok(()),
        }
    }
}
