//! What a subscribed calendar shows of one person or one room, and when it was last looked at.

use std::sync::Arc;

use care::ids::{PersonId, ProtocolId, SessionId, WindowId};
use care::time::Instant;

use super::ask::{id, opt_us, rows};
use crate::record::Record;
use crate::store::{Conn, Row, StoreFault, Val};
use crate::writer::WriteFault;

/// A visit in a calendar, called off or not.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct FeedVisit {
    pub session: SessionId,
    pub patient_name: String,
    pub kind: String,
    pub starts: Instant,
    pub room: String,
    pub phase: String,
    /// The version it goes by; before check-in the one its course was opened under.
    pub protocol: ProtocolId,
}

/// A talk in a calendar.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct FeedTalk {
    pub window: WindowId,
    pub patient_name: String,
    pub kind: String,
    pub at: Instant,
}

/// How often something was booked, moved or called off, and when last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revised {
    /// Once when it was booked, and once for each change.
    pub times: u32,
    /// The newest of them.
    pub last: Instant,
}

const VISIT: &str = "SELECT s.session, p.name, s.kind, s.starts_us, s.room, s.phase, COALESCE(s.protocol, c.protocol) \
                     FROM sessions s JOIN patients p ON p.org = s.org AND p.patient = s.patient \
                     JOIN courses c ON c.org = s.org AND c.course = s.course \
                     WHERE s.org = ?1 AND s.active IN (0, 1) AND s.starts_us >= ?2 AND s.starts_us < ?3";

fn visit(row: &Row) -> Result<FeedVisit, StoreFault> {
    Ok(FeedVisit {
        session: id(row, 0, SessionId::read)?,
        patient_name: row.text(1)?.to_owned(),
        kind: row.text(2)?.to_owned(),
        starts: Instant(row.int(3)?),
        room: row.text(4)?.to_owned(),
        phase: row.text(5)?.to_owned(),
        protocol: id(row, 6, ProtocolId::read)?,
    })
}

/// Visits that somebody is named on and that begin from the first instant on and before the last; cancelled ones too.
///
/// # Errors
/// The store's.
pub fn visits_of(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    from: Instant,
    until: Instant,
) -> Result<Vec<FeedVisit>, StoreFault> {
    let sql = format!(
        "{VISIT} AND s.session IN (SELECT n.session FROM session_people n WHERE n.org = ?1 AND n.person = ?4) \
         ORDER BY s.starts_us, s.session"
    );
    let vals = [org.into(), from.0.into(), until.0.into(), person.to_string().into()];
    rows(conn, &sql, &vals, visit)
}

/// The same, of everybody: a room's name is compared by the rules, not by the store.
///
/// # Errors
/// The store's.
pub fn visits_anywhere(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<FeedVisit>, StoreFault> {
    let sql = format!("{VISIT} ORDER BY s.starts_us, s.session");
    rows(conn, &sql, &[org.into(), from.0.into(), until.0.into()], visit)
}

/// Talks that somebody gives or gave: booked on windows, and planned on visits that are not over.
///
/// # Errors
/// The store's.
pub fn talks_of(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    from: Instant,
    until: Instant,
) -> Result<Vec<FeedTalk>, StoreFault> {
    let vals: [Val; 4] = [org.into(), from.0.into(), until.0.into(), person.to_string().into()];
    let booked = "SELECT w.win, p.name, w.talk_kind, w.talk_us FROM windows w \
                  JOIN patients p ON p.org = w.org AND p.patient = w.patient \
                  WHERE w.org = ?1 AND w.talk_with = ?4 AND w.talk_us >= ?2 AND w.talk_us < ?3 ORDER BY w.talk_us, w.win";
    let planned = "SELECT t.session, p.name, t.kind, t.at_us FROM planned_talks t \
                   JOIN sessions s ON s.org = t.org AND s.session = t.session \
                   JOIN patients p ON p.org = s.org AND p.patient = s.patient \
                   WHERE t.org = ?1 AND t.person = ?4 AND t.at_us >= ?2 AND t.at_us < ?3 \
                   AND s.active = 1 AND s.dose_ended_us IS NULL ORDER BY t.at_us, t.session";
    let one = |row: &Row, window: WindowId| {
        Ok(FeedTalk {
            window,
            patient_name: row.text(1)?.to_owned(),
            kind: row.text(2)?.to_owned(),
            at: Instant(row.int(3)?),
        })
    };
    let mut talks = rows(conn, booked, &vals, |row| one(row, id(row, 0, WindowId::read)?))?;
    talks.extend(rows(conn, planned, &vals, |row| one(row, WindowId::of(id(row, 0, SessionId::read)?)))?);
    talks.sort_by_key(|talk| (talk.at, talk.window.0));
    Ok(talks)
}

/// How often a visit was booked, moved or called off.
///
/// # Errors
/// The store's.
pub fn visit_revised(conn: &mut Conn, org: &str, session: SessionId) -> Result<Revised, StoreFault> {
    let sql = "SELECT COUNT(*), MAX(recorded_us) FROM journal WHERE org = ?1 AND stream = ?2 AND fact IN \
               ('session.scheduled/1', 'session.moved/1', 'session.cancelled/1', 'session.not-come/1')";
    revised(conn, sql, &[org.into(), session.to_string().into()])
}

/// The same of a talk, planned with its visit at first and then booked on the window that opens at the end of the dose.
///
/// # Errors
/// The store's.
pub fn talk_revised(conn: &mut Conn, org: &str, window: WindowId) -> Result<Revised, StoreFault> {
    let sql = "SELECT COUNT(*), MAX(recorded_us) FROM journal WHERE org = ?1 AND stream IN (?2, ?3) AND fact IN \
               ('session.window-planned/1', 'window.booked/1', 'window.talk-cancelled/1', 'window.declined/1')";
    let session = window.session().to_string();
    revised(conn, sql, &[org.into(), window.to_string().into(), session.into()])
}

fn revised(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Revised, StoreFault> {
    let found = rows(conn, sql, vals, |row| Ok((row.int(0)?, opt_us(row, 1)?)))?;
    match found.into_iter().next() {
        Some((times, Some(last))) => Ok(Revised { times: u32::try_from(times).unwrap_or(u32::MAX), last }),
        _ => Err(StoreFault::other("a booking that nobody made")),
    }
}

/// When each calendar link was last read.
///
/// # Errors
/// The store's.
pub fn last_reads(conn: &mut Conn, org: &str) -> Result<Vec<(u32, Instant)>, StoreFault> {
    let sql = "SELECT feed, read_us FROM feed_reads WHERE org = ?1 ORDER BY feed";
    let one = |row: &Row| Ok((u32::try_from(row.int(0)?).unwrap_or(u32::MAX), Instant(row.int(1)?)));
    rows(conn, sql, &[org.into()], one)
}

impl Record {
    /// Notes that a calendar link was read now.
    ///
    /// # Errors
    /// The writer's.
    pub fn saw_feed(&self, number: u32) -> Result<(), WriteFault> {
        let vals: Vec<Val> = vec![self.org().into(), i64::from(number).into(), self.now().0.into()];
        let sql = "INSERT INTO feed_reads (org, feed, read_us) VALUES (?1, ?2, ?3) \
                   ON CONFLICT (org, feed) DO UPDATE SET read_us = excluded.read_us";
        self.chore(Arc::new(move |conn| conn.exec(sql, &vals).map(|_| 0))).map(|_| ())
    }
}
