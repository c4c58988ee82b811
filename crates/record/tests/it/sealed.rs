//! Therapy notes: their author's words, for their author's eyes.

use care::practice::Acting;
use care::refusal::Refusal;
use record::journal;
use record::sealed::{self, RootKey};
use record::store::{Row, Val};
use record::submit::{Answer, Command, Receipt, actor_text};

use crate::clinic::{Clinic, NOAH, who};
use crate::rebuild::noted;
use crate::stores::{Folder, Fresh};

crate::on_both_stores!(
    a_note_opens_for_its_author_only,
    no_column_of_the_store_holds_the_words,
    a_wrong_root_key_is_a_fault_and_no_panic,
    an_altered_note_is_a_fault_and_no_panic,
    an_erased_key_takes_the_words_and_nothing_else,
    a_note_said_twice_is_sealed_once,
    a_note_without_words_writes_nothing,
);

const WORDS: &str = "She dreamt of a lighthouse — and slept, for once.\nNext: Thursday. 🌊";

fn author() -> String {
    actor_text(&who("therapist"))
}

fn a_note_opens_for_its_author_only(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let document = noted(&clinic, WORDS).id.to_string();
    let open = |reader: &str| clinic.record.open_sealed(&document, reader).unwrap();
    assert_eq!(open(&author()).as_deref(), Some(WORDS));
    for other in ["nurse", "prescriber", "director", "auditor", "specialist"] {
        assert_eq!(open(&actor_text(&who(other))), None, "{other}");
    }
    for other in [Acting::patient(NOAH), Acting::HOST, Acting::CLOCK] {
        assert_eq!(open(&actor_text(&other)), None, "{other:?}");
    }
    assert_eq!((open(""), open("%")), (None, None));
    assert_eq!(clinic.record.open_sealed("cmd_0", &author()).unwrap(), None);
    // A key row copied to somebody else opens nothing: the text is bound to its reader.
    let copy = format!(
        "INSERT INTO sealed_keys (org, document, reader, nonce, wrapped) \
         SELECT org, document, '{}', nonce, wrapped FROM sealed_keys WHERE document = '{document}'",
        actor_text(&who("nurse"))
    );
    clinic.tamperer().batch(&copy).unwrap();
    assert!(clinic.record.open_sealed(&document, &actor_text(&who("nurse"))).is_err());
    assert_eq!(open(&author()).as_deref(), Some(WORDS));
}

fn no_column_of_the_store_holds_the_words(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let command = noted(&clinic, WORDS);
    let mut reader = clinic.store.reader().unwrap();
    let facts = journal::read_after(&mut reader, clinic.org(), 0, 10_000).unwrap();
    let last = &facts[facts.len() - 1].envelope;
    assert!(
        last.body.contains("\"sealed_sha256\":\"") && last.fact.starts_with("window.therapy-note-written")
    );
    for word in ["lighthouse", "slept", "Thursday", "🌊"] {
        assert!(!facts.iter().any(|stored| stored.envelope.body.contains(word)), "{word}");
    }
    let holds = |row: &Row, needle: &[u8]| {
        row.vals().iter().any(|val| match val {
            Val::Text(text) => text.as_bytes().windows(needle.len()).any(|part| part == needle),
            Val::Blob(bytes) => bytes.windows(needle.len()).any(|part| part == needle),
            _ => false,
        })
    };
    // Nor a digest from which a guess at the words could be confirmed once the key is gone.
    let said = |sealed: Option<&str>| {
        format!("{:?}|{:?}|{:?}|{sealed:?}", command.act, command.by, command.occurred)
    };
    let digest = |text: &str| {
        let bytes = ring::digest::digest(&ring::digest::SHA256, text.as_bytes());
        bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    };
    let guesses = [digest(WORDS), digest(&said(Some(WORDS)))];
    for table in ["journal", "answered", "sealed", "sealed_keys", "heads"] {
        for row in reader.query(&format!("SELECT * FROM {table}"), &[]).unwrap() {
            for needle in ["lighthouse", &guesses[0], &guesses[1]] {
                assert!(!holds(&row, needle.as_bytes()), "{table} holds {needle}");
            }
        }
    }
}

fn a_wrong_root_key_is_a_fault_and_no_panic(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let document = noted(&clinic, WORDS).id.to_string();
    let mut reader = clinic.store.reader().unwrap();
    for wrong in
        [RootKey::of([0; 32]), RootKey::of([255; 32]), RootKey::open_or_create(&Folder::new().0).unwrap()]
    {
        let opened = sealed::open(&mut reader, &wrong, clinic.org(), &document, &author());
        assert!(opened.is_err());
    }
    let right = RootKey::open_or_create(&clinic.keys.0).unwrap();
    let opened = sealed::open(&mut reader, &right, clinic.org(), &document, &author()).unwrap();
    assert_eq!(opened.map(|opened| opened.words().unwrap()).as_deref(), Some(WORDS));
    // A key file of a wrong size is refused, never used and never replaced.
    let folder = Folder::new();
    std::fs::write(folder.0.join("sealed.key"), [7; 31]).unwrap();
    assert!(RootKey::open_or_create(&folder.0).is_err());
    assert_eq!(std::fs::read(folder.0.join("sealed.key")).unwrap(), [7; 31]);
}

fn an_altered_note_is_a_fault_and_no_panic(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let document = noted(&clinic, WORDS).id.to_string();
    let mut conn = clinic.tamperer();
    for (table, column) in
        [("sealed", "nonce"), ("sealed", "ciphertext"), ("sealed_keys", "nonce"), ("sealed_keys", "wrapped")]
    {
        let whole = conn
            .query(&format!("SELECT {column} FROM {table} WHERE document = '{document}'"), &[])
            .unwrap()[0]
            .blob(0)
            .unwrap()
            .to_vec();
        let mut flipped = whole.clone();
        flipped[3] ^= 1;
        let set = |conn: &mut record::store::Conn, bytes: Vec<u8>| {
            let sql = format!("UPDATE {table} SET {column} = ?1 WHERE document = '{document}'");
            conn.exec(&sql, &[bytes.into()]).unwrap();
        };
        for bytes in [vec![], vec![0], whole[1..].to_vec(), [&whole[..], &[0]].concat(), flipped] {
            set(&mut conn, bytes);
            let opened = clinic.record.open_sealed(&document, &author());
            assert!(opened.is_err(), "{table} {column}: {opened:?}");
        }
        set(&mut conn, whole);
    }
    assert_eq!(clinic.record.open_sealed(&document, &author()).unwrap().as_deref(), Some(WORDS));
}

fn an_erased_key_takes_the_words_and_nothing_else(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let [one, other] = [WORDS, "another note"].map(|words| noted(&clinic, words).id.to_string());
    let checked = clinic.verify().unwrap();
    let erase = "DELETE FROM sealed_keys WHERE document = ?1";
    clinic.store.writer().unwrap().exec(erase, &[(&one).into()]).unwrap();
    assert_eq!(clinic.record.open_sealed(&one, &author()).unwrap(), None);
    assert_eq!(clinic.record.open_sealed(&other, &author()).unwrap().as_deref(), Some("another note"));
    let after = clinic.verify().unwrap();
    assert_eq!((after.facts, after.rows), (checked.facts, checked.rows));
}

fn a_note_said_twice_is_sealed_once(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let command = noted(&clinic, WORDS);
    let ask = |command: Command| clinic.ask(command).unwrap();
    assert!(matches!(ask(command.clone()), Answer::Done(Receipt { repeated: true, .. })));
    let changed = Command { sealed: Some("other words".to_owned().into()), ..command.clone() };
    assert_eq!(ask(changed), Answer::IdReused);
    assert_eq!(ask(Command { sealed: None, ..command.clone() }), Answer::IdReused);
    let document = command.id.to_string();
    assert_eq!(clinic.record.open_sealed(&document, &author()).unwrap().as_deref(), Some(WORDS));
    // Another process with the same keys knows the repeat too.
    let (other, _) = clinic.opened_again();
    assert!(matches!(other.submit(command).wait().unwrap(), Answer::Done(Receipt { repeated: true, .. })));
}

fn a_note_without_words_writes_nothing(fresh: &Fresh) {
    let clinic = Clinic::told(fresh);
    let (command, head) = (noted(&clinic, WORDS), clinic.head());
    let fresh_id = || clinic.command(&command.by, command.act.clone());
    let long = "x".repeat(9_000);
    let unkept = [
        (None, "text-missing"),
        (Some(""), "text-missing"),
        (Some(" \n\t "), "text-missing"),
        (Some("a\u{202E}b"), "text-has-hidden-marks"),
        (Some(&long), "text-too-long"),
    ];
    for (words, code) in unkept {
        let note = Command { sealed: words.map(|words| words.to_owned().into()), ..fresh_id() };
        let answer = clinic.ask(note.clone()).unwrap();
        assert!(matches!(&answer, Answer::Refused(no) if no.code() == code), "{words:?}: {answer:?}");
        assert_eq!(clinic.record.open_sealed(&note.id.to_string(), &author()).unwrap(), None);
    }
    // Who may not write it is told so first, whatever they send.
    let nurse = Command { by: who("nurse"), ..fresh_id() };
    assert!(matches!(clinic.ask(nurse).unwrap(), Answer::Refused(Refusal::OutOfScope { .. })));
    assert_eq!(clinic.head(), head, "nothing was appended");
    clinic.verify().unwrap();
}
