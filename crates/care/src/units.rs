//! Quantities as types. All integers; a unit never travels without its value.
//!
//! Conversions state their rounding. Nothing here clamps: an amount that does not fit is `None`.

macro_rules! quantities {
    ($($(#[$doc:meta])* $Name:ident($int:ty) = $unit:literal;)+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Name(pub $int);
        impl $Name {
            /// The unit as a person reads it.
            pub const UNIT: &'static str = $unit;
        }
        impl std::fmt::Display for $Name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{} {}", self.0, Self::UNIT)
            }
        }
    )+ };
}

quantities! {
    /// A mass of drug. 35 mg is `Micrograms(35_000)`.
    Micrograms(u64) = "mcg";
    /// A weight-based dose. 0.5 mg/kg is `MicrogramsPerKilogram(500)`.
    MicrogramsPerKilogram(u64) = "mcg/kg";
    /// A body weight in whole grams. 68.4 kg is `Grams(68_400)`.
    Grams(u32) = "g";
    /// A blood pressure.
    MmHg(u16) = "mmHg";
    /// A fraction in whole percent: oxygen saturation.
    Percent(u8) = "%";
    /// Beats or breaths a minute.
    PerMinute(u16) = "/min";
    /// A duration in whole minutes.
    Minutes(u32) = "min";
    /// A duration in whole hours. Hours are absolute: 48 hours are 48 × 3,600 seconds, whatever the clocks do.
    Hours(u32) = "h";
    /// An amount of money in hundredths of the house's currency. 350.00 is `Cents(35_000)`.
    Cents(u64) = "hundredths";
    /// A number of civil days.
    Days(u32) = "days";
}

impl MicrogramsPerKilogram {
    /// The dose for a body weight, rounded down: never more than was asked for. `None` when it would not fit.
    pub fn for_weight(self, weight: Grams) -> Option<Micrograms> {
        self.0.checked_mul(u64::from(weight.0)).map(|ug_g| Micrograms(ug_g / 1_000))
    }
}

impl Micrograms {
    /// Milligrams as ISMP asks: leading zero, no trailing zero. `35 mg`, `0.5 mg`, `37.25 mg`.
    pub fn in_mg(self) -> String {
        let (whole, rest) = (self.0 / 1_000, self.0 % 1_000);
        if rest == 0 {
            return format!("{whole} mg");
        }
        let decimals = format!("{rest:03}");
        format!("{whole}.{} mg", decimals.trim_end_matches('0'))
    }

    /// How much of it each kilogram of a weight gets, rounded down; none for no weight.
    pub fn per_kg(self, weight: Grams) -> Option<Self> {
        let each = (u128::from(self.0) * 1_000).checked_div(u128::from(weight.0))?;
        u64::try_from(each).ok().map(Self)
    }

    /// Reads `35`, `35 mg`, `0.5`: milligrams with at most three decimals. `None` for anything else.
    pub fn from_mg(text: &str) -> Option<Self> {
        scaled(text.trim().trim_end_matches("mg").trim(), 1_000).map(Micrograms)
    }
}

impl Cents {
    /// `350.00`: always with both decimals.
    pub fn written(self) -> String {
        format!("{}.{:02}", self.0 / 100, self.0 % 100)
    }

    /// Reads `350` or `350.00`: no decimals, or both. `None` for anything else; a comma may mean either thing.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole_or_both = text.split_once('.').is_none_or(|(_, decimals)| decimals.len() == 2);
        scaled(text, 100).filter(|_| whole_or_both).map(Self)
    }
}

impl Grams {
    /// Kilograms with one decimal at most where it is exact: `68.4 kg`.
    pub fn in_kg(self) -> String {
        Micrograms(u64::from(self.0)).in_mg().replace(" mg", " kg")
    }

    /// Reads kilograms: `68.4`, `72 kg`.
    pub fn from_kg(text: &str) -> Option<Self> {
        let grams = scaled(text.trim().trim_end_matches("kg").trim(), 1_000)?;
        u32::try_from(grams).ok().map(Grams)
    }
}

/// `"12.5"` × 1000 = 12500, exactly. Refuses signs, exponents, spaces, and decimals beyond the scale.
fn scaled(text: &str, per_unit: u64) -> Option<u64> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let fits = whole.len() <= 12 && decimals.len() <= 3;
    if whole.is_empty() || !digits(whole) || !digits(decimals) || !fits || text.ends_with('.') {
        return None;
    }
    let thousandths: u64 = format!("{decimals:0<3}").parse().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(per_unit)?.checked_add(thousandths * per_unit / 1_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dose_by_weight_rounds_down() {
        assert_eq!(MicrogramsPerKilogram(500).for_weight(Grams(68_401)), Some(Micrograms(34_200)));
        assert_eq!(MicrogramsPerKilogram(u64::MAX).for_weight(Grams(2)), None);
    }

    #[test]
    fn milligrams_read_as_they_are_written() {
        for (text, ug) in [("35", 35_000), ("0.5 mg", 500), ("37.25", 37_250), ("100 mg", 100_000)] {
            assert_eq!(Micrograms::from_mg(text), Some(Micrograms(ug)), "{text}");
        }
        for text in ["", "-5", ".5", "5.", "1e3", "1,5", "0.0001", "5 g", "９", "1 000", "99999999999999"] {
            assert_eq!(Micrograms::from_mg(text), None, "{text}");
        }
    }

    #[test]
    fn money_reads_as_it_is_written() {
        for (text, cents) in [("350.00", 35_000), ("0.05", 5), ("0.00", 0), ("1234.50", 123_450)] {
            assert_eq!(Cents::read(text), Some(Cents(cents)), "{text}");
            assert_eq!(Cents(cents).written(), text);
        }
        assert_eq!(Cents::read(" 350 "), Some(Cents(35_000)));
        for text in ["", "-1", ".5", "5.", "3.5", "3.505", "1,200.00", "1 200", "1e3", "$5", "9999999999999"]
        {
            assert_eq!(Cents::read(text), None, "{text}");
        }
    }

    #[test]
    fn no_trailing_zero_is_ever_written() {
        for (ug, text) in [(35_000, "35 mg"), (500, "0.5 mg"), (37_250, "37.25 mg"), (0, "0 mg")] {
            assert_eq!(Micrograms(ug).in_mg(), text);
        }
        assert_eq!(Grams(68_400).in_kg(), "68.4 kg");
    }
}
