//! One questionnaire over time, as numbers for an SVG: steps with dots, marks for doses, the bands' names at the
//! right edge, response and remission as thin lines with words. Drawn here and not by a script, so that it is there
//! without one, and on paper.

use care::measures::outcome::response;
use care::measures::{Better, Entry, MarkKind, Measure};
use care::time::Instant;
use jiff::tz::TimeZone;

use crate::when;

/// The picture's size, in its own units.
const WIDTH: i64 = 360;
const HEIGHT: i64 = 190;
const LEFT: i64 = 28;
const RIGHT: i64 = 252;
const TOP: i64 = 12;
const BOTTOM: i64 = 150;

/// A dot, with what is read when it is pointed at.
#[derive(Debug, PartialEq, Eq)]
pub struct Dot {
    /// Across.
    pub x: i64,
    /// Down.
    pub y: i64,
    /// `12 on Thu 20 Nov`.
    pub words: String,
}

/// A thin line across, with its words.
#[derive(Debug, PartialEq, Eq)]
pub struct Across {
    /// Down.
    pub y: i64,
    /// Where its words stand.
    pub words_y: i64,
    /// What it says.
    pub words: String,
}

/// All of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Chart {
    /// `0 0 360 190`.
    pub view: String,
    /// The steps.
    pub path: String,
    /// Each entry.
    pub dots: Vec<Dot>,
    /// Where doses ended.
    pub doses: Vec<i64>,
    /// Response and remission.
    pub lines: Vec<Across>,
    /// The bands' names.
    pub bands: Vec<Across>,
    /// The lowest and the highest score there can be, with where they stand.
    pub ends: Vec<Across>,
    /// The first day and the last.
    pub days: (String, String),
    /// The whole in a sentence, for who cannot see it.
    pub summary: String,
}

/// What all panels of one page share: from when to when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The first thing shown on any panel.
    pub from: Instant,
    /// The last.
    pub until: Instant,
}

impl Axis {
    fn x(&self, at: Instant) -> i64 {
        let whole = (self.until.0 - self.from.0).max(1);
        let part = (at.0 - self.from.0).clamp(0, whole);
        // In 128 bits: microseconds of years times hundreds of units.
        let across = i128::from(part) * i128::from(RIGHT - LEFT) / i128::from(whole);
        LEFT + i64::try_from(across).unwrap_or(0)
    }
}

/// Draws it; fewer than two entries make no line, so there is nothing to draw.
pub fn chart(
    measure: &Measure,
    entries: &[&Entry],
    doses: &[Instant],
    axis: Axis,
    zone: &TimeZone,
) -> Option<Chart> {
    let (lowest, highest) = measure.range.as_ref()?.value;
    let (first, rest) = entries.split_first().filter(|(_, rest)| !rest.is_empty())?;
    let y = |score: u32| {
        let part = i64::from(score.clamp(lowest, highest) - lowest);
        BOTTOM - part * (BOTTOM - TOP) / i64::from(highest - lowest).max(1)
    };
    let dot = |entry: &&Entry| Dot {
        x: axis.x(entry.taken),
        y: y(entry.scored.total),
        words: format!("{} on {}", entry.scored.total, when::day(entry.taken, zone)),
    };
    let dots: Vec<Dot> = entries.iter().map(dot).collect();
    let (x, start) = (axis.x(first.taken), y(first.scored.total));
    let steps = rest.iter().map(|entry| format!(" H{} V{}", axis.x(entry.taken), y(entry.scored.total)));
    let path = format!("M{x} {start}{}", steps.collect::<String>());
    let named = dots.iter().map(|dot| dot.words.as_str()).collect::<Vec<_>>().join(", ");
    let band = |band: &care::measures::Band| {
        let middle = i64::midpoint(y(band.lowest), y(band.highest)) + 4;
        Across { y: y(band.lowest), words_y: middle, words: band.title.to_string() }
    };
    let end = |score| Across { y: y(score), words_y: y(score) + 4, words: score.to_string() };
    Some(Chart {
        view: format!("0 0 {WIDTH} {HEIGHT}"),
        path,
        doses: doses.iter().map(|at| axis.x(*at)).collect(),
        lines: lines(measure, first, y),
        bands: measure.cited_bands().iter().map(band).collect(),
        ends: [lowest, highest].map(end).into(),
        days: (when::day(axis.from, zone), when::day(axis.until, zone)),
        summary: format!("{}: {named}. Doses shown: {}.", measure.title, doses.len()),
        dots,
    })
}

/// Response counts from the first entry; remission is a score. Only what a source was read for.
fn lines(measure: &Measure, first: &Entry, y: impl Fn(u32) -> i64) -> Vec<Across> {
    let mut lines = vec![];
    let above = |score: u32, words: String| Across { y: y(score), words_y: y(score) - 3, words };
    let below = |score: u32, words: String| Across { y: y(score), words_y: y(score) + 10, words };
    if let (Some(percent), Better::Lower) = (measure.mark(MarkKind::Response), measure.better) {
        let score = response(first.scored.total, percent);
        lines.push(above(score, format!("response: {score} or less")));
    }
    if let Some(score) = measure.mark(MarkKind::Remission) {
        lines.push(below(score, format!("remission: {score} or less")));
    }
    if let Some(score) = measure.mark(MarkKind::Cut) {
        let words = match measure.better {
            Better::Higher => format!("look closer: {score} or less"),
            Better::Lower | Better::Neither => format!("look closer: {score} or more"),
        };
        lines.push(above(score, words));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use care::measures::{Origin, Scored};
    use care::text::Line;

    const DAY: i64 = 86_400_000_000;

    fn phq_9() -> std::sync::Arc<Measure> {
        exchange::measure_file::shipped().unwrap().measure("phq-9").unwrap().clone()
    }

    fn entry(day: i64, total: u32) -> Entry {
        let line = |text| Line::new(text).unwrap();
        let scored = Scored { total, subscales: vec![], band: None, flags: vec![] };
        Entry {
            number: 1,
            asked: None,
            measure: line("phq-9"),
            version: line("1"),
            answers: vec![],
            scored,
            taken: Instant(day * DAY),
            origin: Origin::Patient,
        }
    }

    #[test]
    fn steps_go_from_day_to_day_and_lines_say_what_they_are() {
        let (first, second) = (entry(0, 27), entry(10, 0));
        let axis = Axis { from: Instant(0), until: Instant(20 * DAY) };
        let doses = [Instant(5 * DAY)];
        let chart = chart(&phq_9(), &[&first, &second], &doses, axis, &TimeZone::UTC).unwrap();
        assert_eq!(chart.path, "M28 12 H140 V150");
        assert_eq!(chart.doses, [84]);
        let said: Vec<&str> = chart.lines.iter().map(|line| line.words.as_str()).collect();
        assert_eq!(said, ["response: 13 or less", "remission: 4 or less"]);
        let named: Vec<&str> = chart.bands.iter().map(|band| band.words.as_str()).collect();
        assert_eq!(named, ["minimal", "mild", "moderate", "moderately severe", "severe"]);
        assert!(chart.summary.starts_with("PHQ-9: 27 on "), "{}", chart.summary);
    }

    #[test]
    fn one_entry_draws_no_line() {
        let only = entry(0, 9);
        let axis = Axis { from: Instant(0), until: Instant(DAY) };
        assert_eq!(chart(&phq_9(), &[&only], &[], axis, &TimeZone::UTC), None);
    }

    #[test]
    fn half_of_an_odd_score_is_rounded_to_the_harder_side() {
        assert_eq!([17, 16, 1, 0].map(|first| response(first, 50)), [8, 8, 0, 0]);
    }
}
