//! Every way to tamper that we know of is found and named.

use record::envelope::Stored;
use record::heads::{SigningKey, Witness, sign_head};
use record::journal::{Head, append, read_after};
use record::store::{Conn, Val};
use record::verify::{Broken, BrokenWhy, check_witness, verify_chain};

use crate::stores::{Folder, Fresh, ORG, drop_triggers, fact};

crate::on_both_stores!(
    an_untouched_journal_is_whole,
    a_changed_byte_is_found_in_every_column,
    swapped_rows_are_found,
    a_missing_row_is_found,
    a_cut_tail_is_found_by_its_witness,
    a_rewritten_journal_is_found_by_its_witness,
    a_gap_in_a_stream_is_found,
    a_forged_head_is_found,
    an_answer_that_points_astray_is_found,
    verification_sees_one_state_while_others_write,
);

const N_FACTS: i64 = 20;

fn tampered(fresh: &Fresh, sql: &str) -> Broken {
    let (mut conn, _) = fresh.with_facts(N_FACTS);
    drop_triggers(&mut conn);
    conn.batch(sql).unwrap();
    verify_chain(&mut conn, ORG).expect_err(sql)
}

fn witness(conn: &mut Conn) -> Witness {
    let folder = Folder::new();
    sign_head(conn, ORG, &SigningKey::open_or_create(&folder.0).unwrap(), 1).unwrap().unwrap()
}

fn an_untouched_journal_is_whole(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(N_FACTS);
    let witness = witness(&mut conn);
    let mut reader = fresh.store.reader().unwrap();
    assert_eq!(verify_chain(&mut reader, ORG).unwrap(), last);
    assert!(!reader.in_transaction());
    check_witness(&mut reader, ORG, &witness).unwrap();
    let elsewhere = check_witness(&mut reader, "other", &witness).unwrap_err();
    assert!(matches!(elsewhere.why, BrokenWhy::WitnessInvalid));
    assert_eq!(verify_chain(&mut reader, "nobody").unwrap(), Head::genesis());
}

fn a_changed_byte_is_found_in_every_column(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(N_FACTS);
    drop_triggers(&mut conn);
    for column in [
        "stream",
        "act",
        "actor",
        "acted_as",
        "command_id",
        "fact",
        "body",
        "hash",
        "occurred_us",
        "recorded_us",
    ] {
        let change =
            if column.ends_with("_us") { format!("{column} + 1") } else { format!("{column} || ' '") };
        conn.begin().unwrap();
        conn.batch(&format!("UPDATE journal SET {column} = {change} WHERE position = 11")).unwrap();
        let broken = verify_chain(&mut conn, ORG).unwrap_err();
        assert_eq!(broken.position, 11, "{column}");
        assert!(matches!(broken.why, BrokenWhy::HashDiffers), "{column}: {broken}");
        conn.rollback().unwrap();
    }
    verify_chain(&mut conn, ORG).unwrap();
}

fn swapped_rows_are_found(fresh: &Fresh) {
    let swap = "UPDATE journal SET position = 1000 WHERE position = 5; \
                UPDATE journal SET position = 5 WHERE position = 9; \
                UPDATE journal SET position = 9 WHERE position = 1000";
    let broken = tampered(fresh, swap);
    assert_eq!(broken.position, 5);
    assert!(matches!(broken.why, BrokenWhy::HashDiffers), "{broken}");
}

fn a_missing_row_is_found(fresh: &Fresh) {
    let broken = tampered(fresh, "DELETE FROM journal WHERE position = 7");
    assert_eq!(broken.position, 7);
    assert!(matches!(broken.why, BrokenWhy::PositionMissing { found: 8 }), "{broken}");
}

fn a_cut_tail_is_found_by_its_witness(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(N_FACTS);
    let witness = witness(&mut conn);
    drop_triggers(&mut conn);
    conn.batch("DELETE FROM journal WHERE position > 15").unwrap();
    // The head kept in the database shows it too…
    let broken = verify_chain(&mut conn, ORG).unwrap_err();
    assert!(matches!((broken.position, &broken.why), (N_FACTS, BrokenWhy::HeadDiffers)), "{broken}");
    // …but whoever cuts the tail deletes the head as well. Only the printed one is left.
    conn.batch("DELETE FROM heads").unwrap();
    assert_eq!(verify_chain(&mut conn, ORG).unwrap().position, 15);
    let broken = check_witness(&mut conn, ORG, &witness.to_string().parse().unwrap()).unwrap_err();
    assert!(
        matches!((broken.position, &broken.why), (N_FACTS, BrokenWhy::TailCut { ends_at: 15 })),
        "{broken}"
    );
}

fn a_rewritten_journal_is_found_by_its_witness(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(N_FACTS);
    let witness = witness(&mut conn);
    drop_triggers(&mut conn);
    let facts = read_after(&mut conn, ORG, 0, N_FACTS).unwrap();
    conn.batch("DELETE FROM journal; DELETE FROM heads").unwrap();
    let mut head = Head::genesis();
    for Stored { position, mut envelope, .. } in facts {
        if position == 11 {
            envelope.body = r#"{"systolic_mmhg":120}"#.into();
        }
        head = append(&mut conn, &head, envelope).unwrap();
    }
    assert_eq!(verify_chain(&mut conn, ORG).unwrap(), head);
    let broken = check_witness(&mut conn, ORG, &witness).unwrap_err();
    assert!(matches!((broken.position, &broken.why), (N_FACTS, BrokenWhy::Rewritten)), "{broken}");
}

fn a_gap_in_a_stream_is_found(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(3);
    append(&mut conn, &last, fact("session/0", 3)).unwrap();
    let Broken { position: 4, why: BrokenWhy::VersionGap { stream, expected: 2, found: 3 } } =
        verify_chain(&mut conn, ORG).unwrap_err()
    else {
        panic!("the gap was not named")
    };
    assert_eq!(stream, "session/0");
}

fn a_forged_head_is_found(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(5);
    witness(&mut conn);
    drop_triggers(&mut conn);
    for (change, named) in [
        ("position = 4", "HeadForged"),
        ("signature = 'nonsense'", "HeadForged"),
        ("public_key = ''", "HeadForged"),
        ("hash = 'é'", "HeadForged"),
    ] {
        conn.begin().unwrap();
        conn.batch(&format!("UPDATE heads SET {change}")).unwrap();
        let broken = verify_chain(&mut conn, ORG).unwrap_err();
        assert_eq!(format!("{:?}", broken.why), named, "{change}");
        conn.rollback().unwrap();
    }
}

fn an_answer_that_points_astray_is_found(fresh: &Fresh) {
    let (mut conn, _) = fresh.with_facts(5);
    let sql = "INSERT INTO answered (org, command_id, fingerprint, position, answer) VALUES (?1, ?2, 'f', ?3, 'ok')";
    conn.exec(sql, &[ORG.into(), "session/1-1".into(), 2.into()]).unwrap();
    conn.exec(sql, &[ORG.into(), "changed nothing".into(), Val::Null]).unwrap();
    verify_chain(&mut conn, ORG).unwrap();
    for (command_id, position) in [("session/9-9", 3), ("session/0-1", 6)] {
        conn.begin().unwrap();
        conn.exec(sql, &[ORG.into(), command_id.into(), position.into()]).unwrap();
        let broken = verify_chain(&mut conn, ORG).unwrap_err();
        assert_eq!(broken.position, position);
        assert!(matches!(broken.why, BrokenWhy::AnswerAstray { .. }), "{broken}");
        conn.rollback().unwrap();
    }
}

fn verification_sees_one_state_while_others_write(fresh: &Fresh) {
    let (mut conn, last) = fresh.with_facts(5);
    let mut reader = fresh.store.reader().unwrap();
    reader.snapshot().unwrap();
    assert_eq!(verify_chain(&mut reader, ORG).unwrap(), last);
    let next = append(&mut conn, &last, fact("session/9", 1)).unwrap();
    assert_eq!(verify_chain(&mut reader, ORG).unwrap(), last);
    reader.rollback().unwrap();
    assert_eq!(verify_chain(&mut reader, ORG).unwrap(), next);
}

/// SQLite only: STRICT is a promise of the schema, and whoever holds the file can change the schema.
#[test]
fn columns_of_any_content_are_findings_and_never_a_panic() {
    let fresh = Fresh::sqlite();
    let (mut conn, _) = fresh.with_facts(N_FACTS);
    drop_triggers(&mut conn);
    conn.batch("CREATE TABLE loose AS SELECT * FROM journal; DROP TABLE journal; ALTER TABLE loose RENAME TO journal")
        .unwrap();
    verify_chain(&mut conn, ORG).unwrap();
    let columns = [
        "org",
        "position",
        "stream",
        "version",
        "act",
        "actor",
        "acted_as",
        "occurred_us",
        "recorded_us",
        "command_id",
        "fact",
        "body",
        "hash",
    ];
    for column in columns {
        for value in ["NULL", "x'ff00'", "1.5", "9e999", "''", "'é'", "CAST(x'c3' AS TEXT)", "-1"] {
            conn.begin().unwrap();
            conn.batch(&format!("UPDATE journal SET {column} = {value} WHERE position = 11")).unwrap();
            let broken = verify_chain(&mut conn, ORG).expect_err(column);
            let hidden = matches!(broken.why, BrokenWhy::PositionMissing { .. });
            let first = column == "position" && (1..=11).contains(&broken.position);
            assert!(broken.position == 11 || hidden || first, "{column} = {value}: {broken}");
            conn.rollback().unwrap();
        }
    }
}

/// SQLite only: bytes of the file itself. Whatever can still be read must be what was written.
#[test]
fn flipped_bytes_in_the_file_are_found_or_harmless() {
    let fresh = Fresh::sqlite();
    let (conn, last) = fresh.with_facts(N_FACTS);
    drop(conn);
    let record::store::Store::Sqlite { path } = &fresh.store else { unreachable!() };
    let whole = std::fs::read(path).unwrap();
    let facts = read_after(&mut fresh.store.reader().unwrap(), ORG, 0, N_FACTS).unwrap();
    let mut n_found = 0;
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 1 << (at % 8);
        std::fs::write(path, &bytes).unwrap();
        let Ok(mut reader) = fresh.store.reader() else { continue };
        match verify_chain(&mut reader, ORG) {
            Ok(head) => {
                assert_eq!(head, last, "byte {at}");
                assert_eq!(read_after(&mut reader, ORG, 0, N_FACTS).unwrap(), facts, "byte {at}");
            }
            Err(_) => n_found += 1,
        }
    }
    assert!(n_found > 50, "only {n_found} flips were found");
}
