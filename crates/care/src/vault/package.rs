//! What a vial holds, and what it was bought as. Everything is whole numbers: what is not exact is not an amount here.

use super::Form;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Date;
use crate::units::Micrograms;

/// How much of something: microlitres of what is liquid, pieces of what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure(pub u64);

impl Measure {
    /// Reads millilitres with at most three decimals, or a whole number of pieces.
    pub fn read(text: &str, form: Form) -> Option<Self> {
        match form {
            Form::Vial => Micrograms::from_mg(text.trim().trim_end_matches("ml").trim()).map(|ml| Self(ml.0)),
            Form::Tablet | Form::Troche => text.trim().parse().ok().map(Self),
        }
    }

    /// `0.7 ml`, `2 pieces`.
    pub fn written(self, form: Form) -> String {
        match form {
            Form::Vial => Micrograms(self.0).in_mg().replace(" mg", " ml"),
            Form::Tablet | Form::Troche if self.0 == 1 => "1 piece".to_owned(),
            Form::Tablet | Form::Troche => format!("{} pieces", self.0),
        }
    }
}

/// One vial, or one bottle of pieces, as it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package {
    /// Liquid, or pieces.
    pub form: Form,
    /// Micrograms in a millilitre of what is liquid; micrograms in one piece of what is counted.
    pub strength: u64,
    /// How much one holds when it is full.
    pub holds: Measure,
}

/// No vial holds more, and nothing is stronger: a guard against a key held down. House policy.
pub const HOLDS_MOST: u64 = 1_000_000;
/// As above, in micrograms.
pub const STRENGTH_MOST: u64 = 1_000_000_000;

impl Package {
    /// How much drug is in so much of it. `None` when that is no whole number of micrograms, or would not fit.
    pub fn amount(&self, of: Measure) -> Option<Micrograms> {
        let product = self.strength.checked_mul(of.0)?;
        match self.form {
            Form::Vial => product.is_multiple_of(1_000).then_some(Micrograms(product / 1_000)),
            Form::Tablet | Form::Troche => Some(Micrograms(product)),
        }
    }

    /// How much of it holds so much drug. `None` when no whole measure does.
    pub fn measure(&self, amount: Micrograms) -> Option<Measure> {
        let per = if self.form == Form::Vial { amount.0.checked_mul(1_000)? } else { amount.0 };
        (self.strength != 0 && per.is_multiple_of(self.strength)).then(|| Measure(per / self.strength))
    }

    /// How much drug a full one holds.
    pub fn full(&self) -> Option<Micrograms> {
        self.amount(self.holds)
    }

    /// Is it something that can be kept account of?
    pub fn fits(&self) -> Result<Micrograms, Refusal> {
        let possible =
            (1..=STRENGTH_MOST).contains(&self.strength) && (1..=HOLDS_MOST).contains(&self.holds.0);
        let full = if possible { self.full() } else { None };
        full.filter(|full| full.0 != 0).ok_or(Refusal::PackageUnfit)
    }
}

/// What was bought: the words on the label and on the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The drug: `ketamine hydrochloride`.
    pub drug: Line,
    /// Its National Drug Code, or the like.
    pub ndc: Option<Line>,
    /// The maker's lot.
    pub lot: Line,
    /// The last day it may be used.
    pub expiry: Date,
    /// What one holds.
    pub package: Package,
}

/// Somebody who sends drugs, or takes them back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supplier {
    /// Whole name.
    pub name: Line,
    /// Where.
    pub address: Line,
    /// Their own registration: a DEA number or the like.
    pub registration: Line,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_is_exact_or_none() {
        let vial = Package { form: Form::Vial, strength: 50_000, holds: Measure(10_000) };
        assert_eq!(vial.full(), Some(Micrograms(500_000)));
        assert_eq!(vial.amount(Measure(700)), Some(Micrograms(35_000)));
        assert_eq!(vial.measure(Micrograms(35_000)), Some(Measure(700)));
        assert_eq!(vial.measure(Micrograms(35_001)), None);
        let weak = Package { strength: 1, ..vial };
        assert_eq!((weak.amount(Measure(999)), weak.amount(Measure(1_000))), (None, Some(Micrograms(1))));
        let troche = Package { form: Form::Troche, strength: 100_000, holds: Measure(30) };
        assert_eq!(troche.amount(Measure(2)), Some(Micrograms(200_000)));
        assert_eq!(troche.measure(Micrograms(150_000)), None);
        for (text, form, measure) in
            [("0.7", Form::Vial, 700), ("10 ml", Form::Vial, 10_000), ("3", Form::Troche, 3)]
        {
            assert_eq!(Measure::read(text, form), Some(Measure(measure)), "{text}");
        }
        assert_eq!((Measure::read("0.5", Form::Tablet), Measure::read("0.0001", Form::Vial)), (None, None));
        assert_eq!(
            (Measure(700).written(Form::Vial), Measure(1).written(Form::Tablet)),
            ("0.7 ml".to_owned(), "1 piece".to_owned())
        );
        for (strength, holds) in [(0, 1), (1, 0), (STRENGTH_MOST + 1, 1), (1, HOLDS_MOST + 1), (1, 999)] {
            assert!(Package { strength, holds: Measure(holds), ..vial }.fits().is_err());
        }
    }
}
