//! One person in our care: who they are, who may look, what they shared, and whether they are clear-headed.

pub mod care_team;
pub mod emergency_access;
pub mod give_sign_in;
pub mod register;
pub mod say_unsafe;
pub mod share;

use crate::ids::{CourseId, PersonId, SessionId};
use crate::keeping::{Keeping, Mood, ProposalSaid, Proposed, StepWords};
use crate::messages::Reach;
use crate::practice::{Acting, Actor, Role, Tie};
use crate::refusal::Refusal;
use crate::safety::HowSafe;
use crate::text::Line;
use crate::time::{Date, Instant, Term};

pub use register::{CorrectPatient, RegisterPatient};

/// Who a patient is and how to reach them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// Whole name.
    pub name: Line,
    /// Birthday.
    pub born: Date,
    /// Telephone or address for messages.
    pub contact: Line,
    /// IANA zone of the patient's nights.
    pub zone: Line,
}

/// Somebody who may open this chart, in a role, for a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub role: Role,
    /// From–until.
    pub term: Term,
}

/// What a patient can share today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shareable {
    /// The intention of a course.
    Intention(CourseId),
}

/// Is the patient under the clear-headed lock?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// No dose yet, or long enough ago.
    Off,
    /// A dose has begun and not ended.
    WhileDosing(SessionId),
    /// Until this instant.
    Until(Instant),
}

/// What the facts say of one patient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patient {
    /// Who and how to reach.
    pub details: Details,
    /// Every member there ever was.
    pub team: Vec<Member>,
    /// Emergency accesses: who, in which term, why.
    pub emergencies: Vec<(PersonId, Term, Line)>,
    /// What is shared now, with whom.
    pub shares: Vec<(Shareable, PersonId)>,
    /// From whom something was taken back last: an open page of theirs must learn of it.
    pub taken_back_from: Option<PersonId>,
    /// The clear-headed lock.
    pub lock: Lock,
    /// The latest end that any lock was ever given. A lock that is set never ends before it.
    pub clear_from: Option<Instant>,
    /// The session of every dose that ever began, in whichever course, in the order they were written down.
    pub doses: Vec<SessionId>,
    /// What they keep for themselves: moods and small steps.
    pub keeping: Keeping,
    /// How to write to them; none until somebody asked.
    pub reach: Option<Reach>,
    /// They asked for no more messages, when.
    pub unsubscribed: Option<Instant>,
    /// Mails of a booking carry an entry for their calendar, unless they said otherwise.
    pub wants_entries: bool,
}

/// What can have happened to a patient.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum PatientFact {
    /// Written into the house.
    Registered { details: Details },
    /// Details corrected; the earlier ones stay in the journal.
    Corrected { details: Details, reason: Line },
    /// Joined the care team.
    TeamJoined { person: PersonId, role: Role, from: Instant },
    /// Left it.
    TeamLeft { person: PersonId, at: Instant },
    /// Opened the chart without a tie, for a stated reason and a fixed time.
    EmergencyOpened { person: PersonId, reason: Line, term: Term },
    /// Shared something with a person.
    Shared { what: Shareable, with: PersonId },
    /// Took it back.
    TakenBack { what: Shareable, with: PersonId },
    /// A dose began: no signing, paying or new sharing. Written with every start since the first release: the one
    /// place where a patient's doses stand together, whatever course they are in.
    LockBegan { session: SessionId },
    /// The dose ended: locked until this instant.
    LockSet { until: Instant },
    /// Said "I don't feel safe".
    SaidUnsafe { words: Option<String> },
    /// Said how safe they are, and whether somebody is with them.
    HowSafeSaid { answer: HowSafe, company: Option<bool> },
    /// Was given a sign-in, by whom.
    SignInGiven { login: Line, by: PersonId },
    /// Somebody opened the chart.
    ChartOpened { by: PersonId, role: Role, tie: Tie },
    /// Said how it is, on that day.
    MoodSaid { mood: Mood, note: Option<Line>, day: Date, at: Instant },
    /// Chose a small step.
    StepChosen { number: u32, words: StepWords, at: Instant },
    /// Said it otherwise.
    StepChanged { number: u32, words: StepWords, at: Instant },
    /// Did it on that day.
    StepTicked { number: u32, day: Date, at: Instant },
    /// Took that tick back.
    StepUnticked { number: u32, day: Date, at: Instant },
    /// Let it rest.
    StepPaused { number: u32, at: Instant },
    /// Took it up again.
    StepResumed { number: u32, at: Instant },
    /// Let it go.
    StepLetGo { number: u32, at: Instant },
    /// Somebody proposed one, from a talk.
    StepProposed { proposed: Proposed },
    /// Took it, or left it.
    ProposalAnswered { number: u32, said: ProposalSaid, at: Instant },
    /// How to reach them was kept.
    ReachSet { reach: Reach },
    /// Asked for no more messages.
    Unsubscribed { at: Instant },
    /// Lets them come again.
    Resubscribed { at: Instant },
    /// Said whether mails carry entries for their calendar.
    EntriesChosen { wanted: bool },
}

impl Patient {
    /// Somebody who was just written in. Nothing was shared, asked for or chosen.
    fn registered(details: &Details) -> Self {
        Self {
            details: details.clone(),
            team: vec![],
            emergencies: vec![],
            shares: vec![],
            taken_back_from: None,
            lock: Lock::Off,
            clear_from: None,
            doses: vec![],
            keeping: Keeping::default(),
            reach: None,
            unsubscribed: None,
            wants_entries: false,
        }
    }

    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &PatientFact) -> Option<Self> {
        if let PatientFact::Registered { details } = fact {
            return Some(Self::registered(details));
        }
        let mut patient = before?;
        match fact {
            PatientFact::Registered { .. }
            | PatientFact::SignInGiven { .. }
            | PatientFact::SaidUnsafe { .. }
            | PatientFact::HowSafeSaid { .. }
            | PatientFact::ChartOpened { .. } => {}
            PatientFact::Corrected { details, .. } => patient.details = details.clone(),
            PatientFact::TeamJoined { person, role, from } => {
                let term = Term { from: *from, until: None };
                patient.team.push(Member { person: *person, role: *role, term });
            }
            PatientFact::TeamLeft { person, at } => {
                for member in patient.team.iter_mut().filter(|member| member.person == *person) {
                    if member.term.until.is_none_or(|until| *at < until) {
                        member.term.until = Some(*at);
                    }
                }
            }
            PatientFact::EmergencyOpened { person, reason, term } => {
                patient.emergencies.push((*person, *term, reason.clone()));
            }
            PatientFact::Shared { what, with } => patient.shares.push((*what, *with)),
            PatientFact::TakenBack { what, with } => {
                patient.shares.retain(|share| *share != (*what, *with));
                patient.taken_back_from = Some(*with);
            }
            PatientFact::ReachSet { reach } => patient.reach = Some(reach.clone()),
            PatientFact::Unsubscribed { at } => patient.unsubscribed = Some(*at),
            PatientFact::Resubscribed { .. } => patient.unsubscribed = None,
            PatientFact::EntriesChosen { wanted } => patient.wants_entries = *wanted,
            PatientFact::LockBegan { session } => {
                patient.lock = Lock::WhileDosing(*session);
                patient.doses.push(*session);
            }
            PatientFact::LockSet { until } => {
                patient.lock = Lock::Until(*until);
                patient.clear_from = patient.clear_from.max(Some(*until));
            }
            PatientFact::MoodSaid { .. }
            | PatientFact::StepChosen { .. }
            | PatientFact::StepChanged { .. }
            | PatientFact::StepTicked { .. }
            | PatientFact::StepUnticked { .. }
            | PatientFact::StepPaused { .. }
            | PatientFact::StepResumed { .. }
            | PatientFact::StepLetGo { .. }
            | PatientFact::StepProposed { .. }
            | PatientFact::ProposalAnswered { .. } => patient.keeping.after(fact),
        }
        Some(patient)
    }

    /// What ties this actor to this patient at this instant.
    pub fn tie(&self, by: &Acting, at: Instant) -> Tie {
        let Actor::Person(person) = by.actor else { return Tie::Stranger };
        if self.team.iter().any(|member| member.person == person && member.term.covers(at)) {
            return Tie::CareTeam;
        }
        if self.emergencies.iter().any(|(who, term, _)| *who == person && term.covers(at)) {
            return Tie::Emergency;
        }
        // What a patient shares for support is no key to the chart, whatever else that person may be here.
        let for_support = by.role == Role::IntegrationSpecialist;
        if for_support && self.shares.iter().any(|(_, with)| *with == person) {
            Tie::Shared
        } else {
            Tie::Stranger
        }
    }

    /// Lets an act through that only a clear head may do.
    pub fn clear_headed(&self, at: Instant) -> Result<(), Refusal> {
        if matches!(self.lock, Lock::WhileDosing(_)) {
            return Err(Refusal::ClearHeadedLock { until: None });
        }
        match self.clear_from {
            Some(until) if at < until => Err(Refusal::ClearHeadedLock { until: Some(until) }),
            Some(_) | None => Ok(()),
        }
    }

    /// Until when a lock holds that would end at this instant: a longer one, set by an earlier dose, is kept.
    pub fn locked_until(&self, until: Instant) -> Instant {
        self.clear_from.map_or(until, |longer| longer.max(until))
    }

    /// The session of the newest dose that began elsewhere than here.
    pub fn last_dose_but(&self, here: SessionId) -> Option<SessionId> {
        self.doses.iter().rev().copied().find(|session| *session != here)
    }

    /// Is anybody on the team at this instant?
    pub fn has_team(&self, at: Instant) -> bool {
        self.team.iter().any(|member| member.term.covers(at))
    }

    /// Is this person on the team at this instant, in this role?
    pub fn has_member(&self, person: PersonId, role: Role, at: Instant) -> bool {
        self.team
            .iter()
            .any(|member| member.person == person && member.role == role && member.term.covers(at))
    }
}
