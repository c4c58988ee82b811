//! A house in memory: streams of facts, a clock that is passed in, and the reference way to submit an act.
//! gather (ask the chart what it wants until it wants nothing) → decide → append → fold.

use std::collections::BTreeMap;
use std::sync::Arc;

use care::act::Act;
use care::articles::Articles;
use care::chart::{Chart, State, Want};
use care::contact::FirstContact;
use care::course::Course;
use care::decide::{Asked, decide};
use care::diary::DiaryEntry;
use care::fact::{Fact, Stream, What};
use care::house::KnownHouse;
use care::ids::{
    CommandId, CourseId, HouseId, MessageId, PatientId, PersonId, ProtocolId, ScheduleId, SessionId, TaskId,
    WindowId,
};
use care::integration::Window;
use care::measures::Library;
use care::messages::Message;
use care::messages::quiet::Nights;
use care::patient::Patient;
use care::practice::{Acting, Person};
use care::protocol::Protocol;
use care::protocol::draft::Standing;
use care::refusal::Refusal;
use care::roster::Roster;
use care::schedule::{AtWork, Schedule, Work};
use care::session::Session;
use care::tasks::Task;
use care::text::Line;
use care::time::{Date, Instant, Moment, Term};
use care::units::Minutes;

/// One accepted fact: when the record was told, who asked, in which command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub now: Instant,
    pub by: Acting,
    pub command: CommandId,
    pub fact: Fact,
}

/// Everything that was ever accepted, and what it adds up to.
#[derive(Debug, Clone)]
pub struct World {
    pub house: HouseId,
    pub journal: Vec<Entry>,
    states: BTreeMap<Stream, State>,
    commands: u128,
    /// Messages that the test says are being handed over.
    pub on_their_way: Vec<MessageId>,
    /// When people are busy by calendars they have linked.
    pub busy: Vec<(PersonId, Vec<Term>)>,
    pub measures: Arc<Library>,
    /// What monitors sent: how much, and its hash.
    pub samples: BTreeMap<SessionId, (u64, Line)>,
}

impl World {
    pub fn new(house: HouseId) -> Self {
        Self {
            house,
            journal: vec![],
            states: BTreeMap::new(),
            commands: 0,
            on_their_way: vec![],
            busy: vec![],
            measures: Arc::default(),
            samples: BTreeMap::new(),
        }
    }

    fn rooms_booked(&self) -> Vec<String> {
        let room = |state: &State| match state {
            State::Session(visit) => Some(visit.room.to_string()),
            _ => None,
        };
        self.states.values().filter_map(room).collect()
    }

    /// Fetches what an act wants, until it wants nothing more.
    pub fn gather(&self, act: &Act, by: &Acting, now: Instant) -> Chart {
        let mut chart = Chart::with_measures(self.measures.clone());
        loop {
            let wants = chart.wants(act, by, self.house);
            if wants.is_empty() {
                return chart;
            }
            for want in wants {
                match want {
                    Want::Stream(stream) => chart.put(stream, self.states.get(&stream).cloned()),
                    Want::TalksWith(person) => chart.put_talks(person, self.talks_with(person)),
                    Want::OpenCourses(id) => chart.put_open_courses(id, self.open_courses(id)),
                    Want::InForce(course) => chart.put_in_force(course, self.in_force(course, now)),
                    Want::Nights(patient) => chart.put_nights(patient, nights()),
                    Want::OnItsWay(id) => chart.put_on_its_way(id, self.on_their_way.contains(&id)),
                    Want::Beside => chart.put_beside(self.visits_and_windows(act)),
                    Want::Work => chart.put_work(self.work()),
                    Want::Windows(patient) => chart.put_windows(patient, self.windows_of(patient)),
                    Want::SignedBeside(version) => {
                        chart.put_signed_beside(version, self.signed_beside(version))
                    }
                    Want::RoomsBooked => chart.put_rooms_booked(self.rooms_booked()),
                    Want::Clinicians => chart.put_clinicians(self.clinicians()),
                    Want::OpenSignals(id) => chart.put_open_signals(id, self.open_signals(id)),
                    Want::MonitorOn(device) => chart.put_monitor_on(device, self.monitor_on(device)),
                    Want::Samples(id) => chart.put_samples(id, self.samples.get(&id).cloned()),
                    Want::Vaults => chart.put_vaults(self.vaults()),
                }
            }
        }
    }

    /// Puts a visit there as it is given, without facts.
    pub fn puts_session(&mut self, id: SessionId, visit: Session) {
        self.states.insert(Stream::Session(id), State::Session(Arc::new(visit)));
    }

    fn monitor_on(&self, device: u32) -> Vec<SessionId> {
        let on = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Session(id), State::Session(visit)) if visit.has_attached(device) => Some(*id),
            _ => None,
        });
        on.collect()
    }

    fn vaults(&self) -> Vec<care::ids::VaultId> {
        let vault = |stream: &Stream| if let Stream::Vault(id) = stream { Some(*id) } else { None };
        self.states.keys().filter_map(vault).collect()
    }

    /// Everybody: the rules find those who may answer.
    fn clinicians(&self) -> Vec<PersonId> {
        let people = self.states.keys().filter_map(|stream| match stream {
            Stream::Person(id) => Some(*id),
            _ => None,
        });
        people.collect()
    }

    /// Every task of the patient: the rules find the open signals.
    fn open_signals(&self, patient: PatientId) -> Vec<TaskId> {
        let tasks = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Task(id), State::Task(task)) if task.patient == patient => Some(*id),
            _ => None,
        });
        tasks.collect()
    }

    fn open_courses(&self, patient: PatientId) -> Vec<CourseId> {
        let open = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Course(id), State::Course(course)) if course.closed.is_none() => {
                Some((*id, course.patient))
            }
            _ => None,
        });
        open.filter(|(_, whose)| *whose == patient).map(|(id, _)| id).collect()
    }

    fn windows_of(&self, patient: PatientId) -> Vec<WindowId> {
        let windows = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Window(id), State::Window(window)) if window.patient == patient => Some(*id),
            _ => None,
        });
        windows.collect()
    }

    /// Every other visit and every window: the rules find those that touch.
    fn visits_and_windows(&self, act: &Act) -> Vec<Stream> {
        let booked =
            self.states.keys().filter(|stream| matches!(stream, Stream::Session(_) | Stream::Window(_)));
        booked.filter(|stream| **stream != act.subject()).copied().collect()
    }

    /// Hours as clocks in UTC show them, from two days before the tests begin for thirty days.
    fn work(&self) -> Work {
        let Some(State::Schedule(schedule)) = self.states.get(&Stream::Schedule(ScheduleId::of(self.house)))
        else {
            return Work { hours: vec![], busy: self.busy.clone() };
        };
        let mut kept: Vec<(PersonId, Option<u32>)> =
            schedule.hours.iter().map(|kept| (kept.person, kept.site)).collect();
        kept.sort_unstable();
        kept.dedup();
        let first = Date::new(2026, 11, 20).expect("a day");
        let days: Vec<Date> = std::iter::successors(Some(first), |day| day.tomorrow()).take(30).collect();
        let minute = |day: Date, min: u16| day.utc_midnight().plus_minutes(Minutes(u32::from(min)));
        let at_work = |person: PersonId, site: Option<u32>, day: Date| {
            let opening = schedule.week_of(person, site, day)?.week[day.weekday()]?;
            Some(Term { from: minute(day, opening.from_min), until: Some(minute(day, opening.until_min)) })
        };
        let terms = |person, site| days.iter().filter_map(|day| at_work(person, site, *day)).collect();
        let hours = kept.into_iter();
        let hours = hours.map(|(person, site)| AtWork { person, site, terms: terms(person, site) }).collect();
        Work { hours, busy: self.busy.clone() }
    }

    fn signed_beside(&self, version: ProtocolId) -> Vec<ProtocolId> {
        let Some(State::Protocol(this)) = self.states.get(&Stream::Protocol(version)) else { return vec![] };
        let signed = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Protocol(id), State::Protocol(other))
                if *id != version
                    && other.content.slug == this.content.slug
                    && matches!(other.standing, Standing::Signed(_)) =>
            {
                Some(*id)
            }
            _ => None,
        });
        signed.collect()
    }

    fn in_force(&self, course: CourseId, now: Instant) -> Option<ProtocolId> {
        let Some(State::Course(course)) = self.states.get(&Stream::Course(course)) else { return None };
        let signed = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Protocol(id), State::Protocol(version))
                if version.content.slug == course.slug && version.is_in_force(now) =>
            {
                match &version.standing {
                    Standing::Signed(signature) => Some((signature.at, *id)),
                    _ => None,
                }
            }
            _ => None,
        });
        signed.max().map(|(_, id)| id)
    }

    fn talks_with(&self, person: PersonId) -> Vec<WindowId> {
        let windows = self.states.iter().filter_map(|(stream, state)| match (stream, state) {
            (Stream::Window(id), State::Window(window)) => Some((*id, window)),
            _ => None,
        });
        let open =
            |window: &Window| window.held.is_none() && window.talk.is_some_and(|talk| talk.with == person);
        windows.filter(|(_, window)| open(window)).map(|(id, _)| id).collect()
    }

    /// Decides without keeping anything.
    pub fn ask(&self, by: &Acting, act: &Act, occurred: Instant, now: Instant) -> Result<Vec<Fact>, Refusal> {
        let (chart, command) = (self.gather(act, by, now), CommandId(self.commands + 1));
        let moment = Moment { occurred, now, command };
        decide(&Asked { act, by, chart: &chart, house: self.house, moment: &moment })
    }

    /// Decides, and keeps what follows.
    pub fn submit(&mut self, by: &Acting, act: &Act, now: Instant) -> Result<Vec<Fact>, Refusal> {
        self.submit_late(by, act, now, now)
    }

    /// The same, for something that happened earlier than the record is told.
    pub fn submit_late(
        &mut self,
        by: &Acting,
        act: &Act,
        occurred: Instant,
        now: Instant,
    ) -> Result<Vec<Fact>, Refusal> {
        let facts = self.ask(by, act, occurred, now)?;
        self.keeps(by, &facts, now);
        Ok(facts)
    }

    /// Keeps facts without asking the rules: what an earlier program wrote under earlier rules.
    pub fn keeps(&mut self, by: &Acting, facts: &[Fact], now: Instant) {
        self.commands += 1;
        for fact in facts {
            let before = self.states.remove(&fact.stream);
            let after = fold(before, &fact.what);
            self.states.extend(after.map(|state| (fact.stream, state)));
            let entry = Entry { now, by: *by, command: CommandId(self.commands), fact: fact.clone() };
            self.journal.push(entry);
        }
    }

    pub fn streams(&self) -> impl Iterator<Item = (&Stream, &State)> {
        self.states.iter()
    }

    /// Every state, folded anew from the journal.
    pub fn folded_again(&self) -> BTreeMap<Stream, State> {
        let mut states = BTreeMap::new();
        for entry in &self.journal {
            let after = fold(states.remove(&entry.fact.stream), &entry.fact.what);
            states.extend(after.map(|state| (entry.fact.stream, state)));
        }
        states
    }
}

macro_rules! getters {
    ($($name:ident: $Variant:ident($Id:ty) -> $State:ty;)+) => { impl World { $(
        pub fn $name(&self, id: $Id) -> Option<&$State> {
            match self.states.get(&Stream::$Variant(id)) {
                Some(State::$Variant(state)) => Some(state),
                _ => None,
            }
        }
    )+ } };
}
getters! {
    known_house: House(HouseId) -> KnownHouse;
    person: Person(care::ids::PersonId) -> care::practice::Person;
    course: Course(care::ids::CourseId) -> Course;
    session: Session(care::ids::SessionId) -> Session;
    window: Window(care::ids::WindowId) -> Window;
    diary: Diary(care::ids::DiaryEntryId) -> DiaryEntry;
    message: Message(MessageId) -> Message;
    patient: Patient(PatientId) -> Patient;
    task: Task(TaskId) -> Task;
    schedule: Schedule(ScheduleId) -> care::schedule::Schedule;
    vault: Vault(care::ids::VaultId) -> care::vault::Vault;
    referral: Referral(care::ids::ReferralId) -> care::referral::Referral;
    protocol: Protocol(ProtocolId) -> Protocol;
}

/// Every night of New York in the winter of 2026: 02:00 to 13:00 in UTC, around the days that the tests take place in.
pub fn nights() -> Nights {
    const HOUR_US: i64 = 3_600_000_000;
    let midnight = crate::clinic::T0.0 - 15 * HOUR_US;
    let night = |day: i64| {
        let from = Instant(midnight + (day * 24 + 2) * HOUR_US);
        Term { from, until: Some(Instant(from.0 + 11 * HOUR_US)) }
    };
    Nights((-2..60).map(night).collect())
}

/// One more fact.
fn fold(before: Option<State>, what: &What) -> Option<State> {
    macro_rules! after {
        ($Variant:ident, $State:ty, $fact:expr) => {{
            let before = match before {
                Some(State::$Variant(state)) => Some(Arc::unwrap_or_clone(state)),
                None => None,
                Some(other) => panic!("{other:?} is not what {what:?} is about"),
            };
            <$State>::after(before, $fact).map(|state| State::$Variant(Arc::new(state)))
        }};
    }
    match what {
        What::House(fact) => after!(House, KnownHouse, fact),
        What::Person(fact) => after!(Person, Person, fact),
        What::Protocol(fact) => after!(Protocol, Protocol, fact),
        What::Patient(fact) => after!(Patient, Patient, fact),
        What::Course(fact) => after!(Course, Course, fact),
        What::Session(fact) => after!(Session, Session, fact),
        What::Window(fact) => after!(Window, Window, fact),
        What::Task(fact) => after!(Task, Task, fact),
        What::Message(fact) => after!(Message, Message, fact),
        What::Diary(fact) => after!(Diary, DiaryEntry, fact),
        What::Roster(fact) => after!(Roster, Roster, fact),
        What::Contact(fact) => after!(Contact, FirstContact, fact),
        What::Referral(fact) => after!(Referral, care::referral::Referral, fact),
        What::Schedule(fact) => after!(Schedule, Schedule, fact),
        What::Incident(fact) => after!(Incident, care::incident::Incident, fact),
        What::Vault(fact) => after!(Vault, care::vault::Vault, fact),
        What::Directory(fact) => after!(Directory, care::directory::Directory, fact),
        What::Till(fact) => after!(Till, care::money::Till, fact),
        What::Receipt(fact) => after!(Receipt, care::money::Receipt, fact),
        What::Articles(fact) => after!(Articles, Articles, fact),
    }
}
