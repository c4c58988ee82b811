//! The one way in: a thread that runs all queued jobs in one transaction with one fsync (group commit). It knows
//! nothing of what the jobs mean.
//!
//! A batch is run as if nothing could go wrong. Should a job fault all the same, the batch is undone and run again
//! with each job in a savepoint of its own, so that the fault costs nobody else anything. Savepoints for every job
//! of every batch would cost more than the rules do.
//!
//! A job is answered only after COMMIT. If COMMIT fails nobody knows whether the facts are there, so every job of
//! the batch hears `OutcomeUnknown` and the writer stops for good: the process must start again and read what is
//! there. A job that was taken is always answered, whatever happens to the thread.

use std::error::Error;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, TrySendError, channel, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{JoinHandle, ThreadId};

use crate::store::{Conn, StoreFault};

/// How many jobs share one transaction at most.
pub const N_BATCH_MAX: usize = 256;
/// How many jobs may wait. More means the disk cannot follow; better to say so than to let people wait for minutes.
pub const N_WAITING_MAX: usize = 4_096;

/// How many settled batches may wait for their answers to be given; then the writer waits too.
const N_SETTLED_MAX: usize = 4;

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

    /// Does one job. May be called again for the same job, after all of it was undone.
    ///
    /// # Errors
    /// A fault undoes this job only, unless it is one that ends the transaction.
    fn handle(&mut self, conn: &mut Conn, job: &Self::Job) -> Result<Self::Answer, StoreFault>;

    /// The last job, or the whole batch, was rolled back: forget what was cached since.
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
    answerer: ThreadId,
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
        let (settled, answers) = sync_channel(N_SETTLED_MAX);
        let named = |name: &str| std::thread::Builder::new().name(name.to_owned());
        let answerer = named("answerer").spawn(move || give_all(&answers))?;
        let answerer_id = answerer.thread().id();
        let batches = Batches { conn, handler, settled };
        let thread = named("writer").spawn(move || batches.run(&jobs, answerer, on_fatal))?;
        Ok(Writer { queue, thread: Mutex::new(Some(thread)), answerer: answerer_id })
    }

    /// Queues a job. Never blocks.
    pub fn submit(&self, job: H::Job) -> Ticket<H::Answer> {
        let (answered, answer) = channel();
        // Whoever lets the ticket go does not want the answer.
        self.submit_with(job, move |outcome| drop(answered.send(outcome)));
        Ticket { answer }
    }

    /// Queues a job. Never blocks. `answer` is called exactly once, on a thread of the writer's, or on this one if
    /// the job cannot be queued; it must not block.
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

    /// Finishes what is queued, gives all answers and stops. Later jobs are answered `Stopped`. Blocks, but not
    /// inside an answer, which cannot wait for itself.
    pub fn stop(&self) {
        if std::thread::current().id() == self.answerer {
            // Should the queue be full, the writer stops when this queue is dropped.
            let _ = self.queue.try_send(Message::Stop);
            return;
        }
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

/// How a batch is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    /// No savepoints; any fault undoes the batch.
    Trusting,
    /// Each job in a savepoint; a job's own fault undoes that job.
    Careful,
}

/// The jobs of one batch and their answers. The jobs go along so that taking them apart is not the writer's work.
type Settled<H> = Vec<(Pending<H>, Outcome<<H as Handler>::Answer>)>;

/// Wakes those who asked, one by one, while the writer is at its next batch: waking takes as long as writing.
fn give_all<H: Handler>(answers: &Receiver<Settled<H>>) {
    for (pending, outcome) in answers.iter().flatten() {
        pending.reply.give(outcome);
    }
}

/// The thread's own state.
struct Batches<H: Handler> {
    conn: Conn,
    handler: H,
    settled: SyncSender<Settled<H>>,
}

impl<H: Handler> Batches<H> {
    /// Works until it is told to stop or a commit's outcome is unknown. When it ends, all jobs are answered.
    fn run(
        mut self,
        jobs: &Receiver<Message<H>>,
        answerer: JoinHandle<()>,
        on_fatal: impl FnOnce(&StoreFault),
    ) {
        let fatal = self.work(jobs);
        drop(self);
        // It catches the panics of others and has none of its own.
        let _ = answerer.join();
        if let Some(fault) = fatal {
            // A panic in the hook has no one left to tell.
            let _ = catch_unwind(AssertUnwindSafe(|| on_fatal(&fault)));
        }
    }

    fn work(&mut self, jobs: &Receiver<Message<H>>) -> Option<StoreFault> {
        loop {
            let (batch, stop) = next_batch(jobs);
            if !batch.is_empty()
                && let Err(fault) = self.settle(batch)
            {
                return Some(fault);
            }
            if stop {
                return None;
            }
        }
    }

    /// Runs a batch and has all its jobs answered. An error means that nobody knows what is on disk.
    fn settle(&mut self, batch: Vec<Pending<H>>) -> Result<(), StoreFault> {
        let mut end = self.attempt(&batch, Care::Trusting);
        if matches!(&end, End::GivenUp(fault) if is_a_jobs_own(fault)) {
            end = self.attempt(&batch, Care::Careful);
        }
        if matches!(&end, End::GivenUp(WriteFault::Store(fault)) if fault.is_worth_a_retry()) {
            end = self.attempt(&batch, Care::Careful);
        }
        let n_jobs = batch.len();
        let (outcomes, settled) = match end {
            End::Committed(outcomes) => (outcomes, Ok(())),
            End::GivenUp(fault) => (vec_of(n_jobs, || Err(fault.clone())), Ok(())),
            End::Unknown(fault) => {
                (vec_of(n_jobs, || Err(WriteFault::OutcomeUnknown(fault.clone()))), Err(fault))
            }
        };
        // Should the answerer be gone, the jobs come back and say `Stopped` as they are dropped.
        let _ = self.settled.send(batch.into_iter().zip(outcomes).collect());
        settled
    }

    fn attempt(&mut self, batch: &[Pending<H>], care: Care) -> End<H::Answer> {
        let outcomes = match self.do_jobs(batch, care) {
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
    fn do_jobs(&mut self, batch: &[Pending<H>], care: Care) -> Result<Vec<Outcome<H::Answer>>, WriteFault> {
        self.conn.heal().map_err(WriteFault::Store)?;
        self.conn.begin().map_err(WriteFault::Store)?;
        caught(|| self.handler.begin(&mut self.conn))?;
        let jobs = batch.iter().map(|pending| &pending.job);
        match care {
            Care::Trusting => jobs.map(|job| self.trust_job(job).map(Ok)).collect(),
            Care::Careful => jobs.map(|job| self.do_job(job)).collect(),
        }
    }

    /// One job without a savepoint. Any error gives the batch up.
    fn trust_job(&mut self, job: &H::Job) -> Result<H::Answer, WriteFault> {
        let answer = caught(|| self.handler.handle(&mut self.conn, job))?;
        // The job may have passed over a fault with which SQLite ended the transaction.
        if self.conn.in_transaction() {
            return Ok(answer);
        }
        Err(WriteFault::Store(StoreFault::other("the transaction ended under a job")))
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

/// Whether the fault may be that of one job, so that the others deserve another try without it.
fn is_a_jobs_own(fault: &WriteFault) -> bool {
    match fault {
        WriteFault::Panicked => true,
        WriteFault::Store(fault) => !fault.ends_transaction(),
        WriteFault::OutcomeUnknown(_) | WriteFault::Overloaded | WriteFault::Stopped => false,
    }
}

/// Runs the handler's code; a panic becomes a fault.
fn caught<T>(run: impl FnOnce() -> Result<T, StoreFault>) -> Result<T, WriteFault> {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(done) => done.map_err(WriteFault::Store),
        Err(_) => Err(WriteFault::Panicked),
    }
}

fn vec_of<T>(length: usize, item: impl Fn() -> T) -> Vec<T> {
    (0..length).map(|_| item()).collect()
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
