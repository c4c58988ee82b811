//! How many first talks took place in time: every window that opened, without a name.

use care::time::Instant;

use super::ask::rows;
use crate::store::{Conn, Row, StoreFault};

/// One window, for counting.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct Counted {
    pub opened: Instant,
    pub goal: Instant,
    /// The door of its course.
    pub model: String,
    pub held: Option<Instant>,
    /// `therapy` or `support`; none for a talk outside.
    pub held_kind: Option<String>,
    pub declined: bool,
    pub booked: bool,
    pub referred: bool,
}

fn counted(row: &Row) -> Result<Counted, StoreFault> {
    Ok(Counted {
        opened: Instant(row.int(0)?),
        goal: Instant(row.int(1)?),
        model: row.text(2)?.to_owned(),
        held: row.opt_int(3)?.map(Instant),
        held_kind: row.opt_text(4)?.map(str::to_owned),
        declined: row.opt_int(5)?.is_some(),
        booked: row.opt_int(6)?.is_some(),
        referred: row.opt_text(7)?.is_some(),
    })
}

/// Every window whose goal lies between two instants.
///
/// # Errors
/// The store's.
pub fn windows(
    conn: &mut Conn,
    org: &str,
    from: Instant,
    until: Instant,
) -> Result<Vec<Counted>, StoreFault> {
    let sql = "SELECT w.opened_us, w.goal_us, c.model, w.held_us, w.held_kind, w.declined_us, w.talk_us, w.referred \
               FROM windows w JOIN courses c ON c.org = w.org AND c.course = w.course \
               WHERE w.org = ?1 AND w.is_open IN (0, 1) AND w.goal_us >= ?2 AND w.goal_us < ?3 ORDER BY w.opened_us";
    rows(conn, sql, &[org.into(), from.0.into(), until.0.into()], counted)
}
