//! Which vaults a house has. What is in one is read from its own stream.

use care::ids::VaultId;

use crate::store::{Conn, StoreFault};

/// Every vault that was ever opened, in the order they were.
///
/// # Errors
/// The store's.
pub fn all(conn: &mut Conn, org: &str) -> Result<Vec<VaultId>, StoreFault> {
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows =
        conn.query("SELECT vault FROM vaults WHERE org = ?1 ORDER BY opened_us, vault", &[org.into()])?;
    rows.iter().map(|row| VaultId::read(row.text(0)?).ok_or_else(wrong)).collect()
}
