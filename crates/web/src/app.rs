//! What every page may use: the record, the house, its clock and its zone. No rule and no SQL here.

use std::sync::Arc;

use care::act::Act;
use care::chart::State;
use care::fact::Stream;
use care::house::{House, KnownHouse};
use care::ids::{CommandId, PatientId, PersonId};
use care::patient::Patient;
use care::practice::permit::{Ask, permit};
use care::practice::{ActKind, Actor, Colleagues, Here, Person, Role, Tie};
use care::refusal::Refusal;
use care::schedule::sites;
use care::time::Instant;
use jiff::tz::TimeZone;
use record::record::Record;
use record::sealed::Plain;
use record::store::{Conn, StoreFault};
use record::submit::{Answer, Command, Receipt};
use record::wire::role_code;
use tokio::sync::broadcast;

use crate::answer::Trouble;
use crate::heard::Heard;
use crate::place;
use crate::visit::{Visit, fresh_command};

/// What is new: a journal position and its stream.
pub type News = (i64, Stream);

/// Which ways messages can leave by, and where linked calendars may stand. What has no way waits, and a page says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sending {
    /// Mail.
    pub mail: bool,
    /// Text messages.
    pub text: bool,
    /// Calendars of people here may stand on this very machine, over http: for tests, whose servers do.
    pub calendars_on_this_machine: bool,
}

/// The house as it is served.
pub struct App {
    /// The record.
    pub record: Arc<Record>,
    /// What was just committed, for live screens.
    pub news: broadcast::Sender<News>,
    /// What the house was founded as.
    pub house: Arc<House>,
    /// The zone of its rooms.
    pub zone: TimeZone,
    /// Cookies only over TLS.
    pub secure_cookies: bool,
    /// A demonstration: says so on every page.
    pub demo: bool,
    /// Which ways messages can leave by.
    pub sending: Sending,
    /// Who was heard on the line of the monitors; none when nobody listens.
    pub heard: Option<Arc<Heard>>,
    /// One password hash at a time per core: argon2 is heavy on purpose.
    pub hashing: tokio::sync::Semaphore,
}

impl App {
    /// What standing is judged by, for what is done in no place: the places of the house and its people.
    pub fn here(&self) -> Here<'_> {
        Here::anywhere(self)
    }

    /// Now, by the server's clock.
    pub fn now(&self) -> Instant {
        self.record.now()
    }

    /// Reads lists. Blocks.
    ///
    /// # Errors
    /// The store's.
    pub fn read<T>(
        &self,
        mut read: impl FnMut(&mut Conn, &str) -> Result<T, StoreFault>,
    ) -> Result<T, Trouble> {
        Ok(self.record.read(|conn| read(conn, self.record.org()))?)
    }

    /// The state of a stream, or not found.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn state(&self, stream: Stream) -> Result<State, Trouble> {
        self.record.state(stream)?.state.ok_or(Trouble::NotFound)
    }

    /// Asks for the act this visit's form stands for. The form's own command id makes a second tap the same act.
    ///
    /// # Errors
    /// The refusal, or that nothing or nobody-knows-what was written.
    pub fn submit(&self, visit: &Visit, act: Act) -> Result<Receipt, Trouble> {
        self.submit_at(visit, act, None)
    }

    /// As `submit`, with a time of the act; without one, when the tablet says that it was done.
    ///
    /// # Errors
    /// As `submit`.
    pub fn submit_at(&self, visit: &Visit, act: Act, occurred: Option<Instant>) -> Result<Receipt, Trouble> {
        let occurred = match occurred {
            Some(at) => Some(at),
            None => visit.said_at()?,
        };
        self.submit_command(visit.command()?, visit, act, occurred, None)
    }

    /// As `submit`, with words to seal for the actor.
    ///
    /// # Errors
    /// As `submit`.
    pub fn submit_sealed(&self, visit: &Visit, act: Act, words: String) -> Result<Receipt, Trouble> {
        self.submit_command(visit.command()?, visit, act, None, Some(words.into()))
    }

    /// An act that no form stands for: opening a chart.
    ///
    /// # Errors
    /// As `submit`.
    pub fn submit_command(
        &self,
        id: CommandId,
        visit: &Visit,
        act: Act,
        occurred: Option<Instant>,
        sealed: Option<Plain>,
    ) -> Result<Receipt, Trouble> {
        let by = visit.signed()?.by;
        let command = Command { id, act, by, occurred, sealed };
        self.record.let_go();
        match self.record.submit(command).wait()? {
            Answer::Done(receipt) => Ok(receipt),
            Answer::Refused(refusal) => Err(Trouble::Refused(refusal)),
            Answer::IdReused => Err(Trouble::IdReused),
            Answer::Kept(_) => Err(Trouble::NotFound),
        }
    }

    /// May this visitor do or read this about this patient, now? The same table and ties as for acts; the one check
    /// for reading.
    ///
    /// # Errors
    /// The refusal, `NotFound` for a patient who does not exist, or the store's.
    pub fn may(&self, visit: &Visit, act: ActKind, patient: Option<PatientId>) -> Result<(), Trouble> {
        let known = patient.map(|id| self.patient(id)).transpose()?;
        let signed = visit.signed()?;
        let now = self.now();
        let tie = match (known, patient, signed.by.actor) {
            (None, ..) => Tie::NoPatient,
            (Some(_), Some(id), Actor::Patient(own)) => {
                if id == own {
                    Tie::Oneself
                } else {
                    Tie::Stranger
                }
            }
            (Some(patient), ..) => patient.tie(&signed.by, now),
        };
        self.permit(visit, act, tie)
    }

    /// As `may`, with a tie already known.
    ///
    /// # Errors
    /// The refusal.
    pub fn permit(&self, visit: &Visit, act: ActKind, tie: Tie) -> Result<(), Trouble> {
        let signed = visit.signed()?;
        let here = self.here();
        let person = signed.person.as_deref();
        // Only what the place says of support is asked for: one look into a state that is at hand.
        let house = match signed.by.role {
            Role::IntegrationSpecialist => Some(self.known_house()?),
            _ => None,
        };
        let place = house.as_ref().and_then(|house| house.place_rules());
        let ask = Ask { by: &signed.by, person, act, tie, here, place, at: self.now() };
        permit(&ask).map_err(Trouble::Refused)
    }

    /// What the house says of itself by now.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn known_house(&self) -> Result<Arc<KnownHouse>, Trouble> {
        match self.state(Stream::House(self.record.house()))? {
            State::House(house) => Ok(house),
            _ => Err(Trouble::NotFound),
        }
    }

    /// The questionnaires of this house.
    pub fn measures(&self) -> &care::measures::Library {
        self.record.measures()
    }

    /// A patient, or not found.
    ///
    /// # Errors
    /// `NotFound`, or the store's.
    pub fn patient(&self, id: PatientId) -> Result<Arc<Patient>, Trouble> {
        match self.state(Stream::Patient(id))? {
            State::Patient(patient) => Ok(patient),
            _ => Err(Trouble::NotFound),
        }
    }

    /// Opens a chart: checks the tie, and lets the opening be a fact of its own (once in fifteen minutes).
    ///
    /// # Errors
    /// The refusal, `NotFound`, or the writer's.
    pub fn open_chart(&self, visit: &Visit, id: PatientId) -> Result<Arc<Patient>, Trouble> {
        let patient = self.patient(id).map_err(|_| Trouble::Refused(Refusal::NoTie))?;
        self.may(visit, ActKind::OpenChart, Some(id))?;
        let (by, quarter) = (visit.signed()?.by, self.now().0.div_euclid(15 * 60 * 1_000_000));
        let act = || Act::OpenChart(id, care::act::OpenChart);
        let command = visit.derived_command(&format!("open-chart {id} {quarter} {}", role_code(by.role)));
        let asked = Command { id: command, act: act(), by, occurred: None, sealed: None };
        if self.record.was_done(&asked)? {
            return Ok(patient);
        }
        match self.submit_command(command, visit, act(), None, None) {
            // Used up for something else: whoever opens a chart cannot choose that it leaves no trace.
            Err(Trouble::IdReused) => self.submit_command(fresh_command(), visit, act(), None, None)?,
            answered => answered?,
        };
        Ok(patient)
    }
}

macro_rules! states {
    ($($name:ident($Id:ident) -> $Variant:ident: $State:ty;)+) => {
        impl App { $(
            /// The state behind an id, or not found.
            ///
            /// # Errors
            /// `NotFound`, or the store's.
            pub fn $name(&self, id: care::ids::$Id) -> Result<Arc<$State>, Trouble> {
                match self.state(Stream::$Variant(id))? {
                    State::$Variant(state) => Ok(state),
                    _ => Err(Trouble::NotFound),
                }
            }
        )+ }
    };
}
states! {
    person(PersonId) -> Person: care::practice::Person;
    protocol(ProtocolId) -> Protocol: care::protocol::Protocol;
    course(CourseId) -> Course: care::course::Course;
    session(SessionId) -> Session: care::session::Session;
    window(WindowId) -> Window: care::integration::Window;
    task(TaskId) -> Task: care::tasks::Task;
    contact(ContactId) -> Contact: care::contact::FirstContact;
    diary(DiaryEntryId) -> Diary: care::diary::DiaryEntry;
    incident(IncidentId) -> Incident: care::incident::Incident;
    vault(VaultId) -> Vault: care::vault::Vault;
    receipt(ReceiptId) -> Receipt: care::money::Receipt;
    referral(ReferralId) -> Referral: care::referral::Referral;
}

impl Colleagues for App {
    fn has_place_in(&self, jurisdiction: &str, at: Instant) -> bool {
        let schedule = place::schedule(self).ok();
        sites::has_place_in(&self.house, schedule.as_deref(), jurisdiction, at)
    }

    fn colleague(&self, id: PersonId) -> Option<Arc<Person>> {
        self.person(id).ok()
    }
}
