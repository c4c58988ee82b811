//! What the rules find wrong with a questionnaire, as sentences on the lines they belong to.

use care::measures::{Measure, MeasureFlaw};

use super::table::Table;
use crate::protocol_file::sheet::Sheet;

/// Asks the rules and writes each flaw in the margin.
pub(super) fn flaws(measure: &Measure, root: &Table<'_>, sheet: &mut Sheet<'_>) {
    for flaw in measure.flaws() {
        let (name, reason) = tell(&flaw, measure);
        let line = match (&flaw, name) {
            (MeasureFlaw::VectorDiffers(n), _) => {
                root.tables("vector", sheet).get(n - 1).map_or(1, Table::line)
            }
            (_, name) => root.line_of(name, sheet),
        };
        sheet.fault(line, reason);
    }
}

/// The name the flaw belongs to, and what is wrong with it.
fn tell(flaw: &MeasureFlaw, measure: &Measure) -> (&'static str, String) {
    let status = measure.licence.status.code();
    match flaw {
        MeasureFlaw::TextNotLicensed => (
            "licence",
            format!(
                "measure-text-not-licensed: its words are here, and `{status}` does not allow that; keep only name, range and bands"
            ),
        ),
        MeasureFlaw::NoNotice => {
            ("licence", format!("`{status}` needs the notice that stands beside the words"))
        }
        MeasureFlaw::NoLicenceText => ("licence", "`licence.text` does not say who allows it".to_owned()),
        MeasureFlaw::NoSource => ("source", "`source` does not say where it comes from".to_owned()),
        MeasureFlaw::NoChoices => ("choice", "its questions have fewer than two answers to give".to_owned()),
        MeasureFlaw::ChoicesWithoutItems => {
            ("choice", "there are answers to give and no questions".to_owned())
        }
        MeasureFlaw::ItemTwice(code) => ("item", format!("two items are called `{code}`")),
        MeasureFlaw::ChoiceTwice(score) => ("choice", format!("two answers count {score}")),
        MeasureFlaw::LanguageTorn(language) => {
            ("item", format!("`{language}` is there for some words and not for all"))
        }
        MeasureFlaw::NoEnglish => ("item", "there are no words in `en`".to_owned()),
        MeasureFlaw::ItemUnknown(code) => ("flag", format!("there is no item `{code}`")),
        MeasureFlaw::RangeDiffers { lowest, highest } => {
            ("range", format!("the answers add up to {lowest} to {highest}, and `range` says otherwise"))
        }
        MeasureFlaw::RangeUpsideDown => ("range", "`range` ends before it begins".to_owned()),
        MeasureFlaw::BandsTorn => {
            ("band", "the bands leave a gap, overlap, or do not cover the range".to_owned())
        }
        MeasureFlaw::VectorDiffers(n) => ("vector", format!("worked example {n} does not come out so")),
        MeasureFlaw::NoVectors => ("id", "there are questions and no worked example".to_owned()),
        MeasureFlaw::FlagEmpty(code) => ("flag", format!("nothing can raise the flag `{code}`")),
    }
}
