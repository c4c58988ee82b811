//! A whole calendar, to the byte.

use care::text::Line;
use care::time::Instant;
use exchange::icalendar::NotWritten;
use exchange::icalendar::feed::{Entry, Feed, Kind, write};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::given::line;

const NINE: Instant = Instant(1_795_338_000_000_000); // 2026-11-22T09:00:00Z
const STAMP: Instant = Instant(1_795_305_600_999_999);
const HOUR_US: i64 = 3_600_000_000;

fn words(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn entry(kind: Kind, summary: &str) -> Entry {
    Entry {
        number: 0x019a_a7f3_0000_7abc_8def_0123_4567_89ab,
        kind,
        sequence: 0,
        changed: STAMP,
        starts: NINE,
        ends: Some(Instant(NINE.0 + HOUR_US)),
        summary: words(summary),
        place: None,
        off: false,
    }
}

fn calendar() -> Feed {
    let visit = Entry {
        sequence: 2,
        ends: None,
        place: Some(words(
            "Sala ñ; 2º piso, à côté de la fenêtre où l’on voit la mer et les bateaux qui rentrent le soir",
        )),
        ..entry(Kind::Visit, "Visit T. R.")
    };
    let off = Entry { number: 1, sequence: 1, off: true, ..entry(Kind::Visit, "Visit Ó. \\") };
    Feed { name: words("Visits and talks"), entries: vec![visit, entry(Kind::Talk, "Talk T. R."), off] }
}

#[test]
fn a_calendar_is_these_bytes() {
    let written = write(&calendar()).expect("written");
    assert_eq!(written, include_str!("golden/feed.ics.txt").replace('\n', "\r\n"));
    let nothing = Feed { name: words("Chair 2"), entries: vec![] };
    let empty = write(&nothing).expect("written");
    assert_eq!(empty, include_str!("golden/feed_empty.ics.txt").replace('\n', "\r\n"));
}

#[test]
fn a_calendar_is_no_invitation_and_adds_no_words() {
    let written = write(&calendar()).expect("written");
    for mark in ["METHOD", "ORGANIZER", "ATTENDEE", "DESCRIPTION", "ketamine", "dose", "session", "ses_"] {
        assert!(!written.contains(mark), "{mark}");
    }
    assert_eq!(written.matches("CLASS:PRIVATE\r\n").count(), 3);
}

#[test]
fn a_time_that_is_none_is_refused() {
    for (starts, ends, why) in [
        (NINE, Some(NINE), NotWritten::EndsBeforeItBegins),
        (NINE, Some(Instant(NINE.0 + 999_999)), NotWritten::EndsBeforeItBegins),
        (NINE, Some(Instant(NINE.0 - 1)), NotWritten::EndsBeforeItBegins),
        (NINE, Some(Instant(i64::MAX)), NotWritten::OutsideTheCalendar),
        (Instant(i64::MIN), None, NotWritten::OutsideTheCalendar),
    ] {
        let entries = vec![Entry { starts, ends, ..entry(Kind::Visit, "Visit") }];
        let asked = Feed { name: words("x"), entries };
        assert_eq!(write(&asked), Err(why), "{starts:?} {ends:?}");
    }
}

/// What a calendar program does: joins the folded lines, then takes the escapes back.
fn texts(written: &str, name: &str) -> Vec<String> {
    let unfolded = written.replace("\r\n ", "");
    let prefix = format!("{name}:");
    let lines = unfolded.split("\r\n").filter_map(|line| line.strip_prefix(&prefix));
    lines.map(|line| line.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")).collect()
}

proptest! {
    #[test]
    fn words_come_back_and_no_line_is_long(name in line(), summaries in vec(line(), 0..5)) {
        // A backslash before a comma is told apart by the test of one appointment; here the lengths are in question.
        let plain = |line: &Line| words(&format!("x{}", line.as_str().replace('\\', "/")));
        let (name, summaries): (Line, Vec<Line>) = (plain(&name), summaries.iter().map(plain).collect());
        let entries = summaries.iter().map(|words| entry(Kind::Talk, words.as_str())).collect();
        let written = write(&Feed { name: name.clone(), entries }).expect("written");
        prop_assert_eq!(texts(&written, "X-WR-CALNAME"), vec![name.to_string()]);
        prop_assert_eq!(texts(&written, "SUMMARY"), summaries.iter().map(Line::to_string).collect::<Vec<_>>());
        prop_assert!(written.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])));
        prop_assert!(written.ends_with("END:VCALENDAR\r\n"));
    }
}
