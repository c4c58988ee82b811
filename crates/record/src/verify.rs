//! Checking a journal against its own hashes, its signed heads, its answers, and heads printed earlier.
//!
//! The database is not trusted: any content in any column is a finding, never a panic.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;

use crate::envelope::Stored;
use crate::heads::Witness;
use crate::journal::{self, Head};
use crate::store::{Conn, Row, StoreFault};

/// How many rows are held in memory at once.
const PAGE_ROWS: i64 = 1_000;

/// The first thing wrong with a journal.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The first bad position.
    pub position: i64,
    /// What is wrong there.
    pub why: BrokenWhy,
}

/// What is wrong at a position.
#[derive(Debug, Clone)]
pub enum BrokenWhy {
    /// The store could not give the row, or gave a value of the wrong kind.
    Unreadable(StoreFault),
    /// No row has this position; the next one found is given.
    PositionMissing {
        /// The position of the row that comes instead.
        found: i64,
    },
    /// The journal holds rows that a walk by position does not reach.
    RowsHidden {
        /// How many rows there are.
        counted: i64,
    },
    /// SQLite finds its file damaged, though the chain itself can still be read; what it says is given. Concerns
    /// the file as a whole, so the position is that of the head.
    FileDamaged {
        /// SQLite's first finding.
        said: String,
    },
    /// The versions of a stream do not count 1, 2, 3…
    VersionGap {
        /// The stream.
        stream: String,
        /// The version that should be here.
        expected: i64,
        /// The version that is here.
        found: i64,
    },
    /// The row is not the one that was hashed: it, its position or its predecessor was changed.
    HashDiffers,
    /// A signed head at this position carries a signature that is not its key's.
    HeadForged,
    /// A signed head names a hash that the journal does not have at this position.
    HeadDiffers,
    /// A command's answer points here, but the fact here is another command's or missing.
    AnswerAstray {
        /// The command.
        command_id: String,
    },
    /// The witness is of another organisation, or its signature is not its key's: it proves nothing.
    WitnessInvalid,
    /// The journal ends before the witnessed position: its tail was cut.
    TailCut {
        /// Where the journal ends now.
        ends_at: i64,
    },
    /// The journal has another fact at the witnessed position: it was written anew.
    Rewritten,
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "position {}: ", self.position)?;
        match &self.why {
            BrokenWhy::Unreadable(_) => write!(f, "the row cannot be read"),
            BrokenWhy::PositionMissing { found } => write!(f, "there is no row; the next one is {found}"),
            BrokenWhy::RowsHidden { counted } => {
                write!(f, "the chain ends here, but there are {counted} rows")
            }
            BrokenWhy::FileDamaged { said } => {
                write!(f, "the chain is whole up to here, but the file is damaged: {said}")
            }
            BrokenWhy::VersionGap { stream, expected, found } => {
                write!(f, "stream {stream} has version {found} where {expected} was expected")
            }
            BrokenWhy::HashDiffers => write!(f, "the row is not the one that was hashed"),
            BrokenWhy::HeadForged => write!(f, "the signed head carries a wrong signature"),
            BrokenWhy::HeadDiffers => write!(f, "the signed head names another hash"),
            BrokenWhy::AnswerAstray { command_id } => {
                write!(f, "the answer to command {command_id} points here, but the fact is not its own")
            }
            BrokenWhy::WitnessInvalid => write!(f, "the witness is not valid for this journal"),
            BrokenWhy::TailCut { ends_at } => write!(f, "the journal ends at {ends_at}: its tail was cut"),
            BrokenWhy::Rewritten => write!(f, "the witnessed fact was replaced by another"),
        }
    }
}

impl Error for Broken {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.why {
            BrokenWhy::Unreadable(fault) => Some(fault),
            _ => None,
        }
    }
}

/// Checks the whole journal of one organisation, in this order: the chain, the signed heads, the answers, and
/// on SQLite the file. Answers its end. Unless the caller has a transaction open, it reads one snapshot, so it may run while the server
/// writes. Memory grows with the number of streams, not of facts.
///
/// # Errors
/// The first thing found wrong.
pub fn verify_chain(conn: &mut Conn, org: &str) -> Result<Head, Broken> {
    if conn.in_transaction() {
        return check_all(conn, org);
    }
    conn.snapshot().map_err(|fault| unreadable(0, fault))?;
    let checked = check_all(conn, org);
    // A snapshot that cannot be given up ends with the connection; the finding counts.
    let _ = conn.rollback();
    checked
}

/// Checks the journal against a head printed earlier, which shows a cut tail or a rewrite that `verify_chain`
/// cannot see. It looks at one row: run `verify_chain` as well. Whether the key is the installation's own is for
/// the holder of the printed line to know.
///
/// # Errors
/// `WitnessInvalid`, `TailCut`, `Rewritten`, or `Unreadable`, at the witness's position.
pub fn check_witness(conn: &mut Conn, org: &str, witness: &Witness) -> Result<(), Broken> {
    let position = witness.position;
    let broken = |why| Err(Broken { position, why });
    if witness.org != org || !witness.is_signed() {
        return broken(BrokenWhy::WitnessInvalid);
    }
    match hash_at(conn, org, position)? {
        Some(hash) if hash == witness.hash => Ok(()),
        Some(_) => broken(BrokenWhy::Rewritten),
        None => {
            let head = journal::head(conn, org).map_err(|fault| unreadable(position, fault))?;
            broken(BrokenWhy::TailCut { ends_at: head.position })
        }
    }
}

fn check_all(conn: &mut Conn, org: &str) -> Result<Head, Broken> {
    let head = check_chain(conn, org)?;
    check_heads(conn, org)?;
    check_answers(conn, org)?;
    check_file(conn, head.position)?;
    Ok(head)
}

/// What the chain does not cover: the indexes through which streams are read. PostgreSQL has `amcheck` for this,
/// which only its administrator may run.
fn check_file(conn: &mut Conn, position: i64) -> Result<(), Broken> {
    if !matches!(conn, Conn::Sqlite(_)) {
        return Ok(());
    }
    let rows = conn.query("PRAGMA integrity_check(1)", &[]);
    let said =
        rows.and_then(|rows| rows.first().map_or(Ok(String::new()), |row| row.text(0).map(str::to_owned)));
    match said.map_err(|fault| unreadable(position, fault))? {
        said if said == "ok" => Ok(()),
        said => Err(Broken { position, why: BrokenWhy::FileDamaged { said } }),
    }
}

fn check_chain(conn: &mut Conn, org: &str) -> Result<Head, Broken> {
    let mut walk = Walk { head: Head::genesis(), versions: HashMap::new() };
    // Below every position there may be, so that a row at 0 or less is seen too.
    let mut after = i64::MIN;
    let mut page_rows = PAGE_ROWS;
    loop {
        let rows = match journal::rows_after(conn, org, after, page_rows) {
            Ok(rows) => rows,
            // One damaged row spoils its page: go row by row to name the right one.
            Err(_) if page_rows > 1 => {
                page_rows = 1;
                continue;
            }
            Err(fault) => return Err(unreadable(walk.head.position + 1, fault)),
        };
        if rows.is_empty() {
            break;
        }
        for row in &rows {
            walk.step(row)?;
        }
        after = walk.head.position;
    }
    let Head { position, .. } = walk.head;
    // `|| ''` keeps the engine from counting in the index it has just walked: a damaged index hides rows.
    let count = conn.query("SELECT COUNT(*) FROM journal WHERE org || '' = ?1", &[org.into()]);
    let counted = count.and_then(|rows| rows.first().map_or(Ok(0), |row| row.int(0)));
    match counted.map_err(|fault| unreadable(position, fault))? {
        counted if counted == position => Ok(walk.head),
        counted => Err(Broken { position, why: BrokenWhy::RowsHidden { counted } }),
    }
}

/// A walk along the chain: everything the next row must fit to.
struct Walk {
    head: Head,
    versions: HashMap<String, i64>,
}

impl Walk {
    fn step(&mut self, row: &Row) -> Result<(), Broken> {
        // No overflow: a chain of i64::MAX facts cannot have been walked.
        let position = self.head.position + 1;
        let Stored { position: found, envelope, hash } =
            journal::stored(row).map_err(|fault| unreadable(position, fault))?;
        let broken = |why| Err(Broken { position, why });
        if found != position {
            return broken(BrokenWhy::PositionMissing { found });
        }
        if journal::hash(&self.head.hash, position, &envelope) != hash {
            return broken(BrokenWhy::HashDiffers);
        }
        let expected = self.versions.get(&envelope.stream).map_or(1, |last| last.saturating_add(1));
        if envelope.version != expected {
            let found = envelope.version;
            return broken(BrokenWhy::VersionGap { stream: envelope.stream, expected, found });
        }
        self.versions.insert(envelope.stream, expected);
        self.head = Head { position, hash };
        Ok(())
    }
}

fn check_heads(conn: &mut Conn, org: &str) -> Result<(), Broken> {
    let sql = "SELECT position, hash, public_key, signature FROM heads WHERE org = ?1 \
               ORDER BY position, public_key";
    for row in conn.query(sql, &[org.into()]).map_err(|fault| unreadable(0, fault))? {
        // A position that is no number has no better name than 0.
        let position = row.int(0).unwrap_or(0);
        let witness = signed_head(&row, org).map_err(|fault| unreadable(position, fault))?;
        if !witness.is_signed() {
            return Err(Broken { position, why: BrokenWhy::HeadForged });
        }
        if hash_at(conn, org, position)?.as_ref() != Some(&witness.hash) {
            return Err(Broken { position, why: BrokenWhy::HeadDiffers });
        }
    }
    Ok(())
}

fn signed_head(row: &Row, org: &str) -> Result<Witness, StoreFault> {
    Ok(Witness {
        org: org.to_owned(),
        position: row.int(0)?,
        hash: row.text(1)?.to_owned(),
        public_key: row.text(2)?.to_owned(),
        signature: row.text(3)?.to_owned(),
    })
}

fn check_answers(conn: &mut Conn, org: &str) -> Result<(), Broken> {
    let sql = "SELECT a.position, a.command_id FROM answered a \
               LEFT JOIN journal j ON j.org = a.org AND j.position = a.position \
               WHERE a.org = ?1 AND a.position IS NOT NULL \
               AND (j.command_id IS NULL OR j.command_id <> a.command_id) ORDER BY a.position LIMIT 1";
    let rows = conn.query(sql, &[org.into()]).map_err(|fault| unreadable(0, fault))?;
    let Some(row) = rows.first() else { return Ok(()) };
    let position = row.int(0).map_err(|fault| unreadable(0, fault))?;
    let command_id = row.text(1).map_err(|fault| unreadable(position, fault))?.to_owned();
    Err(Broken { position, why: BrokenWhy::AnswerAstray { command_id } })
}

fn hash_at(conn: &mut Conn, org: &str, position: i64) -> Result<Option<String>, Broken> {
    let sql = "SELECT hash FROM journal WHERE org = ?1 AND position = ?2";
    let rows = conn.query(sql, &[org.into(), position.into()]);
    let hash = rows.and_then(|rows| rows.first().map(|row| row.text(0).map(str::to_owned)).transpose());
    hash.map_err(|fault| unreadable(position, fault))
}

fn unreadable(position: i64, fault: StoreFault) -> Broken {
    Broken { position, why: BrokenWhy::Unreadable(fault) }
}
