//! Is what monitors sent still what was kept? Every line is hashed again, the minutes are made again from the lines, and
//! the facts that ended visits are held against both.

use std::collections::BTreeMap;
use std::fmt;

use care::chart::State;
use care::fact::Stream;
use care::ids::SessionId;
use care::session::Channel;
use care::time::Instant;

use super::ask::{self, Minute};
use super::{Head, Message, line, minute_of};
use crate::fold;
use crate::store::{Conn, StoreFault};

/// What is wrong with the messages of one visit.
#[derive(Debug)]
pub enum SamplesWrong {
    /// The store's own fault, or a line that cannot be read.
    Store(StoreFault),
    /// The lines do not hash to what was kept with them.
    HashDiffers(SessionId),
    /// The minutes are not those of the lines.
    MinutesDiffer(SessionId),
    /// The fact that ended the visit names other messages.
    FactDiffers(SessionId),
}

impl fmt::Display for SamplesWrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Store(_) => f.write_str("what monitors sent cannot be read"),
            Self::HashDiffers(id) => write!(f, "visit {id}: what monitors sent is not what was hashed"),
            Self::MinutesDiffer(id) => {
                write!(f, "visit {id}: the minutes are not those of what monitors sent")
            }
            Self::FactDiffers(id) => {
                write!(f, "visit {id}: the fact that ended it names other messages of monitors than are kept")
            }
        }
    }
}

impl std::error::Error for SamplesWrong {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(fault) => Some(fault),
            _ => None,
        }
    }
}

impl From<StoreFault> for SamplesWrong {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

/// Checks every visit that a monitor ever sent something for; how many messages there are. Memory grows with the
/// messages of one visit.
///
/// # Errors
/// The first thing found wrong.
pub fn check_all(conn: &mut Conn, org: &str) -> Result<i64, SamplesWrong> {
    // Of visits whose facts name messages, too: all of theirs may be gone.
    let sql = "SELECT session FROM sample_heads WHERE org = ?1 UNION \
               SELECT stream FROM journal WHERE org = ?1 AND fact LIKE 'session.samples-kept/%' ORDER BY 1";
    let rows = conn.query(sql, &[org.into()])?;
    let mut messages = 0;
    for row in rows {
        let id = SessionId::read(row.text(0)?);
        let id = id.ok_or_else(|| StoreFault::other("messages of a monitor for no visit"))?;
        messages += check(conn, org, id)?;
    }
    Ok(messages)
}

fn check(conn: &mut Conn, org: &str, id: SessionId) -> Result<i64, SamplesWrong> {
    let own = [org.into(), id.to_string().into()];
    let kept = ask::head(conn, org, id)?;
    let mut again = Head::none(id);
    let mut minutes = BTreeMap::new();
    let chunks =
        conn.query("SELECT lines FROM samples WHERE org = ?1 AND session = ?2 ORDER BY first", &own)?;
    let open =
        conn.query("SELECT line FROM samples_open WHERE org = ?1 AND session = ?2 ORDER BY n", &own)?;
    for row in chunks.iter().chain(&open) {
        for text in row.text(0)?.split('\n') {
            again.hash = again.hash_after(text);
            again.messages += 1;
            follow(&mut minutes, &line::read(text)?);
        }
    }
    let kept = kept.map(|kept| (kept.messages, kept.hash));
    let again = (0 < again.messages).then_some((again.messages, again.hash));
    if kept != again {
        return Err(SamplesWrong::HashDiffers(id));
    }
    if ask::minutes(conn, org, id, Instant(0))? != minutes.into_values().collect::<Vec<_>>() {
        return Err(SamplesWrong::MinutesDiffer(id));
    }
    if let Some(State::Session(visit)) = fold::stream(conn, org, Stream::Session(id))?.state
        && let Some((messages, hash)) = &visit.samples
        && again.as_ref().is_none_or(|(n, head)| u64::try_from(*n) != Ok(*messages) || head != hash.as_str())
    {
        return Err(SamplesWrong::FactDiffers(id));
    }
    Ok(again.map_or(0, |(messages, _)| messages))
}

/// The same as the writer's statement does.
fn follow(minutes: &mut BTreeMap<(i64, u32, &'static str), Minute>, message: &Message) {
    for reading in &message.read {
        let (device, channel): (u32, Channel) = (message.device, reading.channel);
        let (minute, taken) = (minute_of(reading.taken), reading.taken);
        let said = Minute { minute, device, channel, taken, received: message.received, seen: reading.seen };
        let known = minutes.entry((minute, device, channel.code())).or_insert(said);
        if known.taken <= taken {
            *known = said;
        }
    }
}
