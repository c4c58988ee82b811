//! Which sealed notes somebody wrote.

use care::ids::{CommandId, PatientId, PersonId, WindowId};
use care::time::Instant;

use crate::store::{Conn, StoreFault};

/// One of them; its words are sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The sealed document.
    pub document: CommandId,
    /// After which dose.
    pub window: WindowId,
    /// About whom.
    pub patient: PatientId,
    /// When.
    pub at: Instant,
}

/// The notes of one author, the newest first.
///
/// # Errors
/// The store's.
pub fn of_author(conn: &mut Conn, org: &str, author: PersonId) -> Result<Vec<Note>, StoreFault> {
    let sql = "SELECT document, win, patient, at_us FROM therapy_notes WHERE org = ?1 AND author = ?2 \
               ORDER BY at_us DESC, document";
    let wrong = |column| StoreFault::Shape { column, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, &[org.into(), author.to_string().into()])?;
    rows.iter()
        .map(|row| {
            Ok(Note {
                document: CommandId::read(row.text(0)?).ok_or(wrong(0))?,
                window: WindowId::read(row.text(1)?).ok_or(wrong(1))?,
                patient: PatientId::read(row.text(2)?).ok_or(wrong(2))?,
                at: Instant(row.int(3)?),
            })
        })
        .collect()
}
