//! The record as a program holds it: one writer, some readers, one house.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use care::fact::Stream;
use care::ids::{HouseId, SessionId};
use care::measures::Library;
use care::time::Instant;

use crate::asking::Asking;
use crate::cache::{self, Cache};
use crate::fold::{self, Folded};
use crate::heads::{self, KeyFault, SigningKey, Witness};
use crate::readers::Readers;
use crate::samples::Message;
use crate::scrub::Scrub;
use crate::sealed::{self, Opened, RootKey};
use crate::store::{Conn, Store, StoreFault, Synchronous, migrate};
use crate::submit::{Announce, Answer, Chore, Clock, Command, Job, Submit};
use crate::writer::{Ticket, WriteFault, Writer};

/// What a record needs to open.
pub struct Opening {
    /// Where it is kept.
    pub store: Store,
    /// Where its keys are kept.
    pub keys: PathBuf,
    /// The house whose record this is.
    pub house: HouseId,
    /// Read-only connections.
    pub n_readers: usize,
    /// The server's clock.
    pub clock: Clock,
    /// The questionnaires of this house.
    pub measures: Arc<Library>,
    /// Told after each commit what is new.
    pub announce: Announce,
    /// Called once when the outcome of a commit is unknown: let the process end.
    pub on_fatal: Box<dyn FnOnce(&StoreFault) + Send>,
    /// Full, but for the negative control of the power-cut test.
    #[doc(hidden)]
    pub synchronous: Synchronous,
}

/// Why a record did not open.
#[derive(Debug)]
pub enum NotOpened {
    /// The store's reason.
    Store(StoreFault),
    /// A key file's reason.
    Keys(std::io::Error),
    /// The signing key's reason.
    Signing(KeyFault),
    /// The system gave no thread.
    Thread(std::io::Error),
}

impl std::fmt::Display for NotOpened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Store(_) => f.write_str("the record did not open"),
            Self::Keys(_) => f.write_str("the sealing key could not be read or made"),
            Self::Signing(_) => f.write_str("the signing key could not be read or made"),
            Self::Thread(_) => f.write_str("the system gave no thread to write with"),
        }
    }
}

impl std::error::Error for NotOpened {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Store(fault) => Some(fault),
            Self::Keys(fault) | Self::Thread(fault) => Some(fault),
            Self::Signing(fault) => Some(fault),
        }
    }
}

/// One open record. Share it by `Arc`.
pub struct Record {
    org: String,
    house: HouseId,
    writer: Writer<Submit>,
    readers: Readers,
    root: Arc<RootKey>,
    signing: SigningKey,
    clock: Clock,
    measures: Arc<Library>,
    states: Mutex<Cache>,
    scrub: Scrub,
}

impl Record {
    /// Opens the store, brings it to this program's schema, and starts the writer.
    ///
    /// # Errors
    /// Says which part did not open; nothing is written but missing migrations and missing keys.
    pub fn open(opening: Opening) -> Result<Self, NotOpened> {
        let mut conn = opening.store.writer_with(opening.synchronous).map_err(NotOpened::Store)?;
        migrate::migrate(&mut conn).map_err(NotOpened::Store)?;
        let root = Arc::new(RootKey::open_or_create(&opening.keys).map_err(NotOpened::Keys)?);
        let signing = SigningKey::open_or_create(&opening.keys).map_err(NotOpened::Signing)?;
        let scrubbed = opening.store.clone();
        let readers = Readers::new(opening.store, opening.n_readers).map_err(NotOpened::Store)?;
        let scrub = Scrub::start(&scrubbed, opening.synchronous).map_err(NotOpened::Thread)?;
        let submit = Submit::new(
            opening.house,
            root.clone(),
            opening.clock.clone(),
            opening.announce,
            opening.measures.clone(),
            scrub.clone(),
        );
        let writer = Writer::start(conn, submit, opening.on_fatal).map_err(NotOpened::Thread)?;
        Ok(Self {
            org: opening.house.to_string(),
            house: opening.house,
            writer,
            readers,
            root,
            signing,
            clock: opening.clock,
            measures: opening.measures,
            states: Mutex::new(Cache::default()),
            scrub,
        })
    }

    /// The house, as every key starts with it.
    pub fn org(&self) -> &str {
        &self.org
    }

    /// The house.
    pub fn house(&self) -> HouseId {
        self.house
    }

    /// The server's clock.
    pub fn now(&self) -> Instant {
        (self.clock)()
    }

    /// The questionnaires of this house.
    pub fn measures(&self) -> &Arc<Library> {
        &self.measures
    }

    /// Asks for an act. Wait on the ticket; it blocks.
    pub fn submit(&self, command: Command) -> Ticket<Answer> {
        self.writer.submit(self.job(command, None))
    }

    /// Asks for an act and calls back with the answer, on a thread of the writer's. It must not block.
    pub fn submit_with(
        &self,
        command: Command,
        answer: impl FnOnce(Result<Answer, WriteFault>) + Send + 'static,
    ) {
        self.writer.submit_with(self.job(command, None), answer);
    }

    /// Asks for an act at a given instant: for the simulator and for importers of dated history.
    pub fn submit_at(&self, command: Command, now: Instant) -> Ticket<Answer> {
        self.writer.submit(self.job(command, Some(now)))
    }

    /// Was this very command done? For an act that is asked for again and again and done once, before troubling the
    /// writer.
    ///
    /// # Errors
    /// The store's.
    pub fn was_done(&self, command: &Command) -> Result<bool, StoreFault> {
        let asking = Asking::new(command.clone(), None, &self.root);
        let sql = "SELECT position FROM answered WHERE org = ?1 AND command_id = ?2 AND fingerprint = ?3";
        let vals = [self.org().into(), asking.id.into(), asking.fingerprint.into()];
        self.read(|conn| Ok(!conn.query(sql, &vals)?.is_empty()))
    }

    fn job(&self, command: Command, now: Option<Instant>) -> Job {
        Job::Act(Box::new(Asking::new(command, now, &self.root)))
    }

    /// Keeps a message of a monitor for a visit and calls back once it is on disk, on a thread of the writer's. It
    /// must not block.
    pub fn keep_sample_with(
        &self,
        visit: SessionId,
        message: Message,
        answer: impl FnOnce(Result<Answer, WriteFault>) + Send + 'static,
    ) {
        self.writer.submit_with(Job::Sample(visit, Box::new(message)), answer);
    }

    /// Housekeeping in the writer's transaction.
    ///
    /// # Errors
    /// The writer's. Blocks.
    pub fn chore(&self, chore: Chore) -> Result<i64, WriteFault> {
        self.let_go();
        match self.writer.submit(Job::Chore(chore)).wait()? {
            Answer::Kept(number) => Ok(number),
            _ => Ok(0),
        }
    }

    /// Reads on one of the read-only connections. Blocks.
    ///
    /// # Errors
    /// Whatever `read` says.
    pub fn read<T>(&self, read: impl FnMut(&mut Conn) -> Result<T, StoreFault>) -> Result<T, StoreFault> {
        self.readers.with(read)
    }

    /// Draws a page: all that is read inside, on this thread, is read as it was at one instant.
    pub fn at_one_instant<T>(&self, draw: impl FnOnce() -> T) -> T {
        self.readers.at_one_instant(draw)
    }

    /// Inside `at_one_instant`, before waiting for the writer: what is read afterwards is read as it is then.
    pub fn let_go(&self) {
        self.readers.let_go();
    }

    /// The state of a stream as committed now.
    ///
    /// # Errors
    /// The store's, or a fact that cannot be read.
    pub fn state(&self, stream: Stream) -> Result<Folded, StoreFault> {
        self.readers.with(|conn| self.state_on(conn, stream))
    }

    /// As `state`, on a connection already lent.
    ///
    /// # Errors
    /// As `state`.
    pub fn state_on(&self, conn: &mut Conn, stream: Stream) -> Result<Folded, StoreFault> {
        let version = cache::version(conn, &self.org, stream)?;
        let known = self.states.lock().unwrap_or_else(PoisonError::into_inner).peek(stream, version);
        if let Some(folded) = known {
            return Ok(folded);
        }
        let folded = fold::stream(conn, &self.org, stream)?;
        self.states.lock().unwrap_or_else(PoisonError::into_inner).put(stream, folded.clone());
        Ok(folded)
    }

    /// Opens a sealed document for its reader.
    ///
    /// # Errors
    /// The store's, or a document that does not open with its key.
    pub fn open_document(&self, document: &str, reader: &str) -> Result<Option<Opened>, StoreFault> {
        self.readers.with(|conn| sealed::open(conn, &self.root, &self.org, document, reader))
    }

    /// As `open_document`, for one that is words.
    ///
    /// # Errors
    /// As `open_document`, or when it is not words.
    pub fn open_sealed(&self, document: &str, reader: &str) -> Result<Option<String>, StoreFault> {
        self.open_document(document, reader)?.map(Opened::words).transpose()
    }

    /// Waits until what was taken back or erased is out of every file of the store. Blocks.
    pub fn scrubbed(&self) {
        self.scrub.wait();
    }

    /// A mark of words that only this house can make, for a link that nobody can guess and nothing is kept of.
    pub fn mark(&self, words: &str) -> String {
        self.root.mark(words.as_bytes())
    }

    /// The key of the outbox that somebody has on a tablet, in hex. `owner` says who, in which role.
    pub fn outbox_key(&self, owner: &str) -> String {
        self.root.outbox_key(owner)
    }

    /// The key that wraps all others.
    pub(crate) fn root(&self) -> &RootKey {
        &self.root
    }

    /// Asks for what was deleted to be out of every file. Never blocks.
    pub(crate) fn ask_to_scrub(&self) {
        self.scrub.ask();
    }

    /// Signs the head of the chain, keeps the signature, and answers the line to print or mail.
    ///
    /// # Errors
    /// The writer's, or the store's when it cannot be read back.
    pub fn witness(self: &Arc<Self>) -> Result<Option<Witness>, WriteFault> {
        let (me, now) = (self.clone(), self.now().0);
        let line = Arc::new(Mutex::new(None));
        let kept = line.clone();
        self.chore(Arc::new(move |conn| {
            let witness = heads::sign_head(conn, &me.org, &me.signing, now)?;
            *kept.lock().unwrap_or_else(PoisonError::into_inner) = witness;
            Ok(0)
        }))?;
        Ok(line.lock().unwrap_or_else(PoisonError::into_inner).take())
    }

    /// Finishes what is queued and stops writing. Later acts are answered `Stopped`.
    pub fn stop(&self) {
        self.writer.stop();
    }
}

/// The state as one of its kinds, or nothing.
#[macro_export]
macro_rules! state_as {
    ($folded:expr, $Variant:ident) => {
        match $folded.state {
            Some(::care::chart::State::$Variant(state)) => Some(state),
            _ => None,
        }
    };
}

/// Is there any fact of any house here? Answers the first house found.
///
/// # Errors
/// The store's.
pub fn first_house(store: &Store) -> Result<Option<HouseId>, StoreFault> {
    let mut conn = store.writer()?;
    migrate::migrate(&mut conn)?;
    Ok(crate::journal::orgs(&mut conn)?.iter().find_map(|org| HouseId::read(org)))
}
