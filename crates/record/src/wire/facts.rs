//! Every fact with its tag. Add lines; never edit one that was released.

use care::articles::ArticlesFact;
use care::contact::ContactFact;
use care::course::CourseFact;
use care::diary::DiaryFact;
use care::directory::DirectoryFact;
use care::fact::What;
use care::house::HouseFact;
use care::incident::IncidentFact;
use care::integration::WindowFact;
use care::messages::MessageFact;
use care::money::{ReceiptFact, TillFact};
use care::patient::PatientFact;
use care::practice::PersonFact;
use care::protocol::ProtocolFact;
use care::referral::ReferralFact;
use care::roster::RosterFact;
use care::schedule::ScheduleFact;
use care::session::SessionFact;
use care::tasks::TaskFact;
use serde_json::{Map, Value};

use super::vault::{VAULT, put_vault, take_vault};
use super::{Unreadable, field, object, put_object};

macro_rules! facts {
    ($Fact:ident: $put:ident, $take:ident, $tags:ident {
        $($Variant:ident = $tag:literal { $($field:ident = $key:literal),* $(,)? })+
    }) => {
        pub(super) const $tags: &[&str] = &[$($tag),+];
        pub(super) fn $put(fact: &$Fact, out: &mut String) -> &'static str {
            match fact { $(
                $Fact::$Variant { $($field),* } => {
                    put_object(out, &mut [$(($key, $field)),*]);
                    $tag
                }
            )+ }
        }
        pub(super) fn $take(tag: &str, map: &Map<String, Value>) -> Result<$Fact, Unreadable> {
            match tag {
                $( $tag => Ok($Fact::$Variant { $($field: field(map, $key)?),* }), )+
                _ => Err(Unreadable::at(tag)),
            }
        }
    };
}

pub(super) use facts;

/// Every tag, by stream.
pub(super) const TAGS: &[&[&str]] = &[
    HOUSE, PERSON, PROTOCOL, PATIENT, COURSE, SESSION, WINDOW, TASK, ROSTER, SCHEDULE, MESSAGE, DIARY,
    ARTICLES, CONTACT, REFERRAL, INCIDENT, TILL, RECEIPT, DIRECTORY, VAULT,
];

pub(super) fn put(what: &What, out: &mut String) -> &'static str {
    match what {
        What::House(fact) => put_house(fact, out),
        What::Person(fact) => put_person(fact, out),
        What::Protocol(fact) => put_protocol(fact, out),
        What::Patient(fact) => put_patient(fact, out),
        What::Course(fact) => put_course(fact, out),
        What::Session(fact) => put_session(fact, out),
        What::Window(fact) => put_window(fact, out),
        What::Task(fact) => put_task(fact, out),
        What::Message(fact) => put_message(fact, out),
        What::Diary(fact) => put_diary(fact, out),
        What::Roster(fact) => put_roster(fact, out),
        What::Articles(fact) => put_articles(fact, out),
        What::Contact(fact) => put_contact(fact, out),
        What::Referral(fact) => put_referral(fact, out),
        What::Schedule(fact) => put_schedule(fact, out),
        What::Incident(fact) => put_incident(fact, out),
        What::Till(fact) => put_till(fact, out),
        What::Receipt(fact) => put_receipt(fact, out),
        What::Directory(fact) => put_directory(fact, out),
        What::Vault(fact) => put_vault(fact, out),
    }
}

pub(super) fn take(tag: &str, value: &Value) -> Result<What, Unreadable> {
    let map = object(value)?;
    match tag.split_once('.').map(|(stream, _)| stream) {
        Some("house") => take_house(tag, map).map(What::House),
        Some("person") => take_person(tag, map).map(What::Person),
        Some("protocol") => take_protocol(tag, map).map(What::Protocol),
        Some("patient") => take_patient(tag, map).map(What::Patient),
        Some("course") => take_course(tag, map).map(What::Course),
        Some("session") => take_session(tag, map).map(What::Session),
        Some("window") => take_window(tag, map).map(What::Window),
        Some("task") => take_task(tag, map).map(What::Task),
        Some("message") => take_message(tag, map).map(What::Message),
        Some("diary") => take_diary(tag, map).map(What::Diary),
        Some("roster") => take_roster(tag, map).map(What::Roster),
        Some("schedule") => take_schedule(tag, map).map(What::Schedule),
        Some("contact") => take_contact(tag, map).map(What::Contact),
        Some("referral") => take_referral(tag, map).map(What::Referral),
        Some("incident") => take_incident(tag, map).map(What::Incident),
        Some("till") => take_till(tag, map).map(What::Till),
        Some("receipt") => take_receipt(tag, map).map(What::Receipt),
        Some("vault") => take_vault(tag, map).map(What::Vault),
        Some("directory") => take_directory(tag, map).map(What::Directory),
        Some("articles") => take_articles(tag, map).map(What::Articles),
        _ => Err(Unreadable::at(tag)),
    }
}

facts! { HouseFact: put_house, take_house, HOUSE {
    Founded = "house.founded/1" { house = "house" }
    SignaturesSet = "house.signatures-set/1" { needed = "needed", reason = "reason", by = "by", at = "at_us" }
    FollowUpsSet = "house.follow-ups-set/1" { series = "series", by = "by", at = "at_us" }
    PlaceRulesSigned = "house.place-rules-signed/1" { signed = "signed" }
    CustodyRulesSigned = "house.custody-rules-signed/1" { signed = "signed" }
} }

facts! { PersonFact: put_person, take_person, PERSON {
    Added = "person.added/1" { name = "name" }
    CredentialRecorded = "person.credential-recorded/2" { credential = "credential" }
    CredentialEnded = "person.credential-ended/1" { ended = "ended" }
    AffiliationBegan = "person.affiliation-began/2" { role = "role", from = "from_us", until = "until_us" }
    AffiliationEnded = "person.affiliation-ended/1" { at = "at_us" }
    SupervisionProposed = "person.supervision-proposed/1" {
        number = "number", supervisor = "supervisor", role = "role", from = "from_us", until = "until_us",
    }
    SupervisionTaken = "person.supervision-taken/1" { number = "number", at = "at_us" }
    SupervisionEnded = "person.supervision-ended/1" { number = "number", at = "at_us" }
    SignInGiven = "person.sign-in-given/1" { login = "login", by = "by" }
    LookedInRecord = "person.looked-in-record/1" { on = "on", at = "at_us" }
    RecordTaken = "person.record-taken/1" { on = "on", position = "position", sha256 = "sha256", at = "at_us" }
    NotesTaken = "person.notes-taken/1" { notes = "notes", at = "at_us" }
    DisclosurePublished = "person.disclosure-published/2" { version = "version", text = "text", says = "says" }
} }

facts! { ProtocolFact: put_protocol, take_protocol, PROTOCOL {
    Drafted = "protocol.drafted/2" { content = "content", revises = "revises" }
    Signed = "protocol.signed/1" { signature = "signature" }
    Superseded = "protocol.superseded/1" { reason = "reason" }
    Proposed = "protocol.proposed/1" { proposal = "proposal" }
    SentBack = "protocol.sent-back/1" { number = "number", by = "by", reason = "reason", at = "at_us" }
    Approved = "protocol.approved/1" { number = "number", approval = "approval", from = "from_us" }
    Replaced = "protocol.replaced/1" { by = "by", from = "from_us" }
    Kept = "protocol.kept/1" { at = "at_us" }
} }

facts! { PatientFact: put_patient, take_patient, PATIENT {
    Registered = "patient.registered/1" { details = "details" }
    Corrected = "patient.corrected/1" { details = "details", reason = "reason" }
    TeamJoined = "patient.team-joined/1" { person = "person", role = "role", from = "from_us" }
    TeamLeft = "patient.team-left/1" { person = "person", at = "at_us" }
    EmergencyOpened = "patient.emergency-opened/1" { person = "person", reason = "reason", term = "term_us" }
    Shared = "patient.shared/1" { what = "what", with = "with" }
    TakenBack = "patient.taken-back/1" { what = "what", with = "with" }
    LockBegan = "patient.lock-began/1" { session = "session" }
    LockSet = "patient.lock-set/1" { until = "until_us" }
    SaidUnsafe = "patient.said-unsafe/1" { words = "words" }
    HowSafeSaid = "patient.how-safe-said/1" { answer = "answer", company = "company" }
    SignInGiven = "patient.sign-in-given/1" { login = "login", by = "by" }
    ChartOpened = "patient.chart-opened/1" { by = "by", role = "role", tie = "tie" }
    MoodSaid = "patient.mood-said/1" { mood = "mood", note = "note", day = "day", at = "at_us" }
    StepChosen = "patient.step-chosen/1" { number = "number", words = "words", at = "at_us" }
    StepChanged = "patient.step-changed/1" { number = "number", words = "words", at = "at_us" }
    StepTicked = "patient.step-ticked/1" { number = "number", day = "day", at = "at_us" }
    StepUnticked = "patient.step-unticked/1" { number = "number", day = "day", at = "at_us" }
    StepPaused = "patient.step-paused/1" { number = "number", at = "at_us" }
    StepResumed = "patient.step-resumed/1" { number = "number", at = "at_us" }
    StepLetGo = "patient.step-let-go/1" { number = "number", at = "at_us" }
    StepProposed = "patient.step-proposed/1" { proposed = "proposed" }
    ProposalAnswered = "patient.proposal-answered/1" { number = "number", said = "said", at = "at_us" }
    ReachSet = "patient.reach-set/1" { reach = "reach" }
    Unsubscribed = "patient.unsubscribed/1" { at = "at_us" }
    Resubscribed = "patient.resubscribed/1" { at = "at_us" }
    EntriesChosen = "patient.entries-chosen/1" { wanted = "wanted" }
} }

facts! { CourseFact: put_course, take_course, COURSE {
    Opened = "course.opened/1" {
        patient = "patient", model = "model", protocol = "protocol", slug = "slug", planned_doses = "planned_doses",
    }
    ScreeningAnswered = "course.screening-answered/2" { answers = "answers", at = "at_us" }
    ScreeningCleared = "course.screening-cleared/1" { by = "by", at = "at_us", notes = "notes" }
    ScreeningStopped = "course.screening-stopped/1" { by = "by", at = "at_us", reason = "reason" }
    ConsentSigned = "course.consent-signed/1" { consent = "consent" }
    ConsentWithdrawn = "course.consent-withdrawn/1" { at = "at_us" }
    IntentionSet = "course.intention-set/1" { words = "words", at = "at_us" }
    OrderWritten = "course.order-written/1" { order = "order" }
    OrderStopped = "course.order-stopped/1" { number = "number", reason = "reason" }
    SessionScheduled = "course.session-scheduled/1" { session = "session", kind = "kind" }
    SessionHeld = "course.session-held/1" { session = "session", kind = "kind", at = "at_us" }
    DoseEnded = "course.dose-ended/1" { session = "session", at = "at_us" }
    DisclosureAcknowledged = "course.disclosure-acknowledged/1" { person = "person", version = "version", at = "at_us" }
    Reviewed = "course.reviewed/1" { by = "by", at = "at_us", note = "note" }
    Closed = "course.closed/1" { at = "at_us", reason = "reason" }
    MeasureAsked = "course.measure-asked/1" { asking = "asking" }
    MeasureAnswerKept = "course.measure-answer-kept/1" {
        asked = "asked", version = "version", item = "item", value = "value", owed = "owed", at = "at_us",
    }
    MeasureEntered = "course.measure-entered/1" { entry = "entry" }
    MeasureMarkedWrong = "course.measure-marked-wrong/1" {
        number = "number", reason = "reason", by = "by", at = "at_us",
    }
    ScreeningAnswerKept = "course.screening-answer-kept/1" { question = "question", yes = "yes", at = "at_us" }
    ScreeningHeld = "course.screening-held/1" { findings = "findings", at = "at_us" }
    ScreeningCallOwed = "course.screening-call-owed/1" { task = "task" }
    ScreeningLifted = "course.screening-lifted/1" { by = "by", at = "at_us", reason = "reason" }
    TouchAgreed = "course.touch-agreed/1" { allowed = "allowed", boundary = "boundary", at = "at_us" }
    TouchTakenBack = "course.touch-taken-back/1" { left = "left", at = "at_us" }
    FollowUpAsked = "course.follow-up-asked/1" { ask = "ask" }
    FollowUpAnswered = "course.follow-up-answered/1" { number = "number", reply = "reply" }
    FollowUpsStopped = "course.follow-ups-stopped/1" { at = "at_us" }
    FollowUpsResumed = "course.follow-ups-resumed/1" { at = "at_us" }
} }

facts! { SessionFact: put_session, take_session, SESSION {
    Scheduled = "session.scheduled/1" {
        course = "course", patient = "patient", kind = "kind", starts = "starts_us", setting = "setting",
        room = "room", people = "people",
    }
    Cancelled = "session.cancelled/1" { reason = "reason" }
    Moved = "session.moved/1" { starts = "starts_us", room = "room", people = "people" }
    NotCome = "session.not-come/1" { at = "at_us" }
    CheckedIn = "session.checked-in/1" { protocol = "protocol", at = "at_us" }
    Prechecked = "session.prechecked/1" { precheck = "precheck", at = "at_us" }
    PresenceNoted = "session.presence-noted/1" { person = "person", role = "role", present = "present", at = "at_us" }
    LeadTaken = "session.lead-taken/1" { by = "by", at = "at_us" }
    LeadOffered = "session.lead-offered/1" { by = "by", to = "to", at = "at_us" }
    LeadAccepted = "session.lead-accepted/1" { by = "by", at = "at_us" }
    VitalsRecorded = "session.vitals-recorded/1" { vitals = "vitals", source = "source", at = "at_us" }
    VitalsMissed = "session.vitals-missed/1" { reason = "reason", at = "at_us" }
    AlarmRaised = "session.alarm-raised/1" {
        number = "number", level = "level", sign = "sign", value = "value", limit = "limit", at = "at_us",
    }
    AlarmAnswered = "session.alarm-answered/1" { number = "number", by = "by", done = "done", at = "at_us" }
    OrderAccepted = "session.order-accepted/1" { number = "number", by = "by", at = "at_us" }
    OrderQuestioned = "session.order-questioned/1" {
        number = "number", by = "by", words = "words", task = "task", at = "at_us",
    }
    DrugDrawn = "session.drug-drawn/2" {
        amount = "amount_ug", by = "by", checked_by = "checked_by", checked = "checked", from = "from", at = "at_us",
    }
    SyringeWasted = "session.syringe-wasted/1" {
        number = "number", amount = "amount_ug", reason = "reason", by = "by", witness = "witness", at = "at_us",
    }
    SyringeReturned = "session.syringe-returned/1" {
        number = "number", amount = "amount_ug", by = "by", witness = "witness", at = "at_us",
    }
    SyringeShort = "session.syringe-short/1" {
        number = "number", left = "left_ug", reason = "reason", by = "by", at = "at_us",
    }
    WindowPlanned = "session.window-planned/1" { plan = "plan" }
    GateOverridden = "session.gate-overridden/1" { gate = "gate", by = "by", reason = "reason", at = "at_us" }
    DoseStarted = "session.dose-started/1" {
        route = "route", amount = "amount_ug", over = "over_min", order = "order", by = "by", weight = "weight_g",
        at = "at_us",
    }
    DoseRateChanged = "session.dose-rate-changed/1" {
        amount = "amount_ug", over = "over_min", order = "order", by = "by", at = "at_us",
    }
    DoseUncertain = "session.dose-uncertain/1" { reason = "reason", by = "by", task = "task", at = "at_us" }
    SupplementOrdered = "session.supplement-ordered/1" {
        number = "number", amount = "amount_ug", protocol = "protocol", by = "by", at = "at_us",
    }
    SupplementWithdrawn = "session.supplement-withdrawn/1" { number = "number", reason = "reason", by = "by", at = "at_us" }
    SupplementAccepted = "session.supplement-accepted/1" { number = "number", by = "by", at = "at_us" }
    SupplementGiven = "session.supplement-given/1" { number = "number", amount = "amount_ug", by = "by", at = "at_us" }
    DosePaused = "session.dose-paused/1" { reason = "reason", at = "at_us" }
    DoseResumed = "session.dose-resumed/1" { at = "at_us" }
    DoseEnded = "session.dose-ended/1" { given = "given_ug", at = "at_us" }
    DepthObserved = "session.depth-observed/1" { depth = "depth", at = "at_us" }
    AdverseEventRecorded = "session.adverse-event-recorded/1" { what = "what", serious = "serious", at = "at_us" }
    AdviceGiven = "session.advice-given/1" { advice = "advice", at = "at_us" }
    Discharged = "session.discharged/1" { criteria = "criteria", escort = "escort", reason = "reason", at = "at_us" }
    Aborted = "session.aborted/1" { reason = "reason", at = "at_us" }
    Held = "session.held/1" { at = "at_us", note = "note" }
    MarkedWrong = "session.marked-wrong/1" { version = "version", reason = "reason", by = "by" }
    RideNamed = "session.ride-named/1" { ride = "ride", at = "at_us" }
    Called = "session.called/1" { task = "task", at = "at_us" }
    CallAnswered = "session.call-answered/1" { by = "by", at = "at_us" }
    DayQuestionsAnswered = "session.day-questions-answered/1" { answers = "answers", by = "by", at = "at_us" }
    DayFindingCleared = "session.day-finding-cleared/1" {
        question = "question", by = "by", note = "note", at = "at_us",
    }
    EarlierWished = "session.earlier-wished/1" { wish = "wish" }
    EarlierTakenBack = "session.earlier-taken-back/1" { at = "at_us" }
    EarlierOffered = "session.earlier-offered/1" { offer = "offer" }
    EarlierEnded = "session.earlier-ended/1" { number = "number", how = "how", at = "at_us" }
    RecordSigned = "session.record-signed/1" { by = "by", name = "name", at = "at_us" }
    ChairNoteWritten = "session.chair-note-written/1" { words = "words", by = "by", at = "at_us" }
    RecordAmended = "session.record-amended/1" { words = "words", by = "by", at = "at_us" }
    EntrySent = "session.entry-sent/1" { starts = "starts_us", sequence = "sequence" }
    EntryTakenOut = "session.entry-taken-out/1" { sequence = "sequence" }
    MonitorAttached = "session.monitor-attached/1" { device = "device", name = "name", by = "by", at = "at_us" }
    MonitorDetached = "session.monitor-detached/1" { device = "device", by = "by", at = "at_us" }
    MonitorAlarmRaised = "session.monitor-alarm-raised/1" {
        number = "number", level = "level", device = "device", channel = "channel", value = "value",
        limit = "limit", at = "at_us",
    }
    SignalLost = "session.signal-lost/1" { number = "number", device = "device", channel = "channel", at = "at_us" }
    MonitorSilent = "session.monitor-silent/1" { number = "number", device = "device", heard = "heard_us", at = "at_us" }
    AlarmClimbed = "session.alarm-climbed/1" { number = "number", task = "task", at = "at_us" }
    EmergencyDeclared = "session.emergency-declared/1" { by = "by", task = "task", at = "at_us" }
    EmergencyOver = "session.emergency-over/1" { by = "by", done = "done", at = "at_us" }
    SamplesKept = "session.samples-kept/1" { messages = "messages", digest = "digest", at = "at_us" }
} }

facts! { WindowFact: put_window, take_window, WINDOW {
    Opened = "window.opened/1" { course = "course", patient = "patient", opened = "opened_us", goal = "goal_us" }
    TimesOffered = "window.times-offered/1" { times = "times" }
    Booked = "window.booked/1" { kind = "kind", with = "with", at = "at_us" }
    TalkCancelled = "window.talk-cancelled/1" { reason = "reason" }
    Referred = "window.referred/1" { to = "to" }
    Declined = "window.declined/1" { at = "at_us" }
    Climbed = "window.climbed/1" { hours_left = "hours_left_h" }
    CallOwed = "window.call-owed/1" { task = "task" }
    TalkHeld = "window.talk-held/1" { kind = "kind", with = "with", at = "at_us" }
    MetOutside = "window.met-outside/1" { at = "at_us" }
    TalkHeldOutside = "window.talk-held-outside/1" { at = "at_us", said_by = "said_by" }
    TherapyNoteWritten = "window.therapy-note-written/1" { document = "document", by = "by", at = "at_us" }
    NoteCosigned = "window.note-cosigned/1" { document = "document", by = "by", at = "at_us" }
    SupportNoteWritten = "window.support-note-written/1" { note = "note" }
    ReferralEnded = "window.referral-ended/1" { at = "at_us" }
    HandedBack = "window.handed-back/1" { by = "by", at = "at_us" }
    TalkNotHeld = "window.talk-not-held/1" { at = "at_us" }
    PersonLost = "window.person-lost/1" { kind = "kind", with = "with", at = "at_us" }
    EntrySent = "window.entry-sent/1" { starts = "starts_us", sequence = "sequence" }
    EntryTakenOut = "window.entry-taken-out/1" { sequence = "sequence" }
    WayChosen = "window.way-chosen/1" { by_video = "by_video" }
} }

facts! { TaskFact: put_task, take_task, TASK {
    Opened = "task.opened/1" {
        matter = "matter", patient = "patient", owed_by = "owed_by", due = "due_us", note = "note",
    }
    Taken = "task.taken/1" { by = "by" }
    Answered = "task.answered/1" { by = "by", done = "done" }
    Settled = "task.settled/1" { at = "at_us" }
    Climbed = "task.climbed/1" { owed_by = "owed_by", due = "due_us" }
    Raised = "task.raised/1" { source = "source", at = "at_us" }
    Owed = "task.owed/1" { owing = "owing" }
    ClimbedTo = "task.climbed-to/1" { owing = "owing" }
    HowSafeSaid = "task.how-safe-said/1" { answer = "answer", company = "company", at = "at_us" }
    Tried = "task.tried/1" { by = "by", contact = "contact", done = "done", at = "at_us" }
    AskedOf = "task.asked-of/1" { person = "person" }
    CallTimeWished = "task.call-time-wished/1" { part = "part", at = "at_us" }
} }

facts! { RosterFact: put_roster, take_roster, ROSTER {
    HoursSet = "roster.hours-set/1" { hours = "hours" }
    OnCallPut = "roster.on-call-put/1" {
        number = "number", person = "person", role = "role", from = "from_us", until = "until_us",
    }
    OnCallTaken = "roster.on-call-taken/1" { number = "number", at = "at_us" }
} }

facts! { MessageFact: put_message, take_message, MESSAGE {
    Owed = "message.owed/1" { owed = "owed" }
    Undone = "message.undone/1" { by = "by", at = "at_us" }
    Sent = "message.sent/1" { channel = "channel", at = "at_us" }
    OwedOutside = "message.owed-outside/1" { owed = "owed", referral = "referral" }
    Unsent = "message.unsent/1" { why = "why", reply = "reply", at = "at_us" }
} }

facts! { DiaryFact: put_diary, take_diary, DIARY {
    Written = "diary.written/1" { patient = "patient", piece = "piece", prompt = "prompt" }
    Changed = "diary.changed/1" { piece = "piece", over = "over", at = "at_us" }
    Shared = "diary.shared/1" { with = "with", at = "at_us" }
    TakenBack = "diary.taken-back/1" { with = "with", at = "at_us" }
    Deleted = "diary.deleted/1" { at = "at_us" }
    Restored = "diary.restored/1" { at = "at_us" }
    Erased = "diary.erased/1" { at = "at_us" }
} }

facts! { ArticlesFact: put_articles, take_articles, ARTICLES {
    Published = "articles.published/1" { article = "article", warned = "warned", by = "by", at = "at_us" }
    Withdrawn = "articles.withdrawn/1" {
        slug = "slug", language = "language", reason = "reason", by = "by", at = "at_us",
    }
} }

facts! { ContactFact: put_contact, take_contact, CONTACT {
    Asked = "contact.asked/1" {
        concern = "concern", parts = "parts", tongue = "tongue", document = "document", due = "due_us", at = "at_us",
    }
    ReferredIn = "contact.referred-in/1" { tells_back = "tells_back", at = "at_us" }
    Tried = "contact.tried/1" { by = "by", due = "due_us", at = "at_us" }
    Settled = "contact.settled/1" { outcome = "outcome", by = "by", at = "at_us" }
    Erased = "contact.erased/1" { at = "at_us" }
} }

facts! { ReferralFact: put_referral, take_referral, REFERRAL {
    Written = "referral.written/1" { written = "written" }
    Consented = "referral.consented/1" { consent = "consent" }
    Sent = "referral.sent/1" { by = "by", at = "at_us" }
    Reminded = "referral.reminded/1" { hours_left = "hours_left", at = "at_us" }
    Accepted = "referral.accepted/1" { times = "times_us", at = "at_us" }
    Declined = "referral.declined/1" { because = "because", at = "at_us" }
    Met = "referral.met/1" { met = "met_us", said_by = "said_by", at = "at_us" }
    NoteSent = "referral.note-sent/1" { number = "number", words = "words", at = "at_us" }
    TakenBack = "referral.taken-back/1" { at = "at_us" }
    Climbed = "referral.climbed/1" { late = "late", task = "task", at = "at_us" }
    Closed = "referral.closed/1" { because = "because", by = "by", at = "at_us" }
    NotMet = "referral.not-met/1" { at = "at_us" }
} }

facts! { ScheduleFact: put_schedule, take_schedule, SCHEDULE {
    SiteOpened = "schedule.site-opened/1" {
        number = "number", name = "name", zone = "zone", jurisdiction = "jurisdiction", address = "address", at = "at_us",
    }
    SiteClosed = "schedule.site-closed/1" { number = "number", at = "at_us" }
    RoomOpened = "schedule.room-opened/2" { number = "number", name = "name", site = "site", at = "at_us" }
    RoomClosed = "schedule.room-closed/1" { number = "number", at = "at_us" }
    RoomBlocked = "schedule.room-blocked/1" {
        number = "number", room = "room", from = "from_us", until = "until_us", why = "why",
    }
    RoomFreed = "schedule.room-freed/1" { number = "number", at = "at_us" }
    HoursKept = "schedule.hours-kept/2" { person = "person", site = "site", from = "from", week = "week" }
    LeaveTaken = "schedule.leave-taken/1" { number = "number", person = "person", from = "from_us", until = "until_us" }
    LeaveEnded = "schedule.leave-ended/1" { number = "number", at = "at_us" }
    WatchLimitSet = "schedule.watch-limit-set/1" { patients = "patients" }
    TalkLengthSet = "schedule.talk-length-set/1" { kind = "kind", minutes = "minutes" }
    OwnFeedOpened = "schedule.own-feed-opened/1" { number = "number", by = "by", key_hash = "key_hash", at = "at_us" }
    RoomFeedOpened = "schedule.room-feed-opened/1" {
        number = "number", room = "room", by = "by", key_hash = "key_hash", at = "at_us",
    }
    FeedClosed = "schedule.feed-closed/1" { number = "number", at = "at_us" }
    BusyLinked = "schedule.busy-linked/1" { number = "number", person = "person", handle = "handle", at = "at_us" }
    BusyUnlinked = "schedule.busy-unlinked/1" { number = "number", at = "at_us" }
    VideoBaseSet = "schedule.video-base-set/1" { base = "base" }
    DeviceEnrolled = "schedule.device-enrolled/1" {
        number = "number", name = "name", sender = "sender", bed = "bed", room = "room", at = "at_us",
    }
    DeviceRetired = "schedule.device-retired/1" { number = "number", at = "at_us" }
} }

facts! { IncidentFact: put_incident, take_incident, INCIDENT {
    Reported = "incident.reported/1" { told = "told" }
    Taken = "incident.taken/1" { by = "by", at = "at_us" }
    Noted = "incident.noted/1" { words = "words", by = "by", at = "at_us" }
    Closed = "incident.closed/1" { learnt = "learnt", by = "by", at = "at_us" }
} }

facts! { TillFact: put_till, take_till, TILL {
    CurrencyChosen = "till.currency-chosen/1" { currency = "currency", by = "by", at = "at_us" }
    PriceSet = "till.price-set/1" { item = "item", price = "price", from = "from", by = "by", at = "at_us" }
    PriceEnded = "till.price-ended/1" { item = "item", from = "from", by = "by", at = "at_us" }
    Numbered = "till.numbered/1" { number = "number", receipt = "receipt" }
} }

facts! { ReceiptFact: put_receipt, take_receipt, RECEIPT {
    Written = "receipt.written/1" {
        number = "number", patient = "patient", currency = "currency", lines = "lines", paid = "paid", by = "by", at = "at_us",
    }
    TakesBack = "receipt.takes-back/1" {
        number = "number", patient = "patient", currency = "currency", of = "of", of_number = "of_number", kind = "kind",
        why = "why", back = "back", by = "by", at = "at_us",
    }
    TakenBack = "receipt.taken-back/1" { with = "with", number = "number" }
} }

facts! { DirectoryFact: put_directory, take_directory, DIRECTORY {
    Kept = "directory.kept/1" {
        number = "number", colleague = "colleague", looked_up = "looked_up", by = "by", at = "at_us",
    }
    LookedUp = "directory.looked-up/1" { number = "number", by = "by", at = "at_us" }
    Agreed = "directory.agreed/1" { number = "number", how = "how", by = "by", at = "at_us" }
    Hidden = "directory.hidden/1" { number = "number", by = "by", at = "at_us" }
    Removed = "directory.removed/1" { number = "number", why = "why", by = "by", at = "at_us" }
} }
