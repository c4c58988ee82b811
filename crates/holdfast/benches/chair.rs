//! A thousand monitors at once: how long from a message on the socket to its answer, which is sent when it is on disk;
//! how long from a number beyond a limit to the fact of its alarm; whether memory stays flat; and what is left after kill -9.
//!
//! `holdfast chairs` serves a house of chairs; this program is the monitors, one connection each, one message a second. At
//! the end the house is killed, opened again, and every acknowledged message is looked for.
//!
//! `./dev bench chair`; `HOLDFAST_BENCH_CHAIRS` (1,000), `HOLDFAST_BENCH_SECONDS` (30; 1,800 for half an hour).

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant as Clock};

use exchange::hl7::{Framed, Framer, frame};
use holdfast::clock;
use holdfast::keeping::{How, Place};
use holdfast::simulator::chairs::{HOUSE, SENDER, bed, session};
use record::samples::ask;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Every so many messages of a chair one has a saturation beyond the stop limit, until somebody answers: it is asked once.
const LOW_AT: u32 = 5;

fn number(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[derive(Default)]
struct Seen {
    answered: Vec<Duration>,
    alarmed: Vec<Duration>,
    acknowledged: Vec<u32>,
}

fn main() {
    let json = std::env::args().any(|word| word == "--json");
    let (chairs, seconds) = (number("HOLDFAST_BENCH_CHAIRS", 1_000), number("HOLDFAST_BENCH_SECONDS", 30));
    let folder = std::env::temp_dir().join(format!("holdfast-bench-chair-{}", std::process::id()));
    let fsync_ms = fsync(&folder);
    let (mut house, line) = start(&folder.join("house"), chairs);
    let stop = Arc::new(AtomicBool::new(false));
    let seen = Arc::new(Mutex::new(Seen { acknowledged: vec![0; chairs as usize + 1], ..Seen::default() }));
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for chair in 1..=chairs {
        runtime.spawn(monitor(line.clone(), chair, chairs, stop.clone(), seen.clone()));
    }
    std::thread::sleep(Duration::from_secs(u64::from(seconds / 3)));
    let early_mb = rss_mb(&house);
    std::thread::sleep(Duration::from_secs(u64::from(seconds - seconds / 3)));
    let late_mb = rss_mb(&house);
    // kill -9 in the middle of it.
    house.kill().unwrap();
    let _ = house.wait();
    stop.store(true, Ordering::Relaxed);
    runtime.shutdown_timeout(Duration::from_secs(2));
    let seen = std::mem::take(&mut *seen.lock().unwrap());
    let (lost, kept) = lost(&folder.join("house"), &seen.acknowledged);
    // What is left in the system's temporary folder is removed by the system.
    let _ = std::fs::remove_dir_all(&folder);
    let answered = seen.answered.len() as f64;
    let rate = answered / f64::from(seconds);
    let (p50, p99) = (quantile(&seen.answered, 0.5), quantile(&seen.answered, 0.99));
    let alarm = quantile(&seen.alarmed, 0.99);
    print(json, "chair_messages", rate, "/s", rate / f64::from(chairs), "one-a-second-each");
    print(json, "chair_to_disk_p50", p50, "ms", p50 / fsync_ms, "one-fsync");
    print(json, "chair_to_disk_p99", p99, "ms", p99 / 50.0, "bar-of-50-ms");
    print(json, "chair_limit_to_alarm_fact_p99", alarm, "ms", alarm / 1_000.0, "bar-of-1-s");
    print(json, "chair_rss_late", late_mb, "MB", late_mb / early_mb, "a-third-of-the-way");
    print(json, "chair_kept_after_kill", kept, "messages", kept / answered, "acknowledged");
    print(json, "chair_lost_after_kill", lost, "messages", lost, "none");
    assert!(lost == 0.0, "acknowledged and not on disk: {lost}");
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

fn quantile(all: &[Duration], at: f64) -> f64 {
    let mut all: Vec<f64> = all.iter().map(|one| one.as_secs_f64() * 1e3).collect();
    all.sort_by(f64::total_cmp);
    all.get(((all.len().max(1) - 1) as f64 * at) as usize).copied().unwrap_or(f64::NAN)
}

/// What the disk itself takes for one page: the middle of some.
fn fsync(folder: &Path) -> f64 {
    std::fs::create_dir_all(folder).unwrap();
    let mut file = File::create(folder.join("fsync")).unwrap();
    let all: Vec<Duration> = (0..50)
        .map(|_| {
            let began = Clock::now();
            file.write_all(&[7; 4_096]).unwrap();
            file.sync_data().unwrap();
            began.elapsed()
        })
        .collect();
    quantile(&all, 0.5)
}

fn start(folder: &Path, chairs: u32) -> (Child, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_holdfast"))
        .args(["chairs", "--devices", "127.0.0.1:0", "--chairs", &chairs.to_string(), "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut said).unwrap();
    let line = said.trim().strip_prefix("ready ").unwrap_or_else(|| panic!("it said {said:?}")).to_owned();
    (child, line)
}

fn rss_mb(child: &Child) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1_024.0
}

async fn monitor(line: String, chair: u32, chairs: u32, stop: Arc<AtomicBool>, seen: Arc<Mutex<Seen>>) {
    // They do not all begin at once.
    tokio::time::sleep(Duration::from_secs(1) * chair / chairs).await;
    let Ok(mut stream) = TcpStream::connect(&line).await else { return };
    let _ = stream.set_nodelay(true);
    let mut framer = Framer::default();
    let mut every = tokio::time::interval(Duration::from_secs(1));
    for nth in 0_u32.. {
        every.tick().await;
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let low = nth == LOW_AT;
        let began = Clock::now();
        let sent = frame(&message(chair, nth, low));
        if stream.write_all(&sent).await.is_err() || !taken(&mut stream, &mut framer).await {
            return;
        }
        let took = began.elapsed();
        let mut seen = seen.lock().unwrap();
        seen.answered.push(took);
        // The answer to a number beyond a limit comes when its alarm is a fact.
        if low {
            seen.alarmed.push(took);
        }
        seen.acknowledged[chair as usize] = nth + 1;
    }
}

async fn taken(stream: &mut TcpStream, framer: &mut Framer) -> bool {
    let mut bytes = [0; 2_048];
    loop {
        let Ok(n) = stream.read(&mut bytes).await else { return false };
        if n == 0 {
            return false;
        }
        if let Some(Framed::Whole(answer)) = framer.take(&bytes[..n]).into_iter().next() {
            assert!(answer.windows(7).any(|part| part == b"MSA|AA|"), "{}", String::from_utf8_lossy(&answer));
            return true;
        }
    }
}

fn message(chair: u32, nth: u32, low: bool) -> String {
    let stamp = exchange::hl7::time::written(clock::now());
    let spo2 = if low { 71 } else { 96 + nth % 3 };
    let pulse = 60 + (nth + chair) % 20;
    format!(
        "MSH|^~\\&|{SENDER}||||{stamp}||ORU^R01|{chair}-{nth}|P|2.5\rPV1||I|^^{}\rOBR|1||||||{stamp}\r\
         OBX|1|NM|147842^MDC_ECG_HEART_RATE^MDC||{pulse}|/min|||||R\r\
         OBX|2|NM|149530^MDC_PULS_OXIM_PULS_RATE^MDC||{pulse}|/min|||||R\r\
         OBX|3|NM|150456^MDC_PULS_OXIM_SAT_O2^MDC||{spo2}|%|||||R\r\
         OBX|4|NM|151562^MDC_RESP_RATE^MDC||14.5|/min|||||R\r",
        bed(chair)
    )
}

/// How many acknowledged messages are not there any more, and how many messages are.
fn lost(folder: &Path, acknowledged: &[u32]) -> (f64, f64) {
    let record = Place::folder(folder).open(HOUSE, How::quietly(clock::system())).unwrap();
    let (mut lost, mut kept) = (0_i64, 0_i64);
    for (chair, acknowledged) in acknowledged.iter().enumerate().skip(1) {
        let visit = session(chair as u32);
        let head = record.read(|conn| ask::head(conn, record.org(), visit)).unwrap();
        let there = head.map_or(0, |head| head.messages);
        kept += there;
        lost += (i64::from(*acknowledged) - there).max(0);
    }
    (lost as f64, kept as f64)
}
