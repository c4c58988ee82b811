//! One questionnaire of one patient: its picture, its table, its newest in words.

use care::course::Course;
use care::ids::CourseId;
use care::measures::outcome::response;
use care::measures::{Better, Entry, MarkKind, Measure, Origin, Status};
use care::time::Instant;

use super::chart::{self, Axis, Chart};
use crate::app::App;
use crate::pages::patients::person_name;
use crate::parts::{Cell, Mark, Table};
use crate::when;

/// One panel of the page.
pub struct Panel {
    /// Its name in addresses.
    pub id: String,
    /// As people call it.
    pub title: String,
    /// The newest, in words.
    pub newest: String,
    /// What is not certain about its numbers; "" for nothing.
    pub caution: String,
    /// The picture, from the second entry on.
    pub chart: Option<Chart>,
    /// Every entry, the newest first, wrong ones too.
    pub table: Table,
}

/// A course with its number.
pub type Of = (CourseId, std::sync::Arc<Course>);

/// Everything any panel shows lies between these.
pub fn axis(courses: &[Of], now: Instant) -> Axis {
    let entries = courses.iter().flat_map(|(_, course)| &course.measures.entries).map(|entry| entry.taken);
    let doses = courses.iter().flat_map(|(_, course)| &course.doses).map(|(at, _)| *at);
    Axis { from: entries.chain(doses).min().unwrap_or(now), until: now }
}

/// The panel of one questionnaire, if anything was ever entered of it.
pub fn panel(app: &App, courses: &[Of], measure: &Measure, axis: Axis) -> Option<Panel> {
    let id = measure.id.as_str();
    let mut standing: Vec<&Entry> =
        courses.iter().flat_map(|(_, course)| course.measures.standing(id)).collect();
    standing.sort_by_key(|entry| (entry.taken, entry.number));
    let all = courses.iter().flat_map(|(_, course)| {
        let entries = course.measures.entries.iter().filter(|entry| entry.measure.as_str() == id);
        entries.map(|entry| (course.measures.is_wrong(entry.number), entry))
    });
    let mut all: Vec<(bool, &Entry)> = all.collect();
    if all.is_empty() {
        return None;
    }
    all.sort_by_key(|(_, entry)| std::cmp::Reverse(entry.taken));
    let doses: Vec<Instant> =
        courses.iter().flat_map(|(_, course)| &course.doses).map(|(at, _)| *at).collect();
    let mut table =
        Table::new(&format!("table-{id}"), measure.title.as_str(), &["When", "Score", "Says", "From"]);
    table.rows = all.iter().map(|(wrong, entry)| row(app, measure, entry, *wrong)).collect();
    Some(Panel {
        id: id.to_owned(),
        title: measure.title.to_string(),
        newest: newest(app, measure, &standing),
        caution: caution(measure),
        chart: chart::chart(measure, &standing, &doses, axis, &app.zone),
        table,
    })
}

fn row(app: &App, measure: &Measure, entry: &Entry, wrong: bool) -> Vec<Cell> {
    let from = match entry.origin {
        Origin::Patient => "the patient, here".to_owned(),
        Origin::Paper(by) => format!("paper, entered by {}", person_name(app, by)),
        Origin::Elsewhere(by) => format!("score from elsewhere, entered by {}", person_name(app, by)),
    };
    let says = if wrong { "marked as wrong".to_owned() } else { says(measure, entry) };
    let alarming =
        !wrong && measure.flags.iter().any(|flag| flag.safety && entry.scored.flags.contains(&flag.code));
    let says = if alarming { Cell::mark(Mark::Medium, &says) } else { Cell::new(&says) };
    vec![
        Cell::new(&when::day(entry.taken, &app.zone)),
        Cell::new(&entry.scored.total.to_string()),
        says,
        Cell::new(&from),
    ]
}

/// The band and what was flagged, in words; "–" for nothing.
fn says(measure: &Measure, entry: &Entry) -> String {
    let band = entry.scored.band.as_ref().and_then(|code| measure.band(code.as_str()));
    let flags = measure.flags.iter().filter(|flag| entry.scored.flags.contains(&flag.code));
    let flags = flags.map(|flag| flag.title.to_string());
    let said: Vec<String> = band.map(|band| band.title.to_string()).into_iter().chain(flags).collect();
    if said.is_empty() { "–".to_owned() } else { said.join("; ") }
}

/// "12 on 20 Nov (moderate): 5 less than at the start, response."
fn newest(app: &App, measure: &Measure, standing: &[&Entry]) -> String {
    let (Some(first), Some(last)) = (standing.first(), standing.last()) else {
        return "Every entry was marked as wrong.".to_owned();
    };
    let (was, is) = (first.scored.total, last.scored.total);
    let mut words = format!("{is} on {} ({})", when::day(last.taken, &app.zone), says(measure, last));
    if standing.len() < 2 {
        return format!("{words}. One entry so far.");
    }
    words.push_str(&match is.cmp(&was) {
        std::cmp::Ordering::Less => format!(": {} less than at the start", was - is),
        std::cmp::Ordering::Equal => ": as at the start".to_owned(),
        std::cmp::Ordering::Greater => format!(": {} more than at the start", is - was),
    });
    let responded = measure
        .mark(MarkKind::Response)
        .is_some_and(|percent| measure.better == Better::Lower && 0 < was && is <= response(was, percent));
    let remitted = measure.mark(MarkKind::Remission).is_some_and(|score| is <= score);
    let reached = [(responded, "response"), (remitted, "remission")];
    let reached: Vec<&str> = reached.into_iter().filter(|(is_so, _)| *is_so).map(|(_, word)| word).collect();
    if !reached.is_empty() {
        words.push_str(&format!("; {}", reached.join(" and ")));
    }
    format!("{words}.")
}

fn caution(measure: &Measure) -> String {
    match measure.range.as_ref().map(|range| range.status) {
        Some(Status::Cited) => String::new(),
        Some(Status::Unverified) | None => {
            "Nobody has confirmed which scores it can have: read the numbers with care.".to_owned()
        }
    }
}
