//! What answers add up to. Every item is answered with one of its choices, or nothing is added up: no score is
//! ever made of a part.

use super::definition::{Band, Count, Flag, Measure};
use crate::refusal::Refusal;
use crate::text::Line;

/// What the answers say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// Their sum.
    pub total: u32,
    /// Parts of it, by name.
    pub subscales: Vec<(Line, u32)>,
    /// The stretch it is in, where a source was read for the stretches.
    pub band: Option<Line>,
    /// What they say beyond their sum.
    pub flags: Vec<Line>,
}

/// Adds up a whole set of answers: each item once, each with one of the choices.
pub fn score(measure: &Measure, answers: &[(Line, u32)]) -> Result<Scored, Refusal> {
    if measure.is_shell() {
        return Err(Refusal::MeasureHasNoItems);
    }
    for (n, (item, value)) in answers.iter().enumerate() {
        possible(measure, item, *value)?;
        if answers[..n].iter().any(|(other, _)| other == item) {
            return Err(Refusal::MeasureAnsweredTwice { item: item.clone() });
        }
    }
    if let Some(open) = first_open(measure, answers) {
        return Err(Refusal::MeasureAnswerMissing { item: open.clone() });
    }
    let sum = |items: &[Line]| {
        let counted = answers.iter().filter(|(item, _)| items.contains(item));
        counted.fold(0_u32, |sum, (_, value)| sum.saturating_add(*value))
    };
    let total = answers.iter().fold(0_u32, |sum, (_, value)| sum.saturating_add(*value));
    let subscales = measure.subscales.iter().map(|part| (part.code.clone(), sum(&part.items))).collect();
    Ok(Scored { total, subscales, band: band_of(measure, total), flags: raised(measure, answers, total) })
}

/// A score that was added up elsewhere: it must be one there can be.
pub fn score_of_total(measure: &Measure, total: u32) -> Result<Scored, Refusal> {
    let (lowest, highest) = measure.range.as_ref().ok_or(Refusal::MeasureRangeUnknown)?.value;
    if total < lowest || highest < total {
        let (value, from, to) = (total.into(), lowest.into(), highest.into());
        return Err(Refusal::ValueImpossible { of: "score", value, from, to });
    }
    let flags = raised(measure, &[], total);
    Ok(Scored { total, subscales: vec![], band: band_of(measure, total), flags })
}

/// Can this be answered to this item?
pub fn possible(measure: &Measure, item: &Line, value: u32) -> Result<(), Refusal> {
    if measure.item(item.as_str()).is_none() {
        return Err(Refusal::MeasureItemUnknown { item: item.clone() });
    }
    if !measure.choices.iter().any(|choice| choice.score == value) {
        return Err(Refusal::MeasureAnswerUnknown { item: item.clone(), value });
    }
    Ok(())
}

/// The first item that has no answer yet.
pub fn first_open<'m>(measure: &'m Measure, answers: &[(Line, u32)]) -> Option<&'m Line> {
    let answered = |code: &Line| answers.iter().any(|(item, _)| item == code);
    measure.items.iter().map(|item| &item.code).find(|code| !answered(code))
}

fn band_of(measure: &Measure, total: u32) -> Option<Line> {
    let inside = |band: &&Band| band.lowest <= total && total <= band.highest;
    measure.cited_bands().iter().find(inside).map(|band| band.code.clone())
}

fn raised(measure: &Measure, answers: &[(Line, u32)], total: u32) -> Vec<Line> {
    let up = |flag: &&Flag| {
        let counted = !flag.counts.is_empty() && flag.counts.iter().all(|count| holds(count, answers));
        counted || flag.total.is_some_and(|least| least <= total)
    };
    measure.flags.iter().filter(up).map(|flag| flag.code.clone()).collect()
}

/// Are there so many of these items, rated so high?
pub fn holds(count: &Count, answers: &[(Line, u32)]) -> bool {
    let rated = |(item, value): &&(Line, u32)| count.items.contains(item) && count.rated <= *value;
    let found = answers.iter().filter(rated).count();
    u32::try_from(found).is_ok_and(|found| count.at_least <= found)
}
