//! What the calendar shows: visits and talks between two instants.

use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId, WindowId};
use care::time::Instant;

use super::ask::{id, rows};
use crate::store::{Conn, Row, StoreFault, Val};

/// A visit on the calendar, as lists show it. No clinical content.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct VisitRow {
    pub session: SessionId,
    pub course: CourseId,
    pub patient: PatientId,
    pub patient_name: String,
    pub model: String,
    pub kind: String,
    pub starts: Instant,
    pub setting: String,
    pub room: String,
    pub phase: String,
    /// The version it goes by; before check-in the one its course was opened under.
    pub protocol: ProtocolId,
    pub talk_planned: bool,
}

/// A talk that holds somebody.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct TalkRow {
    pub patient: PatientId,
    pub patient_name: String,
    pub kind: String,
    pub with: PersonId,
    pub at: Instant,
    /// Planned on a visit whose dose has not ended; else booked on a window.
    pub planned_on: Option<SessionId>,
    /// The visit of the dose that it follows.
    pub follows: SessionId,
}

fn visit(row: &Row) -> Result<VisitRow, StoreFault> {
    Ok(VisitRow {
        session: id(row, 0, SessionId::read)?,
        course: id(row, 1, CourseId::read)?,
        patient: id(row, 2, PatientId::read)?,
        patient_name: row.text(3)?.to_owned(),
        model: row.text(4)?.to_owned(),
        kind: row.text(5)?.to_owned(),
        starts: Instant(row.int(6)?),
        setting: row.text(7)?.to_owned(),
        room: row.text(8)?.to_owned(),
        phase: row.text(9)?.to_owned(),
        protocol: id(row, 10, ProtocolId::read)?,
        talk_planned: row.int(11)? == 1,
    })
}

/// Visits that begin from the first instant on and before the last, whatever became of them but for the cancelled ones.
///
/// # Errors
/// The store's.
pub fn visits(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<VisitRow>, StoreFault> {
    let sql = "SELECT s.session, s.course, s.patient, p.name, c.model, s.kind, s.starts_us, s.setting, s.room, s.phase, \
               COALESCE(s.protocol, c.protocol), s.planned FROM sessions s \
               JOIN patients p ON p.org = s.org AND p.patient = s.patient \
               JOIN courses c ON c.org = s.org AND c.course = s.course \
               WHERE s.org = ?1 AND s.active IN (0, 1) AND s.starts_us >= ?2 AND s.starts_us < ?3 \
               AND s.phase NOT IN ('cancelled') ORDER BY s.starts_us, s.session LIMIT 2000";
    rows(conn, sql, &[org.into(), from.0.into(), until.0.into()], visit)
}

/// Who is named on the visits that begin from the first instant on and before the last, as what (a role's stored code).
///
/// # Errors
/// The store's.
pub fn named(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<(SessionId, PersonId, String)>, StoreFault> {
    // CROSS JOIN: SQLite keeps the order, and begins with the few visits of those days.
    let sql = "SELECT s.session, n.person, n.role FROM sessions s CROSS JOIN session_people n \
               WHERE n.org = s.org AND n.session = s.session AND s.org = ?1 AND s.active IN (0, 1) AND s.starts_us >= ?2 AND s.starts_us < ?3 \
               ORDER BY s.starts_us, s.session, n.n";
    let one =
        |row: &Row| Ok((id(row, 0, SessionId::read)?, id(row, 1, PersonId::read)?, row.text(2)?.to_owned()));
    rows(conn, sql, &[org.into(), from.0.into(), until.0.into()], one)
}

/// Talks that begin from the first instant on and before the last: booked on windows, and planned on visits that are not
/// over.
///
/// # Errors
/// The store's.
pub fn talks(conn: &mut Conn, org: &str, from: Instant, until: Instant) -> Result<Vec<TalkRow>, StoreFault> {
    let vals: [Val; 3] = [org.into(), from.0.into(), until.0.into()];
    let booked = "SELECT w.patient, p.name, w.talk_kind, w.talk_with, w.talk_us, w.win FROM windows w \
                  JOIN patients p ON p.org = w.org AND p.patient = w.patient \
                  WHERE w.org = ?1 AND w.is_open = 1 AND w.talk_us >= ?2 AND w.talk_us < ?3 ORDER BY w.talk_us LIMIT 2000";
    let planned = "SELECT s.patient, p.name, t.kind, t.person, t.at_us, t.session FROM planned_talks t \
                   JOIN sessions s ON s.org = t.org AND s.session = t.session \
                   JOIN patients p ON p.org = s.org AND p.patient = s.patient \
                   WHERE t.org = ?1 AND t.at_us >= ?2 AND t.at_us < ?3 AND s.active = 1 AND s.dose_ended_us IS NULL \
                   ORDER BY t.at_us LIMIT 2000";
    let one = |row: &Row, planned_on: Option<SessionId>, follows: SessionId| {
        Ok(TalkRow {
            patient: id(row, 0, PatientId::read)?,
            patient_name: row.text(1)?.to_owned(),
            kind: row.text(2)?.to_owned(),
            with: id(row, 3, PersonId::read)?,
            at: Instant(row.int(4)?),
            planned_on,
            follows,
        })
    };
    let mut talks = rows(conn, booked, &vals, |row| one(row, None, id(row, 5, WindowId::read)?.session()))?;
    talks.extend(rows(conn, planned, &vals, |row| {
        let visit = id(row, 5, SessionId::read)?;
        one(row, Some(visit), visit)
    })?);
    talks.sort_by_key(|talk| talk.at);
    Ok(talks)
}
