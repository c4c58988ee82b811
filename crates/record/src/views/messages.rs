//! The questions about messages, each answered by one statement over the view.

use care::ids::{MessageId, PatientId, SessionId, WindowId};
use care::messages::{Channel, Occasion, Unsent};
use care::time::Instant;

use crate::store::{Conn, Row, StoreFault, Val};

/// A message as lists show it.
#[derive(Debug, Clone)]
#[expect(
    missing_docs,
    reason = "columns of the view `messages`, named as there, and of the sender's own row"
)]
pub struct MessageRow {
    pub message: MessageId,
    pub patient: PatientId,
    pub patient_name: String,
    pub occasion: Occasion,
    pub channel: Channel,
    pub asked: bool,
    pub window: Option<WindowId>,
    pub visit: Option<SessionId>,
    pub told: Option<Instant>,
    pub earliest: Instant,
    pub latest: Instant,
    pub standing: String,
    pub done: Option<Instant>,
    pub why: Option<Unsent>,
    pub reply: Option<i64>,
    /// Tries so far.
    pub tries: i64,
    /// When it is tried next, or until when somebody hands it over.
    pub next: Instant,
    /// Somebody is handing it over, or has died over it.
    pub claimed: bool,
}

const MESSAGE: &str = "SELECT m.message, m.patient, p.name, m.occasion, m.channel, m.asked, m.win, m.visit, m.told_us, \
     m.earliest_us, m.latest_us, m.standing, m.done_us, m.why, m.reply, o.tries, o.next_us, o.state \
     FROM messages m JOIN patients p ON p.org = m.org AND p.patient = m.patient \
     JOIN outbox o ON o.org = m.org AND o.message = m.message";

fn word<T>(row: &Row, column: usize, read: fn(&str) -> Option<T>) -> Result<T, StoreFault> {
    read(row.text(column)?).ok_or(StoreFault::Shape { column, wanted: "a known word", found: "other text" })
}

fn message(row: &Row) -> Result<MessageRow, StoreFault> {
    Ok(MessageRow {
        message: word(row, 0, MessageId::read)?,
        patient: word(row, 1, PatientId::read)?,
        patient_name: row.text(2)?.to_owned(),
        occasion: word(row, 3, Occasion::read)?,
        channel: word(row, 4, Channel::read)?,
        asked: row.int(5)? == 1,
        window: row.opt_text(6)?.and_then(WindowId::read),
        visit: row.opt_text(7)?.and_then(SessionId::read),
        told: row.opt_int(8)?.map(Instant),
        earliest: Instant(row.int(9)?),
        latest: Instant(row.int(10)?),
        standing: row.text(11)?.to_owned(),
        done: row.opt_int(12)?.map(Instant),
        why: row.opt_text(13)?.and_then(Unsent::read),
        reply: row.opt_int(14)?,
        tries: row.int(15)?,
        next: Instant(row.int(16)?),
        claimed: row.text(17)? == "claimed",
    })
}

fn rows(conn: &mut Conn, sql: &str, vals: &[Val]) -> Result<Vec<MessageRow>, StoreFault> {
    conn.query(sql, vals)?.iter().map(message).collect()
}

/// Messages that stand so (`waiting`, `sent`, `unsent`, `undone`), the newest first.
///
/// # Errors
/// The store's.
pub fn standing(conn: &mut Conn, org: &str, standing: &str) -> Result<Vec<MessageRow>, StoreFault> {
    let sql = format!(
        "{MESSAGE} WHERE m.org = ?1 AND m.standing = ?2 ORDER BY m.earliest_us DESC, m.message LIMIT 200"
    );
    rows(conn, &sql, &[org.into(), standing.into()])
}

/// How many stand so, due since an instant and before another.
///
/// # Errors
/// The store's.
pub fn count(
    conn: &mut Conn,
    org: &str,
    standing: &str,
    (since, until): (Instant, Instant),
) -> Result<i64, StoreFault> {
    let sql = "SELECT COUNT(*) FROM messages WHERE org = ?1 AND standing = ?2 AND earliest_us >= ?3 AND earliest_us < ?4";
    let vals = [org.into(), standing.into(), since.0.into(), until.0.into()];
    conn.query(sql, &vals)?.first().map_or(Ok(0), |row| row.int(0))
}

/// Every message to one patient, the newest first.
///
/// # Errors
/// The store's.
pub fn of_patient(conn: &mut Conn, org: &str, patient: PatientId) -> Result<Vec<MessageRow>, StoreFault> {
    let sql = format!(
        "{MESSAGE} WHERE m.org = ?1 AND m.patient = ?2 ORDER BY m.earliest_us DESC, m.message LIMIT 200"
    );
    rows(conn, &sql, &[org.into(), patient.to_string().into()])
}

/// Every message about one window, the newest first.
///
/// # Errors
/// The store's.
pub fn of_window(conn: &mut Conn, org: &str, window: WindowId) -> Result<Vec<MessageRow>, StoreFault> {
    let sql =
        format!("{MESSAGE} WHERE m.org = ?1 AND m.win = ?2 ORDER BY m.earliest_us DESC, m.message LIMIT 50");
    rows(conn, &sql, &[org.into(), window.to_string().into()])
}
