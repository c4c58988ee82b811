//! The one way in: a thread that runs all queued jobs in one transaction with one fsync (group commit), each in a
//! savepoint of its own. It knows nothing of what the jobs mean.
//!
//! A job is answered only after COMMIT. If COMMIT fails nobody knows whether the facts are there, so every job of
//! the batch hears `OutcomeUnknown` and the writer stops for good: the process must start again and read what is
//! there. A job that was taken is always answered, whatever happens to the thread.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::store::{Conn, StoreFault};

/// How many jobs share one transaction at most.
pub const N_BATCH_MAX: usize = 256;
/// How many jobs may wait. More means the disk cannot follow; better to say so than to let people wait for minutes.
pub const N_WAITING_MAX: usize = 4_096;

const SAVEPOINT: &str = "job";

/// What the writer does with its jobs. Lives on the writer's thread.
pub trait Handler: Send + 'static {
    /// What is asked.
    type Job: Send + 'static;
    /// What is answered.
    type Answer: Send + 'static;

    /// Called once per batch, first thing inside its transaction: take locks, read what is needed by all.
    ///
    /// # Errors
    /// Any fault gives the whole batch up.
    fn begin(&mut self, conn: &mut Conn) -> Result<(), StoreFault>;

    /// Does one job, inside a savepoint. May be called again for the same job if the batch is retried.
    ///
    /// # Errors
    /// A fault undoes this job only, unless it is one that ends the transaction.
    fn handle(&mut self, conn: &mut Conn, job: &Self::Job) -> Result<Self::Answer, StoreFault>;

    /// The last job's savepoint, or the whole batch, was rolled back: forget what was cached since.
    fn undone(&mut self);

    /// The batch is on disk: announce it. Called before the answers are given.
    fn committed(&mut self);
}

/// Why a job was not done, or not known to be.
#[derive(Debug, Clone)]
pub enum WriteFault {
    /// The store refused this job, or gave its whole batch up. Nothing of it was kept.
    Store(StoreFault),
    /// The handler panicked on this job. Nothing of it was kept.
    Panicked,
    /// COMMIT failed: it may have been kept or not. Ask again with the same command id.
    OutcomeUnknown(StoreFault),
    /// Too many jobs are waiting. Nothing of it was kept.
    Overloaded,
    /// The writer has stopped. Nothing of it was kept.
    Stopped,
}

impl fmt::Display for WriteFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WriteFault::Store(_) => write!(f, "nothing was written"),
            WriteFault::Panicked => write!(f, "nothing was written: the program broke off on this job"),
            WriteFault::OutcomeUnknown(_) => write!(f, "it is unknown whether this was written"),
            WriteFault::Overloaded => write!(f, "nothing was written: too many jobs are waiting"),
            WriteFault::Stopped => write!(f, "nothing was written: the writer has stopped"),
        }
    }
}

impl Error for WriteFault {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            WriteFault::Store(fault) | WriteFault::OutcomeUnknown(fault) => Some(fault),
            _ => None,
        }
    }
}

/// A running writer. Share it between threads by reference or `Arc`; dropping it stops it.
pub struct Writer<H: Handler> {
    queue: SyncSender<Message<H>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// A job's place in the queue.
pub struct Ticket<A> {
    answer: Receiver<Result<A, WriteFault>>,
}

impl<A> Ticket<A> {
    /// Waits for the answer. Blocks: not for an async thread.
    ///
    /// # Errors
    /// Why the job was not done, or not known to be.
    pub fn wait(self) -> Result<A, WriteFault> {
        self.answer.recv().unwrap_or(Err(WriteFault::Stopped))
    }
}

impl<H: Handler> Writer<H> {
    /// Starts the thread. `on_fatal` is called on it, at most once, when COMMIT failed: let the process exit.
    ///
    /// # Errors
    /// The system's error if it has no thread to give.
    pub fn start(
        conn: Conn,
        handler: H,
        on_fatal: impl FnOnce(&StoreFault) + Send + 'static,
    ) -> std::io::Result<Writer<H>> {
        let (queue, jobs) = sync_channel(N_WAITING_MAX);
        let mut batches = Batches { conn, handler };
        let work = move || batches.run(&jobs, on_fatal);
        let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(work)?;
        Ok(Writer { queue, thread: Mutex::new(Some(thread)) })
    }

    /// Queues a job. Never blocks.
    pub fn submit(&self, job: H::Job) -> Ticket<H::Answer> {
        let (answered, answer) = channel();
        // Whoever lets the ticket go does not want the answer.
        self.submit_with(job, move |outcome| drop(answered.send(outcome)));
        Ticket { answer }
    }

    /// Queues a job. Never blocks. `answer` is called exactly once, on the writer's thread, or on this one if the
    /// job cannot be queued; it must not block.
    pub fn submit_with(
        &self,
        job: H::Job,
        answer: impl FnOnce(Result<H::Answer, WriteFault>) + Send + 'static,
    ) {
        let pending = Pending { job, reply: Reply(Some(Box::new(answer))) };
        if let Err(TrySendError::Full(Message::Job(pending))) = self.queue.try_send(Message::Job(pending)) {
            pending.reply.give(Err(WriteFault::Overloaded));
        }
        // If the thread is gone the job came back and was dropped, which answers `Stopped`.
    }

    /// Finishes what is queued and stops. Later jobs are answered `Stopped`. Blocks.
    pub fn stop(&self) {
        // An error means the thread has stopped already.
        let _ = self.queue.send(Message::Stop);
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // The thread catches every panic of others; one of its own has answered all jobs `Stopped`.
            let _ = thread.join();
        }
    }
}

impl<H: Handler> Drop for Writer<H> {
    fn drop(&mut self) {
        self.stop();
    }
}

enum Message<H: Handler> {
    Job(Pending<H>),
    Stop,
}

struct Pending<H: Handler> {
    job: H::Job,
    reply: Reply<H::Answer>,
}

type Outcome<A> = Result<A, WriteFault>;

/// The way back to whoever asked. Dropped without an answer it says `Stopped`, so no job is left hanging.
struct Reply<A>(Option<Box<dyn FnOnce(Outcome<A>) + Send>>);

impl<A> Reply<A> {
    fn give(mut self, outcome: Outcome<A>) {
        self.call(outcome);
    }

    fn call(&mut self, outcome: Outcome<A>) {
        if let Some(answer) = self.0.take() {
            // A caller's panic must not reach the other jobs.
            let _ = catch_unwind(AssertUnwindSafe(|| answer(outcome)));
        }
    }
}

impl<A> Drop for Reply<A> {
    fn drop(&mut self) {
        self.call(Err(WriteFault::Stopped));
    }
}

/// How a batch ended.
enum End<A> {
    /// It is on disk; one outcome per job.
    Committed(Vec<Outcome<A>>),
    /// All of it was rolled back.
    GivenUp(WriteFault),
    /// COMMIT failed.
    Unknown(StoreFault),
}

/// The thread's own state.
struct Batches<H: Handler> {
    conn: Conn,
    handler: H,
}

impl<H: Handler> Batches<H> {
    fn run(&mut self, jobs: &Receiver<Message<H>>, on_fatal: impl FnOnce(&StoreFault)) {
        loop {
            let (batch, stop) = next_batch(jobs);
            if !batch.is_empty()
                && let Err(fault) = self.settle(batch)
            {
                // A panic in the hook has no one left to tell.
                let _ = catch_unwind(AssertUnwindSafe(|| on_fatal(&fault)));
                return;
            }
            if stop {
                return;
            }
        }
    }

    /// Runs a batch and answers all its jobs. An error means that nobody knows what is on disk.
    fn settle(&mut self, batch: Vec<Pending<H>>) -> Result<(), StoreFault> {
        let mut end = self.attempt(&batch);
        if let End::GivenUp(WriteFault::Store(fault)) = &end
            && fault.is_worth_a_retry()
        {
            end = self.attempt(&batch);
        }
        let replies = batch.into_iter().map(|pending| pending.reply);
        match end {
            End::Committed(outcomes) => {
                replies.zip(outcomes).for_each(|(reply, outcome)| reply.give(outcome));
                Ok(())
            }
            End::GivenUp(fault) => {
                replies.for_each(|reply| reply.give(Err(fault.clone())));
                Ok(())
            }
            End::Unknown(fault) => {
                replies.for_each(|reply| reply.give(Err(WriteFault::OutcomeUnknown(fault.clone()))));
                Err(fault)
            }
        }
    }

    fn attempt(&mut self, batch: &[Pending<H>]) -> End<H::Answer> {
        let outcomes = match self.do_jobs(batch) {
            Ok(outcomes) => outcomes,
            Err(fault) => return self.give_up(fault),
        };
        match self.conn.commit() {
            Ok(()) => {
                if catch_unwind(AssertUnwindSafe(|| self.handler.committed())).is_err() {
                    self.tell_undone();
                }
                End::Committed(outcomes)
            }
            Err(fault @ StoreFault::OutcomeUnknown(_)) => {
                self.tell_undone();
                End::Unknown(fault)
            }
            Err(fault) => self.give_up(WriteFault::Store(fault)),
        }
    }

    fn give_up(&mut self, fault: WriteFault) -> End<H::Answer> {
        // Where this fails the connection is lost and the engine rolls back by itself.
        let _ = self.conn.rollback();
        self.tell_undone();
        End::GivenUp(fault)
    }

    /// All jobs, up to but without the commit. An error gives the batch up.
    fn do_jobs(&mut self, batch: &[Pending<H>]) -> Result<Vec<Outcome<H::Answer>>, WriteFault> {
        self.conn.heal().map_err(WriteFault::Store)?;
        self.conn.begin().map_err(WriteFault::Store)?;
        caught(|| self.handler.begin(&mut self.conn))?;
        batch.iter().map(|pending| self.do_job(&pending.job)).collect()
    }

    /// One job in its savepoint. The outer error gives the batch up, the inner one is the job's own.
    fn do_job(&mut self, job: &H::Job) -> Result<Outcome<H::Answer>, WriteFault> {
        self.conn.savepoint(SAVEPOINT).map_err(WriteFault::Store)?;
        let handled = caught(|| {
            let answer = self.handler.handle(&mut self.conn, job)?;
            self.conn.release(SAVEPOINT)?;
            Ok(answer)
        });
        let fault = match handled {
            Ok(answer) => return Ok(Ok(answer)),
            Err(fault) => fault,
        };
        let ends = matches!(&fault, WriteFault::Store(fault) if fault.ends_transaction());
        if ends || !self.conn.in_transaction() {
            return Err(fault);
        }
        self.conn.rollback_to(SAVEPOINT).map_err(WriteFault::Store)?;
        self.conn.release(SAVEPOINT).map_err(WriteFault::Store)?;
        self.tell_undone();
        Ok(Err(fault))
    }

    fn tell_undone(&mut self) {
        // `undone` that panics leaves a handler only a restart can help; its next job will show it.
        let _ = catch_unwind(AssertUnwindSafe(|| self.handler.undone()));
    }
}

/// Runs the handler's code; a panic becomes a fault.
fn caught<T>(run: impl FnOnce() -> Result<T, StoreFault>) -> Result<T, WriteFault> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(done) => done.map_err(WriteFault::Store),
        Err(_) => Err(WriteFault::Panicked),
    }
}

/// Waits for a job, then takes what else is waiting. True: stop after this batch.
fn next_batch<H: Handler>(jobs: &Receiver<Message<H>>) -> (Vec<Pending<H>>, bool) {
    let mut batch = Vec::new();
    match jobs.recv() {
        Ok(Message::Job(pending)) => batch.push(pending),
        Ok(Message::Stop) | Err(_) => return (batch, true),
    }
    while batch.len() < N_BATCH_MAX {
        match jobs.try_recv() {
            Ok(Message::Job(pending)) => batch.push(pending),
            Ok(Message::Stop) | Err(TryRecvError::Disconnected) => return (batch, true),
            Err(TryRecvError::Empty) => break,
        }
    }
    (batch, false)
}
