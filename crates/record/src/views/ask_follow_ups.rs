//! How often people were asked after a dose, and how often they answered. No name, and no answer.

use care::time::Instant;

use super::ask::rows;
use crate::store::{Conn, StoreFault};

/// One step of the series, counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// So many hours after a dose.
    pub after_h: i64,
    /// Asked so often.
    pub asked: i64,
    /// Answered so often.
    pub answered: i64,
}

/// Each step that was asked since an instant, the soonest after a dose first.
///
/// # Errors
/// The store's.
pub fn counted(conn: &mut Conn, org: &str, since: Instant) -> Result<Vec<Counted>, StoreFault> {
    let sql = "SELECT after_h, COUNT(*), COUNT(answered_us) FROM follow_ups \
               WHERE org = ?1 AND asked_us >= ?2 GROUP BY after_h ORDER BY after_h";
    rows(conn, sql, &[org.into(), since.0.into()], |row| {
        Ok(Counted { after_h: row.int(0)?, asked: row.int(1)?, answered: row.int(2)? })
    })
}
