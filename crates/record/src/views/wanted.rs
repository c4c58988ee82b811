//! What a decision wants to know beyond the streams it names: ids, each answered by one statement over the views. The
//! rules fetch the streams behind them and judge by those.

use care::ids::{CourseId, PatientId, ProtocolId};

use crate::store::{Conn, Row, StoreFault, Val};

fn ids<T>(
    conn: &mut Conn,
    sql: &str,
    vals: &[Val],
    read: fn(&str) -> Option<T>,
) -> Result<Vec<T>, StoreFault> {
    let one = |row: &Row| {
        read(row.text(0)?).ok_or(StoreFault::Shape { column: 0, wanted: "an id", found: "other text" })
    };
    conn.query(sql, vals)?.iter().map(one).collect()
}

/// The courses of one patient that are not closed.
///
/// # Errors
/// The store's.
pub fn open_courses(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<CourseId>, StoreFault> {
    let sql =
        "SELECT course FROM courses WHERE org = ?1 AND patient = ?2 AND phase <> 'closed' ORDER BY course";
    ids(conn, sql, &[org.into(), patient.to_string().into()], CourseId::read)
}

/// The other versions that are signed and in force under the name of this one.
///
/// # Errors
/// The store's.
pub fn signed_beside(conn: &mut Conn, org: &str, version: ProtocolId) -> Result<Vec<ProtocolId>, StoreFault> {
    let sql = "SELECT o.protocol FROM protocols p JOIN protocols o ON o.org = p.org AND o.slug = p.slug \
               WHERE p.org = ?1 AND p.protocol = ?2 AND o.protocol <> ?2 AND o.standing = 'signed' ORDER BY o.protocol";
    ids(conn, sql, &[org.into(), version.to_string().into()], ProtocolId::read)
}
