//! The year as it is lived: one event after the other, each person doing what they would do then.

use std::collections::BTreeMap;

use care::act::Act;
use care::fact::Stream;
use care::ids::{PatientId, PersonId, ReferralId};
use care::patient::emergency_access::OpenEmergencyAccess;
use care::practice::{Acting, Actor, Role};
use care::session::note_presence::NotePresence;
use care::time::Instant;

use super::crew::Crew;
use super::event::{Event, Stage};
use super::post::Post;
use super::world::{Refused, World};
use crate::simulator::days::{days, later};
use crate::simulator::journey::{Clinic, Journey};
use crate::simulator::script::Step;
use crate::simulator::words::line;
use crate::timer;

/// Minutes between two looks of the program's timer. The program looks twice a minute; nothing here is due by the minute.
pub const LOOK_MIN: i64 = 10;

/// The codes that mean: not this person, not now.
const NOT_THEM: [&str; 7] = [
    "affiliation-ended",
    "not-affiliated",
    "licence-not-in-force",
    "licence-missing",
    "supervision-missing",
    "supervisor-not-in-force",
    "no-tie",
];

/// Somebody on their way through the clinic.
#[derive(Debug)]
pub struct Way {
    /// What they do and what is done with them.
    pub journey: Journey,
    /// Which of the zones they live in.
    pub zone: &'static str,
    /// Doses are booked by the planner.
    pub planned: bool,
    /// The visits still ahead on the calendar.
    pub booked: usize,
    /// How often booking was tried in vain.
    pub vain: u32,
    /// Doses given.
    pub doses: u32,
    /// Who acts in whose place.
    pub instead: BTreeMap<PersonId, Acting>,
    /// Findings of screening, until they are cleared.
    pub found: Vec<(&'static str, &'static str)>,
    /// Who was asked outside.
    pub referral: Option<(ReferralId, &'static str)>,
    /// When the last dose ended.
    pub last: Option<Instant>,
    /// When each dose ended.
    pub given: Vec<Instant>,
    /// The course is over.
    pub ended: bool,
}

/// The year.
pub struct Life {
    /// Record, clock, and what lies ahead.
    pub world: World,
    /// The people of the house.
    pub crew: Crew,
    /// Everybody who came.
    pub ways: Vec<Way>,
    /// Whose way is whose.
    pub of: BTreeMap<PatientId, usize>,
    /// What journeys are made of.
    pub clinic: Clinic,
    /// What is sent, and to nobody.
    pub post: Post,
    /// Courses that begin on a working day, times a thousand.
    pub rate_milli: i64,
    /// Leaves that are taken on some day, by whom, from when until when.
    pub leaves: Vec<(Instant, PersonId, Instant, Instant)>,
    /// The end.
    pub until: Instant,
}

impl Life {
    /// Lives until the end.
    ///
    /// # Errors
    /// What broke, in words: the store, or an act that nobody refuses.
    pub fn goes_on(&mut self, mut tell: impl FnMut(&Self)) -> Result<(), String> {
        let mut month = self.world.day(self.world.now).month();
        while let Some(event) = self.world.next(self.until) {
            if let Event::Say(step, way) = event {
                self.says(*step, way);
                continue;
            }
            self.lands()?;
            self.happens(event)?;
            let now = self.world.day(self.world.now).month();
            if now != month {
                month = now;
                tell(self);
            }
        }
        self.lands()?;
        self.world.stands_at(self.until);
        self.looks()
    }

    fn happens(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Say(..) => Ok(()),
            Event::Look => {
                self.world.on(later(self.world.now, LOOK_MIN), Event::Look);
                self.looks()
            }
            Event::Day => self.day(),
            Event::Desk => self.goes_through_what_is_owed(),
            Event::Way(nth, stage) => self.stage(nth, stage),
            Event::Talk(nth, window, at) => self.talk(nth, window, at),
            Event::TalkLost(nth, window, at) => self.talk_is_lost(nth, window, at),
            Event::Outside(nth, window) => self.outside(nth, window),
            Event::Answer(nth, referral) => self.answers_referral(nth, referral),
            Event::Met(nth, referral) => self.meets_outside(nth, referral),
            Event::Crew(nth, turn) => self.turns(nth, turn),
        }
    }

    fn looks(&mut self) -> Result<(), String> {
        timer::look(&self.world.record).map_err(|fault| fault.to_string())?;
        self.post.goes(&self.world.record)
    }

    /// What a script says, by whoever stands in for those who cannot.
    fn says(&mut self, mut step: Step, way: usize) {
        if let Actor::Person(person) = step.command.by.actor
            && let Some(other) = self.ways[way].instead.get(&person)
            && other.role == step.command.by.role
        {
            step.command.by = *other;
        }
        self.world.say(step, Some(way));
    }

    /// Puts what was written in somebody's script into the time ahead.
    pub fn plays(&mut self, nth: usize) {
        let steps = self.ways[nth].journey.script.take();
        for step in steps {
            self.world.on(step.at, Event::Say(Box::new(step), nth));
        }
    }

    /// Everything in flight lands; where the rules said "not them", somebody else does it.
    fn lands(&mut self) -> Result<(), String> {
        for Refused { step, way, code } in self.world.lands() {
            let Some(way) = way.filter(|_| NOT_THEM.contains(&code)) else { continue };
            let Actor::Person(person) = step.command.by.actor else { continue };
            if code != "no-tie" {
                self.crew.sets_aside(person, days(self.world.now, 1));
            }
            let patient = self.ways[way].journey.patient;
            let Some(other) = self.stands_in(way, patient, person, step.command.by.role) else { continue };
            self.world.tally.one("acts done by a stand-in");
            if let Stream::Session(session) = step.command.act.subject() {
                let Actor::Person(id) = other.actor else { continue };
                let note = NotePresence { person: id, role: other.role, present: true };
                // Refused where they are in the room already.
                let _ = self.world.ask(other, Act::NotePresence(session, note));
            }
            // Refused again: the day is looked at once more when it closes.
            let _ = self.world.ask(other, step.command.act);
        }
        Ok(())
    }

    /// Somebody who may act in a role for a patient, in the place of somebody who may not.
    pub fn stands_in(
        &mut self,
        way: usize,
        patient: PatientId,
        person: PersonId,
        role: Role,
    ) -> Option<Acting> {
        if let Some(known) = self.ways[way].instead.get(&person)
            && known.role == role
        {
            return Some(*known);
        }
        let now = self.world.now;
        for _ in 0..4 {
            let other = self.crew.one(&mut self.world, role, now)?;
            if other.id == person {
                continue;
            }
            let open = OpenEmergencyAccess { reason: line("Stands in for somebody who had to go") };
            match self.world.ask(other.acting(), Act::OpenEmergencyAccess(patient, open)) {
                Ok(_) => {
                    self.ways[way].instead.insert(person, other.acting());
                    return Some(other.acting());
                }
                Err(code) if NOT_THEM.contains(&code) => self.crew.sets_aside(other.id, days(now, 1)),
                Err(_) => return None,
            }
        }
        None
    }

    /// Somebody comes on, a while from now.
    pub fn comes_on(&mut self, nth: usize, at: Instant, stage: Stage) {
        self.world.on(at, Event::Way(nth, stage));
    }

    /// The desk's, or the director's when nobody is at it.
    pub fn desk(&mut self) -> Acting {
        self.crew.desk(&mut self.world).acting()
    }
}
