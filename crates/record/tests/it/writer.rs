//! Group commit: many jobs, one transaction, nobody answered too early, nobody hurt by a neighbour.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use record::journal::{self, Head};
use record::store::{Conn, StoreFault};
use record::verify::verify_chain;
use record::writer::{Handler, WriteFault, Writer};

use crate::stores::{Fresh, ORG, fact};

crate::on_both_stores!(
    many_jobs_share_few_commits,
    a_failing_job_does_not_hurt_its_neighbours,
    a_panic_does_not_hurt_its_neighbours,
    a_swallowed_fault_fails_its_own_job_only,
    a_batch_that_must_be_retried_is_retried_once,
    a_refused_commit_is_unknown_and_stops_the_writer,
    a_stopped_writer_finishes_what_was_queued,
);

/// What the test's handler is asked to do.
enum Job {
    /// Append a fact to the stream of this number.
    Append(usize),
    /// Append a fact, then fail.
    AppendAndFail,
    /// Append a fact, then panic.
    AppendAndPanic,
    /// Run a statement that fails and pass over it.
    Swallow,
    /// Say `Retry` this many times, over all attempts.
    RetryTimes(AtomicUsize),
    /// Break a deferred foreign key, which only COMMIT notices.
    SpoilCommit,
    /// Say that it is this job's turn, then wait for a word: what is queued meanwhile becomes one batch.
    Wait(Sender<()>, Mutex<Receiver<()>>),
}

#[derive(Default)]
struct Counts {
    begun: AtomicUsize,
    undone: AtomicUsize,
    committed: AtomicUsize,
}

struct Appender {
    head: Option<Head>,
    counts: Arc<Counts>,
}

impl Appender {
    fn append(&mut self, conn: &mut Conn, stream: &str) -> Result<i64, StoreFault> {
        let head = match &self.head {
            Some(head) => head.clone(),
            None => journal::head(conn, ORG)?,
        };
        let version = journal::stream_version(conn, ORG, stream)? + 1;
        let head = journal::append(conn, &head, fact(stream, version))?;
        self.head = Some(head.clone());
        Ok(head.position)
    }
}

impl Handler for Appender {
    type Job = Job;
    type Answer = i64;

    fn begin(&mut self, conn: &mut Conn) -> Result<(), StoreFault> {
        assert!(conn.in_transaction());
        self.counts.begun.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    fn handle(&mut self, conn: &mut Conn, job: &Job) -> Result<i64, StoreFault> {
        match job {
            Job::Append(stream) => self.append(conn, &format!("stream/{stream}")),
            Job::AppendAndFail => {
                self.append(conn, "failing")?;
                Err(StoreFault::other("this job was made to fail"))
            }
            Job::AppendAndPanic => {
                self.append(conn, "panicking")?;
                panic!("this job was made to panic")
            }
            Job::Swallow => {
                let _ = conn.exec("INSERT INTO nowhere VALUES (1)", &[]);
                Ok(0)
            }
            Job::RetryTimes(left) => {
                if left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| n.checked_sub(1)).is_ok() {
                    return Err(StoreFault::Retry(Arc::new(std::fmt::Error)));
                }
                self.append(conn, "retried")
            }
            Job::SpoilCommit => conn.exec("INSERT INTO child VALUES (1)", &[]).map(|_| 0),
            Job::Wait(here, word) => {
                here.send(()).unwrap();
                let _ = word.lock().unwrap().recv();
                Ok(0)
            }
        }
    }

    fn undone(&mut self) {
        self.head = None;
        self.counts.undone.fetch_add(1, Ordering::SeqCst);
    }

    fn committed(&mut self) {
        self.counts.committed.fetch_add(1, Ordering::SeqCst);
    }
}

fn start(fresh: &Fresh) -> (Writer<Appender>, Arc<Counts>) {
    let counts = Arc::new(Counts::default());
    let handler = Appender { head: None, counts: counts.clone() };
    let fatal = |fault: &StoreFault| panic!("the writer must not stop here: {fault}");
    (Writer::start(fresh.migrated(), handler, fatal).unwrap(), counts)
}

/// Holds the writer back until the sender speaks, so that what is queued meanwhile becomes one batch.
fn hold(writer: &Writer<Appender>) -> Sender<()> {
    let (speak, word) = channel();
    let (here, turn) = channel();
    drop(writer.submit(Job::Wait(here, Mutex::new(word))));
    turn.recv().unwrap();
    speak
}

fn check(fresh: &Fresh, n_facts: i64) {
    let mut reader = fresh.store.reader().unwrap();
    assert_eq!(verify_chain(&mut reader, ORG).unwrap().position, n_facts);
}

fn many_jobs_share_few_commits(fresh: &Fresh) {
    const N_THREADS: usize = 8;
    const N_JOBS: usize = 50;
    let (writer, counts) = start(fresh);
    let positions = Mutex::new(Vec::new());
    let speak = hold(&writer);
    std::thread::scope(|scope| {
        for stream in 0..N_THREADS {
            let (fresh, writer, positions) = (fresh, &writer, &positions);
            scope.spawn(move || {
                let mut reader = fresh.store.reader().unwrap();
                let tickets: Vec<_> = (0..N_JOBS).map(|_| writer.submit(Job::Append(stream))).collect();
                for ticket in tickets {
                    let position = ticket.wait().unwrap();
                    // Answered means committed: another connection sees it.
                    assert!(journal::head(&mut reader, ORG).unwrap().position >= position);
                    positions.lock().unwrap().push(position);
                }
            });
        }
        speak.send(()).unwrap();
    });
    let mut positions = positions.into_inner().unwrap();
    positions.sort_unstable();
    assert_eq!(positions, (1..=(N_THREADS * N_JOBS) as i64).collect::<Vec<_>>());
    writer.stop();
    let n_commits = counts.committed.load(Ordering::SeqCst);
    assert!(n_commits < N_THREADS * N_JOBS / 2, "{n_commits} commits are no group commit");
    check(fresh, (N_THREADS * N_JOBS) as i64);
}

/// Queues a good, a bad and another good job as one batch.
fn between_neighbours(fresh: &Fresh, bad: Job) -> Result<i64, WriteFault> {
    let (writer, counts) = start(fresh);
    let speak = hold(&writer);
    let before = writer.submit(Job::Append(1));
    let between = writer.submit(bad);
    let after = writer.submit(Job::Append(1));
    speak.send(()).unwrap();
    assert_eq!(before.wait().unwrap(), 1);
    let answer = between.wait();
    assert_eq!(after.wait().unwrap(), 2 + i64::from(answer.as_ref().is_ok_and(|position| *position > 0)));
    // Still at work.
    let next = writer.submit(Job::Append(2)).wait().unwrap();
    writer.stop();
    check(fresh, next);
    assert!(answer.is_ok() || counts.undone.load(Ordering::SeqCst) == 2);
    answer
}

fn a_failing_job_does_not_hurt_its_neighbours(fresh: &Fresh) {
    let answer = between_neighbours(fresh, Job::AppendAndFail);
    assert!(matches!(answer, Err(WriteFault::Store(StoreFault::Other(_)))), "{answer:?}");
}

fn a_panic_does_not_hurt_its_neighbours(fresh: &Fresh) {
    let answer = between_neighbours(fresh, Job::AppendAndPanic);
    assert!(matches!(answer, Err(WriteFault::Panicked)), "{answer:?}");
}

fn a_swallowed_fault_fails_its_own_job_only(fresh: &Fresh) {
    // SQLite keeps the transaction, so the job did nothing and that is fine; PostgreSQL does not.
    match between_neighbours(fresh, Job::Swallow) {
        Ok(position) => assert_eq!(position, 0),
        Err(fault) => assert!(matches!(fault, WriteFault::Store(StoreFault::Other(_))), "{fault:?}"),
    }
}

fn a_batch_that_must_be_retried_is_retried_once(fresh: &Fresh) {
    let (writer, counts) = start(fresh);
    assert_eq!(writer.submit(Job::RetryTimes(AtomicUsize::new(1))).wait().unwrap(), 1);
    assert_eq!(counts.begun.load(Ordering::SeqCst), 2);
    let speak = hold(&writer);
    let neighbour = writer.submit(Job::Append(1));
    let tired = writer.submit(Job::RetryTimes(AtomicUsize::new(2)));
    speak.send(()).unwrap();
    for ticket in [tired, neighbour] {
        let answer = ticket.wait();
        assert!(matches!(answer, Err(WriteFault::Store(StoreFault::Retry(_)))), "{answer:?}");
    }
    assert_eq!(writer.submit(Job::Append(1)).wait().unwrap(), 2);
    writer.stop();
    check(fresh, 2);
}

fn a_refused_commit_is_unknown_and_stops_the_writer(fresh: &Fresh) {
    let mut conn = fresh.migrated();
    conn.batch(
        "CREATE TABLE parent (id BIGINT PRIMARY KEY); \
         CREATE TABLE child (id BIGINT REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)",
    )
    .unwrap();
    let counts = Arc::new(Counts::default());
    let (fatal, told) = channel();
    let handler = Appender { head: None, counts: counts.clone() };
    let writer = Writer::start(conn, handler, move |fault| fatal.send(fault.clone()).unwrap()).unwrap();
    assert_eq!(writer.submit(Job::Append(1)).wait().unwrap(), 1);
    let speak = hold(&writer);
    let batch =
        [writer.submit(Job::Append(1)), writer.submit(Job::SpoilCommit), writer.submit(Job::Append(2))];
    speak.send(()).unwrap();
    for ticket in batch {
        let answer = ticket.wait();
        // Jobs that did not get into the fatal batch were never begun.
        assert!(
            matches!(answer, Err(WriteFault::OutcomeUnknown(_) | WriteFault::Stopped) | Ok(2)),
            "{answer:?}"
        );
    }
    assert!(matches!(told.recv().unwrap(), StoreFault::OutcomeUnknown(_)));
    assert!(told.recv().is_err(), "told more than once");
    assert!(matches!(writer.submit(Job::Append(1)).wait(), Err(WriteFault::Stopped)));
    writer.stop();
    assert!(matches!(writer.submit(Job::Append(1)).wait(), Err(WriteFault::Stopped)));
    check(fresh, 1);
}

fn a_stopped_writer_finishes_what_was_queued(fresh: &Fresh) {
    let (writer, _) = start(fresh);
    let speak = hold(&writer);
    let tickets: Vec<_> = (0..10).map(|_| writer.submit(Job::Append(1))).collect();
    speak.send(()).unwrap();
    writer.stop();
    for (ticket, position) in tickets.into_iter().zip(1..) {
        assert_eq!(ticket.wait().unwrap(), position);
    }
    assert!(matches!(writer.submit(Job::Append(1)).wait(), Err(WriteFault::Stopped)));
    check(fresh, 10);
}

#[test]
fn a_full_queue_says_so_at_once() {
    let fresh = Fresh::sqlite();
    let (writer, _) = start(&fresh);
    let speak = hold(&writer);
    let n_refused = Arc::new(AtomicUsize::new(0));
    let n_answered = Arc::new(AtomicUsize::new(0));
    const N_JOBS: usize = record::writer::N_WAITING_MAX + 1_000;
    for _ in 0..N_JOBS {
        let (n_refused, n_answered) = (n_refused.clone(), n_answered.clone());
        writer.submit_with(Job::Swallow, move |answer| {
            n_answered.fetch_add(1, Ordering::SeqCst);
            if matches!(answer, Err(WriteFault::Overloaded)) {
                n_refused.fetch_add(1, Ordering::SeqCst);
            }
        });
    }
    speak.send(()).unwrap();
    writer.stop();
    assert_eq!(n_refused.load(Ordering::SeqCst), 1_000);
    assert_eq!(n_answered.load(Ordering::SeqCst), N_JOBS);
}

#[test]
fn a_panic_in_an_answer_is_the_callers_own() {
    let fresh = Fresh::sqlite();
    let (writer, _) = start(&fresh);
    writer.submit_with(Job::Append(1), |_| panic!("a caller's own mistake"));
    assert_eq!(writer.submit(Job::Append(1)).wait().unwrap(), 2);
}

#[test]
fn an_answer_may_let_the_writer_go() {
    let fresh = Fresh::sqlite();
    let (writer, _) = start(&fresh);
    let writer = Arc::new(writer);
    let (done, told) = channel();
    let speak = hold(&writer);
    let last = writer.clone();
    writer.submit_with(Job::Append(1), move |answer| {
        last.stop();
        drop(last);
        done.send(answer.unwrap()).unwrap();
    });
    drop(writer);
    speak.send(()).unwrap();
    assert_eq!(told.recv_timeout(std::time::Duration::from_secs(20)), Ok(1));
}

#[test]
fn the_writer_is_at_its_next_batch_while_answers_are_given() {
    let fresh = Fresh::sqlite();
    let (writer, _) = start(&fresh);
    let (speak, word) = channel::<()>();
    let (here, turn) = channel();
    // This one answer waits until a later job is on disk, which is not how answers should be.
    writer.submit_with(Job::Append(1), move |_| {
        here.send(()).unwrap();
        word.recv().unwrap();
    });
    turn.recv().unwrap();
    let later = writer.submit(Job::Append(1));
    let mut reader = fresh.store.reader().unwrap();
    while journal::head(&mut reader, ORG).unwrap().position < 2 {
        std::thread::yield_now();
    }
    speak.send(()).unwrap();
    assert_eq!(later.wait().unwrap(), 2);
}

#[test]
fn the_writer_survives_a_lost_connection() {
    let fresh = Fresh::postgres();
    let (writer, _) = start(&fresh);
    assert_eq!(writer.submit(Job::Append(1)).wait().unwrap(), 1);
    let mut admin = fresh.store.writer().unwrap();
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                  WHERE pid <> pg_backend_pid() AND datname = current_database()";
    assert_eq!(admin.query(others, &[]).unwrap().len(), 1);
    assert_eq!(writer.submit(Job::Append(1)).wait().unwrap(), 2);
    writer.stop();
    check(&fresh, 2);
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let fresh = Fresh::sqlite();
    let mut conn = fresh.migrated();
    let n_pages = conn.query("PRAGMA page_count", &[]).unwrap()[0].int(0).unwrap();
    conn.batch(&format!("PRAGMA max_page_count = {}", n_pages + 3)).unwrap();
    let counts = Arc::new(Counts::default());
    let handler = Appender { head: None, counts: counts.clone() };
    let writer = Writer::start(conn, handler, |fault| panic!("{fault}")).unwrap();
    let mut n_kept = 0;
    let fault = loop {
        match writer.submit(Job::Append(1)).wait() {
            Ok(position) => n_kept = position,
            Err(fault) => break fault,
        }
    };
    assert!(matches!(fault, WriteFault::Store(StoreFault::DiskFull(_))), "{fault:?}");
    assert!(n_kept > 0);
    // It is still there to say so.
    assert!(matches!(writer.submit(Job::Append(1)).wait(), Err(WriteFault::Store(StoreFault::DiskFull(_)))));
    writer.stop();
    check(&fresh, n_kept);
}
