//! What was taken back or erased is in no file: the commit that deletes a key leaves its bytes in older pages of the
//! write-ahead log, until what it holds is moved into the database and the log is cut to nothing. SQLite overwrites
//! what is deleted in the database itself (`secure_delete`).
//!
//! After the commit and on a thread of its own, because moving the log costs more than the act. A page that is being
//! read as of an older instant holds the log: it is asked again until it lets go.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::store::{Conn, Store, StoreFault, Synchronous};

/// How long one try may hold up the writer while it waits for pages to be read.
const ONE_TRY: Duration = Duration::from_millis(100);
/// Between two tries.
const PAUSE: Duration = Duration::from_millis(200);

/// Asks for it; as many as there are askers.
#[derive(Clone)]
pub(crate) struct Scrub(Sender<Option<Sender<()>>>);

impl Scrub {
    /// Starts the thread, which first cuts what an earlier program left. It ends with its last asker.
    ///
    /// # Errors
    /// The system's, if it has no thread to give.
    pub(crate) fn start(store: &Store, synchronous: Synchronous) -> std::io::Result<Self> {
        let (ask, asked) = channel();
        if let Store::Sqlite { .. } = store {
            let store = store.clone();
            let run = move || work(&store, synchronous, &asked);
            std::thread::Builder::new().name("scrub".to_owned()).spawn(run)?;
        } else {
            // PostgreSQL keeps its own log and its own old rows: docs/erasing.md says what that means.
            let run = move || asked.iter().flatten().for_each(answer);
            std::thread::Builder::new().name("scrub".to_owned()).spawn(run)?;
        }
        let scrub = Self(ask);
        scrub.ask();
        Ok(scrub)
    }

    /// Asks for it. Never blocks.
    pub(crate) fn ask(&self) {
        // Where the thread is gone, the program is ending, and the next one begins with it.
        let _ = self.0.send(None);
    }

    /// Asks for it and waits until it is done.
    pub(crate) fn wait(&self) {
        let (done, heard) = channel();
        if self.0.send(Some(done)).is_ok() {
            // An error means that the thread ended: nobody is left to cut anything.
            let _ = heard.recv();
        }
    }
}

/// Whoever asked may have gone.
fn answer(done: Sender<()>) {
    let _ = done.send(());
}

/// Cuts the log each time it is asked, until nobody can ask any more.
fn work(store: &Store, synchronous: Synchronous, asked: &Receiver<Option<Sender<()>>>) {
    let mut waiting = vec![];
    let mut owed = false;
    let mut conn = None;
    loop {
        let next =
            if owed { asked.recv_timeout(PAUSE) } else { asked.recv().map_err(RecvTimeoutError::from) };
        match next {
            Ok(one) => {
                waiting.extend(one);
                while let Ok(more) = asked.try_recv() {
                    waiting.extend(more);
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        owed = !cut(store, synchronous, &mut conn).unwrap_or(false);
        if !owed {
            waiting.drain(..).for_each(answer);
        }
    }
}

/// Moves all of the log and cuts it; false when something still reads from it.
fn cut(store: &Store, synchronous: Synchronous, kept: &mut Option<Conn>) -> Result<bool, StoreFault> {
    let conn = match kept {
        Some(conn) => conn,
        None => kept.insert(store.writer_with(synchronous)?),
    };
    let done = conn.cut_log(ONE_TRY);
    if conn.is_broken() {
        *kept = None;
    }
    done
}
