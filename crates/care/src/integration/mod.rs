//! The first hours after a dose, and the talk in them. Integration therapy and integration support are two types.

pub mod book_talk;
pub mod choose_talk_way;
pub mod cosign_note;
pub mod escalate_window;
pub mod hand_back;
pub mod hold_talk;
pub mod lose_talks;
pub mod note_met_outside;
pub mod rebook;
pub mod refer_outside;
pub mod talk_link;
pub mod write_note;

pub use note_met_outside::SaidBy;

use crate::ids::{CommandId, CourseId, PatientId, PersonId, TaskId};
use crate::messages::entry::CalendarEntry;
use crate::protocol::model::words;
use crate::text::Line;
use crate::time::Instant;

words! {
    /// The two kinds of talk. The bare word "integration" never stands alone.
    TalkKind {
        /// Licensed psychotherapy about the experience.
        Therapy = "therapy",
        /// Not therapy: reflection, grounding, creative practice, small steps.
        Support = "support",
    }
}
words! {
    /// Where a window stands.
    WindowState {
        /// Nobody has been asked.
        NothingBooked = "nothing-booked",
        /// Times were offered, or somebody outside was asked.
        Asked = "asked",
        /// A talk is booked.
        Booked = "booked",
        /// It took place.
        Held = "held",
        /// The person said "no, thanks".
        Declined = "declined",
        /// Past the goal and still open: still worth offering.
        After = "after",
    }
}

/// A booked talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    /// Which kind.
    pub kind: TalkKind,
    /// With whom.
    pub with: PersonId,
    /// When.
    pub at: Instant,
}

/// What the facts say of one window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Of which course.
    pub course: CourseId,
    /// Whose.
    pub patient: PatientId,
    /// The end of the dose.
    pub opened: Instant,
    /// The house's goal for the first talk: absolute hours after it opened.
    pub goal: Instant,
    /// The booked talk.
    pub talk: Option<Talk>,
    /// The booked talk is by video.
    pub by_video: bool,
    /// Times offered and not yet answered, with whom and of which kind.
    pub offered: Vec<Talk>,
    /// A booked talk whose person left, or lost their licence: what it was, until the patient has chosen.
    pub lost: Option<Talk>,
    /// An outside or existing therapist who has accepted.
    pub referred: Option<Line>,
    /// Held, when, which kind (none for outside).
    pub held: Option<(Instant, Option<TalkKind>)>,
    /// The person's own "no, thanks". Not asked again for this session.
    pub declined: Option<Instant>,
    /// Least hours left at which it has climbed.
    pub climbed_at_h: Option<u32>,
    /// Calls that somebody owes about this window, until there is a plan that works.
    pub owed: Vec<TaskId>,
    /// Therapy notes: sealed documents and their authors. Their words are not here.
    pub therapy_notes: Vec<(CommandId, PersonId, Instant)>,
    /// Second signatures under them: which, whose, when.
    pub cosigned: Vec<(CommandId, PersonId, Instant)>,
    /// Support notes.
    pub support_notes: Vec<SupportNote>,
    /// The entry for the talk that the patient's own calendar was sent.
    pub entry: Option<CalendarEntry>,
}

/// A record of support that is not a clinical note: no diagnosis, score, treatment or risk field exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportNote {
    /// By whom.
    pub by: PersonId,
    /// When.
    pub at: Instant,
    /// What came up, in the client's words.
    pub themes: Option<String>,
    /// Images, sounds, body.
    pub images: Option<String>,
    /// Small steps the client chose.
    pub steps: Option<String>,
}

/// What can have happened to a window.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "fields say in a word what the variant states")]
pub enum WindowFact {
    /// A dose ended.
    Opened { course: CourseId, patient: PatientId, opened: Instant, goal: Instant },
    /// Times were offered.
    TimesOffered { times: Vec<Talk> },
    /// A talk was booked.
    Booked { kind: TalkKind, with: PersonId, at: Instant },
    /// The booking was undone.
    TalkCancelled { reason: Line },
    /// An outside or existing therapist has accepted.
    Referred { to: Line },
    /// They see them no more: they said so, or the referral was taken back.
    ReferralEnded { at: Instant },
    /// The person said "no, thanks".
    Declined { at: Instant },
    /// Time passed and nothing was planned: somebody was told.
    Climbed { hours_left: u32 },
    /// Somebody owes the patient a call about it.
    CallOwed { task: TaskId },
    /// The talk took place.
    TalkHeld { kind: TalkKind, with: PersonId, at: Instant },
    /// They met outside; who said so was not kept yet. Written by no act any more.
    MetOutside { at: Instant },
    /// The talk took place outside the house; who said so.
    TalkHeldOutside { at: Instant, said_by: SaidBy },
    /// The booked talk lost its person: they will not work here then, or not with that licence.
    PersonLost { kind: TalkKind, with: PersonId, at: Instant },
    /// It did not take place after all, and whoever would see them is no plan any more.
    TalkNotHeld { at: Instant },
    /// A therapy note was sealed.
    TherapyNoteWritten { document: CommandId, by: PersonId, at: Instant },
    /// Whoever answers for its author signed it, too.
    NoteCosigned { document: CommandId, by: PersonId, at: Instant },
    /// A support note was written.
    SupportNoteWritten { note: SupportNote },
    /// Something out of scope was handed back to the clinic.
    HandedBack { by: PersonId, at: Instant },
    /// An entry that says when the talk begins went to the patient's own calendar.
    EntrySent { starts: Instant, sequence: u32 },
    /// The entry was taken out of it.
    EntryTakenOut { sequence: u32 },
    /// How the booked talk takes place.
    WayChosen { by_video: bool },
}

impl WindowFact {
    /// Is there a plan now, or no need of one, so that nobody owes a call any more?
    pub const fn ends_calls(&self) -> bool {
        matches!(
            self,
            Self::Booked { .. }
                | Self::Referred { .. }
                | Self::Declined { .. }
                | Self::TalkHeld { .. }
                | Self::MetOutside { .. }
                | Self::TalkHeldOutside { .. }
        )
    }
}

impl Window {
    /// The state after one more fact.
    pub fn after(before: Option<Self>, fact: &WindowFact) -> Option<Self> {
        if let WindowFact::Opened { course, patient, opened, goal } = fact {
            return Some(Self {
                course: *course,
                patient: *patient,
                opened: *opened,
                goal: *goal,
                talk: None,
                by_video: false,
                offered: vec![],
                lost: None,
                referred: None,
                held: None,
                declined: None,
                climbed_at_h: None,
                owed: vec![],
                therapy_notes: vec![],
                cosigned: vec![],
                support_notes: vec![],
                entry: None,
            });
        }
        let mut window = before?;
        if fact.ends_calls() {
            window.owed.clear();
            window.lost = None;
        }
        match fact {
            WindowFact::CallOwed { task } => window.owed.push(*task),
            WindowFact::Opened { .. } | WindowFact::HandedBack { .. } => {}
            WindowFact::TimesOffered { times } => window.offered.clone_from(times),
            WindowFact::Booked { kind, with, at } => {
                window.talk = Some(Talk { kind: *kind, with: *with, at: *at });
                (window.offered, window.declined, window.by_video) = (vec![], None, false);
                // Booked after a talk outside: that one was told of by mistake, or was not enough.
                window.held = window.held.filter(|(_, kind)| kind.is_some());
            }
            WindowFact::TalkCancelled { .. } => (window.talk, window.by_video) = (None, false),
            WindowFact::PersonLost { kind, with, at } => {
                window.lost = Some(Talk { kind: *kind, with: *with, at: *at });
            }
            WindowFact::Referred { to } => (window.referred, window.declined) = (Some(to.clone()), None),
            WindowFact::ReferralEnded { .. } => window.referred = None,
            WindowFact::Declined { at } => {
                (window.talk, window.offered, window.declined) = (None, vec![], Some(*at));
                window.by_video = false;
            }
            WindowFact::Climbed { hours_left } => window.climbed_at_h = Some(*hours_left),
            WindowFact::TalkHeld { kind, at, .. } => window.held = Some((*at, Some(*kind))),
            WindowFact::MetOutside { at } | WindowFact::TalkHeldOutside { at, .. } => {
                window.held = Some((*at, None));
            }
            WindowFact::TalkNotHeld { .. } => (window.held, window.referred) = (None, None),
            WindowFact::TherapyNoteWritten { document, by, at } => {
                window.therapy_notes.push((*document, *by, *at))
            }
            WindowFact::NoteCosigned { document, by, at } => window.cosigned.push((*document, *by, *at)),
            WindowFact::SupportNoteWritten { note } => window.support_notes.push(note.clone()),
            WindowFact::EntrySent { starts, sequence } => {
                window.entry = CalendarEntry::of(*starts, *sequence)
            }
            WindowFact::EntryTakenOut { .. } => window.entry = None,
            WindowFact::WayChosen { by_video } => window.by_video = *by_video,
        }
        Some(window)
    }

    /// Where it stands at this instant.
    pub fn state(&self, at: Instant) -> WindowState {
        if self.held.is_some() {
            WindowState::Held
        } else if self.declined.is_some() {
            WindowState::Declined
        } else if self.goal <= at {
            WindowState::After
        } else if self.talk.is_some() {
            WindowState::Booked
        } else if !self.offered.is_empty() || self.referred.is_some() {
            WindowState::Asked
        } else {
            WindowState::NothingBooked
        }
    }

    /// Is something already planned or over, so that nobody needs to ask?
    pub fn is_settled(&self) -> bool {
        self.held.is_some() || self.declined.is_some() || self.talk.is_some() || self.referred.is_some()
    }
}
