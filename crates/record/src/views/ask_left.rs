//! What still names somebody: visits, talks and pages shared, for whoever looks after what they leave.

use care::ids::PersonId;
use care::time::Instant;

use crate::store::{Conn, StoreFault};

/// What still names one person from an instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Left {
    /// Visits to come that name them.
    pub visits: i64,
    /// Talks planned with them on visits to come.
    pub planned: i64,
    /// Talks booked with them after a dose.
    pub talks: i64,
    /// Pages of diaries that are shared with them.
    pub shared: i64,
}

/// Counts it.
///
/// # Errors
/// The store's.
pub fn left(conn: &mut Conn, org: &str, person: PersonId, now: Instant) -> Result<Left, StoreFault> {
    let vals = [org.into(), person.to_string().into(), now.0.into()];
    let mut count = |sql: &str, n: usize| -> Result<i64, StoreFault> {
        let rows = conn.query(sql, &vals[..n])?;
        rows.first().map_or(Ok(0), |row| row.int(0))
    };
    Ok(Left {
        visits: count(
            "SELECT COUNT(DISTINCT s.session) FROM session_people n \
             JOIN sessions s ON s.org = n.org AND s.session = n.session \
             WHERE n.org = ?1 AND n.person = ?2 AND s.active = 1 AND s.starts_us >= ?3",
            3,
        )?,
        planned: count(
            "SELECT COUNT(*) FROM planned_talks WHERE org = ?1 AND person = ?2 AND at_us >= ?3",
            3,
        )?,
        talks: count("SELECT COUNT(*) FROM windows WHERE org = ?1 AND talk_with = ?2 AND talk_us >= ?3", 3)?,
        shared: count(
            "SELECT COUNT(*) FROM diary_shares WHERE org = ?1 AND person = ?2 AND until_us IS NULL",
            2,
        )?,
    })
}
