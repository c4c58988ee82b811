//! Rooms and hours, and what a booking stands beside.

use super::Asked;
use crate::act::Act;
use crate::course::{SessionKind, series};
use crate::fact::{Fact, Stream};
use crate::ids::{CourseId, PersonId, ScheduleId, SessionId};
use crate::integration::{Talk, TalkKind};
use crate::practice::{Actor, Role};
use crate::refusal::Refusal;
use crate::schedule::{
    Beside, Schedule, ScheduleFact, Work, block_room, busy, devices, feeds, keep_hours, open_room,
    set_limits, sites, take_leave, video,
};
use crate::session::calendar::{Asks, Span, holds};
use crate::session::check_in::{self, CheckIn};
use crate::session::move_session::{self, MoveSession};
use crate::session::schedule_session::{self, Booking, ScheduleSession};
use crate::session::{Plan, Session};
use crate::time::Instant;

/// What is booked near the times an act is about.
#[derive(Debug, Default)]
pub(super) struct Booked<'a> {
    visits: Vec<(Asks<'a>, SessionKind)>,
    talks: Vec<Talk>,
    work: Work,
}

/// What an act says of a visit.
struct Said<'a> {
    course: CourseId,
    people: &'a [(PersonId, Role)],
    plan: Option<&'a Plan>,
    /// The visit itself, when it is on the calendar already.
    but: Option<SessionId>,
}

impl<'c> Asked<'c> {
    /// Every visit and talk that the act's own booking may touch, each visit with what its protocol says it holds.
    pub(super) fn booked_beside(&self) -> Result<Booked<'c>, Refusal> {
        let (chart, subject) = (self.chart, self.act.subject());
        let own = match subject {
            Stream::Session(id) => Some(id),
            _ => None,
        };
        let mut visits = vec![];
        for visit in chart.visits_beside(own)?.into_iter().filter(|visit| holds(visit)) {
            let opened_under = chart.course(visit.course)?.protocol;
            let protocol = chart.protocol(visit.protocol.unwrap_or(opened_under))?;
            let span = Span::of(visit.kind, visit.holds_from(), &protocol.content)?;
            let asks = Asks { span, setting: visit.setting, room: &visit.room, people: &visit.people };
            visits.push((asks, visit.kind));
            // A chair that is held for somebody is nobody else's.
            if let Some(offer) = visit.earlier.as_ref().and_then(|known| known.held(self.moment.now)) {
                let span = Span::of(visit.kind, offer.starts, &protocol.content)?;
                let asks = Asks { span, setting: visit.setting, room: &offer.room, people: &offer.people };
                visits.push((asks, visit.kind));
            }
        }
        Ok(Booked { visits, talks: chart.talks_beside(subject)?, work: chart.work()?.clone() })
    }

    /// The same as the rules take it.
    pub(super) fn beside<'b>(&'b self, booked: &'b Booked<'b>) -> Result<Beside<'b>, Refusal> {
        let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
        Ok(Beside { schedule, work: &booked.work, visits: &booked.visits, talks: &booked.talks })
    }

    pub(super) fn schedule(&self, id: SessionId, act: &ScheduleSession) -> Result<Vec<Fact>, Refusal> {
        let before = self.chart.session(id).ok();
        let said = Said { course: act.course, people: &act.people, plan: act.plan.as_ref(), but: None };
        self.with_booking(&said, |with| schedule_session::schedule(id, before, act, with, self.moment))
    }

    pub(super) fn move_session(
        &self,
        id: SessionId,
        session: &Session,
        act: &MoveSession,
    ) -> Result<Vec<Fact>, Refusal> {
        self.with_move(id, session, act, |with| move_session::decide(id, session, act, with, self.moment))
    }

    /// Gathers what a move is weighed against, and asks.
    pub(super) fn with_move(
        &self,
        id: SessionId,
        session: &Session,
        act: &MoveSession,
        ask: impl FnOnce(&Booking<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Vec<Fact>, Refusal> {
        let plan = act.plan.as_ref().or(session.plan.as_ref());
        let said = Said { course: session.course, people: &act.people, plan, but: Some(id) };
        self.with_booking(&said, ask)
    }

    /// When the other doses of a course begin that are on the calendar.
    pub(super) fn doses_beside(&self, id: SessionId, course: CourseId) -> Result<Vec<Instant>, Refusal> {
        let others = series::uncounted(self.chart.course(course)?).filter(|visit| *visit != id);
        let visits: Result<Vec<&Session>, Refusal> = others.map(|visit| self.chart.session(visit)).collect();
        Ok(visits?.into_iter().filter(|visit| series::is_ahead(visit)).map(|visit| visit.starts).collect())
    }

    pub(super) fn check_in(&self, session: &Session, act: CheckIn) -> Result<Vec<Fact>, Refusal> {
        let (course, protocol) = (self.chart.course(session.course)?, self.chart.protocol(act.protocol)?);
        let near = self.booked_beside()?;
        self.on(check_in::decide(session, act, course, protocol, &self.beside(&near)?, self.moment))
    }

    /// A talk that stood beside everything when it was planned: has its person gone on leave since?
    pub(super) fn not_on_leave(&self, kind: TalkKind, with: PersonId, at: Instant) -> Result<(), Refusal> {
        let schedule = self.chart.schedule(ScheduleId::of(self.house)).ok();
        Beside { schedule, work: &Work::default(), visits: &[], talks: &[] }.talk_stands(kind, with, at)
    }

    /// Gathers what a visit on the calendar is weighed against, and asks.
    fn with_booking(
        &self,
        said: &Said<'_>,
        ask: impl FnOnce(&Booking<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Vec<Fact>, Refusal> {
        let chart = self.chart;
        let course = chart.course(said.course)?;
        let people: Result<Vec<_>, Refusal> =
            said.people.iter().map(|(who, role)| Ok((*who, *role, chart.person(*who)?))).collect();
        let others = series::uncounted(course).filter(|visit| Some(*visit) != said.but);
        let ahead: Result<Vec<_>, Refusal> =
            others.map(|visit| Ok(series::is_ahead(chart.session(visit)?))).collect();
        let booked = ahead?.into_iter().filter(|ahead| *ahead).count();
        let talk_with = match said.plan {
            Some(Plan::Talk { with, .. }) => Some(chart.person(*with)?),
            _ => None,
        };
        let near = self.booked_beside()?;
        ask(&Booking {
            here: self.here()?,
            patient: chart.patient(course.patient)?,
            course,
            protocol: chart.in_force(said.course).or_else(|_| chart.protocol(course.protocol))?,
            booked: series::Booked(u32::try_from(booked).unwrap_or(u32::MAX)),
            people: &people?,
            talk_with,
            beside: self.beside(&near)?,
        })
    }

    /// What is said of rooms and hours.
    pub(super) fn rooms_and_hours(&self, id: ScheduleId) -> Result<Vec<Fact>, Refusal> {
        if id != ScheduleId::of(self.house) {
            return Err(Refusal::HouseUnknown);
        }
        let (schedule, moment) = (self.chart.schedule(id).ok(), self.moment);
        let facts = match self.act {
            Act::OpenSite(_, act) => sites::open(schedule, act, self.chart.house(self.house)?, moment),
            Act::CloseSite(_, act) => sites::close(schedule, *act, moment),
            Act::OpenRoom(_, act) => open_room::open(schedule, act, self.chart.rooms_booked()?, moment),
            Act::CloseRoom(_, act) => open_room::close(schedule, *act, moment),
            Act::BlockRoom(_, act) => block_room::block(schedule, act, moment),
            Act::FreeRoom(_, act) => block_room::free(schedule, *act, moment),
            Act::KeepHours(_, act) => {
                self.chart.person(act.person)?;
                keep_hours::keep(schedule, act)
            }
            Act::TakeLeave(_, act) => {
                self.chart.person(act.person)?;
                take_leave::take(schedule, *act, moment)
            }
            Act::EndLeave(_, act) => take_leave::end(schedule, *act, moment),
            Act::SetWatchLimit(_, act) => set_limits::watch(schedule, *act),
            Act::SetTalkLength(_, act) => set_limits::talk(schedule, *act),
            Act::SetVideoBase(_, act) => video::set(schedule, act),
            Act::EnrolDevice(_, act) => devices::enrol(schedule, act, moment),
            Act::RetireDevice(_, act) => devices::retire(schedule, *act, moment),
            _ => self.feeds(schedule),
        };
        Ok(Fact::all(Stream::Schedule(id), facts?))
    }

    /// What is said of the links that calendars read by, and of calendars that are read.
    fn feeds(&self, schedule: Option<&Schedule>) -> Result<Vec<ScheduleFact>, Refusal> {
        let Actor::Person(by) = self.by.actor else { return Err(Refusal::PersonUnknown) };
        match self.act {
            Act::OpenOwnFeed(_, act) => feeds::open_own(schedule, act, by, self.moment),
            Act::CloseOwnFeed(_, act) => feeds::close_own(schedule, *act, by, self.moment),
            Act::OpenRoomFeed(_, act) => feeds::open_room(schedule, act, by, self.moment),
            Act::CloseRoomFeed(_, act) => feeds::close_room(schedule, *act, self.moment),
            Act::LinkBusy(_, act) => busy::link(schedule, act, by, self.moment),
            Act::UnlinkBusy(_, act) => busy::unlink(schedule, *act, by, self.moment),
            _ => Err(Refusal::HouseUnknown),
        }
    }
}
