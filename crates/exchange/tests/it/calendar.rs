//! A calendar entry, to the byte.

use care::ids::SessionId;
use care::text::Line;
use care::time::Instant;
use exchange::icalendar::{Appointment, Method, NotWritten, write};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::given::line;

const NINE: Instant = Instant(1_795_338_000_000_000); // 2026-11-22T09:00:00Z
const STAMP: Instant = Instant(1_795_305_600_999_999);

fn words(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn visit() -> Appointment {
    Appointment {
        id: SessionId(0x019a_a7f3_0000_7abc_8def_0123_4567_89ab),
        sequence: 0,
        starts: NINE,
        ends: Instant(NINE.0 + 7_200_000_000),
        summary: words("Appointment; please be on time, with your escort"),
        place: Some(words("12 Quay Street, 2nd floor")),
        notes: vec![
            words(
                "Ring the bell marked A\\B. Bring the person who takes you home, and something warm to wear.",
            ),
            words("Zażółć gęślą jaźń zażółć gęślą jaźń zażółć gęślą jaźń 😀😀"),
        ],
    }
}

#[test]
fn an_entry_is_these_bytes() {
    let entry = write(&visit(), Method::Publish, STAMP).expect("written");
    assert_eq!(entry, include_str!("golden/appointment.ics.txt").replace('\n', "\r\n"));
}

#[test]
fn calling_off_keeps_the_identity_and_says_so() {
    let first = write(&visit(), Method::Publish, STAMP).expect("written");
    let mut off = visit();
    off.sequence = 1;
    let off = write(&off, Method::Cancel, STAMP).expect("written");
    let uid = "UID:019aa7f3-0000-7abc-8def-0123456789ab\r\n";
    assert!(first.contains(uid) && off.contains(uid));
    for line in ["METHOD:CANCEL\r\n", "STATUS:CANCELLED\r\n", "SEQUENCE:1\r\n"] {
        assert!(off.contains(line), "{line:?} in {off}");
    }
}

#[test]
fn the_program_adds_no_words_of_its_own() {
    let entry = write(&visit(), Method::Publish, STAMP).expect("written").to_lowercase();
    for word in ["ketamine", "dose", "session", "patient", "therapy", "infusion", "clinic", "ses_"] {
        assert!(!entry.contains(word), "{word}");
    }
}

#[test]
fn a_time_that_is_none_is_refused() {
    let cases = [
        (NINE, NINE, NotWritten::EndsBeforeItBegins),
        (NINE, Instant(NINE.0 + 999_999), NotWritten::EndsBeforeItBegins),
        (NINE, Instant(NINE.0 - 1), NotWritten::EndsBeforeItBegins),
        (NINE, Instant(i64::MAX), NotWritten::OutsideTheCalendar),
        (Instant(i64::MIN), NINE, NotWritten::OutsideTheCalendar),
        (Instant(-62_135_596_800_000_001), NINE, NotWritten::OutsideTheCalendar),
    ];
    for (starts, ends, why) in cases {
        let asked = Appointment { starts, ends, ..visit() };
        assert_eq!(write(&asked, Method::Publish, STAMP), Err(why), "{starts:?} {ends:?}");
    }
}

/// What a calendar does: joins the folded lines, then takes the escapes back.
fn text_of(entry: &str, name: &str) -> Option<String> {
    let unfolded = entry.replace("\r\n ", "");
    let prefix = format!("{name}:");
    let line = unfolded.split("\r\n").find_map(|line| line.strip_prefix(&prefix))?;
    let mut text = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next()? {
                'n' | 'N' => text.push('\n'),
                kept => text.push(kept),
            },
            (plain, _) => text.push(plain),
        }
    }
    Some(text)
}

proptest! {
    #[test]
    fn words_come_back_as_they_were(summary in line(), place in line(), notes in vec(line(), 1..4)) {
        let asked = Appointment { summary, place: Some(place), notes, ..visit() };
        let entry = write(&asked, Method::Publish, STAMP).expect("written");
        prop_assert_eq!(text_of(&entry, "SUMMARY"), Some(asked.summary.to_string()));
        prop_assert_eq!(text_of(&entry, "LOCATION"), asked.place.map(|place| place.to_string()));
        let notes: Vec<_> = asked.notes.iter().map(Line::as_str).collect();
        prop_assert_eq!(text_of(&entry, "DESCRIPTION"), Some(notes.join("\n")));
        prop_assert!(entry.ends_with("END:VCALENDAR\r\n"));
        prop_assert!(entry.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
    }
}
