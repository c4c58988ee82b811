//! What is open across the house, as its medical director asks for it once a day.

use care::ids::SessionId;
use care::time::Instant;

use super::ask::{SESSION, SessionRow, rows, session};
use crate::store::{Conn, StoreFault};

/// A list shows so many; what waits longest comes first.
const MOST: usize = 200;

/// Sessions in a room now, with a dose begun and nobody discharged.
///
/// # Errors
/// The store's.
pub fn under_way(conn: &mut Conn, org: &str) -> Result<Vec<SessionRow>, StoreFault> {
    let sql = format!(
        "{SESSION} WHERE s.org = ?1 AND s.signed = 0 AND s.phase IN ('dosing', 'paused', 'recovery') \
         ORDER BY s.starts_us LIMIT {MOST}"
    );
    rows(conn, &sql, &[org.into()], session)
}

/// Sessions with an alarm that nobody has answered, over or not.
///
/// # Errors
/// The store's.
pub fn unanswered_alarms(conn: &mut Conn, org: &str) -> Result<Vec<SessionRow>, StoreFault> {
    let sql = format!(
        "{SESSION} WHERE s.org = ?1 AND s.alarm IN ('high', 'medium') ORDER BY s.alarm, s.alarm_us LIMIT {MOST}"
    );
    rows(conn, &sql, &[org.into()], session)
}

/// Where an emergency stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmergencyRow {
    /// The visit.
    pub session: SessionId,
    /// Its chair or room.
    pub room: String,
    /// Since when.
    pub at: Instant,
}

/// Chairs at which an emergency was declared and nobody said that it is over; the oldest first.
///
/// # Errors
/// The store's.
pub fn emergencies(conn: &mut Conn, org: &str) -> Result<Vec<EmergencyRow>, StoreFault> {
    let sql = format!(
        "SELECT session, room, emergency_us FROM sessions WHERE org = ?1 AND emergency_us > 0 \
         ORDER BY emergency_us LIMIT {MOST}"
    );
    rows(conn, &sql, &[org.into()], |row| {
        let session = SessionId::read(row.text(0)?).ok_or_else(|| StoreFault::other("an id nobody knows"))?;
        Ok(EmergencyRow { session, room: row.text(1)?.to_owned(), at: Instant(row.int(2)?) })
    })
}

/// Sessions that are over and whose record nobody has signed, the oldest first.
///
/// # Errors
/// The store's.
pub fn unsigned(conn: &mut Conn, org: &str, before: Instant) -> Result<Vec<SessionRow>, StoreFault> {
    let sql = format!(
        "{SESSION} WHERE s.org = ?1 AND s.signed = 0 AND s.phase IN ('discharged', 'aborted') \
         AND s.starts_us < ?2 ORDER BY s.starts_us LIMIT {MOST}"
    );
    rows(conn, &sql, &[org.into(), before.0.into()], session)
}
