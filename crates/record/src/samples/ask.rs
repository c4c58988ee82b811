//! What screens ask of what monitors sent.

use care::ids::SessionId;
use care::session::{Channel, Seen};
use care::time::Instant;

use super::{Head, Message, line, minute_of, seen};
use crate::store::{Conn, Row, StoreFault};

/// How long before it came a number may have been measured, to be looked for among the newest minutes.
const LATE_US: i64 = 10 * 60_000_000;

/// What one channel of one monitor said last in one minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minute {
    /// Minutes since 1970.
    pub minute: i64,
    /// The number of the device.
    pub device: u32,
    /// Which numeric.
    pub channel: Channel,
    /// When it was measured.
    pub taken: Instant,
    /// When it came.
    pub received: Instant,
    /// What it said.
    pub seen: Seen,
}

/// How far a visit has come; none when no monitor ever sent anything for it.
///
/// # Errors
/// The store's.
pub fn head(conn: &mut Conn, org: &str, session: SessionId) -> Result<Option<Head>, StoreFault> {
    let sql = "SELECT messages, chunked, head, controls FROM sample_heads WHERE org = ?1 AND session = ?2";
    let rows = conn.query(sql, &[org.into(), session.to_string().into()])?;
    let Some(row) = rows.first() else { return Ok(None) };
    let controls: serde_json::Value = serde_json::from_str(row.text(3)?).map_err(StoreFault::other)?;
    let controls = controls.as_array().into_iter().flatten();
    let controls = controls.filter_map(|control| control.as_str().map(str::to_owned)).collect();
    let (messages, chunked, hash) = (row.int(0)?, row.int(1)?, row.text(2)?.to_owned());
    Ok(Some(Head { messages, chunked, hash, controls }))
}

/// Every minute of a visit from an instant on, oldest first.
///
/// # Errors
/// The store's.
pub fn minutes(
    conn: &mut Conn,
    org: &str,
    session: SessionId,
    since: Instant,
) -> Result<Vec<Minute>, StoreFault> {
    let sql = "SELECT minute, device, channel, taken_us, received_us, thousandths FROM sample_minutes \
               WHERE org = ?1 AND session = ?2 AND minute >= ?3 ORDER BY minute, device, channel";
    let rows = conn.query(sql, &[org.into(), session.to_string().into(), minute_of(since).into()])?;
    rows.iter().map(read_minute).collect()
}

fn read_minute(row: &Row) -> Result<Minute, StoreFault> {
    Ok(Minute {
        minute: row.int(0)?,
        device: u32::try_from(row.int(1)?).map_err(StoreFault::other)?,
        channel: Channel::read(row.text(2)?).ok_or_else(|| StoreFault::other("a channel nobody knows"))?,
        taken: Instant(row.int(3)?),
        received: Instant(row.int(4)?),
        seen: seen(row.opt_int(5)?)?,
    })
}

/// The newest messages, oldest of them first: all that are not in a chunk yet, and the newest chunk.
///
/// # Errors
/// The store's.
pub fn newest(conn: &mut Conn, org: &str, session: SessionId) -> Result<Vec<Message>, StoreFault> {
    let own = [org.into(), session.to_string().into()];
    let chunk = "SELECT lines FROM samples WHERE org = ?1 AND session = ?2 ORDER BY first DESC LIMIT 1";
    let open = "SELECT line FROM samples_open WHERE org = ?1 AND session = ?2 ORDER BY n";
    let (chunk, open) = (conn.query(chunk, &own)?, conn.query(open, &own)?);
    let mut messages = vec![];
    for row in chunk.iter().chain(&open) {
        for text in row.text(0)?.split('\n') {
            messages.push(line::read(text)?);
        }
    }
    Ok(messages)
}

/// Monitors that are taken on for a visit, and of which nothing came since an instant.
///
/// # Errors
/// The store's.
pub fn silent(conn: &mut Conn, org: &str, since: Instant) -> Result<Vec<(SessionId, u32)>, StoreFault> {
    // What came after an instant was measured at most so long before it.
    let measured = minute_of(Instant(since.0 - LATE_US));
    let sql = "SELECT m.session, m.device FROM monitors m WHERE m.org = ?1 AND m.attached = 1 AND NOT EXISTS \
               (SELECT 1 FROM sample_minutes s WHERE s.org = m.org AND s.session = m.session AND s.minute >= ?2 \
               AND s.device = m.device AND s.received_us > ?3)";
    let rows = conn.query(sql, &[org.into(), measured.into(), since.0.into()])?;
    let mut found = vec![];
    for row in &rows {
        let session = SessionId::read(row.text(0)?).ok_or_else(|| StoreFault::other("an id nobody knows"))?;
        found.push((session, u32::try_from(row.int(1)?).map_err(StoreFault::other)?));
    }
    Ok(found)
}

/// When something last came of a monitor for a visit; none when nothing ever did.
///
/// # Errors
/// The store's.
pub fn heard(
    conn: &mut Conn,
    org: &str,
    session: SessionId,
    device: u32,
) -> Result<Option<Instant>, StoreFault> {
    let sql = "SELECT MAX(received_us) FROM sample_minutes WHERE org = ?1 AND session = ?2 AND device = ?3";
    let rows = conn.query(sql, &[org.into(), session.to_string().into(), i64::from(device).into()])?;
    let last = rows.first().map(|row| row.opt_int(0)).transpose()?.flatten();
    Ok(last.map(Instant))
}

/// The visits that a monitor is taken on for now.
///
/// # Errors
/// The store's.
pub fn visits_of(conn: &mut Conn, org: &str, device: u32) -> Result<Vec<SessionId>, StoreFault> {
    let sql = "SELECT session FROM monitors WHERE org = ?1 AND attached = 1 AND device = ?2";
    let rows = conn.query(sql, &[org.into(), i64::from(device).into()])?;
    let ids: Result<Vec<_>, StoreFault> = rows.iter().map(|row| Ok(SessionId::read(row.text(0)?))).collect();
    let mut ids: Vec<SessionId> = ids?.into_iter().flatten().collect();
    ids.sort_unstable();
    Ok(ids)
}
