//! What can go wrong between us and the database, sorted by who must react. No engine code here.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// What lay below a fault. Shared, because one fault answers a whole batch.
pub type Cause = Arc<dyn Error + Send + Sync>;

/// A failure of the store. `Display` says only its own part; `source` leads to the cause.
#[derive(Debug, Clone)]
pub enum StoreFault {
    /// The database does not answer, or its file cannot be read or written. Nothing was committed.
    Unreachable(Cause),
    /// Another transaction was in the way (SQLITE_BUSY, 40001, 40P01, 55P03). Nothing was committed: try again.
    Retry(Cause),
    /// COMMIT was answered with an error: the facts may be there or not. Ask again with the same command id.
    OutcomeUnknown(Cause),
    /// No room left. Nothing was committed.
    DiskFull(Cause),
    /// Someone else appended this version of the stream first: fold the stream again and decide again.
    Conflict {
        /// The stream both wanted to append to.
        stream: String,
        /// The version both wanted to write.
        version: i64,
    },
    /// A row with this key is already there, in a table other than the journal.
    Unique {
        /// The constraint (PostgreSQL) or the columns (SQLite) that clashed.
        on: String,
    },
    /// The database was written by a newer program. Refused, so that nothing is read wrongly.
    NewerSchema {
        /// The schema version of the database.
        found: i64,
        /// The newest schema version this program knows.
        known: i64,
    },
    /// The engine would acknowledge a commit before it is safe on disk. Refused.
    NotDurable {
        /// The engine setting that is wrong.
        setting: &'static str,
        /// The value it has.
        found: String,
    },
    /// A column does not hold what was expected.
    Shape {
        /// Index of the column, from 0.
        column: usize,
        /// What was expected.
        wanted: &'static str,
        /// What is there.
        found: &'static str,
    },
    /// Anything else: a refused statement, a trigger, a broken file.
    Other(Cause),
}

impl StoreFault {
    /// A fault of no special kind, from an error or a sentence.
    pub fn other(cause: impl Into<Box<dyn Error + Send + Sync>>) -> StoreFault {
        StoreFault::Other(Cause::from(cause.into()))
    }

    /// A fault saying the database cannot be reached, from an error or a sentence.
    pub fn unreachable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> StoreFault {
        StoreFault::Unreachable(Cause::from(cause.into()))
    }

    /// Whether the whole transaction is lost, not only the statement or the savepoint.
    pub fn ends_transaction(&self) -> bool {
        use StoreFault::{DiskFull, OutcomeUnknown, Retry, Unreachable};
        matches!(self, Unreachable(_) | Retry(_) | OutcomeUnknown(_) | DiskFull(_))
    }

    /// Whether the same transaction, run again from its start, may well succeed.
    pub fn is_worth_a_retry(&self) -> bool {
        matches!(self, StoreFault::Retry(_) | StoreFault::Unreachable(_))
    }
}

impl fmt::Display for StoreFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StoreFault::Unreachable(_) => write!(f, "the store cannot be reached"),
            StoreFault::Retry(_) => write!(f, "another transaction was in the way"),
            StoreFault::OutcomeUnknown(_) => write!(f, "the commit failed and its outcome is unknown"),
            StoreFault::DiskFull(_) => write!(f, "the store has no room left"),
            StoreFault::Conflict { stream, version } => {
                write!(f, "version {version} of stream {stream} is already written")
            }
            StoreFault::Unique { on } => write!(f, "a row with this key is already there ({on})"),
            StoreFault::NewerSchema { found, known } => {
                write!(f, "the store has schema {found}, this program knows only up to {known}")
            }
            StoreFault::NotDurable { setting, found } => {
                write!(f, "the store is not durable: {setting} is {found}")
            }
            StoreFault::Shape { column, wanted, found } => {
                write!(f, "column {column} holds {found} where {wanted} was expected")
            }
            StoreFault::Other(_) => write!(f, "the store refused"),
        }
    }
}

impl Error for StoreFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            StoreFault::Unreachable(cause)
            | StoreFault::Retry(cause)
            | StoreFault::OutcomeUnknown(cause)
            | StoreFault::DiskFull(cause)
            | StoreFault::Other(cause) => Some(&**cause),
            _ => None,
        }
    }
}
