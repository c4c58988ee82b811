//! A few read-only connections, lent out one at a time. They never wait for the writer.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::store::{Conn, Store, StoreFault};

/// A pool of read-only connections.
pub struct Readers {
    store: Store,
    /// One place per connection that is not lent out; `None` where it must first be opened.
    idle: Mutex<Vec<Option<Conn>>>,
    returned: Condvar,
}

impl Readers {
    /// A pool of `n_connections` (at least one). Opens the first to see that the store answers, the others when
    /// needed.
    ///
    /// # Errors
    /// Whatever the store says to the first connection.
    pub fn new(store: Store, n_connections: usize) -> Result<Readers, StoreFault> {
        let mut idle: Vec<Option<Conn>> = (1..n_connections).map(|_| None).collect();
        idle.push(Some(store.reader()?));
        Ok(Readers { store, idle: Mutex::new(idle), returned: Condvar::new() })
    }

    /// Lends a connection to `read`, waiting until one is free. If the connection turns out to be lost, `read` is
    /// run once more on a new one. A transaction left open is given up.
    ///
    /// # Errors
    /// Whatever `read` says, or the store when no connection can be opened.
    pub fn with<T, E: From<StoreFault>>(
        &self,
        mut read: impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut place = self.take();
        let outcome = catch_unwind(AssertUnwindSafe(|| self.run(&mut place, &mut read)));
        if outcome.is_err() || place.as_mut().is_some_and(|conn| conn.rollback().is_err()) {
            // Nobody knows what state it was left in.
            place = None;
        }
        self.give_back(place);
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn run<T, E: From<StoreFault>>(
        &self,
        place: &mut Option<Conn>,
        read: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let was_open = place.is_some();
        let first = read(self.opened(place)?);
        if !place.as_ref().is_some_and(Conn::is_broken) {
            return first;
        }
        *place = None;
        // A connection that was just opened and is lost again will not get better by asking at once.
        if first.is_err() && was_open { read(self.opened(place)?) } else { first }
    }

    fn opened<'a>(&self, place: &'a mut Option<Conn>) -> Result<&'a mut Conn, StoreFault> {
        match place {
            Some(conn) => Ok(conn),
            None => Ok(place.insert(self.store.reader()?)),
        }
    }

    fn take(&self) -> Option<Conn> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match idle.pop() {
                Some(place) => return place,
                None => idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    fn give_back(&self, place: Option<Conn>) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(place);
        self.returned.notify_one();
    }
}

impl Drop for Readers {
    /// A PostgreSQL client must not be dropped on an async thread; the last owner may well be on one.
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        // A panic while closing concerns nobody any more.
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}
