//! Rooms, hours, leave and limits; and what may be booked beside what.

use care::act::Act;
use care::course::SessionKind;
use care::ids::{CourseId, ScheduleId, SessionId, WindowId};
use care::integration::Talk;
use care::integration::TalkKind;
use care::integration::book_talk::{BookTalk, OfferTimes};
use care::practice::Acting;
use care::protocol::Setting;
use care::roster::Opening;
use care::schedule::*;
use care::session::Plan;
use care::session::move_session::MoveSession;
use care::session::note_not_come::NoteNotCome;
use care::session::schedule_session::ScheduleSession;
use care::time::{Date, Instant, When};
use care::units::{Hours, Minutes};

use crate::clinic::given::{BOOKED, DOSING, READY, RECOVERED};
use crate::clinic::*;

pub const TABLES: &[fn()] = &[
    a_room_is_opened_closed_and_blocked,
    hours_and_leave_are_kept_as_they_are_said,
    limits_are_numbers_that_can_be,
    a_house_with_a_list_books_only_its_rooms,
    nobody_is_booked_while_away,
    a_nurse_watches_no_more_than_the_house_allows,
    a_talk_holds_whoever_gives_it,
    a_first_talk_is_booked_with_the_visit,
    a_visit_is_moved_and_its_talk_with_it,
    whoever_did_not_come_is_not_asked_why,
    a_late_comer_takes_nobodys_chair,
];

const CALENDAR: ScheduleId = ScheduleId::of(HOUSE);

fn at(minutes: i64) -> Instant {
    Instant(T0.0 + minutes * 60_000_000)
}

fn open_room(name: &str) -> Act {
    Act::OpenRoom(CALENDAR, OpenRoom { name: line(name), site: None })
}

fn block(room: u32, from: i64, until: i64) -> Act {
    Act::BlockRoom(CALENDAR, BlockRoom { room, from: at(from), until: at(until), why: line("new floor") })
}

fn leave(name: &str, from: i64, until: i64) -> Act {
    Act::TakeLeave(CALENDAR, TakeLeave { person: id_of(name), from: at(from), until: at(until) })
}

fn week(hours: [(u16, u16); 7]) -> Vec<Option<Opening>> {
    let day = |(from, until): (u16, u16)| {
        (from < until).then_some(Opening { from_min: from * 60, until_min: until * 60 })
    };
    hours.map(day).to_vec()
}

fn keep(name: &str, from: &str, hours: [(u16, u16); 7]) -> Act {
    let from = Date::read(from).expect("a day");
    Act::KeepHours(CALENDAR, KeepHours { person: id_of(name), site: None, from, week: week(hours) })
}

/// An infusion of course 1 that begins so many minutes from now: 40 minutes, and an hour of observation.
fn infusion(minutes: i64, room: &str, people: &[&str], plan: Option<Plan>) -> Act {
    visit(SessionId(1), CourseId(1), minutes, room, people, plan)
}

fn visit(
    id: SessionId,
    course: CourseId,
    minutes: i64,
    room: &str,
    people: &[&str],
    plan: Option<Plan>,
) -> Act {
    let act = ScheduleSession {
        course,
        kind: SessionKind::Dosing,
        starts: at(minutes),
        setting: Setting::ClinicRoom,
        room: line(room),
        people: people.iter().map(|name| (id_of(name), who(name).role)).collect(),
        plan,
    };
    Act::ScheduleSession(id, act)
}

fn support(minutes: i64) -> Option<Plan> {
    Some(Plan::Talk { kind: TalkKind::Support, with: id_of("specialist"), at: at(minutes) })
}

const OPEN: &str = "join team prescriber, open course";

fn director_and_desk() -> (Acting, Acting) {
    (who("director"), who("desk"))
}

#[test]
fn a_room_is_opened_closed_and_blocked() {
    let (mut tale, (director, desk)) = (Tale::of(""), director_and_desk());
    tale.refuses(&desk, open_room("Chair 1"), "out-of-scope");
    tale.refuses(&desk, block(1, 0, 60), "room-unknown");
    tale.does(&director, open_room("Chair 1"));
    tale.refuses(&director, open_room(" chair  1"), "room-there");
    tale.refuses(&desk, block(2, 0, 60), "room-unknown");
    tale.refuses(&desk, block(1, 60, 60), "term-ends-before-it-begins");
    tale.refuses(&desk, block(1, -60, 0), "term-ends-in-the-past");
    tale.does(&desk, block(1, 0, 60));
    let free = |number| Act::FreeRoom(CALENDAR, FreeRoom { number });
    tale.refuses(&desk, free(7), "room-unknown");
    tale.does(&desk, free(1));
    tale.refuses(&desk, free(1), "nothing-changed");
    let close = |number, at| Act::CloseRoom(CALENDAR, CloseRoom { number, at });
    tale.refuses(&director, close(9, When::Now), "room-unknown");
    tale.refuses(&director, close(1, When::At(at(-1))), "term-ends-in-the-past");
    tale.does(&director, close(1, When::At(at(600))));
    tale.refuses(&director, close(1, When::At(at(700))), "nothing-changed");
    tale.does(&director, close(1, When::Now));
    // Its name is free again.
    tale.does(&director, open_room("Chair 1"));
    let elsewhere = Act::OpenRoom(ScheduleId(77), OpenRoom { name: line("Chair 9"), site: None });
    tale.refuses(&director, elsewhere, "house-unknown");
}

#[test]
fn hours_and_leave_are_kept_as_they_are_said() {
    let (mut tale, (director, desk)) = (Tale::of(""), director_and_desk());
    let nine_to_five = [(9, 17); 7];
    tale.refuses(&desk, keep("nurse", "2026-11-23", nine_to_five), "out-of-scope");
    let short = KeepHours {
        person: id_of("nurse"),
        site: None,
        from: Date::read("2026-11-23").expect("a day"),
        week: vec![],
    };
    tale.refuses(&director, Act::KeepHours(CALENDAR, short.clone()), "term-ends-before-it-begins");
    let nobody = KeepHours { person: care::ids::PersonId(99), week: week(nine_to_five), ..short };
    tale.refuses(&director, Act::KeepHours(CALENDAR, nobody), "person-unknown");
    tale.does(&director, keep("nurse", "2026-11-23", nine_to_five));
    tale.refuses(&director, keep("nurse", "2026-12-01", nine_to_five), "nothing-changed");
    tale.refuses(&desk, leave("nurse", 60, 60), "term-ends-before-it-begins");
    tale.refuses(&desk, leave("nurse", -60, 0), "term-ends-in-the-past");
    tale.does(&desk, leave("nurse", 0, 600));
    tale.refuses(&desk, leave("nurse", 10, 600), "nothing-changed");
    let end = |number| Act::EndLeave(CALENDAR, EndLeave { number });
    tale.refuses(&desk, end(5), "leave-unknown");
    tale.does(&desk, end(1));
    tale.refuses(&desk, end(1), "nothing-changed");
}

#[test]
fn a_planned_talk_whose_person_has_gone_on_leave_since_is_owed_and_not_booked() {
    let ends = |from: i64, until: i64| {
        let mut tale = Tale::of(DOSING);
        tale.does(&who("desk"), leave("specialist", from, until));
        let (facts, cast) = tale.go("end 35 mg").expect("ending is never refused for a plan");
        facts.iter().map(|fact| care::story::tell(fact, &cast)).collect::<Vec<_>>().join(", ")
    };
    let lost =
        "end 35 mg, course doseended, locked for hours, window opened, call owed, FrontDesk owes talk-lost";
    assert_eq!(ends(0, 100 * 60), lost);
    // Back by then, or gone only afterwards.
    for (from, until) in [(0, 20 * 60), (90 * 60, 100 * 60)] {
        assert!(ends(from, until).ends_with("window opened, booked support specialist"), "{from} {until}");
    }
}

#[test]
fn limits_are_numbers_that_can_be() {
    let (mut tale, (director, desk)) = (Tale::of(""), director_and_desk());
    let watch = |patients| Act::SetWatchLimit(CALENDAR, SetWatchLimit { patients });
    let talk = |minutes| {
        Act::SetTalkLength(CALENDAR, SetTalkLength { kind: TalkKind::Support, minutes: Minutes(minutes) })
    };
    tale.refuses(&desk, watch(2), "out-of-scope");
    tale.refuses(&director, watch(0), "limit-not-possible");
    tale.does(&director, watch(2));
    tale.refuses(&director, watch(2), "nothing-changed");
    tale.refuses(&director, talk(0), "limit-not-possible");
    tale.refuses(&director, talk(1441), "limit-not-possible");
    tale.does(&director, talk(45));
    tale.refuses(&director, talk(45), "nothing-changed");
}

#[test]
fn a_house_with_a_list_books_only_its_rooms() {
    let (mut tale, (director, desk)) = (Tale::of(OPEN), director_and_desk());
    tale.does(&director, open_room("Chair 1"));
    tale.refuses(&desk, infusion(60, "Chair 2", &["nurse"], None), "room-unknown");
    tale.does(&desk, block(1, 120, 180));
    tale.refuses(&desk, infusion(60, "chair 1", &["nurse"], None), "room-blocked");
    tale.refuses(&desk, infusion(150, "chair 1", &["nurse"], None), "room-blocked");
    tale.does(&director, Act::CloseRoom(CALENDAR, CloseRoom { number: 1, at: When::At(at(600)) }));
    tale.refuses(&desk, infusion(600, "chair 1", &["nurse"], None), "room-unknown");
    tale.refuses(&desk, infusion(501, "chair 1", &["nurse"], None), "room-unknown");
    tale.does(&desk, infusion(180, "chair 1", &["nurse"], None));
}

#[test]
fn nobody_is_booked_while_away() {
    let (mut tale, (director, desk)) = (Tale::of(OPEN), director_and_desk());
    // It is Sunday, 15:00 in UTC; Monday 9–17.
    let monday = [(9, 17), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)];
    tale.does(&director, keep("nurse", "2026-11-20", monday));
    tale.refuses(&desk, infusion(60, "1", &["nurse"], None), "not-at-work");
    let nine = 18 * 60;
    tale.refuses(&desk, infusion(nine - 1, "1", &["nurse"], None), "not-at-work");
    tale.refuses(&desk, infusion(nine + 8 * 60 - 99, "1", &["nurse"], None), "not-at-work");
    tale.does(&desk, leave("nurse", nine + 200, nine + 240));
    tale.refuses(&desk, infusion(nine + 150, "1", &["nurse"], None), "on-leave");
    // A week said later counts from its own day.
    tale.does(&director, keep("nurse", "2026-11-30", [(0, 0); 7]));
    tale.refuses(&desk, infusion(nine + 7 * 1440, "1", &["nurse"], None), "not-at-work");
    // Whoever keeps no hours is not judged by any.
    tale.does(&desk, infusion(nine + 8 * 60 - 100, "1", &["nurse", "prescriber"], None));
}

#[test]
fn a_nurse_watches_no_more_than_the_house_allows() {
    let (desk, director) = (who("desk"), who("director"));
    let booked = "join team prescriber, open course, schedule dosing in 1 h with nurse | \
        kap> join team prescriber, open course";
    let mut tale = Tale::of(booked);
    let other = |minutes, people: &[&str]| visit(SessionId(9), CourseId(2), minutes, "room 9", people, None);
    tale.does(&director, Act::SetWatchLimit(CALENDAR, SetWatchLimit { patients: 1 }));
    tale.refuses(&desk, other(60, &["nurse", "therapist"]), "watches-too-many");
    tale.refuses(&desk, other(159, &["nurse", "therapist"]), "watches-too-many");
    tale.refuses(&desk, other(1, &["nurse", "therapist"]), "watches-too-many");
    tale.does(&desk, other(160, &["nurse", "therapist"]));
    let mut two = Tale::of(booked);
    two.does(&director, Act::SetWatchLimit(CALENDAR, SetWatchLimit { patients: 2 }));
    two.does(&desk, other(60, &["nurse", "therapist"]));
    let mut second = Tale::of(booked);
    second.does(&director, Act::SetWatchLimit(CALENDAR, SetWatchLimit { patients: 1 }));
    second.does(&desk, other(60, &["second", "therapist"]));
}

#[test]
fn a_talk_holds_whoever_gives_it() {
    let (desk, director) = (who("desk"), who("director"));
    let mut tale = Tale::of(&format!("{RECOVERED} | kap> join team prescriber, open course"));
    // The plan of the visit became the window's talk, 26 hours after it was made.
    let offer = |at| {
        let talk = Talk { kind: TalkKind::Support, with: id_of("specialist"), at };
        Act::OfferTimes(WindowId(1), OfferTimes { times: vec![talk] })
    };
    let book = |at| {
        let with = id_of("specialist");
        Act::BookTalk(WindowId(1), BookTalk { kind: TalkKind::Support, with, at })
    };
    let chart = tale.world.gather(&book(T0), &desk, tale.now);
    let held = chart.window(WindowId(1)).expect("a window").talk.expect("a talk");
    // Its own talk may be moved by a little.
    tale.does(&desk, book(held.at.plus_minutes(Minutes(10))));
    tale.does(
        &director,
        Act::SetTalkLength(CALENDAR, SetTalkLength { kind: TalkKind::Support, minutes: Minutes(45) }),
    );
    let visit = |from: Instant| {
        let minutes = from.minutes_since(T0);
        let plan = Some(Plan::Talk { kind: TalkKind::Support, with: id_of("specialist"), at: from });
        visit(SessionId(9), CourseId(2), minutes - 300, "room 9", &["nurse", "therapist"], plan)
    };
    let talk = held.at.plus_minutes(Minutes(10));
    tale.refuses(&desk, visit(talk), "person-taken");
    tale.refuses(&desk, visit(talk.plus_minutes(Minutes(44))), "person-taken");
    tale.does(&desk, visit(talk.plus_minutes(Minutes(45))));
    // What is planned on a visit holds as much.
    tale.refuses(&desk, offer(talk.plus_minutes(Minutes(60))), "person-taken");
    tale.refuses(&desk, book(talk.plus_minutes(Minutes(1))), "person-taken");
    tale.does(&desk, leave("specialist", 0, 60 * 24 * 20));
    tale.refuses(&desk, book(talk.plus_hours(Hours(4))), "on-leave");
}

#[test]
fn a_first_talk_is_booked_with_the_visit() {
    let (mut tale, desk) = (Tale::of(OPEN), who("desk"));
    // The infusion is over, and watched for long enough, after 100 minutes.
    tale.refuses(&desk, infusion(60, "1", &["nurse"], support(159)), "talk-before-dose");
    let therapy = Plan::Talk { kind: TalkKind::Therapy, with: id_of("therapist"), at: at(300) };
    tale.refuses(&desk, infusion(60, "1", &["nurse"], Some(therapy)), "no-therapy-in-infusion");
    let other = Plan::Talk { kind: TalkKind::Support, with: id_of("nurse"), at: at(300) };
    tale.refuses(&desk, infusion(60, "1", &["nurse"], Some(other)), "not-affiliated");
    let Act::ScheduleSession(id, mut act) = infusion(60, "1", &["prescriber"], support(300)) else {
        panic!()
    };
    act.kind = SessionKind::Review;
    tale.refuses(&desk, Act::ScheduleSession(id, act), "no-dose");
    let told = tale.does(&desk, infusion(60, "1", &["nurse"], support(160)));
    let planned = told.iter().filter(|fact| format!("{fact:?}").contains("WindowPlanned")).count();
    assert_eq!(planned, 1, "{told:?}");
    assert!(tale.told("wait 1 h, check in").contains("check in"));
}

fn moved(minutes: i64, room: &str, people: &[&str], plan: Option<Plan>) -> Act {
    let act = MoveSession {
        starts: at(minutes),
        room: line(room),
        people: people.iter().map(|name| (id_of(name), who(name).role)).collect(),
        plan,
    };
    Act::MoveSession(SessionId(1), act)
}

#[test]
fn a_visit_is_moved_and_its_talk_with_it() {
    let desk = who("desk");
    let booked = "join team prescriber, open course | kap> join team prescriber, open course, \
        schedule dosing in 10 h with nurse therapist";
    let mut tale = Tale::of(booked);
    tale.refuses(&desk, moved(120, "1", &["nurse"], None), "session-unknown");
    tale.does(&desk, infusion(60, "1", &["nurse"], support(200)));
    tale.refuses(&desk, moved(60, "1", &["nurse"], None), "nothing-changed");
    tale.refuses(&desk, moved(-1, "1", &["nurse"], None), "time-in-the-past");
    tale.refuses(&desk, moved(60, "2", &["desk"], None), "nurse-missing");
    // The room of the other visit, and a therapist in an infusion.
    tale.refuses(&desk, moved(600, "room 1", &["nurse"], support(800)), "room-taken");
    tale.refuses(&desk, moved(600, "1", &["nurse", "therapist"], support(800)), "no-therapy-in-infusion");
    // The talk would begin before the dose is over: it moves with the visit, or the visit stays.
    tale.refuses(&desk, moved(120, "1", &["nurse"], None), "talk-before-dose");
    tale.does(&desk, moved(120, "1", &["second"], support(400)));
    // Later by less than the talk is away: what is planned stays.
    let facts = tale.does(&desk, moved(180, "1", &["second"], None));
    assert_eq!(facts.len(), 1, "{facts:?}");
    let chart = tale.world.gather(&moved(0, "1", &[], None), &desk, tale.now);
    let visit = chart.session(SessionId(1)).expect("a visit");
    assert_eq!((visit.starts, visit.plan.clone()), (at(180), support(400)));
    tale.refuses(&who("specialist"), moved(240, "1", &["second"], None), "out-of-scope");
    let mut here = Tale::of(READY);
    here.refuses(&desk, moved(600, "1", &["nurse"], None), "session-phase");
    here.wait(1);
    here.refuses(&desk, Act::NoteNotCome(SessionId(1), NoteNotCome), "session-phase");
}

#[test]
fn whoever_did_not_come_is_not_asked_why() {
    let (mut tale, desk) = (Tale::of(BOOKED), who("desk"));
    let not_come = Act::NoteNotCome(SessionId(1), NoteNotCome);
    tale.does(&desk, not_come.clone());
    tale.refuses(&desk, not_come.clone(), "session-phase");
    // They were late: they are here.
    assert_eq!(tale.told("check in"), "check in");
    let mut tomorrow = Tale::of(BOOKED);
    tomorrow.does(&desk, Act::NoteNotCome(SessionId(1), NoteNotCome));
    tomorrow.wait(12);
    assert_eq!(tomorrow.told("check in"), "check in", "half a day is the last of it");
    tomorrow = Tale::of(BOOKED);
    tomorrow.wait(12);
    tomorrow.now = tomorrow.now.plus_minutes(Minutes(1));
    assert_eq!(tomorrow.told("check in"), "refused: visit-long-over");
    let early = Tale::of("join team prescriber, open course, schedule dosing in 1 h with nurse");
    early.refuses(&desk, not_come, "not-yet-due");
}

/// Somebody who comes late finds the chair as it is now, and holds it from when they came.
#[test]
fn a_late_comer_takes_nobodys_chair() {
    let desk = who("desk");
    let other = |minutes| visit(SessionId(2), CourseId(2), minutes, "1", &["nurse", "therapist"], None);
    let booked = "join team prescriber, open course | kap> join team prescriber, open course, \
        schedule dosing in 20 h with nurse therapist";
    // The visit of 60 is given up at 61; its room goes to somebody else at 200. It holds a chair for 100 minutes.
    for (comes, told) in [
        (70, "check in"),
        (99, "check in"),
        (101, "refused: room-taken"),
        (250, "refused: room-taken"),
        (301, "check in"),
    ] {
        let mut tale = Tale::of(booked);
        tale.does(&desk, infusion(60, "1", &["nurse"], None));
        tale.now = at(61);
        tale.does(&desk, Act::NoteNotCome(SessionId(1), NoteNotCome));
        tale.does(&desk, other(200));
        tale.now = at(comes);
        assert_eq!(tale.told("check in"), told, "at {comes}");
    }
    // Nobody gave it up, but it should be over: the same. While it lasts, late is only late.
    for (comes, told) in [(159, "check in"), (161, "refused: room-taken")] {
        let mut tale = Tale::of(booked);
        tale.does(&desk, infusion(60, "1", &["nurse"], None));
        tale.does(&desk, other(200));
        tale.now = at(comes);
        assert_eq!(tale.told("check in"), told, "at {comes}");
    }
    // Whoever came at 120 is there until 220: nobody is booked there meanwhile.
    let mut tale = Tale::of(booked);
    tale.does(&desk, infusion(60, "1", &["nurse"], None));
    tale.now = at(120);
    assert_eq!(tale.told("check in"), "check in");
    tale.refuses(&desk, other(219), "room-taken");
    tale.does(&desk, other(220));
}
