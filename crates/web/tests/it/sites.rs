//! A house with several places, over HTTP: opened with a zone there is, rooms in each, times by the clock of each.

use care::act::Act;
use care::fact::Stream;
use care::ids::ScheduleId;
use care::practice::{Acting, Role};
use care::roster::Opening;
use care::schedule::{CloseRoom, CloseSite, KeepHours, OpenRoom, OpenSite, Schedule};
use care::time::{Date, When};
use record::views::ask_schedule;

use crate::clinic::{Clinic, PATIENT, line, person, text};
use crate::grid::{self, COURSE};

/// The instant of a time in UTC.
fn utc(text: &str) -> i64 {
    text.parse::<jiff::Timestamp>().unwrap().as_microsecond()
}

fn schedule(clinic: &Clinic) -> Schedule {
    let stream = Stream::Schedule(ScheduleId::of(clinic.record.house()));
    match clinic.record.state(stream).unwrap().state {
        Some(care::chart::State::Schedule(schedule)) => (*schedule).clone(),
        other => panic!("no calendar: {other:?}"),
    }
}

const CHICAGO: &str = "name=Chicago&address=2+Lake+Street&zone=America/Chicago&jurisdiction=US-IL";

#[tokio::test]
async fn a_place_is_opened_where_a_zone_is_and_in_this_country() {
    let clinic = Clinic::open();
    let (director, desk) = (clinic.token(Role::MedicalDirector), clinic.token(Role::FrontDesk));
    let posts = async |token: &str, path: &str, form: &str| {
        let form = format!("command={}&{form}", clinic.command());
        let answer = clinic.post(path, Some(token), &form).await;
        (answer.status().as_u16(), text(answer).await)
    };
    assert_eq!(posts(&desk, "/schedule/sites", CHICAGO).await.0, 403);
    let (status, page) =
        posts(&director, "/schedule/sites", &CHICAGO.replace("America/Chicago", "Mars")).await;
    assert!(status == 422 && page.contains("This time zone is not known."), "{page}");
    assert!(page.contains("2 Lake Street"), "what was typed is kept");
    let (status, page) = posts(&director, "/schedule/sites", &CHICAGO.replace("US-IL", "CA-ON")).await;
    assert!(status == 422 && page.contains("needs a house of its own"), "{page}");
    let (status, page) = posts(&director, "/schedule/sites", "name=&address=&zone=&jurisdiction=").await;
    assert!(status == 422 && page.contains("Write what the place is called."), "{page}");
    // Without a second place, nobody is asked where a room is.
    let rooms = text(clinic.get("/schedule/rooms", Some(&director)).await).await;
    assert!(!rooms.contains("Which place it is in"), "{rooms}");
    assert_eq!(posts(&director, "/schedule/rooms", "name=Chair+1").await.0, 303);
    assert_eq!(posts(&director, "/schedule/sites", CHICAGO).await.0, 303);
    let (status, page) = posts(&director, "/schedule/sites", CHICAGO).await;
    assert!(status == 422 && page.contains("has that name"), "{page}");
    let (status, page) = posts(&director, "/schedule/rooms", "name=Lake").await;
    assert!(status == 422 && page.contains("Choose which place it is in."), "{page}");
    assert_eq!(posts(&director, "/schedule/rooms", "name=Lake&site=1").await.0, 303);
    assert_eq!(posts(&director, "/schedule/rooms", "name=Chair+2&site=house").await.0, 303);
    let kept = schedule(&clinic);
    let rooms: Vec<_> = kept.rooms.iter().map(|room| (room.name.as_str(), room.site)).collect();
    assert_eq!(rooms, [("Chair 1", None), ("Lake", Some(1)), ("Chair 2", None)]);
    let seen = text(clinic.get("/schedule/sites", Some(&desk)).await).await;
    assert!(seen.contains("2 Lake Street") && seen.contains("America/Chicago"), "{seen}");
    assert!(!seen.contains("Add a place"), "only the medical director opens places");
    // One whose rooms are used is not closed; afterwards it is.
    let (status, page) = posts(&director, "/schedule/sites/close", "number=1").await;
    assert!(status == 422 && page.contains("Rooms there are still used"), "{page}");
    assert_eq!(posts(&director, "/schedule/rooms/close", "number=2").await.0, 303);
    assert_eq!(posts(&director, "/schedule/sites/close", "number=1").await.0, 303);
    let seen = text(clinic.get("/schedule/sites", Some(&desk)).await).await;
    assert!(!seen.contains("2 Lake Street"), "{seen}");
}

/// The clocks of the two places change in the same night, and an hour apart.
#[tokio::test]
async fn when_a_room_cannot_be_used_is_typed_and_told_by_the_clock_of_its_place() {
    let clinic = Clinic::open();
    let director = clinic.token(Role::MedicalDirector);
    let posts = async |path: &str, form: &str| {
        let form = format!("command={}&{form}", clinic.command());
        let answer = clinic.post(path, Some(&director), &form).await;
        (answer.status().as_u16(), text(answer).await)
    };
    assert_eq!(posts("/schedule/sites", CHICAGO).await.0, 303);
    assert_eq!(posts("/schedule/rooms", "name=Lake&site=1").await.0, 303);
    assert_eq!(posts("/schedule/rooms", "name=Chair+1&site=house").await.0, 303);
    let block = |room, from, until| format!("room={room}&from={from}&until={until}&why=new+floor");
    let (lake, here) =
        (block(1, "2027-03-14T01:30", "2027-03-14T03:30"), block(2, "2027-03-14T01:30", "2027-03-14T03:30"));
    assert_eq!(posts("/schedule/rooms/block", &lake).await.0, 303);
    assert_eq!(posts("/schedule/rooms/block", &here).await.0, 303);
    let spans: Vec<_> = schedule(&clinic)
        .blocks
        .iter()
        .map(|block| (block.term.from.0, block.term.until.unwrap().0))
        .collect();
    assert_eq!(spans[0], (utc("2027-03-14T07:30:00Z"), utc("2027-03-14T08:30:00Z")), "Chicago");
    assert_eq!(spans[1], (utc("2027-03-14T06:30:00Z"), utc("2027-03-14T07:30:00Z")), "New York");
    let page = text(clinic.get("/schedule/rooms", Some(&director)).await).await;
    assert!(page.contains("Lake, Sun 14 Mar, 01:30 CST – Sun 14 Mar, 03:30 CDT"), "{page}");
    assert!(
        page.contains("Chair 1, Sun 14 Mar, 01:30 – Sun 14 Mar, 03:30<"),
        "the house's own needs no zone: {page}"
    );
    // The hour that is left out there is asked again; the same clock time is another instant here.
    let (status, page) =
        posts("/schedule/rooms/block", &block(1, "2027-03-14T02:30", "2027-03-14T05:00")).await;
    assert!(status == 422 && page.contains("skip"), "{page}");
}

/// A second place an hour behind, where the same licences hold: a room in each, and two there.
fn two_places() -> Clinic {
    let (clinic, _) = grid::clinic();
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let calendar = ScheduleId::of(clinic.record.house());
    let (name, address, zone) = (line("Lakeside"), line("2 Lake Street"), line("America/Chicago"));
    let open = OpenSite { name, zone, jurisdiction: line("US-NY"), address };
    clinic.act(director, Act::OpenSite(calendar, open));
    for (room, site) in [("Chair 1", None), ("Lake", Some(1)), ("River", Some(1))] {
        clinic.act(director, Act::OpenRoom(calendar, OpenRoom { name: line(room), site }));
    }
    clinic
}

/// When visits begin in a room, in order.
fn begins(clinic: &Clinic, room: &str) -> Vec<i64> {
    let (from, until) = (care::time::Instant(0), care::time::Instant(i64::MAX));
    let rows =
        clinic.record.read(|conn| ask_schedule::visits(conn, clinic.record.org(), from, until)).unwrap();
    rows.iter().filter(|row| row.room == room).map(|row| row.starts.0).collect()
}

#[tokio::test]
async fn a_visit_is_booked_by_the_clock_of_the_place_its_room_is_in() {
    let clinic = two_places();
    let desk = clinic.token(Role::FrontDesk);
    let path = format!("/courses/{COURSE}/schedule");
    let posts = async |path: &str, form: &str| {
        let form = format!("command={}&{form}", clinic.command());
        let answer = clinic.post(path, Some(&desk), &form).await;
        (answer.status().as_u16(), text(answer).await)
    };
    let drawn = text(clinic.get(&path, Some(&desk)).await).await;
    assert!(drawn.contains("<optgroup label=\"Lakeside (America/Chicago)\">"), "{drawn}");
    assert!(drawn.contains("<optgroup label=\"Harbor Clinic (America/New_York)\">"), "{drawn}");
    assert!(drawn.contains("By the clock of the place that the room is in"), "{drawn}");
    let at = |starts: &str, room: &str| {
        let nurse = format!("{}+nurse", person(Role::Nurse));
        format!("kind=dosing&starts={starts}&setting=clinic-room&room={room}&who={nurse}")
    };
    assert_eq!(posts(&path, &at("2026-12-01T10:00", "Lake")).await.0, 303);
    assert_eq!(begins(&clinic, "Lake"), [utc("2026-12-01T16:00:00Z")], "ten o'clock there");
    // Taken: what is free instead is in the same place, by its clock, and pressing it books that.
    let (status, page) = posts(&path, &at("2026-12-01T10:30", "Lake")).await;
    assert_eq!(status, 422, "{page}");
    assert!(page.contains("By the clock of Lakeside (America/Chicago), where Lake is."), "{page}");
    assert!(page.contains("CST, River") && !page.contains("CST, Chair 1"), "{page}");
    assert!(page.contains("value=\"River|2026-12-01T10:30\""), "{page}");
    let instead = format!("{}&instead=River%7C2026-12-01T10:30", at("2026-12-01T10:30", "Lake"));
    assert_eq!(posts(&path, &instead).await.0, 303);
    assert_eq!(begins(&clinic, "River"), [utc("2026-12-01T16:30:00Z")]);
    // An hour that the clocks there leave out, and the one they repeat, are asked again; here they are an hour earlier.
    for (starts, words) in [("2027-03-14T02:30", "skip"), ("2027-11-07T01:30", "twice")] {
        let (status, page) = posts(&path, &at(starts, "Lake")).await;
        assert!(status == 422 && page.contains(words), "{starts}: {page}");
    }
    // It is moved by the same clock; another room, another clock.
    let rows = clinic.record.read(|conn| {
        ask_schedule::visits(conn, clinic.record.org(), care::time::Instant(0), care::time::Instant(i64::MAX))
    });
    let visit = rows.unwrap().into_iter().find(|row| row.room == "Lake").unwrap().session;
    let page = text(clinic.get(&format!("/sessions/{visit}/move"), Some(&desk)).await).await;
    assert!(page.contains("value=\"2026-12-01T10:00\"") && page.contains("where Lake is."), "{page}");
    let moved = format!("starts=2026-12-02T10:00&room=Chair+1&who={}+nurse", person(Role::Nurse));
    let (status, page) = posts(&format!("/sessions/{visit}/move"), &moved).await;
    assert_eq!(status, 303, "{page}");
    assert_eq!(begins(&clinic, "Chair 1").last(), Some(&utc("2026-12-02T15:00:00Z")), "ten o'clock here");
}

#[tokio::test]
async fn a_day_of_the_calendar_is_that_of_the_place_that_is_looked_at() {
    let clinic = two_places();
    let desk = clinic.token(Role::FrontDesk);
    let path = format!("/courses/{COURSE}/schedule");
    // Half an hour before midnight there, and half past midnight of the next day here.
    let nurse = format!("{}+nurse", person(Role::Nurse));
    let late = format!("kind=review&starts=2026-12-01T23:30&setting=clinic-room&room=Lake&who={nurse}");
    let form = format!("command={}&{late}", clinic.command());
    assert_eq!(clinic.post(&path, Some(&desk), &form).await.status(), 303);
    let day = async |query: &str| {
        let answer = clinic.get(&format!("/schedule?{query}"), Some(&desk)).await;
        (answer.status().as_u16(), text(answer).await)
    };
    let booked = |page: &str| page.split("data-testid=\"day-list\"").nth(1).map(str::to_owned);
    let (_, there) = day("day=2026-12-01&site=1").await;
    let list = booked(&there).unwrap_or_else(|| panic!("{there}"));
    assert!(list.contains("23:30") && !list.contains("CST"), "{list}");
    assert!(there.contains("Tue 1 Dec, Lakeside") && there.contains("By the clock of Lakeside"), "{there}");
    assert!(
        there.contains("href=\"/schedule?day=2026-12-02&#38;site=1\""),
        "the next day is there, too: {there}"
    );
    assert!(booked(&day("day=2026-12-01").await.1).is_none(), "here it is the next day");
    let (_, all) = day("day=2026-12-02").await;
    let list = booked(&all).unwrap_or_else(|| panic!("{all}"));
    assert!(list.contains("23:30 CST") && list.contains("Lake, Lakeside"), "{list}");
    assert!(booked(&day("day=2026-12-02&site=house").await.1).is_none(), "it is not in the house");
    assert!(booked(&day("day=2026-12-02&site=1").await.1).is_none(), "there it is the day before");
    for wrong in ["site=9", "site=x", "site=-1"] {
        assert_eq!(day(wrong).await.0, 404, "{wrong}");
    }
}

#[tokio::test]
async fn hours_are_kept_at_a_place_and_by_its_clock() {
    let clinic = two_places();
    let (director, nurse) = (clinic.token(Role::MedicalDirector), person(Role::Nurse));
    let drawn =
        text(clinic.get(&format!("/schedule/hours?person={nurse}&site=1"), Some(&director)).await).await;
    assert!(drawn.contains("At Lakeside (America/Chicago), by its clock."), "{drawn}");
    let kept = format!(
        "command={}&person={nurse}&site=1&since=2026-11-01&from-1=09:00&until-1=17:00",
        clinic.command()
    );
    let answer = clinic.post("/schedule/hours", Some(&director), &kept).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    let page = text(clinic.get("/schedule/hours", Some(&director)).await).await;
    assert!(
        page.contains("Lakeside: Tue 09:00–17:00") && page.contains("Harbor Clinic: not at work here"),
        "{page}"
    );
    // A Tuesday: nine there is ten here, and neither earlier nor in the house.
    let desk = clinic.token(Role::FrontDesk);
    let books = async |starts: &str, room: &str| {
        let who = format!("{nurse}+nurse");
        let form = format!(
            "command={}&kind=review&starts={starts}&setting=clinic-room&room={room}&who={who}",
            clinic.command()
        );
        let answer = clinic.post(&format!("/courses/{COURSE}/schedule"), Some(&desk), &form).await;
        (answer.status().as_u16(), text(answer).await)
    };
    for (starts, room) in
        [("2026-12-01T08:45", "Lake"), ("2026-12-01T10:00", "Chair+1"), ("2026-12-02T10:00", "Lake")]
    {
        let (status, page) = books(starts, room).await;
        assert!(
            status == 422 && page.contains("is not at work for all of that time"),
            "{starts} {room}: {page}"
        );
    }
    assert_eq!(books("2026-12-01T09:00", "Lake").await.0, 303);
    let day = text(clinic.get("/schedule?day=2026-12-01", Some(&desk)).await).await;
    assert!(day.contains("09:00–17:00 CST, Lakeside"), "{day}");
}

/// A dose at ten o'clock there, booked by the desk: the clinic, its visit's address and the desk's token.
async fn booked_there() -> (Clinic, String, String) {
    let clinic = two_places();
    let desk = clinic.token(Role::FrontDesk);
    let nurse = format!("{}+nurse", person(Role::Nurse));
    let form = format!(
        "command={}&kind=dosing&starts=2026-12-01T10:00&setting=clinic-room&room=Lake&who={nurse}",
        clinic.command()
    );
    let answer = clinic.post(&format!("/courses/{COURSE}/schedule"), Some(&desk), &form).await;
    assert_eq!(answer.status(), 303);
    let (from, until) = (care::time::Instant(0), care::time::Instant(i64::MAX));
    let rows =
        clinic.record.read(|conn| ask_schedule::visits(conn, clinic.record.org(), from, until)).unwrap();
    let visit = rows.iter().find(|row| row.room == "Lake").unwrap().session.to_string();
    (clinic, visit, desk)
}

fn instant(text: &str) -> care::time::Instant {
    care::time::Instant(utc(text))
}

#[tokio::test]
async fn whoever_comes_reads_when_and_where_by_the_clock_of_the_place() {
    let (clinic, visit, _) = booked_there().await;
    let patient = clinic.token(Role::Patient);
    let page = async |clinic: &Clinic, token: &str, path: &str| {
        let answer = clinic.get(path, Some(token)).await;
        assert_eq!(answer.status(), 200, "{path}");
        text(answer).await
    };
    let own = page(&clinic, &patient, &format!("/me/visit/{visit}")).await;
    assert!(own.contains("Tue 1 Dec, 10:00 CST"), "{own}");
    assert!(own.contains("Lake, Lakeside, 2 Lake Street"), "{own}");
    assert!(!own.contains("All times") && !own.contains("11:00"), "no other clock is told: {own}");
    for path in [&format!("/me/visit/{visit}/changed-my-mind"), "/me/close"] {
        assert!(page(&clinic, &patient, path).await.contains("Tue 1 Dec, 10:00 CST"), "{path}");
    }
    // What is told by the clock of the house says so, too: the talk after the dose before this one.
    let talk = page(&clinic, &patient, "/me/talk").await;
    assert!(talk.contains(" EST"), "{talk}");
    // Ten past midnight here is the evening before there: nothing is "today" yet.
    clinic.at(instant("2026-12-01T05:10:00Z"));
    let patient = clinic.token(Role::Patient);
    let evening = page(&clinic, &patient, &format!("/me/visit/{visit}")).await;
    assert!(evening.contains("10:00 CST") && !evening.contains("Today’s visit"), "{evening}");
    clinic.at(instant("2026-12-01T06:10:00Z"));
    let patient = clinic.token(Role::Patient);
    assert!(page(&clinic, &patient, &format!("/me/visit/{visit}")).await.contains("Today’s visit"));
}

#[tokio::test]
async fn staff_read_and_type_times_at_the_chair_by_the_clock_on_its_wall() {
    let (clinic, visit, desk) = booked_there().await;
    let page = async |clinic: &Clinic, token: &str, path: &str| {
        let answer = clinic.get(path, Some(token)).await;
        assert_eq!(answer.status(), 200, "{path}");
        text(answer).await
    };
    let counter = page(&clinic, &desk, &format!("/desk/{PATIENT}")).await;
    assert!(counter.contains("Tue 1 Dec, 10:00 CST") && counter.contains("Lake, Lakeside"), "{counter}");
    let nurse = clinic.token(Role::Nurse);
    for path in [format!("/sessions/{visit}"), format!("/patients/{PATIENT}")] {
        assert!(page(&clinic, &nurse, &path).await.contains("10:00 CST"), "{path}");
    }
    // Half past nine there: somebody comes, and the first readings were taken ten minutes ago by the clock on the wall.
    clinic.at(instant("2026-12-01T15:30:00Z"));
    let (desk, nurse) = (clinic.token(Role::FrontDesk), clinic.token(Role::Nurse));
    let posts = async |token: &str, path: &str, form: &str| {
        let form = format!("command={}&{form}", clinic.command());
        let answer = clinic.post(path, Some(token), &form).await;
        (answer.status().as_u16(), text(answer).await)
    };
    let (status, said) = posts(&desk, &format!("/sessions/{visit}/check-in"), "").await;
    assert_eq!(status, 303, "{said}");
    let vitals = "systolic=128&diastolic=82&pulse=74&spo2=98&at=2026-12-01T09:20";
    let (status, said) = posts(&nurse, &format!("/sessions/{visit}/vitals"), vitals).await;
    assert_eq!(status, 303, "{said}");
    let chair = page(&clinic, &nurse, &format!("/sessions/{visit}")).await;
    assert!(chair.contains("Times: CST, Lakeside") && chair.contains("09:20"), "{chair}");
    assert!(!chair.contains("10:20"), "no time of the house stands among them: {chair}");
    let board = page(&clinic, &desk, "/board").await;
    assert!(board.contains("Lake, Lakeside"), "{board}");
}

/// Hours kept there, every day from ten to five by the clock of that place.
fn keeps_hours_there(clinic: &Clinic, role: Role) {
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let (from, day) = (Date::read("2026-11-01").unwrap(), Opening { from_min: 600, until_min: 1020 });
    let keep = KeepHours { person: person(role), site: Some(1), from, week: vec![Some(day); 7] };
    clinic.act(director, Act::KeepHours(ScheduleId::of(clinic.record.house()), keep));
}

#[tokio::test]
async fn a_series_is_planned_at_one_place_in_its_rooms_and_hours() {
    let clinic = two_places();
    for role in [Role::Nurse, Role::Prescriber, Role::MedicalDirector] {
        keeps_hours_there(&clinic, role);
    }
    let desk = clinic.token(Role::FrontDesk);
    let plan = async |query: &str| {
        let answer = clinic.get(&format!("/courses/{COURSE}/plan{query}"), Some(&desk)).await;
        (answer.status().as_u16(), text(answer).await)
    };
    let usual = plan("").await.1;
    assert!(usual.contains("value=\"Chair 1\"") && !usual.contains("value=\"Lake\""), "{usual}");
    let asked = "doses=1&from=2026-12-01&until=2026-12-08&day=Mon&day=Tue&day=Wed&day=Thu&day=Fri\
                 &earliest=08:00&latest=18:00&talk=elsewhere";
    let (_, there) = plan(&format!("?site=1&{asked}&room=Lake&room=River")).await;
    assert!(there.contains("Tue 1 Dec, 10:00 CST"), "they come at ten, there: {there}");
    assert!(there.contains("value=\"Lake\"") && !there.contains("value=\"Chair 1\""), "{there}");
    assert!(there.contains("clock of Lakeside (America/Chicago)"), "{there}");
    // A room of another place is no room of this plan, whoever sends it; and nobody keeps hours in the house.
    let (_, none) = plan(&format!("?site=1&{asked}&room=Chair+1")).await;
    assert!(!none.contains("Book it"), "{none}");
    let (_, here) = plan(&format!("?site=house&{asked}&room=Chair+1")).await;
    assert!(!here.contains("Book it"), "{here}");
    assert_eq!(plan("?site=7").await.0, 404);
    // What is proposed is booked as it is shown; the next plan of this course is made there.
    let value =
        there.split("name=\"visit\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let value = value.replace("&#38;", "&").replace('|', "%7C").replace(' ', "+");
    let form = format!("command={}&site=1&{asked}&room=Lake&visit={value}", clinic.command());
    let answer = clinic.post(&format!("/courses/{COURSE}/plan"), Some(&desk), &form).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    assert_eq!(begins(&clinic, "Lake"), [utc("2026-12-01T16:00:00Z")]);
    let usual = plan("").await.1;
    assert!(usual.contains("value=\"Lake\"") && !usual.contains("value=\"Chair 1\""), "{usual}");
}

#[tokio::test]
async fn a_chair_that_is_free_in_one_city_is_offered_to_nobody_in_another() {
    let (clinic, visit, desk) = booked_there().await;
    // Whoever is booked there would come earlier, on any day and at any hour.
    let patient = clinic.token(Role::Patient);
    let wish = "day=0&day=1&day=2&day=3&day=4&day=5&day=6&part=morning&part=afternoon&part=evening&notice=2";
    let form = format!("command={}&{wish}", clinic.command());
    let answer = clinic.post(&format!("/me/visit/{visit}/earlier"), Some(&patient), &form).await;
    assert_eq!(answer.status(), 303, "{}", text(answer).await);
    let who = async |room: &str| {
        let path = format!("/schedule/earlier?at=2026-11-30T10:00&room={room}");
        text(clinic.get(&path, Some(&desk)).await).await
    };
    let there = who("River").await;
    assert!(there.contains("Mon 30 Nov, 10:00 CST, River, Lakeside"), "{there}");
    assert!(there.contains(&format!("name=\"session\" value=\"{visit}\"")), "{there}");
    let here = who("Chair+1").await;
    assert!(here.contains("Mon 30 Nov, 10:00, Chair 1, Harbor Clinic"), "{here}");
    assert!(!here.contains(&format!("name=\"session\" value=\"{visit}\"")), "{here}");
}

#[tokio::test]
async fn a_place_that_closes_keeps_the_clock_and_address_of_what_is_booked_there() {
    let (clinic, visit, desk) = booked_there().await;
    let director = Acting::person(person(Role::MedicalDirector), Role::MedicalDirector);
    let calendar = ScheduleId::of(clinic.record.house());
    for number in [2, 3] {
        clinic.act(director, Act::CloseRoom(calendar, CloseRoom { number, at: When::Now }));
    }
    clinic.act(director, Act::CloseSite(calendar, CloseSite { number: 1, at: When::Now }));
    let page = async |token: &str, path: &str| text(clinic.get(path, Some(token)).await).await;
    let day = page(&desk, "/schedule").await;
    let moves = day.split("data-testid=\"moves\"").nth(1).unwrap_or_else(|| panic!("{day}"));
    assert!(moves.contains("Tue 1 Dec, 10:00 CST"), "the desk is told to move it: {moves}");
    let there = page(&desk, "/schedule?day=2026-12-01&site=1").await;
    assert!(there.contains("Tue 1 Dec, Lakeside") && there.contains("R. Ellis"), "{there}");
    let patient = clinic.token(Role::Patient);
    let own = page(&patient, &format!("/me/visit/{visit}")).await;
    assert!(own.contains("Tue 1 Dec, 10:00 CST") && own.contains("2 Lake Street"), "{own}");
    // Nothing new is booked, planned or kept there.
    let form = page(&desk, &format!("/courses/{COURSE}/schedule")).await;
    assert!(form.contains("Chair 1") && !form.contains("<option value=\"Lake\""), "{form}");
    let plan = page(&desk, &format!("/courses/{COURSE}/plan")).await;
    assert!(plan.contains("value=\"Chair 1\"") && !plan.contains("value=\"Lake\""), "{plan}");
}

#[tokio::test]
async fn a_calendar_of_staff_says_the_place_beside_the_room() {
    let (clinic, ..) = booked_there().await;
    let nurse = clinic.token(Role::Nurse);
    let made = clinic.post("/schedule/feeds", Some(&nurse), &format!("command={}", clinic.command())).await;
    let page = text(made).await;
    let link = page.split("/calendar/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let feed = text(clinic.get(&format!("/calendar/{link}"), None).await).await;
    assert!(feed.contains("LOCATION:Lake\\, Lakeside"), "{feed}");
    assert!(feed.contains("DTSTART:20261201T160000Z"), "an instant, in no zone: {feed}");
}
