//! The patient's diary: entries in their own words, drawings, voice and photos. The words are sealed beside the facts;
//! here are only the rules of who may write, read, share, take back, delete and bring back. An entry belongs to the
//! person, not to a course. No role, emergency or audit opens it: its writer does, and whoever it is shared with.

pub(crate) mod decide;
pub mod delete;
pub mod piece;
pub mod share;
pub mod write;

use crate::ids::{CommandId, PatientId, PersonId};
use crate::practice::Actor;
use crate::refusal::Refusal;
use crate::text::Line;
use crate::time::{Instant, Term};

pub use piece::{Media, NewPiece, Piece, PieceKind};

/// One person who may, or once might, read an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiaryShare {
    /// Who.
    pub with: PersonId,
    /// From when until when.
    pub term: Term,
}

/// What the facts say of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiaryEntry {
    /// Whose it is.
    pub patient: PatientId,
    /// When it was begun.
    pub begun: Instant,
    /// When something in it last changed.
    pub changed: Instant,
    /// The prompt it answers, by its name in the library.
    pub prompt: Option<Line>,
    /// What it is made of now, in the order it came. Two texts: it was written on two devices, and both are kept.
    pub pieces: Vec<Piece>,
    /// Everyone it was ever shared with.
    pub shares: Vec<DiaryShare>,
    /// When it was deleted; hidden from everybody since, and brought back for thirty days.
    pub deleted: Option<Instant>,
    /// When its keys and its ciphertext were destroyed. Nobody can read it any more.
    pub erased: Option<Instant>,
}

/// What can have happened to an entry. No words, ever.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum DiaryFact {
    /// Begun, with its first piece.
    Written { patient: PatientId, piece: Piece, prompt: Option<Line> },
    /// A piece came, and those in `over` went.
    Changed { piece: Option<Piece>, over: Vec<CommandId>, at: Instant },
    /// Shared with a person.
    Shared { with: PersonId, at: Instant },
    /// Taken back.
    TakenBack { with: PersonId, at: Instant },
    /// Deleted: hidden, and every share taken back.
    Deleted { at: Instant },
    /// Brought back, private.
    Restored { at: Instant },
    /// Its keys are gone.
    Erased { at: Instant },
}

impl DiaryEntry {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &DiaryFact) -> Option<Self> {
        if let DiaryFact::Written { patient, piece, prompt } = fact {
            return Some(Self {
                patient: *patient,
                begun: piece.at,
                changed: piece.at,
                prompt: prompt.clone(),
                pieces: vec![*piece],
                shares: vec![],
                deleted: None,
                erased: None,
            });
        }
        let mut entry = before?;
        match fact {
            DiaryFact::Written { .. } => {}
            DiaryFact::Changed { piece, over, at } => {
                entry.pieces.retain(|held| !over.contains(&held.document));
                entry.pieces.extend(*piece);
                entry.changed = *at;
            }
            DiaryFact::Shared { with, at } => {
                let term = Term { from: *at, until: None };
                entry.shares.push(DiaryShare { with: *with, term });
            }
            DiaryFact::TakenBack { with, at } => entry.end_shares(*at, |share| share.with == *with),
            DiaryFact::Deleted { at } => {
                entry.end_shares(*at, |_| true);
                entry.deleted = Some(*at);
            }
            DiaryFact::Restored { .. } => entry.deleted = None,
            DiaryFact::Erased { at } => {
                entry.erased = Some(*at);
                entry.pieces.clear();
            }
        }
        Some(entry)
    }

    fn end_shares(&mut self, at: Instant, ends: impl Fn(&DiaryShare) -> bool) {
        for share in self.shares.iter_mut().filter(|share| share.term.until.is_none()) {
            if ends(share) {
                share.term.until = Some(at);
            }
        }
    }

    /// Who it is shared with now.
    pub fn readers(&self) -> impl Iterator<Item = PersonId> {
        self.shares.iter().filter(|share| share.term.until.is_none()).map(|share| share.with)
    }

    /// Is it shared with this person now?
    pub fn is_shared_with(&self, person: PersonId) -> bool {
        self.readers().any(|reader| reader == person)
    }

    /// The texts it holds: one, or one for each device it was written on.
    pub fn texts(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().filter(|piece| piece.kind == PieceKind::Text)
    }

    /// A piece of it, by its document.
    pub fn piece(&self, document: CommandId) -> Option<&Piece> {
        self.pieces.iter().find(|piece| piece.document == document)
    }

    /// There to be read, changed and shared: neither deleted nor erased.
    pub const fn require_kept(&self) -> Result<(), Refusal> {
        match (self.erased, self.deleted) {
            (Some(_), _) => Err(Refusal::DiaryEntryErased),
            (None, Some(_)) => Err(Refusal::DiaryEntryDeleted),
            (None, None) => Ok(()),
        }
    }

    /// May this actor read it? Its writer, also while it waits to be erased; and whoever it is shared with now. Whether
    /// a reader still works here, in a role that may read, is judged beside this, at the instant of reading.
    pub fn may_read(&self, by: &Actor) -> Result<(), Refusal> {
        let readable = match by {
            Actor::Patient(own) => *own == self.patient,
            Actor::Person(person) => self.deleted.is_none() && self.is_shared_with(*person),
            Actor::Clock | Actor::Host | Actor::Visitor => false,
        };
        match (readable, self.erased) {
            (false, _) => Err(Refusal::NotYourRecord),
            (true, Some(_)) => Err(Refusal::DiaryEntryErased),
            (true, None) => Ok(()),
        }
    }
}
