//! Courses in which a dose was given, for counting what became of them. No name.

use care::ids::CourseId;

use super::ask::{id, rows};
use crate::store::{Conn, StoreFault};

/// So many courses are counted at most; a page that shows fewer than there are says so.
pub const MOST: usize = 2_000;

/// Courses with a dose, the newest first: one more than are counted, if there are more.
///
/// # Errors
/// The store's.
pub fn treated(conn: &mut Conn, org: &str) -> Result<Vec<CourseId>, StoreFault> {
    let sql = format!(
        "SELECT course FROM courses WHERE org = ?1 AND doses >= 1 ORDER BY course DESC LIMIT {}",
        MOST + 1
    );
    rows(conn, &sql, &[org.into()], |row| id(row, 0, CourseId::read))
}
