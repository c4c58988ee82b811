//! Links that calendars read by: who may make which, who takes it back, and when it shows nothing more.

use care::act::Act;
use care::ids::{PersonId, ScheduleId};
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::practice::{Acting, Role};
use care::schedule::{CloseOwnFeed, CloseRoom, CloseRoomFeed, OpenOwnFeed, OpenRoom, OpenRoomFeed, Schedule};
use care::time::{Instant, When};

use crate::clinic::*;

pub const TABLES: &[fn()] = &[a_link_of_ones_own_is_nobody_elses, rooms_are_of_the_desk_and_the_director];

const CALENDAR: ScheduleId = ScheduleId::of(HOUSE);
const HOUR_US: i64 = 3_600_000_000;

fn own(key: &str) -> Act {
    Act::OpenOwnFeed(CALENDAR, OpenOwnFeed { key_hash: line(key) })
}

fn of_room(room: u32, key: &str) -> Act {
    Act::OpenRoomFeed(CALENDAR, OpenRoomFeed { room, key_hash: line(key) })
}

fn close_own(number: u32) -> Act {
    Act::CloseOwnFeed(CALENDAR, CloseOwnFeed { number })
}

fn close_room(number: u32) -> Act {
    Act::CloseRoomFeed(CALENDAR, CloseRoomFeed { number })
}

fn schedule(tale: &Tale) -> Schedule {
    tale.world.schedule(CALENDAR).cloned().expect("a schedule")
}

/// Does the link of this number show anything at this instant?
fn shows(tale: &Tale, number: u32, at: Instant) -> bool {
    let schedule = schedule(tale);
    let feed = schedule.feeds.iter().find(|feed| feed.number == number).expect("a link");
    feed.shows_at(&schedule, tale.world.person(feed.by).expect("somebody"), here(), at)
}

#[test]
fn a_link_of_ones_own_is_nobody_elses() {
    let mut tale = Tale::of("");
    let (nurse, specialist) = (who("nurse"), who("specialist"));
    tale.refuses(&nurse, close_own(1), "feed-unknown");
    tale.refuses(&who("auditor"), own("a"), "out-of-scope");
    let elsewhere = Act::OpenOwnFeed(ScheduleId(77), OpenOwnFeed { key_hash: line("a") });
    tale.refuses(&nurse, elsewhere, "house-unknown");
    tale.does(&nurse, own("a"));
    tale.refuses(&specialist, own("a"), "already-there");
    tale.does(&specialist, own("b"));
    // Of another's nothing is told; the desk's right is over rooms.
    tale.refuses(&specialist, close_own(1), "feed-unknown");
    tale.refuses(&who("director"), close_own(1), "feed-unknown");
    tale.refuses(&who("desk"), close_room(1), "feed-unknown");
    assert!(shows(&tale, 1, tale.now) && shows(&tale, 2, tale.now));
    tale.does(&nurse, close_own(1));
    tale.refuses(&nurse, close_own(1), "nothing-changed");
    assert!(!shows(&tale, 1, tale.now) && shows(&tale, 2, tale.now));
}

#[test]
fn rooms_are_of_the_desk_and_the_director() {
    let mut tale = Tale::of("");
    let (director, desk) = (who("director"), who("desk"));
    tale.refuses(&desk, of_room(1, "a"), "room-unknown");
    tale.does(&director, Act::OpenRoom(CALENDAR, OpenRoom { name: line("Chair 1"), site: None }));
    tale.refuses(&who("nurse"), of_room(1, "a"), "out-of-scope");
    tale.does(&desk, of_room(1, "a"));
    tale.refuses(&director, of_room(1, "a"), "already-there");
    tale.refuses(&desk, close_own(1), "feed-unknown");
    // A room that is used no more has nothing to show, from that instant.
    let ends = Instant(tale.now.0 + HOUR_US);
    tale.does(&director, Act::CloseRoom(CALENDAR, CloseRoom { number: 1, at: When::At(ends) }));
    assert!(shows(&tale, 1, Instant(ends.0 - 1)) && !shows(&tale, 1, ends));
    tale.wait(1);
    tale.refuses(&desk, of_room(1, "b"), "room-unknown");
    tale.does(&director, close_room(1));
    tale.refuses(&desk, close_room(1), "nothing-changed");
}

#[test]
fn a_link_ends_with_its_makers_standing_and_does_not_come_back() {
    let mut tale = Tale::of("");
    let (director, nurse, desk) = (who("director"), who("nurse"), who("desk"));
    tale.does(&director, Act::OpenRoom(CALENDAR, OpenRoom { name: line("Chair 1"), site: None }));
    tale.does(&nurse, own("a"));
    tale.does(&desk, of_room(1, "b"));
    let end = Instant(tale.now.0 + HOUR_US);
    for name in ["nurse", "desk"] {
        tale.does(&director, Act::EndAffiliation(id_of(name), EndAffiliation { at: When::At(end) }));
    }
    for number in [1, 2] {
        assert!(shows(&tale, number, Instant(end.0 - 1)), "link {number} until then");
        assert!(!shows(&tale, number, end), "link {number} from then");
    }
    // Back the next day, in the same role: the old link stays dead, a new one lives.
    tale.wait(24);
    let back = BeginAffiliation { role: Role::Nurse, from: tale.now, until: None };
    tale.does(&director, Act::BeginAffiliation(id_of("nurse"), back));
    tale.wait(1);
    assert!(!shows(&tale, 1, tale.now));
    tale.does(&nurse, own("c"));
    assert!(shows(&tale, 3, tale.now));
    // Without a licence in force nothing is open, as at the sign-in.
    assert!(!shows(&tale, 3, LICENSED));
}

#[test]
fn a_link_to_a_room_lives_by_a_role_that_may_make_one() {
    let mut tale = Tale::of("");
    let (director, desk) = (who("director"), who("desk"));
    tale.does(&director, Act::OpenRoom(CALENDAR, OpenRoom { name: line("Chair 1"), site: None }));
    // The desk's own nurse: both roles at once, then only the nurse's.
    let also = BeginAffiliation { role: Role::IntegrationSpecialist, from: tale.now, until: None };
    tale.does(&director, Act::BeginAffiliation(id_of("desk"), also));
    tale.does(&desk, of_room(1, "a"));
    tale.does(&desk, own("b"));
    let mut person = tale.world.person(id_of("desk")).expect("somebody").clone();
    for held in person.affiliations.iter_mut().filter(|held| held.role == Role::FrontDesk) {
        held.term.until = Some(tale.now);
    }
    let schedule = schedule(&tale);
    let of = |number: usize| schedule.feeds[number].shows_at(&schedule, &person, here(), tale.now);
    assert_eq!((of(0), of(1)), (false, true), "a support specialist has their own calendar and no room's");
}

#[test]
fn only_people_have_calendars() {
    let tale = Tale::of("");
    for by in [Acting::CLOCK, Acting::HOST, Acting::VISITOR, Acting::patient(RAE)] {
        tale.refuses(&by, own("a"), "out-of-scope");
    }
    let nobody = Acting::person(PersonId(99), Role::Nurse);
    tale.refuses(&nobody, own("a"), "person-unknown");
}
