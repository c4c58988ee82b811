//! States already folded, so that an act does not re-read a whole stream. Keyed by version: never trusted without one.

use std::collections::HashMap;

use care::fact::Stream;

use crate::fold::{self, Folded};
use crate::journal;
use crate::store::{Conn, StoreFault};

/// At most this many streams are kept; then the cache starts afresh.
const KEPT_MAX: usize = 20_000;

/// Folded states by stream.
#[derive(Default)]
pub struct Cache {
    known: HashMap<Stream, Folded>,
}

impl Cache {
    /// Forgets everything.
    pub fn clear(&mut self) {
        self.known.clear();
    }

    /// Keeps a state.
    pub fn put(&mut self, stream: Stream, folded: Folded) {
        if KEPT_MAX <= self.known.len() {
            self.known.clear();
        }
        self.known.insert(stream, folded);
    }

    /// The state as the only writer knows it: the cache is current because the writer is the one who changes it.
    ///
    /// # Errors
    /// The store's, or a fact that cannot be read.
    pub fn get(&mut self, conn: &mut Conn, org: &str, stream: Stream) -> Result<Folded, StoreFault> {
        if let Some(folded) = self.known.get(&stream) {
            return Ok(folded.clone());
        }
        let folded = fold::stream(conn, org, stream)?;
        self.put(stream, folded.clone());
        Ok(folded)
    }

    /// As `get`, and keeps it no longer: whoever changes it puts it back.
    ///
    /// # Errors
    /// As `get`.
    pub fn take(&mut self, conn: &mut Conn, org: &str, stream: Stream) -> Result<Folded, StoreFault> {
        match self.known.remove(&stream) {
            Some(folded) => Ok(folded),
            None => fold::stream(conn, org, stream),
        }
    }

    /// What is kept, if it is of this version.
    pub fn peek(&self, stream: Stream, version: i64) -> Option<Folded> {
        self.known.get(&stream).filter(|folded| folded.version == version).cloned()
    }
}

/// The version of a stream as the store has it now.
///
/// # Errors
/// The store's.
pub fn version(conn: &mut Conn, org: &str, stream: Stream) -> Result<i64, StoreFault> {
    journal::stream_version(conn, org, &stream.to_string())
}
