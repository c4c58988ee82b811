//! Are the views still what the journal says? Fold everything into a database in memory and compare row by row.

use std::collections::BTreeMap;

use care::fact::Stream;

use crate::fold::Folded;
use crate::journal;
use crate::sealed;
use crate::store::{Conn, Row, Store, StoreFault, migrate};
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
            Self::Fact { position, why } => write!(f, "journal, position {position}: {why}"),
            Self::View { table, key, columns } if columns.is_empty() => {
                write!(f, "view {table}, row {key}: the row is missing or should not be there")
            }
            Self::View { table, key, columns } => {
                write!(f, "view {table}, row {key}: {} differs from the journal", columns.join(", "))
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
}

/// Checks the chain, every fact's readability, every view and every sealed text of one house.
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
    let states = fold_all(conn, org)?;
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
    Ok(Checked { facts: head.position, rows })
}

/// Every stream folded, and every sealed text held against its fact.
fn fold_all(conn: &mut Conn, org: &str) -> Result<BTreeMap<Stream, Folded>, Difference> {
    const PAGE: i64 = 2_000;
    let mut states: BTreeMap<Stream, Folded> = BTreeMap::new();
    let mut after = 0;
    loop {
        let page = journal::read_after(conn, org, after, PAGE)?;
        let Some(last) = page.last() else { return Ok(states) };
        after = last.position;
        for stored in page {
            let unreadable = |why: String| Difference::Fact { position: stored.position, why };
            let envelope = &stored.envelope;
            let stream =
                Stream::read(&envelope.stream).ok_or_else(|| unreadable("unknown stream".to_owned()))?;
            let what =
                wire::decode(&envelope.fact, &envelope.body).map_err(|why| unreadable(why.to_string()))?;
            if envelope.body.contains("\"sealed_sha256\"") {
                check_sealed(conn, org, stored.position, &envelope.command_id, &envelope.body)?;
            }
            let before = states.remove(&stream).unwrap_or(Folded::EMPTY);
            states.insert(stream, before.after(&what));
        }
    }
}

/// A text whose key was erased keeps its ciphertext or loses it; an altered one is found.
fn check_sealed(
    conn: &mut Conn,
    org: &str,
    position: i64,
    document: &str,
    body: &str,
) -> Result<(), Difference> {
    let sql = "SELECT ciphertext FROM sealed WHERE org = ?1 AND document = ?2";
    let rows = conn.query(sql, &[org.into(), document.into()])?;
    let Some(row) = rows.first() else { return Err(Difference::Sealed { position }) };
    let said = format!("\"sealed_sha256\":\"{}\"", sealed::digest(row.blob(0)?));
    if body.contains(&said) { Ok(()) } else { Err(Difference::Sealed { position }) }
}

fn compare(view: &'static views::View, kept: &[Row], rebuilt: &[Row]) -> Result<(), Difference> {
    let key = |row: &Row| {
        let parts: Vec<String> = row.vals()[..view.key].iter().map(|val| format!("{val:?}")).collect();
        parts.join(" ")
    };
    for (found, right) in kept.iter().zip(rebuilt) {
        if found == right {
            continue;
        }
        let same_key = found.vals()[..view.key] == right.vals()[..view.key];
        let differing = view.columns.iter().zip(found.vals().iter().zip(right.vals()));
        let columns = if same_key {
            differing.filter(|(_, (found, right))| found != right).map(|(column, _)| *column).collect()
        } else {
            vec![]
        };
        return Err(Difference::View { table: view.table, key: key(found), columns });
    }
    match kept.get(rebuilt.len()).or_else(|| rebuilt.get(kept.len())) {
        Some(extra) => Err(Difference::View { table: view.table, key: key(extra), columns: vec![] }),
        None => Ok(()),
    }
}
