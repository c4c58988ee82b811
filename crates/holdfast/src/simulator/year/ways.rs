//! From the first call to the first dose, and how a course ends.

use care::act::Act;
use care::course::SessionKind;
use care::course::acknowledge_disclosure::AcknowledgeDisclosure;
use care::ids::SessionId;
use care::messages::prefer_channel::PreferChannel;
use care::messages::{Channel, Reach, Tongue};
use care::practice::{Acting, Actor, Role};
use care::protocol::Setting;
use care::session::hold_session::HoldSession;
use care::session::schedule_session::ScheduleSession;
use care::time::Instant;
use std::collections::BTreeMap;

use super::event::{Event, Stage};
use super::life::{Life, Way};
use super::town::OFFICES;
use crate::clock::timed_id;
use crate::simulator::days::{days, hours, later};
use crate::simulator::house::ZONE;
use crate::simulator::journey::{Door, Journey};
use crate::simulator::people::{INTENTIONS, NAMES};
use crate::simulator::screening::FINDINGS;
use crate::simulator::words::line;

/// Where patients live: most near the house, some in zones that change their clocks on other days, or never.
const ZONES: [&str; 6] = [ZONE, ZONE, ZONE, "America/Phoenix", "Europe/London", "Pacific/Honolulu"];
/// The ways through the two doors, as often as they are chosen.
const DOORS: [Door; 5] = [
    Door::InfusionWithSupport,
    Door::KapPsycholytic,
    Door::InfusionWithReferral,
    Door::InfusionWithSupport,
    Door::KapPsychedelic,
];

impl Life {
    /// Somebody asks for care, and comes.
    pub fn newcomer(&mut self, at: Instant) {
        let nth = self.ways.len();
        let part = 10_000 + u64::try_from(nth).unwrap_or(0);
        let door = DOORS[nth % DOORS.len()];
        let journey = Journey::of(&self.clinic, part, NAMES[nth % NAMES.len()], door, at);
        self.of.insert(journey.patient, nth);
        let zone = self.world.chance.one_of(&ZONES).unwrap_or(ZONE);
        let planned = self.world.chance.once_in(2);
        self.ways.push(Way {
            journey,
            zone,
            planned,
            booked: 0,
            vain: 0,
            doses: 0,
            instead: BTreeMap::new(),
            found: vec![],
            referral: None,
            last: None,
            given: vec![],
            ended: false,
        });
        self.comes_on(nth, at, Stage::Arrives);
    }

    /// The next stage of somebody's way.
    ///
    /// # Errors
    /// The store's, in words.
    pub fn stage(&mut self, nth: usize, stage: Stage) -> Result<(), String> {
        match stage {
            Stage::Arrives => self.arrives(nth),
            Stage::Answers => self.answers(nth),
            Stage::Cleared => self.is_cleared(nth),
            Stage::Prepares(left) => self.prepares(nth, left),
            Stage::Ordered => {
                let now = self.world.now;
                self.has_a_prescriber(nth);
                let words = self.world.chance.one_of(&INTENTIONS).unwrap_or(INTENTIONS[0]);
                self.ways[nth].journey.is_ordered(now);
                self.ways[nth].journey.intends(hours(now, 5), words);
                self.plays(nth);
                self.refers(nth);
                self.comes_on(nth, hours(now, 1), Stage::Books);
            }
            Stage::Books => return self.books(nth),
            Stage::Dose(session, starts) => return self.dose(nth, session, starts),
            Stage::Closes(session) => return self.closes(nth, session),
            Stage::Ends => self.ends(nth),
        }
        Ok(())
    }

    fn arrives(&mut self, nth: usize) {
        let now = self.world.now;
        let desk = self.crew.desk(&mut self.world);
        let prescriber = self.crew.one(&mut self.world, Role::Prescriber, now);
        let journey = &mut self.ways[nth].journey;
        journey.staff.jo = desk;
        if let Some(prescriber) = prescriber {
            journey.prescriber = prescriber;
        }
        journey.arrives(now, "text (555) 0142");
        let zone = self.ways[nth].zone;
        let steps = self.ways[nth].journey.script.take();
        for mut step in steps {
            if let Act::RegisterPatient(_, register) = &mut step.command.act {
                register.details.zone = line(zone);
            }
            self.world.on(step.at, Event::Say(Box::new(step), nth));
        }
        if self.world.chance.once_in(2) {
            let channel = if self.world.chance.once_in(2) { Channel::Mail } else { Channel::Text };
            let reach = Reach {
                channel,
                mail: Some(line("somebody@example.org")),
                number: Some(line("+1 555 0142")),
                tongue: if self.world.chance.once_in(4) { Tongue::Spanish } else { Tongue::English },
            };
            let journey = &mut self.ways[nth].journey;
            let (by, patient) = (journey.themselves(), journey.patient);
            journey.script.say(later(now, 70), by, Act::PreferChannel(patient, PreferChannel { reach }));
            self.plays(nth);
        }
        self.comes_on(nth, hours(now, 30), Stage::Answers);
    }

    fn answers(&mut self, nth: usize) {
        let now = self.world.now;
        let finding = self.world.chance.once_in(8).then(|| self.world.chance.one_of(&FINDINGS)).flatten();
        let found: Vec<(&str, &str)> = finding.into_iter().collect();
        let yes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
        self.ways[nth].journey.answers_screening(later(now, 5), &yes);
        self.plays(nth);
        self.ways[nth].found = found;
        let looked = self.world.office(hours(now, 12));
        self.comes_on(nth, looked, Stage::Cleared);
    }

    fn is_cleared(&mut self, nth: usize) {
        let now = self.world.now;
        let specialists = self.crew.there(&self.world, Role::IntegrationSpecialist, now);
        let everyone: Vec<_> = self
            .crew
            .all
            .iter()
            .filter(|worker| worker.member.role == Role::IntegrationSpecialist && worker.since.is_some())
            .map(|worker| worker.member)
            .collect();
        let specialist = self.world.chance.one_of(&specialists);
        let therapist = self.crew.one(&mut self.world, Role::Therapist, now);
        let nurse = self.crew.one(&mut self.world, Role::Nurse, now);
        let way = &mut self.ways[nth];
        let found = std::mem::take(&mut way.found);
        let journey = &mut way.journey;
        journey.specialist = specialist.unwrap_or(journey.specialist);
        journey.therapist = therapist.unwrap_or(journey.therapist);
        journey.nurse = nurse.unwrap_or(journey.nurse);
        journey.is_cleared(later(now, 15), &found);
        let consented = hours(now, 26);
        journey.consents(consented);
        if journey.door == Door::InfusionWithSupport {
            let (me, course) = (journey.themselves(), journey.course);
            for other in everyone.iter().filter(|other| other.id != journey.specialist.id) {
                let act = AcknowledgeDisclosure { person: other.id, version: 1 };
                journey.script.say(consented, me, Act::AcknowledgeDisclosure(course, act));
            }
        }
        let n = if journey.door.is_kap() { 3 } else { 1 };
        self.plays(nth);
        let next = self.world.office(hours(consented, 4));
        self.comes_on(nth, next, Stage::Prepares(n));
    }

    /// One preparation visit after the other, each booked by the desk where a room and a person are free.
    fn prepares(&mut self, nth: usize, left: i64) {
        let now = self.world.now;
        let role = if self.ways[nth].journey.door.is_kap() { Role::Therapist } else { Role::Nurse };
        for _ in 0..8 {
            let first = self.world.office(hours(now, 20));
            let quarter = self.world.chance.between(0, 26) * 15;
            let starts = self.world.at(self.world.day(first), 9 * 60 + quarter);
            let own = self.ways[nth].journey.prepared_by();
            let with = if own.role == role && self.crew.is_there(&self.world, own.id, starts) {
                own
            } else {
                let Some(other) = self.crew.one(&mut self.world, role, starts) else { continue };
                if role == Role::Therapist {
                    self.ways[nth].journey.therapist = other;
                }
                other
            };
            let room = self.world.chance.one_of(&OFFICES).unwrap_or(OFFICES[0]);
            let session = SessionId(timed_id(starts, self.world.chance.wide()));
            let schedule = ScheduleSession {
                course: self.ways[nth].journey.course,
                kind: SessionKind::Preparation,
                starts,
                setting: Setting::ClinicRoom,
                room: line(room),
                people: vec![(with.id, with.role)],
                plan: None,
            };
            let desk = self.desk();
            if self.world.ask(desk, Act::ScheduleSession(session, schedule)).is_err() {
                continue;
            }
            let hold = HoldSession { note: Some(line("Prepared together")) };
            let journey = &mut self.ways[nth].journey;
            journey.script.say(later(starts, 50), with.acting(), Act::HoldSession(session, hold));
            self.plays(nth);
            let next = if left > 1 { Stage::Prepares(left - 1) } else { Stage::Ordered };
            self.comes_on(nth, hours(starts, 3), next);
            return;
        }
        self.comes_on(nth, days(now, 1), Stage::Prepares(left));
    }

    /// Whoever took them on may have gone since: then another one does.
    pub fn has_a_prescriber(&mut self, nth: usize) {
        let (now, journey) = (self.world.now, &self.ways[nth].journey);
        let (own, patient) = (journey.prescriber, journey.patient);
        let stands = self.lapse(own.id).is_none_or(|until| now < until);
        let works =
            self.crew.place(own.id).is_some_and(|at| self.crew.all[at].until.is_none_or(|until| now < until));
        if stands && works {
            return;
        }
        self.ways[nth].instead.remove(&own.id);
        if let Some(Acting { actor: Actor::Person(other), .. }) =
            self.stands_in(nth, patient, own.id, Role::Prescriber)
            && let Some(place) = self.crew.place(other)
        {
            self.ways[nth].journey.prescriber = self.crew.all[place].member;
        }
    }

    fn ends(&mut self, nth: usize) {
        if self.ways[nth].ended {
            return;
        }
        self.ways[nth].ended = true;
        self.world.tally.one("courses ended");
        self.has_a_prescriber(nth);
        let (now, own_wish) = (self.world.now, self.world.chance.once_in(5));
        self.ways[nth].journey.closes(now, "Series finished and looked back on", own_wish);
        self.plays(nth);
    }
}

/// A quarter of an hour at or after an instant.
pub fn quarter(at: Instant) -> Instant {
    const QUARTER_US: i64 = 15 * 60 * 1_000_000;
    Instant((at.0 + QUARTER_US - 1).div_euclid(QUARTER_US) * QUARTER_US)
}
