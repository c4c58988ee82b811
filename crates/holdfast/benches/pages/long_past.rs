//! The simulated clinic on an ordinary day, with as many people in its past as wanted.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use care::ids::PatientId;
use care::time::Instant;
use holdfast::clock;
use holdfast::keeping::{How, Place};
use holdfast::serving;
use holdfast::simulator::building::build;
use holdfast::simulator::house::HOUSE;
use holdfast::simulator::{History, Telling};
use record::record::Record;
use tower::ServiceExt;

/// A Tuesday at 11:30 in the clinic's zone.
const NOW: Instant = Instant(1_795_537_800_000_000);

/// A house that is open.
pub struct LongPast {
    pub record: Arc<Record>,
    pub router: Router,
    /// Sam Ortiz, nurse, is signed in with it.
    pub token: String,
    /// The fullest overview that Sam may open.
    pub overview: String,
    pub patient: PatientId,
    folder: PathBuf,
    _stop: tokio::sync::watch::Sender<bool>,
}

impl LongPast {
    /// Builds it.
    pub async fn of(n_patients: usize) -> Self {
        let folder = std::env::temp_dir().join(format!("holdfast-bench-{}-{n_patients}", std::process::id()));
        let place = Place::folder(&folder);
        let telling = Telling { seed: 1, now: NOW, days: 90 };
        let (record, told) = build(&place, telling, |_| ()).unwrap();
        record.stop();
        drop(record);
        lengthen(&place, n_patients, told.patients.len());
        let how = How { n_readers: 4, ..How::quietly(clock::standing(NOW)) };
        let record = Arc::new(place.open(HOUSE, how).unwrap());
        let token = "a".repeat(64);
        let sam = told.staff.sam;
        record.begin_sign_in(&web::sign_in::token_hash(&token), sam.login, &sam.id.to_string()).unwrap();
        let (news, _) = serving::news();
        let serving = web::Serving {
            record: record.clone(),
            news,
            secure_cookies: false,
            demo: false,
            sending: Default::default(),
            heard: None,
        };
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let router = web::serve::router(serving.app().unwrap(), stopped);
        let patient = fullest(&router, &token, &told).await;
        let overview = format!("/patients/{patient}");
        Self { record, router, token, overview, patient, folder, _stop: stop }
    }

    /// Stops it and leaves nothing behind.
    pub fn end(self) {
        self.record.stop();
        // What is left in the system's temporary folder is removed by the system.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Every settled row again under new ids, until there are this many patients.
fn lengthen(place: &Place, n_patients: usize, n_told: usize) {
    let mut conn = place.store.writer().unwrap();
    let n_copies = n_patients.div_ceil(n_told).saturating_sub(1);
    // The first eight digits of an id are of its time; these are long before any of ours.
    let new = |id: &str| format!("substr({id}, 1, 4) || printf('%08x', copy) || substr({id}, 13)");
    let copy = |table: &str, ids: &[&str], rest: &str, only: &str| {
        let all: Vec<String> = ids.iter().map(|id| new(id)).collect();
        format!(
            "WITH RECURSIVE copies(copy) AS (SELECT 1 UNION ALL SELECT copy + 1 FROM copies WHERE copy < {n_copies}) \
             INSERT INTO {table} (org, {}, {rest}) SELECT org, {}, {rest} FROM {table}, copies WHERE {only};",
            ids.join(", "),
            all.join(", "),
        )
    };
    let statements = [
        copy("patients", &["patient"], "name, name_key, born, contact, zone, locked_until_us", "1"),
        copy("team", &["patient"], "n, person, role, from_us, until_us", "1"),
        copy("courses", &["course", "patient"], "model, protocol, slug, phase, planned, doses", "1"),
        copy("sessions", &["session", "course", "patient"], SESSION, "active = 0"),
        copy(
            "windows",
            &["win", "course", "patient"],
            WINDOW,
            &format!("is_open = 0 AND goal_us < {}", NOW.0),
        ),
        copy(
            "tasks",
            &["task", "patient"],
            "matter, owed_by, due_us, is_open, taken_by, climbed",
            "is_open = 0",
        ),
    ];
    conn.batch("BEGIN").unwrap();
    for statement in statements.iter().filter(|_| n_copies > 0) {
        conn.batch(statement).unwrap();
    }
    conn.batch("COMMIT").unwrap();
}

const SESSION: &str = "kind, starts_us, setting, room, phase, active, protocol, systolic, diastolic, pulse, spo2, \
                       read_us, alarm, alarm_sign, alarm_value, alarm_limit, alarm_us, dose_us, dose_over_min, \
                       dose_ended_us, missed_us, planned, signed";
const WINDOW: &str = "opened_us, goal_us, is_open, talk_kind, talk_with, talk_us, offered, referred, held_us, \
                      held_kind, declined_us, climbed_h";

async fn fullest(router: &Router, token: &str, told: &History) -> PatientId {
    let mut found = (0, None);
    for (_, patient) in &told.patients {
        let request = Request::get(format!("/patients/{patient}"));
        let request =
            request.header(header::COOKIE, format!("holdfast={token}")).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        if response.status().as_u16() == 200 {
            let length = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap().len();
            found = found.max((length, Some(*patient)));
        }
    }
    found.1.unwrap()
}
