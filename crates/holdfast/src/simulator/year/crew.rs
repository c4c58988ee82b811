//! The people of the house as the clinic knows them: who is there on a day, who is away, who left. Whether a licence is in
//! date the clinic finds out from the rules.

use care::ids::PersonId;
use care::practice::{Licence, Practice, Role};
use care::time::Instant;
use jiff::civil::{Date, Weekday};

use super::world::World;
use crate::simulator::staff::Member;

/// First and last names, put together in order.
const FIRST: [&str; 14] =
    ["Ada", "Bo", "Cleo", "Dov", "Eda", "Finn", "Gus", "Hana", "Ike", "Jun", "Kai", "Lea", "Max", "Nia"];
const LAST: [&str; 11] =
    ["Abel", "Brandt", "Cruz", "Dunn", "Ekman", "Fox", "Grant", "Hale", "Ito", "Jones", "Kerr"];

/// How many of each role the house has at the beginning, with the licence they come with.
pub const POSTS: [(Role, Licence, usize); 6] = [
    (Role::MedicalDirector, Licence::Physician, 2),
    (Role::Prescriber, Licence::NursePractitioner, 5),
    (Role::Nurse, Licence::RegisteredNurse, 10),
    (Role::Therapist, Licence::Psychologist, 8),
    (Role::IntegrationSpecialist, Licence::NotLicensed, 7),
    (Role::FrontDesk, Licence::NotLicensed, 3),
];

/// Somebody who works, or worked, or will work here.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Who.
    pub member: Member,
    /// By themself, or only while somebody answers for them.
    pub practice: Practice,
    /// From when; none: not yet.
    pub since: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// The rules said no to them: not asked again until then.
    pub aside: Instant,
    /// Leaves, as the desk wrote them down.
    pub away: Vec<(Instant, Instant)>,
    /// The weekday on which they are not there.
    pub off: Option<Weekday>,
    /// There on Saturdays too.
    pub saturdays: bool,
}

/// Everyone.
#[derive(Debug, Default)]
pub struct Crew {
    /// In the order they were thought of.
    pub all: Vec<Worker>,
}

/// Minutes of the day at which people begin and end.
pub const HOURS: (i64, i64) = (8 * 60, 18 * 60);

impl Worker {
    /// At work on a day?
    pub fn works(&self, day: Date) -> bool {
        match day.weekday() {
            Weekday::Sunday => false,
            Weekday::Saturday => self.saturdays,
            other => self.off != Some(other),
        }
    }

    fn is_there(&self, world: &World, at: Instant) -> bool {
        let employed =
            self.since.is_some_and(|since| since <= at) && self.until.is_none_or(|until| at < until);
        let minute = world.minute(at);
        employed
            && self.aside <= at
            && self.works(world.day(at))
            && HOURS.0 <= minute
            && minute < HOURS.1
            && !self.away.iter().any(|(from, until)| *from <= at && at < *until)
    }
}

impl Crew {
    /// One more, not yet taken on.
    pub fn thinks_of(&mut self, id: PersonId, role: Role, licence: Licence, practice: Practice) -> usize {
        let nth = self.all.len();
        let name =
            format!("{} {}{}", FIRST[nth % 14], LAST[nth / 14 % 11], ["", " II", " III"][nth / 154 % 3]);
        // Kept for the whole run: a name is printed as long as the program lives.
        let name: &'static str = Box::leak(name.into_boxed_str());
        let days = [None, Some(Weekday::Monday), None, Some(Weekday::Wednesday), None, Some(Weekday::Friday)];
        self.all.push(Worker {
            member: Member { id, role, name, licence, login: "" },
            practice,
            since: None,
            until: None,
            aside: Instant(0),
            away: vec![],
            off: days[nth % 6],
            saturdays: matches!(role, Role::Therapist | Role::IntegrationSpecialist) && nth.is_multiple_of(3),
        });
        nth
    }

    /// Everybody in a role who is there then, as far as the clinic knows.
    pub fn there(&self, world: &World, role: Role, at: Instant) -> Vec<Member> {
        let there = |worker: &&Worker| worker.member.role == role && worker.is_there(world, at);
        self.all.iter().filter(there).map(|worker| worker.member).collect()
    }

    /// One of them.
    pub fn one(&self, world: &mut World, role: Role, at: Instant) -> Option<Member> {
        let there = self.there(world, role, at);
        world.chance.one_of(&there)
    }

    /// Whoever is in charge, also at night.
    pub fn director(&self, world: &World) -> Member {
        let stands = |worker: &&Worker| {
            worker.member.role == Role::MedicalDirector
                && worker.since.is_some_and(|since| since <= world.now)
                && worker.until.is_none_or(|until| world.now < until)
                && worker.aside <= world.now
        };
        self.all.iter().find(stands).map_or(self.all[0].member, |worker| worker.member)
    }

    /// Prescribers who work here now: one of them reads what the director proposes. Whose licence has lapsed is refused.
    pub fn second_readers(&self, world: &World) -> Vec<Member> {
        let works = |worker: &&Worker| {
            worker.member.role == Role::Prescriber
                && worker.since.is_some_and(|since| since <= world.now)
                && worker.until.is_none_or(|until| world.now < until)
        };
        self.all.iter().filter(works).map(|worker| worker.member).collect()
    }

    /// Whoever of the desk can be asked, else the first.
    pub fn desk(&self, world: &mut World) -> Member {
        let now = world.now;
        let there = self.there(world, Role::FrontDesk, now);
        let employed = |worker: &&Worker| {
            worker.member.role == Role::FrontDesk
                && worker.since.is_some_and(|since| since <= now)
                && worker.until.is_none_or(|until| now < until)
        };
        let any: Vec<Member> = self.all.iter().filter(employed).map(|worker| worker.member).collect();
        world.chance.one_of(&there).or_else(|| world.chance.one_of(&any)).unwrap_or(self.all[0].member)
    }

    /// Where somebody stands in the list.
    pub fn place(&self, id: PersonId) -> Option<usize> {
        self.all.iter().position(|worker| worker.member.id == id)
    }

    /// Is this person there then, as far as the clinic knows?
    pub fn is_there(&self, world: &World, id: PersonId, at: Instant) -> bool {
        self.place(id).is_some_and(|nth| self.all[nth].is_there(world, at))
    }

    /// The rules said that somebody may not act: nobody asks them again for some days.
    pub fn sets_aside(&mut self, id: PersonId, until: Instant) {
        if let Some(nth) = self.place(id) {
            self.all[nth].aside = until;
        }
    }
}
