//! What the monitors of a visit said, minute by minute: every number as it was sent, every gap as a gap.

use std::collections::BTreeMap;

use askama::Template;
use care::session::{Channel, Seen};
use care::time::Instant;
use record::samples::ask::{self, Minute};

use super::here::{self, Here};
use super::load::{self, Loaded};
use super::monitors::name_of;
use crate::answer::{Answered, html};
use crate::app::App;
use crate::draw;
use crate::frame::Frame;
use crate::parts::{Cell, Table};
use crate::visit::Visit;
use crate::when;

/// Columns: heading and channel; a cuff's numbers stand together.
const COLUMNS: [(&str, Channel); 7] = [
    ("Heart rate (ECG) /min", Channel::HeartRate),
    ("Pulse (oximeter) /min", Channel::Pulse),
    ("Breaths /min", Channel::Breaths),
    ("SpO2 %", Channel::Spo2),
    ("Cuff, upper mmHg", Channel::CuffSystolic),
    ("Cuff, lower mmHg", Channel::CuffDiastolic),
    ("Cuff, mean mmHg", Channel::CuffMean),
];
/// What was not understood, of the newest messages: so many lines of it.
const UNREAD_MAX: usize = 12;

/// One monitor's table.
pub struct Sheet {
    /// `Monitor 2, white: 38 minutes, 2,280 messages`.
    pub table: Table,
}

#[derive(Template)]
#[template(path = "session/monitor_minutes.html")]
struct Page {
    frame: Frame,
    here: Here,
    back: String,
    sheets: Vec<Sheet>,
    kept: String,
    unread: Vec<String>,
}

/// `GET /sessions/{session}/monitor`
pub fn get(app: &App, visit: &Visit) -> Answered {
    let loaded = load::chart(app, visit)?;
    let minutes = app.read(|conn, org| ask::minutes(conn, org, loaded.id, Instant(0)))?;
    let newest = app.read(|conn, org| ask::newest(conn, org, loaded.id))?;
    let mut unread: Vec<String> = vec![];
    for one in newest.iter().rev().flat_map(|message| &message.rest) {
        let line = format!("{}: {} {}", one.code, one.value, one.unit);
        if unread.len() < UNREAD_MAX
            && !unread.iter().any(|known| known.split(':').next() == line.split(':').next())
        {
            unread.push(line);
        }
    }
    html(&Page {
        frame: draw::live_frame(app, visit, "Monitors, minute by minute"),
        here: here::here(&loaded),
        back: loaded.href(),
        sheets: sheets(&loaded, &minutes),
        kept: kept(&loaded),
        unread,
    })
}

fn kept(loaded: &Loaded) -> String {
    match &loaded.session.samples {
        Some((messages, digest)) => format!(
            "{messages} messages were kept until the visit ended. Their hash is in the journal: {}.",
            digest.as_str()
        ),
        None => String::new(),
    }
}

/// One table for each monitor, oldest minute first, with no minute left out between its first and its last.
pub fn sheets(loaded: &Loaded, minutes: &[Minute]) -> Vec<Sheet> {
    let mut by_device: BTreeMap<u32, BTreeMap<(i64, Channel), Seen>> = BTreeMap::new();
    for said in minutes {
        by_device.entry(said.device).or_default().insert((said.minute, said.channel), said.seen);
    }
    by_device
        .into_iter()
        .map(|(device, said)| Sheet { table: table(loaded, &name_of(loaded, device), device, &said) })
        .collect()
}

fn table(loaded: &Loaded, name: &str, device: u32, said: &BTreeMap<(i64, Channel), Seen>) -> Table {
    let headings: Vec<&str> = std::iter::once("Time").chain(COLUMNS.iter().map(|(name, _)| *name)).collect();
    let mut table = Table::new(&format!("monitor-{device}"), name, &headings);
    let (Some(first), Some(last)) =
        (said.keys().next().map(|(minute, _)| *minute), said.keys().next_back().map(|(minute, _)| *minute))
    else {
        return table;
    };
    for minute in first..=last {
        let at = Instant(minute.saturating_mul(60_000_000));
        let mut row = vec![Cell::new(&when::clock(at, &loaded.place.zone))];
        row.extend(COLUMNS.iter().map(|(_, channel)| match said.get(&(minute, *channel)) {
            Some(Seen::Value(value)) => Cell::new(&value.in_units()),
            Some(Seen::NoSignal) => Cell::new("no signal"),
            None => Cell::new(""),
        }));
        table.rows.push(row);
    }
    table
}
