//! What waits to be sent, and who is handing it over. No message is forgotten: its row is made in the transaction of the
//! fact that owes it and ended in the transaction of the fact that says what became of it.
//!
//! `waiting` · `claimed` (somebody hands it over until `next_us`; after that the claim is worth nothing, for its holder
//! has died) · `over`. A claim is taken on PostgreSQL with `SKIP LOCKED`, on SQLite by the only writer.

use std::sync::{Arc, Mutex, PoisonError};

use care::fact::{Fact, Stream, What};
use care::ids::MessageId;
use care::messages::{Channel, MessageFact};
use care::time::Instant;

use crate::record::Record;
use crate::store::{Conn, Row, StoreFault};
use crate::writer::WriteFault;

/// A message that the caller alone may hand over, until its claim runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// Which.
    pub message: MessageId,
    /// The how manieth try this is. Every try counts, also one whose holder died.
    pub tries: u32,
}

/// Keeps the sender's row of a message in step with its facts.
pub(crate) fn keep(conn: &mut Conn, org: &str, fact: &Fact) -> Result<(), StoreFault> {
    let (Stream::Message(id), What::Message(what)) = (fact.stream, &fact.what) else { return Ok(()) };
    let id = id.to_string();
    if let MessageFact::Owed { owed } | MessageFact::OwedOutside { owed, .. } = what {
        let sql = "INSERT INTO outbox (org, message, channel, state, next_us, tries) VALUES (?1, ?2, ?3, 'waiting', ?4, 0)";
        let row = [org.into(), id.into(), owed.channel.code().into(), owed.earliest.0.into()];
        return conn.exec(sql, &row).map(drop);
    }
    let sql = "UPDATE outbox SET state = 'over', holder = NULL WHERE org = ?1 AND message = ?2";
    match conn.exec(sql, &[org.into(), id.into()])? {
        1 => Ok(()),
        _ => Err(StoreFault::other("a message without its row in the outbox")),
    }
}

/// Is somebody handing it over at this instant?
///
/// # Errors
/// The store's.
pub(crate) fn is_on_its_way(
    conn: &mut Conn,
    org: &str,
    message: MessageId,
    now: Instant,
) -> Result<bool, StoreFault> {
    let sql =
        "SELECT message FROM outbox WHERE org = ?1 AND message = ?2 AND state = 'claimed' AND next_us > ?3";
    Ok(!conn.query(sql, &[org.into(), message.to_string().into(), now.0.into()])?.is_empty())
}

/// Is anything due on a channel? Asked of a reader, so that an idle house writes nothing.
///
/// # Errors
/// The store's.
pub fn is_due(conn: &mut Conn, org: &str, channel: Channel, now: Instant) -> Result<bool, StoreFault> {
    let sql = "SELECT message FROM outbox WHERE org = ?1 AND channel = ?2 AND state IN ('waiting', 'claimed') \
               AND next_us <= ?3 LIMIT 1";
    Ok(!conn.query(sql, &[org.into(), channel.code().into(), now.0.into()])?.is_empty())
}

/// Messages that stand as waiting in the view and have no row that waits, or the other way round: there are none.
///
/// # Errors
/// The store's.
pub fn astray(conn: &mut Conn, org: &str) -> Result<Option<String>, StoreFault> {
    let sql = "SELECT m.message FROM messages m LEFT JOIN outbox o ON o.org = m.org AND o.message = m.message \
               WHERE m.org = ?1 AND (o.state IS NULL OR (m.standing = 'waiting') <> (o.state <> 'over')) \
               ORDER BY m.message LIMIT 1";
    conn.query(sql, &[org.into()])?.first().map(|row| row.text(0).map(str::to_owned)).transpose()
}

impl Record {
    /// Takes the message that has been due longest on a channel, for its holder alone until an instant.
    ///
    /// # Errors
    /// The writer's.
    pub fn claim_message(
        &self,
        channel: Channel,
        holder: &str,
        until: Instant,
    ) -> Result<Option<Claimed>, WriteFault> {
        let (org, holder, now) = (self.org().to_owned(), holder.to_owned(), self.now());
        let found = Arc::new(Mutex::new(None));
        let kept = found.clone();
        self.chore(Arc::new(move |conn| {
            let skip = if matches!(conn, Conn::Postgres(_)) { " FOR UPDATE SKIP LOCKED" } else { "" };
            let sql = format!(
                "UPDATE outbox SET state = 'claimed', holder = ?3, next_us = ?4, tries = tries + 1 \
                 WHERE org = ?1 AND message = (SELECT message FROM outbox WHERE org = ?1 AND channel = ?2 \
                 AND state IN ('waiting', 'claimed') AND next_us <= ?5 ORDER BY next_us, message LIMIT 1{skip}) \
                 RETURNING message, tries"
            );
            let vals = [
                (&org).into(),
                channel.code().into(),
                (&holder).into(),
                until.0.into(),
                now.0.into(),
            ];
            let claimed = conn.query(&sql, &vals)?.first().map(claimed).transpose()?;
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = claimed;
            Ok(i64::from(claimed.is_some()))
        }))?;
        Ok(found.lock().unwrap_or_else(PoisonError::into_inner).take())
    }

    /// Gives a claimed message back, to be tried again at an instant, by this channel; what was said in a word, never an
    /// address. False when the claim had run out and somebody else has it, or it is over.
    ///
    /// # Errors
    /// The writer's.
    pub fn put_off_message(
        &self,
        message: MessageId,
        holder: &str,
        channel: Channel,
        until: Instant,
        said: Option<&str>,
    ) -> Result<bool, WriteFault> {
        let sql = "UPDATE outbox SET state = 'waiting', holder = NULL, channel = ?4, next_us = ?5, said = ?6 \
                   WHERE org = ?1 AND message = ?2 AND state = 'claimed' AND holder = ?3";
        let vals = vec![
            self.org().into(),
            message.to_string().into(),
            holder.into(),
            channel.code().into(),
            until.0.into(),
            said.map(str::to_owned).into(),
        ];
        let given_back = self.chore(Arc::new(move |conn| {
            conn.exec(sql, &vals).map(|n| i64::try_from(n).unwrap_or(i64::MAX))
        }))?;
        Ok(given_back == 1)
    }
}

fn claimed(row: &Row) -> Result<Claimed, StoreFault> {
    let message = MessageId::read(row.text(0)?).ok_or(StoreFault::Shape {
        column: 0,
        wanted: "an id",
        found: "other text",
    })?;
    Ok(Claimed { message, tries: u32::try_from(row.int(1)?).unwrap_or(u32::MAX) })
}
