//! The diary on disk: who can open what, and that what was taken back, replaced or erased is in no file.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant as Timer};

use care::act::Act;
use care::diary::delete::{DeleteDiaryEntry, EraseDiaryEntry, RestoreDiaryEntry};
use care::diary::share::{ShareDiaryEntry, TakeBackDiaryEntry};
use care::diary::write::{ChangeDiaryEntry, WriteDiaryEntry};
use care::diary::{Media, NewPiece, PieceKind};
use care::ids::{CommandId, DiaryEntryId};
use care::patient::care_team::JoinCareTeam;
use care::practice::{Acting, Role};
use care::time::Instant;
use record::journal;
use record::rebuild::Difference;
use record::sealed::Plain;
use record::store::{Store, Synchronous, Val};
use record::submit::{Answer, Command};
use record::views::ask_diary;

use crate::clinic::{Clinic, NOAH, RAE, id_of, who};
use crate::stores::{Folder, Fresh};

crate::on_both_stores!(
    an_entry_opens_for_its_writer_and_for_whom_it_is_shared_with_now,
    a_later_version_reaches_the_readers_and_the_earlier_one_is_gone,
    no_content_is_in_a_column,
    content_that_is_not_what_its_piece_says_writes_nothing,
    any_bytes_come_back_as_they_were,
    a_deleted_entry_comes_back_private_and_an_erased_one_never,
    what_was_done_to_keys_by_others_is_found,
    lists_ask_for_ones_own_and_for_what_is_shared,
);

const ENTRY: DiaryEntryId = DiaryEntryId(77);
const RAES: Acting = Acting::patient(RAE);
const MARK: &str = "lighthouse-in-the-fog-3141592653 🌊 מגדלור";
const DAY: i64 = 86_400_000_000;

fn staffed(fresh: &Fresh) -> Clinic {
    let clinic = Clinic::founded(fresh);
    for (name, role) in [("prescriber", Role::Prescriber), ("nurse", Role::Nurse)] {
        let act = JoinCareTeam { person: id_of(name), role };
        clinic.does(&who("prescriber"), Act::JoinCareTeam(RAE, act));
    }
    clinic
}

fn with(clinic: &Clinic, act: Act, media: &'static str, bytes: &[u8]) -> Command {
    let sealed = Some(Plain { media, bytes: bytes.to_vec() });
    Command { sealed, ..clinic.command(&RAES, act) }
}

fn done(clinic: &Clinic, command: Command) -> CommandId {
    let (id, act) = (command.id, format!("{:?}", command.act));
    let answer = clinic.ask(command).unwrap();
    assert!(matches!(answer, Answer::Done(_)), "{act}: {answer:?}");
    id
}

fn writes(clinic: &Clinic, entry: DiaryEntryId, words: &str) -> CommandId {
    let act = WriteDiaryEntry { patient: RAE, piece: NewPiece::text(words), prompt: None };
    done(clinic, with(clinic, Act::WriteDiaryEntry(entry, act), "text/plain", words.as_bytes()))
}

fn changes(clinic: &Clinic, words: &str, over: CommandId) -> CommandId {
    let act = ChangeDiaryEntry { piece: Some(NewPiece::text(words)), over: vec![over] };
    done(clinic, with(clinic, Act::ChangeDiaryEntry(ENTRY, act), "text/plain", words.as_bytes()))
}

fn shares(clinic: &Clinic, entry: DiaryEntryId, name: &str) {
    clinic.does(&RAES, Act::ShareDiaryEntry(entry, ShareDiaryEntry { with: id_of(name) }));
}

fn takes_back(clinic: &Clinic, entry: DiaryEntryId, name: &str) {
    clinic.does(&RAES, Act::TakeBackDiaryEntry(entry, TakeBackDiaryEntry { with: id_of(name) }));
}

fn deletes(clinic: &Clinic, entry: DiaryEntryId) {
    clinic.does(&RAES, Act::DeleteDiaryEntry(entry, DeleteDiaryEntry));
}

fn erases(clinic: &Clinic, entry: DiaryEntryId) {
    clinic.set_clock(Instant(clinic.now().0 + 30 * DAY));
    clinic.does(&Acting::CLOCK, Act::EraseDiaryEntry(entry, EraseDiaryEntry));
}

fn opens(clinic: &Clinic, document: CommandId, reader: &str) -> Option<String> {
    clinic.record.open_sealed(&document.to_string(), reader).unwrap()
}

fn reader(name: &str) -> String {
    id_of(name).to_string()
}

fn an_entry_opens_for_its_writer_and_for_whom_it_is_shared_with_now(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let document = writes(&clinic, ENTRY, MARK);
    let photo = NewPiece { kind: PieceKind::Photo, media: Media::Jpeg, size_bytes: 4 };
    let act = Act::ChangeDiaryEntry(ENTRY, ChangeDiaryEntry { piece: Some(photo), over: vec![] });
    let photo = done(&clinic, with(&clinic, act, "image/jpeg", &[0xff, 0xd8, 0xff, 0]));
    let everyone = ["director", "prescriber", "nurse", "therapist", "specialist", "desk", "auditor"];
    let reads = |document: &str| -> Vec<&str> {
        everyone
            .into_iter()
            .filter(|name| clinic.record.open_document(document, &reader(name)).unwrap().is_some())
            .collect()
    };
    let both = [document.to_string(), photo.to_string()];
    for (step, expected) in [
        ("", &[][..]),
        ("share nurse", &["nurse"]),
        ("share prescriber", &["prescriber", "nurse"]),
        ("back nurse", &["prescriber"]),
        ("share nurse", &["prescriber", "nurse"]),
        ("back prescriber", &["nurse"]),
    ] {
        match step.split_once(' ') {
            Some(("share", name)) => shares(&clinic, ENTRY, name),
            Some((_, name)) => takes_back(&clinic, ENTRY, name),
            None => {}
        }
        for document in &both {
            assert_eq!(reads(document), expected, "after {step:?}");
        }
        assert_eq!(opens(&clinic, document, &RAE.to_string()).as_deref(), Some(MARK));
        assert_eq!(opens(&clinic, document, &NOAH.to_string()), None);
        clinic.verify().unwrap();
    }
    let opened = clinic.record.open_document(&both[1], &reader("nurse")).unwrap().unwrap();
    assert_eq!((opened.media.as_str(), &opened.bytes[..]), ("image/jpeg", &[0xff, 0xd8, 0xff, 0][..]));
}

fn a_later_version_reaches_the_readers_and_the_earlier_one_is_gone(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let first = writes(&clinic, ENTRY, "a first try");
    shares(&clinic, ENTRY, "nurse");
    let second = changes(&clinic, "better", first);
    assert_eq!(opens(&clinic, first, &RAE.to_string()), None);
    assert_eq!(opens(&clinic, second, &reader("nurse")).as_deref(), Some("better"));
    clinic.verify().unwrap();
    // The other device still shows the first: both are kept, for both readers.
    let third = changes(&clinic, "from the telephone", first);
    for (document, words) in [(second, "better"), (third, "from the telephone")] {
        for who in [RAE.to_string(), reader("nurse")] {
            assert_eq!(opens(&clinic, document, &who).as_deref(), Some(words));
        }
    }
    let rows = clinic.record.read(|conn| ask_diary::of_patient(conn, clinic.org(), RAE)).unwrap();
    assert_eq!((rows[0].n_texts, rows[0].n_readers, rows[0].kinds.as_str()), (2, 1, "text"));
    clinic.verify().unwrap();
}

fn no_content_is_in_a_column(fresh: &Fresh) {
    let clinic = staffed(fresh);
    writes(&clinic, ENTRY, MARK);
    shares(&clinic, ENTRY, "nurse");
    let mut conn = clinic.store.reader().unwrap();
    let facts = journal::read_after(&mut conn, clinic.org(), 0, 10_000).unwrap();
    let written = facts.iter().find(|stored| stored.envelope.fact == "diary.written/1").unwrap();
    assert!(written.envelope.body.contains("\"sealed_sha256\":\""));
    for table in
        ["journal", "answered", "sealed", "sealed_keys", "heads", "diary", "diary_shares", "patients"]
    {
        for row in conn.query(&format!("SELECT * FROM {table}"), &[]).unwrap() {
            let holds = row.vals().iter().any(|val| match val {
                Val::Text(text) => text.contains("lighthouse"),
                Val::Blob(bytes) => contains(bytes, b"lighthouse"),
                _ => false,
            });
            assert!(!holds, "{table}");
        }
    }
}

fn content_that_is_not_what_its_piece_says_writes_nothing(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let head = clinic.head();
    let act = WriteDiaryEntry { patient: RAE, piece: NewPiece::text("words"), prompt: None };
    let act = Act::WriteDiaryEntry(ENTRY, act);
    let nothing = Command { sealed: None, ..clinic.command(&RAES, act.clone()) };
    for (command, code) in [
        (nothing, "diary-piece-unfit"),
        (with(&clinic, act.clone(), "text/plain", b"other words"), "diary-piece-unfit"),
        (with(&clinic, act.clone(), "image/png", b"words"), "diary-piece-unfit"),
        (with(&clinic, act.clone(), "text/plain", b"    \n"), "text-missing"),
        (with(&clinic, act.clone(), "text/plain", &[b'a', b'b', 0xff, b'c', b'd']), "diary-piece-unfit"),
        (with(&clinic, act.clone(), "text/plain", b"a\0b\0c"), "text-has-hidden-marks"),
    ] {
        let answer = clinic.ask(command).unwrap();
        assert!(matches!(&answer, Answer::Refused(no) if no.code() == code), "{code}: {answer:?}");
    }
    assert_eq!(clinic.head(), head);
    // Said twice, it is kept once; said twice otherwise, it is refused.
    let command = with(&clinic, act, "text/plain", b"words");
    done(&clinic, command.clone());
    assert!(matches!(clinic.ask(command.clone()).unwrap(), Answer::Done(receipt) if receipt.repeated));
    let other = Command { sealed: Some("sword".to_owned().into()), ..command };
    assert_eq!(clinic.ask(other).unwrap(), Answer::IdReused);
    clinic.verify().unwrap();
}

fn any_bytes_come_back_as_they_were(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let words =
        "<script>alert(1)</script> 👩🏽‍🚀 \u{202E}הים\u{200F} البحر\n\ttab; \u{1F}".replace('\u{1F}', "'--");
    let document = writes(&clinic, ENTRY, &words);
    assert_eq!(opens(&clinic, document, &RAE.to_string()), Some(words));
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let size_bytes = u32::try_from(bytes.len()).unwrap();
    let piece = NewPiece { kind: PieceKind::Voice, media: Media::Webm, size_bytes };
    let act = Act::ChangeDiaryEntry(ENTRY, ChangeDiaryEntry { piece: Some(piece), over: vec![] });
    let voice = done(&clinic, with(&clinic, act, "audio/webm", &bytes)).to_string();
    let opened = clinic.record.open_document(&voice, &RAE.to_string()).unwrap().unwrap();
    assert!(opened.bytes == bytes);
}

fn a_deleted_entry_comes_back_private_and_an_erased_one_never(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let document = writes(&clinic, ENTRY, MARK);
    shares(&clinic, ENTRY, "nurse");
    deletes(&clinic, ENTRY);
    assert_eq!(opens(&clinic, document, &reader("nurse")), None);
    clinic.does(&RAES, Act::RestoreDiaryEntry(ENTRY, RestoreDiaryEntry));
    assert_eq!(opens(&clinic, document, &reader("nurse")), None);
    assert_eq!(opens(&clinic, document, &RAE.to_string()).as_deref(), Some(MARK));
    deletes(&clinic, ENTRY);
    let due = |clinic: &Clinic| {
        clinic.record.read(|conn| ask_diary::erase_due(conn, clinic.org(), clinic.now())).unwrap()
    };
    assert_eq!(due(&clinic), []);
    clinic.set_clock(Instant(clinic.now().0 + 30 * DAY - 1));
    assert_eq!(due(&clinic), []);
    clinic.set_clock(Instant(clinic.now().0 + 1));
    assert_eq!(due(&clinic), [ENTRY]);
    clinic.does(&Acting::CLOCK, Act::EraseDiaryEntry(ENTRY, EraseDiaryEntry));
    assert_eq!(due(&clinic), []);
    assert_eq!(opens(&clinic, document, &RAE.to_string()), None);
    clinic.verify().unwrap();
    let rows = clinic.record.read(|conn| ask_diary::of_patient(conn, clinic.org(), RAE)).unwrap();
    assert!(rows.is_empty());
    let mut conn = clinic.store.reader().unwrap();
    for table in ["sealed", "sealed_keys"] {
        assert_eq!(conn.query(&format!("SELECT document FROM {table}"), &[]).unwrap().len(), 0, "{table}");
    }
}

/// `verify` still finds what somebody did behind the record's back, before and after an erase.
fn what_was_done_to_keys_by_others_is_found(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let document = writes(&clinic, ENTRY, MARK).to_string();
    let other = DiaryEntryId(78);
    writes(&clinic, other, "another");
    shares(&clinic, ENTRY, "nurse");
    shares(&clinic, other, "nurse");
    takes_back(&clinic, other, "nurse");
    deletes(&clinic, other);
    erases(&clinic, other);
    clinic.verify().unwrap();
    let nurse = reader("nurse");
    let keys = [
        "DELETE FROM sealed_keys WHERE reader = ?1",
        "UPDATE sealed_keys SET reader = 'per_x' WHERE reader = ?1",
    ];
    for sql in keys {
        found(&clinic, |conn| {
            conn.exec(sql, &[(&nurse).into()]).unwrap();
        });
    }
    for sql in [
        "DELETE FROM sealed WHERE document = ?1",
        "UPDATE sealed SET media = 'text/html' WHERE document = ?1",
        "UPDATE sealed SET media = NULL WHERE document = ?1",
        "DELETE FROM sealed_keys WHERE document = ?1",
        "INSERT INTO sealed_keys SELECT org, document, 'per_y', nonce, wrapped FROM sealed_keys \
         WHERE document = ?1 AND reader LIKE 'pat%'",
    ] {
        found(&clinic, |conn| {
            conn.exec(sql, &[(&document).into()]).unwrap();
        });
    }
    clinic.verify().unwrap();
}

/// Changes something, sees that `verify` finds it, and puts it back.
fn found(clinic: &Clinic, change: impl FnOnce(&mut record::store::Conn)) {
    let tables = [
        "org, document, nonce, ciphertext, media FROM sealed",
        "org, document, reader, nonce, wrapped FROM sealed_keys",
    ];
    let mut conn = clinic.store.writer_with(Synchronous::Normal).unwrap();
    let kept = tables.map(|table| conn.query(&format!("SELECT {table}"), &[]).unwrap());
    change(&mut conn);
    let verdict = clinic.verify();
    assert!(matches!(verdict, Err(Difference::Sealed { .. })), "{verdict:?}");
    for (table, rows) in tables.into_iter().zip(kept) {
        let (columns, name) = table.split_once(" FROM ").unwrap();
        conn.exec(&format!("DELETE FROM {name}"), &[]).unwrap();
        for row in rows {
            let sql = format!("INSERT INTO {name} ({columns}) VALUES (?1, ?2, ?3, ?4, ?5)");
            conn.exec(&sql, row.vals()).unwrap();
        }
    }
}

fn lists_ask_for_ones_own_and_for_what_is_shared(fresh: &Fresh) {
    let clinic = staffed(fresh);
    let entries: Vec<DiaryEntryId> = (1..=3).map(DiaryEntryId).collect();
    for (n, entry) in entries.iter().enumerate() {
        clinic.set_clock(Instant(clinic.now().0 + DAY));
        writes(&clinic, *entry, &format!("entry {n}"));
    }
    shares(&clinic, entries[0], "nurse");
    shares(&clinic, entries[2], "nurse");
    takes_back(&clinic, entries[0], "nurse");
    shares(&clinic, entries[1], "prescriber");
    let shared = |name: &str, patient| {
        let ask = |conn: &mut _| ask_diary::shared_with(conn, clinic.org(), id_of(name), patient);
        clinic.record.read(ask).unwrap()
    };
    assert_eq!(shared("nurse", RAE), [entries[2]]);
    assert_eq!(shared("prescriber", RAE), [entries[1]]);
    assert_eq!((shared("nurse", NOAH), shared("specialist", RAE)), (vec![], vec![]));
    let own =
        |patient| clinic.record.read(|conn| ask_diary::of_patient(conn, clinic.org(), patient)).unwrap();
    assert_eq!(
        own(RAE).iter().map(|row| row.entry).collect::<Vec<_>>(),
        [entries[2], entries[1], entries[0]]
    );
    assert_eq!(own(RAE).iter().map(|row| row.n_readers).collect::<Vec<_>>(), [1, 1, 0]);
    assert!(own(NOAH).is_empty());
    deletes(&clinic, entries[2]);
    assert_eq!(shared("nurse", RAE), []);
    assert!(own(RAE)[0].deleted.is_some());
}

// ── On disk: SQLite only. What PostgreSQL keeps is its operator's, as docs/erasing.md says. ──

/// By its first byte first: these files are large and debug builds slow.
fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == needle[0]) {
        if rest[at..].starts_with(needle) {
            return true;
        }
        rest = &rest[at + 1..];
    }
    false
}

/// Every file under these folders, with its bytes.
fn files(folders: &[&Path]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = vec![];
    for folder in folders {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            all.push((path.clone(), std::fs::read(&path).unwrap()));
        }
    }
    all
}

/// What a document has on disk: its ciphertext, and each of its wrapped keys by reader.
struct Traces {
    ciphertext: Vec<u8>,
    wrapped: Vec<(String, Vec<u8>)>,
}

fn traces(clinic: &Clinic, document: CommandId) -> Traces {
    let mut conn = clinic.store.reader().unwrap();
    let of = [Val::from(document.to_string())];
    let text = conn.query("SELECT ciphertext FROM sealed WHERE document = ?1", &of).unwrap();
    let keys = conn.query("SELECT reader, wrapped FROM sealed_keys WHERE document = ?1", &of).unwrap();
    Traces {
        ciphertext: text[0].blob(0).unwrap().to_vec(),
        wrapped: keys
            .iter()
            .map(|row| (row.text(0).unwrap().to_owned(), row.blob(1).unwrap().to_vec()))
            .collect(),
    }
}

struct Place {
    fresh: Fresh,
    clinic: Clinic,
}

impl Place {
    fn new() -> Self {
        let fresh = Fresh::sqlite();
        let clinic = staffed(&fresh);
        Self { fresh, clinic }
    }

    fn folder(&self) -> PathBuf {
        let Store::Sqlite { path } = &self.fresh.store else { panic!("SQLite") };
        path.parent().unwrap().to_owned()
    }

    /// Files of the data folder and of the key folder that hold these bytes.
    fn holding(&self, needle: &[u8]) -> Vec<PathBuf> {
        let (folder, keys) = (self.folder(), self.clinic.keys.0.clone());
        let held = files(&[&folder, &keys]).into_iter().filter(|(_, bytes)| contains(bytes, needle));
        held.map(|(path, _)| path).collect()
    }

    #[track_caller]
    fn nowhere(&self, needle: &[u8], what: &str) {
        assert_eq!(self.holding(needle), Vec::<PathBuf>::new(), "{what} is in a file");
    }
}

#[test]
fn what_was_taken_back_or_erased_is_in_no_file_of_the_data_folder() {
    let place = Place::new();
    let clinic = &place.clinic;
    let mark = MARK.as_bytes();
    // Long enough for pages of its own, with the marker at both ends.
    let words = format!("{MARK} {} {MARK}", "and the sea ".repeat(1_000));
    let document = writes(clinic, ENTRY, &words);
    place.nowhere(mark, "the plain text, written");
    shares(clinic, ENTRY, "nurse");
    place.nowhere(mark, "the plain text, shared");
    let before = traces(clinic, document);
    let key_of = |who: &str| before.wrapped.iter().find(|(reader, _)| reader == who).unwrap().1.clone();
    let (nurses, own) = (key_of(&reader("nurse")), key_of(&RAE.to_string()));
    // The search finds what is there: otherwise it would prove nothing.
    for there in [&nurses[..], &own, &before.ciphertext[..32], &before.ciphertext[6_000..6_032]] {
        assert!(!place.holding(there).is_empty());
    }

    takes_back(clinic, ENTRY, "nurse");
    clinic.record.scrubbed();
    place.nowhere(&nurses, "the key that was taken back");
    assert!(!place.holding(&own).is_empty());
    place.nowhere(mark, "the plain text, taken back");

    let second = changes(clinic, &format!("{words} again"), document);
    let later = traces(clinic, second);
    deletes(clinic, ENTRY);
    erases(clinic, ENTRY);
    clinic.record.scrubbed();
    for (gone, what) in [(&before, "the first version"), (&later, "the second version")] {
        for (_, wrapped) in &gone.wrapped {
            place.nowhere(wrapped, &format!("a key of {what}"));
        }
        for part in gone.ciphertext.chunks(48).step_by(7).filter(|part| part.len() == 48) {
            place.nowhere(part, what);
        }
    }
    place.nowhere(mark, "the plain text, erased");
    clinic.verify().unwrap();

    // Nor in any copy that is made later, by hand or by the engine.
    let copies = Folder::new();
    for (path, bytes) in files(&[&place.folder()]) {
        std::fs::write(copies.0.join(path.file_name().unwrap()), bytes).unwrap();
    }
    let vacuumed = copies.0.join("vacuumed.db");
    let sql = format!("VACUUM INTO '{}'", vacuumed.display());
    clinic.store.writer_with(Synchronous::Normal).unwrap().batch(&sql).unwrap();
    for (path, bytes) in files(&[&copies.0]) {
        let gone = [&own[..], &nurses, &later.wrapped[0].1, &before.ciphertext[..48], mark];
        assert!(!gone.iter().any(|gone| contains(&bytes, gone)), "{}", path.display());
    }
    let copied = Store::Sqlite { path: vacuumed };
    record::rebuild::verify(&mut copied.reader().unwrap(), clinic.org()).unwrap();
}

/// Not only words: what was drawn, spoken and photographed goes as they do, each by itself and all together.
#[test]
fn pictures_and_sounds_that_were_taken_back_or_erased_are_in_no_file_either() {
    let place = Place::new();
    let clinic = &place.clinic;
    let mark = MARK.as_bytes();
    let words = writes(clinic, ENTRY, MARK);
    let kinds = [
        (PieceKind::Drawing, Media::Png, "image/png"),
        (PieceKind::Photo, Media::Jpeg, "image/jpeg"),
        (PieceKind::Voice, Media::Webm, "audio/webm"),
    ];
    let pieces = kinds.map(|(kind, media, code)| {
        // Longer than a page, so that it is kept on pages of its own, with the marker at both ends.
        let bytes = [mark, &[kind as u8; 20_000], mark].concat();
        let piece = NewPiece { kind, media, size_bytes: u32::try_from(bytes.len()).unwrap() };
        let act = Act::ChangeDiaryEntry(ENTRY, ChangeDiaryEntry { piece: Some(piece), over: vec![] });
        done(clinic, with(clinic, act, code, &bytes))
    });
    shares(clinic, ENTRY, "nurse");
    place.nowhere(mark, "the plain content, shared");
    let all: Vec<Traces> = [words].iter().chain(&pieces).map(|id| traces(clinic, *id)).collect();
    let gone = |of: &Traces, whose: Option<&str>, what: &str| {
        let keys = of.wrapped.iter().filter(|(who, _)| whose.is_none_or(|whose| who == whose));
        keys.for_each(|(_, key)| place.nowhere(key, &format!("a key of {what}")));
        if whose.is_none() {
            for part in of.ciphertext.chunks(48).step_by(31).filter(|part| part.len() == 48) {
                place.nowhere(part, what);
            }
        }
    };
    for of in &all {
        assert_eq!(of.wrapped.len(), 2);
        assert!(!place.holding(&of.wrapped[0].1).is_empty() && !place.holding(&of.wrapped[1].1).is_empty());
    }

    takes_back(clinic, ENTRY, "nurse");
    clinic.record.scrubbed();
    all.iter().for_each(|of| gone(of, Some(&reader("nurse")), "what was taken back"));

    // One piece is taken out by itself; the others stay.
    let over = vec![pieces[1]];
    clinic.does(&RAES, Act::ChangeDiaryEntry(ENTRY, ChangeDiaryEntry { piece: None, over }));
    clinic.record.scrubbed();
    gone(&all[2], None, "the photo that was taken out");
    assert!(!place.holding(&all[1].ciphertext[..48]).is_empty());
    clinic.verify().unwrap();

    deletes(clinic, ENTRY);
    erases(clinic, ENTRY);
    clinic.record.scrubbed();
    all.iter().for_each(|of| gone(of, None, "what was erased"));
    place.nowhere(mark, "the plain content, erased");
    clinic.verify().unwrap();
    let copies = Folder::new();
    let vacuumed = copies.0.join("vacuumed.db");
    let sql = format!("VACUUM INTO '{}'", vacuumed.display());
    clinic.store.writer_with(Synchronous::Normal).unwrap().batch(&sql).unwrap();
    let copy = std::fs::read(&vacuumed).unwrap();
    let halves = |of: &Traces| of.wrapped.iter().any(|(_, key)| contains(&copy, key));
    assert!(!all.iter().any(|of| halves(of) || contains(&copy, &of.ciphertext[..48])), "a later copy");
}

/// Pages are split, merged and filled again; a key that is gone is in none of them, also where a page is not full.
#[test]
fn among_many_entries_a_key_that_is_gone_is_in_no_page() {
    let place = Place::new();
    let clinic = &place.clinic;
    let mut gone: Vec<Vec<u8>> = vec![];
    let mut kept: Vec<DiaryEntryId> = vec![];
    for n in 0..240_u128 {
        // Ids in no order, as keys of pages are.
        let entry = DiaryEntryId(n.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835));
        let document = writes(clinic, entry, &format!("entry {n}: {}", "sea ".repeat((n % 40) as usize)));
        shares(clinic, entry, "nurse");
        shares(clinic, entry, "prescriber");
        let wrapped = traces(clinic, document).wrapped;
        takes_back(clinic, entry, if n % 2 == 0 { "nurse" } else { "prescriber" });
        let back = reader(if n % 2 == 0 { "nurse" } else { "prescriber" });
        if n % 3 == 0 {
            deletes(clinic, entry);
            gone.extend(wrapped.into_iter().filter(|(who, _)| who.starts_with("per")).map(|(_, key)| key));
        } else {
            kept.push(entry);
            gone.extend(wrapped.into_iter().filter(|(who, _)| *who == back).map(|(_, key)| key));
        }
    }
    for entry in kept.iter().step_by(2) {
        takes_back_all(clinic, *entry);
    }
    clinic.record.scrubbed();
    // All of them in one pass over every file: a key is looked for by its first half.
    let halves: HashSet<&[u8]> = gone.iter().map(|key| &key[..HALF]).collect();
    let keys = place.clinic.keys.0.clone();
    for (path, bytes) in files(&[&place.folder(), &keys]) {
        let found = bytes.windows(HALF).filter(|part| halves.contains(part)).count();
        assert_eq!(found, 0, "{} holds keys that are gone", path.display());
    }
    // And it finds those that are there.
    let there: Vec<u8> = kept_key(clinic);
    assert!(!place.holding(&there[..HALF]).is_empty());
    clinic.verify().unwrap();
}

/// Half of a wrapped key.
const HALF: usize = 24;

fn kept_key(clinic: &Clinic) -> Vec<u8> {
    let mut conn = clinic.store.reader().unwrap();
    conn.query("SELECT wrapped FROM sealed_keys", &[]).unwrap()[0].blob(0).unwrap().to_vec()
}

fn takes_back_all(clinic: &Clinic, entry: DiaryEntryId) {
    for name in ["nurse", "prescriber"] {
        let act = TakeBackDiaryEntry { with: id_of(name) };
        // One of the two was taken back before.
        let _ = clinic.ask(clinic.command(&RAES, Act::TakeBackDiaryEntry(entry, act))).unwrap();
    }
}

#[test]
fn a_page_that_is_read_delays_the_cut_and_not_the_writer() {
    let place = Place::new();
    let clinic = &place.clinic;
    let document = writes(clinic, ENTRY, MARK);
    shares(clinic, ENTRY, "nurse");
    let nurses =
        traces(clinic, document).wrapped.into_iter().find(|(who, _)| who.starts_with("per")).unwrap().1;
    let mut reading = clinic.store.reader().unwrap();
    reading.snapshot().unwrap();
    reading.query("SELECT COUNT(*) FROM journal", &[]).unwrap();
    takes_back(clinic, ENTRY, "nurse");
    let from = Timer::now();
    for n in 0..5 {
        writes(clinic, DiaryEntryId(900 + n), "meanwhile");
    }
    assert!(from.elapsed() < Duration::from_secs(3), "{:?}", from.elapsed());
    assert!(!place.holding(&nurses).is_empty(), "the older page is still being read");
    reading.rollback().unwrap();
    clinic.record.scrubbed();
    place.nowhere(&nurses, "the key");
    clinic.verify().unwrap();
}

/// What a crash left in the log is cut when the record is opened again.
#[test]
fn a_record_that_is_opened_again_cuts_the_log_first() {
    let place = Place::new();
    let clinic = &place.clinic;
    let document = writes(clinic, ENTRY, MARK);
    let own = traces(clinic, document).wrapped[0].1.clone();
    clinic.record.scrubbed();
    // As a program that died right after its commit would have left it: deleted, and still in the log.
    let mut conn = clinic.tamperer();
    let sql = "UPDATE sealed_keys SET wrapped = wrapped";
    conn.exec(sql, &[]).unwrap();
    conn.exec("DELETE FROM sealed_keys", &[]).unwrap();
    assert!(!place.holding(&own).is_empty());
    let (again, _) = clinic.opened_again();
    again.scrubbed();
    place.nowhere(&own, "the key");
}
