//! What integration support may know of a person: a first name, times, which door, and what they shared. Nothing else
//! is in the type, so nothing else can be drawn.

use care::course::acknowledge_disclosure::is_acknowledged;
use care::ids::WindowId;
use care::integration::{SupportNote, TalkKind};
use care::patient::Shareable;
use care::practice::{ActKind, Tie};
use care::protocol::Key;
use care::time::Instant;
use record::views::ask;

use crate::answer::Trouble;
use crate::app::App;
use crate::pages::diary::shared::{self, Shared};
use crate::pages::proposed_step::{self, Shown};
use crate::pages::rows;
use crate::pages::windows::first_name;
use crate::parts::Service;
use crate::visit::Visit;

/// A client.
pub struct Client {
    /// The first hours this is about.
    pub window: WindowId,
    /// Their first name.
    pub first_name: String,
    /// The door.
    pub service: Service,
    /// The house's goal for the first talk.
    pub goal: Instant,
    /// When the talk with me is.
    pub talk: Option<Instant>,
    /// The talk took place, as support.
    pub held: Option<Instant>,
    /// They have read what I published about myself.
    pub has_read: bool,
    /// Their own sentence, when they shared it with me.
    pub intention: Option<String>,
    /// Entries of their diary that they share with me now.
    pub diary: Vec<Shared>,
    /// My own notes.
    pub notes: Vec<SupportNote>,
    /// Steps that I proposed, with the person's word and nothing that became of them.
    pub proposed: Vec<Shown>,
}

/// The client of the window in the address, if the talk is or was mine, or they shared with me.
///
/// # Errors
/// `NotFound`, the refusal, or the store's.
pub fn client(app: &App, visit: &Visit) -> Result<Client, Trouble> {
    let id = visit.id("window", WindowId::read)?;
    let signed = visit.signed()?;
    let me = signed.person_id().ok_or(Trouble::NotFound)?;
    let window = app.window(id)?;
    let patient = app.patient(window.patient)?;
    let talk = window.talk.filter(|talk| talk.with == me && talk.kind == TalkKind::Support);
    let was_mine = talk.is_some() || window.support_notes.iter().any(|note| note.by == me);
    let tie = if was_mine { Tie::Talk } else { patient.tie(&signed.by, app.now()) };
    app.permit(visit, ActKind::OpenSupportPerson, tie)?;
    let course = app.course(window.course)?;
    let shared = patient.shares.contains(&(Shareable::Intention(window.course), me));
    let newest = || course.intentions.last().map(|(_, words)| words.to_string());
    let row = app.read(|conn, org| ask::one_window(conn, org, id))?.ok_or(Trouble::NotFound)?;
    let myself = app.person(me)?;
    Ok(Client {
        window: id,
        first_name: first_name(patient.details.name.as_str()).to_owned(),
        service: rows::service(&row.model),
        goal: window.goal,
        talk: talk.map(|talk| talk.at),
        held: window.held.and_then(|(at, kind)| (kind == Some(TalkKind::Support)).then_some(at)),
        has_read: is_acknowledged(&course, me, &myself),
        intention: if shared { newest() } else { None },
        diary: shared::with_me(app, visit, window.patient)?,
        proposed: proposed_step::mine(app, signed, &patient.keeping),
        notes: window.support_notes.iter().filter(|note| note.by == me).cloned().collect(),
    })
}

/// Within how many minutes a clinician owes an answer to what is handed back, as the protocol of this course says.
///
/// # Errors
/// The store's.
pub fn answer_within_min(app: &App, window: WindowId) -> Result<Option<u32>, Trouble> {
    let course = app.course(app.window(window)?.course)?;
    Ok(app.protocol(course.protocol)?.content.small(Key::SafetyAnswer).ok())
}
