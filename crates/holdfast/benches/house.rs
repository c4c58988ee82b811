//! How long a house with a million facts takes to be ready, and how much memory the demonstration keeps.
//!
//! The million is a real chain: the simulated clinic's journal, then its chart openings again and again on streams of
//! their own. Ready means that the program has said where it listens and answers there. Memory is what the system says
//! the demonstration holds (VmRSS) after its nurse opened the board and every chart of theirs 20 times.
//!
//! `./dev bench house`; how many facts: `HOLDFAST_BENCH_FACTS` (1,000,000).

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant as Clock};

use care::ids::PatientId;
use holdfast::clock;
use holdfast::keeping::{How, Place};
use holdfast::simulator::Telling;
use holdfast::simulator::building::build;
use holdfast::simulator::house::HOUSE;
use record::envelope::Envelope;
use record::journal;
use record::views::ask;

const STARTS: usize = 5;

fn main() {
    let json = std::env::args().any(|word| word == "--json");
    let folder = std::env::temp_dir().join(format!("holdfast-bench-house-{}", std::process::id()));
    let n_facts = std::env::var("HOLDFAST_BENCH_FACTS").ok().and_then(|text| text.parse().ok());
    let n_facts = fill(&folder.join("long"), n_facts.unwrap_or(1_000_000));
    let mut starts: Vec<Duration> = (0..STARTS).map(|_| start(&folder.join("long"))).collect();
    starts.sort_unstable();
    let start_ms = starts[STARTS / 2].as_secs_f64() * 1e3;
    let rss_mb = demo(&folder.join("demo"));
    // What is left in the system's temporary folder is removed by the system.
    let _ = std::fs::remove_dir_all(&folder);
    let facts = n_facts as f64;
    print(json, "start_with_facts", start_ms, "ms", start_ms / 1_000.0, "bar-of-1-s");
    print(json, "start_facts", facts, "facts", facts / 1e6, "a-million");
    print(json, "demo_rss", rss_mb, "MB", rss_mb / 150.0, "bar-of-150-MB");
}

fn print(json: bool, name: &str, value: f64, unit: &str, ratio: f64, peer: &str) {
    if json {
        println!(
            "{{\"name\":\"{name}\",\"value\":{value:.1},\"unit\":\"{unit}\",\"ratio\":{ratio:.2},\"peer\":\"{peer}\"}}"
        );
    } else {
        println!("{name}: {value:.1} {unit} (ratio {ratio:.2} to {peer})");
    }
}

/// A clinic, and a journal with so many facts; answers how many it has.
fn fill(folder: &Path, n_facts: i64) -> i64 {
    let place = Place::folder(folder);
    let (record, _) = build(&place, Telling { seed: 1, now: clock::now(), days: 90 }, |_| ()).unwrap();
    let org = record.org().to_owned();
    record.stop();
    drop(record);
    let mut conn = place.store.writer().unwrap();
    let opened: Vec<Envelope> = journal::read_after(&mut conn, &org, 0, 100_000)
        .unwrap()
        .into_iter()
        .map(|stored| stored.envelope)
        .filter(|envelope| envelope.act == "OpenChart")
        .collect();
    let mut head = journal::head(&mut conn, &org).unwrap();
    conn.begin().unwrap();
    for n in head.position..n_facts {
        let mut envelope = opened[n as usize % opened.len()].clone();
        envelope.stream = format!("pat_{:032x}", n / 100);
        envelope.version = n % 100 + 1_000;
        envelope.command_id = format!("cmd_{n:032x}");
        head = journal::append(&mut conn, &head, envelope).unwrap();
    }
    conn.commit().unwrap();
    head.position
}

/// A program that listens; it ends with this.
struct Serving {
    child: Child,
    /// `127.0.0.1:4321`
    address: String,
}

impl Serving {
    /// From its start until it answers.
    fn of(arguments: &[&str], folder: &Path) -> Self {
        let folder = PathBuf::from(folder);
        let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
            .args(arguments)
            .args(["--listen", "127.0.0.1:0", "--data", folder.to_str().unwrap()])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address =
            lines.map(Result::unwrap).find_map(|line| line.strip_prefix("http://").map(str::to_owned));
        let serving = Self { child, address: address.unwrap() };
        serving.get("/health", "");
        serving
    }

    /// The answer of a page, which must be there.
    fn get(&self, path: &str, token: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let head = format!("Host: {}\r\nCookie: holdfast={token}\r\nConnection: close", self.address);
        write!(stream, "GET {path} HTTP/1.1\r\n{head}\r\n\r\n").unwrap();
        let mut answer = vec![];
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        assert!(answer.starts_with("HTTP/1.1 200"), "{path}: {answer}");
        answer
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(folder: &Path) -> Duration {
    let began = Clock::now();
    let serving = Serving::of(&["serve"], folder);
    let took = began.elapsed();
    drop(serving);
    took
}

fn demo(folder: &Path) -> f64 {
    let demo = Serving::of(&["demo"], folder);
    let token = "a".repeat(64);
    let mut pages = vec!["/board".to_owned(), "/patients".to_owned()];
    pages.extend(sign_in(folder, &token).into_iter().map(|patient| format!("/patients/{patient}")));
    assert!(pages.len() > 10, "{pages:?}");
    for _ in 0..20 {
        pages.iter().for_each(|path| drop(demo.get(path, &token)));
    }
    let status = std::fs::read_to_string(format!("/proc/{}/status", demo.child.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}

/// Signs the nurse in beside the running program; answers whose charts they may open.
fn sign_in(folder: &Path, token: &str) -> Vec<PatientId> {
    let record = Place::folder(folder).open(HOUSE, How::quietly(clock::system())).unwrap();
    let staff = record.read(|conn| ask::people(conn, record.org())).unwrap();
    let (sam, _) = staff.into_iter().find(|(_, name)| name == "Sam Ortiz RN").unwrap();
    record.begin_sign_in(&web::sign_in::token_hash(token), "sam.ortiz", &sam.to_string()).unwrap();
    let mine = record.read(|conn| ask::my_patients(conn, record.org(), sam, record.now())).unwrap();
    record.stop();
    mine.into_iter().map(|row| row.patient).collect()
}
