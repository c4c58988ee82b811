//! From facts to the state of a stream. One step function serves the writer, the reader and `verify`.

use std::sync::Arc;

use care::articles::Articles;
use care::chart::State;
use care::contact::FirstContact;
use care::course::Course;
use care::diary::DiaryEntry;
use care::directory::Directory;
use care::fact::{Stream, What};
use care::house::KnownHouse;
use care::incident::Incident;
use care::integration::Window;
use care::messages::Message;
use care::money::{Receipt, Till};
use care::patient::Patient;
use care::practice::Person;
use care::protocol::Protocol;
use care::referral::Referral;
use care::roster::Roster;
use care::schedule::Schedule;
use care::session::Session;
use care::tasks::Task;
use care::vault::Vault;

use crate::journal;
use crate::store::{Conn, StoreFault};
use crate::wire;

/// The state of a stream and the version of its newest fact (0: no fact yet).
#[derive(Debug, Clone)]
pub struct Folded {
    /// How many facts it has.
    pub version: i64,
    /// What they add up to.
    pub state: Option<State>,
}

impl Folded {
    /// A stream without facts.
    pub const EMPTY: Self = Self { version: 0, state: None };

    /// One fact further. A fact on a stream of another kind leaves the state as it is.
    #[must_use]
    pub fn after(self, what: &What) -> Self {
        macro_rules! step {
            ($Variant:ident, $State:ty, $fact:expr) => {{
                let before = match self.state {
                    Some(State::$Variant(state)) => Some(Arc::unwrap_or_clone(state)),
                    _ => None,
                };
                <$State>::after(before, $fact).map(|state| State::$Variant(Arc::new(state)))
            }};
        }
        let state = match what {
            What::House(fact) => step!(House, KnownHouse, fact),
            What::Person(fact) => step!(Person, Person, fact),
            What::Protocol(fact) => step!(Protocol, Protocol, fact),
            What::Patient(fact) => step!(Patient, Patient, fact),
            What::Course(fact) => step!(Course, Course, fact),
            What::Session(fact) => step!(Session, Session, fact),
            What::Window(fact) => step!(Window, Window, fact),
            What::Task(fact) => step!(Task, Task, fact),
            What::Message(fact) => step!(Message, Message, fact),
            What::Diary(fact) => step!(Diary, DiaryEntry, fact),
            What::Roster(fact) => step!(Roster, Roster, fact),
            What::Contact(fact) => step!(Contact, FirstContact, fact),
            What::Referral(fact) => step!(Referral, Referral, fact),
            What::Schedule(fact) => step!(Schedule, Schedule, fact),
            What::Incident(fact) => step!(Incident, Incident, fact),
            What::Till(fact) => step!(Till, Till, fact),
            What::Receipt(fact) => step!(Receipt, Receipt, fact),
            What::Vault(fact) => step!(Vault, Vault, fact),
            What::Directory(fact) => step!(Directory, Directory, fact),
            What::Articles(fact) => step!(Articles, Articles, fact),
        };
        Self { version: self.version + 1, state }
    }
}

/// Folds a whole stream from the journal.
///
/// # Errors
/// The store's, or a fact that cannot be read.
pub fn stream(conn: &mut Conn, org: &str, stream: Stream) -> Result<Folded, StoreFault> {
    let mut folded = Folded::EMPTY;
    for stored in journal::read_stream(conn, org, &stream.to_string(), 0)? {
        let what = wire::decode(&stored.envelope.fact, &stored.envelope.body).map_err(StoreFault::other)?;
        folded = folded.after(&what);
    }
    Ok(folded)
}
