//! Bringing a database up to date, and the guards the schema carries.

use record::store::migrate::{MIGRATIONS, Migration, migrate, migrate_to, schema_version};
use record::store::{StoreFault, Val};

use crate::stores::{Fresh, ORG};

crate::on_both_stores!(
    migrating_twice_changes_nothing,
    a_newer_schema_is_refused,
    what_was_planned_before_is_read_from_the_journal,
    a_failing_step_leaves_nothing_behind,
    several_processes_may_migrate_at_once,
    rows_are_append_only,
    values_come_back_as_they_went_in,
    a_wrong_type_is_a_fault,
    readers_cannot_write,
    a_swallowed_fault_cannot_be_committed,
);

fn migrating_twice_changes_nothing(fresh: &Fresh) {
    let mut conn = fresh.store.writer().unwrap();
    assert_eq!(schema_version(&mut conn).unwrap(), 0);
    let newest = MIGRATIONS.last().unwrap().version;
    assert_eq!(migrate(&mut conn).unwrap(), newest);
    assert_eq!(migrate(&mut conn).unwrap(), newest);
    let rows = conn.query("SELECT COUNT(*) FROM schema_version", &[]).unwrap();
    assert_eq!(rows[0].int(0).unwrap(), newest);
}

/// Facts of a house that was kept by schema 9: the newest plan of each visit counts, and a plan without a talk is one.
fn what_was_planned_before_is_read_from_the_journal(fresh: &Fresh) {
    let mut conn = fresh.store.writer().unwrap();
    migrate_to(&mut conn, &MIGRATIONS[..9]).unwrap();
    let talk =
        |at: i64| format!(r#"{{"plan":{{"at_us":{at},"kind":"support","plan":"talk","with":"per_4"}}}}"#);
    let none = r#"{"plan":{"plan":"no-thanks"}}"#.to_owned();
    let facts = [("ses_1", 1, talk(5)), ("ses_1", 2, talk(7)), ("ses_2", 1, talk(8)), ("ses_2", 2, none)];
    for (position, (stream, version, body)) in (1_i64..).zip(facts) {
        let sql = "INSERT INTO journal (org, position, stream, version, act, actor, acted_as, occurred_us, recorded_us, \
                   command_id, fact, body, hash) VALUES (?1, ?2, ?3, ?4, 'PlanWindow', 'x', 'nurse', 0, 0, 'c', \
                   'session.window-planned/1', ?5, 'h')";
        let row = [ORG.into(), position.into(), stream.into(), i64::from(version).into(), body.into()];
        conn.exec(sql, &row).unwrap();
    }
    migrate(&mut conn).unwrap();
    let sql = "SELECT session, person, kind, at_us FROM planned_talks ORDER BY session";
    let rows = conn.query(sql, &[]).unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].text(0).unwrap(), rows[0].opt_text(1).unwrap()), ("ses_1", Some("per_4")));
    assert_eq!((rows[0].opt_text(2).unwrap(), rows[0].opt_int(3).unwrap()), (Some("support"), Some(7)));
    assert_eq!((rows[1].opt_text(1).unwrap(), rows[1].opt_int(3).unwrap()), (None, None));
}

fn a_newer_schema_is_refused(fresh: &Fresh) {
    let mut conn = fresh.migrated();
    conn.exec("INSERT INTO schema_version (version, name) VALUES (?1, ?2)", &[999.into(), "future".into()])
        .unwrap();
    let refused = migrate(&mut conn);
    assert!(matches!(refused, Err(StoreFault::NewerSchema { found: 999, .. })), "{refused:?}");
    assert!(!conn.in_transaction());
}

fn a_failing_step_leaves_nothing_behind(fresh: &Fresh) {
    let mut conn = fresh.store.writer().unwrap();
    let good = Migration { version: 1, name: "good", sql: "CREATE TABLE good (a BIGINT);" };
    let bad = Migration { version: 2, name: "bad", sql: "CREATE TABLE half (a BIGINT); NONSENSE;" };
    assert!(migrate_to(&mut conn, &[good, bad]).is_err());
    assert_eq!(schema_version(&mut conn).unwrap(), 1);
    assert!(conn.query("SELECT a FROM half", &[]).is_err());
    let mended = Migration { sql: "CREATE TABLE half (a BIGINT);", ..bad };
    assert_eq!(migrate_to(&mut conn, &[good, mended]).unwrap(), 2);
}

fn several_processes_may_migrate_at_once(fresh: &Fresh) {
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| drop(fresh.migrated()));
        }
    });
}

fn rows_are_append_only(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(3);
    let answer = [ORG.into(), "c".into(), "f".into(), Val::Null, "done".into()];
    conn.exec("INSERT INTO answered VALUES (?1, ?2, ?3, ?4, ?5)", &answer).unwrap();
    let head = [ORG.into(), 1.into(), "h".into(), 1.into(), "k".into(), "s".into()];
    conn.exec("INSERT INTO heads VALUES (?1, ?2, ?3, ?4, ?5, ?6)", &head).unwrap();
    for sql in [
        "UPDATE journal SET body = '{}'",
        "DELETE FROM journal",
        "UPDATE answered SET answer = ''",
        "DELETE FROM answered",
        "UPDATE heads SET hash = ''",
        "DELETE FROM heads",
    ] {
        assert!(conn.exec(sql, &[]).is_err(), "{sql}");
    }
    if matches!(conn, record::store::Conn::Sqlite(_)) {
        // SQLite's own way round a DELETE trigger.
        let replace = "INSERT OR REPLACE INTO journal SELECT org, position, stream, version, act, actor, acted_as, \
                       occurred_us, recorded_us, command_id, fact, '{}', hash FROM journal WHERE position = 1";
        assert!(conn.exec(replace, &[]).is_err());
    } else {
        assert!(conn.exec("TRUNCATE journal", &[]).is_err());
    }
    let rows = conn.query("SELECT COUNT(*) FROM journal WHERE body <> '{}'", &[]).unwrap();
    assert_eq!(rows[0].int(0).unwrap(), 3);
}

fn values_come_back_as_they_went_in(fresh: &Fresh) {
    let mut conn = fresh.store.writer().unwrap();
    let table =
        Migration { version: 1, name: "t", sql: "CREATE TABLE t (k KEYTEXT PRIMARY KEY, i BIGINT, b BLOB);" };
    migrate_to(&mut conn, &[table]).unwrap();
    let sent = [Val::from("é'?1"), Val::from(i64::MIN), Val::from(vec![0_u8, 255])];
    assert_eq!(conn.exec("INSERT INTO t (k, i, b) VALUES (?1, ?2, ?3)", &sent).unwrap(), 1);
    let empty = [Val::from("E"), Val::from(None::<i64>), Val::Null];
    conn.exec("INSERT INTO t (k, i, b) VALUES (?1, ?2, ?3)", &empty).unwrap();
    let rows = conn.query("SELECT k, i, b FROM t WHERE i = ?2 AND k = ?1", &sent[..2]).unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].vals(), sent);
    // Keys sort by bytes on both engines: upper case first.
    conn.exec("INSERT INTO t (k, i, b) VALUES (?1, ?2, ?3)", &["a".into(), true.into(), Val::Null]).unwrap();
    let rows = conn.query("SELECT k, i FROM t ORDER BY k LIMIT ?1", &[2.into()]).unwrap();
    assert_eq!((rows[0].text(0).unwrap(), rows[0].opt_int(1).unwrap()), ("E", None));
    assert_eq!((rows[1].text(0).unwrap(), rows[1].opt_int(1).unwrap()), ("a", Some(1)));
    let sum = conn.query("SELECT CAST(SUM(i) AS BIGINT) FROM t WHERE i > 0", &[]).unwrap();
    assert_eq!(sum[0].int(0).unwrap(), 1);
}

fn a_wrong_type_is_a_fault(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(1);
    let rows = conn.query("SELECT position, act FROM journal", &[]).unwrap();
    assert!(matches!(rows[0].text(0), Err(StoreFault::Shape { column: 0, .. })));
    assert!(matches!(rows[0].int(1), Err(StoreFault::Shape { column: 1, .. })));
    assert!(matches!(rows[0].opt_text(0), Err(StoreFault::Shape { .. })));
    assert!(matches!(rows[0].blob(9), Err(StoreFault::Shape { found: "no column", .. })));
    // Too few and too many values are faults too, never a panic.
    assert!(conn.query("SELECT act FROM journal WHERE position = ?1", &[]).is_err());
    assert!(conn.query("SELECT act FROM journal", &[1.into()]).is_err());
    let wrong =
        conn.exec("INSERT INTO schema_version (version, name) VALUES (?1, ?2)", &["x".into(), "y".into()]);
    assert!(wrong.is_err());
}

fn readers_cannot_write(fresh: &Fresh) {
    let (_writer, _) = fresh.with_facts(1);
    let mut reader = fresh.store.reader().unwrap();
    assert!(reader.exec("INSERT INTO schema_version (version, name) VALUES (7, 'x')", &[]).is_err());
    assert_eq!(reader.query("SELECT position FROM journal", &[]).unwrap().len(), 1);
}

fn a_swallowed_fault_cannot_be_committed(fresh: &Fresh) {
    let mut conn = fresh.migrated();
    assert!(conn.commit().is_err());
    assert!(conn.savepoint("x; DROP TABLE journal").is_err());
    conn.begin().unwrap();
    conn.savepoint("a").unwrap();
    assert!(conn.exec("INSERT INTO nowhere VALUES (1)", &[]).is_err());
    let committed = conn.commit();
    match conn {
        // SQLite undoes the statement and keeps the transaction.
        record::store::Conn::Sqlite(_) => assert!(committed.is_ok()),
        // PostgreSQL would answer COMMIT with a silent rollback.
        record::store::Conn::Postgres(_) => assert!(matches!(committed, Err(StoreFault::Other(_)))),
    }
    conn.rollback().unwrap();
    conn.begin().unwrap();
    conn.savepoint("a").unwrap();
    assert!(conn.exec("INSERT INTO nowhere VALUES (1)", &[]).is_err());
    conn.rollback_to("a").unwrap();
    conn.release("a").unwrap();
    conn.commit().unwrap();
}
