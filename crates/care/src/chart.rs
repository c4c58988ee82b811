//! Everything a decision may look at, fetched before it is asked. Unknown means refuse.

mod calendar;
mod doses;
mod messages;
mod monitors;
mod protocols;
mod referrals;
mod signals;
mod supervision;
mod tie;
mod vault;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::act::Act;
use crate::articles::Articles;
use crate::contact::FirstContact;
use crate::course::Course;
use crate::diary::DiaryEntry;
use crate::directory::Directory;
use crate::fact::Stream;
use crate::house::KnownHouse;
use crate::ids::{
    ArticlesId, ContactId, CourseId, DiaryEntryId, DirectoryId, HouseId, IncidentId, MessageId, PatientId,
    PersonId, ProtocolId, ReceiptId, ReferralId, RosterId, ScheduleId, SessionId, TaskId, TillId, VaultId,
    WindowId,
};
use crate::incident::Incident;
use crate::integration::Window;
use crate::measures::{Library, Measure};
use crate::messages::Message;
use crate::messages::quiet::Nights;
use crate::money::{Receipt, Till};
use crate::patient::{Patient, Shareable};
use crate::practice::{Acting, Actor, Person};
use crate::protocol::Protocol;
use crate::referral::Referral;
use crate::refusal::Refusal;
use crate::roster::Roster;
use crate::schedule::{Schedule, Work};
use crate::session::{Plan, Session};
use crate::tasks::Task;
use crate::text::Line;
use crate::vault::Vault;

pub(crate) use vault::second_signer;

/// What a stream's facts add up to.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "each variant is the state it carries")]
pub enum State {
    House(Arc<KnownHouse>),
    Person(Arc<Person>),
    Protocol(Arc<Protocol>),
    Patient(Arc<Patient>),
    Course(Arc<Course>),
    Session(Arc<Session>),
    Window(Arc<Window>),
    Task(Arc<Task>),
    Message(Arc<Message>),
    Diary(Arc<DiaryEntry>),
    Roster(Arc<Roster>),
    Articles(Arc<Articles>),
    Contact(Arc<FirstContact>),
    Referral(Arc<Referral>),
    Schedule(Arc<Schedule>),
    Incident(Arc<Incident>),
    Till(Arc<Till>),
    Receipt(Arc<Receipt>),
    Directory(Arc<Directory>),
    Vault(Arc<Vault>),
}

/// Something the decision still needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Want {
    /// The state of a stream.
    Stream(Stream),
    /// The windows with an open talk booked with this person.
    TalksWith(PersonId),
    /// The signed version in force of the protocol this course follows.
    InForce(CourseId),
    /// The courses of this patient that are not closed.
    OpenCourses(PatientId),
    /// The other versions in force under the name of this one.
    SignedBeside(ProtocolId),
    /// The visits and talks that what the act books may touch: near in time, in its room or with its people.
    Beside,
    /// When those it names are at work, by the hours they keep.
    Work,
    /// The nights of this patient around the times the act is about.
    Nights(PatientId),
    /// Whether this message is being handed over.
    OnItsWay(MessageId),
    /// The first hours after every dose of this patient.
    Windows(PatientId),
    /// Everybody who works or worked here in a role that asks for a licence.
    Clinicians,
    /// The names of rooms that any visit ever had.
    RoomsBooked,
    /// The safety signals of this patient that nobody has answered.
    OpenSignals(PatientId),
    /// The visits that this monitor is taken on for.
    MonitorOn(u32),
    /// How much the monitors of this visit sent, and its hash.
    Samples(SessionId),
    /// Every vault of the house.
    Vaults,
}

/// What was fetched. A stream that was looked for and has no facts is held as `None`.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    streams: BTreeMap<Stream, Option<State>>,
    talks_with: BTreeMap<PersonId, Vec<WindowId>>,
    in_force: BTreeMap<CourseId, Option<ProtocolId>>,
    open_courses: BTreeMap<PatientId, Vec<CourseId>>,
    signed_beside: BTreeMap<ProtocolId, Vec<ProtocolId>>,
    beside: Option<Vec<Stream>>,
    work: Option<Work>,
    nights: BTreeMap<PatientId, Nights>,
    on_their_way: BTreeMap<MessageId, bool>,
    measures: Arc<Library>,
    windows: BTreeMap<PatientId, Vec<WindowId>>,
    clinicians: Option<Vec<PersonId>>,
    rooms_booked: Option<Vec<String>>,
    open_signals: BTreeMap<PatientId, Vec<TaskId>>,
    monitors_on: BTreeMap<u32, Vec<SessionId>>,
    samples: BTreeMap<SessionId, Option<(u64, Line)>>,
    vaults: Option<Vec<VaultId>>,
}

macro_rules! lookups {
    ($($name:ident: $Variant:ident($Id:ty) -> $State:ty, $Missing:ident;)+) => { $(
        /// The state, or the refusal that says it is not known.
        pub fn $name(&self, id: $Id) -> Result<&$State, Refusal> {
            match self.streams.get(&Stream::$Variant(id)) {
                Some(Some(State::$Variant(state))) => Ok(state),
                _ => Err(Refusal::$Missing),
            }
        }
    )+ };
}

impl Chart {
    lookups! {
        house: House(HouseId) -> KnownHouse, HouseUnknown;
        person: Person(PersonId) -> Person, PersonUnknown;
        protocol: Protocol(ProtocolId) -> Protocol, ProtocolUnknown;
        patient: Patient(PatientId) -> Patient, PatientUnknown;
        course: Course(CourseId) -> Course, CourseUnknown;
        session: Session(SessionId) -> Session, SessionUnknown;
        window: Window(WindowId) -> Window, WindowUnknown;
        task: Task(TaskId) -> Task, TaskUnknown;
        message: Message(MessageId) -> Message, MessageUnknown;
        diary: Diary(DiaryEntryId) -> DiaryEntry, DiaryEntryUnknown;
        roster: Roster(RosterId) -> Roster, ShiftUnknown;
        articles: Articles(ArticlesId) -> Articles, ArticleUnknown;
        contact: Contact(ContactId) -> FirstContact, ContactUnknown;
        referral: Referral(ReferralId) -> Referral, ReferralUnknown;
        schedule: Schedule(ScheduleId) -> Schedule, RoomUnknown;
        incident: Incident(IncidentId) -> Incident, IncidentUnknown;
        till: Till(TillId) -> Till, CurrencyMissing;
        receipt: Receipt(ReceiptId) -> Receipt, ReceiptUnknown;
        directory: Directory(DirectoryId) -> Directory, ColleagueUnknown;
        vault: Vault(VaultId) -> Vault, VaultUnknown;
    }

    /// An empty chart in a house with these questionnaires.
    pub fn with_measures(measures: Arc<Library>) -> Self {
        Self { measures, ..Self::default() }
    }

    /// The questionnaire of this name.
    pub fn measure(&self, id: &str) -> Result<&Measure, Refusal> {
        self.measures.measure(id).map(Arc::as_ref)
    }

    /// Keeps what was fetched.
    pub fn put(&mut self, stream: Stream, state: Option<State>) {
        self.streams.insert(stream, state);
    }

    /// Keeps which windows have a talk booked with a person.
    pub fn put_talks(&mut self, person: PersonId, windows: Vec<WindowId>) {
        self.talks_with.insert(person, windows);
    }

    /// Windows with an open talk booked with a person; empty unless asked for.
    pub fn talks_with(&self, person: PersonId) -> &[WindowId] {
        self.talks_with.get(&person).map_or(&[], Vec::as_slice)
    }

    /// Keeps which signed version is in force for a course's protocol, if one is.
    pub fn put_in_force(&mut self, course: CourseId, version: Option<ProtocolId>) {
        self.in_force.insert(course, version);
    }

    /// The signed version in force for a course, or the refusal that says there is none.
    pub fn in_force(&self, course: CourseId) -> Result<&Protocol, Refusal> {
        let version = self.in_force.get(&course).copied().flatten();
        self.protocol(version.ok_or(Refusal::ProtocolNotSigned)?)
    }

    /// Keeps which courses of a patient are not closed.
    pub fn put_open_courses(&mut self, patient: PatientId, courses: Vec<CourseId>) {
        self.open_courses.insert(patient, courses);
    }

    /// Is a course of this patient open? Unless that was asked, the patient is not known here.
    pub fn has_open_course(&self, patient: PatientId) -> Result<bool, Refusal> {
        let courses = self.open_courses.get(&patient).ok_or(Refusal::PatientUnknown)?;
        let open = |id: &CourseId| self.course(*id).map(|course| course.closed.is_none());
        courses.iter().try_fold(false, |any, id| Ok(any || open(id)?))
    }

    /// Keeps which first hours are a patient's.
    pub fn put_windows(&mut self, patient: PatientId, windows: Vec<WindowId>) {
        self.windows.insert(patient, windows);
    }

    /// The first hours after every dose of this patient. Unless that was asked, they are not known here.
    pub fn windows(&self, patient: PatientId) -> Result<Vec<&Window>, Refusal> {
        let windows = self.windows.get(&patient).ok_or(Refusal::PatientUnknown)?;
        windows.iter().map(|id| self.window(*id)).collect()
    }

    /// The open courses of a patient; empty unless asked for.
    pub fn open_courses(&self, patient: PatientId) -> &[CourseId] {
        self.open_courses.get(&patient).map_or(&[], Vec::as_slice)
    }

    /// What is still needed to decide this act. Ask again after fetching, until it is empty: one thing names the
    /// next (a session its course, a course its protocol).
    pub fn wants(&self, act: &Act, by: &Acting, house: HouseId) -> Vec<Want> {
        let mut wants = Vec::with_capacity(16);
        // Licences are judged where it is done: the places of the house are looked at for every act.
        let places = Stream::Schedule(ScheduleId::of(house));
        wants.extend([Stream::House(house), places, act.subject()].map(Want::Stream));
        if let Actor::Person(person) = by.actor {
            wants.push(Want::Stream(Stream::Person(person)));
        }
        named_in(act, &mut wants);
        self.streams.values().flatten().for_each(|state| led_to(state, &mut wants));
        wants.extend(self.last_dose(act));
        wants.extend(self.doses_ahead(act));
        wants.extend(self.dose_that_runs(act));
        self.for_messages(act, &mut wants);
        wants.extend(self.talks_that_tie(act));
        self.for_referrals(act, &mut wants);
        wants.extend(self.for_signals(act, house));
        wants.extend(self.for_supervision(act));
        wants.extend(self.own_prescribers(act));
        wants.extend(self.for_protocols(act));
        wants.extend(self.asked_on_the_day(act));
        wants.extend(self.for_vaults(act));
        wants.extend(Self::samples_wanted(act));
        if let Stream::Receipt(_) = act.subject() {
            wants.push(Want::Stream(Stream::Till(TillId::of(house))));
        }
        for window in self.talks_with.values().flatten() {
            wants.extend([Stream::Window(*window), Stream::Session(window.session())].map(Want::Stream));
        }
        if let Stream::Window(id) = act.subject() {
            wants.push(Want::Stream(Stream::Session(id.session())));
        }
        wants.extend(self.open_courses.values().flatten().map(|id| Want::Stream(Stream::Course(*id))));
        wants.extend(self.signed_beside.values().flatten().map(|id| Want::Stream(Stream::Protocol(*id))));
        wants.extend(self.windows.values().flatten().map(|id| Want::Stream(Stream::Window(*id))));
        wants.extend(self.calendar(act, house));
        wants.extend(self.in_force.values().flatten().map(|id| Want::Stream(Stream::Protocol(*id))));
        // Which version is in force is asked by the course's own protocol.
        let known = |id: &&CourseId| self.course(**id).is_ok();
        let open = self.open_courses.values().flatten().filter(known);
        wants.extend(open.map(|id| Want::InForce(*id)));
        wants.retain(|want| match want {
            Want::Stream(stream) => !self.streams.contains_key(stream),
            Want::TalksWith(person) => !self.talks_with.contains_key(person),
            Want::InForce(course) => !self.in_force.contains_key(course),
            Want::OpenCourses(patient) => !self.open_courses.contains_key(patient),
            Want::Beside => self.beside.is_none(),
            Want::Work => self.work.is_none(),
            Want::Windows(patient) => !self.windows.contains_key(patient),
            Want::SignedBeside(version) => !self.signed_beside.contains_key(version),
            Want::Nights(patient) => !self.nights.contains_key(patient),
            Want::OnItsWay(message) => !self.on_their_way.contains_key(message),
            Want::Clinicians => self.clinicians.is_none(),
            Want::RoomsBooked => self.rooms_booked.is_none(),
            Want::OpenSignals(patient) => !self.open_signals.contains_key(patient),
            Want::MonitorOn(device) => !self.monitors_on.contains_key(device),
            Want::Samples(session) => !self.samples.contains_key(session),
            Want::Vaults => self.vaults.is_none(),
        });
        wants.sort_unstable();
        wants.dedup();
        wants
    }

    /// The patient an act is about, once known.
    pub fn patient_of(&self, subject: Stream, act: &Act) -> Option<PatientId> {
        match (subject, act) {
            (Stream::Patient(id), _) => Some(id),
            (_, Act::OpenCourse(_, open)) => Some(open.patient),
            (_, Act::WriteDiaryEntry(_, write)) => Some(write.patient),
            (_, Act::WriteReferral(_, write)) => Some(write.patient),
            (_, Act::WriteReceipt(_, write)) => Some(write.patient),
            (Stream::Receipt(id), _) => self.receipt(id).ok().map(|known| known.patient),
            (_, Act::ReportIncident(_, told)) => self.session(told.visit?).ok().map(|visit| visit.patient),
            (Stream::Referral(id), _) => self.referral(id).ok().map(|known| known.written.patient),
            (Stream::Diary(id), _) => self.diary(id).ok().map(|entry| entry.patient),
            (_, Act::ScheduleSession(_, schedule)) => {
                self.course(schedule.course).ok().map(|course| course.patient)
            }
            (Stream::Course(id), _) => self.course(id).ok().map(|course| course.patient),
            (Stream::Session(id), _) => self.session(id).ok().map(|session| session.patient),
            (Stream::Window(id), _) => self.window(id).ok().map(|window| window.patient),
            (Stream::Task(id), _) => self.task(id).ok().map(|task| task.patient),
            (Stream::Message(id), _) => self.message(id).ok().map(|message| message.owed.patient),
            (
                Stream::House(_)
                | Stream::Person(_)
                | Stream::Protocol(_)
                | Stream::Roster(_)
                | Stream::Articles(_)
                | Stream::Contact(_)
                | Stream::Schedule(_)
                | Stream::Till(_)
                | Stream::Directory(_)
                | Stream::Vault(_)
                | Stream::Incident(_),
                _,
            ) => None,
        }
    }
}

/// What an act itself names.
fn named_in(act: &Act, wants: &mut Vec<Want>) {
    let mut also = |more: &[Want]| wants.extend_from_slice(more);
    let person = |id: PersonId| Want::Stream(Stream::Person(id));
    let protocol = |id: ProtocolId| Want::Stream(Stream::Protocol(id));
    match act {
        Act::EndAffiliation(id, _) | Act::EndCredential(id, _) | Act::EndSupervision(id, _) => {
            also(&[Want::TalksWith(*id)]);
        }
        Act::ProposeSupervision(_, act) => also(&[person(act.supervisor)]),
        Act::JoinCareTeam(_, join) => also(&[person(join.person)]),
        Act::Share(_, share) => {
            let Shareable::Intention(course) = share.what;
            also(&[person(share.with), Want::Stream(Stream::Course(course))]);
        }
        Act::Discharge(id, _) => also(&[Want::Stream(Stream::Window(WindowId::of(*id)))]),
        Act::AttachMonitor(_, act) => also(&[Want::MonitorOn(act.device)]),
        Act::OpenCourse(_, open) => {
            let patient = Want::Stream(Stream::Patient(open.patient));
            also(&[patient, protocol(open.protocol), Want::OpenCourses(open.patient)]);
        }
        Act::WriteOrder(id, _)
        | Act::AnswerScreening(id, _)
        | Act::KeepScreeningAnswer(id, _)
        | Act::ConfirmFinding(id, _)
        | Act::KeepMeasureAnswer(id, _)
        | Act::AnswerMeasure(id, _)
        | Act::EnterMeasure(id, _) => also(&[Want::InForce(*id)]),
        Act::SayUnsafe(id, _) | Act::SayHowSafe(id, _) => also(&[Want::OpenCourses(*id)]),
        Act::PutOnCall(_, put) => also(&[person(put.person)]),
        Act::KeepHours(_, keep) => also(&[person(keep.person)]),
        Act::TakeLeave(_, take) => also(&[person(take.person)]),
        Act::PublishArticle(_, publish) => also(&[person(publish.article.author)]),
        Act::SignConsent(_, sign) => also(&[protocol(sign.protocol)]),
        Act::AcknowledgeDisclosure(_, read) => also(&[person(read.person)]),
        Act::ScheduleSession(_, schedule) => {
            let course = schedule.course;
            also(&[Want::Stream(Stream::Course(course)), Want::InForce(course)]);
            wants.extend(schedule.people.iter().map(|(id, _)| person(*id)));
            if let Some(Plan::Talk { with, .. }) = &schedule.plan {
                wants.push(person(*with));
            }
        }
        Act::CheckIn(_, check_in) => also(&[protocol(check_in.protocol)]),
        Act::NotePresence(_, note) => also(&[person(note.person)]),
        Act::HandOverLead(_, hand) => also(&[person(hand.to)]),
        Act::PlanWindow(_, plan) => match &plan.plan {
            Plan::Talk { with, .. } => also(&[person(*with)]),
            Plan::Referral { .. } | Plan::NoThanks => {}
        },
        Act::OfferTimes(_, offer) => wants.extend(offer.times.iter().map(|talk| person(talk.with))),
        Act::ReportIncident(_, told) => {
            wants.extend(told.visit.map(|visit| Want::Stream(Stream::Session(visit))));
        }
        Act::BookTalk(_, book) => also(&[person(book.with)]),
        Act::WriteDiaryEntry(_, write) => also(&[Want::Stream(Stream::Patient(write.patient))]),
        Act::WriteReceipt(_, write) => {
            also(&[Want::Stream(Stream::Patient(write.patient))]);
            wants.extend(write.lines.iter().filter_map(|line| line.with).map(person));
        }
        Act::ShareDiaryEntry(_, share) => also(&[person(share.with)]),
        _ => {}
    }
    if let Some((_, moved)) = act.moves() {
        wants.extend(moved.people.iter().map(|(id, _)| person(*id)));
        if let Some(Plan::Talk { with, .. }) = &moved.plan {
            wants.push(person(*with));
        }
    }
}

/// What a known thing leads to.
fn led_to(state: &State, wants: &mut Vec<Want>) {
    let mut also = |stream: Stream| wants.push(Want::Stream(stream));
    match state {
        State::Person(person) => {
            person.supervisions.iter().for_each(|held| also(Stream::Person(held.supervisor)));
        }
        State::House(_)
        | State::Patient(_)
        | State::Protocol(_)
        | State::Roster(_)
        | State::Articles(_)
        | State::Schedule(_)
        | State::Till(_)
        | State::Directory(_)
        | State::Vault(_)
        | State::Contact(_) => {}
        State::Course(course) => {
            also(Stream::Patient(course.patient));
            also(Stream::Protocol(course.protocol));
            course.calls.iter().for_each(|task| also(Stream::Task(*task)));
        }
        State::Session(session) => {
            also(Stream::Course(session.course));
            session.protocol.into_iter().for_each(|id| also(Stream::Protocol(id)));
            session.present.iter().for_each(|(person, _)| also(Stream::Person(*person)));
            session.questions.iter().for_each(|question| also(Stream::Task(question.task)));
            session.open_call().iter().for_each(|call| also(Stream::Task(call.task)));
            session.open_emergency().iter().for_each(|known| also(Stream::Task(known.task)));
            let open = session.alarms.iter().filter(|alarm| alarm.answer.is_none());
            open.filter_map(|alarm| alarm.climbed).for_each(|(task, _)| also(Stream::Task(task)));
            if let Some(Plan::Talk { with, .. }) = session.plan {
                also(Stream::Person(with));
            }
        }
        State::Window(window) => {
            also(Stream::Course(window.course));
            window.owed.iter().for_each(|task| also(Stream::Task(*task)));
        }
        State::Task(task) => also(Stream::Patient(task.patient)),
        State::Referral(referral) => {
            also(Stream::Patient(referral.written.patient));
            referral.owed.iter().for_each(|task| also(Stream::Task(*task)));
        }
        State::Incident(incident) => incident.told.visit.into_iter().for_each(|id| also(Stream::Session(id))),
        State::Message(message) => also(Stream::Patient(message.owed.patient)),
        State::Receipt(receipt) => also(Stream::Patient(receipt.patient)),
        State::Diary(entry) => also(Stream::Patient(entry.patient)),
    }
}
