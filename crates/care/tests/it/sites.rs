//! Places of the house beyond its first: opened, closed, and which one a room's name means.

use care::act::{Act, OpenChart};
use care::chart::State;
use care::course::SessionKind;
use care::fact::Stream;
use care::house::House;
use care::ids::{CourseId, ScheduleId, SessionId, WindowId};
use care::integration::TalkKind;
use care::integration::book_talk::BookTalk;
use care::practice::credential::RecordCredential;
use care::practice::end_credential::EndCredential;
use care::practice::{CredentialEnd, Licence};
use care::protocol::Setting;
use care::roster::Opening;
use care::schedule::*;
use care::session::schedule_session::ScheduleSession;
use care::time::{Date, Instant, When};

use crate::clinic::given::{BOOKED, READY, RECOVERED};
use crate::clinic::*;

pub const TABLES: &[fn()] = &[
    a_place_is_opened_beside_the_house_and_closed_after_its_rooms,
    hours_at_one_place_are_no_hours_at_another,
    nobody_is_at_two_places_at_once,
];

const CALENDAR: ScheduleId = ScheduleId::of(HOUSE);

fn house(tale: &Tale) -> House {
    match tale.world.folded_again().remove(&Stream::House(HOUSE)) {
        Some(State::House(house)) => house.founded.clone(),
        other => panic!("no house: {other:?}"),
    }
}

fn at(minutes: i64) -> Instant {
    Instant(T0.0 + minutes * 60_000_000)
}

fn site(name: &str, jurisdiction: &str) -> Act {
    let (name, zone) = (line(name), line("America/Chicago"));
    let (jurisdiction, address) = (line(jurisdiction), line("2 Lake Street, Chicago"));
    Act::OpenSite(CALENDAR, OpenSite { name, zone, jurisdiction, address })
}

fn room(name: &str, site: Option<u32>) -> Act {
    Act::OpenRoom(CALENDAR, OpenRoom { name: line(name), site })
}

fn close(number: u32, at: When) -> Act {
    Act::CloseSite(CALENDAR, CloseSite { number, at })
}

fn close_room(number: u32, at: When) -> Act {
    Act::CloseRoom(CALENDAR, CloseRoom { number, at })
}

#[test]
fn a_place_is_opened_beside_the_house_and_closed_after_its_rooms() {
    let (mut tale, director, desk) = (Tale::of(""), who("director"), who("desk"));
    let house_name = house(&tale).name.to_string();
    tale.refuses(&desk, site("Chicago", "US-IL"), "out-of-scope");
    tale.refuses(&who("prescriber"), site("Chicago", "US-IL"), "out-of-scope");
    tale.refuses(&director, site(&format!(" {}", house_name.to_uppercase()), "US-IL"), "site-there");
    tale.refuses(&director, site("Toronto", "CA-ON"), "site-abroad");
    tale.refuses(&director, close(1, When::Now), "site-unknown");
    tale.refuses(&director, room("Chair 2", Some(1)), "site-unknown");
    tale.does(&director, site("Chicago", "US-IL"));
    tale.refuses(&director, site(" chicago", "US-IL"), "site-there");
    tale.does(&director, room("Chair 1", None));
    tale.refuses(&director, room("Chair 1", Some(1)), "room-there");
    tale.does(&director, room("Lake", Some(1)));
    tale.refuses(&desk, close(1, When::Now), "out-of-scope");
    tale.refuses(&director, close(1, When::Now), "site-has-rooms");
    tale.refuses(&director, close(2, When::Now), "site-unknown");
    tale.does(&director, close_room(2, When::At(at(600))));
    // Used until then: not before.
    tale.refuses(&director, close(1, When::At(at(599))), "site-has-rooms");
    tale.refuses(&director, close(1, When::At(at(-1))), "term-ends-in-the-past");
    tale.does(&director, close(1, When::At(at(600))));
    tale.refuses(&director, close(1, When::At(at(700))), "nothing-changed");
    // It closes: no room is opened in it, and its name is taken until then.
    tale.refuses(&director, room("River", Some(1)), "site-unknown");
    tale.refuses(&director, site("Chicago", "US-IL"), "site-there");
    let elsewhere = Act::CloseSite(ScheduleId(77), CloseSite { number: 1, at: When::Now });
    tale.refuses(&director, elsewhere, "house-unknown");
    tale.now = at(601);
    tale.does(&director, site("Chicago", "US-IL"));
    // The name of a room that is closed stays at its place: a visit in it would come to be in another city.
    tale.refuses(&director, room("Lake", None), "room-name-elsewhere");
    tale.refuses(&director, room("Lake", Some(2)), "room-name-elsewhere");
    tale.does(&director, room("Pier", Some(2)));
    let calendar = tale.world.schedule(CALENDAR).expect("a calendar");
    let house = house(&tale);
    let zone = |room: &str| calendar.zone_at(room, at(0), &house);
    assert_eq!(zone("Lake"), "America/Chicago", "also once it is closed");
    assert_eq!(zone("pier "), "America/Chicago");
    assert_eq!(zone("Chair 1"), house.zone.as_str());
    assert_eq!(zone("any name"), house.zone.as_str());
    assert_eq!(calendar.jurisdiction_at("Pier", at(0), &house), "US-IL");
    assert_eq!(calendar.jurisdiction_at("Chair 1", at(0), &house), house.jurisdiction.as_str());
    let of_visit = |setting| calendar.site_of_visit(setting, "Pier", at(700)).map(|site| site.number);
    assert_eq!(of_visit(Setting::ClinicRoom), Some(2));
    assert_eq!(of_visit(Setting::Home), None, "at home no place of the house is");
    assert_eq!(calendar.open_sites(at(602)).map(|site| site.number).collect::<Vec<_>>(), [2]);
}

/// Kept from ten days before on, at a place: a whole week of the same hours, by clocks in UTC here.
fn keep(name: &str, site: Option<u32>, hours: (u16, u16)) -> Act {
    let opening = Opening { from_min: hours.0 * 60, until_min: hours.1 * 60 };
    let week = vec![(hours.0 < hours.1).then_some(opening); 7];
    let from = Date::read("2026-11-13").expect("a day");
    Act::KeepHours(CALENDAR, KeepHours { person: id_of(name), site, from, week })
}

fn visit(id: u128, course: u128, minutes: i64, setting: Setting, room: &str, people: &[&str]) -> Act {
    let act = ScheduleSession {
        course: CourseId(course),
        kind: SessionKind::Dosing,
        starts: at(minutes),
        setting,
        room: line(room),
        people: people.iter().map(|name| (id_of(name), who(name).role)).collect(),
        plan: None,
    };
    Act::ScheduleSession(SessionId(id), act)
}

/// Two courses, a room here and one at another place, where the same licences hold.
fn two_places(told: &str) -> Tale {
    let mut tale = Tale::of(told);
    tale.does(&who("director"), site("Lake", "US-NY"));
    tale.does(&who("director"), room("Here", None));
    tale.does(&who("director"), room("There", Some(1)));
    tale
}

const OPEN: &str = "join team prescriber, open course | kap> join team prescriber, open course";

#[test]
fn hours_at_one_place_are_no_hours_at_another() {
    let (director, desk) = (who("director"), who("desk"));
    let mut tale = two_places(OPEN);
    let chair = |minutes, room: &str| visit(1, 1, minutes, Setting::ClinicRoom, room, &["nurse"]);
    tale.refuses(&director, keep("nurse", Some(2), (9, 12)), "site-unknown");
    tale.does(&director, keep("nurse", Some(1), (9, 12)));
    tale.refuses(&director, keep("nurse", Some(1), (9, 12)), "nothing-changed");
    // It is Sunday, 15:00 in UTC: nine o'clock is eighteen hours ahead.
    let nine = 18 * 60;
    tale.refuses(&desk, chair(nine, "Here"), "not-at-work");
    tale.refuses(&desk, chair(nine + 240, "There"), "not-at-work");
    tale.does(&director, keep("nurse", None, (13, 17)));
    tale.refuses(&desk, chair(nine, "Here"), "not-at-work");
    tale.refuses(&desk, chair(nine + 240, "There"), "not-at-work");
    tale.does(&desk, chair(nine, "There"));
    tale.does(&desk, visit(2, 1, nine + 240, Setting::ClinicRoom, "Here", &["nurse"]));
    // Hours said later at one place leave those of the other as they are.
    tale.does(&director, keep("nurse", Some(1), (0, 0)));
    let tomorrow = |id, minutes, room| visit(id, 1, minutes, Setting::ClinicRoom, room, &["nurse"]);
    tale.refuses(&desk, tomorrow(3, nine + 1440, "There"), "not-at-work");
    tale.does(&desk, tomorrow(3, nine + 1440 + 240, "Here"));
    // A talk is held from anywhere.
    let mut tale = two_places(&RECOVERED.replace("plan support specialist in 26 h", "plan no thanks"));
    tale.does(&director, keep("specialist", Some(1), (0, 8)));
    let talk = |at: Instant| {
        let with = id_of("specialist");
        Act::BookTalk(WindowId::of(SessionId(1)), BookTalk { kind: TalkKind::Support, with, at })
    };
    let midnight = Date::read("2026-11-25").expect("a day").utc_midnight();
    tale.refuses(&desk, talk(midnight.plus_hours(care::units::Hours(9))), "not-at-work");
    tale.does(&desk, talk(midnight.plus_hours(care::units::Hours(3))));
}

#[test]
fn nobody_is_at_two_places_at_once() {
    let desk = who("desk");
    let mut tale = two_places(OPEN);
    let other =
        |minutes, room: &str, people: &[&str]| visit(2, 2, minutes, Setting::ClinicRoom, room, people);
    tale.does(&desk, visit(1, 1, 600, Setting::ClinicRoom, "Here", &["nurse", "prescriber"]));
    // An infusion of 40 minutes and an hour of observation; a nurse may watch others in the same place meanwhile.
    tale.refuses(&desk, other(600, "There", &["nurse", "therapist"]), "person-at-other-site");
    tale.refuses(&desk, other(699, "There", &["nurse", "therapist"]), "person-at-other-site");
    tale.refuses(&desk, other(600, "There", &["second", "prescriber", "therapist"]), "person-at-other-site");
    tale.does(&desk, other(700, "There", &["nurse", "therapist"]));
    let mut tale = two_places(OPEN);
    tale.does(&who("director"), room("Next door", None));
    tale.does(&desk, visit(1, 1, 600, Setting::ClinicRoom, "Here", &["nurse", "prescriber"]));
    tale.does(&desk, other(600, "Next door", &["nurse", "therapist"]));
}

/// Everybody of the house that a role asks a licence of has one in Illinois, too.
fn licensed_in_illinois(tale: &mut Tale) {
    for (name, _, role, kind, _) in PEOPLE.into_iter().filter(|(_, _, role, ..)| !role.licences().is_empty())
    {
        let mut credential = licence(kind, T0, LICENSED);
        (credential.jurisdiction, credential.number) = ("US-IL".to_owned(), format!("IL {name} {role:?}"));
        tale.does(&who("director"), Act::RecordCredential(id_of(name), RecordCredential { credential }));
    }
}

/// A house whose "room 1", where the stories give their infusions, is in Chicago.
fn in_chicago() -> Tale {
    let mut tale = Tale::of("");
    tale.does(&who("director"), site("Chicago", "US-IL"));
    tale.does(&who("director"), room("room 1", Some(1)));
    tale.does(&who("director"), room("room 2", None));
    tale
}

#[test]
fn what_is_done_in_a_room_asks_for_a_licence_where_the_room_is() {
    // Booked: the people named on the visit are licensed in New York only.
    let mut tale = in_chicago();
    assert_eq!(tale.ends(BOOKED), Err("licence-not-in-force"));
    // The same visits, in a room of the house itself.
    let mut at_home = Tale::of("");
    at_home.does(&who("director"), room("room 1", None));
    assert_eq!(at_home.ends(RECOVERED), Ok(()));
    // With licences of both states, everything goes its way there.
    let mut both = in_chicago();
    licensed_in_illinois(&mut both);
    assert_eq!(both.ends(RECOVERED), Ok(()));
}

#[test]
fn a_licence_that_ends_in_one_place_ends_there_only() {
    let mut tale = in_chicago();
    licensed_in_illinois(&mut tale);
    tale.ends(BOOKED).expect("booked");
    let end = |jurisdiction: &str, number: &str| {
        let (jurisdiction, number) = (jurisdiction.to_owned(), number.to_owned());
        let (licence, why, note, at) =
            (Licence::RegisteredNurse, CredentialEnd::Surrendered, None, When::Now);
        Act::EndCredential(id_of("nurse"), EndCredential { licence, number, jurisdiction, why, note, at })
    };
    tale.does(&who("director"), end("US-IL", "IL nurse Nurse"));
    // In no place: the chart opens with any licence of the house's places.
    tale.does(&who("nurse"), Act::OpenChart(RAE, OpenChart));
    // In the room in Chicago: nothing.
    let ready = READY.strip_prefix(BOOKED).unwrap_or_default().trim_start_matches([',', ' ']);
    assert!(!ready.is_empty(), "a visit is made ready by somebody");
    assert_eq!(tale.ends(ready), Err("licence-not-in-force"));
    tale.does(&who("director"), end("US-NY", "1234"));
    tale.refuses(&who("nurse"), Act::OpenChart(RAE, OpenChart), "licence-not-in-force");
}

#[test]
fn a_licence_of_a_place_that_is_closed_opens_nothing_any_more() {
    let mut tale = in_chicago();
    let director = who("director");
    let mut credential = licence(Licence::RegisteredNurse, T0, LICENSED);
    credential.jurisdiction = "US-IL".to_owned();
    tale.does(
        &director,
        Act::EndCredential(
            id_of("stranger"),
            EndCredential {
                licence: Licence::RegisteredNurse,
                number: "1234".to_owned(),
                jurisdiction: "US-NY".to_owned(),
                why: CredentialEnd::Surrendered,
                note: None,
                at: When::Now,
            },
        ),
    );
    tale.refuses(&who("stranger"), Act::OpenChart(RAE, OpenChart), "licence-not-in-force");
    tale.does(&director, Act::RecordCredential(id_of("stranger"), RecordCredential { credential }));
    tale.ends(BOOKED.split(',').next().unwrap_or_default()).expect("a team");
    tale.refuses(&who("stranger"), Act::OpenChart(RAE, OpenChart), "no-tie");
    tale.does(&director, close_room(1, When::Now));
    tale.does(&director, close(1, When::Now));
    tale.refuses(&who("stranger"), Act::OpenChart(RAE, OpenChart), "licence-not-in-force");
}

#[test]
fn a_room_that_was_booked_before_there_was_a_list_is_no_room_of_another_city() {
    let mut tale = Tale::of(BOOKED);
    tale.does(&who("director"), site("Chicago", "US-IL"));
    tale.refuses(&who("director"), room("Room  1", Some(1)), "room-name-elsewhere");
    tale.does(&who("director"), room("Lake 1", Some(1)));
    tale.does(&who("director"), room("room 1", None));
}
