//! With a whole story on disk, every way to tamper with views, journal and sealed texts is found and named.

use care::act::{Act, OpenChart};
use care::course::intention::SetIntention;
use care::ids::{CourseId, ProtocolId};
use care::practice::Acting;
use care::protocol::{CareModel, DraftProtocol, ProposeProtocol, SignProtocol};
use care::units::Hours;
use record::journal;
use record::rebuild::Difference;
use record::store::{Conn, Val};
use record::submit::Command;
use record::verify::{Broken, BrokenWhy, check_witness, verify_chain};
use record::views::{VIEWS, View};

use crate::clinic::{Clinic, HOUSE, INFUSION, KAP, LATER, RAE, content, line, signed_by_two, who};
use crate::stores::Fresh;

crate::on_both_stores!(
    a_changed_value_is_named_in_every_column_of_every_view,
    a_missing_and_an_added_row_are_named,
    swapped_bodies_are_found_where_the_first_one_was,
    a_fact_nobody_can_read_is_named,
    a_changed_sealed_text_is_named,
    words_that_look_like_a_seal_are_only_words,
    a_cut_tail_is_named_by_its_witness,
    another_house_is_not_this_one,
);

fn quoted(val: &Val) -> String {
    match val {
        Val::Null => "NULL".to_owned(),
        Val::Int(int) => int.to_string(),
        Val::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Val::Blob(_) => panic!("no view holds bytes"),
    }
}

/// The value with one bit turned.
fn flipped(val: &Val) -> Val {
    match val {
        // Nothing becomes something; both engines read '7' as text or number, as the column asks.
        Val::Null => Val::Text("7".to_owned()),
        // A bit beyond every number of a row, or another row may have the same key.
        Val::Int(int) => Val::Int(int ^ 16),
        Val::Text(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let last = letters.pop().unwrap_or('a');
            letters.push(char::from_u32(u32::from(last) ^ 1).unwrap());
            Val::Text(letters.into_iter().collect())
        }
        Val::Blob(_) => panic!("no view holds bytes"),
    }
}

fn rows_of(conn: &mut Conn, view: &View) -> Vec<Vec<Val>> {
    let sql = format!("SELECT {} FROM {}", view.columns.join(", "), view.table);
    conn.query(&sql, &[]).unwrap().iter().map(|row| row.vals().to_vec()).collect()
}

fn key_of(view: &View, row: &[Val]) -> String {
    let same =
        view.columns[..view.key].iter().zip(row).map(|(column, val)| format!("{column} = {}", quoted(val)));
    same.collect::<Vec<_>>().join(" AND ")
}

fn found(clinic: &Clinic) -> (&'static str, String, Vec<&'static str>) {
    match clinic.verify() {
        Err(Difference::View { table, key, columns }) => (table, key, columns),
        other => panic!("{other:?}"),
    }
}

/// One change of a protocol that takes force in two days, and one that waits for a second person.
fn proposes_two_changes(clinic: &Clinic) {
    for (id, model, revises) in [(70, CareModel::Infusion, INFUSION), (71, CareModel::Kap, KAP)] {
        let id = ProtocolId(id);
        let draft = DraftProtocol { content: content(model), revises: Some(revises) };
        clinic.does(&who("director"), Act::DraftProtocol(id, draft));
        let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
        let [(director, propose), (prescriber, approve)] = signed_by_two(id, sign);
        let Act::ProposeProtocol(_, propose) = propose else { panic!("it is proposed") };
        let from = Some(clinic.now().plus_hours(Hours(48)));
        clinic.does(&director, Act::ProposeProtocol(id, ProposeProtocol { from, ..propose }));
        if revises == INFUSION {
            clinic.does(&prescriber, approve);
        }
    }
}

fn a_changed_value_is_named_in_every_column_of_every_view(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    proposes_two_changes(&clinic);
    noted(&clinic, "a dream of water");
    let mut conn = clinic.tamperer();
    let mut n_null = 0;
    for view in VIEWS {
        let rows = rows_of(&mut conn, view);
        for (at, column) in view.columns.iter().enumerate() {
            // A row that has a value there, if any has.
            let row = rows.iter().find(|row| row[at] != Val::Null).unwrap_or(&rows[0]);
            n_null += u32::from(row[at] == Val::Null);
            let mut changed = row.clone();
            changed[at] = flipped(&row[at]);
            let mut set = |from: &[Val], to: &[Val]| {
                let (table, key) = (view.table, key_of(view, from));
                let sql = format!("UPDATE {table} SET {column} = {} WHERE {key}", quoted(&to[at]));
                conn.batch(&sql).unwrap_or_else(|fault| panic!("{sql}: {fault:?}"));
            };
            set(row, &changed);
            let (table, key, columns) = found(&clinic);
            assert_eq!(table, view.table, "{column}");
            if at < view.key {
                // Another key is another row: one is missing, and one should not be there.
                assert!(columns.is_empty(), "{table} {column}: {columns:?}");
                let plain = |row: &[Val]| quoted(&row[0]).trim_matches('\'').to_owned();
                assert!(key.contains(&plain(row)) || key.contains(&plain(&changed)), "{column}: {key}");
            } else {
                assert_eq!(columns, [*column], "{table}");
                assert!(key.contains(quoted(&row[0]).trim_matches('\'')), "{table} {column}: {key}");
            }
            set(&changed, row);
        }
    }
    // One of them takes a month: an entry that is erased.
    assert!(n_null <= 7, "{n_null} columns have no value anywhere: the story should tell more");
    clinic.verify().unwrap();
}

fn a_missing_and_an_added_row_are_named(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    noted(&clinic, "a dream of water");
    let mut conn = clinic.tamperer();
    for view in VIEWS {
        let rows = rows_of(&mut conn, view);
        // The first, one in the middle, and the last row: each is named, not the one that took its place.
        for row in [&rows[0], &rows[rows.len() / 2], &rows[rows.len() - 1]] {
            let (table, columns) = (view.table, view.columns.join(", "));
            let vals: Vec<String> = row.iter().map(quoted).collect();
            conn.batch(&format!("DELETE FROM {table} WHERE {}", key_of(view, row))).unwrap();
            let (named, key, differing) = found(&clinic);
            assert_eq!((named, differing.is_empty()), (table, true));
            assert!(key.contains(quoted(&row[0]).trim_matches('\'')), "{table}: {key} for {row:?}");
            let insert = |first: &str, rest: &[String]| {
                format!(
                    "INSERT INTO {table} (org, {columns}) VALUES ('{HOUSE}', {first}, {})",
                    rest.join(", ")
                )
            };
            conn.batch(&insert(&vals[0], &vals[1..])).unwrap();
            // A row that nobody wrote: before all others, and after.
            for stranger in ["'aaa'", "'zzz'"] {
                conn.batch(&insert(stranger, &vals[1..])).unwrap();
                let (named, key, differing) = found(&clinic);
                assert_eq!((named, differing.is_empty()), (table, true));
                assert!(key.contains(stranger.trim_matches('\'')), "{table}: {key} for {stranger}");
                conn.batch(&format!("DELETE FROM {table} WHERE {} = {stranger}", view.columns[0])).unwrap();
            }
        }
    }
    clinic.verify().unwrap();
}

fn swapped_bodies_are_found_where_the_first_one_was(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let mut conn = clinic.tamperer();
    let facts = journal::read_after(&mut conn, clinic.org(), 0, 1_000).unwrap();
    let vitals: Vec<_> =
        facts.iter().filter(|stored| stored.envelope.fact.starts_with("session.vitals-recorded")).collect();
    let [one, other] = [vitals[0], vitals[1]];
    for (stored, body) in [(one, &other.envelope.body), (other, &one.envelope.body)] {
        let sql = "UPDATE journal SET body = ?1 WHERE position = ?2";
        conn.exec(sql, &[body.into(), stored.position.into()]).unwrap();
    }
    let Err(Difference::Chain(Broken { position, why: BrokenWhy::HashDiffers })) = clinic.verify() else {
        panic!("the swap was not found")
    };
    assert_eq!(position, one.position);
}

/// A journal that is whole, with a fact of a later program: verify says so and does not guess.
fn a_fact_nobody_can_read_is_named(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let mut conn = clinic.store.writer().unwrap();
    let head = clinic.head();
    let mut later =
        journal::read_after(&mut conn, clinic.org(), head.position - 1, 1).unwrap().remove(0).envelope;
    later.fact = "patient.cloned/9".to_owned();
    later.version += 1;
    journal::append(&mut conn, &head, later.clone()).unwrap();
    let found = clinic.verify().unwrap_err();
    let Difference::Fact { position, why } = &found else { panic!("{found}") };
    assert_eq!(*position, head.position + 1);
    assert!(why.contains("patient.cloned/9"), "{why}");
    assert!(clinic.record.state(care::fact::Stream::read(&later.stream).unwrap()).is_err());
}

/// KAP's first talk was held; its therapist writes a note.
pub fn noted(clinic: &Clinic, words: &str) -> Command {
    let by = who("therapist");
    let window = care::ids::WindowId::of(care::ids::SessionId(3));
    let note = care::integration::write_note::WriteTherapyNote;
    let mut command = clinic.command(&by, Act::WriteTherapyNote(window, note));
    command.sealed = Some(words.to_owned().into());
    clinic.ask(command.clone()).unwrap();
    command
}

fn a_changed_sealed_text_is_named(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let document = noted(&clinic, "a dream of water").id.to_string();
    clinic.verify().unwrap();
    let at = clinic.head().position;
    let mut conn = clinic.tamperer();
    for column in ["ciphertext", "nonce"] {
        let sql = format!("SELECT {column} FROM sealed WHERE document = ?1");
        let whole = conn.query(&sql, &[(&document).into()]).unwrap()[0].blob(0).unwrap().to_vec();
        let set = format!("UPDATE sealed SET {column} = ?1 WHERE document = ?2");
        for place in [0, whole.len() / 2, whole.len() - 1] {
            let mut bytes = whole.clone();
            bytes[place] ^= 1;
            conn.exec(&set, &[bytes.into(), (&document).into()]).unwrap();
            let found = clinic.verify();
            assert!(
                matches!(found, Err(Difference::Sealed { position }) if position == at),
                "{column}: {found:?}"
            );
        }
        conn.exec(&set, &[whole.into(), (&document).into()]).unwrap();
    }
    clinic.verify().unwrap();
    conn.exec("DELETE FROM sealed WHERE document = ?1", &[(&document).into()]).unwrap();
    assert!(matches!(clinic.verify(), Err(Difference::Sealed { position }) if position == at));
}

/// A patient may say anything, and the record stays whole.
fn words_that_look_like_a_seal_are_only_words(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes("join team prescriber, open course");
    for words in ["sealed_sha256", "\"sealed_sha256\":\"00\"", "\\", "'; DROP TABLE journal; --", "%_?1 $1"] {
        let act = Act::SetIntention(CourseId(1), SetIntention { words: line(words) });
        clinic.does(&Acting::patient(RAE), act);
        clinic.verify().unwrap_or_else(|found| panic!("{words}: {found}"));
    }
}

fn a_cut_tail_is_named_by_its_witness(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let before = clinic.record.witness().unwrap().unwrap();
    // Reading a chart changes no view: whoever cuts this off leaves everything else in order.
    let last = clinic.does(&who("nurse"), Act::OpenChart(RAE, OpenChart)).position;
    let witness = clinic.record.witness().unwrap().unwrap();
    assert_eq!((witness.position, before.position), (last, last - 1));
    let mut conn = clinic.tamperer();
    check_witness(&mut conn, clinic.org(), &witness).unwrap();
    let sql = format!(
        "DELETE FROM heads WHERE position = {last}; DELETE FROM answered WHERE position = {last}; \
         DELETE FROM journal WHERE position = {last}"
    );
    conn.batch(&sql).unwrap();
    clinic.verify().unwrap();
    assert_eq!(verify_chain(&mut conn, clinic.org()).unwrap().position, last - 1);
    let Broken { position, why } = check_witness(&mut conn, clinic.org(), &witness).unwrap_err();
    assert!(matches!(why, BrokenWhy::TailCut { ends_at } if (position, ends_at) == (last, last - 1)));
    check_witness(&mut conn, clinic.org(), &before).unwrap();
    // Cut off with less care, it is found without a witness.
    conn.batch(&format!("DELETE FROM journal WHERE position = {}", last - 1)).unwrap();
    assert!(matches!(clinic.verify(), Err(Difference::Chain(Broken { why: BrokenWhy::HeadDiffers, .. }))));
}

fn another_house_is_not_this_one(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    let nobody = record::rebuild::verify(&mut clinic.store.reader().unwrap(), "hou_2").unwrap();
    assert_eq!((nobody.facts, nobody.rows), (0, 0));
    // A row given to another house is missing here, and is there without a fact.
    let mut conn = clinic.tamperer();
    conn.batch("UPDATE people SET org = 'hou_2' WHERE name = 'Ines Marsh'").unwrap();
    assert_eq!(found(&clinic).0, "people");
    let there = record::rebuild::verify(&mut conn, "hou_2");
    assert!(matches!(there, Err(Difference::View { table: "people", .. })), "{there:?}");
}

/// SQLite only: STRICT is a promise of the schema, and whoever holds the file can change the schema.
#[test]
fn values_of_a_wrong_kind_are_findings_and_never_a_panic() {
    let fresh = Fresh::sqlite();
    let clinic = Clinic::told(&fresh);
    let mut conn = clinic.tamperer();
    conn.batch("CREATE TABLE loose AS SELECT * FROM sessions; DROP TABLE sessions; ALTER TABLE loose RENAME TO sessions")
        .unwrap();
    clinic.verify().unwrap();
    let view = VIEWS.iter().find(|view| view.table == "sessions").unwrap();
    for column in view.columns {
        for value in ["NULL", "x'ff00'", "1.5", "''", "'é'", "CAST(x'c3' AS TEXT)", "-1"] {
            let sql = format!("SELECT {column} IS {value} FROM sessions ORDER BY session LIMIT 1");
            if conn.query(&sql, &[]).unwrap()[0].int(0).unwrap() == 1 {
                continue;
            }
            conn.batch("CREATE TABLE kept AS SELECT * FROM sessions").unwrap();
            let first = "rowid = (SELECT rowid FROM sessions ORDER BY session LIMIT 1)";
            conn.batch(&format!("UPDATE sessions SET {column} = {value} WHERE {first}")).unwrap();
            assert_eq!(found(&clinic).0, "sessions", "{column} = {value}");
            conn.batch("DROP TABLE sessions; ALTER TABLE kept RENAME TO sessions").unwrap();
        }
    }
    clinic.verify().unwrap();
}

/// The keys in `VIEWS` and the columns in the migrations are one list.
#[test]
fn every_column_of_every_view_is_compared() {
    let fresh = Fresh::sqlite();
    let mut conn = fresh.migrated();
    for view in VIEWS {
        let rows = conn.query(&format!("SELECT name FROM pragma_table_info('{}')", view.table), &[]).unwrap();
        let columns: Vec<&str> = rows.iter().map(|row| row.text(0).unwrap()).collect();
        assert_eq!(columns[0], "org");
        assert_eq!(&columns[1..], view.columns, "{}", view.table);
    }
    let tables = conn.query("SELECT name FROM sqlite_master WHERE type = 'table'", &[]).unwrap();
    let known = [
        "journal",
        "answered",
        "heads",
        "sealed",
        "sealed_keys",
        "accounts",
        "sign_ins",
        "throttle",
        "schema_version",
        "outbox",
        "feed_reads",
        "busy_places",
        "busy_spans",
        // Made again from what monitors sent, and held against it (samples/check.rs).
        "sample_heads",
        "samples_open",
        "samples",
        "sample_minutes",
    ];
    for table in tables.iter().map(|row| row.text(0).unwrap()) {
        let listed = VIEWS.iter().any(|view| view.table == table) || known.contains(&table);
        assert!(listed, "{table} is in no list");
    }
}
