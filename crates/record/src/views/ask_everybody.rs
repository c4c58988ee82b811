//! Everybody in care here, one after the other: for a house that closes.

use care::ids::PatientId;

use crate::store::{Conn, StoreFault};

/// At most so many patients after one (none: from the first), by number.
///
/// # Errors
/// The store's.
pub fn after(
    conn: &mut Conn,
    org: &str,
    last: Option<PatientId>,
    most: i64,
) -> Result<Vec<PatientId>, StoreFault> {
    let sql = "SELECT patient FROM patients WHERE org = ?1 AND patient > ?2 ORDER BY patient LIMIT ?3";
    let last = last.map(|id| id.to_string()).unwrap_or_default();
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, &[org.into(), last.into(), most.into()])?;
    rows.iter().map(|row| PatientId::read(row.text(0)?).ok_or_else(wrong)).collect()
}
