//! One body of every tag, as it was stored on the day the tag was made, for ever: `tests/golden/wire/`.
//!
//! A file is never edited. A fact that changes its shape gets a new tag and a new file; the old one must still be
//! read. `HOLDFAST_BLESS=1` writes the files of new tags and touches no other.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use care::articles::{Article, ArticlesFact, Flag};
use care::contact::{Concern, ContactFact, Outcome};
use care::course::screening::Answer;
use care::course::touch::Touch;
use care::course::{Consent, CourseFact, Order, SessionKind};
use care::diary::{DiaryFact, Media, Piece, PieceKind};
use care::directory::{Colleague, DirectoryFact, Mode};
use care::earlier::{EarlierOffer, EarlierWish, OfferEnd};
use care::fact::What;
use care::follow_up::{Ask, Reply, Series};
use care::house::custody_rules::{CustodyRules, SignedCustodyRules};
use care::house::place_rules::{DisclosurePoint, PlaceRules, SignedPlaceRules, SupportAct};
use care::house::{House, HouseFact};
use care::ids::*;
use care::incident::{IncidentFact, IncidentKind, Severity};
use care::integration::{SaidBy, SupportNote, Talk, TalkKind, WindowFact};
use care::keeping::{Mood, ProposalSaid, Proposed, StepWords};
use care::measures::{Asking, Entry, Origin, Scored};
use care::messages::{About, Channel, MessageFact, Occasion, Owed, Reach, Tongue, Unsent};
use care::money::{BackKind, Currency, Paid, Price, PriceKind, ReceiptFact, Sold, TillFact};
use care::patient::{Details, PatientFact, Shareable};
use care::practice::{Credential, CredentialEnd, EndedCredential, Licence, PersonFact, Practice, Role, Tie};
use care::protocol::draft::Signature;
use care::protocol::two_people::{Approval, Proposal};
use care::protocol::*;
use care::referral::{
    CannotBecause, ClosedBecause, Consent as SaidYes, Content as Told, Late, Part, Purpose, Receiver,
    ReceiverKind, ReferralFact, Written,
};
use care::roster::{ClinicHours, Opening, RosterFact};
use care::safety::{Contact, HowSafe, Owing, Rung, Source as Raised};
use care::schedule::ScheduleFact;
use care::session::{
    Channel as MonitorChannel, Criteria, DrawnFrom, GateKind, Level, Plan, Precheck, Ride, SessionFact, Sign,
    Source, Vitals,
};
use care::tasks::wish_call_time::PartOfDay;
use care::tasks::{Matter, TaskFact};
use care::time::{Date, Instant, Term};
use care::units::{Cents, Grams, Hours, Micrograms, Minutes, MmHg, PerMinute, Percent};
use care::vault::{Checked, Measure, WasteReason, Witness};
use record::wire;

use crate::clinic::line;

const AT: Instant = Instant(1_795_359_600_000_000);
const LATER: Instant = Instant(1_826_895_600_000_001);
const BY: PersonId = PersonId(0x0192_f3a0_0000_7000_8000_0000_0000_0003);
const OTHER: PersonId = PersonId(4);
const PATIENT: PatientId = PatientId(0x0192_f3a0_0000_7000_8000_0000_0000_0001);
const COURSE: CourseId = CourseId(u128::MAX);
const SESSION: SessionId = SessionId(11);
const PROTOCOL: ProtocolId = ProtocolId(12);

/// Words with everything that JSON and fonts make difficult.
fn words() -> String {
    "Zoë \"says\": c:\\no\n\tüber 🌊 \u{2028}".to_owned()
}

fn details() -> Details {
    let born = Date::new(1986, 2, 28).unwrap();
    Details {
        name: line("Zoë O'Hara-Quill"),
        born,
        contact: line("+1 212 555 0100"),
        zone: line("America/New_York"),
    }
}

fn asks(weight: Weight, clears: Clearer) -> Asks {
    Asks { weight, clears, source: "care.md 4.6".to_owned(), status: SourceStatus::Cited }
}

fn content() -> Content {
    let value = |amount, unit, status| Value { amount, unit, source: "care.md 4.7".to_owned(), status };
    let (lowest, highest) = (Key::DoseLowest(Route::Intravenous), Key::DoseHighest(Route::Intravenous));
    let values = BTreeMap::from([
        (lowest, value(500, Unit::MicrogramsPerKilogram, SourceStatus::Cited)),
        (highest, value(u64::MAX, Unit::Micrograms, SourceStatus::Unverified)),
        (Key::DoseOver(Route::Intravenous), value(40, Unit::Minutes, SourceStatus::Article)),
        (Key::WindowGoal, value(48, Unit::Hours, SourceStatus::Clinic)),
    ]);
    Content {
        slug: line("infusion"),
        title: line("Infusion, with support"),
        model: CareModel::Infusion,
        depth: Depth::Psychedelic,
        therapist: TherapistPart::None,
        ending: Ending::Support,
        routes: vec![Route::Intravenous],
        settings: vec![Setting::ClinicRoom, Setting::Ward],
        values,
        questions: BTreeMap::from([
            (Question::Psychosis, asks(Weight::Absolute, Clearer::Prescriber)),
            (Question::SleepApnoea, asks(Weight::Relative, Clearer::Nurse)),
        ]),
    }
}

/// One fact of every tag, in the order of `wire::tags`.
pub fn one_of_each() -> Vec<What> {
    let house = House {
        name: line("Kelp House"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NY"),
        phone: line("+1 212 555 0100"),
        hours: line("always"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    let signatures = HouseFact::SignaturesSet {
        needed: care::protocol::Signatures::One,
        reason: line("I work alone"),
        by: BY,
        at: AT,
    };
    let series = Series {
        steps: vec![Hours(72), Hours(168)],
        within: Hours(48),
        call_within: Hours(24),
        read_within: Hours(96),
        owed_by: Role::Nurse,
    };
    let follow_ups = HouseFact::FollowUpsSet { series, by: BY, at: AT };
    let rules = PlaceRules {
        jurisdiction: line("US-NY"),
        may: vec![SupportAct::HoldTalk, SupportAct::KeepNote],
        says: vec![DisclosurePoint::NotAPhysician, DisclosurePoint::NoCrisis],
        kept_years: 3,
        source: line("read on a day"),
        status: SourceStatus::Unverified,
    };
    let signed =
        SignedPlaceRules { rules, by: BY, typed_name: line("Dr Dana Osei"), at: AT, review_by: LATER };
    let place = HouseFact::PlaceRulesSigned { signed };
    let custody = CustodyRules {
        jurisdiction: line("US-NY"),
        count_every_days: 365,
        retention_years: 5,
        exact_count: true,
        loss_notice_business_days: 1,
        loss_form_days: 45,
        source: line("read on a day"),
        status: SourceStatus::Unverified,
    };
    let (rules, typed_name) = (custody, line("Dr Dana Osei"));
    let signed = SignedCustodyRules { rules, by: BY, typed_name, at: AT, review_by: LATER };
    let custody = HouseFact::CustodyRulesSigned { signed };
    let mut all: Vec<What> = vec![
        HouseFact::Founded { house }.into(),
        signatures.into(),
        follow_ups.into(),
        place.into(),
        custody.into(),
    ];
    all.extend(persons().into_iter().map(What::from));
    all.extend(protocols().into_iter().map(What::from));
    all.extend(patients().into_iter().map(What::from));
    all.extend(courses().into_iter().map(What::from));
    all.extend(measures().into_iter().map(What::from));
    all.extend(sessions().into_iter().map(What::from));
    all.extend(doses().into_iter().map(What::from));
    all.extend(windows().into_iter().map(What::from));
    all.extend(tasks().into_iter().map(What::from));
    all.extend(messages().into_iter().map(What::from));
    all.extend(diary().into_iter().map(What::from));
    all.extend(roster().into_iter().map(What::from));
    all.extend(schedule().into_iter().map(What::from));
    all.extend(articles().into_iter().map(What::from));
    all.extend(contacts().into_iter().map(What::from));
    all.extend(referrals().into_iter().map(What::from));
    all.extend(incidents().into_iter().map(What::from));
    all.extend(prices().into_iter().map(What::from));
    all.extend(receipts().into_iter().map(What::from));
    all.extend(directory().into_iter().map(What::from));
    all.extend(crate::golden_vault::vault().into_iter().map(What::from));
    all
}

fn persons() -> Vec<PersonFact> {
    let credential = Credential {
        licence: Licence::NursePractitioner,
        number: "F-401122".to_owned(),
        jurisdiction: "US-NY".to_owned(),
        term: Term { from: AT, until: Some(LATER) },
        verified: AT,
        practice: Practice::Supervised,
    };
    let ended = EndedCredential {
        licence: Licence::NursePractitioner,
        number: "F-401122".to_owned(),
        jurisdiction: "US-NY".to_owned(),
        why: CredentialEnd::Suspended,
        note: Some(line("Board order 2026-11")),
        at: LATER,
    };
    vec![
        PersonFact::Added { name: line("Priya Rao NP") },
        PersonFact::CredentialRecorded { credential },
        PersonFact::CredentialEnded { ended },
        PersonFact::AffiliationBegan { role: Role::Prescriber, from: AT, until: Some(LATER) },
        PersonFact::AffiliationEnded { at: LATER },
        PersonFact::SupervisionProposed {
            number: 2,
            supervisor: OTHER,
            role: Role::Prescriber,
            from: AT,
            until: Some(LATER),
        },
        PersonFact::SupervisionTaken { number: 2, at: AT },
        PersonFact::SupervisionEnded { number: 2, at: LATER },
        PersonFact::SignInGiven { login: line("priya"), by: Some(BY) },
        PersonFact::LookedInRecord { on: Date::new(2026, 2, 28), at: AT },
        PersonFact::RecordTaken {
            on: Date::new(2026, 2, 28),
            position: 412,
            sha256: "5e".repeat(32),
            at: AT,
        },
        PersonFact::NotesTaken { notes: 7, at: AT },
        PersonFact::DisclosurePublished {
            version: 2,
            text: words(),
            says: vec![(DisclosurePoint::NotAPhysician, "I am no physician.".to_owned())],
        },
    ]
}

fn protocols() -> Vec<ProtocolFact> {
    let signature = Signature {
        by: BY,
        name: line("Dr Dana Osei"),
        at: AT,
        review_by: LATER,
        accepted: vec![Key::DoseHighest(Route::Intravenous), Key::SafetyAnswer],
    };
    vec![
        ProtocolFact::Drafted { content: Box::new(content()), revises: Some(PROTOCOL) },
        ProtocolFact::Signed { signature },
        ProtocolFact::Superseded { reason: Some(line("a newer review")) },
        ProtocolFact::Proposed {
            proposal: Proposal {
                number: 2,
                by: BY,
                name: line("Dr Dana Osei"),
                at: AT,
                review_by: LATER,
                accepted: vec![Key::SafetyAnswer],
                from: Some(LATER),
                why: line("the meeting of November"),
            },
        },
        ProtocolFact::SentBack { number: 2, by: BY, reason: line("the source is old"), at: AT },
        ProtocolFact::Approved {
            number: 2,
            approval: Approval { by: BY, name: line("Priya Rao NP"), at: AT },
            from: LATER,
        },
        ProtocolFact::Replaced { by: PROTOCOL, from: LATER },
        ProtocolFact::Kept { at: AT },
    ]
}

fn day() -> Date {
    Date::new(2026, 11, 22).unwrap()
}

fn step_words() -> StepWords {
    StepWords { what: line("Phone away"), when: Some(line("at 22:00")), place: None }
}

fn patients() -> Vec<PatientFact> {
    let reach = Reach {
        channel: Channel::Text,
        mail: Some(line("zoe@example.org")),
        number: Some(line("+1 212 555 0100")),
        tongue: Tongue::Spanish,
    };
    let what = Shareable::Intention(COURSE);
    vec![
        PatientFact::Registered { details: details() },
        PatientFact::Corrected { details: details(), reason: line("misspelt") },
        PatientFact::TeamJoined { person: BY, role: Role::Nurse, from: AT },
        PatientFact::TeamLeft { person: BY, at: LATER },
        PatientFact::EmergencyOpened {
            person: BY,
            reason: line("found on the floor"),
            term: Term { from: AT, until: Some(LATER) },
        },
        PatientFact::Shared { what, with: OTHER },
        PatientFact::TakenBack { what, with: OTHER },
        PatientFact::LockBegan { session: SESSION },
        PatientFact::LockSet { until: LATER },
        PatientFact::SaidUnsafe { words: Some(words()) },
        PatientFact::HowSafeSaid { answer: HowSafe::NotSafe, company: Some(false) },
        PatientFact::SignInGiven { login: line("zoe"), by: BY },
        PatientFact::ChartOpened { by: BY, role: Role::Auditor, tie: Tie::NoPatient },
        PatientFact::MoodSaid { mood: Mood::SoSo, note: Some(line("Slept well")), day: day(), at: AT },
        PatientFact::StepChosen { number: 1, words: step_words(), at: AT },
        PatientFact::StepChanged { number: 1, words: step_words(), at: LATER },
        PatientFact::StepTicked { number: 1, day: day(), at: AT },
        PatientFact::StepUnticked { number: 1, day: day(), at: LATER },
        PatientFact::StepPaused { number: 2, at: AT },
        PatientFact::StepResumed { number: 2, at: LATER },
        PatientFact::StepLetGo { number: 3, at: LATER },
        PatientFact::StepProposed {
            proposed: Proposed {
                number: 1,
                by: OTHER,
                kind: TalkKind::Support,
                window: WindowId(6),
                insight: Some(line("the tight jaw at night")),
                words: step_words(),
                at: AT,
            },
        },
        PatientFact::ProposalAnswered { number: 1, said: ProposalSaid::Taken, at: LATER },
        PatientFact::ReachSet { reach },
        PatientFact::Unsubscribed { at: AT },
        PatientFact::Resubscribed { at: LATER },
        PatientFact::EntriesChosen { wanted: false },
    ]
}

/// Questionnaires in a course: asked, answered one by one, whole, from paper, from elsewhere.
fn measures() -> Vec<CourseFact> {
    let answers = vec![(line("1"), 2), (line("9"), 1)];
    let asking = Asking {
        number: 1,
        measure: line("phq-9"),
        version: line("1"),
        by: Some(BY),
        due: LATER,
        at: AT,
        answers: vec![],
        signalled: vec![],
        done: false,
    };
    let scored = Scored {
        total: 3,
        subscales: vec![(line("cluster-b"), 2)],
        band: Some(line("minimal")),
        flags: vec![line("item-9")],
    };
    let entry = Entry {
        number: 1,
        asked: Some(1),
        measure: line("phq-9"),
        version: line("1"),
        answers,
        scored,
        taken: AT,
        origin: Origin::Paper(BY),
    };
    let (version, item, owed) = (line("1"), line("9"), Some(TaskId(13)));
    vec![
        CourseFact::MeasureAsked { asking },
        CourseFact::MeasureAnswerKept { asked: 1, version, item, value: 1, owed, at: AT },
        CourseFact::MeasureEntered { entry: Box::new(entry) },
        CourseFact::MeasureMarkedWrong {
            number: 1,
            reason: line("another person's paper"),
            by: BY,
            at: LATER,
        },
    ]
}

fn courses() -> Vec<CourseFact> {
    let consent = Consent {
        model: CareModel::Infusion,
        route: Route::Intravenous,
        protocol: PROTOCOL,
        typed_name: line("Zoë O'Hara-Quill"),
        signed: AT,
        withdrawn: Some(LATER),
    };
    let order = Order {
        number: 1,
        by: BY,
        at: AT,
        route: Route::Intravenous,
        dose: Micrograms(35_000),
        over: Some(Minutes(40)),
        depth: Depth::Psychedelic,
        weight: Grams(70_500),
        stopped: false,
    };
    vec![
        CourseFact::Opened {
            patient: PATIENT,
            model: CareModel::Infusion,
            protocol: PROTOCOL,
            slug: line("infusion"),
            planned_doses: 6,
        },
        CourseFact::ScreeningAnswered {
            answers: vec![
                Answer { question: line("glaucoma"), weight: Weight::Relative, yes: true },
                Answer { question: line("psychosis"), weight: Weight::Absolute, yes: false },
            ],
            at: AT,
        },
        CourseFact::ScreeningCleared { by: BY, at: AT, notes: vec![(line("glaucoma"), line("seen, mild"))] },
        CourseFact::ScreeningStopped { by: BY, at: AT, reason: line("pressure first") },
        CourseFact::ConsentSigned { consent },
        CourseFact::ConsentWithdrawn { at: AT },
        CourseFact::IntentionSet { words: line("to let go"), at: AT },
        CourseFact::OrderWritten { order },
        CourseFact::OrderStopped { number: 1, reason: line("weight changed") },
        CourseFact::SessionScheduled { session: SESSION, kind: SessionKind::Dosing },
        CourseFact::SessionHeld { session: SESSION, kind: SessionKind::IntegrationSupport, at: AT },
        CourseFact::DoseEnded { session: SESSION, at: AT },
        CourseFact::DisclosureAcknowledged { person: OTHER, version: 2, at: AT },
        CourseFact::Reviewed { by: BY, at: AT, note: line("sleeps again") },
        CourseFact::Closed { at: AT, reason: line("finished") },
        CourseFact::ScreeningAnswerKept { question: line("glaucoma"), yes: true, at: AT },
        CourseFact::ScreeningHeld { findings: vec![line("psychosis")], at: AT },
        CourseFact::ScreeningCallOwed { task: TaskId(14) },
        CourseFact::ScreeningLifted { by: BY, at: AT, reason: line("seen by cardiology") },
        CourseFact::TouchAgreed {
            allowed: vec![Touch::Hand, Touch::Shoulder],
            boundary: Some(line("ask me first")),
            at: AT,
        },
        CourseFact::TouchTakenBack { left: vec![Touch::Hand], at: AT },
        CourseFact::FollowUpAsked {
            ask: Ask {
                number: 1,
                dose: SESSION,
                after: Hours(72),
                at: AT,
                until: LATER,
                call_within: Hours(24),
                read_within: Hours(96),
                owed_by: Role::Nurse,
            },
        },
        CourseFact::FollowUpAnswered {
            number: 1,
            reply: Reply {
                mood: Some(Mood::SoSo),
                words: Some(CommandId(31)),
                call: true,
                task: Some(TaskId(32)),
                at: LATER,
            },
        },
        CourseFact::FollowUpsStopped { at: AT },
        CourseFact::FollowUpsResumed { at: LATER },
    ]
}

fn sessions() -> Vec<SessionFact> {
    let precheck = Precheck {
        identity_confirmed: true,
        weight: Grams(70_500),
        solids: Hours(12),
        fluids: Hours(4),
        escort: Some(line("Sam, a friend")),
        chaperone: Some(line("Kim, at home")),
        changed_since_screening: false,
    };
    let vitals = Vitals {
        pressure: Some((MmHg(128), MmHg(82))),
        pulse: Some(PerMinute(74)),
        spo2: Some(Percent(98)),
        breaths: Some(PerMinute(14)),
        awake: Some(5),
    };
    vec![
        SessionFact::Scheduled {
            course: COURSE,
            patient: PATIENT,
            kind: SessionKind::Dosing,
            starts: AT,
            setting: Setting::ClinicRoom,
            room: line("room 1"),
            people: vec![(BY, Role::Nurse), (OTHER, Role::Therapist)],
        },
        SessionFact::Cancelled { reason: line("snow") },
        SessionFact::Moved { starts: LATER, room: line("Chair 3"), people: vec![(BY, Role::Nurse)] },
        SessionFact::NotCome { at: LATER },
        SessionFact::EntrySent { starts: LATER, sequence: 2 },
        SessionFact::EntryTakenOut { sequence: 3 },
        SessionFact::MonitorAttached { device: 2, name: line("Monitor 2, white"), by: BY, at: AT },
        SessionFact::MonitorDetached { device: 2, by: OTHER, at: LATER },
        SessionFact::MonitorAlarmRaised {
            number: 3,
            level: Level::High,
            device: 2,
            channel: MonitorChannel::Spo2,
            value: 88,
            limit: 90,
            at: AT,
        },
        SessionFact::SignalLost { number: 4, device: 2, channel: MonitorChannel::Pulse, at: LATER },
        SessionFact::MonitorSilent { number: 5, device: 2, heard: Some(AT), at: LATER },
        SessionFact::AlarmClimbed { number: 5, task: TaskId(23), at: LATER },
        SessionFact::EmergencyDeclared { by: BY, task: TaskId(24), at: AT },
        SessionFact::EmergencyOver { by: BY, done: line("the ambulance took over"), at: LATER },
        SessionFact::SamplesKept { messages: 4_711, digest: line("9f86d081"), at: LATER },
        SessionFact::CheckedIn { protocol: PROTOCOL, at: AT },
        SessionFact::Prechecked { precheck, at: AT },
        SessionFact::PresenceNoted { person: BY, role: Role::Nurse, present: true, at: AT },
        SessionFact::LeadTaken { by: BY, at: AT },
        SessionFact::LeadOffered { by: BY, to: OTHER, at: AT },
        SessionFact::LeadAccepted { by: OTHER, at: LATER },
        SessionFact::VitalsRecorded { vitals, source: Source::ReadOut, at: AT },
        SessionFact::VitalsMissed { reason: line("asleep"), at: AT },
        SessionFact::AlarmRaised {
            number: 1,
            level: Level::High,
            sign: Sign::Systolic,
            value: 186,
            limit: 180,
            at: AT,
        },
        SessionFact::RideNamed {
            ride: Ride { with: line("Alex"), tonight: Some(line("my sister")) },
            at: AT,
        },
        SessionFact::Called { task: TaskId(21), at: AT },
        SessionFact::CallAnswered { by: BY, at: AT },
        SessionFact::DayQuestionsAnswered {
            answers: vec![Answer { question: line("alcohol-today"), weight: Weight::Relative, yes: true }],
            by: Some(BY),
            at: AT,
        },
        SessionFact::DayFindingCleared {
            question: line("alcohol-today"),
            by: BY,
            note: line("one glass at noon yesterday"),
            at: AT,
        },
        SessionFact::AlarmAnswered { number: 1, by: BY, done: line("raised the back"), at: AT },
        SessionFact::OrderAccepted { number: 1, by: BY, at: AT },
        SessionFact::OrderQuestioned {
            number: 2,
            by: BY,
            words: line("30 mg in an hour, or in 40 min?"),
            task: TaskId(21),
            at: AT,
        },
        SessionFact::DrugDrawn {
            amount: Micrograms(35_000),
            by: BY,
            checked_by: OTHER,
            checked: Some(Checked::PasswordAndCode),
            from: Some(DrawnFrom { vault: VaultId(5), vial: 3, measure: Measure(700), syringe: 1 }),
            at: AT,
        },
        SessionFact::SyringeWasted {
            number: 1,
            amount: Micrograms(5_000),
            reason: WasteReason::Remainder,
            by: BY,
            witness: Witness { person: OTHER, checked: Checked::Password },
            at: AT,
        },
        SessionFact::SyringeReturned {
            number: 1,
            amount: Micrograms(100_000),
            by: BY,
            witness: Witness { person: OTHER, checked: Checked::Password },
            at: AT,
        },
        SessionFact::SyringeShort {
            number: 1,
            left: Micrograms(5_000),
            reason: line("fell, and was not found"),
            by: BY,
            at: AT,
        },
        SessionFact::WindowPlanned { plan: Plan::Talk { kind: TalkKind::Support, with: OTHER, at: LATER } },
        SessionFact::GateOverridden {
            gate: GateKind::Fasting,
            by: BY,
            reason: line("a sip of water"),
            at: AT,
        },
    ]
}

fn doses() -> Vec<SessionFact> {
    let criteria = Criteria {
        activity: 2,
        respiration: 2,
        circulation: 1,
        consciousness: 2,
        saturation: 2,
        oriented: true,
        walks: true,
        settled_stomach: false,
        settled_mind: true,
    };
    vec![
        SessionFact::DoseStarted {
            route: Route::Intravenous,
            amount: Micrograms(35_000),
            over: Some(Minutes(40)),
            order: 1,
            by: BY,
            weight: Grams(70_500),
            at: AT,
        },
        SessionFact::DoseRateChanged {
            amount: Micrograms(30_000),
            over: Minutes(60),
            order: 2,
            by: BY,
            at: LATER,
        },
        SessionFact::DoseUncertain { reason: line("the line came off"), by: BY, task: TaskId(22), at: AT },
        SessionFact::SupplementOrdered {
            number: 1,
            amount: Micrograms(30_000),
            protocol: ProtocolId(4),
            by: BY,
            at: AT,
        },
        SessionFact::SupplementWithdrawn { number: 1, reason: line("deep enough"), by: BY, at: AT },
        SessionFact::SupplementAccepted { number: 2, by: BY, at: AT },
        SessionFact::SupplementGiven { number: 2, amount: Micrograms(30_000), by: BY, at: LATER },
        SessionFact::DosePaused { reason: line("itching"), at: AT },
        SessionFact::DoseResumed { at: AT },
        SessionFact::DoseEnded { given: Micrograms(34_999), at: AT },
        SessionFact::DepthObserved { depth: Depth::Psycholytic, at: AT },
        SessionFact::AdverseEventRecorded { what: line("nausea"), serious: false, at: AT },
        SessionFact::AdviceGiven { advice: line("No driving before a night's sleep; call 555 0100"), at: AT },
        SessionFact::Discharged {
            criteria,
            escort: Some(line("Sam, a friend")),
            reason: Some(line("nausea is mild")),
            at: AT,
        },
        SessionFact::Aborted { reason: line("changed their mind"), at: AT },
        SessionFact::Held { at: AT, note: Some(line("we met")) },
        SessionFact::MarkedWrong { version: 9, reason: line("other patient"), by: BY },
        SessionFact::EarlierWished {
            wish: EarlierWish {
                weekdays: vec![0, 2],
                parts: vec![PartOfDay::Morning, PartOfDay::Evening],
                notice: Hours(24),
                by: Some(BY),
                at: AT,
            },
        },
        SessionFact::EarlierTakenBack { at: AT },
        SessionFact::EarlierOffered {
            offer: EarlierOffer {
                number: 1,
                starts: AT,
                room: line("Chair 3"),
                people: vec![(BY, Role::Nurse)],
                plan: Some(Plan::Talk { kind: TalkKind::Support, with: OTHER, at: LATER }),
                until: LATER,
                by: OTHER,
                at: AT,
            },
        },
        SessionFact::EarlierEnded { number: 1, how: OfferEnd::Declined, at: LATER },
        SessionFact::RecordSigned { by: BY, name: line("Nils Berg RN"), at: AT },
        SessionFact::ChairNoteWritten { words: line("Eyes closed, breathing slowly"), by: BY, at: AT },
        SessionFact::RecordAmended {
            words: line("The second cuff reading was of the left arm"),
            by: BY,
            at: AT,
        },
    ]
}

fn windows() -> Vec<WindowFact> {
    let talk = |kind| Talk { kind, with: OTHER, at: LATER };
    let note = SupportNote {
        by: OTHER,
        at: AT,
        themes: Some(words()),
        images: None,
        steps: Some("walk".to_owned()),
    };
    vec![
        WindowFact::Opened { course: COURSE, patient: PATIENT, opened: AT, goal: LATER },
        WindowFact::TimesOffered { times: vec![talk(TalkKind::Support), talk(TalkKind::Therapy)] },
        WindowFact::Booked { kind: TalkKind::Support, with: OTHER, at: LATER },
        WindowFact::TalkCancelled { reason: line("ill") },
        WindowFact::Referred { to: line("Dr Own, who knows them") },
        WindowFact::ReferralEnded { at: LATER },
        WindowFact::TalkNotHeld { at: LATER },
        WindowFact::PersonLost { kind: TalkKind::Support, with: OTHER, at: LATER },
        WindowFact::EntrySent { starts: LATER, sequence: 1 },
        WindowFact::EntryTakenOut { sequence: 2 },
        WindowFact::WayChosen { by_video: true },
        WindowFact::Declined { at: AT },
        WindowFact::Climbed { hours_left: 12 },
        WindowFact::CallOwed { task: TaskId(14) },
        WindowFact::TalkHeld { kind: TalkKind::Support, with: OTHER, at: LATER },
        WindowFact::MetOutside { at: LATER },
        WindowFact::TalkHeldOutside { at: LATER, said_by: SaidBy::OutsideTherapist },
        WindowFact::TherapyNoteWritten { document: CommandId(13), by: OTHER, at: LATER },
        WindowFact::NoteCosigned { document: CommandId(13), by: BY, at: LATER },
        WindowFact::SupportNoteWritten { note },
        WindowFact::HandedBack { by: OTHER, at: LATER },
    ]
}

fn tasks() -> Vec<TaskFact> {
    vec![
        TaskFact::Opened {
            matter: Matter::SafetySignal,
            patient: PATIENT,
            owed_by: Role::Prescriber,
            due: LATER,
            note: Some(words()),
        },
        TaskFact::Taken { by: BY },
        TaskFact::Answered { by: BY, done: line("called; safe") },
        TaskFact::Settled { at: LATER },
        TaskFact::Climbed { owed_by: Role::MedicalDirector, due: LATER },
        TaskFact::Raised {
            source: Raised::Questionnaire { measure: line("phq-9"), answers: vec![(line("9"), 3)] },
            at: AT,
        },
        TaskFact::Owed { owing: owing(Rung::OnCall) },
        TaskFact::ClimbedTo { owing: owing(Rung::NextOnCall) },
        TaskFact::HowSafeSaid { answer: HowSafe::NotSure, company: Some(true), at: LATER },
        TaskFact::Tried { by: BY, contact: Contact::NoAnswer, done: line("rang twice"), at: LATER },
        TaskFact::AskedOf { person: BY },
        TaskFact::CallTimeWished { part: PartOfDay::Afternoon, at: AT },
    ]
}

fn messages() -> Vec<MessageFact> {
    let about = About { window: Some(WindowId::of(SESSION)), visit: Some(SESSION), at: Some(LATER) };
    let owed = Owed {
        patient: PATIENT,
        occasion: Occasion::TalkMoved,
        about,
        channel: Channel::Mail,
        asked: true,
        earliest: AT,
        latest: LATER,
    };
    vec![
        MessageFact::Owed { owed },
        MessageFact::OwedOutside { owed, referral: ReferralId(15) },
        MessageFact::Undone { by: BY, at: LATER },
        MessageFact::Sent { channel: Channel::Text, at: LATER },
        MessageFact::Unsent { why: Unsent::RefusedThere, reply: Some(550), at: LATER },
    ]
}

fn diary() -> Vec<DiaryFact> {
    let piece = Piece {
        document: CommandId(13),
        kind: PieceKind::Photo,
        media: Media::Jpeg,
        size_bytes: u32::MAX,
        at: AT,
    };
    vec![
        DiaryFact::Written { patient: PATIENT, piece, prompt: Some(line("before-intention")) },
        DiaryFact::Changed { piece: Some(piece), over: vec![CommandId(13), CommandId(u128::MAX)], at: LATER },
        DiaryFact::Shared { with: OTHER, at: AT },
        DiaryFact::TakenBack { with: OTHER, at: AT },
        DiaryFact::Deleted { at: AT },
        DiaryFact::Restored { at: AT },
        DiaryFact::Erased { at: LATER },
    ]
}

fn owing(rung: Rung) -> Owing {
    Owing { to: Some(BY), role: Role::Nurse, rung, within: Minutes(30), due: LATER }
}

fn roster() -> Vec<RosterFact> {
    let (open, closed) = (Some(Opening { from_min: 540, until_min: 1020 }), Date::new(2026, 12, 25).unwrap());
    let hours = ClinicHours { week: vec![open, open, open, open, open, None, None], closed: vec![closed] };
    vec![
        RosterFact::HoursSet { hours },
        RosterFact::OnCallPut { number: 1, person: BY, role: Role::Nurse, from: AT, until: LATER },
        RosterFact::OnCallTaken { number: 1, at: LATER },
    ]
}

fn schedule() -> Vec<ScheduleFact> {
    let open = Some(Opening { from_min: 540, until_min: 1020 });
    let week = vec![open, None, open, open, None, None, None];
    let from = Date::new(2028, 2, 29).unwrap();
    vec![
        ScheduleFact::SiteOpened {
            number: 1,
            name: line("Chicago, \"Lake\""),
            zone: line("America/Chicago"),
            jurisdiction: line("US-IL"),
            address: line("2 Lake Street, 3rd floor"),
            at: AT,
        },
        ScheduleFact::SiteClosed { number: 1, at: LATER },
        ScheduleFact::RoomOpened { number: 1, name: line("Chair \"2\""), site: Some(1), at: AT },
        ScheduleFact::RoomClosed { number: 1, at: LATER },
        ScheduleFact::RoomBlocked { number: 1, room: 2, from: AT, until: LATER, why: line("new floor") },
        ScheduleFact::RoomFreed { number: 1, at: LATER },
        ScheduleFact::HoursKept { person: BY, site: Some(1), from, week },
        ScheduleFact::LeaveTaken { number: 1, person: BY, from: AT, until: LATER },
        ScheduleFact::LeaveEnded { number: 1, at: LATER },
        ScheduleFact::WatchLimitSet { patients: 2 },
        ScheduleFact::TalkLengthSet { kind: TalkKind::Support, minutes: Minutes(45) },
        ScheduleFact::OwnFeedOpened { number: 1, by: BY, key_hash: line("9f86d081"), at: AT },
        ScheduleFact::RoomFeedOpened { number: 2, room: 1, by: OTHER, key_hash: line("60303ae2"), at: AT },
        ScheduleFact::FeedClosed { number: 1, at: LATER },
        ScheduleFact::BusyLinked { number: 2, person: BY, handle: line("5eal"), at: AT },
        ScheduleFact::VideoBaseSet { base: Some(line("https://meet.example.org/clinic")) },
        ScheduleFact::BusyUnlinked { number: 2, at: LATER },
        ScheduleFact::DeviceEnrolled {
            number: 2,
            name: line("Monitor 2, white"),
            sender: line("B40"),
            bed: Some(line("BED-2")),
            room: 1,
            at: AT,
        },
        ScheduleFact::DeviceRetired { number: 2, at: LATER },
    ]
}

fn articles() -> Vec<ArticlesFact> {
    let article = Article {
        slug: line("a-quiet-room"),
        language: Tongue::Spanish,
        title: line("Un cuarto \"tranquilo\""),
        text: words(),
        author: OTHER,
        written: Date::new(2026, 11, 22).unwrap(),
        review_by: Date::new(2027, 11, 22).unwrap(),
    };
    let (slug, language) = (article.slug.clone(), article.language);
    let warned = vec![Flag::NamedAsFormer, Flag::HardToRead];
    vec![
        ArticlesFact::Published { article: Box::new(article), warned, by: BY, at: AT },
        ArticlesFact::Withdrawn { slug, language, reason: line("no longer so"), by: BY, at: LATER },
    ]
}

fn contacts() -> Vec<ContactFact> {
    let asked = ContactFact::Asked {
        concern: Concern::NotSure,
        parts: vec![PartOfDay::Morning, PartOfDay::Evening],
        tongue: Tongue::Spanish,
        document: CommandId(13),
        due: LATER,
        at: AT,
    };
    vec![
        asked,
        ContactFact::ReferredIn { tells_back: true, at: AT },
        ContactFact::Tried { by: BY, due: LATER, at: AT },
        ContactFact::Settled { outcome: Outcome::NoLongerWanted, by: BY, at: AT },
        ContactFact::Erased { at: LATER },
    ]
}

fn incidents() -> Vec<IncidentFact> {
    let told = care::incident::Told {
        kind: IncidentKind::Equipment,
        severity: Severity::NearMiss,
        visit: Some(SessionId(5)),
        words: "the line came loose and was noticed".to_owned(),
        happened: AT,
        by: BY,
        role: Role::Nurse,
        due: LATER,
        at: AT,
    };
    vec![
        IncidentFact::Reported { told },
        IncidentFact::Taken { by: BY, at: AT },
        IncidentFact::Noted { words: "asked the nurse".to_owned(), by: BY, at: AT },
        IncidentFact::Closed { learnt: "lines are taped".to_owned(), by: BY, at: LATER },
    ]
}

fn prices() -> Vec<TillFact> {
    let price = Price {
        kind: PriceKind::Infusion,
        name: line("One infusion"),
        spanish: Some(line("Una infusión")),
        amount: Cents(35_050),
    };
    let (from, currency) = (Date::new(2026, 11, 22).unwrap(), Currency::Usd);
    vec![
        TillFact::CurrencyChosen { currency, by: BY, at: AT },
        TillFact::PriceSet { item: 1, price, from, by: BY, at: AT },
        TillFact::PriceEnded { item: 1, from, by: BY, at: LATER },
        TillFact::Numbered { number: 17, receipt: ReceiptId(18) },
    ]
}

fn directory() -> Vec<DirectoryFact> {
    let colleague = Box::new(Colleague {
        name: line("Dana Cho PhD"),
        practice: Some(line("Cho Practice")),
        licence: Licence::Psychologist,
        number: Some(line("P-20113")),
        jurisdiction: line("US-NY"),
        until: Date::new(2027, 8, 31),
        knows: words(),
        says: line("She says so herself"),
        modes: vec![Mode::InPerson, Mode::Video],
        languages: line("English, Korean"),
        mail: Some(line("dana@cho.example")),
        phone: Some(line("+12125550123")),
        tongue: Tongue::Spanish,
    });
    vec![
        DirectoryFact::Kept { number: 1, colleague, looked_up: true, by: BY, at: AT },
        DirectoryFact::LookedUp { number: 1, by: BY, at: LATER },
        DirectoryFact::Agreed { number: 1, how: line("by mail, 3 November"), by: BY, at: AT },
        DirectoryFact::Hidden { number: 1, by: BY, at: LATER },
        DirectoryFact::Removed { number: 1, why: line("retired"), by: BY, at: LATER },
    ]
}

fn receipts() -> Vec<ReceiptFact> {
    let (agreed, on) = (Date::new(2026, 11, 2).unwrap(), Date::new(2026, 11, 22).unwrap());
    let sold = Sold {
        item: 2,
        kind: PriceKind::Support,
        name: line("Integration support"),
        spanish: Some(line("Apoyo")),
        agreed,
        on,
        count: 3,
        each: Cents(9_000),
        with: Some(OTHER),
    };
    let paid = Paid { cash: Cents(1), card: Cents(20_000), transfer: Cents(6_999) };
    let (currency, patient) = (Currency::Usd, PATIENT);
    vec![
        ReceiptFact::Written { number: 17, patient, currency, lines: vec![sold], paid, by: BY, at: AT },
        ReceiptFact::TakesBack {
            number: 18,
            patient,
            currency,
            of: ReceiptId(17),
            of_number: 17,
            kind: BackKind::Given,
            why: line("one talk did not take place"),
            back: Paid { card: Cents(9_000), ..Paid::NOTHING },
            by: BY,
            at: LATER,
        },
        ReceiptFact::TakenBack { with: ReceiptId(18), number: 18 },
    ]
}

fn referrals() -> Vec<ReferralFact> {
    let receiver = Receiver {
        name: line("Dana Cho PhD"),
        practice: Some(line("Cho Practice")),
        kind: ReceiverKind::OwnTherapist,
        mail: Some(line("dana@cho.example")),
        phone: None,
        tongue: Tongue::Spanish,
    };
    let content = Told {
        first_name: Some(line("Rae")),
        why: Some(line("She would like to talk soon")),
        contact: None,
        service: Some((CareModel::Infusion, Some(AT))),
        intention: Some(line("to rest")),
        summary: Some(words()),
    };
    let written = Written {
        patient: PATIENT,
        receiver,
        purpose: Purpose::FirstTalk,
        by_when: LATER,
        content,
        by: BY,
        at: AT,
    };
    let parts = vec![Part::FirstName, Part::Why, Part::Intention];
    let consent = SaidYes { parts, typed_name: line("Rae Quill"), at: AT };
    vec![
        ReferralFact::Written { written: Box::new(written) },
        ReferralFact::Consented { consent },
        ReferralFact::Sent { by: BY, at: AT },
        ReferralFact::Reminded { hours_left: 24, at: AT },
        ReferralFact::Accepted { times: vec![AT, LATER], at: AT },
        ReferralFact::Declined { because: CannotBecause::NotMyField, at: LATER },
        ReferralFact::Met { met: AT, said_by: SaidBy::OutsideTherapist, at: LATER },
        ReferralFact::NoteSent { number: CommandId(13), words: words(), at: LATER },
        ReferralFact::TakenBack { at: LATER },
        ReferralFact::Climbed { late: Late::NotMet, task: TaskId(14), at: LATER },
        ReferralFact::Closed { because: ClosedBecause::SeenElsewhere, by: BY, at: LATER },
        ReferralFact::NotMet { at: LATER },
    ]
}

/// What raises a signal has one form for each kind, under one tag.
#[test]
fn every_source_of_a_signal_is_read_as_it_was_written() {
    let question = line("needs-hospital-now");
    let by_score = Raised::Questionnaire { measure: line("a-score"), answers: vec![] };
    for source in [by_score, Raised::SaidUnsafe, Raised::StopAnswer { question }] {
        let what = What::from(TaskFact::Raised { source, at: AT });
        let (tag, body) = wire::encode(&what);
        assert_eq!(wire::decode(tag, &body), Ok(what));
    }
    let unknown = r#"{"at_us":1,"source":{"source":"a-guess"}}"#;
    assert!(wire::decode("task.raised/1", unknown).is_err_and(|no| no.at.contains("source")));
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/wire")
}

fn file_name(tag: &str) -> String {
    format!("{}.json", tag.replace('/', "@"))
}

#[test]
fn every_tag_has_a_golden_body_and_every_golden_body_a_tag() {
    let tags: BTreeSet<String> = wire::tags().into_iter().map(file_name).collect();
    assert_eq!(tags.len(), wire::tags().len(), "a tag is there twice");
    let built: BTreeSet<String> = one_of_each().iter().map(|what| file_name(wire::encode(what).0)).collect();
    assert_eq!(built, tags, "`one_of_each` and `wire::tags` name the same");
    if std::env::var_os("HOLDFAST_BLESS").is_some() {
        for what in one_of_each() {
            let (tag, body) = wire::encode(&what);
            let path = folder().join(file_name(tag));
            if !path.exists() {
                std::fs::write(path, body).unwrap();
            }
        }
    }
    let older: BTreeSet<String> = wire::older_tags().into_iter().map(file_name).collect();
    assert!(older.is_disjoint(&tags), "an older tag is written by nobody");
    let all: BTreeSet<String> = tags.union(&older).cloned().collect();
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let files: BTreeSet<String> = files.map(|name| name.into_string().unwrap()).collect();
    assert_eq!(files, all, "HOLDFAST_BLESS=1 writes what is missing; nothing is ever taken away");
}

#[test]
fn what_was_stored_is_read_and_written_as_it_was() {
    for expected in one_of_each() {
        let tag = wire::encode(&expected).0;
        let stored = std::fs::read_to_string(folder().join(file_name(tag))).unwrap();
        let read = wire::decode(tag, &stored).unwrap_or_else(|no| panic!("{no}"));
        assert_eq!(read, expected);
        assert_eq!(wire::encode(&read), (tag, stored), "a stored form never changes");
    }
}

/// What earlier programs wrote means what it meant then: each question weighs what it weighed, and a version that says
/// nothing of questions asked those of its time.
#[test]
fn what_an_earlier_program_stored_means_what_it_meant() {
    let stored = |tag: &str| std::fs::read_to_string(folder().join(file_name(tag))).unwrap();
    let answer = |code: &str, weight, yes| Answer { question: line(code), weight, yes };
    let answers =
        vec![answer("glaucoma", Weight::Relative, true), answer("psychosis", Weight::Absolute, false)];
    let mut read = vec![];
    for (tag, expected) in [
        ("course.screening-answered/1", What::from(CourseFact::ScreeningAnswered { answers, at: AT })),
        ("protocol.drafted/1", {
            let mut content = content();
            content.questions = care::protocol::question::before_protocols_asked();
            ProtocolFact::Drafted { content: Box::new(content), revises: Some(PROTOCOL) }.into()
        }),
        ("person.affiliation-began/1", {
            PersonFact::AffiliationBegan { role: Role::Prescriber, from: AT, until: None }.into()
        }),
        ("person.credential-recorded/1", {
            let credential = Credential {
                licence: Licence::NursePractitioner,
                number: "F-401122".to_owned(),
                jurisdiction: "US-NY".to_owned(),
                term: Term { from: AT, until: Some(LATER) },
                verified: AT,
                practice: Practice::Independent,
            };
            PersonFact::CredentialRecorded { credential }.into()
        }),
        ("person.disclosure-published/1", {
            PersonFact::DisclosurePublished { version: 2, text: words(), says: vec![] }.into()
        }),
        ("schedule.hours-kept/1", {
            let open = Some(Opening { from_min: 540, until_min: 1020 });
            let week = vec![open, None, open, open, None, None, None];
            ScheduleFact::HoursKept { person: BY, site: None, from: Date::new(2028, 2, 29).unwrap(), week }
                .into()
        }),
        ("session.drug-drawn/1", {
            let (amount, by, checked_by, at) = (Micrograms(35_000), BY, OTHER, AT);
            SessionFact::DrugDrawn { amount, by, checked_by, checked: None, from: None, at }.into()
        }),
        ("schedule.room-opened/1", {
            ScheduleFact::RoomOpened { number: 1, name: line("Chair \"2\""), site: None, at: AT }.into()
        }),
    ] {
        assert_eq!(wire::decode(tag, &stored(tag)), Ok(expected), "{tag}");
        read.push(tag);
    }
    read.sort_unstable();
    let mut older = wire::older_tags();
    older.sort_unstable();
    assert_eq!(read, older, "each older tag is read here");
    let unknown = stored("course.screening-answered/1").replace("glaucoma", "never-asked");
    assert!(wire::decode("course.screening-answered/1", &unknown).is_err());
}

/// A body that another tag, an older program or a damaged disk could hold is an error that says where.
#[test]
fn a_body_that_lacks_a_required_key_is_named() {
    for what in one_of_each() {
        let (tag, body) = wire::encode(&what);
        let whole: serde_json::Value = serde_json::from_str(&body).unwrap();
        for key in whole.as_object().unwrap().keys() {
            let mut less = whole.clone();
            less.as_object_mut().unwrap().remove(key);
            match wire::decode(tag, &less.to_string()) {
                // What may be nothing may be absent; it is then nothing.
                Ok(read) => assert!(whole[key] != serde_json::Value::Null && read != what, "{tag} {key}"),
                Err(no) => assert!(no.at.contains(tag) && no.at.contains(key.as_str()), "{tag} {key}: {no}"),
            }
        }
        // A key nobody knows belongs to a later program and is passed over: the seal of a note is one.
        let more = body.replacen('{', "{\"zzz\":[1],", 1);
        assert_eq!(wire::decode(tag, &more).as_ref(), Ok(&what));
    }
}
