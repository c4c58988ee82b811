//! Calendars that people link: whose they are, and what a booking makes of a span in which somebody is busy elsewhere.

use care::act::Act;
use care::ids::{PersonId, ScheduleId, SessionId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::BookTalk;
use care::practice::{Acting, Role};
use care::schedule::busy::LINKS_MOST;
use care::schedule::{LinkBusy, Schedule, UnlinkBusy};
use care::session::move_session::MoveSession;
use care::time::{Instant, Term};
use care::units::{Hours, Minutes};

use crate::clinic::given::*;
use crate::clinic::{RAE, Tale, id_of, line, who};

/// For the test of the codes.
pub const TABLES: &[fn()] = &[
    a_calendar_is_linked_and_let_go_of_by_whose_it_is,
    whoever_is_busy_elsewhere_is_not_booked_and_stays_booked,
];

fn id(tale: &Tale) -> ScheduleId {
    ScheduleId::of(tale.world.house)
}

fn link(tale: &Tale, handle: &str) -> Act {
    Act::LinkBusy(id(tale), LinkBusy { handle: line(handle) })
}

fn schedule(tale: &Tale) -> Schedule {
    tale.world.schedule(id(tale)).cloned().expect("a schedule")
}

#[test]
fn a_calendar_is_linked_and_let_go_of_by_whose_it_is() {
    let mut tale = Tale::of("");
    let (nurse, specialist) = (who("nurse"), who("specialist"));
    let unlink = |tale: &Tale, number| Act::UnlinkBusy(id(tale), UnlinkBusy { number });
    for n in 1..=LINKS_MOST {
        let act = link(&tale, &format!("{n}"));
        tale.does(&nurse, act);
    }
    tale.refuses(&nurse, link(&tale, "more"), "too-many-calendars");
    tale.refuses(&specialist, link(&tale, "1"), "already-there");
    let act = link(&tale, "hers");
    tale.does(&specialist, act);
    tale.refuses(&specialist, unlink(&tale, 1), "calendar-unknown");
    tale.refuses(&specialist, unlink(&tale, 9), "calendar-unknown");
    let act = unlink(&tale, 2);
    tale.does(&nurse, act);
    tale.refuses(&nurse, unlink(&tale, 2), "nothing-changed");
    let act = link(&tale, "another");
    tale.does(&nurse, act);
    let open: Vec<(u32, PersonId)> =
        schedule(&tale).open_busy_links().map(|link| (link.number, link.person)).collect();
    let (n, s) = (id_of("nurse"), id_of("specialist"));
    assert_eq!(open, [(1, n), (3, n), (4, s), (5, n)]);
    tale.refuses(&Acting::patient(RAE), link(&tale, "x"), "out-of-scope");
}

fn span(from: Instant, hours: u32) -> Term {
    Term { from, until: Some(from.plus_hours(Hours(hours))) }
}

#[test]
fn whoever_is_busy_elsewhere_is_not_booked_and_stays_booked() {
    let booked = "join team prescriber, open course, schedule dosing in 60 h with nurse";
    let mut tale = Tale::of(booked);
    let act = link(&tale, "hers");
    tale.does(&who("nurse"), act);
    let starts = tale.world.session(SessionId(1)).expect("a visit").starts;
    let later = starts.plus_hours(Hours(24));
    // They were booked before: nothing is called off. Moving it there, or leaving it there, is a new booking.
    tale.world.busy = vec![(id_of("nurse"), vec![span(starts, 2), span(later, 2)])];
    let to = |starts: Instant| {
        let people = vec![(id_of("nurse"), Role::Nurse)];
        Act::MoveSession(SessionId(1), MoveSession { starts, room: line("1"), people, plan: None })
    };
    tale.refuses(&who("desk"), to(later), "busy-elsewhere");
    // A dose holds until its end: it would run into the span.
    tale.refuses(&who("desk"), to(Instant(later.0 - 60_000_000)), "busy-elsewhere");
    let after = later.plus_hours(Hours(2));
    tale.does(&who("desk"), to(after));
    assert_eq!(tale.world.session(SessionId(1)).map(|visit| visit.starts), Some(after));
    // Somebody else's span is nobody's here.
    tale.world.busy = vec![(id_of("specialist"), vec![span(later, 2)])];
    tale.does(&who("desk"), to(later));
}

#[test]
fn a_talk_is_neither_booked_nor_offered_into_a_span() {
    let no_plan = RECOVERED.replace("plan support specialist in 26 h", "plan no thanks");
    let mut tale = Tale::of(&no_plan);
    let (window, with) = (WindowId::of(SessionId(1)), id_of("specialist"));
    let from = tale.now.plus_hours(Hours(5));
    tale.world.busy = vec![(with, vec![span(from, 1)])];
    let act = link(&tale, "hers");
    tale.does(&who("specialist"), act);
    let book = |at| Act::BookTalk(window, BookTalk { kind: TalkKind::Support, with, at });
    for at in [from, from.plus_minutes(Minutes(59))] {
        tale.refuses(&who("desk"), book(at), "busy-elsewhere");
        tale.refuses(&Acting::patient(RAE), book(at), "busy-elsewhere");
    }
    tale.does(&who("desk"), book(from.plus_minutes(Minutes(60))));
}
