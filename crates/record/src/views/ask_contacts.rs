//! What the desk's list of first contacts asks. No names are here to be found: they are sealed.

use care::ids::ContactId;
use care::time::Instant;

use crate::store::{Conn, StoreFault, Val};

/// A list shows so many; what is owed longest comes first.
const MOST: i64 = 200;

fn ids(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<ContactId>, StoreFault> {
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, vals)?;
    rows.iter().map(|row| ContactId::read(row.text(0)?).ok_or_else(wrong)).collect()
}

/// Whom a call is owed to, the one owed longest first.
///
/// # Errors
/// The store's.
pub fn open(conn: &mut Conn, org: &str) -> Result<Vec<ContactId>, StoreFault> {
    let sql = "SELECT contact FROM contacts WHERE org = ?1 AND is_open = 1 ORDER BY due_us, contact LIMIT ?2";
    ids(conn, sql, &[org.into(), MOST.into()])
}

/// How many calls are owed, and how many of them are late.
///
/// # Errors
/// The store's.
pub fn owed(conn: &mut Conn, org: &str, now: Instant) -> Result<(i64, i64), StoreFault> {
    let sql = "SELECT COUNT(*) FROM contacts WHERE org = ?1 AND is_open = 1 AND due_us <= ?2";
    let mut count = |until: i64| -> Result<i64, StoreFault> {
        let rows = conn.query(sql, &[org.into(), until.into()])?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    };
    Ok((count(i64::MAX)?, count(now.0)?))
}

/// What ended and is still kept, the newest first.
///
/// # Errors
/// The store's.
pub fn settled(conn: &mut Conn, org: &str) -> Result<Vec<ContactId>, StoreFault> {
    let sql = "SELECT contact FROM contacts WHERE org = ?1 AND is_open = 0 AND erase_due_us > 0 \
               ORDER BY settled_us DESC, contact LIMIT ?2";
    ids(conn, sql, &[org.into(), MOST.into()])
}

/// What was kept long enough.
///
/// # Errors
/// The store's.
pub fn erase_due(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<ContactId>, StoreFault> {
    let sql =
        "SELECT contact FROM contacts WHERE org = ?1 AND erase_due_us <= ?2 ORDER BY erase_due_us, contact";
    ids(conn, sql, &[org.into(), now.0.into()])
}
