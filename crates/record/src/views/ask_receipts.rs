//! What the lists of receipts ask. What stands on one is read from its own stream.

use care::ids::{PatientId, ReceiptId};
use care::time::Instant;

use crate::store::{Conn, StoreFault, Val};

/// A day's list shows so many.
pub const MOST: i64 = 500;

fn ids(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<ReceiptId>, StoreFault> {
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, vals)?;
    rows.iter().map(|row| ReceiptId::read(row.text(0)?).ok_or_else(wrong)).collect()
}

/// Those of one patient, the newest first.
///
/// # Errors
/// The store's.
pub fn of_patient(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<ReceiptId>, StoreFault> {
    let sql = "SELECT receipt FROM receipts WHERE org = ?1 AND patient = ?2 ORDER BY number DESC, receipt";
    ids(conn, sql, &[org.into(), patient.to_string().into()])
}

/// Those that were written from an instant on and before another, in order.
///
/// # Errors
/// The store's.
pub fn between(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<ReceiptId>, StoreFault> {
    let sql = "SELECT receipt FROM receipts WHERE org = ?1 AND written_us >= ?2 AND written_us < ?3 \
               ORDER BY written_us, number, receipt LIMIT ?4";
    ids(conn, sql, &[org.into(), from.0.into(), until.0.into(), MOST.into()])
}
