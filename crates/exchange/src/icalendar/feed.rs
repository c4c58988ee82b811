//! A whole calendar that somebody's own calendar program subscribes to (RFC 5545, 7986).
//!
//! It is read by phones, wall displays and whoever runs the calendar service. The words are the caller's, and none is
//! added. What was called off says so, so that a program that keeps old entries takes it out. No METHOD: with one, a
//! program would take the whole of it for an invitation.

use care::text::Line;
use care::time::Instant;

use super::{NotWritten, escaped, folded, utc, uuid};

/// Whoever subscribes is asked to look again this often. Source: the house.
const LOOK_AGAIN: &str = "PT15M";

/// What kind of entry: a visit and the talk after it carry the same number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A visit.
    Visit,
    /// A talk.
    Talk,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The visit's number; its talk has the same. The entry keeps this identity when it is moved or called off.
    pub number: u128,
    /// Which of the two.
    pub kind: Kind,
    /// How often it has been moved or called off since it was first booked.
    pub sequence: u32,
    /// When that was last.
    pub changed: Instant,
    /// When it begins.
    pub starts: Instant,
    /// When it ends; none where nothing says how long it takes.
    pub ends: Option<Instant>,
    /// The words in the calendar.
    pub summary: Line,
    /// Where.
    pub place: Option<Line>,
    /// Called off.
    pub off: bool,
}

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// What the calendar program calls it.
    pub name: Line,
    /// In any order.
    pub entries: Vec<Entry>,
}

/// Writes it. Nothing in it hangs on when it is written: the same bookings are the same bytes. Times are UTC, in whole
/// seconds.
pub fn write(feed: &Feed) -> Result<String, NotWritten> {
    let name = escaped(&feed.name);
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Holdfast//Holdfast//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("NAME:{name}"),
        format!("X-WR-CALNAME:{name}"),
        format!("REFRESH-INTERVAL;VALUE=DURATION:{LOOK_AGAIN}"),
        format!("X-PUBLISHED-TTL:{LOOK_AGAIN}"),
    ];
    if feed.entries.is_empty() {
        lines.extend(ZONE.map(str::to_owned));
    }
    for entry in &feed.entries {
        lines.extend(written(entry)?);
    }
    lines.push("END:VCALENDAR".to_owned());
    Ok(lines.iter().map(|line| folded(line)).collect())
}

/// A calendar must hold something (RFC 5545, 3.6). One without entries says that UTC is UTC.
const ZONE: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

fn written(entry: &Entry) -> Result<Vec<String>, NotWritten> {
    let starts = utc(entry.starts)?;
    let ends = entry.ends.map(utc).transpose()?;
    if ends.as_ref().is_some_and(|ends| *ends <= starts) {
        return Err(NotWritten::EndsBeforeItBegins);
    }
    let part = match entry.kind {
        Kind::Visit => "",
        Kind::Talk => "-talk",
    };
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}{part}", uuid(entry.number)),
        format!("SEQUENCE:{}", entry.sequence),
        format!("DTSTAMP:{}", utc(entry.changed)?),
        format!("DTSTART:{starts}"),
    ];
    lines.extend(ends.map(|ends| format!("DTEND:{ends}")));
    lines.push(format!("SUMMARY:{}", escaped(&entry.summary)));
    lines.extend(entry.place.as_ref().map(|place| format!("LOCATION:{}", escaped(place))));
    lines.push(format!("STATUS:{}", if entry.off { "CANCELLED" } else { "CONFIRMED" }));
    lines.extend(["CLASS:PRIVATE", "END:VEVENT"].map(str::to_owned));
    Ok(lines)
}
