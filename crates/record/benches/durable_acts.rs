//! How many durable acts a second, against a bare rusqlite program that commits the same rows in the same groups.
//!
//! 64 people at 64 chairs record vitals, each waiting for the answer before the next reading. What reached the disk
//! is then written once more without rules, hashes, queue or savepoints: the same three statements for each act,
//! the same values and group sizes, one fsync a group, on the same file system, right after. The ratio is what all
//! of Holdfast costs, the waking of 64 threads included. Several rounds of both take turns; the median of each is
//! reported, and what a commit of the bare program takes: the faster the disk, the more everything else weighs.
//!
//! Run it on a machine that does nothing else: the two halves do not suffer alike from neighbours.
//!
//! `cargo bench -p record --bench durable_acts -- [--json] [--rounds N] [--acts N]`

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should fail at that line")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Clock};

use care::act::Act;
use care::guardrail::AsRead;
use care::ids::{CommandId, CourseId, PatientId, SessionId};
use care::patient::RegisterPatient;
use care::session::record_vitals::RecordVitals;
use care::session::{Source, Vitals};
use care::story;
use care::units::{MmHg, PerMinute, Percent};
use record::journal;
use record::rebuild;
use record::record::{Opening, Record};
use record::store::{Store, Synchronous, Val};
use record::submit::{Answer, Command};
use record::views::VIEWS;
use rusqlite::Connection;

#[expect(dead_code, reason = "shared with the tests, which use all of it")]
#[path = "../tests/it/clinic.rs"]
mod clinic;
#[expect(dead_code, reason = "shared with the tests, which use all of it")]
#[path = "../tests/it/stores.rs"]
mod stores;

use clinic::{Clinic, HOUSE, cast, founding, who};
use stores::{Folder, Fresh};

const N_THREADS: u128 = 64;

struct Wanted {
    json: bool,
    rounds: usize,
    /// For each thread, in each round.
    acts: usize,
}

impl Wanted {
    fn read() -> Self {
        let words: Vec<String> = std::env::args().collect();
        let number = |flag: &str, usual: usize| {
            let at = words.iter().position(|word| word == flag);
            at.map_or(usual, |at| words[at + 1].parse().unwrap())
        };
        Self {
            json: words.iter().any(|word| word == "--json"),
            rounds: number("--rounds", 41),
            acts: number("--acts", 30),
        }
    }
}

fn main() {
    let wanted = Wanted::read();
    let (mut ours, mut bare, mut ratios, mut sizes, mut commits) = (vec![], vec![], vec![], vec![], vec![]);
    let fresh = Fresh::sqlite();
    let chairs = sixty_four_chairs(&fresh);
    let Store::Sqlite { path } = &fresh.store else { unreachable!() };
    for _ in 0..wanted.rounds {
        // Both begin with the same store.
        let folder = Folder::new();
        let [mine, others] = ["record.db", "bare.db"].map(|name| folder.0.join(name));
        for copy in [&mine, &others] {
            std::fs::copy(path, copy).unwrap();
            // Or its pages would be written by whoever syncs first.
            std::fs::File::open(copy).and_then(|file| file.sync_all()).unwrap();
        }
        let run = record_vitals(&Store::Sqlite { path: mine }, &chairs, wanted.acts);
        let n_acts = run.rows.len() as f64;
        let took = again_without_us(&others, &run);
        ours.push(n_acts / run.took.as_secs_f64());
        bare.push(n_acts / took.as_secs_f64());
        ratios.push(took.as_secs_f64() / run.took.as_secs_f64());
        sizes.push(n_acts / run.groups.len() as f64);
        commits.push(took.as_secs_f64() * 1_000.0 / run.groups.len() as f64);
    }
    let [ours, bare, ratio, size, commit] = [ours, bare, ratios, sizes, commits].map(median);
    if wanted.json {
        println!(
            "{}",
            serde_json::json!({
                "durable_acts": { "value": ours.round(), "unit": "acts/s", "ratio": (ratio * 1000.0).round() / 1000.0,
                    "bare_rusqlite": bare.round(), "acts_per_commit": (size * 10.0).round() / 10.0,
                    "bare_ms_per_commit": (commit * 100.0).round() / 100.0,
                    "threads": N_THREADS as u64, "rounds": wanted.rounds },
            })
        );
    } else {
        println!("durable_acts: {ours:.0} acts/s (ratio {ratio:.2} to bare-rusqlite)");
        println!(
            "bare_rusqlite: {bare:.0} acts/s, {size:.1} acts and {commit:.2} ms a commit, median of {} rounds",
            wanted.rounds
        );
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A house with one patient checked in at each chair. Its writer is stopped, so that the file alone holds all of it.
fn sixty_four_chairs(fresh: &Fresh) -> Vec<SessionId> {
    let clinic = Clinic::empty(fresh);
    let mut acts = founding();
    let Some((desk, Act::RegisterPatient(_, RegisterPatient { details }))) = acts.pop() else {
        unreachable!()
    };
    for (by, act) in acts {
        clinic.does(&by, act);
    }
    let now = clinic.now();
    let chairs: Vec<SessionId> = (0..N_THREADS).map(|n| SessionId(100 + n)).collect();
    for session in &chairs {
        let patient = PatientId(session.0);
        clinic.does(&desk, Act::RegisterPatient(patient, RegisterPatient { details: details.clone() }));
        let cast = story::Cast { patient, course: CourseId(session.0), session: *session, ..cast("kit") };
        let words = "join team prescriber, open course, schedule dosing in 1 min with nurse, check in";
        for step in story::read(words, &cast, now).unwrap().0 {
            clinic.does(&step.by, step.act);
        }
    }
    clinic.record.stop();
    // Dropped connections leave no write-ahead log behind.
    drop(clinic);
    chairs
}

/// What one act wrote: its journal row, its answer, its view row.
type Rows = [Vec<Val>; 3];

struct Run {
    took: Duration,
    /// How many acts each commit held.
    groups: Vec<usize>,
    rows: Vec<Rows>,
}

fn record_vitals(store: &Store, chairs: &[SessionId], n_each: usize) -> Run {
    let keys = Folder::new();
    let groups = Arc::new(Mutex::new(vec![]));
    let told = groups.clone();
    let record = Record::open(Opening {
        store: store.clone(),
        keys: keys.0.clone(),
        house: HOUSE,
        n_readers: 1,
        clock: Arc::new(|| clinic::T0),
        measures: Arc::default(),
        announce: Box::new(move |news| told.lock().unwrap().push(news.len())),
        on_fatal: Box::new(|fault| panic!("{fault}")),
        synchronous: Synchronous::Full,
    })
    .unwrap();
    // A day's first act at a chair reads its stream. An empty reading is refused and writes nothing.
    for chair in chairs {
        let mut command = reading(*chair, n_each);
        command.act = Act::RecordVitals(*chair, RecordVitals { vitals: Vitals::default(), ..HAND });
        assert!(matches!(record.submit(command).wait().unwrap(), Answer::Refused(_)));
    }
    let before = record.read(|conn| journal::head(conn, record.org())).unwrap();
    let start = Clock::now();
    std::thread::scope(|scope| {
        for chair in chairs {
            let record = &record;
            scope.spawn(move || {
                for n in 0..n_each {
                    let answer = record.submit(reading(*chair, n)).wait().unwrap();
                    assert!(matches!(answer, Answer::Done(_)), "{answer:?}");
                }
            });
        }
    });
    let took = start.elapsed();
    let rows = written(&record, before.position);
    let checked = record.read(|conn| Ok(rebuild::verify(conn, record.org()))).unwrap();
    checked.unwrap_or_else(|found| panic!("{found}"));
    record.stop();
    let groups = groups.lock().unwrap().clone();
    assert_eq!(groups.iter().sum::<usize>(), rows.len());
    Run { took, groups, rows }
}

const HAND: RecordVitals = RecordVitals {
    vitals: Vitals { pressure: None, pulse: None, spo2: None, breaths: None, awake: None },
    source: Source::Hand,
    as_read: AsRead::NotAsked,
};

fn reading(chair: SessionId, n: usize) -> Command {
    let up = (n % 30) as u16;
    let vitals = Vitals {
        pressure: Some((MmHg(110 + up), MmHg(70 + up / 3))),
        pulse: Some(PerMinute(60 + up)),
        spo2: Some(Percent(97)),
        ..Vitals::default()
    };
    Command {
        id: CommandId(chair.0 << 64 | n as u128),
        act: Act::RecordVitals(chair, RecordVitals { vitals, ..HAND }),
        by: who("nurse"),
        occurred: None,
        sealed: None,
    }
}

/// Reads back, in the order of the journal, what the acts wrote. The view keeps only the last row of each session;
/// the earlier ones were of the same size.
fn written(record: &Record, after: i64) -> Vec<Rows> {
    let read = |sql: String, vals: &[Val]| {
        let rows = record.read(|conn| conn.query(&sql, vals)).unwrap();
        rows.into_iter().map(|row| row.vals().to_vec()).collect::<Vec<_>>()
    };
    let after = [Val::Int(after)];
    let journal = read("SELECT * FROM journal WHERE position > ?1 ORDER BY position".to_owned(), &after);
    let answered = read("SELECT * FROM answered WHERE position > ?1 ORDER BY position".to_owned(), &after);
    let views = read("SELECT * FROM sessions".to_owned(), &[]);
    let both = journal.into_iter().zip(answered);
    both.map(|(fact, answer)| {
        let view = views.iter().find(|row| row[1] == fact[2]).unwrap().clone();
        [fact, answer, view]
    })
    .collect()
}

/// The same rows in the same groups, by a program that does nothing else.
fn again_without_us(path: &Path, run: &Run) -> Duration {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "journal_mode", "WAL").unwrap();
    conn.pragma_update(None, "synchronous", "FULL").unwrap();
    let sessions = VIEWS.iter().find(|view| view.table == "sessions").unwrap();
    let places = |n: usize| (1..=n).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
    let set: Vec<String> =
        sessions.columns[1..].iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let texts = [
        format!("INSERT INTO journal VALUES ({})", places(13)),
        format!("INSERT INTO answered VALUES ({})", places(5)),
        format!(
            "INSERT INTO sessions VALUES ({}) ON CONFLICT (org, session) DO UPDATE SET {}",
            places(sessions.columns.len() + 1),
            set.join(", ")
        ),
    ];
    let mut statements = texts.map(|sql| conn.prepare(&sql).unwrap());
    let mut rows = run.rows.iter();
    let start = Clock::now();
    for size in &run.groups {
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        for act in rows.by_ref().take(*size) {
            for (statement, row) in statements.iter_mut().zip(act) {
                statement.execute(rusqlite::params_from_iter(row)).unwrap();
            }
        }
        conn.execute_batch("COMMIT").unwrap();
    }
    start.elapsed()
}
