//! An act the rules do not allow: what is missing, with the numbers that caused it, and who can fix it.
//!
//! Codes are stable forever: stored, searched, translated from. Words for people live in `web`, keyed by code.

use crate::articles::Flag;
use crate::house::place_rules::DisclosurePoint;
use crate::money::Currency;
use crate::practice::{ActKind, Role};
use crate::protocol::values::Flaw;
use crate::protocol::{CareModel, Key, Route};
use crate::session::{GateKind, Phase, Sign};
use crate::text::Line;
use crate::time::{Date, Instant};
use crate::units::{Cents, Micrograms};

/// Who can put it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fixer {
    /// Whoever is acting: a field, a time, a name.
    You,
    /// The patient.
    Patient,
    /// A prescriber.
    Prescriber,
    /// The nurse at the chair.
    Nurse,
    /// The medical director.
    Director,
    /// The front desk.
    Desk,
    /// Time alone.
    Time,
    /// Nobody: this is how the house is built.
    Nobody,
}

macro_rules! refusals {
    ($( $(#[$doc:meta])* $Name:ident $({ $($field:ident : $ty:ty),+ })? = $code:literal, $Fixer:ident; )+) => {
        /// Why an act is refused.
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each variant states its fact; its fields are the numbers that caused it")]
        pub enum Refusal { $( $(#[$doc])* $Name $({ $($field: $ty),+ })? ),+ }

        impl Refusal {
            /// Every code with who can fix it, in reading order.
            pub const CODES: &'static [(&'static str, Fixer)] = &[$(($code, Fixer::$Fixer)),+];

            /// Stable forever.
            pub const fn code(&self) -> &'static str {
                match self { $( Self::$Name $({ $($field: _),+ })? => $code ),+ }
            }

            /// Who can put it right.
            pub const fn fixer(&self) -> Fixer {
                match self { $( Self::$Name $({ $($field: _),+ })? => Fixer::$Fixer ),+ }
            }
        }
    };
}

refusals! {
    // What was asked for is not there
    HouseUnknown = "house-unknown", Nobody;
    PersonUnknown = "person-unknown", Director;
    PatientUnknown = "patient-unknown", You;
    CourseUnknown = "course-unknown", You;
    SessionUnknown = "session-unknown", You;
    WindowUnknown = "window-unknown", You;
    ProtocolUnknown = "protocol-unknown", Director;
    TaskUnknown = "task-unknown", You;
    AlreadyThere = "already-there", You;
    NothingChanged = "nothing-changed", You;
    // Who may
    OutOfScope { role: Role, act: ActKind } = "out-of-scope", Nobody;
    RoleIsNotStaff = "role-is-not-staff", You;
    NotAffiliated = "not-affiliated", Director;
    AffiliationEnded = "affiliation-ended", Director;
    AlreadyAffiliated = "already-affiliated", You;
    AuditHasAnEnd = "audit-has-an-end", Director;
    NotesWaitOver { until: Instant } = "notes-wait-over", Director;
    HashUnreadable = "hash-unreadable", Nobody;
    AuditorWorksHere = "auditor-works-here", Director;
    LicenceMissing { role: Role } = "licence-missing", Director;
    LicenceNotInForce { role: Role } = "licence-not-in-force", Director;
    SupervisionMissing { role: Role } = "supervision-missing", Director;
    SupervisorNotInForce { role: Role } = "supervisor-not-in-force", Director;
    SupervisionNotForRole { role: Role } = "supervision-not-for-role", You;
    SupervisionNotAsked { role: Role } = "supervision-not-asked", You;
    CannotSupervise { role: Role } = "cannot-supervise", Director;
    SupervisesThemself = "supervises-themself", You;
    AlreadySupervised = "already-supervised", You;
    SupervisionNotYours = "supervision-not-yours", Director;
    SupervisionUnknown = "supervision-unknown", You;
    SupervisionOver = "supervision-over", Director;
    CredentialUnknown = "credential-unknown", You;
    CredentialEnded = "credential-ended", Nobody;
    CredentialWasEnded = "credential-was-ended", Director;
    CredentialIncomplete = "credential-incomplete", You;
    NoTie = "no-tie", Prescriber;
    NotYourRecord = "not-your-record", Nobody;
    NoteKeptByAuthor = "note-kept-by-author", Nobody;
    NeedsClinician = "needs-clinician", Prescriber;
    // Words and numbers
    TextMissing = "text-missing", You;
    TextTooLong { length: usize, most: usize } = "text-too-long", You;
    TextHasHiddenMarks = "text-has-hidden-marks", You;
    ValueUnusual { of: &'static str, value: u64 } = "value-unusual", You;
    ValueImpossible { of: &'static str, value: u64, from: u64, to: u64 } = "value-impossible", You;
    PressureUpsideDown = "pressure-upside-down", You;
    NothingRead = "nothing-read", You;
    SignatureNameDiffers = "signature-name-differs", You;
    BornInTheFuture = "born-in-the-future", You;
    // Time
    TimeInTheFuture { ahead_min: i64 } = "time-in-the-future", You;
    TimeTooLongAgo { late_h: i64 } = "time-too-long-ago", You;
    TimeInThePast = "time-in-the-past", You;
    TermEndsBeforeItBegins = "term-ends-before-it-begins", You;
    TermEndsInThePast = "term-ends-in-the-past", You;
    NotToday = "not-today", Time;
    /// Only what nobody has said otherwise opens itself.
    OpensItself = "opens-itself", You;
    /// Nobody reviews what they told or did.
    OwnIncident = "own-incident", Director;
    /// Nobody reviews a visit they were part of.
    WasThere = "was-there", Director;
    /// Nobody says who had a part in it: the medical director reviews it.
    DirectorsReview = "directors-review", Director;
    /// Somebody else reviews it.
    IncidentTaken = "incident-taken", Director;
    /// It is noted and closed by whoever took it.
    IncidentNotTaken = "incident-not-taken", You;
    /// What was learnt from it is said already.
    IncidentClosed = "incident-closed", Nobody;
    /// A chart opened in an emergency is reviewed by another prescriber or director.
    NotYourReview = "not-your-review", Director;
    /// The visit should have begun more than half a day ago.
    VisitLongOver = "visit-long-over", Desk;
    NotYetDue = "not-yet-due", Time;
    // Protocols
    NoDoorOffered = "no-door-offered", You;
    DoorNotOffered { model: CareModel } = "door-not-offered", Director;
    ProtocolNotSigned = "protocol-not-signed", Director;
    ProtocolAlreadySigned = "protocol-already-signed", Director;
    AnotherVersionInForce = "another-version-in-force", Director;
    ProtocolSuperseded = "protocol-superseded", Director;
    ProtocolNotYetInForce = "protocol-not-yet-in-force", Time;
    SecondPersonNeeded = "second-person-needed", Director;
    SecondPersonHere = "second-person-here", Director;
    OwnProposal = "own-proposal", Prescriber;
    ProposalChanged = "proposal-changed", You;
    FromDatePassed = "from-date-passed", Director;
    ProtocolReviewDue = "protocol-review-due", Director;
    ProtocolOfAnotherCourse = "protocol-of-another-course", You;
    ProtocolFlawed { flaw: Flaw } = "protocol-flawed", Director;
    ProtocolSilent { key: Key } = "protocol-silent", Director;
    ValueNotSigned { key: Key } = "value-not-signed", Director;
    RouteNotInProtocol { route: Route } = "route-not-in-protocol", Prescriber;
    RouteNotAtHome { route: Route } = "route-not-at-home", Prescriber;
    DepthNotInProtocol = "depth-not-in-protocol", Prescriber;
    SettingNotInProtocol = "setting-not-in-protocol", Director;
    // The course
    CourseClosed = "course-closed", Prescriber;
    CourseAlreadyOpen = "course-already-open", Prescriber;
    ScreeningMissing = "screening-missing", Patient;
    ScreeningUnanswered { question: &'static str } = "screening-unanswered", You;
    ScreeningQuestionUnknown = "screening-question-unknown", You;
    ScreeningNotCleared = "screening-not-cleared", Prescriber;
    ScreeningStopped = "screening-stopped", Prescriber;
    ScreeningStale = "screening-stale", Patient;
    ScreeningAbsolute = "screening-absolute", Prescriber;
    ScreeningNoteMissing = "screening-note-missing", Prescriber;
    ScreeningChanged = "screening-changed", Prescriber;
    DayOnlyForDose = "day-only-for-dose", Nobody;
    DayQuestionUnanswered { question: &'static str } = "day-question-unanswered", Nurse;
    DayQuestionUnknown = "day-question-unknown", You;
    DayAnswerNeedsPrescriber { question: Line } = "day-answer-needs-prescriber", Prescriber;
    DayAnswerNeedsNurse { question: Line } = "day-answer-needs-nurse", Nurse;
    ConsentMissing = "consent-missing", Patient;
    TouchNotSaid = "touch-not-said", Patient;
    ClearHeadedLock { until: Option<Instant> } = "clear-headed-lock", Time;
    DisclosureChanged = "disclosure-changed", You;
    DisclosureMissing = "disclosure-missing", You;
    DisclosureUnsaid { point: DisclosurePoint } = "disclosure-unsaid", You;
    DisclosureSaidTwice = "disclosure-said-twice", You;
    // The place
    NotAllowedHere { act: ActKind } = "not-allowed-here", Director;
    PlaceElsewhere = "place-elsewhere", Director;
    PlaceUnverified = "place-unverified", Director;
    PlaceYearsUnfit { most: u32 } = "place-years-unfit", Director;
    PlaceReviewDay { most_days: u32 } = "place-review-day", Director;
    DisclosureNotRead = "disclosure-not-read", Patient;
    NothingToReview = "nothing-to-review", Time;
    // Questionnaires
    MeasureUnknown = "measure-unknown", Director;
    MeasureTextNotLicensed = "measure-text-not-licensed", Director;
    MeasureHasNoItems = "measure-has-no-items", You;
    MeasureWantsAnswers = "measure-wants-answers", You;
    MeasureRangeUnknown = "measure-range-unknown", Director;
    MeasureAlreadyAsked = "measure-already-asked", You;
    MeasureNotAsked = "measure-not-asked", You;
    MeasureAlreadyAnswered = "measure-already-answered", You;
    MeasureItemUnknown { item: Line } = "measure-item-unknown", You;
    MeasureAnswerUnknown { item: Line, value: u32 } = "measure-answer-unknown", You;
    MeasureAnsweredTwice { item: Line } = "measure-answered-twice", You;
    MeasureAnswerMissing { item: Line } = "measure-answer-missing", You;
    // The order and the dose
    OrderMissing = "order-missing", Prescriber;
    OrderChanged = "order-changed", Nurse;
    OrderNotAccepted = "order-not-accepted", Nurse;
    OrderRouteOfRunning { route: Route } = "order-route-of-running", Prescriber;
    OrderMoreThanDrawn { ordered: Micrograms, drawn: Micrograms } = "order-more-than-drawn", Prescriber;
    OrderAlreadyIn { ran: Micrograms, ordered: Micrograms } = "order-already-in", Nurse;
    RateOnlyForInfusion = "rate-only-for-infusion", Nobody;
    SupplementOnlyInKap = "supplement-only-in-kap", Nobody;
    SupplementMissing = "supplement-missing", Prescriber;
    SupplementThere = "supplement-there", Nobody;
    SupplementGiven = "supplement-given", Nobody;
    SupplementOutsideBand { amount: Micrograms, lowest: Micrograms, highest: Micrograms } = "supplement-outside-band", Prescriber;
    /// With what was begun first it would be more than the signed band lets a visit have.
    SupplementOverBand { total: Micrograms, highest: Micrograms } = "supplement-over-band", Prescriber;
    SupplementTooSoon { from: Instant, needs_min: u32 } = "supplement-too-soon", Time;
    SupplementNotSaid = "supplement-not-said", You;
    ReadingNotFresh { sign: Sign, within_min: u32 } = "reading-not-fresh", Nurse;
    ReadingAtStopLimit { sign: Sign, value: u32, limit: u32 } = "reading-at-stop-limit", Prescriber;
    DoseOutsideBand { dose: Micrograms, lowest: Micrograms, highest: Micrograms } = "dose-outside-band", Prescriber;
    InfusionTimeMissing = "infusion-time-missing", Prescriber;
    DrawnDiffersFromOrder { drawn: Micrograms, ordered: Micrograms } = "drawn-differs-from-order", Nurse;
    GivenMoreThanDrawn { given: Micrograms, drawn: Micrograms } = "given-more-than-drawn", You;
    SecondPersonMissing = "second-person-missing", Nurse;
    DrugNotDrawn = "drug-not-drawn", Nurse;
    DoseAlreadyStarted = "dose-already-started", Nobody;
    NoDose = "no-dose", You;
    // The session
    SessionPhase { is: Phase } = "session-phase", You;
    NotCheckedIn = "not-checked-in", Desk;
    PrecheckMissing = "precheck-missing", Nurse;
    IdentityNotConfirmed = "identity-not-confirmed", Nurse;
    BaselineMissing { sign: Sign } = "baseline-missing", Nurse;
    BaselineOutsideLimits { sign: Sign, value: u32, limit: u32 } = "baseline-outside-limits", Prescriber;
    FastingTooShort { needs_h: u32, had_h: u32 } = "fasting-too-short", Prescriber;
    EscortMissing = "escort-missing", Patient;
    ChaperoneMissing = "chaperone-missing", Patient;
    TooSoonAfterLastDose { until: Instant } = "too-soon-after-last-dose", Prescriber;
    SeriesFull { doses: u32, given: u32, booked: u32 } = "series-full", Prescriber;
    SeriesOver { until: Instant } = "series-over", Prescriber;
    PreparationMissing { needs: u32, held: u32 } = "preparation-missing", Desk;
    NurseMissing = "nurse-missing", Desk;
    TherapistMissing = "therapist-missing", Desk;
    TherapistNotPresent = "therapist-not-present", Nurse;
    SpecialistMissing = "specialist-missing", Desk;
    RoomTaken { at: Instant } = "room-taken", Desk;
    PersonTaken { at: Instant } = "person-taken", Desk;
    /// Somebody named has a visit at another place of the house then.
    PersonAtOtherSite { at: Instant } = "person-at-other-site", Desk;
    RoomThere = "room-there", You;
    /// Visits name their room: its name stays at one place.
    RoomNameElsewhere = "room-name-elsewhere", You;
    /// The house itself, or an open place, has that name.
    SiteThere = "site-there", You;
    SiteUnknown = "site-unknown", Director;
    SiteHasRooms { rooms: usize } = "site-has-rooms", You;
    /// The crisis lines on the pages are those of the house's country.
    SiteAbroad = "site-abroad", Nobody;
    RoomUnknown = "room-unknown", Desk;
    RoomBlocked { until: Instant } = "room-blocked", Desk;
    LeaveUnknown = "leave-unknown", You;
    FeedUnknown = "feed-unknown", You;
    OnLeave { until: Instant } = "on-leave", Desk;
    NotAtWork { at: Instant } = "not-at-work", Desk;
    NoVideoHere = "no-video-here", Desk;
    VideoAddressUnusable = "video-address-unusable", You;
    BusyElsewhere { until: Instant } = "busy-elsewhere", Desk;
    CalendarUnknown = "calendar-unknown", You;
    TooManyCalendars { most: u32 } = "too-many-calendars", You;
    WatchesTooMany { at: Instant, most: u32 } = "watches-too-many", Desk;
    LimitNotPossible = "limit-not-possible", You;
    NoTherapyInInfusion = "no-therapy-in-infusion", Nobody;
    DosingIsNotHeld = "dosing-is-not-held", Nurse;
    GateCannotBeOverridden { gate: GateKind } = "gate-cannot-be-overridden", Nobody;
    GateNotOpen { gate: GateKind } = "gate-not-open", You;
    /// A monitor in use has that name, or that sender and bed.
    DeviceThere = "device-there", You;
    DeviceUnknown = "device-unknown", Director;
    /// By the list of devices it stands at another chair.
    DeviceAtOtherChair = "device-at-other-chair", Director;
    /// Nobody let it go of the visit before.
    DeviceOnOtherVisit = "device-on-other-visit", Nurse;
    MonitorNotAttached = "monitor-not-attached", Nurse;
    /// It is within limits, or was asked already.
    MonitorAsksNothing = "monitor-asks-nothing", Nobody;
    LeadTaken = "lead-taken", You;
    NotTheLead = "not-the-lead", You;
    LeadNotFit = "lead-not-fit", You;
    LeadNotOffered = "lead-not-offered", You;
    AlarmUnknown = "alarm-unknown", You;
    AlarmAlreadyAnswered = "alarm-already-answered", You;
    AlarmUnanswered = "alarm-unanswered", Nurse;
    RecordNotSigned = "record-not-signed", Nurse;
    CallUnanswered = "call-unanswered", Nurse;
    CallStands = "call-stands", Nobody;
    CallUnknown = "call-unknown", You;
    /// An emergency stands at this chair already.
    EmergencyStands = "emergency-stands", Nobody;
    /// No emergency stands at this chair.
    EmergencyUnknown = "emergency-unknown", You;
    RideOnlyForDose = "ride-only-for-dose", Nobody;
    EntryUnknown = "entry-unknown", You;
    AdviceNotGiven = "advice-not-given", Nurse;
    CriteriaNotScored = "criteria-not-scored", You;
    CriteriaNotMet = "criteria-not-met", Prescriber;
    ObservedTooShort { needs_min: u32, observed_min: i64 } = "observed-too-short", Time;
    // The window and the talk
    WindowPlanMissing = "window-plan-missing", Desk;
    TalkBeforeDose = "talk-before-dose", You;
    TalkAlreadyHeld = "talk-already-held", Nobody;
    TalkNotHeld = "talk-not-held", You;
    NoTalkBooked = "no-talk-booked", You;
    TalkBookedHere = "talk-booked-here", You;
    SpeaksForAnother = "speaks-for-another", You;
    NotAskedAgain = "not-asked-again", Patient;
    // What a person keeps
    StepUnknown = "step-unknown", You;
    StepsFull { most: usize } = "steps-full", You;
    ProposalUnknown = "proposal-unknown", You;
    ProposalsFull { most: usize } = "proposals-full", Patient;
    DayIsNotToday = "day-is-not-today", You;
    DayNotYet = "day-not-yet", Time;
    DayTooLongAgo { most_days: i64 } = "day-too-long-ago", You;
    // Tasks
    TaskAlreadyTaken = "task-already-taken", Nobody;
    TaskAlreadyAnswered = "task-already-answered", Nobody;
    TaskSettled = "task-settled", Nobody;
    // Messages
    MessageUnknown = "message-unknown", You;
    MessageSettled = "message-settled", Nobody;
    MessageOnItsWay = "message-on-its-way", Nobody;
    AddressUnusable = "address-unusable", You;
    NoWayToReach = "no-way-to-reach", Desk;
    // The diary
    DiaryEntryUnknown = "diary-entry-unknown", You;
    DiaryEntryDeleted = "diary-entry-deleted", You;
    DiaryEntryErased = "diary-entry-erased", Nobody;
    DiaryEntryWouldBeEmpty = "diary-entry-would-be-empty", You;
    DiaryEntryFull { most: usize } = "diary-entry-full", You;
    DiaryPieceUnfit = "diary-piece-unfit", You;
    DiaryPieceTooBig { size_bytes: u32, most_bytes: u32 } = "diary-piece-too-big", You;
    PersonNotYours = "person-not-yours", You;
    ContactUnsaid = "contact-unsaid", You;
    NotASignal = "not-a-signal", You;
    // On call
    AlreadyOnCall = "already-on-call", You;
    ShiftUnknown = "shift-unknown", You;
    // First contact
    IncidentUnknown = "incident-unknown", You;
    ContactUnknown = "contact-unknown", You;
    ContactSettled = "contact-settled", Nobody;
    ReferInNotAgreed = "refer-in-not-agreed", Patient;
    // Referral
    ReferralUnknown = "referral-unknown", You;
    ReferralUnreachable = "referral-unreachable", You;
    ReferralNoIntention = "referral-no-intention", You;
    ReferralPartNotOffered = "referral-part-not-offered", You;
    ReferralPartNeeded = "referral-part-needed", You;
    ReferralNotConsented = "referral-not-consented", Patient;
    ReferralAlreadySent = "referral-already-sent", Nobody;
    ReferralNotSent = "referral-not-sent", You;
    ReferralLinkEnded = "referral-link-ended", Nobody;
    ReferralTimesMissing { most: usize } = "referral-times-missing", You;
    ReferralTimeTooFar = "referral-time-too-far", You;
    ReferralMet = "referral-met", Nobody;
    ReferralMetBeforeSent = "referral-met-before-sent", You;
    ReferralNotAccepted = "referral-not-accepted", You;
    ReferralMetBeforeYes = "referral-met-before-yes", You;
    ReferralNotesFull { most: usize } = "referral-notes-full", Nobody;
    ReferralClosed = "referral-closed", Nobody;
    // Coming earlier
    EarlierDaysMissing = "earlier-days-missing", You;
    EarlierNoticeTooLong { most_h: u32 } = "earlier-notice-too-long", You;
    EarlierNotWished = "earlier-not-wished", Patient;
    EarlierNotEarlier = "earlier-not-earlier", You;
    EarlierTooShortNotice { needs_h: u32 } = "earlier-too-short-notice", You;
    EarlierTalkOutside { until: Instant } = "earlier-talk-outside", You;
    EarlierOfferStands = "earlier-offer-stands", Patient;
    EarlierHoldUnfit { most_h: u32 } = "earlier-hold-unfit", You;
    EarlierOfferEnded = "earlier-offer-ended", Nobody;
    // Follow-ups
    FollowUpUnknown = "follow-up-unknown", You;
    FollowUpAlreadyAnswered = "follow-up-already-answered", Nobody;
    FollowUpStepsUnfit { most: usize } = "follow-up-steps-unfit", You;
    FollowUpClockUnfit { most_h: u32 } = "follow-up-clock-unfit", You;
    // Money
    CurrencyMissing = "currency-missing", Director;
    CurrencyStands = "currency-stands", Nobody;
    AmountTooHigh { most: Cents, currency: Currency } = "amount-too-high", You;
    PriceFromPast = "price-from-past", You;
    DayTooFar { most_days: i64 } = "day-too-far", You;
    PriceUnknown = "price-unknown", You;
    PriceListFull { most: usize } = "price-list-full", Nobody;
    PriceNotThen { on: Date } = "price-not-then", You;
    AgreedLater = "agreed-later", You;
    ReceiptUnknown = "receipt-unknown", You;
    ReceiptLinesUnfit { most: usize } = "receipt-lines-unfit", You;
    ReceiptCountUnfit { most: u32 } = "receipt-count-unfit", You;
    SupporterMissing = "supporter-missing", You;
    NothingPaid = "nothing-paid", You;
    PaidTooMuch { total: Cents, currency: Currency } = "paid-too-much", You;
    PayingLocked { until: Option<Instant> } = "paying-locked", Time;
    ReceiptTakesBack = "receipt-takes-back", Nobody;
    ReceiptTakenBack { number: u32 } = "receipt-taken-back", Nobody;
    GivenBackTooMuch { most: Cents, currency: Currency } = "given-back-too-much", You;
    // The directory
    ColleagueUnknown = "colleague-unknown", You;
    ColleagueLicenceUnfit = "colleague-licence-unfit", You;
    ColleagueModesMissing = "colleague-modes-missing", You;
    ColleagueNotLookedUp = "colleague-not-looked-up", You;
    DirectoryFull { most: usize } = "directory-full", Nobody;
    // The vault
    VaultUnknown = "vault-unknown", You;
    VaultThere = "vault-there", You;
    VaultClosed = "vault-closed", Nobody;
    /// Something is in it, in a syringe from it, or to be explained.
    VaultNotEmpty = "vault-not-empty", You;
    /// Strength and content make no whole number of micrograms.
    PackageUnfit = "package-unfit", You;
    PackagesUnfit { most: u32 } = "packages-unfit", You;
    PastLastDay { last: Date } = "past-last-day", You;
    VialUnknown { vial: u32 } = "vial-unknown", You;
    VialNotSealed { vial: u32 } = "vial-not-sealed", You;
    VialHoldsLess { vial: u32, holds: u64, asked: u64 } = "vial-holds-less", You;
    /// None was named, or one twice.
    VialsUnfit = "vials-unfit", You;
    VialOfAnotherLot { vial: u32 } = "vial-of-another-lot", You;
    /// Nothing, or no whole number of micrograms.
    MeasureUnfit = "measure-unfit", You;
    CountIncomplete = "count-incomplete", You;
    DiscrepancyUnknown = "discrepancy-unknown", You;
    DiscrepancySettled = "discrepancy-settled", Nobody;
    DiscrepancyStands { missing: Micrograms, over: Micrograms } = "discrepancy-stands", You;
    DiscrepancyIsShort = "discrepancy-is-short", You;
    DiscrepancyIsOver = "discrepancy-is-over", You;
    PartsDiffer { said: Micrograms, missing: Micrograms } = "parts-differ", You;
    /// A vault is kept here: what is drawn comes from it.
    DrawNamesNoVial = "draw-names-no-vial", Nurse;
    VaultElsewhere = "vault-elsewhere", Nurse;
    VialNotOpen { vial: u32 } = "vial-not-open", Nurse;
    VialPastUse { vial: u32 } = "vial-past-use", Nurse;
    DrawnNotWhatVialHolds { said: Micrograms, holds: Micrograms } = "drawn-not-what-vial-holds", You;
    SyringeUnknown = "syringe-unknown", You;
    SyringeOpen { left: Micrograms } = "syringe-open", You;
    SyringeHoldsLess { left: Micrograms } = "syringe-holds-less", You;
    SyringeNotReturnable = "syringe-not-returnable", Nobody;
    CustodyDaysUnfit { most: u32 } = "custody-days-unfit", You;
    LossUnknown = "loss-unknown", You;
    VaultEntryUnknown = "vault-entry-unknown", You;
    EntryNotCorrected = "entry-not-corrected", You;
    /// It touches a visit's draw or another vault.
    EntryNotCorrectable = "entry-not-correctable", Nobody;
    EntryTakenBackOnly = "entry-taken-back-only", You;
    /// What it says was there was used since.
    EntryRestedOn = "entry-rested-on", You;
    // Articles
    ArticleUnknown = "article-unknown", You;
    ArticleSlugNotPlain = "article-slug-not-plain", You;
    ArticleReviewDay { most_days: i64 } = "article-review-day", You;
    ArticleFlagged { flag: Flag } = "article-flagged", You;
}

impl Refusal {
    /// Could the same act be accepted later with nothing but time, or a new reading?
    pub const fn may_pass_later(&self) -> bool {
        matches!(self.fixer(), Fixer::Time)
            || matches!(self, Self::BaselineOutsideLimits { .. } | Self::BaselineMissing { .. })
            || matches!(self, Self::TooSoonAfterLastDose { .. } | Self::FastingTooShort { .. })
    }
}
