//! What monitors send: seconds of numbers, too many to be facts and too dear to be lost. Each message is on disk before
//! it is acknowledged, in the writer's own transaction; the fact that ends a visit carries the hash of all of them.

pub mod ask;
mod check;
mod line;

use care::ids::SessionId;
use care::session::{Channel, Seen, Thousandths};
use care::time::Instant;

pub use check::{SamplesWrong, check_all};

use crate::sealed::digest;
use crate::store::{Conn, StoreFault, Val};

/// So many messages make a chunk.
pub const N_CHUNK: i64 = 64;
/// So many of the newest messages are known again when they are sent a second time.
pub const N_KNOWN_AGAIN: usize = 16;
const MINUTE_US: i64 = 60_000_000;

/// One message of a monitor, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// The number of the device.
    pub device: u32,
    /// What the sender calls the message (HL7 v2 MSH-10).
    pub control: String,
    /// When it came.
    pub received: Instant,
    /// What was understood.
    pub read: Vec<Reading>,
    /// What was not: kept as it was sent, and shown as such.
    pub rest: Vec<Unread>,
}

/// One channel of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Which numeric.
    pub channel: Channel,
    /// What it said.
    pub seen: Seen,
    /// When it was measured, by the house's clock.
    pub taken: Instant,
}

/// A number whose code, unit or value the house does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its code and name, as sent.
    pub code: String,
    /// Its value, as sent.
    pub value: String,
    /// Its unit, as sent.
    pub unit: String,
}

/// How far a visit has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// How many messages.
    pub messages: i64,
    /// How many of them are in chunks.
    pub chunked: i64,
    /// The hash of all of them.
    pub hash: String,
    controls: Vec<String>,
}

impl Head {
    fn none(session: SessionId) -> Self {
        Self { messages: 0, chunked: 0, hash: digest(session.to_string().as_bytes()), controls: vec![] }
    }

    /// The hash after one more line.
    pub fn hash_after(&self, line: &str) -> String {
        digest(format!("{}\n{line}", self.hash).as_bytes())
    }
}

/// Keeps a message and answers its number; one that was kept before answers that of the newest.
pub(crate) fn append(
    conn: &mut Conn,
    org: &str,
    session: SessionId,
    message: &Message,
) -> Result<i64, StoreFault> {
    let id = session.to_string();
    let mut head = ask::head(conn, org, session)?.unwrap_or_else(|| Head::none(session));
    let control = format!("{}|{}", message.device, message.control);
    if head.controls.contains(&control) {
        return Ok(head.messages);
    }
    let line = line::write(message);
    head.hash = head.hash_after(&line);
    head.messages += 1;
    head.controls.push(control);
    let too_many = head.controls.len().saturating_sub(N_KNOWN_AGAIN);
    head.controls.drain(..too_many);
    let row = [org.into(), id.as_str().into(), head.messages.into(), line.into()];
    conn.exec("INSERT INTO samples_open (org, session, n, line) VALUES (?1, ?2, ?3, ?4)", &row)?;
    if N_CHUNK <= head.messages - head.chunked {
        chunk(conn, org, &id, &mut head)?;
    }
    put_head(conn, org, &id, &head)?;
    put_minutes(conn, org, &id, message)?;
    Ok(head.messages)
}

fn put_head(conn: &mut Conn, org: &str, id: &str, head: &Head) -> Result<(), StoreFault> {
    let sql = "INSERT INTO sample_heads (org, session, messages, chunked, head, controls) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (org, session) DO UPDATE SET \
               messages = excluded.messages, chunked = excluded.chunked, head = excluded.head, \
               controls = excluded.controls";
    let controls = serde_json::Value::from(head.controls.clone()).to_string();
    let row = [
        org.into(),
        id.into(),
        head.messages.into(),
        head.chunked.into(),
        head.hash.as_str().into(),
        controls.into(),
    ];
    conn.exec(sql, &row).map(|_| ())
}

/// Lays the newest messages down as one chunk.
fn chunk(conn: &mut Conn, org: &str, id: &str, head: &mut Head) -> Result<(), StoreFault> {
    let rows = conn.query(
        "SELECT line FROM samples_open WHERE org = ?1 AND session = ?2 ORDER BY n",
        &[org.into(), id.into()],
    )?;
    let lines: Vec<&str> = rows.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?;
    let first = head.chunked + 1;
    let row = [org.into(), id.into(), first.into(), head.messages.into(), lines.join("\n").into()];
    conn.exec("INSERT INTO samples (org, session, first, last, lines) VALUES (?1, ?2, ?3, ?4, ?5)", &row)?;
    conn.exec("DELETE FROM samples_open WHERE org = ?1 AND session = ?2", &[org.into(), id.into()])?;
    head.chunked = head.messages;
    Ok(())
}

/// In one statement, for a message has up to seven channels and there may be a thousand messages a second.
fn put_minutes(conn: &mut Conn, org: &str, id: &str, message: &Message) -> Result<(), StoreFault> {
    // Twice the same channel in one message: the later one counts, and one statement may not touch a row twice.
    let mut by_row: Vec<((i64, Channel), &Reading)> = vec![];
    for reading in &message.read {
        let key = (minute_of(reading.taken), reading.channel);
        by_row.retain(|(known, before)| *known != key || reading.taken < before.taken);
        if by_row.iter().all(|(known, _)| *known != key) {
            by_row.push((key, reading));
        }
    }
    if by_row.is_empty() {
        return Ok(());
    }
    let mut vals: Vec<Val> =
        vec![org.into(), id.into(), i64::from(message.device).into(), message.received.0.into()];
    let mut rows: Vec<String> = vec![];
    for ((minute, channel), reading) in by_row {
        let n = vals.len();
        rows.push(format!("(?1, ?2, ?{}, ?3, ?{}, ?{}, ?4, ?{})", n + 1, n + 2, n + 3, n + 4));
        vals.extend([minute.into(), channel.code().into(), reading.taken.0.into(), stored(reading.seen)]);
    }
    let sql = format!(
        "INSERT INTO sample_minutes (org, session, minute, device, channel, taken_us, received_us, thousandths) \
         VALUES {} ON CONFLICT (org, session, minute, device, channel) DO UPDATE SET \
         taken_us = excluded.taken_us, received_us = excluded.received_us, thousandths = excluded.thousandths \
         WHERE excluded.taken_us >= sample_minutes.taken_us",
        rows.join(", ")
    );
    conn.exec(&sql, &vals).map(|_| ())
}

/// The minute an instant is in, since 1970.
pub const fn minute_of(at: Instant) -> i64 {
    at.0.div_euclid(MINUTE_US)
}

fn stored(seen: Seen) -> Val {
    match seen {
        Seen::Value(Thousandths(value)) => i64::from(value).into(),
        Seen::NoSignal => Val::Null,
    }
}

fn seen(stored: Option<i64>) -> Result<Seen, StoreFault> {
    match stored {
        None => Ok(Seen::NoSignal),
        Some(value) => {
            u32::try_from(value).map(|value| Seen::Value(Thousandths(value))).map_err(StoreFault::other)
        }
    }
}
