//! What the clinic wrote down of its rooms: the list, an afternoon in which one cannot be used, and somebody's leave.

use care::act::Act;
use care::ids::ScheduleId;
use care::integration::TalkKind;
use care::roster::Opening;
use care::schedule::{BlockRoom, KeepHours, OpenRoom, SetTalkLength, TakeLeave};
use care::time::{Date, Instant};
use care::units::Minutes;

use super::days::{days, later};
use super::house::HOUSE;
use super::script::Script;
use super::staff::Staff;
use super::words::line;

/// Every chair, room and office of the clinic.
const ROOMS: [&str; 15] = [
    "Chair 1", "Chair 2", "Chair 3", "Chair 4", "Chair 5", "Chair 6", "Chair 7", "Room A", "Room B",
    "Room C", "Office 1", "Office 2", "Office 3", "Office 4", "Office 5",
];

/// The director writes the rooms down on the first day; the desk keeps the rest.
pub fn written_down(script: &mut Script, staff: &Staff, founded: Instant, now: Instant) {
    let (schedule, director, desk) = (ScheduleId::of(HOUSE), staff.priya.acting(), staff.jo.acting());
    for (n, name) in (0_i64..).zip(ROOMS) {
        let open = Act::OpenRoom(schedule, OpenRoom { name: line(name), site: None });
        script.say(later(founded, 260 + n), director, open);
    }
    for (kind, minutes) in [(TalkKind::Therapy, 50), (TalkKind::Support, 45)] {
        let length = SetTalkLength { kind, minutes: Minutes(minutes) };
        script.say(later(founded, 280), director, Act::SetTalkLength(schedule, length));
    }
    let day = Some(Opening { from_min: 8 * 60, until_min: 17 * 60 });
    let week = vec![day, day, day, day, day, None, None];
    if let Some(from) = Date::new(2020, 1, 1) {
        let keep = KeepHours { person: staff.jo.id, site: None, from, week };
        script.say(later(founded, 290), director, Act::KeepHours(schedule, keep));
    }
    let leave = TakeLeave { person: staff.jo.id, from: days(now, 20), until: days(now, 27) };
    script.say(days(now, -26), desk, Act::TakeLeave(schedule, leave));
    // Office 1: nobody is treated there.
    let (from, until) = (days(now, 2), later(days(now, 2), 240));
    let block = BlockRoom { room: 11, from, until, why: line("The floor is being laid.") };
    script.say(days(now, -1), desk, Act::BlockRoom(schedule, block));
}
