//! Places of the house beyond its first: opened, closed, and which one a room's name means.

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::house::House;
use care::ids::ScheduleId;
use care::protocol::Setting;
use care::schedule::*;
use care::time::{Instant, When};

use crate::clinic::*;

pub const TABLES: &[fn()] = &[a_place_is_opened_beside_the_house_and_closed_after_its_rooms];

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
