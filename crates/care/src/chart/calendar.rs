//! What a booking must be weighed against.

use super::{Chart, Want};
use crate::act::Act;
use crate::fact::Stream;
use crate::ids::{HouseId, ScheduleId, SessionId};
use crate::integration::Talk;
use crate::refusal::Refusal;
use crate::schedule::{Names, Work};
use crate::session::calendar::holds;
use crate::session::check_in::LATEST;
use crate::session::{Plan, Session};

impl Chart {
    /// A booking wants the calendar; what is said of rooms and hours wants what was said before.
    pub(super) fn calendar(&self, act: &Act, house: HouseId) -> Vec<Want> {
        let schedule = Stream::Schedule(ScheduleId::of(house));
        // The talk that was planned is booked now, unless its person has gone on leave meanwhile.
        // Whether there is video here stands there, too, and which monitor stands where.
        if matches!(act, Act::EndDose(..) | Act::ChooseTalkWay(..) | Act::AttachMonitor(..)) {
            return vec![Want::Stream(schedule)];
        }
        if matches!(act, Act::OpenRoom(..)) {
            return vec![Want::RoomsBooked];
        }
        if self.names(act).is_none() {
            return vec![];
        }
        let mut wants = vec![Want::Stream(schedule), Want::Beside];
        // Hours are read from the schedule.
        wants.extend(self.streams.contains_key(&schedule).then_some(Want::Work));
        wants.extend(self.beside.iter().flatten().map(|stream| Want::Stream(*stream)));
        wants
    }

    /// What this act asks of the calendar: what it says itself, or what the visit said that somebody comes to.
    pub fn names(&self, act: &Act) -> Option<Names> {
        let Act::CheckIn(id, _) = act else { return Names::of(act) };
        let visit = self.session(*id).ok()?;
        let times = vec![visit.starts, visit.starts.plus_hours(LATEST)];
        let people = visit.people.iter().map(|(who, _)| *who).collect();
        Some(Names { times, people, room: Some(visit.room.clone()) })
    }

    /// Keeps which rooms any visit ever named.
    pub fn put_rooms_booked(&mut self, rooms: Vec<String>) {
        self.rooms_booked = Some(rooms);
    }

    /// The names of rooms that any visit ever had. Unless that was asked, they are not known.
    pub fn rooms_booked(&self) -> Result<&[String], Refusal> {
        self.rooms_booked.as_deref().ok_or(Refusal::RoomUnknown)
    }

    /// Keeps the visits and windows that a booking may touch.
    pub fn put_beside(&mut self, streams: Vec<Stream>) {
        self.beside = Some(streams);
    }

    /// Keeps when those it names are at work.
    pub fn put_work(&mut self, work: Work) {
        self.work = Some(work);
    }

    /// When those a booking names are at work. Unless that was asked, the calendar is not known.
    pub fn work(&self) -> Result<&Work, Refusal> {
        self.work.as_ref().ok_or(Refusal::SessionUnknown)
    }

    /// The visits a booking may touch, but for one. Unless that was asked, the calendar is not known.
    pub fn visits_beside(&self, but: Option<SessionId>) -> Result<Vec<&Session>, Refusal> {
        let streams = self.beside.as_ref().ok_or(Refusal::SessionUnknown)?;
        let visits = streams.iter().filter_map(|stream| match stream {
            Stream::Session(id) if Some(*id) != but => Some(self.session(*id)),
            _ => None,
        });
        visits.collect()
    }

    /// The talks it may touch, but for those of one stream: planned on a visit that is not over, or booked on a window.
    pub fn talks_beside(&self, but: Stream) -> Result<Vec<Talk>, Refusal> {
        let streams = self.beside.as_ref().ok_or(Refusal::SessionUnknown)?;
        let mut talks = vec![];
        for stream in streams.iter().filter(|stream| **stream != but) {
            match stream {
                Stream::Session(id) => talks.extend(planned(self.session(*id)?)),
                Stream::Window(id) => {
                    let window = self.window(*id)?;
                    talks.extend(window.talk.filter(|_| window.held.is_none()));
                }
                _ => {}
            }
        }
        Ok(talks)
    }
}

/// The talk that is planned on a visit; once its dose has ended, the window holds it.
fn planned(session: &Session) -> Option<Talk> {
    let ended = session.dose.as_ref().is_some_and(|dose| dose.ended.is_some());
    match session.plan {
        Some(Plan::Talk { kind, with, at }) if holds(session) && !ended => Some(Talk { kind, with, at }),
        _ => None,
    }
}
