//! The clinic the tests take place in: its people, two patients, both doors, and `check`.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use care::act::Act;
use care::course::CourseFact;
use care::fact::{Fact, Stream};
use care::house::{FoundHouse, House};
use care::ids::*;
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::{BeginAffiliation, LONGEST_AUDIT};
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::{Acting, Credential, Here, Licence, Nobody, Practice, Role};
use care::protocol::*;
use care::refusal::Refusal;
use care::story::{Cast, read, tell};
use care::text::Line;
use care::time::{Date, Instant, Term};
use care::units::{Hours, Minutes};

use crate::world::World;

/// Sunday 22 November 2026, 15:00 in UTC.
pub const T0: Instant = Instant(1_795_305_600_000_000 + 15 * 3_600_000_000);
pub const HOUSE: HouseId = HouseId(1);
pub const INFUSION: ProtocolId = ProtocolId(1);
pub const KAP: ProtocolId = ProtocolId(2);
pub const LATER: Instant = Instant(T0.0 + 365 * 86_400_000_000);
/// Licences run out a month after the protocols want a review.
pub const LICENSED: Instant = Instant(LATER.0 + 30 * 86_400_000_000);
pub const RAE: PatientId = PatientId(1);
pub const NOAH: PatientId = PatientId(2);

/// Name in stories, id, role, licence, printed name.
pub const PEOPLE: [(&str, u128, Role, Licence, &str); 9] = [
    ("director", 1, Role::MedicalDirector, Licence::Physician, "Dr Dana Osei"),
    ("prescriber", 2, Role::Prescriber, Licence::NursePractitioner, "Priya Rao NP"),
    ("nurse", 3, Role::Nurse, Licence::RegisteredNurse, "Nils Berg RN"),
    ("second", 4, Role::Nurse, Licence::RegisteredNurse, "Sade Cole RN"),
    ("therapist", 5, Role::Therapist, Licence::Psychologist, "Dr Tova Lind"),
    ("specialist", 6, Role::IntegrationSpecialist, Licence::NotLicensed, "Ines Marsh"),
    ("desk", 7, Role::FrontDesk, Licence::NotLicensed, "Dee Fox"),
    ("auditor", 8, Role::Auditor, Licence::NotLicensed, "Ade Bright"),
    ("stranger", 9, Role::Nurse, Licence::RegisteredNurse, "Stig Holm RN"),
];

pub fn line(text: &str) -> Line {
    Line::new(text).expect("a line")
}

pub fn who(name: &str) -> Acting {
    let (_, id, role, ..) = PEOPLE.iter().find(|(known, ..)| *known == name).expect("somebody");
    Acting::person(PersonId(*id), *role)
}

pub fn id_of(name: &str) -> PersonId {
    PersonId(PEOPLE.iter().find(|(known, ..)| *known == name).expect("somebody").1)
}

/// Where the house of the tests is; nobody answers for anybody.
pub fn here() -> Here<'static> {
    Here::at("US-NY", &Nobody)
}

/// A licence, seen on a day, with a year to go.
pub fn licence(licence: Licence, from: Instant, until: Instant) -> Credential {
    let licensed = licence != Licence::NotLicensed;
    Credential {
        licence,
        number: if licensed { "1234".to_owned() } else { String::new() },
        jurisdiction: "US-NY".to_owned(),
        term: Term { from, until: Some(until) },
        verified: T0,
        practice: Practice::Independent,
    }
}

/// A series of so many doses within so many days.
pub fn series(content: &mut Content, doses: u64, days: u64) {
    let (source, status) = ("clinic policy 4".to_owned(), SourceStatus::Clinic);
    for (key, amount, unit) in [(Key::SeriesDoses, doses, Unit::Count), (Key::SeriesWithin, days, Unit::Days)]
    {
        content.values.insert(key, Value { amount, unit, source: source.clone(), status });
    }
}

/// A flawless protocol for a door.
pub fn content(model: CareModel) -> Content {
    let infusion = model == CareModel::Infusion;
    let routes = if infusion {
        vec![Route::Intravenous]
    } else {
        vec![Route::Intramuscular, Route::Sublingual, Route::Oral]
    };
    let mut values = BTreeMap::new();
    let mut set = |key: Key, amount: u64| {
        let unit = Key::all()
            .into_iter()
            .filter(|known| *known == key)
            .find_map(|key| Unit::ALL.iter().find(|unit| key.takes(**unit)).copied());
        let unit = unit.expect("every key takes a unit");
        let (source, status) = ("clinic policy 4".to_owned(), SourceStatus::Clinic);
        values.insert(key, Value { amount, unit, source, status });
    };
    for route in &routes {
        set(Key::DoseLowest(*route), 20_000);
        set(Key::DoseHighest(*route), 70_000);
    }
    if infusion {
        set(Key::DoseOver(Route::Intravenous), 40);
    }
    let numbers = [
        (Key::SeriesDoses, 6),
        (Key::SeriesApart, 48),
        (Key::PreparationSessions, u64::from(!infusion)),
        (Key::ScreeningFresh, 30),
        (Key::FastingSolids, 8),
        (Key::FastingFluids, 2),
        (Key::BaselineSystolic, 140),
        (Key::BaselineDiastolic, 90),
        (Key::BaselinePulse, 100),
        (Key::BaselineSpo2, 94),
        (Key::BaselineFresh, 60),
        (Key::VitalsDuring, 10),
        (Key::VitalsAfter, 15),
        (Key::VitalsGrace, 3),
        (Key::WatchSystolic, 160),
        (Key::WatchDiastolic, 100),
        (Key::StopSystolic, 180),
        (Key::StopDiastolic, 110),
        (Key::StopPulse, 130),
        (Key::StopSpo2, 90),
        (Key::AlarmAnswer, 5),
        (Key::ObserveAfter, 60),
        (Key::DischargeAldrete, 9),
        (Key::ClearHeaded, 24),
        (Key::WindowGoal, 48),
        (Key::SafetyAnswer, 30),
    ];
    for (key, amount) in numbers {
        set(key, amount);
    }
    if !infusion {
        for (key, amount) in Key::supplement(Route::Intramuscular).into_iter().zip([20_000, 40_000, 12]) {
            set(key, amount);
        }
        set(Key::ChaperoneCheck, 15);
    }
    Content {
        slug: line(if infusion { "infusion" } else { "kap" }),
        title: line("As this house does it"),
        model,
        depth: if infusion { Depth::Psychedelic } else { Depth::Psycholytic },
        therapist: if infusion { TherapistPart::None } else { TherapistPart::Present },
        ending: if infusion { Ending::Support } else { Ending::Therapy },
        routes,
        settings: if infusion {
            vec![Setting::ClinicRoom, Setting::Ward]
        } else {
            vec![Setting::ClinicRoom, Setting::Home]
        },
        values,
        questions: care::story::questions(),
    }
}

/// What a director signs.
pub fn signature() -> SignProtocol {
    SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] }
}

/// The director proposes the draft, to hold from its approval.
pub fn proposal(sign: SignProtocol) -> ProposeProtocol {
    ProposeProtocol { sign, from: None, why: line("as decided") }
}

/// One proposes, the other approves: what followed from that.
pub fn sign_by_two(world: &mut World, id: ProtocolId, now: Instant) -> Vec<Fact> {
    world.submit(&who("director"), &Act::ProposeProtocol(id, proposal(signature())), now).expect("proposed");
    let number = world.protocol(id).expect("a protocol").force.proposals;
    let approve = ApproveProtocol { number, typed_name: line("Priya Rao NP") };
    world.submit(&who("prescriber"), &Act::ApproveProtocol(id, approve), now).expect("approved")
}

/// Founded, staffed, both protocols signed, two patients written in.
pub fn clinic() -> World {
    clinic_with(|_| {})
}

/// The same, with something else in its protocols.
pub fn clinic_with(change: impl Fn(&mut Content)) -> World {
    let mut world = World::new(HOUSE);
    let mut host = |act: Act| world.submit(&Acting::HOST, &act, T0).map(|_| ()).expect("the host may");
    let house = House {
        name: line("Kelp House"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NY"),
        phone: line("+1 212 555 0100"),
        hours: line("always"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    host(Act::FoundHouse(HOUSE, FoundHouse { house }));
    for (_, id, role, kind, name) in PEOPLE {
        let (id, from) = (PersonId(id), Instant(T0.0 - 1));
        host(Act::AddPerson(id, AddPerson { name: line(name) }));
        let credential = licence(kind, from, LICENSED);
        host(Act::RecordCredential(id, RecordCredential { credential }));
        let until = (role == Role::Auditor).then(|| from.plus_hours(LONGEST_AUDIT));
        host(Act::BeginAffiliation(id, BeginAffiliation { role, from, until }));
    }
    for (id, model) in [(INFUSION, CareModel::Infusion), (KAP, CareModel::Kap)] {
        let mut content = content(model);
        change(&mut content);
        host(Act::DraftProtocol(id, DraftProtocol { content, revises: None }));
    }
    for id in [INFUSION, KAP] {
        sign_by_two(&mut world, id, T0);
    }
    for (id, name) in [(RAE, "Rae Quill"), (NOAH, "Noah Ash")] {
        let act = Act::RegisterPatient(id, RegisterPatient { details: details(name) });
        world.submit(&who("desk"), &act, T0).expect("registered");
    }
    world
}

pub fn details(name: &str) -> Details {
    let born = Date::new(1986, 2, 28).expect("a day");
    Details { name: line(name), born, contact: line("rae@example.org"), zone: line("America/New_York") }
}

/// The casts a given may name: `kit> …` is the default.
pub fn cast(name: &str) -> Cast {
    let kap = name.starts_with("kap") || name == "home" || name == "oral";
    let route = match name {
        "home" => Route::Sublingual,
        "oral" => Route::Oral,
        _ if kap => Route::Intramuscular,
        _ => Route::Intravenous,
    };
    let session = match name {
        "kit" => 1,
        "kit2" => 2,
        "kap" => 3,
        "kap-prep" => 4,
        "home" | "oral" => 5,
        "kap2" => 6,
        "nobody" => 7,
        "kap-rae" => 8,
        "kit-again" => 9,
        "kit3" => 10,
        _ => panic!("no cast {name}"),
    };
    let (patient, patient_name, course) = match (name, kap) {
        ("nobody", _) => (PatientId(99), line("Nobody"), CourseId(99)),
        ("kap-rae", _) => (RAE, line("Rae Quill"), CourseId(3)),
        ("kit-again", _) => (RAE, line("Rae Quill"), CourseId(4)),
        (_, true) => (NOAH, line("Noah Ash"), CourseId(2)),
        _ => (RAE, line("Rae Quill"), CourseId(1)),
    };
    Cast {
        house: HOUSE,
        patient,
        patient_name,
        course,
        session: SessionId(session),
        protocol: if kap { KAP } else { INFUSION },
        route,
        over: (!kap).then_some(Minutes(40)),
        depth: if kap { Depth::Psycholytic } else { Depth::Psychedelic },
        room: Some(line(if name == "kit2" { "room 2" } else { "room 1" })),
        setting: if matches!(name, "home" | "oral") { Setting::Home } else { Setting::ClinicRoom },
        people: PEOPLE
            .iter()
            .map(|(name, id, role, _, printed)| (*name, PersonId(*id), *role, line(printed)))
            .collect(),
    }
}

thread_local! {
    /// Every refusal code a table has produced in this thread.
    pub static PRODUCED: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

pub fn noted(refusal: &Refusal) -> &'static str {
    PRODUCED.with_borrow_mut(|produced| produced.insert(refusal.code()));
    refusal.code()
}

/// A clinic and its clock, moved on by stories: `kit> open course | kap> open course`.
pub struct Tale {
    pub world: World,
    pub now: Instant,
}

impl Tale {
    #[track_caller]
    pub fn of(given: &str) -> Self {
        Self::in_this(clinic(), given)
    }

    #[track_caller]
    pub fn in_this(world: World, given: &str) -> Self {
        let mut tale = Self { world, now: T0 };
        if let Err((phrase, refusal)) = tale.go(given) {
            panic!("given {phrase:?}: {refusal:?}");
        }
        tale
    }

    /// What the last act brought about, or the phrase that was refused and why.
    #[track_caller]
    pub fn go(&mut self, story: &str) -> Result<(Vec<Fact>, Cast), (String, Refusal)> {
        let mut last = (vec![], cast("kit"));
        for part in story.split('|') {
            let (name, phrases) = part.split_once("> ").unwrap_or(("kit", part));
            let cast = cast(name.trim());
            for phrase in phrases.split(',') {
                let (steps, until) = read(phrase, &cast, self.now).unwrap_or_else(|no| panic!("{no}"));
                self.now = until;
                for step in steps {
                    match self.world.submit(&step.by, &step.act, step.at) {
                        Ok(facts) => last = (facts, cast.clone()),
                        Err(refusal) => return Err((phrase.trim().to_owned(), refusal)),
                    }
                }
            }
        }
        Ok(last)
    }

    /// An act that stories have no phrase for, and the code it is refused with.
    #[track_caller]
    pub fn refuses(&self, by: &Acting, act: Act, code: &str) {
        let answer = self.world.ask(by, &act, self.now, self.now).map_err(|no| noted(&no));
        assert_eq!(answer, Err(code), "\nwhen {by:?} asks {act:?}");
    }

    /// What a story ends with: nothing to say, or the code it was refused with.
    #[track_caller]
    pub fn ends(&mut self, story: &str) -> Result<(), &'static str> {
        self.go(story).map(|_| ()).map_err(|(_, no)| noted(&no))
    }

    /// What a story ends with, told: the facts of its last act, or `refused: code`.
    #[track_caller]
    pub fn told(&mut self, story: &str) -> String {
        match self.go(story) {
            Ok((facts, cast)) => facts.iter().map(|fact| tell(fact, &cast)).collect::<Vec<_>>().join(", "),
            Err((_, refusal)) => format!("refused: {}", noted(&refusal)),
        }
    }

    #[track_caller]
    pub fn does(&mut self, by: &Acting, act: Act) -> Vec<Fact> {
        let now = self.now;
        self.world.submit(by, &act, now).unwrap_or_else(|no| panic!("{act:?}: {no:?}"))
    }

    /// Puts a draft in force, by two people: what followed.
    pub fn signs(&mut self, id: ProtocolId) -> Vec<Fact> {
        sign_by_two(&mut self.world, id, self.now)
    }

    /// A second course while one is open, as earlier programs let it be opened.
    pub fn opens_another(&mut self, course: CourseId, patient: PatientId, protocol: ProtocolId) {
        let content = content(if protocol == KAP { CareModel::Kap } else { CareModel::Infusion });
        let (model, slug) = (content.model, content.slug);
        let opened = CourseFact::Opened { patient, model, protocol, slug, planned_doses: 6 };
        self.world.keeps(&who("desk"), &[Fact::on(Stream::Course(course), opened)], self.now);
    }

    pub fn wait(&mut self, hours: u32) {
        self.now = self.now.plus_hours(Hours(hours));
    }
}

/// The one question of the tables. Expected is `refused: code`, or what happened, as a story tells it.
#[track_caller]
pub fn check(given: &str, act: &str, expected: &str) {
    assert_eq!(Tale::of(given).told(act), expected, "\ngiven {given}\nwhen  {act}");
}

/// The way to each point of a course, so that a table names only what matters.
pub mod given {
    /// Infusion: open, screened, consented, ordered, on the calendar.
    pub const BOOKED: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        order 35 mg, schedule dosing in 1 h with nurse, wait 1 h";
    /// Everything but the dose.
    pub const READY: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h";
    /// The dose runs.
    pub const DOSING: &str = "join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, \
        order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, \
        vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg";
    /// The dose ended, an hour has passed.
    pub const RECOVERED: &str = "join team prescriber, open course, answer screening, clear screening, \
        sign consent, touch hand, order 35 mg, schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, \
        precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan support specialist in 26 h, \
        dose 35 mg, wait 40 min, end 35 mg, wait 60 min";
    /// KAP: prepared, and everything but the dose.
    pub const KAP_READY: &str = "kap> join team prescriber, open course, answer screening, clear screening, \
        sign consent, touch hand, order 35 mg | kap-prep> schedule preparation in 0 h with therapist, hold visit | \
        kap> schedule dosing in 1 h with nurse therapist, wait 1 h, check in, here nurse, here therapist, \
        precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan therapy therapist in 26 h";
}
