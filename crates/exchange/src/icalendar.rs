//! One appointment for a person's own calendar (iCalendar, RFC 5545 and 5546); [`feed`] writes a whole calendar, [`invite`] what a mail carries.
//!
//! A calendar is read by phones, partners and employers. The words are the caller's, and none is added: no
//! clinic, no drug, no kind of visit. Calendars are asked to keep the entry private. No organiser is named:
//! with one, a calendar would take the entry for an invitation and offer to answer it by mail.

pub mod feed;
pub mod invite;

use care::ids::SessionId;
use care::text::Line;
use care::time::Instant;
use jiff::Timestamp;

/// What stands in the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appointment {
    /// The visit. Its entry keeps this identity when it is moved or called off.
    pub id: SessionId,
    /// How often it has been moved or called off since it was first sent; a calendar keeps the highest.
    pub sequence: u32,
    /// When it begins.
    pub starts: Instant,
    /// When it ends.
    pub ends: Instant,
    /// The words in the calendar. Choose them for eyes that are not the person's own.
    pub summary: Line,
    /// Where to come.
    pub place: Option<Line>,
    /// More to read, line by line.
    pub notes: Vec<Line>,
}

/// What the calendar is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Enter it, or move it.
    Publish,
    /// Take it out.
    Cancel,
}

/// Why no entry can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotWritten {
    /// It does not end at least a second after it begins.
    EndsBeforeItBegins,
    /// A time lies outside the years 1 to 9999.
    OutsideTheCalendar,
    /// An address is none that can stand in it.
    AddressUnusable,
}

/// Writes the entry. `stamp` is the instant of writing; times are UTC, in whole seconds.
pub fn write(appointment: &Appointment, method: Method, stamp: Instant) -> Result<String, NotWritten> {
    let (starts, ends) = (utc(appointment.starts)?, utc(appointment.ends)?);
    if ends <= starts {
        return Err(NotWritten::EndsBeforeItBegins);
    }
    let (method, status) = match method {
        Method::Publish => ("PUBLISH", "CONFIRMED"),
        Method::Cancel => ("CANCEL", "CANCELLED"),
    };
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Holdfast//Holdfast//EN".to_owned(),
        format!("METHOD:{method}"),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}", uuid(appointment.id.0)),
        format!("SEQUENCE:{}", appointment.sequence),
        format!("DTSTAMP:{}", utc(stamp)?),
        format!("DTSTART:{starts}"),
        format!("DTEND:{ends}"),
        format!("SUMMARY:{}", escaped(&appointment.summary)),
    ];
    lines.extend(appointment.place.as_ref().map(|place| format!("LOCATION:{}", escaped(place))));
    if !appointment.notes.is_empty() {
        let notes: Vec<_> = appointment.notes.iter().map(escaped).collect();
        lines.push(format!("DESCRIPTION:{}", notes.join("\\n")));
    }
    lines.push(format!("STATUS:{status}"));
    lines.extend(["CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
    Ok(lines.iter().map(|line| folded(line)).collect())
}

/// The id as a UUID without its prefix: a calendar does not say what kind of visit it is.
fn uuid(number: u128) -> String {
    let hex = format!("{number:032x}");
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}

pub(crate) fn utc(instant: Instant) -> Result<String, NotWritten> {
    let time = Timestamp::from_microsecond(instant.0).map_err(|_| NotWritten::OutsideTheCalendar)?;
    let time = time.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    if time.year() < 1 {
        return Err(NotWritten::OutsideTheCalendar);
    }
    let (year, month, day) = (time.year(), time.month(), time.day());
    let (hour, minute, second) = (time.hour(), time.minute(), time.second());
    Ok(format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z"))
}

fn escaped(line: &Line) -> String {
    line.as_str().replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// At most this many bytes on a line, its end not counted.
const LINE_OCTETS: usize = 75;

/// Cuts a long line between characters; each further piece begins with a space. Every line ends in CRLF.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for letter in line.chars() {
        if LINE_OCTETS < octets + letter.len_utf8() {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(letter);
        octets += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}
