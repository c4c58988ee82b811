//! Putting doses on the calendar: a whole series by the planner, or one after the other by hand, by people who do not know
//! what is taken until they are told.

use care::act::Act;
use care::course::SessionKind;
use care::ids::{PersonId, SessionId};
use care::integration::TalkKind;
use care::planner::plan_course;
use care::practice::Role;
use care::protocol::Setting;
use care::session::plan_window::{Plan, PlanWindow};
use care::session::schedule_session::ScheduleSession;
use care::time::Instant;

use super::event::Stage;
use super::life::Life;
use super::town::{CHAIRS, ROOMS};
use super::world::{World, is_weekend};
use crate::clock::timed_id;
use crate::simulator::days::{days, hours, later};
use crate::simulator::journey::Door;
use crate::simulator::words::line;

/// When a dose may begin by hand, in minutes of the day.
const SLOTS: [i64; 3] = [8 * 60, 11 * 60, 14 * 60];
/// The code of a series whose days are over.
const OVER: &str = "series-over";
/// The patient comes so many minutes before.
const COMES_MIN: i64 = 75;
/// After so many days in vain nobody tries again.
const VAIN: u32 = 12;

/// The room and the people of a visit.
pub struct Place {
    /// When it begins.
    pub starts: Instant,
    /// Where.
    pub room: String,
    /// With whom.
    pub people: Vec<(PersonId, Role)>,
}

impl Life {
    /// How many doses a course through this door has.
    pub const fn series(door: Door) -> u32 {
        if door.is_kap() { 3 } else { 6 }
    }

    /// Rooms in which a dose through this door is given.
    pub const fn rooms(door: Door) -> &'static [&'static str] {
        if door.is_kap() { &ROOMS } else { &CHAIRS }
    }

    /// The kind of talk that follows it here, if any does.
    pub const fn talk_kind(door: Door) -> Option<TalkKind> {
        match door {
            Door::InfusionWithSupport => Some(TalkKind::Support),
            Door::InfusionWithReferral => None,
            Door::KapPsycholytic | Door::KapPsychedelic => Some(TalkKind::Therapy),
        }
    }

    /// The next dose or doses are booked.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn books(&mut self, nth: usize) -> Result<(), String> {
        let way = &self.ways[nth];
        let booked = u32::try_from(way.booked).unwrap_or(0);
        if way.ended || 0 < booked {
            return Ok(());
        }
        let left = Self::series(way.journey.door).saturating_sub(way.doses);
        let leaves_early = way.doses > 0 && self.world.chance.once_in(40);
        if left == 0 || leaves_early || VAIN < way.vain {
            if VAIN < self.ways[nth].vain {
                self.world.tally.one("courses for which no time was found");
            }
            let soon = days(self.world.now, 4);
            self.comes_on(nth, soon, Stage::Ends);
            return Ok(());
        }
        let found =
            if self.ways[nth].planned { self.books_by_planner(nth, left)? } else { self.books_by_hand(nth) };
        if !found {
            self.ways[nth].vain += 1;
            // What the planner cannot do the desk tries by hand, and the other way round.
            self.ways[nth].planned = !self.ways[nth].planned;
            let next = self.world.office(hours(self.world.now, 20));
            self.comes_on(nth, next, Stage::Books);
        }
        Ok(())
    }

    /// A whole series, proposed and booked visit by visit. The first that does not stand any more ends it.
    fn books_by_planner(&mut self, nth: usize, left: u32) -> Result<bool, String> {
        let Some((clinic, request)) = self.asked_of_planner(nth, left)? else { return Ok(false) };
        let plan = match plan_course(&clinic, &request) {
            Ok(plan) => plan,
            Err(no) => {
                self.world.tally.one(match no.code() {
                    "nothing-fits" => "planner: nothing fits",
                    "calendars-end" => "planner: the calendars end",
                    _ => "planner: another no",
                });
                return Ok(false);
            }
        };
        self.world.tally.one("planner: series proposed");
        let mut any = false;
        for visit in plan.visits {
            let mut people = visit.people;
            people.extend(
                self.crew.one(&mut self.world, Role::Prescriber, visit.starts).map(|one| (one.id, one.role)),
            );
            let room = visit.room.map(|room| room.to_string()).unwrap_or_default();
            let place = Place { starts: visit.starts, room, people };
            let plan = match visit.talk {
                Some(talk) => Plan::Talk { kind: talk.kind, with: talk.with, at: talk.at },
                None => self.elsewhere(nth),
            };
            if self.schedules(nth, place, Some(plan)).is_err() {
                self.world.tally.one("planner: a visit that did not stand when it was booked");
                break;
            }
            any = true;
        }
        Ok(any)
    }

    /// Somebody outside, as the person says.
    pub fn elsewhere(&self, nth: usize) -> Plan {
        let name = self.ways[nth].referral.map_or("Dana Cho PhD", |(_, name)| name);
        Plan::Referral { to: line(name) }
    }

    /// One dose: a day, a chair, a nurse, and what is found out by asking.
    fn books_by_hand(&mut self, nth: usize) -> bool {
        let door = self.ways[nth].journey.door;
        let apart_h = if door.is_kap() { 75 } else { 50 };
        let after = match self.ways[nth].last {
            Some(last) => hours(last, apart_h).max(hours(self.world.now, 18)),
            None => hours(self.world.now, 20),
        };
        let mut day = self.world.day(after);
        for tried in 0..14 {
            if tried % 4 == 3 {
                day = World::after(day, 1);
            }
            while is_weekend(day) {
                day = World::after(day, 1);
            }
            let minute = self.world.chance.one_of(&SLOTS).unwrap_or(SLOTS[0]);
            let starts = self.world.at(day, minute);
            if starts < after {
                continue;
            }
            let Some(place) = self.place(nth, starts) else { continue };
            match self.schedules(nth, place, None) {
                Ok(session) => {
                    self.plans_talk(nth, session, starts);
                    self.world.tally.one("by hand: doses booked");
                    return true;
                }
                Err(OVER) => {
                    self.world.tally.one("courses that ended because their span was over");
                    let soon = days(self.world.now, 2);
                    self.ways[nth].vain = 0;
                    self.ways[nth].doses = Self::series(door);
                    self.comes_on(nth, soon, Stage::Ends);
                    return true;
                }
                Err(_) => {}
            }
        }
        false
    }

    /// A room and people for a dose, as the desk remembers them.
    pub fn place(&mut self, nth: usize, starts: Instant) -> Option<Place> {
        let door = self.ways[nth].journey.door;
        let room = self.world.chance.one_of(Self::rooms(door))?;
        let nurse = self.crew.one(&mut self.world, Role::Nurse, starts)?;
        let mut people = vec![(nurse.id, Role::Nurse)];
        people.extend(self.crew.one(&mut self.world, Role::Prescriber, starts).map(|one| (one.id, one.role)));
        if door.is_kap() {
            let own = self.ways[nth].journey.therapist;
            let with = if self.crew.is_there(&self.world, own.id, starts) {
                own
            } else {
                self.crew.one(&mut self.world, Role::Therapist, starts)?
            };
            people.push((with.id, Role::Therapist));
        }
        Some(Place { starts, room: room.to_owned(), people })
    }

    /// Asks for a dose on the calendar.
    fn schedules(&mut self, nth: usize, place: Place, plan: Option<Plan>) -> Result<SessionId, &'static str> {
        let session = SessionId(timed_id(place.starts, self.world.chance.wide()));
        let schedule = ScheduleSession {
            course: self.ways[nth].journey.course,
            kind: SessionKind::Dosing,
            starts: place.starts,
            setting: Setting::ClinicRoom,
            room: line(&place.room),
            people: place.people,
            plan,
        };
        let (desk, people) = (self.desk(), schedule.people.clone());
        let asked = self.world.ask(desk, Act::ScheduleSession(session, schedule));
        if asked == Err("licence-not-in-force") {
            // Looked up on the page of the people: whose it was.
            for (who, _) in people {
                if self.lapse(who).is_some_and(|until| until <= place.starts) {
                    self.crew.sets_aside(who, days(self.world.now, 1));
                }
            }
        }
        asked?;
        self.is_booked(nth, session, place.starts);
        Ok(session)
    }

    /// A dose is on the calendar: the person will come.
    pub fn is_booked(&mut self, nth: usize, session: SessionId, starts: Instant) {
        self.ways[nth].booked += 1;
        self.ways[nth].vain = 0;
        self.comes_on(nth, later(starts, -COMES_MIN), Stage::Dose(session, starts));
    }

    /// The first talk is planned: the next day at the same time or thereabouts, with whoever can be had.
    pub fn plans_talk(&mut self, nth: usize, session: SessionId, starts: Instant) {
        let door = self.ways[nth].journey.door;
        let plan = match Self::talk_kind(door) {
            None => Some(self.elsewhere(nth)),
            Some(_) if self.world.chance.once_in(14) => Some(Plan::NoThanks),
            Some(kind) => {
                let times = self.times(starts);
                let tried = times.into_iter().find_map(|at| {
                    let with = self.talker(nth, kind, at)?;
                    let plan = Plan::Talk { kind, with, at };
                    let desk = self.desk();
                    let act = Act::PlanWindow(session, PlanWindow { plan });
                    self.world.ask(desk, act).ok()
                });
                if tried.is_some() {
                    return;
                }
                Some(if self.world.chance.once_in(2) { Plan::NoThanks } else { self.elsewhere(nth) })
            }
        };
        if let Some(plan) = plan {
            let desk = self.desk();
            let _ = self.world.ask(desk, Act::PlanWindow(session, PlanWindow { plan }));
        }
    }

    /// Times for a talk after a dose that begins then, within two days.
    fn times(&mut self, starts: Instant) -> Vec<Instant> {
        let mut times = vec![];
        for ahead in [24, 25, 23, 26, 6, 42, 27, 5] {
            let at = later(hours(starts, ahead), self.world.chance.between(0, 3) * 15);
            let minute = self.world.minute(at);
            if (9 * 60..17 * 60).contains(&minute) {
                times.push(at);
            }
        }
        times
    }

    /// Who would give a talk then.
    pub fn talker(&mut self, nth: usize, kind: TalkKind, at: Instant) -> Option<PersonId> {
        let (role, own) = match kind {
            TalkKind::Therapy => (Role::Therapist, self.ways[nth].journey.therapist),
            TalkKind::Support => (Role::IntegrationSpecialist, self.ways[nth].journey.specialist),
        };
        let other = self.crew.one(&mut self.world, role, at);
        let stays = self.crew.is_there(&self.world, own.id, at) && !self.world.chance.once_in(3);
        if stays { Some(own.id) } else { other.map(|one| one.id) }
    }
}
