//! Are the views still what the journal says? Fold everything into a database in memory and compare row by row.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use care::fact::Stream;

use crate::fold::Folded;
use crate::journal;
use crate::outbox;
use crate::samples::{self, SamplesWrong};
use crate::sealed::{self, Readers};
use crate::store::{Conn, Row, Store, StoreFault, Val, migrate};
use crate::verify::{Broken, verify_chain};
use crate::views::{self, VIEWS};
use crate::wire;

/// The first thing that is not as it was written.
#[derive(Debug)]
pub enum Difference {
    /// In the journal.
    Chain(Broken),
    /// A fact that this program cannot read.
    Fact {
        /// Where.
        position: i64,
        /// What it cannot read.
        why: String,
    },
    /// In a view.
    View {
        /// Its table.
        table: &'static str,
        /// The key of the first row that differs.
        key: String,
        /// The columns that differ; empty when the row is missing or should not be there.
        columns: Vec<&'static str>,
    },
    /// A message that waits in the journal and not with the sender, or the other way round.
    Outbox {
        /// Which.
        message: String,
    },
    /// In what monitors sent.
    Samples(SamplesWrong),
    /// In a sealed text.
    Sealed {
        /// Where its fact is.
        position: i64,
    },
    /// The store does not answer.
    Store(StoreFault),
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Chain(broken) => write!(f, "journal: {broken}"),
            Self::Samples(wrong) => write!(f, "{wrong}"),
            Self::Fact { position, why } => write!(f, "journal, position {position}: {why}"),
            Self::View { table, key, columns } if columns.is_empty() => {
                write!(f, "view {table}, row {key}: the row is missing or should not be there")
            }
            Self::View { table, key, columns } => {
                write!(f, "view {table}, row {key}: {} differs from the journal", columns.join(", "))
            }
            Self::Outbox { message } => {
                write!(f, "message {message}: the outbox and the journal do not agree whether it waits")
            }
            Self::Sealed { position } => {
                write!(f, "sealed text of position {position}: not what was written")
            }
            Self::Store(fault) => write!(f, "{fault}"),
        }
    }
}

impl std::error::Error for Difference {}

impl From<StoreFault> for Difference {
    fn from(fault: StoreFault) -> Self {
        Self::Store(fault)
    }
}

/// What was checked.
#[derive(Debug, Clone, Copy)]
pub struct Checked {
    /// Facts whose hashes were computed again.
    pub facts: i64,
    /// Rows of views compared.
    pub rows: usize,
    /// Messages of monitors hashed again.
    pub messages: i64,
}

/// Checks the chain, every fact's readability, every view, every sealed text and what monitors sent of one house.
///
/// # Errors
/// The first difference.
pub fn verify(conn: &mut Conn, org: &str) -> Result<Checked, Difference> {
    conn.snapshot()?;
    let checked = verify_inside(conn, org);
    conn.rollback()?;
    checked
}

fn verify_inside(conn: &mut Conn, org: &str) -> Result<Checked, Difference> {
    let head = verify_chain(conn, org).map_err(Difference::Chain)?;
    let (states, seals) = fold_all(conn, org)?;
    verify_seals(conn, org, &states, &seals)?;
    let mut memory = Store::memory()?;
    migrate::migrate(&mut memory)?;
    memory.begin()?;
    for (stream, folded) in &states {
        views::write(&mut memory, org, *stream, folded)?;
    }
    let mut rows = 0;
    for view in VIEWS {
        let (kept, rebuilt) =
            (conn.query(&view.select(), &[org.into()])?, memory.query(&view.select(), &[org.into()])?);
        compare(view, &kept, &rebuilt)?;
        rows += kept.len();
    }
    if let Some(message) = outbox::astray(conn, org)? {
        return Err(Difference::Outbox { message });
    }
    let messages = samples::check_all(conn, org).map_err(|wrong| match wrong {
        SamplesWrong::Store(fault) => Difference::Store(fault),
        wrong => Difference::Samples(wrong),
    })?;
    Ok(Checked { facts: head.position, rows, messages })
}

/// What a fact says was sealed with it.
struct Seal {
    position: i64,
    stream: Stream,
    document: String,
    digest: String,
}

/// Every sealed text held against its fact; where somebody may have lost a key, every key against the state.
fn verify_seals(
    conn: &mut Conn,
    org: &str,
    states: &BTreeMap<Stream, Folded>,
    seals: &[Seal],
) -> Result<(), Difference> {
    let by_stream: BTreeMap<&Stream, Readers> =
        states.iter().filter_map(|(stream, folded)| Some((stream, Readers::of(folded)?))).collect();
    for seal in seals {
        let as_written = match by_stream.get(&seal.stream) {
            Some(readers) => readers.agree(conn, org, &seal.document, &seal.digest)?,
            None => sealed::kept_digest(conn, org, &seal.document)?.as_ref() == Some(&seal.digest),
        };
        if !as_written {
            return Err(Difference::Sealed { position: seal.position });
        }
    }
    Ok(())
}

/// Every stream folded.
type Folds = BTreeMap<Stream, Folded>;

fn fold_all(conn: &mut Conn, org: &str) -> Result<(Folds, Vec<Seal>), Difference> {
    const PAGE: i64 = 2_000;
    let (mut states, mut seals): (Folds, _) = (BTreeMap::new(), vec![]);
    let mut after = 0;
    loop {
        let page = journal::read_after(conn, org, after, PAGE)?;
        let Some(last) = page.last() else { return Ok((states, seals)) };
        after = last.position;
        for stored in page {
            let unreadable = |why: String| Difference::Fact { position: stored.position, why };
            let envelope = &stored.envelope;
            let stream =
                Stream::read(&envelope.stream).ok_or_else(|| unreadable("unknown stream".to_owned()))?;
            let what =
                wire::decode(&envelope.fact, &envelope.body).map_err(|why| unreadable(why.to_string()))?;
            if let Some(digest) = wire::seal_of(&envelope.body) {
                let (position, document) = (stored.position, envelope.command_id.clone());
                seals.push(Seal { position, stream, document, digest });
            }
            let before = states.remove(&stream).unwrap_or(Folded::EMPTY);
            states.insert(stream, before.after(&what));
        }
    }
}

/// Both lists are in key order, so where the keys part, the lower one is the row that the other list has not.
fn compare(view: &'static views::View, kept: &[Row], rebuilt: &[Row]) -> Result<(), Difference> {
    let first = kept.iter().zip(rebuilt).position(|(found, right)| found != right);
    let at = first.unwrap_or(kept.len().min(rebuilt.len()));
    let (row, columns) = match (kept.get(at), rebuilt.get(at)) {
        (None, None) => return Ok(()),
        (Some(lone), None) | (None, Some(lone)) => (lone, vec![]),
        (Some(found), Some(right)) => match key_order(view, found, right) {
            Ordering::Less => (found, vec![]),
            Ordering::Greater => (right, vec![]),
            Ordering::Equal => {
                let both = view.columns.iter().zip(found.vals().iter().zip(right.vals()));
                let differing = both.filter(|(_, (found, right))| found != right);
                (found, differing.map(|(column, _)| *column).collect())
            }
        },
    };
    Err(Difference::View { table: view.table, key: key(view, row), columns })
}

/// As both engines order keys: numbers by value, text by its bytes, and SQLite's kinds after one another.
fn key_order(view: &views::View, one: &Row, other: &Row) -> Ordering {
    let kind = |val: &Val| match val {
        Val::Null => 0,
        Val::Int(_) => 1,
        Val::Text(_) => 2,
        Val::Blob(_) => 3,
    };
    let order = |(one, other): (&Val, &Val)| match (one, other) {
        (Val::Int(one), Val::Int(other)) => one.cmp(other),
        (Val::Text(one), Val::Text(other)) => one.cmp(other),
        (Val::Blob(one), Val::Blob(other)) => one.cmp(other),
        _ => kind(one).cmp(&kind(other)),
    };
    let keys = one.vals()[..view.key].iter().zip(&other.vals()[..view.key]);
    keys.map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn key(view: &views::View, row: &Row) -> String {
    let plain = |val: &Val| match val {
        Val::Int(int) => int.to_string(),
        Val::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    row.vals()[..view.key].iter().map(plain).collect::<Vec<_>>().join(" ")
}
