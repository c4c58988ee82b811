//! One visit: from the calendar to a signed record. The dose is in here; so is every reason it may not begin.

pub mod abort_session;
pub mod accept_order;
pub mod alarm;
pub mod amend_record;
pub mod answer_alarm;
pub mod answer_day_questions;
pub mod attach_monitor;
pub mod calendar;
pub mod call_nurse;
pub mod change_rate;
pub mod channel;
pub mod check_in;
pub mod clear_day_finding;
pub mod climb_alarm;
pub mod confirm_precheck;
pub mod discharge;
pub mod draw_drug;
pub mod due;
pub mod emergency;
pub mod end_dose;
pub mod gaps;
pub mod gates;
pub mod give_dose;
pub mod hold_session;
pub mod lead;
pub mod limits;
pub mod mark_wrong;
pub mod move_session;
pub mod name_ride;
pub mod note_monitor;
pub mod note_not_come;
pub mod note_presence;
pub mod note_silence;
pub mod note_uncertain;
pub mod observe_depth;
pub mod override_gate;
pub mod pause_dose;
pub mod plan_window;
mod prescriber_owes;
pub mod question_order;
pub mod record_vitals;
pub mod running;
pub mod schedule_session;
pub mod sign_record;
mod state;
pub mod supplement;
pub mod syringe;
pub mod vitals;
pub mod write_chair_note;

use crate::course::SessionKind;
use crate::course::screening::Answer;
use crate::earlier::{EarlierOffer, EarlierWish, OfferEnd};
use crate::ids::{CourseId, PatientId, PersonId, ProtocolId, TaskId};
use crate::practice::Role;
use crate::protocol::model::words;
use crate::protocol::{Depth, Route, Setting};
use crate::text::Line;
use crate::time::Instant;
use crate::units::{Grams, Hours, Micrograms, Minutes};
use crate::vault::{Checked, WasteReason, Witness};

pub use accept_order::Accepted;
pub use alarm::{About, Alarm};
pub use answer_day_questions::Day;
pub use attach_monitor::Attached;
pub use channel::{Channel, Seen, Thousandths};
pub use emergency::Emergency;
pub use gates::{Gate, GateKind};
pub use lead::Lead;
pub use note_uncertain::Uncertain;
pub use plan_window::Plan;
pub use question_order::Question;
pub use running::RateChange;
pub use state::{Dose, Draw, Reading, Session};
pub use supplement::Supplement;
pub use syringe::DrawnFrom;
pub use vitals::{Sign, Source, Vitals};

words! {
    /// Where a session stands.
    Phase {
        /// On the calendar.
        Scheduled = "scheduled",
        /// Here, and being prepared.
        CheckedIn = "checked-in",
        /// The dose runs or works.
        Dosing = "dosing",
        /// Held back; the clock of the dose stands.
        Paused = "paused",
        /// The dose has ended.
        Recovery = "recovery",
        /// Gone home.
        Discharged = "discharged",
        /// Stopped before a dose.
        Aborted = "aborted",
        /// Taken off the calendar.
        Cancelled = "cancelled",
        /// A visit without a dose, held.
        Held = "held",
        /// The person did not come.
        NotCome = "not-come",
    }
}
words! {
    /// Who checks the person home, and that the answer was asked.
    Escort {
        /// Named, will be there.
        Named = "named",
        /// Nobody.
        Nobody = "nobody",
    }
}
words! {
    /// How much an alarm asks of the person at the chair.
    Level {
        /// Stop what you are doing and act.
        High = "high",
        /// Re-plan now.
        Medium = "medium",
    }
}

/// What was asked before a dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precheck {
    /// Two identifiers were checked by a person.
    pub identity_confirmed: bool,
    /// Weight on the scale today.
    pub weight: Grams,
    /// Hours since solid food.
    pub solids: Hours,
    /// Hours since clear fluids.
    pub fluids: Hours,
    /// Who goes home with them; none when nobody does.
    pub escort: Option<Line>,
    /// At home: the chaperone's name.
    pub chaperone: Option<Line>,
    /// Since screening: a new medicine, illness, or pregnancy possible.
    pub changed_since_screening: bool,
}

/// The way home, as the person told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ride {
    /// Who goes home with them.
    pub with: Line,
    /// Who is at home with them tonight; none when not told.
    pub tonight: Option<Line>,
}

/// A call from the quiet screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Call {
    /// What is owed for it.
    pub task: TaskId,
    /// When it was made.
    pub at: Instant,
    /// Who is coming, and since when.
    pub answered: Option<(PersonId, Instant)>,
}

/// The modified Aldrete score, 0–2 each, as in `care.md` 4.7 (version R127), and what it misses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criteria {
    /// Moves limbs.
    pub activity: u8,
    /// Breathes and coughs.
    pub respiration: u8,
    /// Blood pressure against before.
    pub circulation: u8,
    /// Awake.
    pub consciousness: u8,
    /// Oxygen saturation.
    pub saturation: u8,
    /// Knows who, where, when.
    pub oriented: bool,
    /// Walks with little help.
    pub walks: bool,
    /// Little nausea.
    pub settled_stomach: bool,
    /// Dissociation has passed.
    pub settled_mind: bool,
}

/// What can have happened in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum SessionFact {
    /// Put on the calendar.
    Scheduled {
        course: CourseId,
        patient: PatientId,
        kind: SessionKind,
        starts: Instant,
        setting: Setting,
        room: Line,
        people: Vec<(PersonId, Role)>,
    },
    /// Taken off it.
    Cancelled { reason: Line },
    /// Moved: it stays the same visit.
    Moved { starts: Instant, room: Line, people: Vec<(PersonId, Role)> },
    /// Nobody came.
    NotCome { at: Instant },
    /// An entry that says when it begins went to the patient's own calendar.
    EntrySent { starts: Instant, sequence: u32 },
    /// The entry was taken out of it.
    EntryTakenOut { sequence: u32 },
    /// The person is here. From now on the session keeps this protocol version.
    CheckedIn { protocol: ProtocolId, at: Instant },
    /// The pre-check was asked and answered.
    Prechecked { precheck: Precheck, at: Instant },
    /// Somebody came into the room, or left it.
    PresenceNoted { person: PersonId, role: Role, present: bool, at: Instant },
    /// Somebody leads at the chair.
    LeadTaken { by: PersonId, at: Instant },
    /// Whoever leads asks somebody else to.
    LeadOffered { by: PersonId, to: PersonId, at: Instant },
    /// Who was asked leads now.
    LeadAccepted { by: PersonId, at: Instant },
    /// One set of readings.
    VitalsRecorded { vitals: Vitals, source: Source, at: Instant },
    /// A due reading was not taken, and why.
    VitalsMissed { reason: Line, at: Instant },
    /// A reading crossed a limit of the protocol.
    AlarmRaised { number: u32, level: Level, sign: Sign, value: u32, limit: u32, at: Instant },
    /// Somebody answered it.
    AlarmAnswered { number: u32, by: PersonId, done: Line, at: Instant },
    /// Somebody at the chair says that this monitor's numbers are this person's.
    MonitorAttached { device: u32, name: Line, by: PersonId, at: Instant },
    /// They are not any more.
    MonitorDetached { device: u32, by: PersonId, at: Instant },
    /// A monitor's number crossed a limit of the protocol. `value` in whole units, as the limit.
    MonitorAlarmRaised {
        number: u32,
        level: Level,
        device: u32,
        channel: Channel,
        value: u32,
        limit: u32,
        at: Instant,
    },
    /// A monitor's sensor gives nothing. Never a number.
    SignalLost { number: u32, device: u32, channel: Channel, at: Instant },
    /// Nothing came of a monitor that was taken on, since `heard` if it was ever heard of.
    MonitorSilent { number: u32, device: u32, heard: Option<Instant>, at: Instant },
    /// Nobody answered an alarm in time: a prescriber owes it.
    AlarmClimbed { number: u32, task: TaskId, at: Instant },
    /// "Emergency", said at the chair.
    EmergencyDeclared { by: PersonId, task: TaskId, at: Instant },
    /// Somebody at the chair says what came of it.
    EmergencyOver { by: PersonId, done: Line, at: Instant },
    /// So many messages of monitors were kept for this visit, and this is the hash of all of them.
    SamplesKept { messages: u64, digest: Line, at: Instant },
    /// The chair accepted this order.
    OrderAccepted { number: u32, by: PersonId, at: Instant },
    /// The chair asks before it accepts this order.
    OrderQuestioned { number: u32, by: PersonId, words: Line, task: TaskId, at: Instant },
    /// The drug was drawn, by one person and checked by another.
    DrugDrawn {
        amount: Micrograms,
        by: PersonId,
        checked_by: PersonId,
        /// How the checker proved that it is them; none while they were only named.
        checked: Option<Checked>,
        /// From which vial of which vault; none where no vault is kept.
        from: Option<DrawnFrom>,
        at: Instant,
    },
    /// What was left of a syringe was wasted, before a second signer.
    SyringeWasted {
        number: u32,
        amount: Micrograms,
        reason: WasteReason,
        by: PersonId,
        witness: Witness,
        at: Instant,
    },
    /// Whole pieces were put back, before a second signer.
    SyringeReturned { number: u32, amount: Micrograms, by: PersonId, witness: Witness, at: Instant },
    /// Nobody can say where the rest of a syringe is.
    SyringeShort { number: u32, left: Micrograms, reason: Line, by: PersonId, at: Instant },
    /// What follows the dose was planned.
    WindowPlanned { plan: Plan },
    /// A prescriber let one gate stand open, for a reason.
    GateOverridden { gate: GateKind, by: PersonId, reason: Line, at: Instant },
    /// Written before the plunger moves: until told otherwise, all of it is in the patient.
    DoseStarted {
        route: Route,
        amount: Micrograms,
        over: Option<Minutes>,
        order: u32,
        by: PersonId,
        weight: Grams,
        at: Instant,
    },
    /// Written before the pump is set: from here on it runs by another order, `amount` being the most that goes in.
    DoseRateChanged { amount: Micrograms, over: Minutes, order: u32, by: PersonId, at: Instant },
    /// One more amount was ordered for this visit.
    SupplementOrdered { number: u32, amount: Micrograms, protocol: ProtocolId, by: PersonId, at: Instant },
    /// It was taken back before it was given.
    SupplementWithdrawn { number: u32, reason: Line, by: PersonId, at: Instant },
    /// The chair accepted it.
    SupplementAccepted { number: u32, by: PersonId, at: Instant },
    /// Written before the plunger moves: until told otherwise, all of it is in the patient.
    SupplementGiven { number: u32, amount: Micrograms, by: PersonId, at: Instant },
    /// Held back.
    DosePaused { reason: Line, at: Instant },
    /// Going on.
    DoseResumed { at: Instant },
    /// Nobody is sure how much went in.
    DoseUncertain { reason: Line, by: PersonId, task: TaskId, at: Instant },
    /// It has ended; this much went in at most.
    DoseEnded { given: Micrograms, at: Instant },
    /// How deep it was seen to be.
    DepthObserved { depth: Depth, at: Instant },
    /// Something that should not have happened.
    AdverseEventRecorded { what: Line, serious: bool, at: Instant },
    /// Advice for the way home, given in writing: kept in its words, for they change over the years. Visits that ended
    /// before this was kept have a `Discharged` without it: advice was given, and which is not on record.
    AdviceGiven { advice: Line, at: Instant },
    /// Sent home.
    Discharged { criteria: Criteria, escort: Option<Line>, reason: Option<Line>, at: Instant },
    /// Stopped before a dose.
    Aborted { reason: Line, at: Instant },
    /// A visit without a dose took place.
    Held { at: Instant, note: Option<Line> },
    /// An entry of this session is wrong. It stays readable, struck through.
    MarkedWrong { version: u64, reason: Line, by: PersonId },
    /// Somebody will go home with the person. Told beforehand: it clears no gate.
    RideNamed { ride: Ride, at: Instant },
    /// The person in the chair called.
    Called { task: TaskId, at: Instant },
    /// Somebody is coming.
    CallAnswered { by: PersonId, at: Instant },
    /// What the protocol asks on the day was answered, by the patient or as they told somebody.
    DayQuestionsAnswered { answers: Vec<Answer>, by: Option<PersonId>, at: Instant },
    /// Somebody looked at one "yes" of the day, and it may go on.
    DayFindingCleared { question: Line, by: PersonId, note: Line, at: Instant },
    /// Somebody said that an earlier time would suit them.
    EarlierWished { wish: EarlierWish },
    /// It may stay as it is.
    EarlierTakenBack { at: Instant },
    /// A chair is held for them.
    EarlierOffered { offer: EarlierOffer },
    /// It is held no more.
    EarlierEnded { number: u32, how: OfferEnd, at: Instant },
    /// The record is signed as it stands.
    RecordSigned { by: PersonId, name: Line, at: Instant },
    /// Somebody at the chair wrote a note.
    ChairNoteWritten { words: Line, by: PersonId, at: Instant },
    /// Something was added to the signed record, below the signature.
    RecordAmended { words: Line, by: PersonId, at: Instant },
}
