//! A house with several places, over HTTP: opened with a zone there is, rooms in each, times by the clock of each.

use care::fact::Stream;
use care::ids::ScheduleId;
use care::practice::Role;
use care::schedule::Schedule;

use crate::clinic::{Clinic, text};

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
