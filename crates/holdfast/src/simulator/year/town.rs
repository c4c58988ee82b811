//! The house of the year: a larger clinic than the demonstration's, with its rooms, hours, limits and people.

use care::act::Act;
use care::house::{FoundHouse, House};
use care::ids::{PersonId, ProtocolId, RosterId, ScheduleId};
use care::integration::TalkKind;
use care::practice::affiliation::BeginAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::person::{AddPerson, PublishDisclosure};
use care::practice::{Acting, Credential, Licence, Practice, Role};
use care::protocol::{ApproveProtocol, CareModel, DraftProtocol, ProposeProtocol, SignProtocol};
use care::roster::{ClinicHours, Opening, SetClinicHours};
use care::schedule::{KeepHours, OpenRoom, SetTalkLength, SetWatchLimit};
use care::time::{Date, Instant, Term};
use care::units::Minutes;
use jiff::civil::Weekday;

use super::crew::{Crew, HOURS, POSTS};
use super::life::Life;
use super::world::World;
use crate::simulator::days::{days, later};
use crate::simulator::house::{HOUSE, JURISDICTION, ZONE};
use crate::simulator::staff::TOMAS_SAYS;
use crate::simulator::words::line;

/// Chairs for infusions.
pub const CHAIRS: [&str; 12] = [
    "Chair 1", "Chair 2", "Chair 3", "Chair 4", "Chair 5", "Chair 6", "Chair 7", "Chair 8", "Chair 9",
    "Chair 10", "Chair 11", "Chair 12",
];
/// Rooms for psychotherapy.
pub const ROOMS: [&str; 6] = ["Room A", "Room B", "Room C", "Room D", "Room E", "Room F"];
/// Where people meet without a dose.
pub const OFFICES: [&str; 12] = [
    "Office 1",
    "Office 2",
    "Office 3",
    "Office 4",
    "Office 5",
    "Office 6",
    "Office 7",
    "Office 8",
    "Office 9",
    "Office 10",
    "Office 11",
    "Office 12",
];
/// How many patients one nurse watches in this house.
const WATCH: u32 = 3;

/// So many of its therapists practise under supervision.
const ASSOCIATES: usize = 2;

/// Everybody the house begins with.
pub fn people(world: &mut World) -> Crew {
    let mut crew = Crew::default();
    for (role, licence, n) in POSTS {
        for nth in 0..n {
            let id = PersonId(world.id());
            // The last two therapists are associates.
            let associate = role == Role::Therapist && n - ASSOCIATES <= nth;
            let practice = if associate { Practice::Supervised } else { Practice::Independent };
            crew.thinks_of(id, role, licence, practice);
        }
    }
    crew
}

/// The house, as it is founded.
pub fn house() -> House {
    House {
        name: line("Harbor Clinic"),
        zone: line(ZONE),
        jurisdiction: line(JURISDICTION),
        phone: line("(555) 0100"),
        hours: line("Monday to Friday, 8 to 18"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    }
}

impl Life {
    /// Founds the house, takes everybody on, signs the protocols.
    ///
    /// # Errors
    /// The first act that was refused: a fault of the simulator.
    pub fn founds(&mut self) -> Result<(), String> {
        self.must(Acting::HOST, Act::FoundHouse(HOUSE, FoundHouse { house: house() }))?;
        for nth in 0..self.crew.all.len() {
            self.takes_on(nth, if nth == 0 { Acting::HOST } else { self.crew.all[0].member.acting() })?;
        }
        self.looks_after_supervision()?;
        let director = self.crew.all[0].member;
        let day = Some(Opening { from_min: 9 * 60, until_min: 17 * 60 });
        let hours = ClinicHours { week: vec![day, day, day, day, day, None, None], closed: vec![] };
        self.must(director.acting(), Act::SetClinicHours(RosterId::of(HOUSE), SetClinicHours { hours }))?;
        let schedule = ScheduleId::of(HOUSE);
        for name in CHAIRS.iter().chain(&ROOMS).chain(&OFFICES) {
            let open = OpenRoom { name: line(name), site: None };
            self.must(director.acting(), Act::OpenRoom(schedule, open))?;
        }
        for (kind, minutes) in [(TalkKind::Therapy, 50), (TalkKind::Support, 45)] {
            let length = SetTalkLength { kind, minutes: Minutes(minutes) };
            self.must(director.acting(), Act::SetTalkLength(schedule, length))?;
        }
        self.must(director.acting(), Act::SetWatchLimit(schedule, SetWatchLimit { patients: WATCH }))?;
        let all = self.clinic.protocols.all.clone();
        for (id, content) in all {
            let draft = DraftProtocol { content, revises: None };
            self.must(director.acting(), Act::DraftProtocol(id, draft))?;
            self.signs(id)?;
        }
        Ok(())
    }

    /// The director proposes a version, and a prescriber approves it.
    ///
    /// # Errors
    /// As `founds`.
    pub fn signs(&mut self, id: ProtocolId) -> Result<(), String> {
        let director = self.crew.director(&self.world);
        let found = self.clinic.protocols.all.iter().find(|(known, _)| *known == id);
        let accepted = found.map(|(_, content)| content.unverified()).unwrap_or_default();
        let sign =
            SignProtocol { typed_name: line(director.name), review_by: days(self.world.now, 800), accepted };
        let propose = ProposeProtocol { sign, from: None, why: line("as the house decided") };
        self.must(director.acting(), Act::ProposeProtocol(id, propose))?;
        let mut refused = "nobody could read it".to_owned();
        for reader in self.crew.second_readers(&self.world) {
            let approve = ApproveProtocol { number: 1, typed_name: line(reader.name) };
            match self.must(reader.acting(), Act::ApproveProtocol(id, approve)) {
                Ok(()) => return Ok(()),
                Err(no) => refused = no,
            }
        }
        Err(refused)
    }

    /// Somebody joins the house.
    ///
    /// # Errors
    /// As `founds`.
    pub fn takes_on(&mut self, nth: usize, by: Acting) -> Result<(), String> {
        let (member, now) = (self.crew.all[nth].member, self.world.now);
        self.must(by, Act::AddPerson(member.id, AddPerson { name: line(member.name) }))?;
        self.records_licence(nth, by)?;
        let begin = BeginAffiliation { role: member.role, from: now, until: None };
        self.must(by, Act::BeginAffiliation(member.id, begin))?;
        self.crew.all[nth].since = Some(now);
        if member.role == Role::IntegrationSpecialist {
            let publish = PublishDisclosure { text: TOMAS_SAYS.to_owned(), says: vec![] };
            self.must(member.acting(), Act::PublishDisclosure(member.id, publish))?;
        }
        let director = self.crew.director(&self.world);
        let worker = &self.crew.all[nth];
        let all = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        let opening = |day: Weekday| {
            let works = match day {
                Weekday::Sunday => false,
                Weekday::Saturday => worker.saturdays,
                other => worker.off != Some(other),
            };
            let minute = |at: i64| u16::try_from(at).unwrap_or(0);
            works.then(|| Opening { from_min: minute(HOURS.0), until_min: minute(HOURS.1) })
        };
        let week = all.map(opening).to_vec();
        let from = Date::new(2020, 1, 1).unwrap_or(Date { year: 2020, month: 1, day: 1 });
        let keep = KeepHours { person: member.id, site: None, from, week };
        self.must(director.acting(), Act::KeepHours(ScheduleId::of(HOUSE), keep))
    }

    /// A licence is looked up and recorded, for about a year; when it runs out is drawn.
    ///
    /// # Errors
    /// As `founds`.
    pub fn records_licence(&mut self, nth: usize, by: Acting) -> Result<(), String> {
        let (member, now) = (self.crew.all[nth].member, self.world.now);
        let licensed = member.licence != Licence::NotLicensed;
        let until = self.lapses(nth, now);
        let number = if licensed { format!("{:06}", nth * 977 + 100_003) } else { String::new() };
        let term = Term { from: days(now, -1), until: licensed.then_some(until) };
        let jurisdiction = JURISDICTION.to_owned();
        let credential = Credential {
            licence: member.licence,
            number,
            jurisdiction,
            term,
            verified: now,
            practice: self.crew.all[nth].practice,
        };
        self.must(by, Act::RecordCredential(member.id, RecordCredential { credential }))
    }

    /// When the licence recorded now runs out: at any minute of some day.
    fn lapses(&mut self, nth: usize, now: Instant) -> Instant {
        // The first director's holds throughout: somebody must be able to renew the others'.
        if nth == 0 {
            return days(now, 800);
        }
        let (least, most) = if self.world.chance.once_in(2) { (25, 200) } else { (200, 500) };
        let runs = self.world.chance.between(least, most);
        later(days(now, runs), self.world.chance.between(0, 1_439))
    }

    /// An act that nobody refuses here.
    ///
    /// # Errors
    /// The code of the refusal.
    pub fn must(&mut self, by: Acting, act: Act) -> Result<(), String> {
        let kind = act.kind();
        self.world.ask(by, act).map(|_| ()).map_err(|code| format!("{kind:?} was refused: {code}"))
    }
}
