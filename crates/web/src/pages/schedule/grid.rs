//! The picture of a day: one line for each room, a quarter of an hour in each column. A table, so that it is read aloud
//! in order and prints; the list beneath it says the same.

use care::schedule::{Room, Schedule};
use care::session::calendar::same_room;
use care::time::Instant;
use jiff::tz::TimeZone;

use super::calendar::Visit;
use super::look::Look;
use crate::pages::rows::{service, short_name};
use crate::parts::Service;
use crate::place::Place;
use crate::when;

/// Minutes in one column.
const COLUMN_MIN: i64 = 15;
/// A day is shown from here to there at least, by the clock of the house; more where something is booked.
const DAY_FROM_MIN: i64 = 8 * 60;
const DAY_UNTIL_MIN: i64 = 18 * 60;

/// One stretch of a line: free, blocked, or a visit.
pub struct Cell {
    /// How many columns.
    pub columns: usize,
    /// Whose; empty when nobody's.
    pub name: String,
    /// `10:00–11:40`, or `10:00` where nothing says how long.
    pub times: String,
    /// Where it leads.
    pub href: String,
    /// The door.
    pub service: Service,
    /// Why it cannot be used; empty unless it is blocked.
    pub blocked: String,
}

/// One room.
pub struct Row {
    /// The room; empty for its second line.
    pub room: String,
    /// From left to right.
    pub cells: Vec<Cell>,
}

/// The whole day.
pub struct Grid {
    /// `08:00`, `09:00`, …: one for each four columns.
    pub hours: Vec<String>,
    /// Room by room.
    pub rows: Vec<Row>,
}

struct Bar {
    from_min: i64,
    until_min: i64,
    cell: Cell,
}

/// Draws it. `href` says where a visit leads.
pub fn draw(
    day: (Instant, Instant),
    look: &Look,
    schedule: &Schedule,
    visits: &[&Visit],
    href: impl Fn(&Visit) -> String,
) -> Grid {
    let zone = &look.place.zone;
    let called = |room: &Room| look.room_words(room.name.as_str(), &look.places.of_site(room.site));
    let minute = |at: Instant| {
        if at <= day.0 {
            0
        } else if day.1 <= at {
            24 * 60
        } else {
            minute_of(at, zone)
        }
    };
    let mut lines: Vec<(String, Vec<Bar>)> = schedule
        .rooms
        .iter()
        .filter(|room| room.term.covers(day.0) || room.term.covers(Instant(day.1.0 - 1)))
        .filter(|room| look.shows(&look.places.of_site(room.site)))
        .map(|room| (called(room), vec![]))
        .collect();
    blocked(&mut lines, day, look, schedule, minute);
    for visit in visits {
        let place = look.at(visit);
        let cell = Cell {
            name: short_name(&visit.row.patient_name),
            times: times(look, &place, visit.span.from, visit.span.until),
            href: href(visit),
            service: service(&visit.row.model),
            blocked: String::new(),
            columns: 0,
        };
        let room = if visit.setting == care::protocol::Setting::Home {
            "At home".to_owned()
        } else {
            look.room_words(visit.room.as_str(), &place)
        };
        put(
            &mut lines,
            &room,
            Bar { from_min: minute(visit.span.from), until_min: minute(visit.span.until), cell },
        );
    }
    let bars = || lines.iter().flat_map(|(_, bars)| bars);
    let first = bars().map(|bar| bar.from_min).min().unwrap_or(DAY_FROM_MIN).min(DAY_FROM_MIN) / 60 * 60;
    let last = bars().map(|bar| bar.until_min).max().unwrap_or(DAY_UNTIL_MIN).max(DAY_UNTIL_MIN);
    let last = (last + 59) / 60 * 60;
    let hours = (first / 60..last / 60).map(|hour| format!("{hour:02}:00")).collect();
    Grid { hours, rows: lines.into_iter().flat_map(|(room, bars)| line(room, bars, first, last)).collect() }
}

fn minute_of(at: Instant, zone: &TimeZone) -> i64 {
    when::local(at, zone).map_or(0, |local| i64::from(local.minute))
}

/// The stretches in which a room cannot be used.
fn blocked(
    lines: &mut Vec<(String, Vec<Bar>)>,
    day: (Instant, Instant),
    look: &Look,
    schedule: &Schedule,
    minute: impl Fn(Instant) -> i64,
) {
    for block in &schedule.blocks {
        let until = block.term.until.unwrap_or(day.1);
        let Some(room) = schedule.rooms.iter().find(|room| room.number == block.room) else { continue };
        let place = look.places.of_site(room.site);
        if !look.shows(&place) || day.1 <= block.term.from || until <= day.0 {
            continue;
        }
        let cell = Cell {
            name: String::new(),
            times: times(look, &place, block.term.from.max(day.0), until.min(day.1)),
            href: String::new(),
            service: Service::None,
            blocked: block.why.to_string(),
            columns: 0,
        };
        let bar = Bar { from_min: minute(block.term.from), until_min: minute(until), cell };
        put(lines, &look.room_words(room.name.as_str(), &place), bar);
    }
}

/// By the clock of the place, which says its zone where others are shown beside it.
fn times(look: &Look, place: &Place, from: Instant, until: Instant) -> String {
    let ends = |at| if look.one { when::clock(at, &place.zone) } else { place.clock(at) };
    if from == until {
        return ends(from);
    }
    format!("{}–{}", when::clock(from, &place.zone), ends(until))
}

fn put(lines: &mut Vec<(String, Vec<Bar>)>, room: &str, bar: Bar) {
    match lines.iter_mut().find(|(known, _)| same_room(known, room)) {
        Some((_, bars)) => bars.push(bar),
        None => lines.push((room.to_owned(), vec![bar])),
    }
}

/// The lines of one room: what overlaps (an old booking, a visit without a length) goes beneath.
fn line(room: String, mut bars: Vec<Bar>, first: i64, last: i64) -> Vec<Row> {
    bars.sort_by_key(|bar| (bar.from_min, bar.until_min));
    let columns = |minutes: i64| usize::try_from(minutes / COLUMN_MIN).unwrap_or(0);
    let end = columns(last - first);
    let mut rows: Vec<(usize, Row)> = vec![(0, Row { room, cells: vec![] })];
    for mut bar in bars {
        let from = columns(bar.from_min - first);
        // What has no length still has a beginning that can be read.
        let until = columns(bar.until_min - first + COLUMN_MIN - 1).max(from + 2).min(end.max(from + 1));
        let place = match rows.iter().position(|(used, _)| *used <= from) {
            Some(place) => place,
            None => {
                rows.push((0, Row { room: String::new(), cells: vec![] }));
                rows.len() - 1
            }
        };
        let (used, row) = &mut rows[place];
        if *used < from {
            row.cells.push(free(from - *used));
        }
        bar.cell.columns = until - from;
        row.cells.push(bar.cell);
        *used = until;
    }
    for (used, row) in &mut rows {
        if *used < end {
            row.cells.push(free(end - *used));
        }
    }
    rows.into_iter().map(|(_, row)| row).collect()
}

fn free(columns: usize) -> Cell {
    let (name, times, href, blocked) = (String::new(), String::new(), String::new(), String::new());
    Cell { columns, name, times, href, service: Service::None, blocked }
}
