//! Somebody came into the room, or left it: one tap beside their name.

use care::act::Act;
use care::ids::{PersonId, SessionId};
use care::session::note_presence::NotePresence;

use crate::answer::{Answered, Trouble, go};
use crate::app::App;
use crate::visit::Visit;

/// `POST /sessions/{session}/presence`
pub fn post(app: &App, visit: &Visit) -> Answered {
    let id = visit.id("session", SessionId::read)?;
    let person = PersonId::read(visit.value("person")).ok_or(Trouble::FormOutdated)?;
    let role = record::wire::role_of(visit.value("role")).ok_or(Trouble::FormOutdated)?;
    let present = visit.value("present") == "yes";
    app.submit(visit, Act::NotePresence(id, NotePresence { person, role, present }))?;
    go(format!("/sessions/{id}#room"), if present { "in-the-room" } else { "left-the-room" })
}
