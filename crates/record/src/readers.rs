//! A few read-only connections, lent out one at a time. They never wait for the writer.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::store::{Conn, Store, StoreFault};

thread_local! {
    /// Set while this thread draws a page of one instant.
    static PAGE: RefCell<Option<Page>> = const { RefCell::new(None) };
}

struct Page {
    /// The address of the pool it reads from.
    pool: usize,
    /// The place it holds, with a snapshot, from its first question on.
    place: Option<Place>,
}

/// The place of a connection; `None` where it must first be opened.
type Place = Option<Conn>;

/// A pool of read-only connections.
pub struct Readers {
    store: Store,
    /// One for each connection that is not lent out.
    idle: Mutex<Vec<Place>>,
    returned: Condvar,
}

impl Readers {
    /// A pool of `n_connections` (at least one). Opens the first to see that the store answers, the others when
    /// needed.
    ///
    /// # Errors
    /// Whatever the store says to the first connection.
    pub fn new(store: Store, n_connections: usize) -> Result<Readers, StoreFault> {
        let mut idle: Vec<Place> = (1..n_connections).map(|_| None).collect();
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
        let held = self.held();
        let one_instant = held.is_some();
        let mut place = held.flatten().unwrap_or_else(|| self.take());
        let outcome = catch_unwind(AssertUnwindSafe(|| self.run(&mut place, one_instant, &mut read)));
        if outcome.is_err() {
            // Nobody knows what state it was left in.
            place = None;
        }
        if one_instant {
            self.hold(Some(place));
        } else {
            self.give_back(place);
        }
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Runs `draw`, in which all that this thread reads is read on one connection, as it was at one instant: what a page
    /// shows at its top and at its bottom agrees. Around a write, `let_go`.
    pub fn at_one_instant<T>(&self, draw: impl FnOnce() -> T) -> T {
        self.hold(None);
        let drawn = catch_unwind(AssertUnwindSafe(draw));
        if let Some(place) = self.held().flatten() {
            self.give_back(place);
        }
        drawn.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Inside `at_one_instant`: others may have the connection while this thread waits, and what is asked afterwards is
    /// asked of a later instant.
    pub fn let_go(&self) {
        if let Some(place) = self.held() {
            place.into_iter().for_each(|place| self.give_back(place));
            self.hold(None);
        }
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    fn hold(&self, place: Option<Place>) {
        PAGE.set(Some(Page { pool: self.address(), place }));
    }

    /// Whether this thread draws a page of one instant, and the place it holds. Ends both.
    fn held(&self) -> Option<Option<Place>> {
        PAGE.with_borrow_mut(|page| page.take_if(|page| page.pool == self.address())).map(|page| page.place)
    }

    fn run<T, E: From<StoreFault>>(
        &self,
        place: &mut Place,
        one_instant: bool,
        read: &mut impl FnMut(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        let was_open = place.is_some();
        let first = read(self.opened(place, one_instant)?);
        if !place.as_ref().is_some_and(Conn::is_broken) {
            return first;
        }
        *place = None;
        // A connection that was just opened and is lost again will not get better by asking at once.
        if first.is_err() && was_open { read(self.opened(place, one_instant)?) } else { first }
    }

    fn opened<'a>(&self, place: &'a mut Place, one_instant: bool) -> Result<&'a mut Conn, StoreFault> {
        let conn = match place {
            Some(conn) => conn,
            None => place.insert(self.store.reader()?),
        };
        if one_instant && !conn.in_transaction() {
            conn.snapshot()?;
        }
        Ok(conn)
    }

    fn take(&self) -> Place {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match idle.pop() {
                Some(place) => return place,
                None => idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// Without the transaction it was left in, and closed if nobody knows what state it is in.
    fn give_back(&self, place: Place) {
        let place = place.and_then(|mut conn| conn.rollback().is_ok().then_some(conn));
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
