//! People outside whom Harbor Clinic may refer somebody to. All invented; one agreed to stand on the public page, and one licence
//! was looked up so long ago that the pages say so.

use care::act::Act;
use care::directory::{Colleague, KeepColleague, LookUpColleague, Mode, PublishColleague};
use care::ids::{CommandId, DirectoryId};
use care::messages::Tongue;
use care::practice::Licence;
use care::time::{Date, Instant};

use super::days::{days, later};
use super::house::HOUSE;
use super::script::Script;
use super::staff::Staff;
use super::words::line;
use crate::clock::timed_id;

fn sofia() -> Colleague {
    Colleague {
        name: line("Sofía Marín LMFT"),
        practice: Some(line("Marín Family Therapy")),
        licence: Licence::MarriageFamilyTherapist,
        number: Some(line("LMFT-88120")),
        jurisdiction: line("US-NY"),
        until: Date::new(2028, 4, 30),
        knows: "Has talked with people after ketamine since 2023. Took a course of 60 hours.".to_owned(),
        says: line("She says so herself, and showed the paper of the course"),
        modes: vec![Mode::InPerson, Mode::Video],
        languages: line("Spanish, English"),
        mail: Some(line("sofia@marin.example")),
        phone: Some(line("+12125550188")),
        tongue: Tongue::Spanish,
    }
}

fn howard() -> Colleague {
    Colleague {
        name: line("Howard Lindqvist MD"),
        practice: Some(line("Riverside Psychiatry")),
        licence: Licence::Physician,
        number: Some(line("MD-204417")),
        jurisdiction: line("US-NY"),
        until: Date::new(2029, 1, 31),
        knows: "Looks after the medicines of people who have ketamine elsewhere.".to_owned(),
        says: line("He says so himself"),
        modes: vec![Mode::InPerson],
        languages: line("English, Swedish"),
        mail: None,
        phone: Some(line("+12125550189")),
        tongue: Tongue::English,
    }
}

/// Both are written down when the house opens; only one is looked up again.
pub fn written_down(script: &mut Script, staff: &Staff, opened: Instant, now: Instant) {
    let (directory, desk) = (DirectoryId::of(HOUSE), staff.jo.acting());
    // Takes nothing from the chances of the rest: the same seed tells the same people's stories.
    let id = |at: Instant, nth: u32| CommandId(timed_id(at, 0xA_7474 + u128::from(nth)));
    for (nth, colleague) in (0_u32..).zip([sofia(), howard()]) {
        let at = later(opened, 340 + i64::from(nth));
        let keep = KeepColleague { number: None, colleague, looked_up: true, found: vec![] };
        script.say_as(id(at, nth), at, desk, Act::KeepColleague(directory, keep));
    }
    let (at, look) = (days(now, -12), LookUpColleague { number: 1 });
    script.say_as(id(at, 2), at, desk, Act::LookUpColleague(directory, look));
    let (at, agreed) = (later(at, 5), Some(line("by mail, when her licence was looked up")));
    script.say_as(
        id(at, 3),
        at,
        desk,
        Act::PublishColleague(directory, PublishColleague { number: 1, agreed }),
    );
}
