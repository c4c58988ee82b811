//! Monitors: which one stands where, whose numbers they are, and what a number asks of the people at the chair.

use care::act::Act;
use care::ids::{ScheduleId, SessionId};
use care::practice::Acting;
use care::schedule::{EnrolDevice, OpenRoom, RetireDevice};
use care::session::attach_monitor::{AttachMonitor, DetachMonitor};
use care::session::note_monitor::NoteMonitor;
use care::session::{Channel, Seen, Thousandths, due};
use care::text::Line;
use care::time::Instant;

use crate::clinic::given::{DOSING, READY, RECOVERED};
use crate::clinic::*;
use crate::world::World;

pub const TABLES: &[fn()] = &[
    a_monitor_is_enrolled_once_for_an_open_room,
    a_monitor_is_taken_on_by_somebody_at_its_own_chair_for_one_visit,
    a_number_beyond_a_limit_asks_once_until_it_is_answered,
    after_an_answer_it_asks_again_when_well_in_between_or_when_readings_are_due,
    a_sensor_that_is_off_is_no_signal_and_never_a_slow_pulse,
    nothing_is_asked_before_a_dose_or_of_a_monitor_that_is_not_this_persons,
];

const CALENDAR: ScheduleId = ScheduleId::of(HOUSE);
const MINUTE: i64 = 60_000_000;

fn enrol(name: &str, sender: &str, bed: Option<&str>, room: u32) -> Act {
    let bed = bed.map(line);
    Act::EnrolDevice(CALENDAR, EnrolDevice { name: line(name), sender: line(sender), bed, room })
}

fn open_room(name: &str) -> Act {
    Act::OpenRoom(CALENDAR, OpenRoom { name: line(name), site: None })
}

fn attach(device: u32) -> Act {
    Act::AttachMonitor(cast("kit").session, AttachMonitor { device })
}

pub fn detach(device: u32) -> Act {
    Act::DetachMonitor(cast("kit").session, DetachMonitor { device })
}

pub fn says(channel: Channel, text: &str) -> NoteMonitor {
    let seen = match Thousandths::read(text) {
        Some(value) => channel.seen(value).expect("a number that can be"),
        None => Seen::NoSignal,
    };
    NoteMonitor { device: 1, channel, seen, fine_at: None }
}

/// What a monitor's number brings about now, told; `-` when it asks nothing.
pub fn hears(tale: &mut Tale, says: NoteMonitor) -> String {
    let (session, by) = (cast("kit").session, Acting::CLOCK);
    let asked = tale.world.submit(&by, &Act::NoteMonitor(session, says), tale.now);
    match asked {
        Ok(facts) => {
            facts.iter().map(|fact| care::story::tell(fact, &cast("kit"))).collect::<Vec<_>>().join(", ")
        }
        Err(no) if noted(&no) == "monitor-asks-nothing" => "-".to_owned(),
        Err(no) => no.code().to_owned(),
    }
}

/// A visit with a monitor at its chair, taken on; with the list of rooms that it needs.
pub fn with_monitor(given: &str) -> Tale {
    with_monitor_in(clinic(), given)
}

/// The same in another clinic.
pub fn with_monitor_in(world: World, given: &str) -> Tale {
    let mut tale = Tale::in_this(world, given);
    let director = who("director");
    let room: Line = tale.world.session(cast("kit").session).expect("a visit").room.clone();
    tale.does(&director, open_room(room.as_str()));
    tale.does(&director, enrol("Monitor 1", "MON", Some("BED-1"), 1));
    let act = attach(1);
    tale.does(&who("nurse"), act);
    tale
}

#[test]
fn a_monitor_is_enrolled_once_for_an_open_room() {
    let mut tale = Tale::of(READY);
    let director = who("director");
    tale.refuses(&director, enrol("Monitor 1", "MON", None, 1), "room-unknown");
    tale.does(&director, open_room("Chair 1"));
    tale.refuses(&director, enrol("Monitor 1", "MON", None, 2), "room-unknown");
    tale.refuses(&director, Act::RetireDevice(CALENDAR, RetireDevice { number: 1 }), "device-unknown");
    tale.does(&director, enrol("Monitor 1", "MON", Some("BED-1"), 1));
    tale.refuses(&director, enrol("Monitor 2", "MON", Some("BED-1"), 1), "device-there");
    tale.refuses(&director, enrol("Monitor 1", "MON", Some("BED-2"), 1), "device-there");
    tale.does(&director, enrol("Monitor 2", "MON", Some("BED-2"), 1));
    tale.does(&director, enrol("Monitor 3", "CART", None, 1));
    let schedule = tale.world.schedule(CALENDAR).expect("rooms").clone();
    let called = |sender, bed| schedule.device_called(sender, bed, tale.now).map(|device| device.number);
    assert_eq!(called("MON", "BED-2"), Some(2));
    assert_eq!(called("MON", "BED-9"), None, "a bed nobody enrolled is nobody's");
    assert_eq!(called("CART", "whatever"), Some(3), "a cart names no bed and stands where it was enrolled");
    assert_eq!(called("OTHER", "BED-1"), None);
    tale.does(&director, Act::RetireDevice(CALENDAR, RetireDevice { number: 2 }));
    assert_eq!(tale.world.schedule(CALENDAR).expect("rooms").device_called("MON", "BED-2", tale.now), None);
    tale.does(&director, enrol("Monitor 2", "MON", Some("BED-2"), 1));
}

#[test]
fn a_monitor_is_taken_on_by_somebody_at_its_own_chair_for_one_visit() {
    let mut tale = Tale::of(READY);
    let (director, nurse) = (who("director"), who("nurse"));
    let room = tale.world.session(cast("kit").session).expect("a visit").room.clone();
    tale.refuses(&nurse, attach(1), "device-unknown");
    tale.does(&director, open_room("Somewhere else"));
    tale.does(&director, open_room(room.as_str()));
    tale.does(&director, enrol("Monitor 1", "MON", Some("BED-1"), 1));
    tale.does(&director, enrol("Monitor 2", "MON", Some("BED-2"), 2));
    tale.refuses(&nurse, attach(1), "device-at-other-chair");
    tale.refuses(&nurse, detach(2), "monitor-not-attached");
    let act = attach(2);
    tale.does(&nurse, act.clone());
    tale.refuses(&nurse, act.clone(), "nothing-changed");
    tale.does(&nurse, detach(2));
    tale.does(&nurse, act);
    // Whoever sat here before has not gone home, and nobody let it go.
    let other = SessionId(4_711);
    let mut visit = tale.world.session(cast("kit").session).expect("a visit").clone();
    tale.does(&nurse, detach(2));
    visit.room = room;
    visit.monitors.last_mut().expect("taken on").term.until = None;
    tale.world.puts_session(other, visit);
    let again = attach(2);
    tale.refuses(&nurse, again, "device-on-other-visit");
}

#[test]
fn a_number_beyond_a_limit_asks_once_until_it_is_answered() {
    let mut tale = with_monitor(DOSING);
    assert_eq!(hears(&mut tale, says(Channel::Spo2, "90")), "-", "the limit itself is within");
    assert_eq!(
        hears(&mut tale, says(Channel::Spo2, "89.9")),
        "alarm 1 high spo2 89 at 90 by monitor 1, Prescriber owes stop-limit, asked of prescriber"
    );
    assert_eq!(hears(&mut tale, says(Channel::Spo2, "85")), "-", "it was asked and nobody has answered");
    assert_eq!(
        hears(&mut tale, says(Channel::CuffSystolic, "160")),
        "alarm 2 medium cuff-systolic 160 at 160 by monitor 1"
    );
    assert_eq!(
        hears(&mut tale, says(Channel::CuffSystolic, "181")),
        "alarm 3 high cuff-systolic 181 at 180 by monitor 1, Prescriber owes stop-limit, asked of prescriber",
        "what asks for more is asked although the other waits"
    );
    assert_eq!(hears(&mut tale, says(Channel::CuffSystolic, "170")), "-");
    // Two channels of one sign are one question.
    assert_eq!(
        hears(&mut tale, says(Channel::HeartRate, "130")),
        "alarm 4 high heart-rate 130 at 130 by monitor 1, Prescriber owes stop-limit, asked of prescriber"
    );
    assert_eq!(hears(&mut tale, says(Channel::Pulse, "131")), "-");
    assert_eq!(hears(&mut tale, says(Channel::CuffMean, "200")), "-", "no limit is about it");
    assert_eq!(hears(&mut tale, says(Channel::Breaths, "3")), "-");
}

#[test]
fn after_an_answer_it_asks_again_when_well_in_between_or_when_readings_are_due() {
    let mut tale = with_monitor(DOSING);
    hears(&mut tale, says(Channel::Spo2, "88"));
    tale.go("wait 1 min, answer alarm 1 turned the head").expect("answered");
    let answered = tale.now;
    let fine_at = |minutes: i64| Some(Instant(answered.0 + minutes * MINUTE));
    let low = |fine_at| NoteMonitor { fine_at, ..says(Channel::Spo2, "88") };
    assert_eq!(hears(&mut tale, low(fine_at(-3))), "-", "it is what was answered");
    tale.go("wait 2 min").expect("time");
    assert_eq!(hears(&mut tale, low(fine_at(-3))), "-", "still the same low number");
    let mut well = with_monitor(DOSING);
    hears(&mut well, says(Channel::Spo2, "88"));
    well.go("wait 1 min, answer alarm 1 turned the head, wait 2 min").expect("answered");
    assert!(
        hears(&mut well, low(fine_at(1))).starts_with("alarm 2 high spo2"),
        "it was well and is low again"
    );
    let mut unknown = with_monitor(DOSING);
    hears(&mut unknown, says(Channel::Spo2, "88"));
    unknown.go("wait 1 min, answer alarm 1 turned the head, wait 1 min").expect("answered");
    assert!(hears(&mut unknown, low(None)).starts_with("alarm 2 high spo2"), "unknown asks");
    // At the next due time it is asked once more, however the number hovered.
    let session = tale.world.session(cast("kit").session).expect("a visit").clone();
    let content = tale.world.protocol(session.protocol.expect("running")).expect("signed").content.clone();
    let every = due::every(&session, &content).expect("said").expect("a dose runs");
    tale.go(&format!("wait {} min", every.0 - 2)).expect("time");
    assert!(hears(&mut tale, low(fine_at(-3))).starts_with("alarm 2 high spo2"));
    // A cuff that reads high again after the answer is a new reading.
    let mut cuff = with_monitor(DOSING);
    hears(&mut cuff, says(Channel::CuffSystolic, "165"));
    cuff.go("wait 1 min, answer alarm 1 asked about symptoms, wait 1 min").expect("answered");
    assert_eq!(
        hears(&mut cuff, says(Channel::CuffSystolic, "166")),
        "alarm 2 medium cuff-systolic 166 at 160 by monitor 1"
    );
}

#[test]
fn a_sensor_that_is_off_is_no_signal_and_never_a_slow_pulse() {
    let mut tale = with_monitor(DOSING);
    assert_eq!(Channel::Pulse.seen(Thousandths(0)), Some(Seen::NoSignal));
    assert_eq!(hears(&mut tale, says(Channel::Pulse, "0")), "alarm 1 no signal pulse by monitor 1");
    assert_eq!(hears(&mut tale, says(Channel::Spo2, "0")), "-", "one clip fell off: one alarm");
    assert_eq!(
        hears(&mut tale, says(Channel::HeartRate, "lost")),
        "alarm 2 no signal heart-rate by monitor 1"
    );
    assert_eq!(hears(&mut tale, says(Channel::CuffSystolic, "0")), "-", "a cuff reads now and then");
    let alarms = &tale.world.session(cast("kit").session).expect("a visit").alarms;
    assert!(alarms.iter().all(|alarm| alarm.beyond().is_none()), "no number, no limit");
    // No signal does not hide a limit, nor the other way round.
    assert!(hears(&mut tale, says(Channel::Spo2, "80")).starts_with("alarm 3 high spo2 80"));
    // It has an answer like every other, and nobody goes home before.
    let mut home = with_monitor(RECOVERED);
    assert_eq!(hears(&mut home, says(Channel::Spo2, "0")), "alarm 1 no signal spo2 by monitor 1");
    assert_eq!(home.told("discharge"), "refused: alarm-unanswered");
    assert!(home.told("answer alarm 1 put the clip back, discharge").starts_with("advice given, discharge"));
}

#[test]
fn nothing_is_asked_before_a_dose_or_of_a_monitor_that_is_not_this_persons() {
    let mut before = with_monitor(READY);
    assert_eq!(hears(&mut before, says(Channel::Spo2, "80")), "-");
    let mut tale = with_monitor(DOSING);
    tale.does(&who("nurse"), detach(1));
    assert_eq!(hears(&mut tale, says(Channel::Spo2, "80")), "monitor-not-attached");
    noted(&care::refusal::Refusal::MonitorNotAttached);
    // Whoever went home is nobody's number any more; what was kept is named by its hash.
    let mut home = with_monitor(RECOVERED);
    let session = cast("kit").session;
    home.world.samples.insert(session, (3, line("ab12")));
    assert!(home.told("discharge").ends_with("kept 3 messages"));
    assert_eq!(home.world.session(session).expect("a visit").samples, Some((3, line("ab12"))));
    assert_eq!(hears(&mut home, says(Channel::Spo2, "80")), "monitor-not-attached");
    assert_eq!(home.world.session(session).expect("a visit").attached_now().count(), 0);
}
