//! The board and a patient's overview against a bare axum handler that asks the same questions of the same store and
//! sends as many bytes; at 300 requests a second over TCP; and in a house with a hundred times the past.
//!
//! The house is the simulated clinic on an ordinary day. Its past is made longer by copying the settled rows of its
//! views under new ids: patients, courses, visits, windows and tasks that are over. CPU is that of the whole process,
//! the writer's thread included; ours and theirs take turns, and the median of the rounds is told.
//!
//! `./dev bench pages`; how many patients: `HOLDFAST_BENCH_FEW` (1,000), `_PATIENTS` (10,000), `_MANY` (100,000).

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]
#![expect(clippy::print_stdout, reason = "its output is its purpose")]

#[path = "pages/long_past.rs"]
mod long_past;
#[path = "pages/open_loop.rs"]
mod open_loop;
#[path = "pages/peer.rs"]
mod peer;

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use long_past::LongPast;
use tower::ServiceExt;

const ROUNDS: usize = 7;
const ASKED_A_ROUND: usize = 400;

#[tokio::main]
async fn main() {
    let json = std::env::args().any(|word| word == "--json");
    let mut figures = vec![];
    let middle = LongPast::of(size("PATIENTS", 10_000)).await;
    for (page, path) in [("board", "/board"), ("overview", middle.overview.as_str())] {
        let length = ask(&middle.router, path, &middle.token).await;
        let bare =
            if page == "board" { peer::board(&middle, length) } else { peer::overview(&middle, length) };
        let (ours, ratio) = against(&middle, (&middle.router, path), &middle, (&bare, "/")).await;
        figures.push(Figure(format!("{page}_cpu"), ours, "us", ratio, "bare-axum"));
    }
    for (page, path) in [("board", "/board"), ("overview", middle.overview.as_str())] {
        let p99_ms = open_loop::p99_ms(&middle, path).await;
        figures.push(Figure(format!("{page}_p99_at_300_per_s"), p99_ms, "ms", p99_ms / 10.0, "bar-of-10-ms"));
    }
    middle.end();
    let few = LongPast::of(size("FEW", 1_000)).await;
    let many = LongPast::of(size("MANY", 100_000)).await;
    for page in ["board", "overview"] {
        let path =
            |house: &LongPast| if page == "board" { "/board".to_owned() } else { house.overview.clone() };
        let (at_many, at_few) = (path(&many), path(&few));
        let (cost, ratio) = against(&many, (&many.router, &at_many), &few, (&few.router, &at_few)).await;
        figures.push(Figure(format!("{page}_cpu_many"), cost, "us", ratio, "the-same-with-few-patients"));
    }
    few.end();
    many.end();
    figures.iter().for_each(|figure| figure.print(json));
}

/// What was measured: name, value, unit, ratio, and to what.
struct Figure(String, f64, &'static str, f64, &'static str);

impl Figure {
    fn print(&self, json: bool) {
        let Figure(name, value, unit, ratio, peer) = self;
        if json {
            println!(
                "{{\"name\":\"{name}\",\"value\":{value:.1},\"unit\":\"{unit}\",\"ratio\":{ratio:.2},\"peer\":\"{peer}\"}}"
            );
        } else {
            println!("{name}: {value:.1} {unit} (ratio {ratio:.2} to {peer})");
        }
    }
}

fn size(name: &str, usual: usize) -> usize {
    std::env::var(format!("HOLDFAST_BENCH_{name}")).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// CPU of one request here, in microseconds, and how many times that of one request there.
async fn against(
    here: &LongPast,
    (router, path): (&Router, &str),
    there: &LongPast,
    (peer, peer_path): (&Router, &str),
) -> (f64, f64) {
    let (mut costs, mut ratios) = (vec![], vec![]);
    for round in 0..=ROUNDS {
        let ours = cost_us(router, path, &here.token).await;
        let theirs = cost_us(peer, peer_path, &there.token).await;
        // The first round fills the caches.
        if round > 0 {
            costs.push(ours);
            ratios.push(ours / theirs);
        }
    }
    (median(costs), median(ratios))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

async fn cost_us(router: &Router, path: &str, token: &str) -> f64 {
    let before = cpu();
    for _ in 0..ASKED_A_ROUND {
        ask(router, path, token).await;
    }
    (cpu() - before).as_secs_f64() * 1e6 / ASKED_A_ROUND as f64
}

/// Asks for a page, which must be there; answers its length in bytes.
async fn ask(router: &Router, path: &str, token: &str) -> usize {
    let request = Request::get(path).header(header::COOKIE, format!("holdfast={token}"));
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status().as_u16(), 200, "{path}");
    axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().len()
}

/// CPU time of this process so far, all threads: nanoseconds, where `/proc/self/stat` counts in hundredths.
fn cpu() -> Duration {
    let threads = std::fs::read_dir("/proc/self/task").unwrap();
    let of = |thread: std::io::Result<std::fs::DirEntry>| {
        // A thread that ended meanwhile has no file.
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        text.split_whitespace().next()?.parse::<u64>().ok()
    };
    Duration::from_nanos(threads.filter_map(of).sum())
}
