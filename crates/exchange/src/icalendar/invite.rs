//! An entry that a mail puts into somebody's calendar, moves there, or takes out (RFC 5546, carried as RFC 6047 says).
//!
//! It has the identity that the same visit or talk has in a [`super::feed`]. It is read by phones, partners and
//! employers: one neutral word of the caller's and the time, no place, no name. Nobody is asked for an answer: where
//! one is given all the same, it goes to the address that the mail came from.

use care::text::Line;
use care::time::Instant;

use super::feed::Kind;
use super::{NotWritten, escaped, folded, utc, uuid};

/// What the calendar is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Put it in, or move it.
    Request,
    /// Take it out.
    Cancel,
}

impl Asks {
    /// Its name in the calendar and in the head of the mail's part.
    pub const fn method(self) -> &'static str {
        match self {
            Self::Request => "REQUEST",
            Self::Cancel => "CANCEL",
        }
    }
}

/// One entry, from one address to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invite<'a> {
    /// The visit's number; its talk has the same.
    pub number: u128,
    /// Which of the two.
    pub kind: Kind,
    /// How often it has been moved or called off since it was first booked; a calendar keeps the highest.
    pub sequence: u32,
    /// When that was last.
    pub changed: Instant,
    /// When it begins; for one that is taken out, when the calendar has it.
    pub starts: Instant,
    /// When it ends; none where nothing says how long it takes.
    pub ends: Option<Instant>,
    /// The word in the calendar. Choose it for eyes that are not the person's own.
    pub summary: Line,
    /// The address that the mail comes from.
    pub from: &'a str,
    /// The address that it goes to.
    pub to: &'a str,
}

/// Writes it. Nothing in it hangs on when it is written. Times are UTC, in whole seconds.
pub fn write(invite: &Invite<'_>, asks: Asks) -> Result<String, NotWritten> {
    let starts = utc(invite.starts)?;
    let ends = invite.ends.map(utc).transpose()?;
    if ends.as_ref().is_some_and(|ends| *ends <= starts) {
        return Err(NotWritten::EndsBeforeItBegins);
    }
    let (part, status) = (
        match invite.kind {
            Kind::Visit => "",
            Kind::Talk => "-talk",
        },
        match asks {
            Asks::Request => "CONFIRMED",
            Asks::Cancel => "CANCELLED",
        },
    );
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Holdfast//Holdfast//EN".to_owned(),
        "CALSCALE:GREGORIAN".to_owned(),
        format!("METHOD:{}", asks.method()),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}{part}", uuid(invite.number)),
        format!("SEQUENCE:{}", invite.sequence),
        format!("DTSTAMP:{}", utc(invite.changed)?),
        format!("DTSTART:{starts}"),
    ];
    lines.extend(ends.map(|ends| format!("DTEND:{ends}")));
    lines.extend([
        format!("SUMMARY:{}", escaped(&invite.summary)),
        format!("ORGANIZER:mailto:{}", address(invite.from)?),
        format!("ATTENDEE;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{}", address(invite.to)?),
        format!("STATUS:{status}"),
    ]);
    lines.extend(["CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR"].map(str::to_owned));
    Ok(lines.iter().map(|line| folded(line)).collect())
}

/// An address that stands in a URI as it is.
fn address(mail: &str) -> Result<&str, NotWritten> {
    let plain = |letter: char| letter.is_ascii_graphic() && !"<>\"\\%?#^`{|}".contains(letter);
    if mail.contains('@') && mail.chars().all(plain) { Ok(mail) } else { Err(NotWritten::AddressUnusable) }
}
