//! The board and a patient overview against a bare axum handler that runs the same queries and sends the same bytes, in
//! one run; their cost at few and at many patients; and how long a page takes at 300 requests a second.
//!
//! `./dev bench pages`. Sizes: `HOLDFAST_BENCH_FEW` (1,000), `_PATIENTS` (10,000), `_MANY` (100,000).

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on should say where")]

use std::sync::Arc;
use std::time::{Duration, Instant as Clock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use axum::routing::get;
use care::act::Act;
use care::house::{FoundHouse, House};
use care::ids::{CommandId, CourseId, HouseId, PatientId, PersonId, ProtocolId};
use care::patient::care_team::JoinCareTeam;
use care::patient::{Details, RegisterPatient};
use care::practice::affiliation::BeginAffiliation;
use care::practice::credential::RecordCredential;
use care::practice::person::AddPerson;
use care::practice::{Acting, Credential, Licence, Role};
use care::protocol::{CareModel, DraftProtocol};
use care::text::Line;
use care::time::{Date, Instant, Term};
use record::record::{Opening, Record};
use record::store::{Store, Synchronous};
use record::submit::{Answer, Command};
use record::views::ask;
use tower::ServiceExt;
use web::Serving;

const NURSE: PersonId = PersonId(1);
const NOW: Instant = Instant(1_795_186_800_000_000);

struct House1 {
    record: Arc<Record>,
    router: Router,
    token: String,
    _stop: tokio::sync::watch::Sender<bool>,
    folder: std::path::PathBuf,
}

fn line(text: &str) -> Line {
    Line::new(text).unwrap()
}

/// A house with so many patients, each with an open course; the nurse on the team of the first hundred.
fn house(patients: u128) -> House1 {
    let folder = std::env::temp_dir().join(format!("holdfast-bench-{}-{patients}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let (news, _) = tokio::sync::broadcast::channel(16);
    let record = Record::open(Opening {
        store: Store::Sqlite { path: folder.join("record.db") },
        keys: folder.clone(),
        house: HouseId(1),
        n_readers: 4,
        clock: Arc::new(|| NOW),
        announce: Box::new(|_| {}),
        on_fatal: Box::new(|_| {}),
        synchronous: Synchronous::Normal,
    });
    let record = Arc::new(record.unwrap_or_else(|no| panic!("{no}")));
    fill(&record, patients);
    let token = "a".repeat(64);
    record.begin_sign_in(&web::sign_in::token_hash(&token), "nurse", &NURSE.to_string()).unwrap();
    let serving = Serving { record: record.clone(), news, secure_cookies: false, demo: false };
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let router = web::serve::router(serving.app().unwrap(), stopped);
    House1 { record, router, token, _stop: stop, folder }
}

fn fill(record: &Record, patients: u128) {
    let mut n = 0;
    let mut command = |act: Act, by: Acting| {
        n += 1;
        Command { id: CommandId(n), act, by, occurred: None, sealed: None }
    };
    let house = House {
        name: line("Harbor Clinic"),
        zone: line("America/New_York"),
        jurisdiction: line("US-NY"),
        phone: line("(555) 0100"),
        hours: line("Mon-Fri 9-17"),
        offers: vec![CareModel::Kap, CareModel::Infusion],
    };
    let long_ago = Instant(NOW.0 - 86_400_000_000);
    let credential = Credential {
        licence: Licence::RegisteredNurse,
        number: "1".into(),
        jurisdiction: "US-NY".into(),
        term: Term { from: long_ago, until: Some(Instant(NOW.0 * 2)) },
        verified: NOW,
    };
    let shipped = &exchange::protocol_file::SHIPPED[2];
    let content = exchange::protocol_file::read(shipped.file, shipped.text).unwrap();
    let mut acts = vec![
        (Act::FoundHouse(HouseId(1), FoundHouse { house }), Acting::HOST),
        (Act::AddPerson(NURSE, AddPerson { name: line("Sam Ortiz RN") }), Acting::HOST),
        (Act::RecordCredential(NURSE, RecordCredential { credential }), Acting::HOST),
        (Act::BeginAffiliation(NURSE, BeginAffiliation { role: Role::Nurse, from: long_ago }), Acting::HOST),
        (Act::DraftProtocol(ProtocolId(1), DraftProtocol { content, revises: None }), Acting::HOST),
    ];
    let nurse = Acting::person(NURSE, Role::Nurse);
    for patient in 1..=patients {
        let details = Details {
            name: line(&format!("Invented Person {patient}")),
            born: Date::new(1980, 1, 1).unwrap(),
            contact: line("(555) 0123"),
            zone: line("America/New_York"),
        };
        let id = PatientId(patient);
        acts.push((Act::RegisterPatient(id, RegisterPatient { details }), nurse));
        let open = care::course::OpenCourse { patient: id, protocol: ProtocolId(1) };
        acts.push((Act::OpenCourse(CourseId(patient), open), nurse));
        if patient <= 100 {
            acts.push((Act::JoinCareTeam(id, JoinCareTeam { person: NURSE, role: Role::Nurse }), nurse));
        }
    }
    // In order within a chunk: the writer takes them as they were queued.
    for chunk in acts.chunks(2_000) {
        let tickets: Vec<_> =
            chunk.iter().map(|(act, by)| record.submit_at(command(act.clone(), *by), NOW)).collect();
        for ticket in tickets {
            match ticket.wait().unwrap() {
                Answer::Done(_) => {}
                other => panic!("{other:?}"),
            }
        }
    }
}

/// CPU time of this process so far, all threads.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit(')').next().unwrap();
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    Duration::from_millis(ticks * 10)
}

async fn ask_once(router: &Router, path: &str, token: &str) -> (u16, usize) {
    let request = Request::get(path).header(header::COOKIE, format!("holdfast={token}"));
    let response = router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let status = response.status().as_u16();
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    (status, bytes.len())
}

/// CPU microseconds for one request, over many.
async fn cost(router: &Router, path: &str, token: &str) -> f64 {
    const WARM: usize = 200;
    const ASKED: usize = 3_000;
    for _ in 0..WARM {
        let (status, _) = ask_once(router, path, token).await;
        assert_eq!(status, 200, "{path}");
    }
    let before = cpu();
    for _ in 0..ASKED {
        ask_once(router, path, token).await;
    }
    (cpu() - before).as_secs_f64() * 1e6 / ASKED as f64
}

/// The queries of the board, by themselves.
fn board_queries(record: &Record) {
    let tomorrow = Instant(NOW.0 + 86_400_000_000);
    let read = record.read(|conn| {
        let org = record.org();
        record::accounts::signed_in(conn, org, "none")?;
        record::journal::head(conn, org)?;
        let sessions = ask::active_sessions(conn, org, tomorrow)?;
        let open = ask::open_windows(conn, org, NOW)?;
        let settled = ask::settled_windows(conn, org, NOW)?;
        let tasks = ask::open_tasks(conn, org)?;
        Ok((sessions.len(), open.len(), settled.len(), tasks.len()))
    });
    read.unwrap();
}

/// The queries of a patient's overview, by themselves.
fn overview_queries(record: &Record, patient: PatientId) {
    let read = record.read(|conn| {
        let org = record.org();
        record::accounts::signed_in(conn, org, "none")?;
        let courses = ask::courses_of(conn, org, patient)?;
        let sessions = ask::sessions_of(conn, org, patient)?;
        let windows = ask::windows_of(conn, org, patient)?;
        let tasks = ask::tasks_of(conn, org, patient)?;
        Ok((courses.len(), sessions.len(), windows.len(), tasks.len()))
    });
    read.unwrap();
}

/// A handler that runs the same queries and sends as many bytes.
async fn bare(house: &House1, path: &'static str, length: usize, queries: fn(&Record)) -> f64 {
    let record = house.record.clone();
    let body = "x".repeat(length);
    let handler = move || {
        let (record, body) = (record.clone(), body.clone());
        async move {
            tokio::task::spawn_blocking(move || queries(&record)).await.unwrap();
            body
        }
    };
    cost(&Router::new().route(path, get(handler)), path, &house.token).await
}

/// 99th percentile at so many requests a second, each sent at its time whether the last one is back or not.
async fn p99_ms(house: &House1, path: &str) -> f64 {
    const PER_SECOND: u32 = 300;
    const SECONDS: u32 = 10;
    let began = Clock::now();
    let mut asked = vec![];
    for n in 0..PER_SECOND * SECONDS {
        let due = began + Duration::from_secs(1) * n / PER_SECOND;
        tokio::time::sleep_until(due.into()).await;
        let (router, path, token) = (house.router.clone(), path.to_owned(), house.token.clone());
        asked.push(tokio::spawn(async move {
            ask_once(&router, &path, &token).await;
            due.elapsed()
        }));
    }
    let mut took = vec![];
    for one in asked {
        took.push(one.await.unwrap());
    }
    took.sort_unstable();
    took[took.len() * 99 / 100].as_secs_f64() * 1e3
}

fn size(name: &str, usual: u128) -> u128 {
    std::env::var(format!("HOLDFAST_BENCH_{name}")).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

struct Figure(&'static str, f64, &'static str, f64, &'static str);

#[tokio::main]
async fn main() {
    let json = std::env::args().any(|word| word == "--json");
    let overview = format!("/patients/{}", PatientId(7));
    let mut figures = vec![];
    let middle = house(size("PATIENTS", 10_000));
    let (board_cpu, overview_cpu) = (
        cost(&middle.router, "/board", &middle.token).await,
        cost(&middle.router, &overview, &middle.token).await,
    );
    let (_, board_length) = ask_once(&middle.router, "/board", &middle.token).await;
    let (_, overview_length) = ask_once(&middle.router, &overview, &middle.token).await;
    let bare_board = bare(&middle, "/bare", board_length, board_queries).await;
    let bare_overview =
        bare(&middle, "/bare", overview_length, |record| overview_queries(record, PatientId(7))).await;
    figures.push(Figure("board_cpu", board_cpu, "us", board_cpu / bare_board, "bare-axum"));
    figures.push(Figure("overview_cpu", overview_cpu, "us", overview_cpu / bare_overview, "bare-axum"));
    let (board_p99, overview_p99) = (p99_ms(&middle, "/board").await, p99_ms(&middle, &overview).await);
    figures.push(Figure("board_p99_at_300_per_s", board_p99, "ms", board_p99 / 10.0, "bar-of-10-ms"));
    figures.push(Figure(
        "overview_p99_at_300_per_s",
        overview_p99,
        "ms",
        overview_p99 / 10.0,
        "bar-of-10-ms",
    ));
    let (few, many) = (house(size("FEW", 1_000)), house(size("MANY", 100_000)));
    for (name, path) in [("board_cpu_many", "/board"), ("overview_cpu_many", overview.as_str())] {
        let (at_few, at_many) =
            (cost(&few.router, path, &few.token).await, cost(&many.router, path, &many.token).await);
        figures.push(Figure(name, at_many, "us", at_many / at_few, "the-same-with-few-patients"));
    }
    for Figure(name, value, unit, ratio, peer) in &figures {
        if json {
            println!(
                "{{\"name\":\"{name}\",\"value\":{value:.1},\"unit\":\"{unit}\",\"ratio\":{ratio:.2},\"peer\":\"{peer}\"}}"
            );
        } else {
            println!("{name}: {value:.1} {unit} (ratio {ratio:.2} to {peer})");
        }
    }
    for house in [middle, few, many] {
        house.record.stop();
        let _ = std::fs::remove_dir_all(&house.folder);
    }
}
