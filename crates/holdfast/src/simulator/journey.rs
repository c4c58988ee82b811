//! One person's way through the clinic: who looks after them, through which door, and how they arrive.

use care::act::Act;
use care::course::acknowledge_disclosure::AcknowledgeDisclosure;
use care::course::consent::SignConsent;
use care::course::intention::SetIntention;
use care::course::order::WriteOrder;
use care::course::touch::{AgreeToTouch, Touch};
use care::course::{OpenCourse, SessionKind};
use care::ids::{CourseId, PatientId, PersonId, ProtocolId, SessionId};
use care::patient::care_team::JoinCareTeam;
use care::patient::share::Share;
use care::patient::{Details, RegisterPatient, Shareable};
use care::practice::Acting;
use care::protocol::{Depth, Route, Setting};
use care::session::hold_session::HoldSession;
use care::session::schedule_session::ScheduleSession;
use care::time::{Date, Instant};
use care::units::{Grams, Micrograms, Minutes};

use super::chance::Chance;
use super::days::{hours, later};
use super::house::{Protocols, ZONE};
use super::script::Script;
use super::staff::{Member, Staff};
use super::words::line;

/// The four ways through the two doors, as this clinic carries them out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Infusion, then a talk with the integration specialist.
    InfusionWithSupport,
    /// Infusion, then an outside therapist.
    InfusionWithReferral,
    /// A light lozenge dose, talking with the therapist present.
    KapPsycholytic,
    /// A deeper dose into the muscle, talking afterwards.
    KapPsychedelic,
}

impl Door {
    /// Its protocol's name.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::InfusionWithSupport => "infusion-integration-support",
            Self::InfusionWithReferral => "infusion-referral",
            Self::KapPsycholytic => "kap-psycholytic",
            Self::KapPsychedelic => "kap-psychedelic",
        }
    }

    /// Is there a therapist?
    pub const fn is_kap(self) -> bool {
        matches!(self, Self::KapPsycholytic | Self::KapPsychedelic)
    }

    /// How the drug gets in.
    pub const fn route(self) -> Route {
        match self {
            Self::InfusionWithSupport | Self::InfusionWithReferral => Route::Intravenous,
            Self::KapPsycholytic => Route::Sublingual,
            Self::KapPsychedelic => Route::Intramuscular,
        }
    }

    /// Minutes from the start of a dose to its end.
    pub const fn lasts(self) -> i64 {
        if self.is_kap() { 60 } else { 40 }
    }

    /// Where it takes place.
    pub const fn rooms(self) -> &'static [&'static str] {
        if self.is_kap() { &["Room A", "Room B"] } else { &["Chair 1", "Chair 2", "Chair 3"] }
    }

    /// What this clinic's prescribers order for somebody of this weight.
    fn order(self, weight: Grams) -> WriteOrder {
        let by_weight = |mcg_kg: u64| Micrograms(u64::from(weight.0) * mcg_kg / 1_000 / 500 * 500);
        let dose = match self {
            Self::InfusionWithSupport | Self::InfusionWithReferral => by_weight(450),
            Self::KapPsycholytic => Micrograms(150_000),
            Self::KapPsychedelic => by_weight(600),
        };
        let over = (!self.is_kap()).then_some(Minutes(40));
        let depth = if self == Self::KapPsycholytic { Depth::Psycholytic } else { Depth::Psychedelic };
        WriteOrder { route: self.route(), dose, over, depth, weight }
    }
}

/// The clinic a journey takes place in.
#[derive(Debug, Clone)]
pub struct Clinic {
    /// Its people.
    pub staff: Staff,
    /// Its protocols.
    pub protocols: Protocols,
    /// The seed of every chance.
    pub seed: u64,
    /// Now.
    pub now: Instant,
}

/// Somebody on their way.
#[derive(Debug)]
pub struct Journey {
    /// The script so far.
    pub script: Script,
    /// The door they chose.
    pub door: Door,
    /// Who.
    pub patient: PatientId,
    /// Their name.
    pub name: &'static str,
    /// Their course.
    pub course: CourseId,
    /// The protocol they came under.
    pub protocol: ProtocolId,
    /// Everyone of the house.
    pub staff: Staff,
    /// Who decides and orders.
    pub prescriber: Member,
    /// Who is at the chair.
    pub nurse: Member,
    /// Who checks what the nurse draws.
    pub second: Member,
    /// The KAP therapist.
    pub therapist: Member,
    /// Who gives integration support.
    pub specialist: Member,
    /// On the scale.
    pub weight: Grams,
    /// Blood pressure and pulse at rest.
    pub rests: (u16, u16, u16),
    /// The order in force, by its number.
    pub order: Option<(u32, WriteOrder)>,
    /// How many questionnaires they were asked.
    pub asked: u32,
}

impl Journey {
    /// Somebody who will come to the clinic. `part` keeps their chances apart from everybody else's.
    pub fn of(clinic: &Clinic, part: u64, name: &'static str, door: Door, arrives: Instant) -> Self {
        let mut script = Script::new(Chance::of(clinic.seed, part));
        let staff = clinic.staff;
        let patient = PatientId(script.id(arrives));
        let course = CourseId(script.id(later(arrives, 15)));
        let protocol = clinic.protocols.of(door.slug()).map_or(ProtocolId(0), |(id, _)| id);
        let chance = &mut script.chance;
        let (nurse, second) =
            if chance.once_in(2) { (staff.sam, staff.ines) } else { (staff.ines, staff.sam) };
        let grams = u32::try_from(chance.between(540, 980) * 100).unwrap_or(70_000);
        let mut at_rest = |low, high| u16::try_from(chance.between(low, high)).unwrap_or(70);
        Self {
            rests: (at_rest(108, 128), at_rest(66, 78), at_rest(60, 78)),
            prescriber: if chance.once_in(2) { staff.noor } else { staff.amara },
            therapist: if chance.once_in(3) { staff.marcus } else { staff.lena },
            specialist: staff.tomas,
            weight: Grams(grams),
            order: None,
            asked: 0,
            script,
            door,
            patient,
            name,
            course,
            protocol,
            staff,
            nurse,
            second,
        }
    }

    /// The patient, acting.
    pub const fn themselves(&self) -> Acting {
        Acting::patient(self.patient)
    }

    /// The front desk writes them in and opens a course; a prescriber takes them on.
    pub fn arrives(&mut self, at: Instant, contact: &str) {
        let (year, month) = (self.script.chance.between(1_951, 2_002), self.script.chance.between(1, 12));
        let day = self.script.chance.between(1, 28);
        let born = u16::try_from(year).ok().zip(u8::try_from(month).ok()).zip(u8::try_from(day).ok());
        let born = born.and_then(|((year, month), day)| Date::new(year, month, day));
        let born = born.unwrap_or(Date { year: 1980, month: 1, day: 1 });
        let details = Details { name: line(self.name), born, contact: line(contact), zone: line(ZONE) };
        let (desk, prescriber) = (self.staff.jo.acting(), self.prescriber);
        self.script.say(at, desk, Act::RegisterPatient(self.patient, RegisterPatient { details }));
        let open = OpenCourse { patient: self.patient, protocol: self.protocol };
        self.script.say(later(at, 15), desk, Act::OpenCourse(self.course, open));
        let join = JoinCareTeam { person: prescriber.id, role: prescriber.role };
        self.script.say(later(at, 40), prescriber.acting(), Act::JoinCareTeam(self.patient, join));
    }

    /// They read who is who, and sign with a clear head.
    pub fn consents(&mut self, at: Instant) {
        let me = self.themselves();
        let mut read = vec![];
        if self.door == Door::InfusionWithSupport {
            read.push(self.specialist.id);
        }
        if self.door.is_kap() && self.therapist.id == self.staff.lena.id {
            read.push(self.therapist.id);
        }
        for person in read {
            let act = AcknowledgeDisclosure { person, version: 1 };
            self.script.say(later(at, -6), me, Act::AcknowledgeDisclosure(self.course, act));
        }
        let typed_name = line(self.name);
        let sign = SignConsent { route: self.door.route(), protocol: self.protocol, typed_name };
        self.script.say(at, me, Act::SignConsent(self.course, sign));
        let allowed = vec![Touch::Hand, Touch::Shoulder];
        let agree = AgreeToTouch { allowed, boundary: Some(line("Ask me first")) };
        self.script.say(later(at, 1), me, Act::AgreeToTouch(self.course, agree));
    }

    /// A visit of this kind is put on the calendar by the desk.
    pub fn books(
        &mut self,
        at: Instant,
        kind: SessionKind,
        starts: Instant,
        room: &str,
        people: &[Member],
    ) -> SessionId {
        let session = SessionId(self.script.id(starts));
        let schedule = ScheduleSession {
            course: self.course,
            kind,
            starts,
            setting: Setting::ClinicRoom,
            room: line(room),
            people: people.iter().map(|member| (member.id, member.role)).collect(),
            plan: None,
        };
        self.script.say(at, self.staff.jo.acting(), Act::ScheduleSession(session, schedule));
        session
    }

    /// The therapist whom a dose through this door holds.
    pub fn held(&self) -> Option<PersonId> {
        self.door.is_kap().then_some(self.therapist.id)
    }

    /// A visit without a dose, booked so many hours before and held by somebody.
    pub fn meets(
        &mut self,
        (starts, room): (Instant, &'static str),
        ahead_h: i64,
        kind: SessionKind,
        with: Member,
        note: &str,
    ) {
        let booked = hours(starts, -ahead_h);
        let session = self.books(booked, kind, starts, room, &[with]);
        let hold = HoldSession { note: Some(line(note)) };
        self.script.say(later(starts, 50), with.acting(), Act::HoldSession(session, hold));
    }

    /// The preparation visits, each booked a day ahead.
    pub fn prepares(&mut self, visits: &[(Instant, &'static str)]) {
        let with = self.prepared_by();
        let notes = [
            "What brings you here, and what would be different",
            "The day itself, step by step",
            "Intention",
        ];
        for (visit, note) in visits.iter().zip(notes) {
            self.meets(*visit, 24, SessionKind::Preparation, with, note);
        }
    }

    /// Who prepares with them.
    pub const fn prepared_by(&self) -> Member {
        if self.door.is_kap() { self.therapist } else { self.nurse }
    }

    /// A prescriber writes the order.
    pub fn is_ordered(&mut self, at: Instant) {
        let order = self.door.order(self.weight);
        let number = self.order.map_or(1, |(number, _)| number + 1);
        self.script.say(at, self.prescriber.acting(), Act::WriteOrder(self.course, order));
        self.order = Some((number, order));
    }

    /// Their own sentence.
    pub fn intends(&mut self, at: Instant, words: &str) {
        let intention = SetIntention { words: line(words) };
        self.script.say(at, self.themselves(), Act::SetIntention(self.course, intention));
    }

    /// They let somebody read it.
    pub fn shares(&mut self, at: Instant, with: Member) {
        let share = Share { what: Shareable::Intention(self.course), with: with.id };
        self.script.say(at, self.themselves(), Act::Share(self.patient, share));
    }
}
