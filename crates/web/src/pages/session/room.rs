//! Who is in the room: everyone named for this visit, with a tap for coming and going.

use care::practice::{ActKind, Role};

use super::load::Loaded;
use crate::texts::Lang;
use crate::visit::fresh_command;
use crate::words;

/// Somebody who belongs to this visit.
pub struct Somebody {
    /// Printed name.
    pub name: String,
    /// As what.
    pub role: &'static str,
    /// Noted as in the room.
    pub here: bool,
    /// Their id, for the form.
    pub person: String,
    /// The role's code, for the form.
    pub code: &'static str,
    /// The command of their form.
    pub command: String,
}

/// Everyone named for this visit, everyone noted in the room, and whoever looks.
pub fn everyone(loaded: &Loaded, own_name: &str) -> Vec<Somebody> {
    let session = &loaded.session;
    let mut all = session.people.clone();
    all.extend(session.present.iter().filter(|held| !session.people.contains(held)));
    if let Some(me) = loaded.me
        && !all.iter().any(|(who, _)| *who == me)
    {
        all.push((me, loaded.role));
    }
    all.into_iter()
        .map(|(who, role)| Somebody {
            name: if Some(who) == loaded.me { own_name.to_owned() } else { loaded.name(who).to_owned() },
            role: words::role(Lang::En, role),
            here: session.present.contains(&(who, role)),
            person: who.to_string(),
            code: record::wire::role_code(role),
            command: fresh_command().to_string(),
        })
        .collect()
}

/// May whoever looks note who is there?
pub const fn may_note(loaded: &Loaded) -> bool {
    loaded.may(ActKind::NotePresence)
}

/// The therapist's own page: the person's intention first, and quiet.
pub fn is_therapist(loaded: &Loaded) -> bool {
    loaded.role == Role::Therapist
}
