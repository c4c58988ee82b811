//! Calendars that people link: where they stand is sealed, what they say is spans, and what is let go of is gone.

use care::act::Act;
use care::ids::{ScheduleId, SessionId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::BookTalk;
use care::refusal::Refusal;
use care::schedule::{LinkBusy, UnlinkBusy};
use care::time::{Instant, Term};
use care::units::Hours;
use record::busy::{Place, handles, of_one};

use crate::clinic::{Clinic, HOUSE, id_of, line, who};
use crate::contact::{files, holds};
use crate::stores::Fresh;

crate::on_both_stores!(
    where_a_calendar_stands_is_sealed_and_gone_when_it_is_let_go_of,
    a_booking_is_refused_by_what_was_read_last_and_by_nothing_else,
);

const SCHEDULE: ScheduleId = ScheduleId::of(HOUSE);

fn place() -> Place {
    Place {
        is_caldav: true,
        url: "https://calendar.example.org/secret-address/own.ics".to_owned(),
        sign_in: Some(("tomas".to_owned(), "an open sesame".to_owned())),
    }
}

fn link(clinic: &Clinic, handle: &str) {
    clinic.record.keep_busy_place(handle, &place()).unwrap();
    clinic.does(&who("specialist"), Act::LinkBusy(SCHEDULE, LinkBusy { handle: line(handle) }));
}

fn span(from: Instant, hours: u32) -> Term {
    Term { from, until: Some(from.plus_hours(Hours(hours))) }
}

fn spans(clinic: &Clinic, handle: &str) -> Vec<Term> {
    let all = (Instant(i64::MIN), Instant(i64::MAX));
    clinic.record.read(|conn| of_one(conn, clinic.org(), handle, all.0, all.1)).unwrap()
}

fn where_a_calendar_stands_is_sealed_and_gone_when_it_is_let_go_of(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    link(&clinic, "one");
    let reading = clinic.record.busy_reading("one").unwrap().unwrap();
    assert_eq!((reading.place, reading.tried, reading.read), (place(), None, None));
    assert!(!holds(&files(fresh), b"secret-address") && !holds(&files(fresh), b"open sesame"));
    // A sealed place does not open under another handle.
    let mut tamperer = clinic.tamperer();
    tamperer.exec("UPDATE busy_places SET handle = 'other' WHERE handle = 'one'", &[]).unwrap();
    assert!(clinic.record.busy_reading("other").is_err());
    tamperer.exec("UPDATE busy_places SET handle = 'one' WHERE handle = 'other'", &[]).unwrap();
    drop(tamperer);

    // What is read replaces what was read; a fault leaves it and says when it was tried.
    let now = clinic.now();
    clinic.record.busy_was_read("one", vec![span(now, 1), span(now.plus_hours(Hours(5)), 2)]).unwrap();
    assert_eq!(spans(&clinic, "one").len(), 2);
    clinic.set_clock(now.plus_hours(Hours(1)));
    clinic.record.busy_was_not_read("one", "unreachable").unwrap();
    let reading = clinic.record.busy_reading("one").unwrap().unwrap();
    assert_eq!((reading.read, reading.tried), (Some(now), Some(clinic.now())));
    assert_eq!((reading.fault.as_deref(), spans(&clinic, "one").len()), (Some("unreachable"), 2));
    clinic.record.busy_was_read("one", vec![span(now, 9)]).unwrap();
    assert_eq!(spans(&clinic, "one"), [span(now, 9)]);
    assert_eq!(clinic.record.busy_reading("one").unwrap().unwrap().fault, None);

    clinic.does(&who("specialist"), Act::UnlinkBusy(SCHEDULE, UnlinkBusy { number: 1 }));
    clinic.record.forget_busy("one").unwrap();
    clinic.record.scrubbed();
    assert!(clinic.record.busy_reading("one").unwrap().is_none() && spans(&clinic, "one").is_empty());
    // A reading that was under way when it was let go of is not kept.
    clinic.record.busy_was_read("one", vec![span(now, 1)]).unwrap();
    assert!(spans(&clinic, "one").is_empty());
    assert_eq!(clinic.record.read(|conn| handles(conn, clinic.org())).unwrap(), Vec::<String>::new());
    clinic.verify().unwrap();
}

fn a_booking_is_refused_by_what_was_read_last_and_by_nothing_else(fresh: &Fresh) {
    let clinic = Clinic::founded(fresh);
    clinic.goes(
        "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
         order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
         vitals 128/82 74 98%, accept order 1, draw 35 mg, plan no thanks, dose 35 mg, wait 30 min, end 35 mg, \
         vitals 128/82 70 98%, wait 60 min, vitals 128/82 70 98%, discharge",
    );
    let session = SessionId(1);
    let at = clinic.now().plus_hours(Hours(6));
    let book = |at| {
        let with = id_of("specialist");
        Act::BookTalk(WindowId::of(session), BookTalk { kind: TalkKind::Support, with, at })
    };
    let until = at.plus_hours(Hours(1));
    // Spans that nobody linked refuse nothing.
    clinic.record.keep_busy_place("one", &place()).unwrap();
    clinic.record.busy_was_read("one", vec![span(at, 1)]).unwrap();
    clinic.does(&who("desk"), book(at));
    link(&clinic, "one");
    // Asked for again at the same time, it is a booking like another.
    assert_eq!(clinic.refuses(&who("desk"), book(at)), Refusal::BusyElsewhere { until });
    let other = at.plus_hours(Hours(3));
    clinic.record.busy_was_read("one", vec![span(other, 1)]).unwrap();
    let until = other.plus_hours(Hours(1));
    assert_eq!(clinic.refuses(&who("desk"), book(other)), Refusal::BusyElsewhere { until });
    clinic.does(&who("specialist"), Act::UnlinkBusy(SCHEDULE, UnlinkBusy { number: 1 }));
    clinic.does(&who("desk"), book(other));
    clinic.verify().unwrap();
}
