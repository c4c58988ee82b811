//! **First contact**: somebody without an account asks for a call. Their name and how to reach them are sealed beside the
//! facts and erased when they are needed no more; here is only what may be done about it, by when.

pub mod ask_for_call;
pub mod refer_in;
pub mod settle_contact;

use crate::ids::{CommandId, PersonId};
use crate::messages::Tongue;
use crate::protocol::model::words;
use crate::tasks::wish_call_time::PartOfDay;
use crate::time::Instant;
use crate::units::Hours;

pub use ask_for_call::AskForCall;
pub use refer_in::ReferIn;
pub use settle_contact::{EraseContact, NoteContactTry, SettleContact};

words! {
    /// What somebody wants to talk about. Nothing of their health: that is for the call.
    Concern {
        /// Ketamine-assisted psychotherapy.
        Kap = "kap",
        /// Ketamine infusions.
        Infusion = "infusion",
        /// They do not know yet.
        NotSure = "not-sure",
        /// Something that is not clinical.
        Other = "other",
    }
}

words! {
    /// How it ended.
    Outcome {
        /// Somebody talked with them.
        Called = "called",
        /// They are a patient here now.
        Registered = "registered",
        /// They were tried and never reached.
        NeverReached = "never-reached",
        /// They found what they wanted elsewhere, or want no call any more.
        NoLongerWanted = "no-longer-wanted",
        /// Nobody real asked.
        NotReal = "not-real",
    }
}

/// How long after it ended the name and the way to reach somebody are kept: thirty days, as a deleted diary entry can be
/// brought back for. House policy.
pub const KEPT: Hours = Hours(30 * 24);
/// A call that no day of the clinic was named for is owed within three days. House policy.
pub const CALL_WITHIN: Hours = Hours(72);
/// The next day of the clinic is never further away than this. House policy.
pub const CALL_LATEST: Hours = Hours(14 * 24);

/// By when a call is owed: as the edge read it in the clinic's hours; where that has passed or lies too far ahead, by the
/// house's own clock.
fn owed_by(asked: Instant, now: Instant) -> Instant {
    let is_a_day = now < asked && asked <= now.plus_hours(CALL_LATEST);
    if is_a_day { asked } else { now.plus_hours(CALL_WITHIN) }
}

/// What the facts say of one contact. No name, no number: they are sealed in `words`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstContact {
    /// What about.
    pub concern: Concern,
    /// When in the day they may be called; none means at any time.
    pub parts: Vec<PartOfDay>,
    /// In which language they asked.
    pub tongue: Tongue,
    /// The document that holds the name and the way to reach them, until it is erased.
    pub words: Option<CommandId>,
    /// When they asked.
    pub asked: Instant,
    /// By when the desk owes them a call.
    pub due: Instant,
    /// Who tried to reach them, and when.
    pub tries: Vec<(PersonId, Instant)>,
    /// How it ended, who said so, and when.
    pub settled: Option<(Outcome, PersonId, Instant)>,
    /// Somebody outside referred them, with their yes.
    pub referred: Option<Referred>,
}

/// What is kept of a referral into the house; who refers is sealed with the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Referred {
    /// The person agreed that whoever refers hears whether they were reached.
    pub tells_back: bool,
}

impl FirstContact {
    /// When the name and the way to reach somebody are erased.
    pub fn erase_due(&self) -> Option<Instant> {
        self.words.and(self.settled).map(|(_, _, at)| at.plus_hours(KEPT))
    }
}

/// What can have happened to a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum ContactFact {
    /// Somebody asked for a call.
    Asked {
        concern: Concern,
        parts: Vec<PartOfDay>,
        tongue: Tongue,
        document: CommandId,
        due: Instant,
        at: Instant,
    },
    /// It was somebody outside who asked for them, with their yes.
    ReferredIn { tells_back: bool, at: Instant },
    /// They were tried and not reached; they are owed another.
    Tried { by: PersonId, due: Instant, at: Instant },
    /// Nobody owes them a call any more.
    Settled { outcome: Outcome, by: PersonId, at: Instant },
    /// The name and the way to reach them are gone.
    Erased { at: Instant },
}

impl FirstContact {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &ContactFact) -> Option<Self> {
        if let ContactFact::Asked { concern, parts, tongue, document, due, at } = fact {
            return Some(Self {
                concern: *concern,
                parts: parts.clone(),
                tongue: *tongue,
                words: Some(*document),
                asked: *at,
                due: *due,
                tries: vec![],
                settled: None,
                referred: None,
            });
        }
        let mut contact = before?;
        match fact {
            ContactFact::Asked { .. } => {}
            ContactFact::ReferredIn { tells_back, .. } => {
                contact.referred = Some(Referred { tells_back: *tells_back });
            }
            ContactFact::Tried { by, due, at } => {
                contact.tries.push((*by, *at));
                contact.due = *due;
            }
            ContactFact::Settled { outcome, by, at } => contact.settled = Some((*outcome, *by, *at)),
            ContactFact::Erased { .. } => contact.words = None,
        }
        Some(contact)
    }
}
