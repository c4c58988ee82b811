//! The closed vocabularies of a protocol, as sentences name them.

use care::protocol::{
    CareModel, Clearer, Depth, Ending, Key, Route, Setting, SourceStatus, TherapistPart, Unit, Weight,
};

/// A word from a closed list.
pub(super) trait Word: Copy + PartialEq + 'static {
    /// What one of them is called, with its article.
    const ONE: &'static str;
    /// Every one, in reading order.
    const ALL: &'static [Self];
    /// As it is written.
    fn code(self) -> &'static str;

    /// Reads it; `None` for anything else.
    fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|word| word.code() == code)
    }
    /// "a door is kap or infusion".
    fn choice() -> String {
        format!("{} is {}", Self::ONE, or(&Self::codes()))
    }
    /// "`iv` is not a door; a door is kap or infusion".
    fn unknown(written: &str) -> String {
        format!("`{written}` is not {}; {}", Self::ONE, Self::choice())
    }
    /// Every code, in reading order.
    fn codes() -> Vec<&'static str> {
        Self::ALL.iter().map(|word| word.code()).collect()
    }
}

macro_rules! spoken {
    ($($Name:ident = $one:literal;)+) => { $(
        impl Word for $Name {
            const ONE: &'static str = $one;
            const ALL: &'static [Self] = $Name::ALL;
            fn code(self) -> &'static str {
                $Name::code(self)
            }
        }
    )+ };
}

spoken! {
    CareModel = "a door";
    Depth = "a depth";
    TherapistPart = "a therapist's part";
    Ending = "an ending";
    Route = "a route";
    Setting = "a setting";
    Unit = "a unit";
    SourceStatus = "a status";
    Weight = "a weight";
    Clearer = "the one who clears";
}

/// The units a value may be given in: "mcg or mcg/kg".
pub(super) fn units_of(key: Key) -> String {
    let units: Vec<_> = Unit::ALL.iter().filter(|unit| key.takes(**unit)).map(|unit| unit.code()).collect();
    or(&units)
}

fn or(codes: &[&str]) -> String {
    match codes {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} or {last}", before.join(", ")),
    }
}
