//! What a person owes by a clock. Unanswered, it climbs; nothing is silent.

pub mod wish_call_time;

use crate::ids::{PatientId, PersonId};
use crate::practice::{Actor, Role};
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::safety::{Contact, HowSafe, Owing, Rung, Signal, Source};
use crate::text::Line;
use crate::time::{Instant, Moment};
use crate::units::Minutes;

words! {
    /// What a task is about.
    Matter {
        /// "I don't feel safe", or an answer that says so.
        SafetySignal = "safety-signal",
        /// A reading reached a stop limit.
        StopLimit = "stop-limit",
        /// Nobody at the chair answered an alarm in time.
        AlarmUnanswered = "alarm-unanswered",
        /// An emergency was declared at a chair.
        Emergency = "emergency",
        /// The chair asks about an order before it accepts it.
        OrderQuestion = "order-question",
        /// Nobody is sure how much of a dose went in.
        DoseUncertain = "dose-uncertain",
        /// The person in the chair called and nobody has said that they come.
        PatientCall = "patient-call",
        /// Screening stopped the course: the person is owed a call.
        ScreeningCall = "screening-call",
        /// Integration support handed something back to the clinic.
        HandBack = "hand-back",
        /// No first talk is planned and time is passing.
        WindowUnfilled = "window-unfilled",
        /// A booked talk lost its person.
        TalkLost = "talk-lost",
        /// The time of a first talk has passed, and nobody has said whether it took place.
        TalkUntold = "talk-untold",
        /// A chart was opened in an emergency.
        EmergencyReview = "emergency-review",
        /// A referral is late: nobody outside has answered, or nobody met.
        ReferralOpen = "referral-open",
        /// Whoever was asked by a referral wrote back.
        ReferralNote = "referral-note",
        /// Asked how they have been since a dose, somebody would like a call.
        FollowUpCall = "follow-up-call",
        /// Asked how they have been since a dose, somebody wrote something.
        FollowUpWords = "follow-up-words",
    }
}

impl Matter {
    /// Did it happen to somebody who sits in a chair now? It climbs by name, and as soon every time.
    pub const fn is_at_the_chair(self) -> bool {
        matches!(
            self,
            Self::StopLimit
                | Self::AlarmUnanswered
                | Self::Emergency
                | Self::OrderQuestion
                | Self::DoseUncertain
        )
    }

    /// Is it shown as owed by whoever it was asked of, and does it climb as soon as they may not act any more?
    pub const fn is_owed_by_name(self) -> bool {
        matches!(self, Self::StopLimit | Self::AlarmUnanswered | Self::Emergency)
    }

    /// Must a clinician answer it? The desk then sees only "needs clinician".
    pub const fn is_clinical(self) -> bool {
        !matches!(self, Self::WindowUnfilled | Self::TalkLost | Self::TalkUntold | Self::ReferralOpen)
    }
}

/// What the facts say of one task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What it is about.
    pub matter: Matter,
    /// For whom.
    pub patient: PatientId,
    /// Which role owes it now. Climbs.
    pub owed_by: Role,
    /// When it was opened as due, or due again after climbing.
    pub due: Instant,
    /// When it was opened as due.
    pub first_due: Instant,
    /// What the one who opened it wrote.
    pub note: Option<String>,
    /// Whom it was asked of by name, where the role has somebody who knows this person; the newest last.
    pub asked: Vec<PersonId>,
    /// When in the day the person would like a call.
    pub wished: Option<wish_call_time::PartOfDay>,
    /// Who took it.
    pub taken_by: Option<PersonId>,
    /// How often it has climbed.
    pub climbed: u8,
    /// Who answered, and what was done.
    pub answered: Option<(PersonId, Line)>,
    /// When what it asked for had happened, so that nobody owes an answer.
    pub settled: Option<Instant>,
    /// What a safety signal keeps beyond any task: who is named, and the chain.
    pub signal: Option<Signal>,
}

/// "Mine." The first one wins; the other sees who took it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeTask;

/// What was done. Ends the clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerTask {
    /// In a sentence.
    pub done: Line,
}

/// The clock's own act: past due and unanswered, it climbs to the next person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EscalateTask {
    /// How long the next person has.
    pub answer: Minutes,
}

/// What can have happened to a task.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum TaskFact {
    /// Somebody owes something.
    Opened { matter: Matter, patient: PatientId, owed_by: Role, due: Instant, note: Option<String> },
    /// Asked of somebody by name; the role still owes it.
    AskedOf { person: PersonId },
    /// When in the day the person would like a call.
    CallTimeWished { part: wish_call_time::PartOfDay, at: Instant },
    /// Somebody took it.
    Taken { by: PersonId },
    /// Somebody answered it.
    Answered { by: PersonId, done: Line },
    /// What it asked for has happened.
    Settled { at: Instant },
    /// Nobody did in time: it climbed.
    Climbed { owed_by: Role, due: Instant },
    /// A safety signal was raised, or raised again while open.
    Raised { source: Source, at: Instant },
    /// Who owes the answer to a signal: at first, for a time after taking it, or sooner than before.
    Owed { owing: Owing },
    /// Nobody answered a signal in time, or reached the person: the next one owes it.
    ClimbedTo { owing: Owing },
    /// The person said how safe they are.
    HowSafeSaid { answer: HowSafe, company: Option<bool>, at: Instant },
    /// Somebody tried to reach the person.
    Tried { by: PersonId, contact: Contact, done: Line, at: Instant },
}

impl Task {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &TaskFact) -> Option<Self> {
        if let TaskFact::Opened { matter, patient, owed_by, due, note } = fact {
            return Some(Self {
                matter: *matter,
                patient: *patient,
                owed_by: *owed_by,
                due: *due,
                first_due: *due,
                note: note.clone(),
                asked: vec![],
                wished: None,
                taken_by: None,
                climbed: 0,
                answered: None,
                settled: None,
                signal: (*matter == Matter::SafetySignal).then(|| Signal::opened(*owed_by, *due)),
            });
        }
        let mut task = before?;
        task.signal_after(fact);
        match fact {
            TaskFact::Opened { .. } => {}
            TaskFact::AskedOf { person } => task.asked.push(*person),
            TaskFact::CallTimeWished { part, .. } => task.wished = Some(*part),
            TaskFact::Taken { by } => task.taken_by = Some(*by),
            TaskFact::Answered { by, done } => task.answered = Some((*by, done.clone())),
            TaskFact::Settled { at } => task.settled = Some(*at),
            TaskFact::Climbed { owed_by, due } => {
                (task.owed_by, task.due) = (*owed_by, *due);
                task.climbed = task.climbed.saturating_add(1);
            }
            TaskFact::Owed { owing } => (task.owed_by, task.due) = (owing.role, owing.due),
            TaskFact::ClimbedTo { owing } => {
                (task.owed_by, task.due, task.taken_by) = (owing.role, owing.due, None);
                task.climbed = task.climbed.saturating_add(1);
            }
            TaskFact::Raised { .. } | TaskFact::HowSafeSaid { .. } | TaskFact::Tried { .. } => {}
        }
        Some(task)
    }

    fn signal_after(&mut self, fact: &TaskFact) {
        let Some(signal) = self.signal.as_mut() else { return };
        match fact {
            TaskFact::Raised { source, at } => signal.raised.push((source.clone(), *at)),
            TaskFact::Owed { owing } | TaskFact::ClimbedTo { owing } => signal.owed(*owing),
            // As programs before this one let a signal climb.
            TaskFact::Climbed { owed_by, due } => {
                signal.owed(Owing {
                    to: None,
                    role: *owed_by,
                    rung: Rung::Director,
                    due: *due,
                    ..signal.owing
                });
            }
            TaskFact::HowSafeSaid { answer, company, at } => {
                signal.said = Some((*answer, *at));
                signal.company = company.or(signal.company);
            }
            TaskFact::Tried { by, contact, at, .. } => signal.tries.push((*by, *contact, *at)),
            TaskFact::Opened { .. }
            | TaskFact::Taken { .. }
            | TaskFact::Answered { .. }
            | TaskFact::Settled { .. }
            | TaskFact::AskedOf { .. }
            | TaskFact::CallTimeWished { .. } => {}
        }
    }

    /// Whom it is asked of by name now.
    pub fn asked_of(&self) -> Option<PersonId> {
        self.asked.last().copied()
    }

    /// Does somebody still owe it?
    pub const fn is_open(&self) -> bool {
        self.answered.is_none() && self.settled.is_none()
    }

    pub(crate) fn still_owed(&self) -> Result<(), Refusal> {
        match (&self.answered, self.settled) {
            (Some(_), _) => Err(Refusal::TaskAlreadyAnswered),
            (None, Some(_)) => Err(Refusal::TaskSettled),
            (None, None) => Ok(()),
        }
    }

    pub(crate) fn clinician_for(&self, by: &Actor, role: Role) -> Result<PersonId, Refusal> {
        let Actor::Person(person) = by else { return Err(Refusal::PersonUnknown) };
        self.still_owed()?;
        if self.matter.is_clinical() && role.licences().is_empty() {
            return Err(Refusal::NeedsClinician);
        }
        Ok(*person)
    }
}

/// Takes it, unless somebody has. A safety signal is theirs for its own clock and no longer: not answered by then, it
/// climbs.
pub fn take(task: &Task, by: &Actor, role: Role, moment: &Moment) -> Result<Vec<TaskFact>, Refusal> {
    let person = task.clinician_for(by, role)?;
    if task.taken_by.is_some() {
        return Err(Refusal::TaskAlreadyTaken);
    }
    let theirs = task.signal.as_ref().map(|signal| {
        let within = signal.owing.within;
        let due = moment.now.plus_minutes(within);
        TaskFact::Owed { owing: Owing { to: Some(person), role, rung: Rung::Taken, within, due } }
    });
    Ok([Some(TaskFact::Taken { by: person }), theirs].into_iter().flatten().collect())
}

/// Answers it. A safety signal asks for more: whether the person was reached (`safety::answer_signal`).
pub fn answer(task: &Task, act: &AnswerTask, by: &Actor, role: Role) -> Result<Vec<TaskFact>, Refusal> {
    let person = task.clinician_for(by, role)?;
    if task.signal.is_some() {
        return Err(Refusal::ContactUnsaid);
    }
    Ok(vec![TaskFact::Answered { by: person, done: act.done.clone() }])
}

/// Climbs once it is past due and unanswered, or as soon as whoever it is owed by is `gone`, and is due again: to whoever is
/// `next` by name, else to the medical director. A safety signal has a chain of its own (`safety::climb`).
pub fn escalate(
    task: &Task,
    act: EscalateTask,
    next: Option<(PersonId, Role)>,
    is_gone: bool,
    moment: &Moment,
) -> Result<Vec<TaskFact>, Refusal> {
    task.still_owed()?;
    if moment.now < task.due && !is_gone {
        return Err(Refusal::NotYetDue);
    }
    let owed_by = next.map_or(Role::MedicalDirector, |(_, role)| role);
    let climbed = TaskFact::Climbed { owed_by, due: moment.now.plus_minutes(act.answer) };
    let asked = next.map(|(person, _)| TaskFact::AskedOf { person });
    Ok([Some(climbed), asked].into_iter().flatten().collect())
}
