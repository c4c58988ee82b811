//! A command on its way to the writer, with all that can be said of it beforehand: on the caller's thread, because the
//! writer has only one.

use std::fmt::Write as _;

use care::practice::{Acting, Actor};
use care::time::Instant;

use crate::sealed::{self, RootKey};
use crate::submit::Command;

/// A command and its texts, as the journal writes them.
pub struct Asking {
    pub(crate) command: Command,
    /// The instant it is judged at; none means when the writer comes to it.
    pub(crate) now: Option<Instant>,
    pub(crate) id: String,
    pub(crate) act: String,
    pub(crate) actor: String,
    pub(crate) fingerprint: String,
}

impl Asking {
    pub(crate) fn new(command: Command, now: Option<Instant>, root: &RootKey) -> Self {
        Self {
            id: command.id.to_string(),
            act: format!("{:?}", command.act.kind()),
            actor: actor_text(&command.by),
            fingerprint: fingerprint(&command, root),
            command,
            now,
        }
    }
}

/// The same command id may carry only the same act. Sealed words count by a keyed mark, for the fingerprint stays when
/// their key is erased.
fn fingerprint(command: &Command, root: &RootKey) -> String {
    let sealed = command.sealed.as_ref().map(|plain| root.mark(&plain.bytes));
    let mut said = String::with_capacity(1_024);
    // A string takes whatever is written to it.
    let _ = write!(said, "{:?}|{:?}|{:?}|{sealed:?}", command.act, command.by, command.occurred);
    sealed::digest(said.as_bytes())
}

/// Somebody without an account, as the journal writes it; under this name what they sealed is opened.
pub const VISITOR: &str = "visitor";

/// Who acted, as the journal writes it.
pub fn actor_text(by: &Acting) -> String {
    match by.actor {
        Actor::Person(id) => id.to_string(),
        Actor::Patient(id) => id.to_string(),
        Actor::Clock => "clock".to_owned(),
        Actor::Host => "host".to_owned(),
        Actor::Visitor => VISITOR.to_owned(),
    }
}
