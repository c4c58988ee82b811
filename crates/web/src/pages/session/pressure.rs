//! Blood pressure and pulse as nurses know them from paper: a caret for each pressure joined by a hairline, a dot for the
//! pulse, the limits of the running protocol as dashed lines. Drawn at the width it is shown at; gaps stay gaps, nothing is
//! smoothed. What it shows stands in words above it and in the flowsheet beside it.

use std::collections::BTreeMap;

use askama::Template;
use care::protocol::Key;
use care::session::{Channel, Seen};
use care::time::Instant;
use record::samples::ask;

use super::load::Loaded;
use super::monitors::name_of;
use crate::answer::Trouble;
use crate::app::App;
use crate::when;

/// Room for the numbers at the left, px.
const LEFT: i32 = 44;
/// Room for the words of the limits at the right, px.
const RIGHT: i32 = 72;
const ABOVE: i32 = 22;
const PLOT: i32 = 170;
const BELOW: i32 = 24;
/// Lines with a number, mmHg and beats a minute.
const GRID: [i32; 4] = [60, 100, 140, 180];
/// What every picture shows at least, so that a small change does not look like a great one.
const LEAST: (i32, i32) = (40, 200);

/// One reading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Read {
    at: Instant,
    pressure: Option<(i32, i32)>,
    pulse: Option<i32>,
    words: String,
}

/// A caret pair and a dot at their places.
struct Drawn {
    x: i32,
    upper: Option<i32>,
    lower: Option<i32>,
    dot: i32,
    pulse: bool,
    words: String,
}

struct Line {
    y: i32,
    words: String,
}

struct Mark {
    x: i32,
    words: &'static str,
}

/// At one width.
struct Width {
    width: i32,
    height: i32,
    right: i32,
    foot: i32,
    grid: Vec<Line>,
    limits: Vec<Line>,
    marks: Vec<Mark>,
    reads: Vec<Drawn>,
    from: String,
    until: String,
}

/// The picture, for a phone and for a wide screen. CSS shows one of them.
#[derive(Template)]
#[template(path = "session/_pressure.html")]
pub struct Pressure {
    topic: String,
    finding: String,
    keys: &'static str,
    widths: Vec<(&'static str, Width)>,
}

/// The picture of a visit; one without readings when none has a pressure or a pulse.
///
/// # Errors
/// The store's.
pub fn shown(app: &App, loaded: &Loaded) -> Result<Pressure, Trouble> {
    let mut reads = entered(loaded);
    reads.extend(cuffs(app, loaded)?);
    reads.sort_by_key(|read| read.at);
    let widths = if reads.is_empty() {
        vec![]
    } else {
        vec![("line-narrow", at(loaded, &reads, 272)), ("line-wide", at(loaded, &reads, 680))]
    };
    Ok(Pressure {
        topic: loaded.id.to_string(),
        finding: finding(loaded, &reads),
        keys: "Arrow keys read it reading by reading.",
        widths,
    })
}

fn entered(loaded: &Loaded) -> Vec<Read> {
    let right = loaded.session.readings.iter().filter(|reading| reading.wrong.is_none());
    let read = right.filter(|reading| reading.vitals.pressure.is_some() || reading.vitals.pulse.is_some());
    read.map(|reading| Read {
        at: reading.at,
        pressure: reading.vitals.pressure.map(|(upper, lower)| (i32::from(upper.0), i32::from(lower.0))),
        pulse: reading.vitals.pulse.map(|pulse| i32::from(pulse.0)),
        words: format!(
            "{}: {}",
            when::clock(reading.at, &loaded.place.zone),
            super::flowsheet::line(&reading.vitals)
        ),
    })
    .collect()
}

/// What the cuffs of monitors read.
fn cuffs(app: &App, loaded: &Loaded) -> Result<Vec<Read>, Trouble> {
    if loaded.session.monitors.is_empty() {
        return Ok(vec![]);
    }
    let minutes = app.read(|conn, org| ask::minutes(conn, org, loaded.id, Instant(0)))?;
    let mut pairs: BTreeMap<(i64, u32), (Option<i32>, Option<i32>)> = BTreeMap::new();
    for said in &minutes {
        let Seen::Value(value) = said.seen else { continue };
        let pair = pairs.entry((said.taken.0, said.device)).or_default();
        let whole = i32::try_from(value.whole()).unwrap_or(i32::MAX);
        match said.channel {
            Channel::CuffSystolic => pair.0 = Some(whole),
            Channel::CuffDiastolic => pair.1 = Some(whole),
            _ => {}
        }
    }
    let read = |((at, device), pair): ((i64, u32), (Option<i32>, Option<i32>))| {
        let ((Some(upper), Some(lower)), at) = (pair, Instant(at)) else { return None };
        let clock = when::clock(at, &loaded.place.zone);
        let words = format!("{clock}: {upper}/{lower}, {}", name_of(loaded, device));
        Some(Read { at, pressure: Some((upper, lower)), pulse: None, words })
    };
    Ok(pairs.into_iter().filter_map(read).collect())
}

fn at(loaded: &Loaded, reads: &[Read], width: i32) -> Width {
    let session = &loaded.session;
    let first = reads.first().map_or(loaded.now, |read| read.at);
    let end = session.discharged.as_ref().map_or(loaded.now, |(at, ..)| *at);
    let last = reads.last().map_or(end, |read| read.at.max(end.min(loaded.now)));
    let span = (last.0 - first.0).max(1);
    let (right, foot) = (width - RIGHT, ABOVE + PLOT);
    let values = reads.iter().flat_map(|read| {
        [read.pressure.map(|(upper, _)| upper), read.pressure.map(|(_, lower)| lower), read.pulse]
    });
    let values: Vec<i32> = values.flatten().collect();
    let top = values.iter().copied().max().unwrap_or(0).max(LEAST.1) + 5;
    let low = values.iter().copied().min().unwrap_or(LEAST.0).min(LEAST.0);
    let y = |value: i32| foot - PLOT * (value - low) / (top - low);
    let wide = i64::from(right - LEFT - 12);
    let x = |at: Instant| {
        let along = (at.0 - first.0).clamp(0, span).saturating_mul(wide) / span;
        LEFT + 6 + i32::try_from(along).unwrap_or(0)
    };
    let line = |value: i32, words: String| Line { y: y(value), words };
    let limit = |key: Key, words: &str| {
        let limit = i32::try_from(loaded.value(key)?).ok()?;
        (limit < top).then(|| line(limit, format!("{words} {limit}")))
    };
    let limits = [limit(Key::WatchSystolic, "watch"), limit(Key::StopSystolic, "stop")];
    Width {
        width,
        height: foot + BELOW,
        right,
        foot,
        grid: GRID.iter().map(|value| line(*value, value.to_string())).collect(),
        limits: limits.into_iter().flatten().collect(),
        marks: marks(loaded).into_iter().map(|(at, words)| Mark { x: x(at), words }).collect(),
        reads: reads
            .iter()
            .map(|read| Drawn {
                x: x(read.at),
                upper: read.pressure.map(|(upper, _)| y(upper)),
                lower: read.pressure.map(|(_, lower)| y(lower)),
                dot: y(read.pulse.or(read.pressure.map(|(upper, _)| upper)).unwrap_or(low)),
                pulse: read.pulse.is_some(),
                words: read.words.clone(),
            })
            .collect(),
        from: when::clock(first, &loaded.place.zone),
        until: when::clock(last, &loaded.place.zone),
    }
}

/// When the dose began, was held, was added to, and ended.
fn marks(loaded: &Loaded) -> Vec<(Instant, &'static str)> {
    let Some(dose) = &loaded.session.dose else { return vec![] };
    let mut marks = vec![(dose.started, "dose")];
    marks.extend(loaded.session.pauses.iter().map(|(at, ..)| (*at, "held")));
    let more = loaded.session.supplement_given().and_then(|known| known.given);
    marks.extend(more.map(|(_, at)| (at, "more")));
    marks.extend(dose.ended.map(|(_, at)| (at, "end")));
    marks
}

/// What the picture says, in a sentence.
fn finding(loaded: &Loaded, reads: &[Read]) -> String {
    let with: Vec<&Read> = reads.iter().filter(|read| read.pressure.is_some()).collect();
    let (Some(newest), Some(highest)) =
        (with.last(), with.iter().max_by_key(|read| read.pressure.map(|(upper, _)| upper)))
    else {
        return "No blood pressure was read yet.".to_owned();
    };
    let words = |read: &Read| {
        let (upper, lower) = read.pressure.unwrap_or_default();
        format!("{upper}/{lower} at {}", when::clock(read.at, &loaded.place.zone))
    };
    if newest == highest {
        return format!("Blood pressure: {}, the highest so far.", words(newest));
    }
    format!("Blood pressure: {} now; {} was the highest.", words(newest), words(highest))
}
