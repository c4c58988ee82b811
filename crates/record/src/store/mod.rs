//! One database behind one `enum`: SQLite on a single machine, PostgreSQL for several.
//!
//! SQL is written once, with `?1…?n`, in the dialect both engines share: `BIGINT`, `TEXT`, `BLOB`, no arrays, no
//! clock functions, `CAST(SUM(x) AS BIGINT)`. No statement of the application lives here.

mod fault;
pub mod migrate;
mod postgres;
mod sql;
mod sqlite;
mod value;

use std::fmt;
use std::path::PathBuf;

pub use fault::{Cause, StoreFault};
pub use postgres::PostgresConn;
pub use sqlite::SqliteConn;
pub use value::{Row, Val};

/// Where the record is kept. Cheap to clone; opening a connection is a separate step.
#[derive(Clone, PartialEq, Eq)]
pub enum Store {
    /// One SQLite database file.
    Sqlite {
        /// The database file; its folder must exist and also holds the write-ahead log.
        path: PathBuf,
    },
    /// One PostgreSQL database.
    Postgres {
        /// `postgres://user:password@host:port/database`.
        url: String,
    },
}

/// How hard SQLite tries before it says "committed". Everything but `Full` loses acknowledged facts at a power cut.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synchronous {
    /// fsync at every commit: the only setting the server runs with.
    Full,
    /// The negative control of the power-cut test: must be seen to lose facts.
    Normal,
}

/// What a connection may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    Write,
    Read,
}

impl Store {
    /// Opens a connection that may write, creating the SQLite file (mode 0600) if there is none.
    ///
    /// # Errors
    /// `NotDurable` if the engine does not fsync at commit, `Unreachable` if it cannot be opened.
    pub fn writer(&self) -> Result<Conn, StoreFault> {
        self.writer_with(Synchronous::Full)
    }

    /// As `writer`, with a weaker durability for the negative control of the power-cut test.
    ///
    /// # Errors
    /// As `writer`.
    #[doc(hidden)]
    pub fn writer_with(&self, synchronous: Synchronous) -> Result<Conn, StoreFault> {
        match self {
            Store::Sqlite { path } => Ok(Conn::Sqlite(SqliteConn::writer(path, synchronous)?)),
            Store::Postgres { url } => Ok(Conn::Postgres(PostgresConn::open(url, Access::Write)?)),
        }
    }

    /// Opens a connection that cannot write.
    ///
    /// # Errors
    /// `Unreachable` if the database does not exist or cannot be opened.
    pub fn reader(&self) -> Result<Conn, StoreFault> {
        match self {
            Store::Sqlite { path } => Ok(Conn::Sqlite(SqliteConn::reader(path)?)),
            Store::Postgres { url } => Ok(Conn::Postgres(PostgresConn::open(url, Access::Read)?)),
        }
    }

    /// Opens an empty SQLite database in memory, gone when dropped: `verify` rebuilds views in it.
    ///
    /// # Errors
    /// `Other` if SQLite refuses, which only a lack of memory explains.
    pub fn memory() -> Result<Conn, StoreFault> {
        Ok(Conn::Sqlite(SqliteConn::memory()?))
    }
}

impl fmt::Debug for Store {
    /// Never prints the URL: it may carry a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Store::Sqlite { path } => write!(f, "Store::Sqlite({})", path.display()),
            Store::Postgres { .. } => write!(f, "Store::Postgres"),
        }
    }
}

/// One connection. Not shared between threads; give each its own.
#[expect(clippy::large_enum_variant, reason = "a handful per process, and they are never moved in a loop")]
pub enum Conn {
    /// A connection to the SQLite file.
    Sqlite(SqliteConn),
    /// A connection to PostgreSQL.
    Postgres(PostgresConn),
}

/// Calls the same method on whichever engine this is.
macro_rules! either {
    ($conn:expr, $half:ident => $call:expr) => {
        match $conn {
            Conn::Sqlite($half) => $call,
            Conn::Postgres($half) => $call,
        }
    };
}

impl Conn {
    /// Runs one statement that returns no rows; answers how many rows it changed.
    ///
    /// # Errors
    /// Whatever the engine says, sorted into `StoreFault`.
    pub fn exec(&mut self, sql: &str, vals: &[Val]) -> Result<u64, StoreFault> {
        either!(self, half => half.exec(sql, vals))
    }

    /// Runs one statement and collects its rows.
    ///
    /// # Errors
    /// Whatever the engine says, sorted into `StoreFault`.
    pub fn query(&mut self, sql: &str, vals: &[Val]) -> Result<Vec<Row>, StoreFault> {
        either!(self, half => half.query(sql, vals))
    }

    /// Runs several statements without values, as written: the text must suit the engine at hand.
    ///
    /// # Errors
    /// The fault of the first statement that fails; later ones are not run.
    pub fn batch(&mut self, sql: &str) -> Result<(), StoreFault> {
        either!(self, half => half.batch(sql))
    }

    /// Begins a transaction that may write. On SQLite it holds the write lock at once; on PostgreSQL it is READ
    /// COMMITTED, so what is read after taking a lock is what the previous holder committed.
    ///
    /// # Errors
    /// `Retry` if another writer holds the lock too long.
    pub fn begin(&mut self) -> Result<(), StoreFault> {
        either!(self, half => half.begin())
    }

    /// Begins a read-only transaction in which every query sees the same state. End it with `rollback`.
    ///
    /// # Errors
    /// Whatever the engine says, sorted into `StoreFault`.
    pub fn snapshot(&mut self) -> Result<(), StoreFault> {
        either!(self, half => half.snapshot())
    }

    /// Commits.
    ///
    /// # Errors
    /// `OutcomeUnknown` if the engine answered the COMMIT with any error: the facts may be there or not. Any other
    /// fault means that nothing was committed, because COMMIT was not sent.
    pub fn commit(&mut self) -> Result<(), StoreFault> {
        either!(self, half => half.commit())
    }

    /// Gives the open transaction up. Does nothing when none is open.
    ///
    /// # Errors
    /// Whatever the engine says; the engine itself gives the transaction up when the connection closes.
    pub fn rollback(&mut self) -> Result<(), StoreFault> {
        either!(self, half => half.rollback())
    }

    /// Sets a savepoint inside the open transaction. Names are lower-case letters, digits and `_`.
    ///
    /// # Errors
    /// Whatever the engine says, sorted into `StoreFault`.
    pub fn savepoint(&mut self, name: &str) -> Result<(), StoreFault> {
        sql::checked_name(name)?;
        self.batch(&format!("SAVEPOINT {name}"))
    }

    /// Keeps what was done since the savepoint and forgets the savepoint.
    ///
    /// # Errors
    /// On PostgreSQL also when a statement since the savepoint failed and the caller passed over it.
    pub fn release(&mut self, name: &str) -> Result<(), StoreFault> {
        sql::checked_name(name)?;
        self.batch(&format!("RELEASE SAVEPOINT {name}"))
    }

    /// Undoes what was done since the savepoint; the savepoint stays.
    ///
    /// # Errors
    /// Whatever the engine says; the whole transaction must then be given up.
    pub fn rollback_to(&mut self, name: &str) -> Result<(), StoreFault> {
        sql::checked_name(name)?;
        either!(self, half => half.rollback_to(name))
    }

    /// Moves what the write-ahead log holds into the database and cuts the log to nothing; false when that was not
    /// possible within `within`, because something is still being read from it. On PostgreSQL there is nothing to do.
    ///
    /// # Errors
    /// Whatever the engine says.
    pub fn cut_log(&mut self, within: std::time::Duration) -> Result<bool, StoreFault> {
        match self {
            Conn::Sqlite(sqlite) => sqlite.cut_log(within),
            Conn::Postgres(_) => Ok(true),
        }
    }

    /// Whether a transaction is open. An engine may end one by itself when a statement fails badly.
    pub fn in_transaction(&self) -> bool {
        either!(self, half => half.in_transaction())
    }

    /// Whether the connection is lost and must be replaced.
    pub fn is_broken(&self) -> bool {
        either!(self, half => half.is_broken())
    }

    /// Connects again if the connection is broken; an open transaction is lost with it.
    ///
    /// # Errors
    /// `Unreachable` if the engine still does not answer.
    pub fn heal(&mut self) -> Result<(), StoreFault> {
        if self.is_broken() { either!(self, half => half.reopen()) } else { Ok(()) }
    }
}
