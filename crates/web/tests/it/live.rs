//! Live streams: pokes carry no content, and end within a second of their reader's standing.

use std::time::Duration;

use axum::body::Body;
use axum::http::Response;
use care::act::Act;
use care::patient::say_unsafe::SayUnsafe;
use care::practice::{Acting, Role};
use care::time::Instant;
use http_body_util::BodyExt;

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, text};

/// What comes within a while; `None` at the end of the stream.
pub async fn next(response: &mut Response<Body>, within: Duration) -> Option<String> {
    let frame = tokio::time::timeout(within, response.body_mut().frame()).await;
    let frame = frame.expect("something comes in time")?;
    let bytes = frame.expect("a stream does not fail").into_data().expect("data");
    Some(String::from_utf8(bytes.to_vec()).expect("text"))
}

#[tokio::test]
async fn a_poke_names_a_topic_and_a_position_and_nothing_else() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let mut live = clinic.get("/live", Some(&token)).await;
    assert_eq!(live.status(), 200);
    assert!(next(&mut live, Duration::from_secs(2)).await.expect("a beat").starts_with("event: beat"));
    clinic
        .act(Acting::patient(PATIENT), Act::SayUnsafe(PATIENT, SayUnsafe { words: Some("a secret".into()) }));
    let mut heard = String::new();
    while !heard.contains("event: board") {
        heard.push_str(&next(&mut live, Duration::from_secs(2)).await.expect("pokes"));
    }
    assert!(heard.contains("id: ") && heard.contains("data: changed"));
    assert!(!heard.contains("secret") && !heard.contains("Rowan"));
}

#[tokio::test]
async fn what_a_sleeping_tablet_missed_is_poked_again() {
    let clinic = Clinic::open();
    clinic.act(Acting::patient(PATIENT), Act::SayUnsafe(PATIENT, SayUnsafe { words: None }));
    let token = clinic.token(Role::Nurse);
    let mut live = clinic.get("/live?after=0", Some(&token)).await;
    let mut heard = String::new();
    while !heard.contains("event: board") {
        heard.push_str(&next(&mut live, Duration::from_secs(2)).await.expect("pokes"));
    }
}

#[tokio::test]
async fn a_stream_closes_within_a_second_of_the_end_of_an_affiliation() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let mut live = clinic.get("/live", Some(&token)).await;
    assert!(next(&mut live, Duration::from_secs(2)).await.is_some());
    // Once by an act …
    clinic.end(Role::Nurse, NOON);
    let began = std::time::Instant::now();
    while next(&mut live, Duration::from_secs(2)).await.is_some() {}
    assert!(began.elapsed() < Duration::from_millis(1_200), "{:?}", began.elapsed());
    // … and once by the clock alone.
    let token = clinic.token(Role::Therapist);
    clinic.end(Role::Therapist, Instant(NOON.0 + HOUR_US));
    let mut live = clinic.get("/live", Some(&token)).await;
    assert!(next(&mut live, Duration::from_secs(2)).await.is_some());
    clinic.at(Instant(NOON.0 + HOUR_US));
    let began = std::time::Instant::now();
    while next(&mut live, Duration::from_secs(2)).await.is_some() {}
    assert!(began.elapsed() < Duration::from_millis(1_200), "{:?}", began.elapsed());
}

#[tokio::test]
async fn streams_of_one_person_are_counted() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Nurse);
    let mut open = vec![];
    for _ in 0..8 {
        let live = clinic.get("/live", Some(&token)).await;
        assert_eq!(live.status(), 200);
        open.push(live);
    }
    assert_eq!(clinic.get("/live", Some(&token)).await.status(), 429);
    assert_eq!(clinic.get("/live", None).await.status(), 401);
}

#[tokio::test]
async fn a_page_of_the_day_says_until_when_it_may_be_shown_without_a_connection() {
    let clinic = Clinic::open();
    let token = clinic.token(Role::Patient);
    let page = text(clinic.get("/me", Some(&token)).await).await;
    let (_, words) = page.split_once("id=\"offline\" data-until=\"").expect("the words are there");
    let until: i64 = words.split('"').next().unwrap().parse().unwrap();
    assert!(words.split('>').next().unwrap().contains("hidden"), "they are said without a connection only");
    let left_h = (until - NOON.0 / 1_000) / 3_600_000;
    assert!((0..=24).contains(&left_h), "until the end of the day in the clinic's zone: {left_h} h");
    let worker = clinic.get("/worker.js", None).await;
    assert_eq!(worker.headers()["content-type"], "text/javascript; charset=utf-8");
    let worker = text(worker).await;
    // Signing out leads outside of the worker's reach: the page itself wipes (form.js), and so does the next sign-in.
    let form = text(clinic.get("/assets/js/form.js", None).await).await;
    let cache = worker.split("CACHE = \"").nth(1).and_then(|rest| rest.split('"').next()).expect("its name");
    assert!(form.contains(&format!("caches.delete(\"{cache}\")")), "it wipes at sign-out");
    let kept = worker.lines().find(|line| line.starts_with("const KEPT")).expect("what it keeps");
    assert!(!kept.contains("journal"), "never a page of the journal: {kept}");
}
