//! What is wrong with a questionnaire as a file says it. A flawed one is not used.

use super::definition::{Band, Measure};
use super::score::score;
use crate::text::Line;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MeasureFlaw {
    /// It has words, and its licence does not allow them.
    TextNotLicensed,
    /// Its words are free with a notice, and there is no notice.
    NoNotice,
    /// Nobody says under what it is used.
    NoLicenceText,
    /// Nobody says where it comes from.
    NoSource,
    /// It has questions, and fewer than two answers to give.
    NoChoices,
    /// It has answers to give and no questions.
    ChoicesWithoutItems,
    /// Two items have this name.
    ItemTwice(Line),
    /// Two answers count the same.
    ChoiceTwice(u32),
    /// A language is there for some words and not for others.
    LanguageTorn(String),
    /// No word of it is English.
    NoEnglish,
    /// An item is named that is not there.
    ItemUnknown(Line),
    /// The range is not what the answers can add up to.
    RangeDiffers {
        /// What they can add up to.
        lowest: u32,
        /// The most.
        highest: u32,
    },
    /// A range that ends before it begins.
    RangeUpsideDown,
    /// The stretches leave a gap, overlap, or do not cover the range.
    BandsTorn,
    /// A worked example does not come out (counted from 1).
    VectorDiffers(usize),
    /// It has questions and no worked example.
    NoVectors,
    /// A flag that nothing can raise.
    FlagEmpty(Line),
}

impl Measure {
    /// Everything that is wrong with it.
    pub fn flaws(&self) -> Vec<MeasureFlaw> {
        let mut flaws = vec![];
        self.licence_flaws(&mut flaws);
        self.item_flaws(&mut flaws);
        self.language_flaws(&mut flaws);
        self.range_flaws(&mut flaws);
        self.name_flaws(&mut flaws);
        if flaws.is_empty() {
            self.vector_flaws(&mut flaws);
        }
        flaws
    }

    fn licence_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        let notice = self.licence.notice.as_deref().unwrap_or_default().trim();
        let free = self.licence.status == super::LicenceStatus::FreeWithNotice;
        let wrong = [
            (self.licensed().is_err(), MeasureFlaw::TextNotLicensed),
            (free && self.has_text() && notice.is_empty(), MeasureFlaw::NoNotice),
            (self.licence.text.trim().is_empty(), MeasureFlaw::NoLicenceText),
            (self.source.trim().is_empty(), MeasureFlaw::NoSource),
        ];
        flaws.extend(wrong.into_iter().filter(|(is_so, _)| *is_so).map(|(_, flaw)| flaw));
    }

    fn item_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        if self.is_shell() {
            if !self.choices.is_empty() {
                flaws.push(MeasureFlaw::ChoicesWithoutItems);
            }
            return;
        }
        if self.choices.len() < 2 {
            flaws.push(MeasureFlaw::NoChoices);
        }
        for (n, item) in self.items.iter().enumerate() {
            if self.items[..n].iter().any(|other| other.code == item.code) {
                flaws.push(MeasureFlaw::ItemTwice(item.code.clone()));
            }
        }
        for (n, choice) in self.choices.iter().enumerate() {
            if self.choices[..n].iter().any(|other| other.score == choice.score) {
                flaws.push(MeasureFlaw::ChoiceTwice(choice.score));
            }
        }
        if self.vectors.is_empty() {
            flaws.push(MeasureFlaw::NoVectors);
        }
    }

    /// A language in which anything is said, everything is said: no question turns up in another one half-way.
    fn language_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        if self.is_shell() {
            return;
        }
        let texts = self.items.iter().flat_map(|item| &item.text);
        let texts = texts.chain(self.choices.iter().flat_map(|choice| &choice.text)).chain(&self.lead);
        let mut languages: Vec<&str> = texts.map(|(code, _)| code.as_str()).collect();
        languages.sort_unstable();
        languages.dedup();
        if !languages.contains(&"en") {
            flaws.push(MeasureFlaw::NoEnglish);
        }
        let torn = languages.into_iter().filter(|language| !self.speaks(language));
        flaws.extend(torn.map(|language| MeasureFlaw::LanguageTorn(language.to_owned())));
    }

    fn range_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        let range = self.range.as_ref().map(|range| range.value);
        if range.is_some_and(|(lowest, highest)| highest < lowest) {
            flaws.push(MeasureFlaw::RangeUpsideDown);
        }
        let scores = || self.choices.iter().map(|choice| choice.score);
        if let (false, Some(least), Some(most)) = (self.is_shell(), scores().min(), scores().max()) {
            let items = u32::try_from(self.items.len()).unwrap_or(u32::MAX);
            let (lowest, highest) = (items.saturating_mul(least), items.saturating_mul(most));
            if range != Some((lowest, highest)) {
                flaws.push(MeasureFlaw::RangeDiffers { lowest, highest });
            }
        }
        if let Some(bands) = &self.bands
            && !range.is_some_and(|range| are_whole(&bands.value, range))
        {
            flaws.push(MeasureFlaw::BandsTorn);
        }
    }

    fn name_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        let counts = self.flags.iter().flat_map(|flag| &flag.counts);
        let named = counts.flat_map(|count| &count.items);
        let named = named.chain(self.subscales.iter().flat_map(|part| &part.items));
        let unknown = named.filter(|code| !self.is_shell() && self.item(code.as_str()).is_none());
        flaws.extend(unknown.map(|code| MeasureFlaw::ItemUnknown(code.clone())));
        let empty = self.flags.iter().filter(|flag| flag.counts.is_empty() && flag.total.is_none());
        flaws.extend(empty.map(|flag| MeasureFlaw::FlagEmpty(flag.code.clone())));
    }

    fn vector_flaws(&self, flaws: &mut Vec<MeasureFlaw>) {
        for (n, vector) in self.vectors.iter().enumerate() {
            let whole = vector.answers.len() == self.items.len();
            let answers = self.items.iter().map(|item| item.code.clone()).zip(vector.answers.iter().copied());
            let scored = score(self, &answers.collect::<Vec<_>>());
            let comes_out = scored.is_ok_and(|scored| {
                scored.total == vector.total && scored.band == vector.band && scored.flags == vector.flags
            });
            if !whole || !comes_out {
                flaws.push(MeasureFlaw::VectorDiffers(n + 1));
            }
        }
    }
}

/// From the first of the range to the last, each beginning where the one before ended.
fn are_whole(bands: &[Band], (lowest, highest): (u32, u32)) -> bool {
    let mut next = Some(lowest);
    for band in bands {
        if Some(band.lowest) != next || band.highest < band.lowest {
            return false;
        }
        next = band.highest.checked_add(1);
    }
    !bands.is_empty() && next == highest.checked_add(1)
}
