//! **The judge of a year**: reads the journal line by line and finds, by plain code of its own, what must never be. It asks
//! none of the rules it judges; it knows only what a fact says and the scope of practice as the director signed it, as text.
//!
//! Three laws: no window is silent ([`windows`]), nobody acts who was not entitled at that instant ([`rights`]), and no
//! chair and no person is booked twice, nobody on leave, nobody beyond the limit of those they watch ([`places`]).

mod places;
mod rights;
mod scope;
mod talks;
#[cfg(test)]
mod tests;
mod windows;

use std::collections::BTreeMap;

use care::fact::{Stream, What};
use care::practice::Role;
use care::time::Instant;
use record::envelope::Stored;
use record::record::Record;
use record::{journal, wire};

/// One line of the journal, read.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its place.
    pub position: i64,
    /// The command it belongs to.
    pub command: String,
    /// Which act was asked for: `GiveDose`.
    pub act: String,
    /// Who, as the journal writes it.
    pub actor: String,
    /// In which role, as the journal writes it.
    pub role: String,
    /// When it was written down.
    pub at: Instant,
    /// About what.
    pub stream: Stream,
    /// What happened.
    pub what: What,
}

/// A law that did not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// Nobody was told of a window that nothing was planned for.
    Silent,
    /// What is owed passed its time, and nobody further up was told.
    NotClimbed,
    /// Somebody acted, or was booked, without affiliation, licence or scope at that instant.
    NotEntitled,
    /// Two visits in one room at one time.
    RoomTwice,
    /// One person with two patients at one time, where the role is with one.
    PersonTwice,
    /// Somebody was booked who was known to be away.
    OnLeave,
    /// A nurse watches more than the house allows.
    WatchesTooMany,
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is against.
    pub law: Law,
    /// After which line it was seen.
    pub position: i64,
    /// What was seen. Ids and codes only.
    pub words: String,
}

/// What was counted on the way.
pub type Counts = BTreeMap<&'static str, u64>;

/// The judge.
pub struct Judge {
    rights: rights::Rights,
    windows: windows::Windows,
    places: places::Places,
    findings: Vec<Finding>,
    last: (i64, Instant),
}

impl Judge {
    /// One who allows the clock of the house so many minutes to do what is due.
    ///
    /// # Errors
    /// When the signed scope of practice cannot be read as a table.
    pub fn new(late_min: i64) -> Result<Self, String> {
        Ok(Self {
            rights: rights::Rights::new(scope::signed()?),
            windows: windows::Windows::new(late_min),
            places: places::Places::default(),
            findings: vec![],
            last: (0, Instant(0)),
        })
    }

    /// Looks at one line.
    pub fn sees(&mut self, line: &Line) {
        self.last = (line.position, line.at);
        let mut found = vec![];
        self.rights.sees(line, &mut found);
        self.windows.sees(line, &self.rights, &mut found);
        self.places.sees(line, &mut found);
        self.finds(found);
    }

    fn finds(&mut self, found: Vec<(Law, String)>) {
        let position = self.last.0;
        self.findings.extend(found.into_iter().map(|(law, words)| Finding { law, position, words }));
    }

    /// The journal ends then: what is still open is looked at once more.
    pub fn ends(self, at: Instant) -> (Vec<Finding>, Counts) {
        let Self { rights, windows, places, mut findings, last } = self;
        let mut found = vec![];
        let mut counts = windows.ends(at.max(last.1), &rights, &mut found);
        places.counts(&mut counts);
        rights.counts(&mut counts);
        findings.extend(found.into_iter().map(|(law, words)| Finding { law, position: last.0, words }));
        (findings, counts)
    }
}

/// Reads the whole journal of a record, and judges it.
///
/// # Errors
/// The store's, or a line that cannot be read.
pub fn judge(record: &Record, late_min: i64, at: Instant) -> Result<(Vec<Finding>, Counts), String> {
    let mut judge = Judge::new(late_min)?;
    lines(record, |line| judge.sees(&line))?;
    Ok(judge.ends(at))
}

/// Every line of the journal, in order.
///
/// # Errors
/// The store's, or a line that cannot be read.
pub fn lines(record: &Record, mut each: impl FnMut(Line)) -> Result<(), String> {
    let mut after = 0;
    loop {
        let page = record.read(|conn| journal::read_after(conn, record.org(), after, 2_000));
        let page = page.map_err(|fault| fault.to_string())?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.position;
        for stored in &page {
            each(line(stored)?);
        }
    }
}

fn line(stored: &Stored) -> Result<Line, String> {
    let envelope = &stored.envelope;
    let unread = |what: &str| format!("line {}: {what} cannot be read", stored.position);
    Ok(Line {
        position: stored.position,
        command: envelope.command_id.clone(),
        act: envelope.act.clone(),
        actor: envelope.actor.clone(),
        role: envelope.acted_as.clone(),
        at: Instant(envelope.recorded_us),
        stream: Stream::read(&envelope.stream).ok_or_else(|| unread("the stream"))?,
        what: wire::decode(&envelope.fact, &envelope.body).map_err(|_| unread("the fact"))?,
    })
}

/// A role as the journal writes it.
pub(super) fn role_read(code: &str) -> Option<Role> {
    wire::role_of(code)
}
