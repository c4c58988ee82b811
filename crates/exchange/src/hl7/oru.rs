//! `ORU^R01` of a monitor: who sends, for which bed, and what each channel said how long ago.

use care::session::{Channel, Seen, Thousandths};

use super::codes;
use super::message::{Message, Segment};
use super::time::Stamp;

/// A reading may be this old when it is sent: a day. Older is no reading of this visit.
const OLDEST_US: i64 = 24 * 3_600_000_000;

/// A message that was read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oru {
    /// Who is answered, and how.
    pub header: Header,
    /// The bed it names (PV1-3.3); empty when it names none.
    pub bed: String,
    /// What was understood.
    pub said: Vec<Said>,
    /// What was not: (code, value, unit) as sent.
    pub rest: Vec<(String, String, String)>,
}

/// What a message says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// Sending application (MSH-3.1).
    pub sender: String,
    /// Sending facility (MSH-4.1).
    pub facility: String,
    /// What it is called (MSH-10).
    pub control: String,
    /// Version (MSH-12.1).
    pub version: String,
    /// When it wants to hear that it was taken (MSH-15), and that it was done (MSH-16).
    pub wants: (String, String),
}

/// One channel of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// Which numeric.
    pub channel: Channel,
    /// What it said.
    pub seen: Seen,
    /// How long before sending it was measured, by the sender's own clock, in microseconds; none when it does not say.
    pub age_us: Option<i64>,
}

/// Why a message is not taken. Each with the code of HL7 table 0357.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// No message at all, or not whole.
    NotHl7,
    /// Longer than anything that is read.
    TooLong,
    /// Something else than `ORU^R01`.
    OtherType,
    /// Not 2.3 to 2.6.
    OtherVersion,
    /// It has no name to be answered by.
    NoControl,
    /// More than one person in one message.
    TwoPatients,
    /// Nothing measured in it.
    NoObservations,
}

impl Problem {
    /// Could the sender mend it by sending something else? Otherwise the content is in error.
    pub const fn is_rejected(self) -> bool {
        matches!(self, Self::NotHl7 | Self::TooLong | Self::OtherType | Self::OtherVersion)
    }

    /// Table 0357 and words.
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotHl7 => ("100", "not an HL7 v2 message, or not whole"),
            Self::TooLong => ("100", "the message is longer than 64 KiB"),
            Self::OtherType => ("200", "only ORU R01 is taken here"),
            Self::OtherVersion => ("203", "only HL7 v2.3 to v2.6 is taken here"),
            Self::NoControl => ("101", "MSH-10 is missing: the message cannot be answered by its name"),
            Self::TwoPatients => ("100", "more than one PID in one message"),
            Self::NoObservations => ("100", "no OBX in it"),
        }
    }
}

/// The header of whatever can be answered.
pub fn header(message: &Message<'_>) -> Header {
    let Some(msh) = message.header() else { return Header::default() };
    let first = |field: usize| msh.component(field, 1).into_owned();
    Header {
        sender: first(3),
        facility: first(4),
        control: msh.whole(10).into_owned(),
        version: first(12),
        wants: (first(15), first(16)),
    }
}

/// Reads it.
///
/// # Errors
/// Why it is not taken.
pub fn read(message: &Message<'_>) -> Result<Oru, Problem> {
    let msh = message.header().ok_or(Problem::NotHl7)?;
    let header = header(message);
    if msh.component(9, 1) != "ORU" || msh.component(9, 2) != "R01" {
        return Err(Problem::OtherType);
    }
    if !["2.3", "2.4", "2.5", "2.6"].iter().any(|known| {
        header.version.strip_prefix(known).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }) {
        return Err(Problem::OtherVersion);
    }
    if header.control.is_empty() {
        return Err(Problem::NoControl);
    }
    if 1 < message.segments().filter(|segment| segment.name() == "PID").count() {
        return Err(Problem::TwoPatients);
    }
    let bed = message.segments().find(|segment| segment.name() == "PV1");
    let bed = bed.map(|visit| visit.component(3, 3).into_owned()).unwrap_or_default();
    let sent = Stamp::read(&msh.component(7, 1));
    let mut oru = Oru { header, bed, said: vec![], rest: vec![] };
    let mut group = None;
    let mut n_observed = 0;
    for segment in message.segments() {
        match segment.name() {
            "OBR" => group = Stamp::read(&segment.component(7, 1)),
            "OBX" => {
                n_observed += 1;
                observed(segment, sent, group, &mut oru);
            }
            _ => {}
        }
    }
    if n_observed == 0 { Err(Problem::NoObservations) } else { Ok(oru) }
}

/// One OBX. A line that only names a part of the device has neither value nor unit, and says nothing.
fn observed(obx: &Segment<'_>, sent: Option<Stamp>, group: Option<Stamp>, oru: &mut Oru) {
    let own = codes::channel(&obx.component(3, 3), &obx.component(3, 1));
    let channel = own.or_else(|| codes::channel(&obx.component(3, 6), &obx.component(3, 4)));
    let (value, status) = (obx.whole(5), obx.whole(11));
    if channel.is_none() && value.trim().is_empty() {
        return;
    }
    let own_time = Stamp::read(&obx.component(14, 1));
    // A cuff's numbers are sent again and again: the time of their group is the time of sending, not of measuring.
    let measured = own_time.or(group.filter(|_| !channel.is_some_and(Channel::is_cuff)));
    let age_us = match (sent, measured) {
        (Some(sent), Some(measured)) => sent.since(measured).map(|age| age.max(0)),
        _ => None,
    };
    let in_its_unit =
        |channel: Channel| [1, 2, 4, 5].iter().any(|n| codes::is_unit_of(channel, &obx.component(6, *n)));
    // Deleted and wrong results are not results.
    let stands = !matches!(status.as_ref(), "D" | "W");
    let fresh = age_us.is_none_or(|age| age <= OLDEST_US);
    let seen = channel.filter(|_| stands && fresh).and_then(|channel| {
        let seen = said(channel, value.trim(), &status)?;
        // What says nothing needs no unit.
        (seen == Seen::NoSignal || in_its_unit(channel)).then_some((channel, seen))
    });
    match seen {
        Some((channel, seen)) => oru.said.push(Said { channel, seen, age_us }),
        None => oru.rest.push((obx.whole(3).into_owned(), value.into_owned(), obx.whole(6).into_owned())),
    }
}

/// What a value says: nothing, dashes, nought and numbers below nought (−100, −999) are how monitors say that a sensor
/// gives nothing, and so is status X.
fn said(channel: Channel, value: &str, status: &str) -> Option<Seen> {
    let dashes = |text: &str| text.chars().all(|letter| matches!(letter, '-' | '*' | '?' | '_'));
    if status.eq_ignore_ascii_case("X") || dashes(value) {
        return Some(Seen::NoSignal);
    }
    if let Some(below) = value.strip_prefix('-') {
        return Thousandths::read(below).map(|_| Seen::NoSignal);
    }
    channel.seen(Thousandths::read(value)?)
}
