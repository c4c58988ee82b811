//! The diary: whose it is, who reads it, and when it is gone.

use care::act::{Act, OpenChart};
use care::diary::delete::{DeleteDiaryEntry, EraseDiaryEntry, RETURN_WITHIN, RestoreDiaryEntry};
use care::diary::piece::{FILE_MAX_BYTES, PIECES_MAX, TEXT_MAX, check_text};
use care::diary::share::{ShareDiaryEntry, TakeBackDiaryEntry};
use care::diary::write::{ChangeDiaryEntry, WriteDiaryEntry};
use care::diary::{DiaryEntry, Media, NewPiece, PieceKind};
use care::ids::{CommandId, DiaryEntryId, PatientId};
use care::practice::affiliation::EndAffiliation;
use care::practice::{Acting, Actor};
use care::time::{Instant, When};
use care::units::Hours;
use proptest::prelude::*;

use crate::clinic::given::*;
use crate::clinic::{NOAH, RAE, Tale, check, id_of, noted, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    an_entry_is_begun_once_by_its_own_patient,
    what_cannot_be_kept_is_refused_with_why,
    a_version_replaces_the_one_it_was_written_over_and_no_other,
    an_entry_is_shared_with_a_clear_head_and_taken_back_any_time,
    an_entry_is_shared_with_ones_own_people_who_may_read,
    nobody_else_acts_on_an_entry,
    a_deleted_entry_is_hidden_at_once_and_comes_back_private,
    after_thirty_days_the_clock_erases_it_and_not_before,
    content_that_is_not_what_its_piece_says_is_not_sealed,
];

const ENTRY: DiaryEntryId = DiaryEntryId(1);
const RAES: Acting = Acting::patient(RAE);

fn entry(tale: &Tale) -> &DiaryEntry {
    tale.world.diary(ENTRY).expect("an entry")
}

fn piece(kind: PieceKind, media: Media, size_bytes: u32) -> NewPiece {
    NewPiece { kind, media, size_bytes }
}

fn change(piece: Option<NewPiece>, over: &[CommandId]) -> Act {
    Act::ChangeDiaryEntry(ENTRY, ChangeDiaryEntry { piece, over: over.to_vec() })
}

fn documents(tale: &Tale) -> Vec<CommandId> {
    entry(tale).pieces.iter().map(|piece| piece.document).collect()
}

#[test]
fn an_entry_is_begun_once_by_its_own_patient() {
    check("", "write diary the sea", "diary written");
    check("write diary the sea", "write diary the sea", "refused: already-there");
    check("", "write diary", "refused: text-missing");
    // Writing is never locked.
    check(DOSING, "write diary the sea", "diary written");
    let write = |patient| {
        let act = WriteDiaryEntry { patient, piece: NewPiece::text("x"), prompt: None };
        Act::WriteDiaryEntry(ENTRY, act)
    };
    let tale = Tale::of("");
    tale.refuses(&RAES, write(NOAH), "not-your-record");
    tale.refuses(&Acting::patient(PatientId(99)), write(PatientId(99)), "patient-unknown");
    tale.refuses(&RAES, change(Some(NewPiece::text("x")), &[]), "diary-entry-unknown");
}

#[test]
fn what_cannot_be_kept_is_refused_with_why() {
    let mut tale = Tale::of("write diary the sea");
    let over = FILE_MAX_BYTES + 1;
    for (new, code) in [
        (piece(PieceKind::Photo, Media::Webm, 9), "diary-piece-unfit"),
        (piece(PieceKind::Voice, Media::Plain, 9), "diary-piece-unfit"),
        (piece(PieceKind::Drawing, Media::Jpeg, 9), "diary-piece-unfit"),
        (piece(PieceKind::Text, Media::Png, 9), "diary-piece-unfit"),
        (piece(PieceKind::Photo, Media::Jpeg, 0), "text-missing"),
        (piece(PieceKind::Photo, Media::Jpeg, over), "diary-piece-too-big"),
    ] {
        tale.refuses(&RAES, change(Some(new), &[]), code);
    }
    tale.refuses(&RAES, change(None, &[]), "nothing-changed");
    let all = documents(&tale);
    tale.refuses(&RAES, change(None, &all), "diary-entry-would-be-empty");
    for kind in PieceKind::ALL {
        for media in kind.media() {
            tale.does(&RAES, change(Some(piece(*kind, *media, FILE_MAX_BYTES)), &[]));
        }
    }
    while entry(&tale).pieces.len() < PIECES_MAX {
        tale.does(&RAES, change(Some(piece(PieceKind::Photo, Media::Webp, 1)), &[]));
    }
    tale.refuses(&RAES, change(Some(NewPiece::text("x")), &[]), "diary-entry-full");
    let oldest = documents(&tale)[0];
    tale.does(&RAES, change(Some(NewPiece::text("x")), &[oldest]));
    tale.does(&RAES, change(None, &documents(&tale)[1..]));
    assert_eq!(entry(&tale).pieces.len(), 1);
}

#[test]
fn a_version_replaces_the_one_it_was_written_over_and_no_other() {
    let mut tale = Tale::of("write diary the sea");
    let first = documents(&tale)[0];
    let text = |words| Some(NewPiece::text(words));
    tale.does(&RAES, change(text("the sea, and the shore"), &[first]));
    assert_eq!(entry(&tale).texts().count(), 1);
    // The telephone had the first version on its page, and did not know of the second.
    tale.does(&RAES, change(text("the sea; from the telephone"), &[first]));
    assert_eq!(entry(&tale).texts().count(), 2, "both are kept");
    let both = documents(&tale);
    tale.does(&RAES, change(text("both together"), &both));
    assert_eq!(entry(&tale).texts().count(), 1);
    tale.refuses(&RAES, change(None, &both), "nothing-changed");
}

#[test]
fn an_entry_is_shared_with_a_clear_head_and_taken_back_any_time() {
    let written = "join team nurse, write diary the sea";
    check(written, "share diary nurse", "share diary nurse");
    let shared = format!("{written}, share diary nurse");
    check(&shared, "share diary nurse", "refused: nothing-changed");
    check(&shared, "take back diary nurse", "take back diary nurse");
    check(written, "take back diary nurse", "refused: nothing-changed");
    let locked = DOSING.replace("join team prescriber", &format!("join team prescriber, {written}"));
    check(&locked, "share diary nurse", "refused: clear-headed-lock");
    check(&format!("{locked}, wait 40 min, end 35 mg"), "share diary nurse", "refused: clear-headed-lock");
    let locked = DOSING.replace("join team prescriber", &format!("join team prescriber, {shared}"));
    check(&locked, "take back diary nurse", "take back diary nurse");
    check(&locked, "delete diary", "diary deleted");
    check(&format!("{shared}, take back diary nurse"), "share diary nurse", "share diary nurse");
}

#[test]
fn an_entry_is_shared_with_ones_own_people_who_may_read() {
    let written = "join team prescriber, write diary the sea";
    for (given, with, expected) in [
        ("", "prescriber", "share diary prescriber"),
        ("", "nurse", "refused: person-not-yours"),
        ("", "specialist", "refused: person-not-yours"),
        ("", "desk", "refused: person-not-yours"),
        // Who opened the chart in an emergency has not become one of my people.
        ("nurse: emergency he fell", "nurse", "refused: person-not-yours"),
        ("join team nurse, leave team nurse", "nurse", "refused: person-not-yours"),
        ("open course, intend to rest, share intention specialist", "specialist", "share diary specialist"),
    ] {
        check(&format!("{written}, {given}"), &format!("share diary {with}"), expected);
    }
    // A talk, before it and after it, ties.
    let talk = format!("write diary the sea, {RECOVERED}, wait 23 h");
    check(&talk, "share diary specialist", "share diary specialist");
    let held = format!("{talk}, wait 2 h, read disclosure specialist 1, hold support");
    let mut tale = Tale::of("");
    let act = care::practice::person::PublishDisclosure { text: "Not therapy.".to_owned(), says: vec![] };
    tale.does(&who("specialist"), Act::PublishDisclosure(id_of("specialist"), act));
    tale.go(&held).expect("held");
    tale.go("share diary specialist").expect("a talk that was held still ties");
    // Who has left, or whose licence has run out, is not shared with any more.
    let mut tale = Tale::of(&format!("{written}, join team nurse"));
    tale.does(&who("director"), Act::EndAffiliation(id_of("nurse"), EndAffiliation { at: When::Now }));
    assert_eq!(tale.ends("share diary nurse"), Err("affiliation-ended"));
}

#[test]
fn nobody_else_acts_on_an_entry() {
    let everyone = ["director", "prescriber", "nurse", "therapist", "specialist", "desk", "auditor"];
    let mut tale =
        Tale::of("join team prescriber, join team nurse, write diary the sea, share diary prescriber");
    let with = id_of("nurse");
    let acts = [
        change(Some(NewPiece::text("x")), &[]),
        Act::ShareDiaryEntry(ENTRY, ShareDiaryEntry { with }),
        Act::TakeBackDiaryEntry(ENTRY, TakeBackDiaryEntry { with: id_of("prescriber") }),
        Act::DeleteDiaryEntry(ENTRY, DeleteDiaryEntry),
        Act::RestoreDiaryEntry(ENTRY, RestoreDiaryEntry),
    ];
    for act in &acts {
        for name in everyone {
            tale.refuses(&who(name), act.clone(), "out-of-scope");
        }
        for by in [Acting::CLOCK, Acting::HOST] {
            tale.refuses(&by, act.clone(), "out-of-scope");
        }
        tale.refuses(&Acting::patient(NOAH), act.clone(), "not-your-record");
    }
    let erase = Act::EraseDiaryEntry(ENTRY, EraseDiaryEntry);
    for by in everyone.map(who).into_iter().chain([RAES, Acting::HOST]) {
        tale.refuses(&by, erase.clone(), "out-of-scope");
    }
    // Nor does any way into the chart open it: team, emergency, the audit.
    tale.does(&who("nurse"), Act::OpenChart(RAE, OpenChart));
    tale.go("therapist: emergency he fell").expect("opened");
    let read = |by: Acting| entry(&tale).may_read(&by.actor).map_err(|no| noted(&no));
    assert_eq!(read(RAES), Ok(()));
    assert_eq!(read(who("prescriber")), Ok(()));
    for name in ["director", "nurse", "therapist", "specialist", "desk", "auditor"] {
        assert_eq!(read(who(name)), Err("not-your-record"), "{name}");
    }
    assert_eq!([Acting::CLOCK, Acting::HOST, Acting::patient(NOAH)].map(read), [Err("not-your-record"); 3]);
}

#[test]
fn a_deleted_entry_is_hidden_at_once_and_comes_back_private() {
    let shared = "join team prescriber, write diary the sea, share diary prescriber";
    let deleted = format!("{shared}, delete diary");
    check(&deleted, "delete diary", "refused: nothing-changed");
    check(&deleted, "share diary prescriber", "refused: diary-entry-deleted");
    check(&deleted, "take back diary prescriber", "refused: nothing-changed");
    check(shared, "restore diary", "refused: nothing-changed");
    let mut tale = Tale::of(&deleted);
    tale.refuses(&RAES, change(Some(NewPiece::text("x")), &[]), "diary-entry-deleted");
    assert!(entry(&tale).may_read(&who("prescriber").actor).is_err());
    assert!(entry(&tale).may_read(&Actor::Patient(RAE)).is_ok(), "what may be brought back may be looked at");
    tale.go("wait 29 days, restore diary").expect("in time");
    assert!(entry(&tale).may_read(&who("prescriber").actor).is_err(), "it is private now");
    assert_eq!(entry(&tale).pieces.len(), 1);
    tale.go("share diary prescriber").expect("shared anew");
}

#[test]
fn after_thirty_days_the_clock_erases_it_and_not_before() {
    let deleted = "write diary the sea, delete diary";
    check("write diary the sea", "erase diary", "refused: nothing-changed");
    check(deleted, "wait 719 h, erase diary", "refused: not-yet-due");
    check(deleted, "wait 30 days, erase diary", "diary erased");
    // When its time is over nobody brings it back, should the clock be late.
    check(deleted, "wait 30 days, restore diary", "refused: diary-entry-erased");
    assert_eq!(RETURN_WITHIN, Hours(720));
    let mut tale = Tale::of(&format!("{deleted}, wait 30 days, erase diary"));
    for gone in ["delete diary", "restore diary", "share diary nurse"] {
        assert_eq!(tale.ends(gone), Err("diary-entry-erased"), "{gone}");
    }
    assert_eq!(tale.ends("erase diary"), Err("nothing-changed"));
    assert_eq!(entry(&tale).may_read(&RAES.actor).map_err(|no| noted(&no)), Err("diary-entry-erased"));
    assert!(entry(&tale).pieces.is_empty());
}

#[test]
fn content_that_is_not_what_its_piece_says_is_not_sealed() {
    let long = "x".repeat(TEXT_MAX + 1);
    for (words, expected) in [
        ("a\nb\tc", Ok(())),
        ("<b onmouseover=alert(1)>הים 🌊 البحر\u{200F}!</b> \u{202E}", Ok(())),
        ("", Err("text-missing")),
        (" \n ", Err("text-missing")),
        ("a\0", Err("text-has-hidden-marks")),
        (&long, Err("text-too-long")),
    ] {
        let told = NewPiece::text(words).holds(words.as_bytes()).map_err(|no| noted(&no));
        assert_eq!(told, expected, "{words:?}");
    }
    assert_eq!(
        check_text("a\r\nb").map_err(|no| no.code()),
        Err("text-has-hidden-marks"),
        "line ends are \\n"
    );
    let photo = piece(PieceKind::Photo, Media::Jpeg, 3);
    assert_eq!(photo.holds(&[1, 2, 3]), Ok(()));
    assert_eq!(photo.holds(&[1, 2]).map_err(|no| no.code()), Err("diary-piece-unfit"));
    assert_eq!(NewPiece::text("ab").holds(&[0xff, 0xfe]).map_err(|no| no.code()), Err("diary-piece-unfit"));
}

/// What a random history is made of.
const PHRASES: [&str; 12] = [
    "write diary the sea",
    "share diary nurse",
    "share diary specialist",
    "take back diary nurse",
    "take back diary specialist",
    "delete diary",
    "restore diary",
    "wait 16 days, erase diary",
    "leave team nurse",
    "join team nurse",
    "wait 12 h",
    "nurse: emergency he fell",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who reads is worked out from the phrases that were accepted, and from nothing else.
    #[test]
    fn whatever_happens_only_its_writer_and_whom_it_is_shared_with_now_read(
        locked in any::<bool>(), steps in prop::collection::vec(0..PHRASES.len(), 1..30),
    ) {
        let start = "join team prescriber, open course, intend to rest, share intention specialist, join team nurse";
        let mut tale = Tale::of(&if locked { DOSING.to_owned() } else { start.to_owned() });
        let begun = tale.now;
        let (mut shared, mut deleted, mut erased) = (std::collections::BTreeSet::new(), None::<Instant>, false);
        for phrase in steps.into_iter().map(|n| PHRASES[n]) {
            let done = tale.go(phrase).is_ok();
            let words = phrase.rsplit(", ").next().unwrap_or("");
            match (done, words.split_once("diary ")) {
                (true, Some(("share ", who))) => {
                    prop_assert!(!locked, "shared in the lock, begun {begun:?}");
                    prop_assert!(deleted.is_none() && !erased);
                    shared.insert(who);
                }
                (true, Some(("take back ", who))) => prop_assert!(shared.remove(who)),
                _ => {}
            }
            match (done, words) {
                (true, "delete diary") => { shared.clear(); deleted = Some(tale.now); }
                (true, "restore diary") => {
                    prop_assert!(deleted.is_some_and(|at| tale.now < at.plus_hours(RETURN_WITHIN)));
                    deleted = None;
                }
                (true, "erase diary") => {
                    prop_assert!(deleted.is_some_and(|at| at.plus_hours(RETURN_WITHIN) <= tale.now));
                    erased = true;
                }
                _ => {}
            }
            let Some(entry) = tale.world.diary(ENTRY) else { continue };
            for name in ["nurse", "specialist", "prescriber", "director", "therapist", "auditor"] {
                let reads = entry.may_read(&who(name).actor).is_ok();
                prop_assert_eq!(reads, shared.contains(name) && !erased, "{} after {}", name, phrase);
            }
            prop_assert_eq!(entry.may_read(&RAES.actor).is_ok(), !erased);
        }
        let again = tale.world.folded_again();
        prop_assert_eq!(format!("{:?}", again), format!("{:?}", tale.world.streams().collect::<Vec<_>>().into_iter().collect::<std::collections::BTreeMap<_, _>>()));
    }
}
