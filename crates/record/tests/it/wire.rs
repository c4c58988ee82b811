//! Whatever can be thought can be stored and read back; whatever else is read is an error, never a panic.

use std::collections::BTreeMap;

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
use care::incident::{IncidentFact, IncidentKind, Severity, Told as ToldIncident};
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
    CannotBecause, ClosedBecause, Consent as ReferralConsent, Content as ReferralContent, Late, Part,
    Purpose, Receiver, ReceiverKind, ReferralFact, Written,
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
use care::text::{Line, prose};
use care::time::{Date, Instant, Term};
use care::units::{Cents, Grams, Hours, Micrograms, Minutes, MmHg, PerMinute, Percent};
use care::vault::{
    Checked, CountLine, Form, Incoming, Label, LossKind, LossStep, Measure, Package, Part as VialPart,
    Supplier, SyringeId, VaultFact, WasteReason, Witness,
};
use proptest::prelude::*;
use record::wire;

use crate::golden_wire::one_of_each;

/// Random bytes, used up one value after another; zeros when they are used up. Small inputs make small facts.
struct Dice(std::vec::IntoIter<u8>);

/// A value made of random bytes: any that its type allows.
trait Roll {
    fn roll(dice: &mut Dice) -> Self;
}

impl Dice {
    fn get<T: Roll>(&mut self) -> T {
        T::roll(self)
    }
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.0.next().unwrap_or(0))
    }
    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::from(self.bytes::<1>()[0]) % from.len()]
    }
    /// Text from letters that are hard on JSON, on SQL and on the eye.
    fn text(&mut self) -> String {
        const LETTERS: [char; 16] = [
            'a', ' ', '"', '\\', '\'', '/', '{', '\n', '\t', 'ß', '🌊', '\u{2028}', '\u{feff}', '%',
            '\u{301}', '<',
        ];
        let length = self.bytes::<1>()[0] % 12;
        (0..length).map(|_| self.pick(&LETTERS)).collect()
    }
}

macro_rules! numbers {
    ($($int:ty),+) => { $(
        impl Roll for $int {
            fn roll(dice: &mut Dice) -> Self {
                match dice.bytes::<1>()[0] % 8 {
                    0 => <$int>::MAX,
                    1 => <$int>::MIN,
                    _ => <$int>::from_le_bytes(dice.bytes()),
                }
            }
        }
    )+ };
}
numbers!(u8, u16, u32, u64, i64, u128);

macro_rules! wrapped {
    ($($Name:ident),+ $(,)?) => { $(
        impl Roll for $Name {
            fn roll(dice: &mut Dice) -> Self {
                Self(dice.get())
            }
        }
    )+ };
}
wrapped!(
    HouseId, PersonId, PatientId, ProtocolId, CourseId, SessionId, WindowId, TaskId, CommandId, MessageId,
    RosterId, ArticlesId, ReferralId, ReceiptId, VaultId, Measure, Cents, Instant, Micrograms, Grams, Hours,
    Minutes, MmHg, PerMinute, Percent,
);

macro_rules! one_of {
    ($($Name:ident: $all:expr),+ $(,)?) => { $(
        impl Roll for $Name {
            fn roll(dice: &mut Dice) -> Self {
                dice.pick(&$all)
            }
        }
    )+ };
}
one_of!(
    PieceKind: PieceKind::ALL, Media: Media::ALL,
    SessionKind: SessionKind::ALL, CredentialEnd: CredentialEnd::ALL, Practice: Practice::ALL, DisclosurePoint: DisclosurePoint::ALL, SupportAct: SupportAct::ALL, SaidBy: SaidBy::ALL, TalkKind: TalkKind::ALL, CareModel: CareModel::ALL, Depth: Depth::ALL,
    Ending: Ending::ALL, Route: Route::ALL, Setting: Setting::ALL, SourceStatus: SourceStatus::ALL,
    TherapistPart: TherapistPart::ALL, Unit: Unit::ALL, GateKind: GateKind::ALL, Level: Level::ALL,
    Sign: Sign::ALL, MonitorChannel: MonitorChannel::ALL, Source: Source::ALL, Matter: Matter::ALL, Mood: Mood::ALL, HowSafe: HowSafe::ALL,
    Contact: Contact::ALL, Rung: Rung::ALL, Weight: Weight::ALL, Clearer: Clearer::ALL, Question: Question::ALL,
    OfferEnd: OfferEnd::ALL, ProposalSaid: ProposalSaid::ALL, PartOfDay: PartOfDay::ALL, Touch: Touch::ALL, Flag: Flag::ALL, Concern: Concern::ALL, Outcome: Outcome::ALL, ReceiverKind: ReceiverKind::ALL, Purpose: Purpose::ALL, Part: Part::ALL,
    CannotBecause: CannotBecause::ALL, ClosedBecause: ClosedBecause::ALL, Late: Late::ALL, Signatures: Signatures::ALL, IncidentKind: IncidentKind::ALL, Severity: Severity::ALL, Currency: Currency::ALL, PriceKind: PriceKind::ALL, BackKind: BackKind::ALL, Mode: Mode::ALL, Form: Form::ALL, WasteReason: WasteReason::ALL, LossKind: LossKind::ALL, LossStep: LossStep::ALL, Checked: Checked::ALL, Key: Key::all(), Role: Role::ALL,
    Licence: [
        Licence::Physician, Licence::NursePractitioner, Licence::RegisteredNurse, Licence::Psychologist,
        Licence::ClinicalSocialWorker, Licence::MarriageFamilyTherapist, Licence::ProfessionalCounselor,
        Licence::NotLicensed,
    ],
    Channel: Channel::ALL, Occasion: Occasion::ALL, Tongue: Tongue::ALL, Unsent: Unsent::ALL,
    Tie: [
        Tie::NoPatient, Tie::Oneself, Tie::CareTeam, Tie::Talk, Tie::Shared, Tie::Emergency, Tie::NoTeamYet, Tie::Stranger,
    ],
);

impl Roll for bool {
    fn roll(dice: &mut Dice) -> Self {
        dice.bytes::<1>()[0] % 2 == 1
    }
}
impl Roll for String {
    fn roll(dice: &mut Dice) -> Self {
        // Prose as the rules let it in, or text as they do not: what is stored does not depend on it.
        let text = dice.text();
        if dice.get() { prose(&text).unwrap_or_default() } else { text }
    }
}
impl Roll for Line {
    fn roll(dice: &mut Dice) -> Self {
        Self::new(&dice.text()).unwrap_or_else(|_| Self::new("-").unwrap())
    }
}
impl Roll for Date {
    fn roll(dice: &mut Dice) -> Self {
        let [year, month, day] = dice.bytes();
        Self::new(1900 + u16::from(year), 1 + month % 12, 1 + day % 28).unwrap()
    }
}
impl<T: Roll> Roll for Option<T> {
    fn roll(dice: &mut Dice) -> Self {
        if dice.get() { Some(dice.get()) } else { None }
    }
}
impl<T: Roll> Roll for Vec<T> {
    fn roll(dice: &mut Dice) -> Self {
        let length = dice.bytes::<1>()[0] % 4;
        (0..length).map(|_| dice.get()).collect()
    }
}
impl<A: Roll, B: Roll> Roll for (A, B) {
    fn roll(dice: &mut Dice) -> Self {
        (dice.get(), dice.get())
    }
}
impl<K: Roll + Ord, V: Roll> Roll for BTreeMap<K, V> {
    fn roll(dice: &mut Dice) -> Self {
        Vec::roll(dice).into_iter().collect()
    }
}
impl<T: Roll> Roll for Box<T> {
    fn roll(dice: &mut Dice) -> Self {
        Self::new(dice.get())
    }
}
impl Roll for Shareable {
    fn roll(dice: &mut Dice) -> Self {
        Self::Intention(dice.get())
    }
}
impl Roll for Origin {
    fn roll(dice: &mut Dice) -> Self {
        match dice.bytes::<1>()[0] % 3 {
            0 => Self::Patient,
            1 => Self::Paper(dice.get()),
            _ => Self::Elsewhere(dice.get()),
        }
    }
}
impl Roll for Raised {
    fn roll(dice: &mut Dice) -> Self {
        match dice.bytes::<1>()[0] % 3 {
            0 => Self::SaidUnsafe,
            1 => Self::Questionnaire { measure: dice.get(), answers: dice.get() },
            _ => Self::StopAnswer { question: dice.get() },
        }
    }
}
impl Roll for Plan {
    fn roll(dice: &mut Dice) -> Self {
        match dice.bytes::<1>()[0] % 3 {
            0 => Self::NoThanks,
            1 => Self::Referral { to: dice.get() },
            _ => Self::Talk { kind: dice.get(), with: dice.get(), at: dice.get() },
        }
    }
}

macro_rules! structures {
    ($($Name:ident { $($field:ident),+ $(,)? })+) => { $(
        impl Roll for $Name {
            fn roll(dice: &mut Dice) -> Self {
                Self { $($field: dice.get()),+ }
            }
        }
    )+ };
}
structures! {
    House { name, zone, jurisdiction, phone, hours, offers }
    Credential { licence, number, jurisdiction, term, verified, practice }
    Receiver { name, practice, kind, mail, phone, tongue }
    ReferralContent { first_name, why, contact, service, intention, summary }
    ToldIncident { kind, severity, visit, words, happened, by, role, due, at }
    Colleague { name, practice, licence, number, jurisdiction, until, knows, says, modes, languages, mail, phone, tongue }
    Package { form, strength, holds }
    Label { drug, ndc, lot, expiry, package }
    Supplier { name, address, registration }
    VialPart { vial, measure }
    Incoming { label, count }
    SyringeId { session, number }
    Witness { person, checked }
    DrawnFrom { vault, vial, measure, syringe }
    CountLine { lot, sealed, open }
    Price { kind, name, spanish, amount }
    Paid { cash, card, transfer }
    Sold { item, kind, name, spanish, agreed, on, count, each, with }
    Written { patient, receiver, purpose, by_when, content, by, at }
    ReferralConsent { parts, typed_name, at }
    PlaceRules { jurisdiction, may, says, kept_years, source, status }
    SignedPlaceRules { rules, by, typed_name, at, review_by }
    CustodyRules { jurisdiction, count_every_days, retention_years, exact_count, loss_notice_business_days, loss_form_days, source, status }
    SignedCustodyRules { rules, by, typed_name, at, review_by }
    EndedCredential { licence, number, jurisdiction, why, note, at }
    Term { from, until }
    Article { slug, language, title, text, author, written, review_by }
    Details { name, born, contact, zone }
    Consent { model, route, protocol, typed_name, signed, withdrawn }
    Order { number, by, at, route, dose, over, depth, weight, stopped }
    Signature { by, name, at, review_by, accepted }
    Proposal { number, by, name, at, review_by, accepted, from, why }
    Approval { by, name, at }
    Value { amount, unit, source, status }
    Content { slug, title, model, depth, therapist, ending, routes, settings, values, questions }
    Asks { weight, clears, source, status }
    Answer { question, weight, yes }
    Precheck { identity_confirmed, weight, solids, fluids, escort, chaperone, changed_since_screening }
    Ride { with, tonight }
    Criteria {
        activity, respiration, circulation, consciousness, saturation, oriented, walks, settled_stomach, settled_mind,
    }
    Vitals { pressure, pulse, spo2, breaths, awake }
    Talk { kind, with, at }
    SupportNote { by, at, themes, images, steps }
    Series { steps, within, call_within, read_within, owed_by }
    Ask { number, dose, after, at, until, call_within, read_within, owed_by }
    Reply { mood, words, call, task, at }
    EarlierWish { weekdays, parts, notice, by, at }
    EarlierOffer { number, starts, room, people, plan, until, by, at }
    Proposed { number, by, kind, window, insight, words, at }
    StepWords { what, when, place }
    Reach { channel, mail, number, tongue }
    About { window, visit, at }
    Owed { patient, occasion, about, channel, asked, earliest, latest }
    Asking { number, measure, version, by, due, at, answers, signalled, done }
    Scored { total, subscales, band, flags }
    Entry { number, asked, measure, version, answers, scored, taken, origin }
    Piece { document, kind, media, size_bytes, at }
    Owing { to, role, rung, within, due }
    Opening { from_min, until_min }
    ClinicHours { week, closed }
}

macro_rules! facts {
    ($($Fact:ident { $($Variant:ident { $($field:ident),* $(,)? })+ })+) => {
        /// How many kinds of fact there are.
        const N_KINDS: usize = [$($(stringify!($Variant)),+),+].len();

        /// A fact of the `nth` kind.
        fn fact(nth: usize, dice: &mut Dice) -> What {
            let makers: [fn(&mut Dice) -> What; N_KINDS] =
                [$($(|dice| $Fact::$Variant { $($field: dice.get()),* }.into()),+),+];
            makers[nth](dice)
        }
    };
}
facts! {
    HouseFact {
        Founded { house }
        SignaturesSet { needed, reason, by, at }
        FollowUpsSet { series, by, at }
        PlaceRulesSigned { signed }
        CustodyRulesSigned { signed }
    }
    PersonFact {
        Added { name }
        CredentialRecorded { credential }
        CredentialEnded { ended }
        AffiliationBegan { role, from, until }
        AffiliationEnded { at }
        SupervisionProposed { number, supervisor, role, from, until }
        SupervisionTaken { number, at }
        SupervisionEnded { number, at }
        SignInGiven { login, by }
        LookedInRecord { on, at }
        RecordTaken { on, position, sha256, at }
        NotesTaken { notes, at }
        DisclosurePublished { version, text, says }
    }
    ProtocolFact {
        Drafted { content, revises }
        Signed { signature }
        Superseded { reason }
        Proposed { proposal }
        SentBack { number, by, reason, at }
        Approved { number, approval, from }
        Replaced { by, from }
        Kept { at }
    }
    PatientFact {
        Registered { details }
        Corrected { details, reason }
        TeamJoined { person, role, from }
        TeamLeft { person, at }
        EmergencyOpened { person, reason, term }
        Shared { what, with }
        TakenBack { what, with }
        LockBegan { session }
        LockSet { until }
        SaidUnsafe { words }
        HowSafeSaid { answer, company }
        SignInGiven { login, by }
        ChartOpened { by, role, tie }
        MoodSaid { mood, note, day, at }
        StepChosen { number, words, at }
        StepChanged { number, words, at }
        StepTicked { number, day, at }
        StepUnticked { number, day, at }
        StepPaused { number, at }
        StepResumed { number, at }
        StepLetGo { number, at }
        StepProposed { proposed }
        ProposalAnswered { number, said, at }
        ReachSet { reach }
        Unsubscribed { at }
        Resubscribed { at }
        EntriesChosen { wanted }
    }
    CourseFact {
        Opened { patient, model, protocol, slug, planned_doses }
        ScreeningAnswered { answers, at }
        ScreeningCleared { by, at, notes }
        ScreeningStopped { by, at, reason }
        ConsentSigned { consent }
        ConsentWithdrawn { at }
        IntentionSet { words, at }
        OrderWritten { order }
        OrderStopped { number, reason }
        SessionScheduled { session, kind }
        SessionHeld { session, kind, at }
        DoseEnded { session, at }
        DisclosureAcknowledged { person, version, at }
        Reviewed { by, at, note }
        Closed { at, reason }
        MeasureAsked { asking }
        MeasureAnswerKept { asked, version, item, value, owed, at }
        MeasureEntered { entry }
        MeasureMarkedWrong { number, reason, by, at }
        ScreeningAnswerKept { question, yes, at }
        ScreeningHeld { findings, at }
        ScreeningCallOwed { task }
        ScreeningLifted { by, at, reason }
        TouchAgreed { allowed, boundary, at }
        TouchTakenBack { left, at }
        FollowUpAsked { ask }
        FollowUpAnswered { number, reply }
        FollowUpsStopped { at }
        FollowUpsResumed { at }
    }
    SessionFact {
        Scheduled { course, patient, kind, starts, setting, room, people }
        Cancelled { reason }
        Moved { starts, room, people }
        NotCome { at }
        CheckedIn { protocol, at }
        Prechecked { precheck, at }
        PresenceNoted { person, role, present, at }
        LeadTaken { by, at }
        LeadOffered { by, to, at }
        LeadAccepted { by, at }
        VitalsRecorded { vitals, source, at }
        VitalsMissed { reason, at }
        AlarmRaised { number, level, sign, value, limit, at }
        AlarmAnswered { number, by, done, at }
        OrderAccepted { number, by, at }
        OrderQuestioned { number, by, words, task, at }
        DrugDrawn { amount, by, checked_by, checked, from, at }
        SyringeWasted { number, amount, reason, by, witness, at }
        SyringeReturned { number, amount, by, witness, at }
        SyringeShort { number, left, reason, by, at }
        WindowPlanned { plan }
        GateOverridden { gate, by, reason, at }
        DoseStarted { route, amount, over, order, by, weight, at }
        DoseRateChanged { amount, over, order, by, at }
        DoseUncertain { reason, by, task, at }
        SupplementOrdered { number, amount, protocol, by, at }
        SupplementWithdrawn { number, reason, by, at }
        SupplementAccepted { number, by, at }
        SupplementGiven { number, amount, by, at }
        DosePaused { reason, at }
        DoseResumed { at }
        DoseEnded { given, at }
        DepthObserved { depth, at }
        AdverseEventRecorded { what, serious, at }
        AdviceGiven { advice, at }
        Discharged { criteria, escort, reason, at }
        Aborted { reason, at }
        Held { at, note }
        MarkedWrong { version, reason, by }
        RideNamed { ride, at }
        Called { task, at }
        CallAnswered { by, at }
        DayQuestionsAnswered { answers, by, at }
        DayFindingCleared { question, by, note, at }
        EarlierWished { wish }
        EarlierTakenBack { at }
        EarlierOffered { offer }
        EarlierEnded { number, how, at }
        RecordSigned { by, name, at }
        ChairNoteWritten { words, by, at }
        RecordAmended { words, by, at }
        EntrySent { starts, sequence }
        EntryTakenOut { sequence }
        MonitorAttached { device, name, by, at }
        MonitorDetached { device, by, at }
        MonitorAlarmRaised { number, level, device, channel, value, limit, at }
        SignalLost { number, device, channel, at }
        MonitorSilent { number, device, heard, at }
        AlarmClimbed { number, task, at }
        EmergencyDeclared { by, task, at }
        EmergencyOver { by, done, at }
        SamplesKept { messages, digest, at }
    }
    WindowFact {
        Opened { course, patient, opened, goal }
        TimesOffered { times }
        Booked { kind, with, at }
        TalkCancelled { reason }
        Referred { to }
        Declined { at }
        Climbed { hours_left }
        CallOwed { task }
        TalkHeld { kind, with, at }
        MetOutside { at }
        TalkHeldOutside { at, said_by }
        TherapyNoteWritten { document, by, at }
        NoteCosigned { document, by, at }
        SupportNoteWritten { note }
        ReferralEnded { at }
        HandedBack { by, at }
        TalkNotHeld { at }
        PersonLost { kind, with, at }
        EntrySent { starts, sequence }
        EntryTakenOut { sequence }
        WayChosen { by_video }
    }
    TaskFact {
        Opened { matter, patient, owed_by, due, note }
        Taken { by }
        Answered { by, done }
        Settled { at }
        Climbed { owed_by, due }
        Raised { source, at }
        Owed { owing }
        ClimbedTo { owing }
        HowSafeSaid { answer, company, at }
        Tried { by, contact, done, at }
        AskedOf { person }
        CallTimeWished { part, at }
    }
    RosterFact {
        HoursSet { hours }
        OnCallPut { number, person, role, from, until }
        OnCallTaken { number, at }
    }
    ScheduleFact {
        SiteOpened { number, name, zone, jurisdiction, address, at }
        SiteClosed { number, at }
        RoomOpened { number, name, site, at }
        RoomClosed { number, at }
        RoomBlocked { number, room, from, until, why }
        RoomFreed { number, at }
        HoursKept { person, site, from, week }
        LeaveTaken { number, person, from, until }
        LeaveEnded { number, at }
        WatchLimitSet { patients }
        TalkLengthSet { kind, minutes }
        OwnFeedOpened { number, by, key_hash, at }
        RoomFeedOpened { number, room, by, key_hash, at }
        FeedClosed { number, at }
        BusyLinked { number, person, handle, at }
        BusyUnlinked { number, at }
        VideoBaseSet { base }
        DeviceEnrolled { number, name, sender, bed, room, at }
        DeviceRetired { number, at }
    }
    MessageFact {
        Owed { owed }
        Undone { by, at }
        Sent { channel, at }
        OwedOutside { owed, referral }
        Unsent { why, reply, at }
    }
    DiaryFact {
        Written { patient, piece, prompt }
        Changed { piece, over, at }
        Shared { with, at }
        TakenBack { with, at }
        Deleted { at }
        Restored { at }
        Erased { at }
    }
    ArticlesFact {
        Published { article, warned, by, at }
        Withdrawn { slug, language, reason, by, at }
    }
    ContactFact {
        Asked { concern, parts, tongue, document, due, at }
        ReferredIn { tells_back, at }
        Tried { by, due, at }
        Settled { outcome, by, at }
        Erased { at }
    }
    ReferralFact {
        Written { written }
        Consented { consent }
        Sent { by, at }
        Reminded { hours_left, at }
        Accepted { times, at }
        Declined { because, at }
        Met { met, said_by, at }
        NoteSent { number, words, at }
        TakenBack { at }
        Climbed { late, task, at }
        Closed { because, by, at }
        NotMet { at }
    }
    IncidentFact {
        Reported { told }
        Taken { by, at }
        Noted { words, by, at }
        Closed { learnt, by, at }
    }
    TillFact {
        CurrencyChosen { currency, by, at }
        PriceSet { item, price, from, by, at }
        PriceEnded { item, from, by, at }
        Numbered { number, receipt }
    }
    ReceiptFact {
        Written { number, patient, currency, lines, paid, by, at }
        TakesBack { number, patient, currency, of, of_number, kind, why, back, by, at }
        TakenBack { with, number }
    }
    DirectoryFact {
        Kept { number, colleague, looked_up, by, at }
        LookedUp { number, by, at }
        Agreed { number, how, by, at }
        Hidden { number, by, at }
        Removed { number, why, by, at }
    }
    VaultFact {
        Opened { name, site, registration, address, by, at }
        Closed { reason, by, at }
        Received { supplier, invoice, on, label, count, by, at }
        VialOpened { vial, discard_by, by, at }
        Drawn { vial, measure, syringe, patient, by, witness, at }
        Administered { syringe, amount, patient, by, at }
        SyringeWasted { syringe, amount, reason, by, witness, at }
        SyringeReturned { syringe, amount, by, witness, at }
        VialWasted { vial, measure, reason, note, by, witness, at }
        Returned { vials, to, paper, by, at }
        TransferredOut { to, vials, by, witness, at }
        TransferredIn { from, packages, by, witness, at }
        Destroyed { vials, method, place, by, witness, at }
        Counted { lines, note, by, witness, at }
        DiscrepancyFound { number, lot, expected, counted, due, at }
        SyringeShort { number, syringe, left, reason, by, due, at }
        DiscrepancyExplained { number, entry, words, by, at }
        FoundOver { number, parts, words, by, at }
        Lost { number, discrepancy, parts, kind, significant, words, discovered, notice_by, form_by, by, at }
        LossReported { number, step, on, reference, by, at }
        Corrected { entry, quantity, reason, by, witness, at }
    }
}

fn any_fact() -> impl Strategy<Value = What> {
    (0..N_KINDS, prop::collection::vec(any::<u8>(), 0..160))
        .prop_map(|(nth, bytes)| fact(nth, &mut Dice(bytes.into_iter())))
}

/// Any JSON, with the keys and words that facts use among its own.
fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let word = prop::sample::select(vec![
        "at_us",
        "by",
        "term_us",
        "from",
        "until",
        "plan",
        "talk",
        "vitals",
        "pressure_mmhg",
        "content",
        "values",
        "dose.oral.highest",
        "unit",
        "mcg",
        "2026-02-30",
        "per_00000000000000000000000000000003",
        "",
    ]);
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        word.clone().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::vec((word.clone(), inner), 0..6).prop_map(|pairs| {
                serde_json::Value::Object(
                    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
                )
            }),
        ]
    })
}

#[test]
fn every_kind_of_fact_is_generated() {
    assert_eq!(N_KINDS, wire::tags().len());
    let made: Vec<&str> =
        (0..N_KINDS).map(|nth| wire::encode(&fact(nth, &mut Dice(vec![].into_iter()))).0).collect();
    assert_eq!(made, wire::tags());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_stored_is_read_back(what in any_fact()) {
        let (tag, body) = wire::encode(&what);
        let read = wire::decode(tag, &body).unwrap();
        prop_assert_eq!(&read, &what);
        prop_assert_eq!(wire::encode(&read), (tag, body));
    }

    #[test]
    fn a_cut_or_spoilt_body_is_an_error_or_a_fact_and_never_a_panic(
        what in any_fact(), at in any::<prop::sample::Index>(), byte in any::<u8>(), tag in 0..N_KINDS,
    ) {
        let (own, body) = wire::encode(&what);
        let cut = &body.as_bytes()[..at.index(body.len())];
        prop_assert!(wire::decode(own, &String::from_utf8_lossy(cut)).is_err(), "half a body is no fact");
        let mut spoilt = body.clone().into_bytes();
        spoilt[at.index(body.len())] = byte;
        let spoilt = String::from_utf8_lossy(&spoilt).into_owned();
        for tag in [own, wire::tags()[tag]] {
            // What is read from a changed body is a fact again, and is kept like one.
            if let Ok(read) = wire::decode(tag, &spoilt) {
                let (tag, body) = wire::encode(&read);
                prop_assert_eq!(wire::decode(tag, &body), Ok(read));
            }
        }
    }

    #[test]
    fn any_json_under_any_tag_is_an_error_or_a_fact_and_never_a_panic(json in any_json(), tag in 0..N_KINDS) {
        let tag = wire::tags()[tag];
        let _ = wire::decode(tag, &json.to_string());
        // The same in the place of each key of a right body.
        let right = one_of_each().into_iter().map(|what| wire::encode(&what)).find(|(own, _)| *own == tag);
        let whole: serde_json::Value = serde_json::from_str(&right.unwrap().1).unwrap();
        for key in whole.as_object().unwrap().keys() {
            let mut changed = whole.clone();
            changed[key] = json.clone();
            if let Ok(read) = wire::decode(tag, &changed.to_string()) {
                let (tag, body) = wire::encode(&read);
                prop_assert_eq!(wire::decode(tag, &body), Ok(read));
            }
        }
    }

    #[test]
    fn any_text_under_any_name_is_an_error(tag in ".{0,40}", body in ".{0,80}") {
        prop_assert!(wire::decode(&tag, &body).is_err());
        for tag in ["session.vitals-recorded/1", "session.vitals-recorded/2", "session.", "."] {
            prop_assert!(wire::decode(tag, &body).is_err());
        }
    }
}

#[test]
fn a_body_nested_without_end_is_an_error() {
    for (open, close) in [("[", "]"), ("{\"plan\":", "}")] {
        let deep = format!("{}1{}", open.repeat(100_000), close.repeat(100_000));
        assert!(wire::decode("session.window-planned/1", &deep).is_err());
    }
}
