//! **Referral**: to somebody outside, with a purpose, a by-when, exactly what is sent, and an answer. Written by staff,
//! consented to part by part by the patient, answered through a link without an account. Nothing about it is silent:
//! whatever is not answered, and whatever was promised and did not take place, is owed by somebody here.

mod answer_referral;
mod climb_referral;
mod close_referral;
mod consent_to_referral;
mod content;
mod note_referral_met;
mod send_referral;
mod send_referral_note;
mod take_back_referral;
mod window;
mod write_referral;

pub use answer_referral::{AcceptReferral, DeclineReferral, TIMES_MOST, accept, decline};
pub use climb_referral::{
    CLIMB_ANSWER, Due, EscalateReferral, NOT_MET_AFTER, NOT_SENT_AFTER, REMIND_AT_H, RemindReferral,
    UNANSWERED_AT_H, due, escalate, next_look, owed as owed_by_desk, remind,
};
pub use close_referral::{CloseReferral, close};
pub use consent_to_referral::{ConsentToReferral, consent};
pub use content::Content;
pub use note_referral_met::{NoteReferralMet, NoteReferralNotMet, met, not_met};
pub use send_referral::{MailStep, SendReferral, mail, mail_failed, may_go_outside, send};
pub use send_referral_note::{NOTE_ANSWER, NOTE_MOST, NOTES_MOST, SendReferralNote, note};
pub use take_back_referral::{TakeBackReferral, take_back};
pub use window::{Window48, accepted, held_by, lost, reopened};
pub use write_referral::{BY_WHEN_MOST, WriteReferral, write};

use crate::ids::{CommandId, PatientId, PersonId, TaskId};
use crate::integration::SaidBy;
use crate::messages::Tongue;
use crate::protocol::model::words;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::Instant;
use crate::units::Hours;

words! {
    /// What somebody who receives a referral is to the patient.
    ReceiverKind {
        /// A therapist outside the house.
        OutsideTherapist = "outside-therapist",
        /// The therapist the patient has already.
        OwnTherapist = "own-therapist",
        /// Somebody who prescribes.
        Prescriber = "prescriber",
        /// Psychiatric care.
        PsychiatricCare = "psychiatric-care",
    }
}
words! {
    /// What a referral asks for.
    Purpose {
        /// The first talk after a dose. It counts for the patient's window.
        FirstTalk = "first-talk",
        /// Therapy that goes on.
        OngoingTherapy = "ongoing-therapy",
        /// A look at medicines.
        MedicineReview = "medicine-review",
        /// A psychiatric assessment.
        Assessment = "assessment",
        /// Nothing but that they know of each other.
        KnowOfEachOther = "know-of-each-other",
    }
}
words! {
    /// A part of what is sent. Nothing is sent that is none of these.
    Part {
        /// The patient's first name, what is asked, and by when. Without these nobody can answer.
        FirstName = "first-name",
        /// The sender's line of why.
        Why = "why",
        /// How the patient wishes to be reached.
        Contact = "contact",
        /// The service, and the day of the last dose. Never how much.
        Service = "service",
        /// The patient's own sentence.
        Intention = "intention",
        /// The sender's own words.
        Summary = "summary",
    }
}
words! {
    /// Why somebody cannot.
    CannotBecause {
        /// No time free.
        Full = "full",
        /// Not what they do.
        NotMyField = "not-my-field",
        /// Something else.
        Other = "other",
    }
}
words! {
    /// Why staff ended a referral.
    ClosedBecause {
        /// They are cared for elsewhere.
        SeenElsewhere = "seen-elsewhere",
        /// Not needed any more.
        NotNeeded = "not-needed",
        /// Sent to the wrong one, or with something wrong in it.
        WrittenAnew = "written-anew",
        /// Nobody answered.
        NobodyAnswered = "nobody-answered",
        /// They met, and nothing is open.
        Done = "done",
    }
}
words! {
    /// What is late about a referral, so that somebody here owes it.
    Late {
        /// Written, and not sent.
        NotSent = "not-sent",
        /// Sent, and not answered.
        Unanswered = "unanswered",
        /// Accepted, and nobody said that they met.
        NotMet = "not-met",
        /// The link ended before anybody said that they met.
        LinkEnded = "link-ended",
        /// They cannot see them.
        Declined = "declined",
        /// The mail with the link never came to them.
        MailFailed = "mail-failed",
    }
}
words! {
    /// Where a referral stands.
    ReferralState {
        /// The patient has not said yes.
        AwaitingConsent = "awaiting-consent",
        /// The patient said yes; not sent yet.
        Consented = "consented",
        /// Sent; no answer.
        Sent = "sent",
        /// They can see them.
        Accepted = "accepted",
        /// They cannot.
        Declined = "declined",
        /// They met.
        Met = "met",
        /// The patient took it back.
        TakenBack = "taken-back",
        /// The link ended without a meeting.
        Expired = "expired",
        /// Staff ended it.
        Closed = "closed",
    }
}

/// How long after the by-when, or after the last time they proposed first, the link still opens. House policy: long enough
/// to say "met on", and no longer.
pub const LINK_AFTER: Hours = Hours(7 * 24);

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receiver {
    /// Their name.
    pub name: Line,
    /// Where they work.
    pub practice: Option<Line>,
    /// What they are to the patient.
    pub kind: ReceiverKind,
    /// Where a mail goes.
    pub mail: Option<Line>,
    /// Where they are called.
    pub phone: Option<Line>,
    /// In which language they are written to.
    pub tongue: Tongue,
}

impl Receiver {
    /// As one line of the window that counts it.
    pub fn line(&self) -> Line {
        let both = self.practice.as_ref().map(|practice| format!("{}, {practice}", self.name));
        both.and_then(|both| Line::new(&both).ok()).unwrap_or_else(|| self.name.clone())
    }
}

/// As it was written. It never changes: what is wrong is closed and written anew, so a consent is to these words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// About whom.
    pub patient: PatientId,
    /// To whom.
    pub receiver: Receiver,
    /// What is asked.
    pub purpose: Purpose,
    /// By when.
    pub by_when: Instant,
    /// Everything that would be sent, in its own words.
    pub content: Content,
    /// Who wrote it.
    pub by: PersonId,
    /// When.
    pub at: Instant,
}

/// The patient's yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// To these parts.
    pub parts: Vec<Part>,
    /// The name as typed.
    pub typed_name: Line,
    /// When.
    pub at: Instant,
}

/// What they answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// They can, at one of these times.
    Accepted(Vec<Instant>, Instant),
    /// They cannot.
    Declined(CannotBecause, Instant),
}

/// What the facts say of one referral.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Referral {
    /// As it was written.
    pub written: Written,
    /// The patient's yes, as it stands.
    pub consent: Option<Consent>,
    /// Sent, by whom, when.
    pub sent: Option<(PersonId, Instant)>,
    /// What they answered last.
    pub answer: Option<Answer>,
    /// They first said that they can: when they said so, and the last time they proposed then. Times that are changed later
    /// move no clock, or a link could be kept open for ever.
    pub first_yes: Option<(Instant, Option<Instant>)>,
    /// They met: when, who said so, and when that was said.
    pub met: Option<(Instant, SaidBy, Instant)>,
    /// What they wrote back.
    pub notes: Vec<(CommandId, String, Instant)>,
    /// The patient took it back.
    pub taken_back: Option<Instant>,
    /// Staff ended it.
    pub closed: Option<(ClosedBecause, PersonId, Instant)>,
    /// Least hours left at which they were reminded.
    pub reminded_at_h: Option<u32>,
    /// What has climbed.
    pub climbed: Vec<Late>,
    /// What somebody here owes about it.
    pub owed: Vec<TaskId>,
}

/// What can have happened to a referral.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ReferralFact {
    /// Somebody wrote it.
    Written { written: Box<Written> },
    /// The patient said yes to these parts.
    Consented { consent: Consent },
    /// It was sent.
    Sent { by: PersonId, at: Instant },
    /// They were reminded.
    Reminded { hours_left: u32, at: Instant },
    /// They can see them, at one of these times.
    Accepted { times: Vec<Instant>, at: Instant },
    /// They cannot.
    Declined { because: CannotBecause, at: Instant },
    /// They met.
    Met { met: Instant, said_by: SaidBy, at: Instant },
    /// They did not meet after all: what was said before was wrong.
    NotMet { at: Instant },
    /// They wrote back.
    NoteSent { number: CommandId, words: String, at: Instant },
    /// The patient took it back.
    TakenBack { at: Instant },
    /// It is late: somebody here owes it.
    Climbed { late: Late, task: TaskId, at: Instant },
    /// Staff ended it.
    Closed { because: ClosedBecause, by: PersonId, at: Instant },
}

impl Referral {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ReferralFact) -> Option<Self> {
        if let ReferralFact::Written { written } = fact {
            return Some(Self {
                written: (**written).clone(),
                consent: None,
                sent: None,
                answer: None,
                first_yes: None,
                met: None,
                notes: vec![],
                taken_back: None,
                closed: None,
                reminded_at_h: None,
                climbed: vec![],
                owed: vec![],
            });
        }
        let mut referral = before?;
        match fact {
            ReferralFact::Written { .. } => {}
            ReferralFact::Consented { consent } => referral.consent = Some(consent.clone()),
            ReferralFact::Sent { by, at } => referral.sent = Some((*by, *at)),
            ReferralFact::Reminded { hours_left, .. } => referral.reminded_at_h = Some(*hours_left),
            ReferralFact::Accepted { times, at } => {
                referral.first_yes = referral.first_yes.or(Some((*at, times.iter().max().copied())));
                referral.answer = Some(Answer::Accepted(times.clone(), *at));
            }
            ReferralFact::Declined { because, at } => {
                referral.answer = Some(Answer::Declined(*because, *at));
            }
            ReferralFact::Met { met, said_by, at } => referral.met = Some((*met, *said_by, *at)),
            ReferralFact::NotMet { .. } => referral.met = None,
            ReferralFact::NoteSent { number, words, at } => {
                referral.notes.push((*number, words.clone(), *at));
            }
            ReferralFact::TakenBack { at } => referral.taken_back = Some(*at),
            ReferralFact::Climbed { late, task, .. } => {
                referral.climbed.push(*late);
                referral.owed.push(*task);
            }
            ReferralFact::Closed { because, by, at } => referral.closed = Some((*because, *by, *at)),
        }
        Some(referral)
    }

    /// When the link opens no more, whatever happens.
    pub fn link_ends(&self) -> Instant {
        self.expected_by().plus_hours(LINK_AFTER)
    }

    /// By when they would have met: the by-when, or the last of the times they proposed first. It never moves after that.
    pub fn expected_by(&self) -> Instant {
        let last = self.first_yes.and_then(|(_, last)| last);
        last.map_or(self.written.by_when, |last| last.max(self.written.by_when))
    }

    /// The times they proposed.
    pub fn times(&self) -> &[Instant] {
        match &self.answer {
            Some(Answer::Accepted(times, _)) => times,
            Some(Answer::Declined(..)) | None => &[],
        }
    }

    /// Did they say that they cannot?
    pub const fn is_declined(&self) -> bool {
        matches!(self.answer, Some(Answer::Declined(..)))
    }

    /// Where it stands at this instant.
    pub fn state(&self, at: Instant) -> ReferralState {
        if self.taken_back.is_some() {
            ReferralState::TakenBack
        } else if self.closed.is_some() {
            ReferralState::Closed
        } else if self.met.is_some() {
            ReferralState::Met
        } else if self.sent.is_none() && self.consent.is_none() {
            ReferralState::AwaitingConsent
        } else if self.sent.is_none() {
            ReferralState::Consented
        } else if self.is_declined() {
            ReferralState::Declined
        } else if self.link_ends() <= at {
            ReferralState::Expired
        } else if self.answer.is_some() {
            ReferralState::Accepted
        } else {
            ReferralState::Sent
        }
    }

    /// Does the link open at this instant? A refusal says so and no more: whoever holds a dead link learns nothing.
    pub fn link_opens(&self, at: Instant) -> Result<(), Refusal> {
        // Whoever said no reads nothing more, also where staff were told later that they met.
        match self.state(at) {
            _ if self.is_declined() => Err(Refusal::ReferralLinkEnded),
            ReferralState::Sent | ReferralState::Accepted => Ok(()),
            ReferralState::Met if at < self.link_ends() => Ok(()),
            _ => Err(Refusal::ReferralLinkEnded),
        }
    }

    /// Exactly what whoever holds the link reads: the parts the patient said yes to, and nothing where there is no yes.
    pub fn shown(&self) -> Option<Content> {
        self.consent.as_ref().map(|consent| self.written.content.only(&consent.parts))
    }

    pub(crate) fn require_open(&self) -> Result<(), Refusal> {
        if self.closed.is_some() || self.taken_back.is_some() { Err(Refusal::ReferralClosed) } else { Ok(()) }
    }
}
