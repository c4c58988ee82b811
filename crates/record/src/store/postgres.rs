//! The PostgreSQL half: a session that commits durably, statements cached by text, and SQLSTATEs sorted.
//!
//! The connection is not encrypted by this crate: use a local socket, a loopback address or a tunnel. A URL that
//! asks for `sslmode=require` is refused, never quietly downgraded.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::TargetSessionAttrs;
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};

use super::{Access, Row, StoreFault, Val, sql};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A server that stops acknowledging packets is given up after this long, not after the kernel's quarter of an hour.
const SILENCE_MAX: Duration = Duration::from_secs(10);
/// How long a statement waits for another session's lock before it is `Retry`.
const LOCK_TIMEOUT: &str = "10s";
/// A program has a few hundred texts. More means that someone pastes values into SQL; start over, do not grow.
const N_STATEMENTS_MAX: usize = 1024;

/// A session with one PostgreSQL database.
pub struct PostgresConn {
    client: Client,
    config: Config,
    access: Access,
    statements: HashMap<String, Statement>,
    transaction: Transaction,
    broken: bool,
}

/// PostgreSQL answers COMMIT of a failed transaction with success and rolls back, so we must know ourselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Transaction {
    None,
    Open,
    Failed,
}

impl PostgresConn {
    pub(crate) fn open(url: &str, access: Access) -> Result<PostgresConn, StoreFault> {
        // The parser's error may quote the URL, which may hold a password: it is not passed on.
        let parsed: Result<Config, _> = url.parse();
        let mut config = parsed.map_err(|_| StoreFault::unreachable("this is not a PostgreSQL URL"))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE_MAX);
        }
        if access == Access::Write {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        PostgresConn::connect(config, access)
    }

    fn connect(config: Config, access: Access) -> Result<PostgresConn, StoreFault> {
        let client = config.connect(NoTls).map_err(|error| match sorted(error) {
            StoreFault::Other(cause) => StoreFault::Unreachable(cause),
            fault => fault,
        })?;
        let (statements, transaction) = (HashMap::new(), Transaction::None);
        let mut conn = PostgresConn { client, config, access, statements, transaction, broken: false };
        conn.batch(&format!("SET lock_timeout = '{LOCK_TIMEOUT}'"))?;
        match access {
            Access::Read => conn.batch("SET default_transaction_read_only = on")?,
            Access::Write => conn.assert_durable()?,
        }
        Ok(conn)
    }

    fn assert_durable(&mut self) -> Result<(), StoreFault> {
        let rows = self.query("SELECT current_setting('synchronous_commit')", &[])?;
        let found = rows.first().map_or(Ok("nothing"), |row| row.text(0))?;
        if found == "off" {
            return Err(StoreFault::NotDurable { setting: "synchronous_commit", found: found.to_owned() });
        }
        Ok(())
    }

    pub(crate) fn exec(&mut self, sql: &str, vals: &[Val]) -> Result<u64, StoreFault> {
        let statement = self.prepared(sql, vals.len())?;
        let done = self.client.execute(&statement, &params(vals));
        done.map_err(|error| self.noted(error))
    }

    pub(crate) fn query(&mut self, sql: &str, vals: &[Val]) -> Result<Vec<Row>, StoreFault> {
        let statement = self.prepared(sql, vals.len())?;
        let found = self.client.query(&statement, &params(vals)).map_err(|error| self.noted(error))?;
        found.iter().map(read_row).collect()
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<(), StoreFault> {
        self.client.batch_execute(sql).map_err(|error| self.noted(error))
    }

    pub(crate) fn begin(&mut self) -> Result<(), StoreFault> {
        self.start("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    }

    pub(crate) fn snapshot(&mut self) -> Result<(), StoreFault> {
        self.start("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    fn start(&mut self, sql: &str) -> Result<(), StoreFault> {
        if self.in_transaction() {
            return Err(StoreFault::other("a transaction is already open"));
        }
        self.batch(sql)?;
        self.transaction = Transaction::Open;
        Ok(())
    }

    pub(crate) fn commit(&mut self) -> Result<(), StoreFault> {
        match self.transaction {
            Transaction::None => return Err(StoreFault::other("there is no transaction to commit")),
            Transaction::Failed => {
                return Err(StoreFault::other("a statement of this transaction failed and was passed over"));
            }
            Transaction::Open => {}
        }
        let committed = self.batch("COMMIT");
        self.transaction = Transaction::None;
        committed.map_err(|fault| StoreFault::OutcomeUnknown(Arc::new(fault)))
    }

    pub(crate) fn rollback(&mut self) -> Result<(), StoreFault> {
        if !self.in_transaction() {
            return Ok(());
        }
        let undone = self.batch("ROLLBACK");
        self.transaction = Transaction::None;
        undone
    }

    pub(crate) fn rollback_to(&mut self, name: &str) -> Result<(), StoreFault> {
        self.batch(&format!("ROLLBACK TO SAVEPOINT {name}"))?;
        self.transaction = Transaction::Open;
        Ok(())
    }

    pub(crate) fn in_transaction(&self) -> bool {
        self.transaction != Transaction::None
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.broken || self.client.is_closed()
    }

    pub(crate) fn reopen(&mut self) -> Result<(), StoreFault> {
        *self = PostgresConn::connect(self.config.clone(), self.access)?;
        Ok(())
    }

    fn prepared(&mut self, sql: &str, n_vals: usize) -> Result<Statement, StoreFault> {
        let statement = match self.statements.get(sql) {
            Some(statement) => statement.clone(),
            None => {
                let prepared = self.client.prepare(&sql::with_dollars(sql));
                let statement = prepared.map_err(|error| self.noted(error))?;
                if self.statements.len() >= N_STATEMENTS_MAX {
                    self.statements.clear();
                }
                self.statements.insert(sql.to_owned(), statement.clone());
                statement
            }
        };
        let n_wanted = statement.params().len();
        if n_wanted == n_vals {
            return Ok(statement);
        }
        Err(StoreFault::other(format!("the statement takes {n_wanted} values, {n_vals} were given")))
    }

    fn noted(&mut self, error: postgres::Error) -> StoreFault {
        let fault = sorted(error);
        self.broken |= matches!(fault, StoreFault::Unreachable(_));
        if self.transaction == Transaction::Open {
            self.transaction = Transaction::Failed;
        }
        fault
    }
}

fn params(vals: &[Val]) -> Vec<&(dyn ToSql + Sync)> {
    vals.iter().map(|val| val as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Val {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, ty) {
            (Val::Null, _) => Ok(IsNull::Yes),
            (Val::Int(int), &Type::INT8) => int.to_sql(ty, out),
            (Val::Int(int), &Type::INT4) => i32::try_from(*int)?.to_sql(ty, out),
            (Val::Int(int), &Type::INT2) => i16::try_from(*int)?.to_sql(ty, out),
            (Val::Text(text), _) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            (Val::Blob(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("{} cannot be given where PostgreSQL wants {ty}", self.kind()).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn read_row(row: &postgres::Row) -> Result<Row, StoreFault> {
    let vals: Result<Vec<Val>, StoreFault> = (0..row.len()).map(|i| read_val(row, i)).collect();
    Ok(Row(vals?))
}

fn read_val(row: &postgres::Row, i: usize) -> Result<Val, StoreFault> {
    let ty = row.columns()[i].type_();
    let val = match *ty {
        Type::INT8 => row.try_get::<_, Option<i64>>(i).map(Val::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(i).map(|int| Val::from(int.map(i64::from))),
        Type::INT2 => row.try_get::<_, Option<i16>>(i).map(|int| Val::from(int.map(i64::from))),
        Type::BOOL => row.try_get::<_, Option<bool>>(i).map(Val::from),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(i).map(Val::from),
        Type::VOID => Ok(Val::Null),
        Type::TEXT | Type::VARCHAR | Type::BPCHAR | Type::NAME | Type::UNKNOWN => {
            row.try_get::<_, Option<String>>(i).map(Val::from)
        }
        _ => return Err(StoreFault::other(format!("column {i} is a {ty}, which has no portable value"))),
    };
    val.map_err(StoreFault::other)
}

/// What PostgreSQL said, without DETAIL and HINT: those quote whole rows, and rows are about patients.
#[derive(Debug)]
struct Said {
    state: String,
    message: String,
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgreSQL {}: {}", self.state, self.message)
    }
}

impl Error for Said {}

fn sorted(error: postgres::Error) -> StoreFault {
    let Some(db) = error.as_db_error() else {
        // Without an answer from the server: either the line is down or we handed over an impossible value.
        let lost = error.is_closed() || error.source().is_some_and(|cause| cause.is::<std::io::Error>());
        return if lost { StoreFault::unreachable(error) } else { StoreFault::other(error) };
    };
    let said = Arc::new(Said { state: db.code().code().to_owned(), message: db.message().to_owned() });
    let state = db.code();
    if *state == SqlState::UNIQUE_VIOLATION {
        return StoreFault::Unique { on: db.constraint().unwrap_or_default().to_owned() };
    }
    if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE]
        .contains(state)
    {
        return StoreFault::Retry(said);
    }
    match state.code() {
        "53100" => StoreFault::DiskFull(said),
        // Shut down, crashed or starting, too many sessions, or a primary that has become a replica.
        "57P01" | "57P02" | "57P03" | "53300" | "25006" => StoreFault::Unreachable(said),
        code if code.starts_with("08") => StoreFault::Unreachable(said),
        _ => StoreFault::Other(said),
    }
}
