//! What is open across the house, as its medical director asks for it once a day.

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
