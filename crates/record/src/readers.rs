//! A few read-only connections, lent out one at a time. They never wait for the writer.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::store::{Conn, Store, StoreFault};

thread_local! {
    /// The place of a connection that this thread keeps while it draws a page, and whose it is.
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

struct Kept {
    /// The address of its pool.
    pool: usize,
    /// Opened, with a snapshot, at the first question.
    place: Option<Conn>,
}

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
        let kept = self.take_kept();
        let one_instant = kept.is_some();
        let mut place = kept.unwrap_or_else(|| self.take());
        let outcome = catch_unwind(AssertUnwindSafe(|| self.run(&mut place, one_instant, &mut read)));
        if outcome.is_err() {
            // Nobody knows what state it was left in.
            place = None;
        }
        if one_instant {
            self.keep(place);
        } else {
            self.give_back_clean(place);
        }
        outcome.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Runs `draw`, in which all that this thread reads is read on one connection, as it was at one instant: what a page
    /// shows at its top and at its bottom agrees. After a write, `see_anew`.
    pub fn at_one_instant<T>(&self, draw: impl FnOnce() -> T) -> T {
        self.keep(self.take());
        let drawn = catch_unwind(AssertUnwindSafe(draw));
        self.give_back_clean(self.take_kept().flatten());
        drawn.unwrap_or_else(|panic| resume_unwind(panic))
    }

    /// Inside `at_one_instant`: from here on, as it is now.
    pub fn see_anew(&self) {
        if let Some(place) = self.take_kept() {
            self.keep(clean(place));
        }
    }

    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }

    fn keep(&self, place: Option<Conn>) {
        KEPT.set(Some(Kept { pool: self.address(), place }));
    }

    /// The place this thread keeps of this pool, if it draws a page.
    fn take_kept(&self) -> Option<Option<Conn>> {
        KEPT.with_borrow_mut(|kept| kept.take_if(|kept| kept.pool == self.address())).map(|kept| kept.place)
    }

    fn run<T, E: From<StoreFault>>(
        &self,
        place: &mut Option<Conn>,
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

    fn opened<'a>(&self, place: &'a mut Option<Conn>, one_instant: bool) -> Result<&'a mut Conn, StoreFault> {
        let conn = match place {
            Some(conn) => conn,
            None => place.insert(self.store.reader()?),
        };
        if one_instant && !conn.in_transaction() {
            conn.snapshot()?;
        }
        Ok(conn)
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

    fn give_back_clean(&self, place: Option<Conn>) {
        let place = clean(place);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(place);
        self.returned.notify_one();
    }
}

/// The connection without the transaction it was left in; nothing, if nobody knows what state it is in.
fn clean(place: Option<Conn>) -> Option<Conn> {
    place.and_then(|mut conn| conn.rollback().is_ok().then_some(conn))
}

impl Drop for Readers {
    /// A PostgreSQL client must not be dropped on an async thread; the last owner may well be on one.
    fn drop(&mut self) {
        let idle = std::mem::take(self.idle.get_mut().unwrap_or_else(PoisonError::into_inner));
        // A panic while closing concerns nobody any more.
        let _ = std::thread::spawn(move || drop(idle)).join();
    }
}
