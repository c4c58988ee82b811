//! Bringing a database to the schema this program knows, one transaction per step. Steps are only ever added.
//!
//! A step is one text for both engines: `BIGINT`, `TEXT`, `BLOB` as in PostgreSQL, `KEYTEXT` for text in a key
//! (compared byte by byte on both). For SQLite, tables become STRICT. A line `-- sqlite: …` or `-- postgres: …` is
//! for that engine only, and is otherwise treated as if it stood there without its prefix.

use super::sql::{Piece, pieces};
use super::{Conn, StoreFault, Val};

/// One step.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// The schema version the step leads to; steps are numbered 1, 2, 3…
    pub version: i64,
    /// What it brings, for the person reading `schema_version`.
    pub name: &'static str,
    /// The text.
    pub sql: &'static str,
}

/// Every step there is, oldest first. Add at the end; never edit one that was released.
pub const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, name: "journal", sql: include_str!("../migrations/0001_journal.sql") },
    Migration { version: 2, name: "views", sql: include_str!("../migrations/0002_views.sql") },
    Migration { version: 3, name: "accounts", sql: include_str!("../migrations/0003_accounts.sql") },
    Migration { version: 4, name: "lists", sql: include_str!("../migrations/0004_lists.sql") },
    Migration { version: 5, name: "messages", sql: include_str!("../migrations/0005_messages.sql") },
    Migration { version: 6, name: "diary", sql: include_str!("../migrations/0006_diary.sql") },
    Migration { version: 7, name: "signals", sql: include_str!("../migrations/0007_signals.sql") },
    Migration { version: 8, name: "contacts", sql: include_str!("../migrations/0008_contacts.sql") },
    Migration {
        version: 9,
        name: "own_passwords",
        sql: include_str!("../migrations/0009_own_passwords.sql"),
    },
    Migration {
        version: 10,
        name: "planned_talks",
        sql: include_str!("../migrations/0010_planned_talks.sql"),
    },
    Migration { version: 11, name: "referrals", sql: include_str!("../migrations/0011_referrals.sql") },
    Migration { version: 12, name: "feed_reads", sql: include_str!("../migrations/0012_feed_reads.sql") },
    Migration { version: 13, name: "courses_open", sql: include_str!("../migrations/0013_courses_open.sql") },
    Migration { version: 14, name: "direction", sql: include_str!("../migrations/0014_direction.sql") },
    Migration { version: 15, name: "incidents", sql: include_str!("../migrations/0015_incidents.sql") },
    Migration { version: 16, name: "follow_ups", sql: include_str!("../migrations/0016_follow_ups.sql") },
    Migration { version: 17, name: "busy", sql: include_str!("../migrations/0017_busy.sql") },
    Migration { version: 18, name: "earlier", sql: include_str!("../migrations/0018_earlier.sql") },
    Migration { version: 19, name: "receipts", sql: include_str!("../migrations/0019_receipts.sql") },
    Migration {
        version: 20,
        name: "therapy_notes",
        sql: include_str!("../migrations/0020_therapy_notes.sql"),
    },
    Migration { version: 21, name: "samples", sql: include_str!("../migrations/0021_samples.sql") },
    Migration { version: 22, name: "vaults", sql: include_str!("../migrations/0022_vaults.sql") },
    Migration { version: 23, name: "emergencies", sql: include_str!("../migrations/0023_emergencies.sql") },
    Migration {
        version: 24,
        name: "locked_screens",
        sql: include_str!("../migrations/0024_locked_screens.sql"),
    },
];

/// Any number will do, as long as all processes that migrate use the same.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(4611686014132420609)";

/// Applies every step that is missing; answers the version the database then has. Several processes may call it
/// at once.
///
/// # Errors
/// `NewerSchema` if a newer program has written this database; else the fault of the statement that failed, with
/// the whole step undone.
pub fn migrate(conn: &mut Conn) -> Result<i64, StoreFault> {
    migrate_to(conn, MIGRATIONS)
}

/// As `migrate`, with a list of steps of the caller's.
///
/// # Errors
/// As `migrate`.
pub fn migrate_to(conn: &mut Conn, migrations: &[Migration]) -> Result<i64, StoreFault> {
    let known = migrations.last().map_or(0, |last| last.version);
    loop {
        conn.begin()?;
        let stepped = step(conn, migrations, known);
        match stepped {
            Ok(Some(_)) => conn.commit()?,
            Ok(None) => {
                // The first pass creates schema_version even when there is nothing else to do.
                conn.commit()?;
                return Ok(known);
            }
            Err(fault) => {
                // The step's own fault is the one worth telling.
                let _ = conn.rollback();
                return Err(fault);
            }
        }
    }
}

/// The schema version the database has: 0 if it was never migrated.
///
/// # Errors
/// Whatever the engine says.
pub fn schema_version(conn: &mut Conn) -> Result<i64, StoreFault> {
    let exists = match conn {
        Conn::Sqlite(_) => "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'schema_version'",
        Conn::Postgres(_) => {
            "SELECT COUNT(*) FROM pg_tables WHERE tablename = 'schema_version' \
             AND schemaname = current_schema()"
        }
    };
    if only_int(conn, exists)? == 0 {
        return Ok(0);
    }
    only_int(conn, "SELECT COALESCE(MAX(version), 0) FROM schema_version")
}

fn step(conn: &mut Conn, migrations: &[Migration], known: i64) -> Result<Option<i64>, StoreFault> {
    let engine = Engine::of(conn);
    if engine == Engine::Postgres {
        conn.query(POSTGRES_LOCK, &[])?;
    }
    let found = schema_version(conn)?;
    if found > known {
        return Err(StoreFault::NewerSchema { found, known });
    }
    if found == 0 {
        let table = "CREATE TABLE IF NOT EXISTS schema_version \
                     (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL);";
        for statement in statements(table, engine) {
            conn.batch(&statement)?;
        }
    }
    let Some(next) = migrations.iter().find(|migration| migration.version > found) else {
        return Ok(None);
    };
    for statement in statements(next.sql, engine) {
        conn.batch(&statement)?;
    }
    let row = [Val::from(next.version), Val::from(next.name)];
    conn.exec("INSERT INTO schema_version (version, name) VALUES (?1, ?2)", &row)?;
    Ok(Some(next.version))
}

fn only_int(conn: &mut Conn, sql: &str) -> Result<i64, StoreFault> {
    let rows = conn.query(sql, &[])?;
    rows.first().ok_or_else(|| StoreFault::other("the store answered no row"))?.int(0)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    fn of(conn: &Conn) -> Engine {
        match conn {
            Conn::Sqlite(_) => Engine::Sqlite,
            Conn::Postgres(_) => Engine::Postgres,
        }
    }

    /// What a word of the portable dialect becomes.
    fn word(self, word: &str) -> &str {
        match (self, word) {
            (Engine::Sqlite, "BIGINT") => "INTEGER",
            (Engine::Sqlite, "KEYTEXT") => "TEXT",
            (Engine::Postgres, "BLOB") => "BYTEA",
            (Engine::Postgres, "KEYTEXT") => "TEXT COLLATE \"C\"",
            _ => word,
        }
    }
}

/// Splits the text of a step into the statements of one engine.
fn statements(text: &str, engine: Engine) -> Vec<String> {
    let text = lines_for(text, engine);
    let mut found = Vec::new();
    let mut statement = Statement::default();
    for piece in pieces(&text) {
        match piece {
            Piece::Comment(_) => {}
            Piece::Semicolon if statement.depth == 0 => {
                found.extend(std::mem::take(&mut statement).finished(engine));
            }
            Piece::Semicolon => statement.sql.push(';'),
            Piece::Word(word) => statement.word(word, engine),
            Piece::Place(digits) => statement.sql.push_str(&format!("?{digits}")),
            Piece::Quoted(text) | Piece::Plain(text) => statement.sql.push_str(text),
        }
    }
    found.extend(statement.finished(engine));
    found
}

fn lines_for(text: &str, engine: Engine) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in text.lines() {
        let line = match (line.strip_prefix("-- sqlite:"), line.strip_prefix("-- postgres:")) {
            (Some(rest), _) if engine == Engine::Sqlite => rest,
            (_, Some(rest)) if engine == Engine::Postgres => rest,
            (None, None) => line,
            _ => continue,
        };
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

/// A statement being put together.
#[derive(Default)]
struct Statement {
    sql: String,
    /// Its first words, upper-case: enough to know what it creates.
    opening: Vec<String>,
    /// How many BEGIN and CASE are open in a SQLite trigger: its body contains `;`.
    depth: u32,
}

impl Statement {
    fn word(&mut self, word: &str, engine: Engine) {
        let upper = word.to_ascii_uppercase();
        if self.creates("TRIGGER") && engine == Engine::Sqlite {
            match upper.as_str() {
                "BEGIN" | "CASE" => self.depth += 1,
                "END" => self.depth = self.depth.saturating_sub(1),
                _ => {}
            }
        }
        if self.opening.len() < 2 {
            self.opening.push(upper);
        }
        self.sql.push_str(engine.word(word));
    }

    fn creates(&self, what: &str) -> bool {
        self.opening.first().is_some_and(|word| word == "CREATE")
            && self.opening.get(1).is_some_and(|w| w == what)
    }

    fn finished(self, engine: Engine) -> Option<String> {
        let creates_table = self.creates("TABLE");
        let mut sql = self.sql.trim().to_owned();
        if creates_table && engine == Engine::Sqlite {
            sql.push_str(" STRICT");
        }
        Some(sql).filter(|sql| !sql.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_split_for_each_engine() {
        let text = "-- a comment; with a semicolon\nCREATE TABLE a (b BIGINT, c BLOB, d KEYTEXT);\n\
                    -- sqlite: CREATE TRIGGER t BEFORE UPDATE ON a\n\
                    -- sqlite: BEGIN SELECT CASE WHEN 1 THEN ';' END; SELECT 2; END;\n\
                    -- postgres: CREATE FUNCTION f() AS $$ BEGIN; END; $$;\n\
                    INSERT INTO a VALUES (1, 'BIGINT', '')";
        let sqlite = [
            "CREATE TABLE a (b INTEGER, c BLOB, d TEXT) STRICT",
            "CREATE TRIGGER t BEFORE UPDATE ON a\n BEGIN SELECT CASE WHEN 1 THEN ';' END; SELECT 2; END",
            "INSERT INTO a VALUES (1, 'BIGINT', '')",
        ];
        assert_eq!(statements(text, Engine::Sqlite), sqlite);
        let postgres = [
            "CREATE TABLE a (b BIGINT, c BYTEA, d TEXT COLLATE \"C\")",
            "CREATE FUNCTION f() AS $$ BEGIN; END; $$",
            "INSERT INTO a VALUES (1, 'BIGINT', '')",
        ];
        assert_eq!(statements(text, Engine::Postgres), postgres);
    }

    #[test]
    fn steps_are_numbered_without_gaps() {
        for (step, expected) in MIGRATIONS.iter().zip(1..) {
            assert_eq!(step.version, expected, "{}", step.name);
        }
    }
}
