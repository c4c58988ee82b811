//! Who is in a course, with the visit that comes next: what the front desk chases is worked out for each of these.

use care::ids::{CourseId, PatientId};
use care::time::Instant;

use super::ask::{id, rows};
use crate::store::{Conn, StoreFault};

/// An open course and its next visit.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns")]
pub struct ChaseRow {
    pub course: CourseId,
    pub patient: PatientId,
    pub patient_name: String,
    /// When the next visit begins that is on the calendar.
    pub next: Option<Instant>,
}

/// Most courses read at once.
pub const MOST: usize = 500;

/// Every open course, the one with the nearest visit first, those without one last.
///
/// # Errors
/// The store's.
pub fn open_courses(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<ChaseRow>, StoreFault> {
    let next = "(SELECT MIN(s.starts_us) FROM sessions s WHERE s.org = c.org AND s.course = c.course \
                AND s.active = 1 AND s.phase = 'scheduled' AND s.starts_us >= ?2)";
    let sql = format!(
        "SELECT c.course, c.patient, p.name, {next} AS next_us FROM courses c \
         JOIN patients p ON p.org = c.org AND p.patient = c.patient \
         WHERE c.org = ?1 AND c.phase <> 'closed' \
         ORDER BY CASE WHEN {next} IS NULL THEN 1 ELSE 0 END, {next}, p.name, c.course LIMIT {MOST}"
    );
    rows(conn, &sql, &[org.into(), now.0.into()], |row| {
        Ok(ChaseRow {
            course: id(row, 0, CourseId::read)?,
            patient: id(row, 1, PatientId::read)?,
            patient_name: row.text(2)?.to_owned(),
            next: row.opt_int(3)?.map(Instant),
        })
    })
}
