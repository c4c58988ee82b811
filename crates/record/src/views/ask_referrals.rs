//! What the lists of referrals ask. Their words are not here: a page fetches each under the authority of whoever looks.

use care::ids::{PatientId, ReferralId};
use care::time::Instant;

use crate::store::{Conn, StoreFault, Val};

/// A list shows so many; what is due soonest comes first.
const MOST: i64 = 200;

fn ids(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<ReferralId>, StoreFault> {
    let wrong = || StoreFault::Shape { column: 0, wanted: "an id", found: "other text" };
    let rows = conn.query(sql, vals)?;
    rows.iter().map(|row| ReferralId::read(row.text(0)?).ok_or_else(wrong)).collect()
}

/// Those that are open, by when they are due.
///
/// # Errors
/// The store's.
pub fn open(conn: &mut Conn, org: &str) -> Result<Vec<ReferralId>, StoreFault> {
    let sql = "SELECT referral FROM referrals WHERE org = ?1 AND is_open = 1 ORDER BY by_when_us, referral LIMIT ?2";
    ids(conn, sql, &[org.into(), MOST.into()])
}

/// Those that ended since an instant, the newest first.
///
/// # Errors
/// The store's.
pub fn ended(conn: &mut Conn, org: &str, since: Instant) -> Result<Vec<ReferralId>, StoreFault> {
    let sql = "SELECT referral FROM referrals WHERE org = ?1 AND is_open = 0 AND ended_us >= ?2 \
               ORDER BY ended_us DESC, referral LIMIT ?3";
    ids(conn, sql, &[org.into(), since.0.into(), MOST.into()])
}

/// Those of one patient, the newest first.
///
/// # Errors
/// The store's.
pub fn of_patient(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<ReferralId>, StoreFault> {
    let sql =
        "SELECT referral FROM referrals WHERE org = ?1 AND patient = ?2 ORDER BY written_us DESC, referral";
    ids(conn, sql, &[org.into(), patient.to_string().into()])
}

/// Those the clock has to look at now.
///
/// # Errors
/// The store's.
pub fn clock_due(conn: &mut Conn, org: &str, now: Instant) -> Result<Vec<ReferralId>, StoreFault> {
    let sql = "SELECT referral FROM referrals WHERE org = ?1 AND look_us <= ?2 ORDER BY look_us, referral";
    ids(conn, sql, &[org.into(), now.0.into()])
}
