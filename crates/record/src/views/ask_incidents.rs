//! What the lists of incidents ask.

use care::ids::{IncidentId, PersonId};
use care::time::Instant;

use crate::store::{Conn, StoreFault, Val};

/// A list shows so many.
const MOST: i64 = 200;

fn ids(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<IncidentId>, StoreFault> {
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, vals)?;
    rows.iter().map(|row| IncidentId::read(row.text(0)?).ok_or_else(wrong)).collect()
}

/// Those whose review is owed, by when it is due.
///
/// # Errors
/// The store's.
pub fn open(conn: &mut Conn, org: &str) -> Result<Vec<IncidentId>, StoreFault> {
    let sql =
        "SELECT incident FROM incidents WHERE org = ?1 AND is_open = 1 ORDER BY due_us, incident LIMIT ?2";
    ids(conn, sql, &[org.into(), MOST.into()])
}

/// How many reviews are owed, and how many of them are late.
///
/// # Errors
/// The store's.
pub fn owed(conn: &mut Conn, org: &str, now: Instant) -> Result<(i64, i64), StoreFault> {
    let sql = "SELECT COUNT(*) FROM incidents WHERE org = ?1 AND is_open = 1 AND due_us <= ?2";
    let mut count = |until: i64| -> Result<i64, StoreFault> {
        let rows = conn.query(sql, &[org.into(), until.into()])?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    };
    Ok((count(i64::MAX)?, count(now.0)?))
}

/// Those that are closed, the newest first.
///
/// # Errors
/// The store's.
pub fn closed(conn: &mut Conn, org: &str) -> Result<Vec<IncidentId>, StoreFault> {
    let sql = "SELECT incident FROM incidents WHERE org = ?1 AND is_open = 0 ORDER BY closed_us DESC, incident LIMIT ?2";
    ids(conn, sql, &[org.into(), MOST.into()])
}

/// Those that somebody told, or that their acts opened, the newest first.
///
/// # Errors
/// The store's.
pub fn told_by(conn: &mut Conn, org: &str, person: PersonId) -> Result<Vec<IncidentId>, StoreFault> {
    let sql = "SELECT incident FROM incidents WHERE org = ?1 AND told_by = ?2 ORDER BY told_us DESC, incident LIMIT ?3";
    ids(conn, sql, &[org.into(), person.to_string().into(), MOST.into()])
}
