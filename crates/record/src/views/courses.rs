//! Questions over all courses of the house.

use care::ids::CourseId;

use crate::store::{Conn, StoreFault};

/// Every course that is not closed.
///
/// # Errors
/// The store's.
pub fn open(conn: &mut Conn, org: &str) -> Result<Vec<CourseId>, StoreFault> {
    let sql = "SELECT course FROM courses WHERE org = ?1 AND phase <> 'closed' ORDER BY course";
    let rows = conn.query(sql, &[org.into()])?;
    let read = |row: &crate::store::Row| Ok(CourseId::read(row.text(0)?));
    rows.iter().filter_map(|row| read(row).transpose()).collect()
}
