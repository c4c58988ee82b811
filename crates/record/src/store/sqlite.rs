//! The SQLite half: opening a file so that a commit survives a power cut, and SQLite's errors sorted.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, ToSql, ffi, params_from_iter};

use super::{Access, Row, StoreFault, Synchronous, Val};

/// How long a statement waits for another process's lock before it is `Retry`.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const SWITCH: &str = "PRAGMA journal_mode = WAL";
/// Together as long as `BUSY_TIMEOUT`.
const N_SWITCH_TRIES: u32 = 500;
const SWITCH_PAUSE: Duration = Duration::from_millis(10);
/// Enough for every statement of the program; rusqlite's default of 16 would prepare over and over.
const N_STATEMENTS_MAX: usize = 512;

/// A connection to one SQLite file.
pub struct SqliteConn {
    connection: Connection,
    /// `None` for a database in memory, which cannot be opened again.
    origin: Option<(PathBuf, Access, Synchronous)>,
    broken: bool,
    /// Every question asked, for the test of their plans.
    #[cfg(test)]
    pub(crate) asked: Vec<String>,
}

impl SqliteConn {
    pub(crate) fn writer(path: &Path, synchronous: Synchronous) -> Result<SqliteConn, StoreFault> {
        create_file(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(sorted)?;
        plan_once(&connection)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(sorted)?;
        let level = match synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Normal => "NORMAL",
        };
        switch_to_wal(&connection)?;
        // What is deleted is overwritten: an erased key is not left in a page that nothing uses.
        let settings = format!(
            "PRAGMA synchronous = {level}; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON; {SHARED}"
        );
        connection.execute_batch(&settings).map_err(sorted)?;
        assert_durable(&connection, synchronous)?;
        sync_folder(path)?;
        Ok(SqliteConn::new(connection, Some((path.to_owned(), Access::Write, synchronous))))
    }

    pub(crate) fn reader(path: &Path) -> Result<SqliteConn, StoreFault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(sorted)?;
        plan_once(&connection)?;
        connection.busy_timeout(BUSY_TIMEOUT).map_err(sorted)?;
        connection.execute_batch(&format!("PRAGMA query_only = ON; {SHARED}")).map_err(sorted)?;
        Ok(SqliteConn::new(connection, Some((path.to_owned(), Access::Read, Synchronous::Full))))
    }

    pub(crate) fn memory() -> Result<SqliteConn, StoreFault> {
        let connection = Connection::open_in_memory().map_err(sorted)?;
        plan_once(&connection)?;
        connection.execute_batch(SHARED).map_err(sorted)?;
        Ok(SqliteConn::new(connection, None))
    }

    fn new(connection: Connection, origin: Option<(PathBuf, Access, Synchronous)>) -> SqliteConn {
        connection.set_prepared_statement_cache_capacity(N_STATEMENTS_MAX);
        SqliteConn {
            connection,
            origin,
            broken: false,
            #[cfg(test)]
            asked: vec![],
        }
    }

    pub(crate) fn exec(&mut self, sql: &str, vals: &[Val]) -> Result<u64, StoreFault> {
        let done = self.connection.prepare_cached(sql).and_then(|mut s| s.execute(params_from_iter(vals)));
        done.map(|n_rows| n_rows as u64).map_err(|error| self.noted(error))
    }

    pub(crate) fn query(&mut self, sql: &str, vals: &[Val]) -> Result<Vec<Row>, StoreFault> {
        #[cfg(test)]
        self.asked.push(sql.to_owned());
        read_rows(&self.connection, sql, vals).map_err(|error| self.noted(error))
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreFault> {
        self.connection.execute_batch(sql).map_err(|error| self.noted(error))
    }

    pub(crate) fn begin(&mut self) -> Result<(), StoreFault> {
        self.batch("BEGIN IMMEDIATE")
    }

    pub(crate) fn snapshot(&mut self) -> Result<(), StoreFault> {
        self.batch("BEGIN DEFERRED")
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreFault> {
        if !self.in_transaction() {
            return Err(StoreFault::other("there is no transaction to commit"));
        }
        self.batch("COMMIT").map_err(|fault| StoreFault::OutcomeUnknown(Arc::new(fault)))
    }

    pub(crate) fn rollback(&mut self) -> Result<(), StoreFault> {
        if self.in_transaction() { self.batch("ROLLBACK") } else { Ok(()) }
    }

    pub(crate) fn rollback_to(&mut self, name: &str) -> Result<(), StoreFault> {
        self.batch(&format!("ROLLBACK TO SAVEPOINT {name}"))
    }

    pub(crate) fn in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    pub(crate) fn cut_log(&mut self, within: Duration) -> Result<bool, StoreFault> {
        self.connection.busy_timeout(within).map_err(sorted)?;
        let busy = read_rows(&self.connection, "PRAGMA wal_checkpoint(TRUNCATE)", &[]);
        self.connection.busy_timeout(BUSY_TIMEOUT).map_err(sorted)?;
        let rows = busy.map_err(|error| self.noted(error))?;
        rows.first().ok_or_else(|| StoreFault::other("SQLite answered no row"))?.int(0).map(|busy| busy == 0)
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    pub(crate) fn reopen(&mut self) -> Result<(), StoreFault> {
        *self = match &self.origin {
            Some((path, Access::Write, synchronous)) => SqliteConn::writer(path, *synchronous)?,
            Some((path, Access::Read, _)) => SqliteConn::reader(path)?,
            None => return Err(StoreFault::other("a database in memory cannot be opened again")),
        };
        Ok(())
    }

    fn noted(&mut self, error: rusqlite::Error) -> StoreFault {
        let fault = sorted(error);
        self.broken |= matches!(fault, StoreFault::Unreachable(_));
        fault
    }
}

/// What every connection sets. Recursive triggers: without them INSERT OR REPLACE passes the DELETE trigger by.
const SHARED: &str = "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA recursive_triggers = ON; \
                      PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

/// Keeps a prepared statement as it was planned. Otherwise SQLite may prepare it anew for each value it is given,
/// which costs more than most of our statements do.
fn plan_once(connection: &Connection) -> Result<(), StoreFault> {
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map(drop).map_err(sorted)
}

fn create_file(path: &Path) -> Result<(), StoreFault> {
    match OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path) {
        Ok(file) => file.sync_all().map_err(StoreFault::unreachable)?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(StoreFault::unreachable(error)),
    }
    sync_folder(path)
}

/// A new file survives a power cut only once its folder is synced too.
fn sync_folder(path: &Path) -> Result<(), StoreFault> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(StoreFault::unreachable)
}

/// SQLite does not wait for others while it switches a new file to WAL, so several processes starting at once on
/// it must try again themselves.
fn switch_to_wal(connection: &Connection) -> Result<(), StoreFault> {
    for _ in 1..N_SWITCH_TRIES {
        match connection.execute_batch(SWITCH).map_err(sorted) {
            Err(StoreFault::Retry(_)) => std::thread::sleep(SWITCH_PAUSE),
            outcome => return outcome,
        }
    }
    connection.execute_batch(SWITCH).map_err(sorted)
}

fn assert_durable(connection: &Connection, synchronous: Synchronous) -> Result<(), StoreFault> {
    let mode: String = connection.query_row("PRAGMA journal_mode", [], |row| row.get(0)).map_err(sorted)?;
    if mode != "wal" {
        return Err(StoreFault::NotDurable { setting: "journal_mode", found: mode });
    }
    let level: i64 = connection.query_row("PRAGMA synchronous", [], |row| row.get(0)).map_err(sorted)?;
    if synchronous == Synchronous::Full && level != 2 {
        return Err(StoreFault::NotDurable { setting: "synchronous", found: level.to_string() });
    }
    Ok(())
}

fn read_rows(connection: &Connection, sql: &str, vals: &[Val]) -> rusqlite::Result<Vec<Row>> {
    let mut statement = connection.prepare_cached(sql)?;
    let n_columns = statement.column_count();
    let mut found = statement.query(params_from_iter(vals))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let vals: Result<Vec<Val>, _> = (0..n_columns).map(|i| row.get_ref(i).map(val)).collect();
        rows.push(Row(vals?));
    }
    Ok(rows)
}

fn val(value: ValueRef<'_>) -> Val {
    match value {
        ValueRef::Null => Val::Null,
        ValueRef::Integer(int) => Val::Int(int),
        ValueRef::Text(bytes) => match str::from_utf8(bytes) {
            Ok(text) => Val::Text(text.to_owned()),
            Err(_) => Val::Blob(bytes.to_vec()),
        },
        ValueRef::Blob(bytes) => Val::Blob(bytes.to_vec()),
        ValueRef::Real(real) => Val::Blob(real.to_be_bytes().to_vec()),
    }
}

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Val::Null => ToSqlOutput::Owned(Value::Null),
            Val::Int(int) => ToSqlOutput::Owned(Value::Integer(*int)),
            Val::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Val::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

fn sorted(error: rusqlite::Error) -> StoreFault {
    let rusqlite::Error::SqliteFailure(failure, message) = &error else {
        return StoreFault::other(error);
    };
    match failure.code {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreFault::Retry(Arc::new(error)),
        ErrorCode::DiskFull => StoreFault::DiskFull(Arc::new(error)),
        ErrorCode::CannotOpen | ErrorCode::SystemIoFailure => StoreFault::unreachable(error),
        ErrorCode::ConstraintViolation
            if [ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_UNIQUE]
                .contains(&failure.extended_code) =>
        {
            let said = message.as_deref().unwrap_or_default();
            StoreFault::Unique { on: said.trim_start_matches("UNIQUE constraint failed: ").to_owned() }
        }
        _ => StoreFault::other(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_does_not_sync_is_refused() {
        let connection = Connection::open_in_memory().unwrap();
        let refused = assert_durable(&connection, Synchronous::Full);
        assert!(
            matches!(refused, Err(StoreFault::NotDurable { setting: "journal_mode", .. })),
            "{refused:?}"
        );

        let folder = std::env::temp_dir().join(format!("holdfast-durable-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let weak = SqliteConn::writer(&folder.join("record.db"), Synchronous::Normal).unwrap();
        let refused = assert_durable(&weak.connection, Synchronous::Full);
        assert!(matches!(refused, Err(StoreFault::NotDurable { setting: "synchronous", .. })), "{refused:?}");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
