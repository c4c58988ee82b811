//! What the diary's lists ask. No words are here to be found: they are sealed, and opened one by one for their reader.

use care::ids::{DiaryEntryId, PatientId, PersonId};
use care::time::Instant;

use crate::store::{Conn, Row, StoreFault, Val};

/// An entry as lists show it, before its words are opened.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "columns of the view `diary`, named as there")]
pub struct DiaryRow {
    pub entry: DiaryEntryId,
    pub begun: Instant,
    pub changed: Instant,
    pub kinds: String,
    pub n_texts: i64,
    pub n_readers: i64,
    pub deleted: Option<Instant>,
    pub erase_due: Option<Instant>,
}

fn entry(row: &Row) -> Result<DiaryEntryId, StoreFault> {
    let wrong = StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    DiaryEntryId::read(row.text(0)?).ok_or(wrong)
}

fn ids(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<DiaryEntryId>, StoreFault> {
    conn.query(sql, vals)?.iter().map(entry).collect()
}

/// Every entry of one patient that is not erased, also the deleted ones, the newest first.
///
/// # Errors
/// The store's.
pub fn of_patient(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<DiaryRow>, StoreFault> {
    let sql = "SELECT entry, begun_us, changed_us, kinds, n_texts, n_readers, deleted_us, erase_due_us FROM diary \
               WHERE org = ?1 AND patient = ?2 AND erased_us IS NULL ORDER BY begun_us DESC, entry DESC";
    let read = |row: &Row| {
        Ok(DiaryRow {
            entry: entry(row)?,
            begun: Instant(row.int(1)?),
            changed: Instant(row.int(2)?),
            kinds: row.text(3)?.to_owned(),
            n_texts: row.int(4)?,
            n_readers: row.int(5)?,
            deleted: row.opt_int(6)?.map(Instant),
            erase_due: row.opt_int(7)?.map(Instant),
        })
    };
    conn.query(sql, &[org.into(), patient.to_string().into()])?.iter().map(read).collect()
}

/// The entries of one patient that are shared with one person now, the one shared last first.
///
/// # Errors
/// The store's.
pub fn shared_with(
    conn: &mut Conn,
    org: &str,
    person: PersonId,
    patient: PatientId,
) -> Result<Vec<DiaryEntryId>, StoreFault> {
    let sql = "SELECT entry FROM diary_shares WHERE org = ?1 AND person = ?2 AND patient = ?3 \
               AND until_us IS NULL ORDER BY from_us DESC, entry";
    ids(conn, sql, &[org.into(), person.to_string().into(), patient.to_string().into()])
}

/// Deleted entries whose time to be brought back is over.
///
/// # Errors
/// The store's.
pub fn erase_due(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<DiaryEntryId>, StoreFault> {
    let sql = "SELECT entry FROM diary WHERE org = ?1 AND erase_due_us <= ?2 ORDER BY erase_due_us, entry";
    ids(conn, sql, &[org.into(), now.0.into()])
}
