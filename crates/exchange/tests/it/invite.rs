//! An entry by mail, to the byte.

use care::time::Instant;
use exchange::icalendar::NotWritten;
use exchange::icalendar::feed::{self, Entry, Feed, Kind};
use exchange::icalendar::invite::{Asks, Invite, write};

use care::text::Line;

const NINE: Instant = Instant(1_795_338_000_000_000); // 2026-11-22T09:00:00Z
const STAMP: Instant = Instant(1_795_305_600_999_999);
const NUMBER: u128 = 0x019a_a7f3_0000_7abc_8def_0123_4567_89ab;

fn words(text: &str) -> Line {
    Line::new(text).expect("a line")
}

fn invite(kind: Kind, sequence: u32) -> Invite<'static> {
    Invite {
        number: NUMBER,
        kind,
        sequence,
        changed: STAMP,
        starts: NINE,
        ends: Some(Instant(NINE.0 + 3_600_000_000)),
        summary: words("Appointment"),
        from: "clinic@harbor.example",
        to: "r.quill+calendar@a-long-name-of-a-mail-server.example.org",
    }
}

#[test]
fn an_invitation_and_its_cancellation_are_these_bytes() {
    let asked = write(&invite(Kind::Talk, 0), Asks::Request).expect("written");
    assert_eq!(asked, include_str!("golden/invite.ics.txt").replace('\n', "\r\n"));
    let off = write(&Invite { ends: None, ..invite(Kind::Visit, 3) }, Asks::Cancel).expect("written");
    assert_eq!(off, include_str!("golden/invite_off.ics.txt").replace('\n', "\r\n"));
}

#[test]
fn a_visit_is_the_same_entry_in_a_mail_and_in_a_feed() {
    for kind in [Kind::Visit, Kind::Talk] {
        let entry = Entry {
            number: NUMBER,
            kind,
            sequence: 0,
            changed: STAMP,
            starts: NINE,
            ends: None,
            summary: words("Visit T. R."),
            place: None,
            off: false,
        };
        let fed = feed::write(&Feed { name: words("Visits"), entries: vec![entry] }).expect("written");
        let mailed = write(&invite(kind, 0), Asks::Request).expect("written");
        let uid = |text: &str| text.lines().find(|line| line.starts_with("UID:")).map(str::to_owned);
        assert_eq!(uid(&fed), uid(&mailed));
    }
}

#[test]
fn nothing_is_written_that_a_calendar_would_misread() {
    for bad in ["no address", "a@b.example\r\nX:1", "<a@b.example>", "a\"b@c.example", "ä@b.example", "ab"] {
        for invite in
            [Invite { to: bad, ..invite(Kind::Visit, 0) }, Invite { from: bad, ..invite(Kind::Visit, 0) }]
        {
            assert_eq!(write(&invite, Asks::Request), Err(NotWritten::AddressUnusable), "{bad}");
        }
    }
    let ended = Invite { ends: Some(NINE), ..invite(Kind::Visit, 0) };
    assert_eq!(write(&ended, Asks::Request), Err(NotWritten::EndsBeforeItBegins));
    let never = Invite { starts: Instant(i64::MAX), ends: None, ..invite(Kind::Visit, 0) };
    assert_eq!(write(&never, Asks::Cancel), Err(NotWritten::OutsideTheCalendar));
}
