//! One evening before it is lived: who is on call, who may act, and who does what when. Drawn from chance.

use care::act::Act;
use care::course::OpenCourse;
use care::house::{FoundHouse, House};
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, RosterId};
use care::measures::ask_for_measure::AskForMeasure;
use care::patient::care_team::JoinCareTeam;
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::{BeginAffiliation, EndAffiliation};
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::{Acting, Credential, Licence, Practice, Role};
use care::protocol::{CareModel, Content, DraftProtocol};
use care::roster::{ClinicHours, Opening, PutOnCall, SetClinicHours};
use care::safety::{Contact, HowSafe};
use care::time::{Date, Instant, Term, When};

use crate::simulator::chance::Chance;
use crate::simulator::days::later;
use crate::simulator::house::{HOUSE, JURISDICTION, ZONE};
use crate::simulator::words::line;

/// Who answers, and who only tries.
pub const DIRECTOR: PersonId = PersonId(1);
pub const PRESCRIBER: PersonId = PersonId(2);
pub const NURSE: PersonId = PersonId(3);
pub const THERAPIST: PersonId = PersonId(4);
pub const DESK: PersonId = PersonId(5);
/// Whose evening it is.
pub const PATIENT: PatientId = PatientId(1);
/// Their course, and the version it was opened under.
pub const COURSE: CourseId = CourseId(1);
const PROTOCOL: ProtocolId = ProtocolId(1);

const PEOPLE: [(PersonId, Role, Licence, &str); 5] = [
    (DIRECTOR, Role::MedicalDirector, Licence::Physician, "Dr Priya Anand"),
    (PRESCRIBER, Role::Prescriber, Licence::NursePractitioner, "Noor Haddad NP"),
    (NURSE, Role::Nurse, Licence::RegisteredNurse, "Sam Reyes RN"),
    (THERAPIST, Role::Therapist, Licence::Psychologist, "Dr Lena Brandt"),
    (DESK, Role::FrontDesk, Licence::NotLicensed, "Jo Park"),
];

/// 1 January 2026, UTC, and the hours at which New York changes its clocks in that year.
const YEAR: Instant = Instant(1_767_225_600_000_000);
const CLOCKS_CHANGE: [i64; 2] = [66 * 1_440 + 7 * 60, 304 * 1_440 + 6 * 60];

/// The kinds of evening the issue names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Present,
    Absent,
    Unanswering,
    TakenAndForgotten,
    DeskOnly,
    LicenceEnds,
    TwoOnCall,
}

impl Kind {
    const ALL: [Self; 7] = [
        Self::Present,
        Self::Absent,
        Self::Unanswering,
        Self::TakenAndForgotten,
        Self::DeskOnly,
        Self::LicenceEnds,
        Self::TwoOnCall,
    ];
    pub const fn code(self) -> &'static str {
        match self {
            Self::Present => "on call and answers",
            Self::Absent => "nobody on call",
            Self::Unanswering => "on call and never answers",
            Self::TakenAndForgotten => "taken and forgotten",
            Self::DeskOnly => "only the desk",
            Self::LicenceEnds => "licence ends that day",
            Self::TwoOnCall => "two on call",
        }
    }
}

/// What somebody does in the evening.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    Again,
    Says(HowSafe),
    Takes(PersonId),
    Answers(PersonId, Contact),
    DeskTries,
    LicenceEnds(PersonId),
}

/// One evening.
#[derive(Debug, Clone)]
pub struct Scene {
    pub kind: Kind,
    /// When it is said.
    pub at: Instant,
    /// Item 9 of a questionnaire, and what it is answered; else "I don't feel safe".
    pub item_nine: Option<u32>,
    pub near_clock_change: bool,
    /// Who is on call from when until when, in the order of the roster.
    pub shifts: Vec<(PersonId, Instant, Instant)>,
    /// Is the prescriber on the care team?
    pub has_prescriber: bool,
    /// Does the house have nobody who may act as director?
    pub director_gone: bool,
    /// The version the course was opened under. A draft: the house's own clock counts.
    pub protocol: Content,
    /// Minutes after it is said, in order; licences may end before.
    pub events: Vec<(i64, Event)>,
}

/// In which role somebody acts.
pub fn acting(person: PersonId) -> Acting {
    let role = PEOPLE.iter().find(|(id, ..)| *id == person).map_or(Role::FrontDesk, |(_, role, ..)| *role);
    Acting::person(person, role)
}

impl Scene {
    /// A week's every hour alike; one evening in ten near a change of the clocks.
    pub fn drawn(chance: &mut Chance, protocol: &Content) -> Self {
        let kind = chance.one_of(&Kind::ALL).unwrap_or(Kind::Absent);
        let near_clock_change = chance.once_in(10);
        let minute = if near_clock_change {
            chance.one_of(&CLOCKS_CHANGE).unwrap_or(0) + chance.between(-180, 180)
        } else {
            chance.between(40 * 1_440, 360 * 1_440)
        };
        let at = Instant(later(YEAR, minute).0 + chance.between(0, 59_999_999));
        let on_call: &[PersonId] = match kind {
            Kind::Absent | Kind::DeskOnly => &[],
            Kind::TwoOnCall => &[NURSE, THERAPIST],
            _ => &[NURSE],
        };
        let shifts = on_call.iter().map(|person| {
            let from = later(at, -chance.between(0, 600));
            (*person, from, later(at, chance.between(20, 900)))
        });
        let shifts = shifts.collect();
        let item_nine = if chance.once_in(2) { u32::try_from(chance.between(1, 2)).ok() } else { None };
        let (has_prescriber, director_gone) = (!chance.once_in(3), chance.once_in(8));
        let events = events(kind, chance);
        Self {
            kind,
            at,
            item_nine,
            near_clock_change,
            shifts,
            has_prescriber,
            director_gone,
            protocol: protocol.clone(),
            events,
        }
    }

    /// The acts that make the house as it is when the evening begins, each with its instant.
    pub fn before(&self) -> Vec<(Instant, Acting, Act)> {
        let (start, host, director) = (later(self.at, -30 * 1_440), Acting::HOST, acting(DIRECTOR));
        let mut acts = vec![(start, host, Act::FoundHouse(HOUSE, FoundHouse { house: house() }))];
        for (id, role, licence, name) in PEOPLE {
            let credential = credential(licence, start, later(self.at, 400 * 1_440));
            acts.push((start, host, Act::AddPerson(id, AddPerson { name: line(name) })));
            acts.push((start, host, Act::RecordCredential(id, RecordCredential { credential })));
            acts.push((
                start,
                host,
                Act::BeginAffiliation(id, BeginAffiliation { role, from: start, until: None }),
            ));
        }
        let born = Date { year: 1984, month: 3, day: 2 };
        let details =
            Details { name: line("Rowan Ellis"), born, contact: line("(555) 0199"), zone: line(ZONE) };
        acts.push((start, acting(DESK), Act::RegisterPatient(PATIENT, RegisterPatient { details })));
        if self.has_prescriber {
            let join = JoinCareTeam { person: PRESCRIBER, role: Role::Prescriber };
            acts.push((start, acting(PRESCRIBER), Act::JoinCareTeam(PATIENT, join)));
        }
        let draft = DraftProtocol { content: self.protocol.clone(), revises: None };
        acts.push((start, director, Act::DraftProtocol(PROTOCOL, draft)));
        let open = OpenCourse { patient: PATIENT, protocol: PROTOCOL };
        acts.push((start, acting(DESK), Act::OpenCourse(COURSE, open)));
        let ask = AskForMeasure { measure: line("phq-9"), due: later(self.at, 1_440) };
        acts.push((later(self.at, -2_880), Acting::CLOCK, Act::AskForMeasure(COURSE, ask)));
        let roster = RosterId::of(HOUSE);
        let hours = SetClinicHours { hours: hours() };
        acts.push((start, director, Act::SetClinicHours(roster, hours)));
        for (person, from, until) in &self.shifts {
            let (role, from, until) = (acting(*person).role, *from, *until);
            let put = PutOnCall { person: *person, role, from, until };
            acts.push((later(self.at, -1_200), director, Act::PutOnCall(roster, put)));
        }
        if self.director_gone {
            let end = EndAffiliation { at: When::Now };
            // After what only a director does. Licences that end later are then ended by nobody.
            acts.push((later(self.at, -1_100), director, Act::EndAffiliation(DIRECTOR, end)));
        }
        acts
    }
}

/// What is done, and when.
fn events(kind: Kind, chance: &mut Chance) -> Vec<(i64, Event)> {
    let mut events = vec![];
    let mut soon = |low, high| chance.between(low, high);
    match kind {
        Kind::Present => {
            let takes = soon(1, 29);
            events.push((takes, Event::Takes(NURSE)));
            events.push((takes + soon(1, 28), Event::Answers(NURSE, Contact::Reached)));
        }
        Kind::Absent => events.push((soon(5, 300), Event::Answers(PRESCRIBER, Contact::HelpSent))),
        Kind::Unanswering => {}
        Kind::TakenAndForgotten => {
            let takes = soon(1, 29);
            events.push((takes, Event::Takes(NURSE)));
            events.push((takes + soon(60, 200), Event::Takes(THERAPIST)));
            events.push((takes + soon(205, 330), Event::Answers(THERAPIST, Contact::Reached)));
        }
        Kind::DeskOnly => events.extend([(soon(1, 10), Event::DeskTries), (soon(40, 90), Event::DeskTries)]),
        Kind::LicenceEnds => events.push((soon(-300, 90), Event::LicenceEnds(NURSE))),
        Kind::TwoOnCall => {
            let tries = soon(2, 25);
            events.push((tries, Event::Answers(NURSE, Contact::NoAnswer)));
            events.push((tries + soon(1, 200), Event::Answers(THERAPIST, Contact::Reached)));
        }
    }
    let said = [HowSafe::Safe, HowSafe::NotSure, HowSafe::NotSafe];
    for (often, from, until) in [(2, 1, 3), (3, 4, 180)] {
        if chance.once_in(often) {
            let answer = chance.one_of(&said).unwrap_or(HowSafe::NotSafe);
            events.push((chance.between(from, until), Event::Says(answer)));
        }
    }
    if chance.once_in(3) {
        events.push((chance.between(1, 240), Event::Again));
    }
    events.sort_by_key(|(minute, _)| *minute);
    events
}

/// Monday to Friday, 9 to 17.
fn hours() -> ClinicHours {
    let day = Some(Opening { from_min: 9 * 60, until_min: 17 * 60 });
    ClinicHours { week: vec![day, day, day, day, day, None, None], closed: vec![] }
}

fn credential(licence: Licence, from: Instant, until: Instant) -> Credential {
    let number = if licence == Licence::NotLicensed { String::new() } else { "401122".to_owned() };
    let term = Term { from, until: Some(until) };
    Credential {
        licence,
        number,
        jurisdiction: JURISDICTION.to_owned(),
        term,
        verified: from,
        practice: Practice::Independent,
    }
}

fn house() -> House {
    House {
        name: line("Harbor Clinic"),
        zone: line(ZONE),
        jurisdiction: line(JURISDICTION),
        phone: line("(555) 0100"),
        hours: line("Monday to Friday, 9 to 17"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    }
}
