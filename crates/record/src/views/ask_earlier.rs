//! Who could come earlier, in the order in which they said it; and which chairs have become free. No name: a page fetches each
//! visit under the authority of whoever looks.

use care::ids::SessionId;
use care::time::Instant;

use super::ask::{id, rows};
use crate::store::{Conn, StoreFault};

/// A list shows so many.
const MOST: i64 = 200;

/// Visits of those who wait, whoever said it first first.
///
/// # Errors
/// The store's.
pub fn waiting(conn: &mut Conn, org: &str) -> Result<Vec<SessionId>, StoreFault> {
    let sql = "SELECT session FROM earlier WHERE org = ?1 AND waits = 1 ORDER BY wished_us, session LIMIT ?2";
    rows(conn, sql, &[org.into(), MOST.into()], |row| id(row, 0, SessionId::read))
}

/// Offers whose time has passed: the visit, and the number of the offer.
///
/// # Errors
/// The store's.
pub fn run_out(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<(SessionId, i64)>, StoreFault> {
    let sql = "SELECT session, offer FROM earlier WHERE org = ?1 AND offer_until_us <= ?2 \
               ORDER BY offer_until_us, session";
    rows(conn, sql, &[org.into(), now.0.into()], |row| Ok((id(row, 0, SessionId::read)?, row.int(1)?)))
}

/// Visits that were called off and would have begun at or after an instant: their chairs are free.
///
/// # Errors
/// The store's.
pub fn called_off(conn: &mut Conn, org: &str, since: Instant) -> Result<Vec<SessionId>, StoreFault> {
    let sql = "SELECT session FROM sessions WHERE org = ?1 AND signed = 0 AND phase = 'cancelled' AND starts_us >= ?2 \
               ORDER BY starts_us, session LIMIT ?3";
    rows(conn, sql, &[org.into(), since.0.into(), MOST.into()], |row| id(row, 0, SessionId::read))
}
