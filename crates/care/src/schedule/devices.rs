//! Monitors that send their numbers to the house: which sender and bed means which chair. Who is in the chair is never
//! taken from a device: a person at the chair says so (`session/attach_monitor.rs`).

use super::{Schedule, ScheduleFact, next};
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Moment, Term};

/// A monitor that may send numbers for a chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// 1, 2, … in the order they were enrolled.
    pub number: u32,
    /// As people call it: `Monitor 2, white`.
    pub name: Line,
    /// What it calls itself in its messages (HL7 v2 MSH-3, sending application).
    pub sender: Line,
    /// The bed it names (HL7 v2 PV1-3), where one sender speaks for several; none when it names no bed.
    pub bed: Option<Line>,
    /// The number of the room or chair it stands at.
    pub room: u32,
    /// From the instant it was enrolled until it sends no more.
    pub term: Term,
}

/// "This monitor stands at this chair."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnrolDevice {
    /// As people call it.
    pub name: Line,
    /// What it calls itself.
    pub sender: Line,
    /// The bed it names, if it names one.
    pub bed: Option<Line>,
    /// At which room.
    pub room: u32,
}

/// "Nothing of this one is taken any more."
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetireDevice {
    /// Which.
    pub number: u32,
}

/// Enrols it: one sender and bed means one chair, and no two monitors in use have one name.
pub fn enrol(
    schedule: Option<&Schedule>,
    act: &EnrolDevice,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let schedule = schedule.ok_or(Refusal::RoomUnknown)?;
    if !schedule.open_rooms(moment.now).any(|room| room.number == act.room) {
        return Err(Refusal::RoomUnknown);
    }
    let taken =
        |device: &Device| device.name == act.name || (device.sender == act.sender && device.bed == act.bed);
    if schedule.devices_in_use(moment.now).any(taken) {
        return Err(Refusal::DeviceThere);
    }
    let (name, sender, bed) = (act.name.clone(), act.sender.clone(), act.bed.clone());
    let number = next(schedule.devices.len());
    Ok(vec![ScheduleFact::DeviceEnrolled { number, name, sender, bed, room: act.room, at: moment.now }])
}

/// Takes nothing more of it.
pub fn retire(
    schedule: Option<&Schedule>,
    act: RetireDevice,
    moment: &Moment,
) -> Result<Vec<ScheduleFact>, Refusal> {
    let schedule = schedule.ok_or(Refusal::DeviceUnknown)?;
    schedule.device(act.number, moment.now).ok_or(Refusal::DeviceUnknown)?;
    Ok(vec![ScheduleFact::DeviceRetired { number: act.number, at: moment.now }])
}

impl Schedule {
    /// The monitors whose numbers are taken at this instant.
    pub fn devices_in_use(&self, at: Instant) -> impl Iterator<Item = &Device> {
        self.devices.iter().filter(move |device| device.term.covers(at))
    }

    /// The monitor of this number, while its numbers are taken.
    pub fn device(&self, number: u32, at: Instant) -> Option<&Device> {
        self.devices_in_use(at).find(|device| device.number == number)
    }

    /// The monitor that calls itself so and names this bed. One that was enrolled without a bed speaks for its chair
    /// whatever bed it names.
    pub fn device_called(&self, sender: &str, bed: &str, at: Instant) -> Option<&Device> {
        let of_sender = || self.devices_in_use(at).filter(|device| device.sender.as_str() == sender);
        let named = of_sender().find(|device| device.bed.as_ref().is_some_and(|known| known.as_str() == bed));
        named.or_else(|| of_sender().find(|device| device.bed.is_none()))
    }
}
