//! What a monitor measures, and what it can have said of it. Two channels may tell of one sign (heart rate by ECG, pulse
//! by oximeter): both are kept and told apart.

use super::Sign;
use crate::protocol::model::words;

words! {
    /// One numeric of a monitor.
    Channel {
        /// Beats a minute, by ECG.
        HeartRate = "heart-rate",
        /// Beats a minute, by pulse oximeter or cuff.
        Pulse = "pulse",
        /// Oxygen saturation by pulse oximeter, percent.
        Spo2 = "spo2",
        /// Breaths a minute.
        Breaths = "breaths",
        /// Upper cuff pressure, mmHg.
        CuffSystolic = "cuff-systolic",
        /// Lower cuff pressure, mmHg.
        CuffDiastolic = "cuff-diastolic",
        /// Mean cuff pressure, mmHg.
        CuffMean = "cuff-mean",
    }
}

/// A number in thousandths of its channel's unit: 62.8 beats a minute is 62 800.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Thousandths(pub u32);

/// What a monitor said of a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Seen {
    /// A number.
    Value(Thousandths),
    /// The sensor gives nothing: off, loose, not plugged in. Never a number.
    NoSignal,
}

impl Channel {
    /// The sign it tells of; none for what no limit is about.
    pub const fn sign(self) -> Option<Sign> {
        match self {
            Self::HeartRate | Self::Pulse => Some(Sign::Pulse),
            Self::Spo2 => Some(Sign::Spo2),
            Self::Breaths => Some(Sign::Breaths),
            Self::CuffSystolic => Some(Sign::Systolic),
            Self::CuffDiastolic => Some(Sign::Diastolic),
            Self::CuffMean => None,
        }
    }

    /// A cuff reads now and then; everything else is read all the time, so that silence is a lost signal.
    pub const fn is_cuff(self) -> bool {
        matches!(self, Self::CuffSystolic | Self::CuffDiastolic | Self::CuffMean)
    }

    /// Do both come from one sensor? A finger clip that falls off is one thing that happened, not two.
    pub const fn shares_sensor(self, other: Self) -> bool {
        const fn sensor(channel: Channel) -> u8 {
            match channel {
                Channel::Spo2 | Channel::Pulse => 0,
                Channel::HeartRate => 1,
                Channel::Breaths => 2,
                Channel::CuffSystolic | Channel::CuffDiastolic | Channel::CuffMean => 3,
            }
        }
        sensor(self) == sensor(other)
    }

    /// The greatest number a monitor can mean at all: physical plausibility, not a clinical limit. Beyond it is no
    /// number. Nought is no signal.
    pub const fn most(self) -> Thousandths {
        match self {
            Self::Spo2 => Thousandths(100_000),
            Self::Breaths => Thousandths(200_000),
            Self::HeartRate | Self::Pulse => Thousandths(400_000),
            Self::CuffSystolic | Self::CuffDiastolic | Self::CuffMean => Thousandths(400_000),
        }
    }

    /// What a number of this channel says: none when no living person gives it.
    pub fn seen(self, value: Thousandths) -> Option<Seen> {
        match value {
            Thousandths(0) => Some(Seen::NoSignal),
            value if value <= self.most() => Some(Seen::Value(value)),
            _ => None,
        }
    }
}

impl Thousandths {
    /// Whole units, the rest cut off: 110.4 crosses a limit of 110 and says 110; 91.6 is below 92 and says 91.
    pub const fn whole(self) -> u32 {
        self.0 / 1_000
    }

    /// As a monitor writes it: `62.8`, `97`.
    pub fn in_units(self) -> String {
        let (whole, rest) = (self.0 / 1_000, self.0 % 1_000);
        if rest == 0 {
            return whole.to_string();
        }
        format!("{whole}.{rest:03}").trim_end_matches('0').to_owned()
    }

    /// Reads `62.8` or `97`; none for more than three decimals, a sign, or anything else.
    pub fn read(text: &str) -> Option<Self> {
        let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let rest = rest.trim_end_matches('0');
        if whole.is_empty() || 6 < whole.len() || 3 < rest.len() || !digits(whole) || !digits(rest) {
            return None;
        }
        let thousandths = format!("{rest:0<3}").parse::<u32>().ok()?;
        whole.parse::<u32>().ok()?.checked_mul(1_000)?.checked_add(thousandths).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_it_was_sent() {
        for (text, thousandths) in [("62.8", 62_800), ("97", 97_000), ("0.125", 125), ("140.5", 140_500)] {
            assert_eq!(Thousandths::read(text), Some(Thousandths(thousandths)));
            assert_eq!(Thousandths(thousandths).in_units(), text);
        }
        assert_eq!(Thousandths::read("62.80"), Some(Thousandths(62_800)));
        for wrong in ["", "-100", "1e3", "62,8", ".5", "0.1234", "9999999", "+5", " 7", "NaN"] {
            assert_eq!(Thousandths::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nought_is_a_lost_signal_and_the_impossible_is_no_number() {
        assert_eq!(Channel::Spo2.seen(Thousandths(0)), Some(Seen::NoSignal));
        assert_eq!(Channel::Spo2.seen(Thousandths(100_000)), Some(Seen::Value(Thousandths(100_000))));
        assert_eq!(Channel::Spo2.seen(Thousandths(100_001)), None);
        assert_eq!(
            Channel::HeartRate.seen(Thousandths(32_767_000)),
            None,
            "what some monitors send for nothing"
        );
    }
}
