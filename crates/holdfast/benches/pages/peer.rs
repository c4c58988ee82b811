//! The peer: a handler that asks the questions a page asks, once each, and sends as many bytes as it.

use axum::Router;
use axum::routing::get;
use care::ids::PatientId;
use care::time::Instant;
use record::record::Record;
use record::views::ask;
use record::{accounts, journal};

use crate::long_past::LongPast;

const DAY_US: i64 = 24 * 3_600_000_000;

/// The board's peer.
pub fn board(house: &LongPast, length: usize) -> Router {
    bare(house, length, |record, _| {
        let now = record.now();
        let read = record.read(|conn| {
            let org = record.org();
            accounts::signed_in(conn, org, "nobody")?;
            journal::head(conn, org)?;
            let sessions = ask::active_sessions(conn, org, Instant(now.0 + DAY_US / 2))?;
            let open = ask::open_windows(conn, org, Instant(now.0 - 7 * DAY_US))?;
            let settled = ask::settled_windows(conn, org, now)?;
            let tasks = ask::open_tasks(conn, org)?;
            Ok(sessions.len() + open.len() + settled.len() + tasks.len())
        });
        assert_ne!(read.unwrap(), 0);
    })
}

/// The overview's peer.
pub fn overview(house: &LongPast, length: usize) -> Router {
    bare(house, length, |record, patient| {
        let read = record.read(|conn| {
            let org = record.org();
            accounts::signed_in(conn, org, "nobody")?;
            journal::head(conn, org)?;
            let courses = ask::courses_of(conn, org, patient)?;
            let sessions = ask::sessions_of(conn, org, patient)?;
            let windows = ask::windows_of(conn, org, patient)?;
            let tasks = ask::tasks_of(conn, org, patient)?;
            Ok(courses.len() + sessions.len() + windows.len() + tasks.len())
        });
        assert_ne!(read.unwrap(), 0);
    })
}

fn bare(house: &LongPast, length: usize, questions: fn(&Record, PatientId)) -> Router {
    let (record, patient, body) = (house.record.clone(), house.patient, "x".repeat(length));
    let handler = move || {
        let (record, body) = (record.clone(), body.clone());
        async move {
            tokio::task::spawn_blocking(move || questions(&record, patient)).await.unwrap();
            body
        }
    };
    Router::new().route("/", get(handler))
}
