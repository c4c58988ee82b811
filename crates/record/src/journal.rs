//! The hash-chained journal: append at the end, read by stream or by position. It decides nothing.

use std::sync::Arc;

use care::time::Instant;
use ring::digest::{Context, SHA256};

use crate::envelope::{Envelope, Stored};
use crate::store::{Conn, Row, StoreFault, Val};

/// The hash before the first fact of every organisation.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Every column of the journal, in the order `stored` reads them.
const COLUMNS: &str = "position, org, stream, version, act, actor, acted_as, occurred_us, recorded_us, \
                       command_id, fact, body, hash";

/// The end of an organisation's chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Position of the last fact; 0 if there is none.
    pub position: i64,
    /// Hash of the last fact, 64 lower-case hex digits; `GENESIS` if there is none.
    pub hash: String,
}

impl Head {
    /// The head of a journal without facts.
    pub fn genesis() -> Head {
        Head { position: 0, hash: GENESIS.to_owned() }
    }
}

/// The end of the organisation's chain as the store has it.
///
/// # Errors
/// Whatever the store says.
pub fn head(conn: &mut Conn, org: &str) -> Result<Head, StoreFault> {
    let sql = "SELECT position, hash FROM journal WHERE org = ?1 ORDER BY position DESC LIMIT 1";
    match conn.query(sql, &[org.into()])?.first() {
        Some(row) => Ok(Head { position: row.int(0)?, hash: row.text(1)?.to_owned() }),
        None => Ok(Head::genesis()),
    }
}

/// Appends one fact after `head`; answers the new head. Belongs inside the writer's transaction.
///
/// # Errors
/// `Conflict` if this version of the stream is already written; `Retry` if `head` is no longer the end of the
/// chain; else whatever the store says.
pub fn append(conn: &mut Conn, head: &Head, envelope: Envelope) -> Result<Head, StoreFault> {
    let next = Head { position: head.position + 1, hash: hash(&head.hash, head.position + 1, &envelope) };
    let (stream, version) = (envelope.stream.clone(), envelope.version);
    let sql = "INSERT INTO journal (position, org, stream, version, act, actor, acted_as, occurred_us, \
               recorded_us, command_id, fact, body, hash) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    let vals: [Val; 13] = [
        next.position.into(),
        envelope.org.into(),
        envelope.stream.into(),
        version.into(),
        envelope.act.into(),
        envelope.actor.into(),
        envelope.acted_as.into(),
        envelope.occurred_us.into(),
        envelope.recorded_us.into(),
        envelope.command_id.into(),
        envelope.fact.into(),
        envelope.body.into(),
        (&next.hash).into(),
    ];
    match conn.exec(sql, &vals) {
        Ok(_) => Ok(next),
        Err(StoreFault::Unique { on }) if on.contains("version") => {
            Err(StoreFault::Conflict { stream, version })
        }
        Err(fault @ StoreFault::Unique { .. }) => Err(StoreFault::Retry(Arc::new(fault))),
        Err(fault) => Err(fault),
    }
}

/// The facts of one stream after `after_version` (0 for all), oldest first.
///
/// # Errors
/// Whatever the store says.
pub fn read_stream(
    conn: &mut Conn,
    org: &str,
    stream: &str,
    after_version: i64,
) -> Result<Vec<Stored>, StoreFault> {
    let sql = format!(
        "SELECT {COLUMNS} FROM journal WHERE org = ?1 AND stream = ?2 AND version > ?3 ORDER BY version"
    );
    conn.query(&sql, &[org.into(), stream.into(), after_version.into()])?.iter().map(stored).collect()
}

/// The last version of a stream; 0 if it has no facts.
///
/// # Errors
/// Whatever the store says.
pub fn stream_version(conn: &mut Conn, org: &str, stream: &str) -> Result<i64, StoreFault> {
    let sql = "SELECT COALESCE(MAX(version), 0) FROM journal WHERE org = ?1 AND stream = ?2";
    let rows = conn.query(sql, &[org.into(), stream.into()])?;
    rows.first().map_or(Ok(0), |row| row.int(0))
}

/// At most `limit` facts of the organisation after `position` (0 for the beginning), oldest first.
///
/// # Errors
/// Whatever the store says.
pub fn read_after(conn: &mut Conn, org: &str, position: i64, limit: i64) -> Result<Vec<Stored>, StoreFault> {
    rows_after(conn, org, position, limit)?.iter().map(stored).collect()
}

/// The place of the last fact written down before an instant; 0 when there is none. Facts are written in the order of time,
/// so the place is found by halving: some twenty reads by key in a journal of a million.
///
/// # Errors
/// Whatever the store says.
pub fn position_before(conn: &mut Conn, org: &str, at: Instant) -> Result<i64, StoreFault> {
    let sql = "SELECT recorded_us FROM journal WHERE org = ?1 AND position = ?2";
    let (mut before, mut not_before) = (0, head(conn, org)?.position + 1);
    while 1 < not_before - before {
        let middle = before + (not_before - before) / 2;
        let recorded = conn.query(sql, &[org.into(), middle.into()])?;
        let recorded_us = recorded.first().map_or(Ok(i64::MAX), |row| row.int(0))?;
        if recorded_us < at.0 { before = middle } else { not_before = middle }
    }
    Ok(before)
}

/// Every organisation that has facts, in order.
///
/// # Errors
/// Whatever the store says.
pub fn orgs(conn: &mut Conn) -> Result<Vec<String>, StoreFault> {
    let rows = conn.query("SELECT DISTINCT org FROM journal ORDER BY org", &[])?;
    rows.iter().map(|row| row.text(0).map(str::to_owned)).collect()
}

/// As `read_after`, not yet read into facts: `verify` must look at rows that cannot be.
pub(crate) fn rows_after(
    conn: &mut Conn,
    org: &str,
    position: i64,
    limit: i64,
) -> Result<Vec<Row>, StoreFault> {
    let sql =
        format!("SELECT {COLUMNS} FROM journal WHERE org = ?1 AND position > ?2 ORDER BY position LIMIT ?3");
    conn.query(&sql, &[org.into(), position.into(), limit.into()])
}

/// Reads a row of `COLUMNS`.
pub(crate) fn stored(row: &Row) -> Result<Stored, StoreFault> {
    let text = |i| row.text(i).map(str::to_owned);
    Ok(Stored {
        position: row.int(0)?,
        envelope: Envelope {
            org: text(1)?,
            stream: text(2)?,
            version: row.int(3)?,
            act: text(4)?,
            actor: text(5)?,
            acted_as: text(6)?,
            occurred_us: row.int(7)?,
            recorded_us: row.int(8)?,
            command_id: text(9)?,
            fact: text(10)?,
            body: text(11)?,
        },
        hash: text(12)?,
    })
}

/// The hash of a fact: SHA-256 over the previous hash, the position and every field, each preceded by its length
/// so that no two different facts are the same bytes. Never changed: every journal there is depends on it.
pub(crate) fn hash(previous: &str, position: i64, envelope: &Envelope) -> String {
    let mut digest = Context::new(&SHA256);
    let mut add = |bytes: &[u8]| {
        digest.update(&(bytes.len() as u64).to_be_bytes());
        digest.update(bytes);
    };
    add(b"holdfast-journal-1");
    add(previous.as_bytes());
    add(&position.to_be_bytes());
    add(envelope.org.as_bytes());
    add(envelope.stream.as_bytes());
    add(&envelope.version.to_be_bytes());
    add(envelope.act.as_bytes());
    add(envelope.actor.as_bytes());
    add(envelope.acted_as.as_bytes());
    add(&envelope.occurred_us.to_be_bytes());
    add(&envelope.recorded_us.to_be_bytes());
    add(envelope.command_id.as_bytes());
    add(envelope.fact.as_bytes());
    add(envelope.body.as_bytes());
    hex(digest.finish().as_ref())
}

/// Lower-case hex digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        text.push(digit(byte >> 4));
        text.push(digit(byte & 15));
    }
    text
}

/// The bytes of lower-case hex digits; `None` if the text is anything else.
pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// If this fails, every journal written so far would no longer verify.
    #[test]
    fn the_hash_never_changes() {
        let envelope = Envelope {
            org: "o".into(),
            stream: "session/1".into(),
            version: 1,
            act: "give_dose".into(),
            actor: "n".into(),
            acted_as: "nurse".into(),
            occurred_us: 1,
            recorded_us: 2,
            command_id: "c".into(),
            fact: "DoseStarted.1".into(),
            body: "{}".into(),
        };
        assert_eq!(
            hash(GENESIS, 1, &envelope),
            "549442ee58fd74b194e4d7c100a0f5146b0ebfcf1145486adcfc28abd1e65fe4"
        );
    }

    #[test]
    fn hex_goes_both_ways_and_refuses_the_rest() {
        assert_eq!(unhex(&hex(&[0, 255, 16])), Some(vec![0, 255, 16]));
        for text in ["0", "0G", "é", "AB", "0 "] {
            assert_eq!(unhex(text), None, "{text}");
        }
    }
}
