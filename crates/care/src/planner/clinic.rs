//! What a clinic can give: rooms and people, when they are there, and what they are held by already.
//!
//! One clinic is one place. A person who works at two has, here, the hours spent at this one.

use std::num::NonZeroU32;

use super::plan::CoursePlan;
use super::request::Request;
use crate::ids::PersonId;
use crate::practice::Role;
use crate::session::calendar::{Span, same_room};
use crate::text::Line;
use crate::units::Minutes;

/// Everything that visits and talks are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clinic {
    /// From when until when these calendars say something. Nothing is planned outside, and beyond its end nothing is
    /// claimed not to fit. To plan visits until a day, it must reach the end of the window of a dose on that day.
    pub known: Span,
    /// Visits and talks begin at whole multiples of so many minutes, counted in UTC: 15 is every quarter hour in every
    /// zone there is. How long they take is free.
    pub every_min: NonZeroU32,
    /// Chairs and rooms in which a dose may be given.
    pub rooms: Vec<RoomFree>,
    /// Everybody who may have a part.
    pub staff: Vec<StaffFree>,
}

/// One chair or room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoomFree {
    /// Its name on the calendar.
    pub room: Line,
    /// When it can be used at all.
    pub open: Vec<Span>,
    /// What it is booked for already.
    pub held: Vec<Span>,
}

/// One member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffFree {
    /// Who.
    pub person: PersonId,
    /// For each role ever held here: when licence **and** affiliation are both in force. Nobody works in a role outside.
    pub may: Vec<(Role, Vec<Span>)>,
    /// Working hours less leave. What somebody is booked for is not taken out: see `held`.
    pub works: Vec<Span>,
    /// How many patients this person watches at once, as the house has said. Never guessed; zero: watches nobody.
    pub at_once: u32,
    /// What this person is booked for already.
    pub held: Vec<Held>,
}

/// A time somebody is booked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// From when until when. One that ends where it begins holds its beginning, as on the calendar.
    pub span: Span,
    /// Beside others, or alone.
    pub how: How,
}

/// How a booking holds a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// With one patient, and nobody else.
    Alone,
    /// Watching: beside as many others as the house has said.
    Watching,
}

impl Clinic {
    /// The same clinic after everything in this plan is booked. A room or a person it does not know is left out.
    pub fn book(&mut self, request: &Request, plan: &CoursePlan) {
        let shape = &request.visit;
        for visit in &plan.visits {
            let span =
                |minutes: Minutes| Span { from: visit.starts, until: visit.starts.plus_minutes(minutes) };
            let named = |room: &&mut RoomFree| {
                visit.room.as_ref().is_some_and(|name| same_room(name.as_str(), room.room.as_str()))
            };
            if let Some(room) = self.rooms.iter_mut().find(named) {
                room.held.push(span(shape.room_min));
            }
            for (person, role) in &visit.people {
                match (role, shape.therapist_min) {
                    (Role::Therapist, Some(minutes)) => self.hold(*person, span(minutes), How::Alone),
                    (Role::Therapist, None) => {}
                    _ => self.hold(*person, span(shape.watch_min), How::Watching),
                }
            }
            if let (Some(talk), Some(need)) = (visit.talk, request.talk.in_house()) {
                let until = talk.at.plus_minutes(need.minutes);
                self.hold(talk.with, Span { from: talk.at, until }, How::Alone);
            }
        }
    }

    fn hold(&mut self, person: PersonId, span: Span, how: How) {
        if let Some(one) = self.staff.iter_mut().find(|one| one.person == person) {
            one.held.push(Held { span, how });
        }
    }

    /// Everybody who ever held this role here, by their place in the staff: first who has the fewest other roles, so that
    /// those who could do something else stay free for it.
    pub(super) fn holders(&self, role: Role) -> Vec<usize> {
        let holds = |one: &StaffFree| one.may.iter().any(|(held, _)| *held == role);
        let mut who: Vec<usize> = (0..self.staff.len()).filter(|nth| holds(&self.staff[*nth])).collect();
        who.sort_by_key(|nth| self.staff[*nth].may.len());
        who
    }
}

impl StaffFree {
    /// When this person stands in a role; nothing for a role never held.
    pub(super) fn stands(&self, role: Role) -> Vec<Span> {
        self.may.iter().filter(|(held, _)| *held == role).flat_map(|(_, spans)| spans.clone()).collect()
    }
}
