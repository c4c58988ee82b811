//! Which kinds of care a signed version stands for, for the public page.

use care::time::Instant;

use crate::store::{Conn, StoreFault};

/// The care models that a signed version, in date at this instant, allows here; by their codes.
///
/// # Errors
/// The store's.
pub fn models(conn: &mut Conn, org: &str, at: Instant) -> Result<Vec<String>, StoreFault> {
    let sql = "SELECT DISTINCT model FROM protocols WHERE org = ?1 AND standing = 'signed' AND review_us > ?2 \
               AND (from_us IS NULL OR from_us <= ?2) AND (until_us IS NULL OR until_us > ?2) \
               ORDER BY model";
    conn.query(sql, &[org.into(), at.0.into()])?.iter().map(|row| Ok(row.text(0)?.to_owned())).collect()
}
