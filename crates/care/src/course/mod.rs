//! One person's way through one protocol: screening, consent, intention, order, doses, review, close.

pub mod acknowledge_disclosure;
pub mod close_course;
pub mod consent;
pub mod intention;
pub mod open_course;
pub mod order;
pub mod screening;
pub mod series;
pub mod touch;

use crate::follow_up;
use crate::ids::{PatientId, PersonId, ProtocolId, SessionId, TaskId};
use crate::measures;
use crate::protocol::model::words;
use crate::protocol::{CareModel, Route};
use crate::text::Line;
use crate::time::Instant;

pub use consent::Consent;
pub use open_course::OpenCourse;
pub use order::Order;
pub use screening::Screening;

words! {
    /// Where a course stands.
    Phase {
        /// Opened; nothing asked yet.
        Inquiry = "inquiry",
        /// Questions answered, or being answered.
        Screening = "screening",
        /// Cleared; consent not signed yet.
        Consent = "consent",
        /// Signed; getting ready for the first dose.
        Preparation = "preparation",
        /// Between the first dose and the last.
        Dosing = "dosing",
        /// After the last dose of the series.
        Integration = "integration",
        /// Reviewed.
        Review = "review",
        /// Over.
        Closed = "closed",
    }
}
words! {
    /// What kind of visit.
    SessionKind {
        /// Getting ready, before a dose.
        Preparation = "preparation",
        /// The dose.
        Dosing = "dosing",
        /// Licensed psychotherapy about the experience.
        IntegrationTherapy = "integration-therapy",
        /// Not therapy: reflection, grounding, small steps.
        IntegrationSupport = "integration-support",
        /// Looking back with a prescriber.
        Review = "review",
    }
}

/// What the facts say of one course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Whose.
    pub patient: PatientId,
    /// Through which door.
    pub model: CareModel,
    /// Under which protocol it was opened.
    pub protocol: ProtocolId,
    /// That protocol's name across versions.
    pub slug: Line,
    /// Doses the protocol plans.
    pub planned_doses: u32,
    /// Answers kept one by one and not sent yet: a half set, judged by nobody.
    pub kept: Vec<(Line, bool)>,
    /// Absolute findings that hold the course, until a prescriber lifts that.
    pub held: Option<screening::Held>,
    /// Screening so far.
    pub screening: Option<Screening>,
    /// When a stop was lifted last, by whom, why.
    pub lifted: Option<(PersonId, Instant, Line)>,
    /// Calls owed after a stop, oldest first.
    pub calls: Vec<TaskId>,
    /// Every consent signed, oldest first.
    pub consents: Vec<Consent>,
    /// What touch was agreed to; none: never asked, so nobody touches.
    pub touch: Option<touch::TouchAgreed>,
    /// The patient's own sentences, oldest first.
    pub intentions: Vec<(Instant, Line)>,
    /// Every order written, oldest first. Numbered from 1.
    pub orders: Vec<Order>,
    /// Every session scheduled, oldest first.
    pub sessions: Vec<(SessionId, SessionKind)>,
    /// Preparation sessions that took place.
    pub prepared: u32,
    /// Doses that ended: when, in which session.
    pub doses: Vec<(Instant, SessionId)>,
    /// Disclosures read: whose, which version, when.
    pub acknowledged: Vec<(PersonId, u32, Instant)>,
    /// Reviewed, when.
    pub reviewed: Option<Instant>,
    /// Closed, when and why.
    pub closed: Option<(Instant, Line)>,
    /// Questionnaires: what was asked, what is answered.
    pub measures: measures::Kept,
    /// How they were asked after a dose, and what they said.
    pub follow_ups: follow_up::Kept,
}

/// What can have happened to a course.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum CourseFact {
    /// Opened.
    Opened { patient: PatientId, model: CareModel, protocol: ProtocolId, slug: Line, planned_doses: u32 },
    /// One screening question answered, and kept.
    ScreeningAnswerKept { question: Line, yes: bool, at: Instant },
    /// Every screening question answered, and sent.
    ScreeningAnswered { answers: Vec<screening::Answer>, at: Instant },
    /// Absolute findings hold the course.
    ScreeningHeld { findings: Vec<Line>, at: Instant },
    /// A stop makes a prescriber owe a call.
    ScreeningCallOwed { task: TaskId },
    /// A prescriber cleared it, with a note for each relative finding.
    ScreeningCleared { by: PersonId, at: Instant, notes: Vec<(Line, Line)> },
    /// A prescriber stopped it.
    ScreeningStopped { by: PersonId, at: Instant, reason: Line },
    /// A prescriber lifted what stood. Everything is asked again.
    ScreeningLifted { by: PersonId, at: Instant, reason: Line },
    /// Consent signed.
    ConsentSigned { consent: Consent },
    /// Every consent withdrawn.
    ConsentWithdrawn { at: Instant },
    /// What touch is all right before, during and after a dose.
    TouchAgreed { allowed: Vec<touch::Touch>, boundary: Option<Line>, at: Instant },
    /// Less of it, or none.
    TouchTakenBack { left: Vec<touch::Touch>, at: Instant },
    /// The patient's own sentence.
    IntentionSet { words: Line, at: Instant },
    /// An order written.
    OrderWritten { order: Order },
    /// An order stopped.
    OrderStopped { number: u32, reason: Line },
    /// A session put on the calendar.
    SessionScheduled { session: SessionId, kind: SessionKind },
    /// A session other than a dose took place.
    SessionHeld { session: SessionId, kind: SessionKind, at: Instant },
    /// A dose ended.
    DoseEnded { session: SessionId, at: Instant },
    /// A disclosure was read.
    DisclosureAcknowledged { person: PersonId, version: u32, at: Instant },
    /// Reviewed.
    Reviewed { by: PersonId, at: Instant, note: Line },
    /// Closed.
    Closed { at: Instant, reason: Line },
    /// A questionnaire asked of the patient.
    MeasureAsked { asking: measures::Asking },
    /// One answer, kept as it was given; with the task that it made somebody owe.
    MeasureAnswerKept { asked: u32, version: Line, item: Line, value: u32, owed: Option<TaskId>, at: Instant },
    /// A whole set of answers, or a score from elsewhere.
    MeasureEntered { entry: Box<measures::Entry> },
    /// An entry was wrong.
    MeasureMarkedWrong { number: u32, reason: Line, by: PersonId, at: Instant },
    /// The person was asked how they have been since a dose.
    FollowUpAsked { ask: follow_up::Ask },
    /// They said something to it.
    FollowUpAnswered { number: u32, reply: follow_up::Reply },
    /// They want no more of these questions.
    FollowUpsStopped { at: Instant },
    /// They may come again.
    FollowUpsResumed { at: Instant },
}

impl Course {
    fn opened(patient: PatientId, model: CareModel, protocol: ProtocolId, slug: &Line, planned: u32) -> Self {
        Self {
            patient,
            model,
            protocol,
            slug: slug.clone(),
            planned_doses: planned,
            kept: vec![],
            held: None,
            screening: None,
            lifted: None,
            calls: vec![],
            consents: vec![],
            touch: None,
            intentions: vec![],
            orders: vec![],
            sessions: vec![],
            prepared: 0,
            doses: vec![],
            acknowledged: vec![],
            reviewed: None,
            closed: None,
            measures: measures::Kept::default(),
            follow_ups: follow_up::Kept::default(),
        }
    }

    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &CourseFact) -> Option<Self> {
        if let CourseFact::Opened { patient, model, protocol, slug, planned_doses } = fact {
            return Some(Self::opened(*patient, *model, *protocol, slug, *planned_doses));
        }
        let mut course = before?;
        match fact {
            CourseFact::Opened { .. } => {}
            CourseFact::ScreeningAnswerKept { .. }
            | CourseFact::ScreeningAnswered { .. }
            | CourseFact::ScreeningHeld { .. }
            | CourseFact::ScreeningCallOwed { .. }
            | CourseFact::ScreeningCleared { .. }
            | CourseFact::ScreeningStopped { .. }
            | CourseFact::ScreeningLifted { .. } => course.screened(fact),
            CourseFact::ConsentSigned { consent } => course.consents.push(consent.clone()),
            CourseFact::TouchAgreed { allowed, boundary, at } => {
                let (allowed, boundary) = (allowed.clone(), boundary.clone());
                course.touch = Some(touch::TouchAgreed { allowed, boundary, at: *at });
            }
            CourseFact::TouchTakenBack { left, at } => {
                let boundary = course.touch.take().and_then(|known| known.boundary);
                course.touch = Some(touch::TouchAgreed { allowed: left.clone(), boundary, at: *at });
            }
            CourseFact::ConsentWithdrawn { at } => {
                for consent in &mut course.consents {
                    consent.withdrawn.get_or_insert(*at);
                }
            }
            CourseFact::IntentionSet { words, at } => course.intentions.push((*at, words.clone())),
            CourseFact::OrderWritten { order } => course.orders.push(order.clone()),
            CourseFact::OrderStopped { number, .. } => {
                for order in course.orders.iter_mut().filter(|order| order.number == *number) {
                    order.stopped = true;
                }
            }
            CourseFact::SessionScheduled { session, kind } => course.sessions.push((*session, *kind)),
            CourseFact::SessionHeld { kind, .. } => {
                course.prepared += u32::from(*kind == SessionKind::Preparation);
            }
            CourseFact::DoseEnded { session, at } => course.doses.push((*at, *session)),
            CourseFact::DisclosureAcknowledged { person, version, at } => {
                course.acknowledged.push((*person, *version, *at));
            }
            CourseFact::Reviewed { at, .. } => course.reviewed = Some(*at),
            CourseFact::Closed { at, reason } => course.closed = Some((*at, reason.clone())),
            CourseFact::MeasureAsked { .. }
            | CourseFact::MeasureAnswerKept { .. }
            | CourseFact::MeasureEntered { .. }
            | CourseFact::MeasureMarkedWrong { .. } => course.measures.keep(fact),
            CourseFact::FollowUpAsked { .. }
            | CourseFact::FollowUpAnswered { .. }
            | CourseFact::FollowUpsStopped { .. }
            | CourseFact::FollowUpsResumed { .. } => course.follow_ups.keep(fact),
        }
        Some(course)
    }

    /// What a fact about screening changes.
    fn screened(&mut self, fact: &CourseFact) {
        match fact {
            CourseFact::ScreeningAnswerKept { question, yes, .. } => {
                self.kept.retain(|(known, _)| known != question);
                self.kept.push((question.clone(), *yes));
            }
            CourseFact::ScreeningAnswered { answers, at } => {
                self.kept.clear();
                self.screening = Some(Screening::answered(answers.clone(), *at));
            }
            CourseFact::ScreeningHeld { findings, at } => {
                self.held = Some(screening::Held { findings: findings.clone(), at: *at });
            }
            CourseFact::ScreeningCallOwed { task } => self.calls.push(*task),
            CourseFact::ScreeningCleared { by, at, .. } => {
                self.screening = self.screening.take().map(|screening| screening.cleared(*by, *at));
            }
            CourseFact::ScreeningStopped { by, reason, .. } => {
                let answered = self.screening.take().or(self.held.as_ref().map(Screening::of_held));
                self.screening = answered.map(|screening| screening.stopped(*by, reason.clone()));
            }
            CourseFact::ScreeningLifted { by, at, reason } => {
                (self.screening, self.held) = (None, None);
                self.kept.clear();
                self.lifted = Some((*by, *at, reason.clone()));
            }
            _ => {}
        }
    }

    /// Where the course stands.
    pub fn phase(&self) -> Phase {
        let cleared = self.screening.as_ref().is_some_and(Screening::is_cleared);
        if self.closed.is_some() {
            Phase::Closed
        } else if self.reviewed.is_some() {
            Phase::Review
        } else if self.planned_doses as usize <= self.doses.len() {
            Phase::Integration
        } else if !self.doses.is_empty() {
            Phase::Dosing
        } else if cleared && self.consents.iter().any(|consent| consent.withdrawn.is_none()) {
            Phase::Preparation
        } else if cleared {
            Phase::Consent
        } else if self.screening.is_some() || self.held.is_some() || !self.kept.is_empty() {
            Phase::Screening
        } else {
            Phase::Inquiry
        }
    }

    /// The order in force: the newest one not stopped.
    pub fn order_in_force(&self) -> Option<&Order> {
        self.orders.iter().rev().find(|order| !order.stopped)
    }

    /// A consent in force for this route under this protocol version.
    pub fn consent_for(&self, route: Route, protocol: ProtocolId) -> Option<&Consent> {
        self.consents.iter().rev().find(|held| {
            held.withdrawn.is_none()
                && held.model == self.model
                && held.route == route
                && held.protocol == protocol
        })
    }

    /// An open course, or the refusal that says it is closed.
    pub fn require_open(&self) -> Result<(), crate::refusal::Refusal> {
        if self.closed.is_some() { Err(crate::refusal::Refusal::CourseClosed) } else { Ok(()) }
    }
}
