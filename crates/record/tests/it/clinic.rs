//! A clinic in a fresh store: its people, two patients, both doors, a clock that the test moves, and stories
//! (`care::story`) that are submitted phrase by phrase.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use care::act::Act;
use care::contact::{AskForCall, Concern, Outcome, SettleContact};
use care::course::SessionKind;
use care::earlier::offer_earlier::OfferEarlier;
use care::earlier::wish_earlier::WishEarlier;
use care::fact::Stream;
use care::follow_up::Series;
use care::follow_up::answer_follow_up::AnswerFollowUp;
use care::follow_up::ask_follow_up::AskFollowUp;
use care::follow_up::set_follow_ups::SetFollowUps;
use care::house::{FoundHouse, House};
use care::ids::{
    CommandId, ContactId, CourseId, HouseId, IncidentId, PatientId, PersonId, ProtocolId, ReceiptId,
    ReferralId, ScheduleId, SessionId, TillId, VaultId,
};
use care::incident::{CloseIncident, IncidentKind, ReportIncident, Severity, TakeIncident};
use care::keeping::Mood;
use care::messages::prefer_channel::PreferChannel;
use care::messages::settle_message::{End, SettleMessage};
use care::messages::{Channel, Reach, Tongue, Unsent};
use care::money::{
    Asked, Back, ChooseCurrency, Currency, Paid, Price, PriceKind, SetPrice, TakeBackReceipt, WriteReceipt,
};
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::{BeginAffiliation, LONGEST_AUDIT};
use care::practice::credential::RecordCredential;
use care::practice::person::{AddPerson, PublishDisclosure};
use care::practice::{Acting, Credential, Licence, Role};
use care::protocol::*;
use care::referral::{
    AcceptReferral, CloseReferral, ClosedBecause, ConsentToReferral, Part, Purpose, Receiver, ReceiverKind,
    SendReferral, WriteReferral,
};
use care::refusal::Refusal;
use care::schedule::{EnrolDevice, OpenRoom};
use care::session::attach_monitor::AttachMonitor;
use care::session::move_session::MoveSession;
use care::session::schedule_session::ScheduleSession;
use care::session::{Channel as Numeric, Seen, Thousandths};
use care::story::{self, Cast};
use care::tasks::wish_call_time::PartOfDay;
use care::text::Line;
use care::time::{Date, Instant, Term};
use care::units::{Cents, Hours, Minutes};
use care::vault::{CloseVault, OpenVault};
use record::journal;
use record::rebuild::{self, Checked, Difference};
use record::record::{Opening, Record};
use record::samples::{Message, Reading, Unread};
use record::state_as;
use record::store::{Conn, Store, Synchronous};
use record::submit::{Answer, Command, News, Receipt};
use record::views::messages;
use record::writer::WriteFault;

use crate::stores::{Folder, Fresh};

/// Sunday 22 November 2026, 15:00 in UTC.
pub const T0: Instant = Instant(1_795_305_600_000_000 + 15 * 3_600_000_000);
pub const LATER: Instant = Instant(T0.0 + 365 * 86_400_000_000);
pub const HOUSE: HouseId = HouseId(1);
pub const INFUSION: ProtocolId = ProtocolId(1);
pub const KAP: ProtocolId = ProtocolId(2);
pub const RAE: PatientId = PatientId(1);
pub const NOAH: PatientId = PatientId(2);

/// Name in stories, id, role, licence, printed name.
const PEOPLE: [(&str, u128, Role, Licence, &str); 8] = [
    ("director", 1, Role::MedicalDirector, Licence::Physician, "Dr Dana Osei"),
    ("prescriber", 2, Role::Prescriber, Licence::NursePractitioner, "Priya Rao NP"),
    ("nurse", 3, Role::Nurse, Licence::RegisteredNurse, "Nils Berg RN"),
    ("second", 4, Role::Nurse, Licence::RegisteredNurse, "Sade Cole RN"),
    ("therapist", 5, Role::Therapist, Licence::Psychologist, "Dr Tova Lind"),
    ("specialist", 6, Role::IntegrationSpecialist, Licence::NotLicensed, "Ines Marsh"),
    ("desk", 7, Role::FrontDesk, Licence::NotLicensed, "Dee Fox"),
    ("auditor", 8, Role::Auditor, Licence::NotLicensed, "Ade Bright"),
];

pub fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

pub fn who(name: &str) -> Acting {
    let (_, id, role, ..) = PEOPLE.iter().find(|(known, ..)| *known == name).unwrap();
    Acting::person(PersonId(*id), *role)
}

pub fn id_of(name: &str) -> PersonId {
    PersonId(PEOPLE.iter().find(|(known, ..)| *known == name).unwrap().1)
}

/// A flawless protocol for a door.
pub fn content(model: CareModel) -> Content {
    let infusion = model == CareModel::Infusion;
    let routes = if infusion { vec![Route::Intravenous] } else { vec![Route::Intramuscular] };
    let mut values = BTreeMap::new();
    let mut set = |key: Key, amount: u64| {
        let unit = *Unit::ALL.iter().find(|unit| key.takes(**unit)).unwrap();
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
    Content {
        slug: line(if infusion { "infusion" } else { "kap" }),
        title: line(if infusion { "Infusion as this house does it" } else { "KAP as this house does it" }),
        model,
        depth: if infusion { Depth::Psychedelic } else { Depth::Psycholytic },
        therapist: if infusion { TherapistPart::None } else { TherapistPart::Present },
        ending: if infusion { Ending::Support } else { Ending::Therapy },
        routes,
        settings: vec![Setting::ClinicRoom],
        values,
        questions: care::story::questions(),
    }
}

/// The casts a story may name: `kap> …`; `kit> …` is the default.
pub fn cast(name: &str) -> Cast {
    let (kap, session) = match name {
        "kit" => (false, 1),
        "kit2" => (false, 2),
        "kap" => (true, 3),
        "kap-prep" => (true, 4),
        _ => panic!("no cast {name}"),
    };
    Cast {
        house: HOUSE,
        patient: if kap { NOAH } else { RAE },
        patient_name: line(if kap { "Noah Ash" } else { "Rae Quill" }),
        course: CourseId(if kap { 2 } else { 1 }),
        session: SessionId(session),
        protocol: if kap { KAP } else { INFUSION },
        route: if kap { Route::Intramuscular } else { Route::Intravenous },
        over: (!kap).then_some(Minutes(40)),
        depth: if kap { Depth::Psycholytic } else { Depth::Psychedelic },
        setting: Setting::ClinicRoom,
        room: None,
        people: PEOPLE.map(|(name, id, role, _, printed)| (name, PersonId(id), role, line(printed))).to_vec(),
    }
}

/// The whole way of one patient through an infusion, and of another through KAP, with an alarm, a lost talk and an
/// emergency on the way: every view has rows, and nearly every column has a value somewhere.
pub const STORY: &str = "join team prescriber, open course, answer screening glaucoma, clear screening glaucoma, \
    sign consent, touch hand, intend to let go, share intention specialist, order 35 mg, \
    schedule dosing in 1 h with nurse, wait 1 h, check in, here nurse, precheck 70 kg, vitals 128/82 74 98%, \
    accept order 1, draw 35 mg, plan support specialist in 26 h, dose 35 mg, wait 10 min, \
    no vitals asleep, vitals 186/101 80 97%, answer alarm 1 raised the back, answer alarm 2 same, pause pressure, wait 5 min, \
    vitals 132/80 70 97%, resume, depth psychedelic, event nausea, wait 30 min, end 35 mg, vitals 165/84 70 98%, \
    wait 60 min, answer alarm 3 rechecked, discharge, sign record, strike 11 wrong patient, \
    kap> join team prescriber, open course, answer screening, clear screening, sign consent, touch hand, order 35 mg, \
    kap-prep> schedule preparation in 0 h with therapist, hold visit, \
    kap> schedule dosing in 1 h with nurse therapist, wait 1 h, check in, here nurse, here therapist, \
    precheck 70 kg, vitals 128/82 74 98%, accept order 1, draw 35 mg, plan therapy therapist in 26 h, dose 35 mg, \
    wait 30 min, end 30 mg, unsafe I am dizzy, say not-sure, wait 60 min, vitals 185/92 74 98%, wait 6 min, \
    kit> wait 24 h, read disclosure specialist 1, hold support, support note the sea, hand back sleep, \
    kap> emergency he fell, cancel talk ill, escalate window, \
    offer therapy therapist in 3 h, decline talk, book therapy therapist in 2 h, wait 2 h, \
    hold therapy, open chart, join team second, leave team second, \
    kit> write diary the sea, share diary specialist, take back diary specialist, share diary specialist, \
    kap> write diary the shore, delete diary";

/// An open record with its clock in the test's hand.
pub struct Clinic {
    pub record: Arc<Record>,
    pub store: Store,
    pub keys: Folder,
    clock: Arc<AtomicI64>,
    news: Arc<Mutex<Vec<News>>>,
    n_commands: AtomicU64,
}

fn opening(store: &Store, keys: &Folder, clock: &Arc<AtomicI64>, news: &Arc<Mutex<Vec<News>>>) -> Opening {
    let (clock, news) = (clock.clone(), news.clone());
    Opening {
        store: store.clone(),
        keys: keys.0.clone(),
        house: HOUSE,
        n_readers: 2,
        clock: Arc::new(move || Instant(clock.load(Ordering::SeqCst))),
        measures: Arc::default(),
        announce: Box::new(move |new| news.lock().unwrap().extend_from_slice(new)),
        on_fatal: Box::new(|fault| panic!("the writer must not stop here: {fault}")),
        // No test here cuts the power, and fsync is most of the time a story takes.
        synchronous: Synchronous::Normal,
    }
}

impl Clinic {
    /// An empty record in a fresh store.
    pub fn empty(fresh: &Fresh) -> Self {
        let (clock, news) = (Arc::new(AtomicI64::new(T0.0)), Arc::new(Mutex::new(vec![])));
        let keys = Folder::new();
        let record = Arc::new(Record::open(opening(&fresh.store, &keys, &clock, &news)).unwrap());
        Self { record, store: fresh.store.clone(), keys, clock, news, n_commands: AtomicU64::new(0) }
    }

    /// Founded, staffed, both protocols signed, two patients written in.
    pub fn founded(fresh: &Fresh) -> Self {
        let clinic = Self::empty(fresh);
        for (by, act) in founding() {
            clinic.does(&by, act);
        }
        clinic
    }

    /// Founded, and `STORY` told.
    pub fn told(fresh: &Fresh) -> Self {
        let clinic = Self::founded(fresh);
        clinic.goes(STORY);
        let waiting = |conn: &mut _| messages::standing(conn, clinic.org(), "waiting");
        let first = clinic.record.read(waiting).unwrap().last().map(|row| row.message).unwrap();
        let end = End::Unsent(Unsent::RefusedThere, Some(550));
        clinic.does(&Acting::CLOCK, Act::SettleMessage(first, SettleMessage { end }));
        let (parts, call_by) = (vec![], clinic.now());
        let ask = AskForCall { concern: Concern::Kap, parts, tongue: Tongue::English, call_by };
        clinic.does(&Acting::VISITOR, Act::AskForCall(ContactId(1), ask));
        let settled = SettleContact { outcome: Outcome::Called };
        clinic.does(&who("desk"), Act::SettleContact(ContactId(1), settled));
        clinic.tells_an_incident();
        clinic.tells_referrals();
        clinic.is_paid();
        clinic.has_vaults();
        clinic.asks_after_the_dose();
        clinic.could_come_earlier();
        clinic.has_a_monitor();
        clinic
    }

    /// A monitor at the chair of the visit that has not gone home yet, taken on, and three seconds of what it sent.
    fn has_a_monitor(&self) {
        let (schedule, director) = (ScheduleId::of(HOUSE), who("director"));
        self.does(&director, Act::OpenRoom(schedule, OpenRoom { name: line("room 3"), site: None }));
        let enrol =
            EnrolDevice { name: line("Monitor 1"), sender: line("B40"), bed: Some(line("BED-3")), room: 1 };
        self.does(&director, Act::EnrolDevice(schedule, enrol));
        self.does(&who("nurse"), Act::AttachMonitor(SessionId(3), AttachMonitor { device: 1 }));
        for second in 0..3 {
            assert!(matches!(self.hears(SessionId(3), &message(second, self.now())), Answer::Kept(_)));
        }
    }

    /// What the record answers a monitor.
    pub fn hears(&self, visit: SessionId, message: &Message) -> Answer {
        let (told, answer) = std::sync::mpsc::channel();
        self.record.keep_sample_with(visit, message.clone(), move |answer| told.send(answer).unwrap());
        answer.recv().unwrap().unwrap()
    }

    fn tells_an_incident(&self) {
        let (id, happened) = (IncidentId(1), self.now());
        let (kind, severity) = (IncidentKind::Equipment, Severity::NearMiss);
        let words = "the line came loose and was noticed".to_owned();
        let told = ReportIncident { kind, severity, visit: None, words, happened };
        self.does(&who("desk"), Act::ReportIncident(id, told));
        self.does(&who("director"), Act::TakeIncident(id, TakeIncident));
        let learnt = "lines are taped".to_owned();
        self.does(&who("director"), Act::CloseIncident(id, CloseIncident { learnt }));
    }

    fn today(&self) -> Date {
        let at = jiff::Timestamp::from_microsecond(self.now().0).unwrap();
        Date::read(&at.strftime("%Y-%m-%d").to_string()).unwrap()
    }

    /// A price, and the currency it is in.
    pub fn has_prices(&self) {
        let (till, director) = (TillId::of(HOUSE), who("director"));
        let currency = ChooseCurrency { currency: Currency::Usd };
        self.does(&director, Act::ChooseCurrency(till, currency));
        let (kind, name) = (PriceKind::Infusion, line("One infusion"));
        let price = Price { kind, name, spanish: None, amount: Cents(35_000) };
        let set = SetPrice { item: None, price, from: self.today() };
        self.does(&director, Act::SetPrice(till, set));
    }

    /// A receipt for the other patient, who had no dose.
    pub fn receipt(&self) -> WriteReceipt {
        let on = self.today();
        let lines = vec![Asked { item: 1, count: 1, agreed: on, on, with: None }];
        WriteReceipt { patient: NOAH, lines, paid: Paid { cash: Cents(35_000), ..Paid::NOTHING } }
    }

    fn is_paid(&self) {
        self.has_prices();
        self.does(&who("desk"), Act::WriteReceipt(ReceiptId(1), self.receipt()));
        let back = TakeBackReceipt { back: Back::Wrong, why: line("typed for somebody else") };
        self.does(&who("desk"), Act::TakeBackReceipt(ReceiptId(1), back));
    }

    /// Two vaults: one that is used, and one that was given up.
    fn has_vaults(&self) {
        let director = who("director");
        for (number, name) in [(1, "Safe"), (2, "Safe upstairs")] {
            let (name, registration, address) = (line(name), line("AB1234563"), line("12 Quay Street"));
            let act = OpenVault { name, site: None, registration, address };
            self.does(&director, Act::OpenVault(VaultId(number), act));
        }
        self.does(&director, Act::CloseVault(VaultId(2), CloseVault { reason: line("moved") }));
    }

    /// A referral for the first patient, as the desk writes one.
    pub fn referral(&self) -> WriteReferral {
        WriteReferral {
            patient: RAE,
            course: None,
            receiver: Receiver {
                name: line("Dana Cho PhD"),
                practice: None,
                kind: ReceiverKind::OutsideTherapist,
                mail: Some(line("dana@cho.example")),
                phone: None,
                tongue: Tongue::English,
            },
            purpose: Purpose::OngoingTherapy,
            by_when: self.now().plus_hours(Hours(72)),
            why: None,
            contact: None,
            tells_service: false,
            tells_intention: false,
            summary: None,
        }
    }

    /// One that was written and ended, and one that was written, said yes to, sent and accepted.
    fn tells_referrals(&self) {
        let (id, ended) = (ReferralId(0x1E7), ReferralId(0x2D4));
        self.does(&who("desk"), Act::WriteReferral(ended, self.referral()));
        let close = CloseReferral { because: ClosedBecause::WrittenAnew };
        self.does(&who("desk"), Act::CloseReferral(ended, close));
        self.does(&who("desk"), Act::WriteReferral(id, self.referral()));
        let parts = vec![Part::FirstName];
        let yes = ConsentToReferral { parts, typed_name: line("Rae Quill") };
        self.set_clock(self.now().plus_hours(Hours(30)));
        self.does(&Acting::patient(RAE), Act::ConsentToReferral(id, yes));
        self.does(&who("desk"), Act::SendReferral(id, SendReferral));
        let times = vec![self.now().plus_hours(Hours(20))];
        self.does(&Acting::VISITOR, Act::AcceptReferral(id, AcceptReferral { times }));
    }

    /// The house says a step that is an hour away; the clock asks, and the patient answers.
    fn asks_after_the_dose(&self) {
        let course = self.record.state(Stream::Course(CourseId(1))).unwrap();
        let (ended, dose) = *state_as!(course, Course).unwrap().doses.last().unwrap();
        let since = u32::try_from(self.now().hours_since(ended)).unwrap();
        let after = Hours(since + 2);
        let series = Series {
            steps: vec![after],
            within: Hours(24),
            call_within: Hours(24),
            read_within: Hours(72),
            owed_by: Role::Nurse,
        };
        self.does(&who("director"), Act::SetFollowUps(HOUSE, SetFollowUps { series }));
        self.set_clock(ended.plus_hours(after));
        let asks = AskFollowUp { dose, number: 1, after };
        self.does(&Acting::CLOCK, Act::AskFollowUp(CourseId(1), asks));
        let said =
            AnswerFollowUp { number: 1, mood: Some(Mood::Good), words: false, heavy: false, call: false };
        self.does(&Acting::patient(RAE), Act::AnswerFollowUp(CourseId(1), said));
    }

    /// Rae books another dose, could come earlier, and a chair is held for her.
    fn could_come_earlier(&self) {
        let visit = SessionId(0xEA);
        let starts = self.now().plus_hours(Hours(200));
        let (room, people) = (line("room 7"), vec![(id_of("nurse"), Role::Nurse)]);
        let schedule = ScheduleSession {
            course: CourseId(1),
            kind: SessionKind::Dosing,
            starts,
            setting: Setting::ClinicRoom,
            room: room.clone(),
            people: people.clone(),
            plan: None,
        };
        self.does(&who("desk"), Act::ScheduleSession(visit, schedule));
        let wish = WishEarlier { weekdays: vec![1], parts: vec![PartOfDay::Morning], notice: Hours(12) };
        self.does(&Acting::patient(RAE), Act::WishEarlier(visit, wish));
        let to = MoveSession { starts: self.now().plus_hours(Hours(100)), room, people, plan: None };
        let offer = OfferEarlier { to, until: self.now().plus_hours(Hours(2)) };
        self.does(&who("desk"), Act::OfferEarlier(visit, offer));
    }

    /// Another writer on the same store, as another server process would be: same keys, same clock, news of its own.
    pub fn opened_again(&self) -> (Arc<Record>, Arc<Mutex<Vec<News>>>) {
        let news = Arc::new(Mutex::new(vec![]));
        let record = Record::open(opening(&self.store, &self.keys, &self.clock, &news)).unwrap();
        (Arc::new(record), news)
    }

    pub fn now(&self) -> Instant {
        Instant(self.clock.load(Ordering::SeqCst))
    }

    pub fn set_clock(&self, now: Instant) {
        self.clock.store(now.0, Ordering::SeqCst);
    }

    /// What was announced so far.
    pub fn news(&self) -> Vec<News> {
        self.news.lock().unwrap().clone()
    }

    /// A command of its own number.
    pub fn command(&self, by: &Acting, act: Act) -> Command {
        let id = CommandId(1_000 + u128::from(self.n_commands.fetch_add(1, Ordering::SeqCst)));
        let piece = match &act {
            Act::WriteDiaryEntry(_, write) => Some(write.piece),
            _ => None,
        };
        let asks =
            matches!(act, Act::AskForCall(..)).then(|| "Quillon\nquillon@lighthouse.example".to_owned());
        let sealed = asks.or_else(|| piece.map(|piece| "~".repeat(piece.size_bytes as usize)));
        let sealed = sealed.map(Into::into);
        Command { id, act, by: *by, occurred: None, sealed }
    }

    pub fn ask(&self, command: Command) -> Result<Answer, WriteFault> {
        self.record.submit(command).wait()
    }

    #[track_caller]
    pub fn does(&self, by: &Acting, act: Act) -> Receipt {
        let command = self.command(by, act);
        match self.ask(command.clone()).unwrap() {
            Answer::Done(receipt) => receipt,
            other => panic!("{:?}: {other:?}", command.act),
        }
    }

    #[track_caller]
    pub fn refuses(&self, by: &Acting, act: Act) -> Refusal {
        let command = self.command(by, act);
        match self.ask(command.clone()).unwrap() {
            Answer::Refused(refusal) => refusal,
            other => panic!("{:?}: {other:?}", command.act),
        }
    }

    /// Submits a story phrase by phrase and moves the clock with it.
    #[track_caller]
    pub fn goes(&self, story: &str) {
        self.each(story, |_| {});
    }

    /// As `goes`, and looks at the receipt of each act.
    #[track_caller]
    pub fn each(&self, story: &str, mut look: impl FnMut(Receipt)) {
        for (by, act, at) in self.steps(story) {
            self.set_clock(at);
            look(self.does(&by, act));
        }
    }

    /// The acts of a story from now on. `name> ` changes the cast until the next one.
    pub fn steps(&self, story: &str) -> Vec<(Acting, Act, Instant)> {
        let (mut now, mut steps, mut playing) = (self.now(), vec![], cast("kit"));
        for phrase in story.split(',').map(str::trim) {
            let (name, words) = phrase.split_once("> ").unwrap_or(("", phrase));
            if !name.is_empty() {
                playing = cast(name);
            }
            let (read, until) = story::read(words, &playing, now).unwrap_or_else(|no| panic!("{no}"));
            steps.extend(read.into_iter().map(|step| (step.by, step.act, step.at)));
            now = until;
        }
        steps
    }

    pub fn org(&self) -> &str {
        self.record.org()
    }

    /// The end of the chain, seen from outside.
    pub fn head(&self) -> journal::Head {
        self.record.read(|conn| journal::head(conn, self.org())).unwrap()
    }

    pub fn verify(&self) -> Result<Checked, Difference> {
        self.record.read(|conn| Ok(rebuild::verify(conn, self.org()))).unwrap()
    }

    /// A connection that may tamper.
    pub fn tamperer(&self) -> Conn {
        let mut conn = self.store.writer_with(Synchronous::Normal).unwrap();
        crate::stores::drop_triggers(&mut conn);
        conn
    }
}

/// Who does what until the house stands.
/// The `n`th message of monitor 1: saturation, and a pulse that has no signal in every third.
pub fn message(n: i64, received: Instant) -> Message {
    let taken = Instant(received.0 - 250_000);
    let pulse = if n % 3 == 2 { Seen::NoSignal } else { Seen::Value(Thousandths(62_800)) };
    let reading = |channel: Numeric, seen| Reading { channel, seen, taken };
    Message {
        device: 1,
        control: format!("M{n}"),
        received,
        read: vec![reading(Numeric::Spo2, Seen::Value(Thousandths(97_000))), reading(Numeric::Pulse, pulse)],
        rest: vec![Unread {
            code: "150488^MDC_BLD_PERF_INDEX^MDC".to_owned(),
            value: "1.76".to_owned(),
            unit: "%".to_owned(),
        }],
    }
}

pub fn founding() -> Vec<(Acting, Act)> {
    let house = House {
        name: line("Kelp House"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NY"),
        phone: line("+1 212 555 0100"),
        hours: line("always"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    let mut acts = vec![(Acting::HOST, Act::FoundHouse(HOUSE, FoundHouse { house }))];
    for (_, id, role, kind, name) in PEOPLE {
        let (id, from) = (PersonId(id), Instant(T0.0 - 1));
        let licensed = kind != Licence::NotLicensed;
        let credential = Credential {
            licence: kind,
            number: if licensed { "1234".to_owned() } else { String::new() },
            jurisdiction: "US-NY".to_owned(),
            term: Term { from, until: Some(LATER) },
            verified: T0,
            practice: care::practice::Practice::Independent,
        };
        acts.push((Acting::HOST, Act::AddPerson(id, AddPerson { name: line(name) })));
        acts.push((Acting::HOST, Act::RecordCredential(id, RecordCredential { credential })));
        let until = (role == Role::Auditor).then(|| from.plus_hours(LONGEST_AUDIT));
        acts.push((Acting::HOST, Act::BeginAffiliation(id, BeginAffiliation { role, from, until })));
    }
    for (id, model) in [(INFUSION, CareModel::Infusion), (KAP, CareModel::Kap)] {
        let draft = DraftProtocol { content: content(model), revises: None };
        acts.push((who("director"), Act::DraftProtocol(id, draft)));
        let sign = SignProtocol { typed_name: line("Dr Dana Osei"), review_by: LATER, accepted: vec![] };
        acts.extend(signed_by_two(id, sign));
    }
    let text = "I am not a therapist.".to_owned();
    acts.push((
        who("specialist"),
        Act::PublishDisclosure(id_of("specialist"), PublishDisclosure { text, says: vec![] }),
    ));
    for (id, name) in [(RAE, "Rae Quill"), (NOAH, "Noah Ash")] {
        acts.push((who("desk"), Act::RegisterPatient(id, RegisterPatient { details: details(name) })));
    }
    acts.push((who("desk"), reach()));
    acts
}

/// The director proposes a draft for the first time, and the prescriber approves it.
pub fn signed_by_two(id: ProtocolId, sign: SignProtocol) -> [(Acting, Act); 2] {
    let propose = ProposeProtocol { sign, from: None, why: line("as decided") };
    let approve = ApproveProtocol { number: 1, typed_name: line("Priya Rao NP") };
    [
        (who("director"), Act::ProposeProtocol(id, propose)),
        (who("prescriber"), Act::ApproveProtocol(id, approve)),
    ]
}

/// Rae is written to by mail.
pub fn reach() -> Act {
    let reach = Reach {
        channel: Channel::Mail,
        mail: Some(line("rae@example.org")),
        number: Some(line("+1 212 555 0101")),
        tongue: Tongue::English,
    };
    Act::PreferChannel(RAE, PreferChannel { reach })
}

/// Somebody by this name.
pub fn details(name: &str) -> Details {
    let born = Date::new(1986, 2, 28).unwrap();
    Details { name: line(name), born, contact: line("someone@example.org"), zone: line("America/New_York") }
}
