//! The record for whoever audits it: as it stands, as it stood at the end of a day, and every look a fact.

use care::fact::Stream;
use care::practice::Role;
use care::time::Instant;

use crate::clinic::{Clinic, NOON, person, text};

const DAY_US: i64 = 86_400_000_000;

async fn page(clinic: &Clinic, token: &str, path: &str) -> String {
    let response = clinic.get(path, Some(token)).await;
    assert_eq!(response.status(), 200, "{path}");
    text(response).await
}

fn looks(clinic: &Clinic) -> usize {
    let stream = Stream::Person(person(Role::Auditor)).to_string();
    let facts = clinic
        .record
        .read(|conn| record::journal::read_stream(conn, clinic.record.org(), &stream, 0))
        .unwrap();
    facts.iter().filter(|stored| stored.envelope.fact == "person.looked-in-record/1").count()
}

#[tokio::test]
async fn every_look_into_the_record_is_written_down() {
    let clinic = Clinic::open();
    let auditor = clinic.token(Role::Auditor);
    assert_eq!(looks(&clinic), 0);
    assert!(
        page(&clinic, &auditor, "/audit").await.contains("look into the record"),
        "it is on the page itself"
    );
    page(&clinic, &auditor, "/audit?to=3").await;
    assert_eq!(looks(&clinic), 1, "one look in a quarter of an hour");
    let house = format!("/audit/{}", Stream::Person(person(Role::Nurse)));
    page(&clinic, &auditor, &house).await;
    assert_eq!(looks(&clinic), 1);
    clinic.at(Instant(NOON.0 + 16 * 60 * 1_000_000));
    page(&clinic, &auditor, &house).await;
    assert_eq!(looks(&clinic), 2);
}

#[tokio::test]
async fn the_record_as_of_a_day_ends_with_that_day() {
    let clinic = Clinic::open();
    let before = clinic.record.read(|conn| record::journal::head(conn, clinic.record.org())).unwrap();
    // Two days later something is written: a look of the director, who then looks as of the day before.
    clinic.at(Instant(NOON.0 + 2 * DAY_US));
    let director = clinic.token(Role::MedicalDirector);
    page(&clinic, &director, "/audit").await;
    let zone = &jiff::tz::TimeZone::get("America/New_York").unwrap();
    let day = web::when::date(NOON, zone);
    let then = page(&clinic, &director, &format!("/audit?on={day}")).await;
    assert!(then.contains(&before.hash) && then.contains(&format!("ended at fact {}", before.position)));
    assert!(!then.contains("look into the record"));
    let own = Stream::Person(person(Role::MedicalDirector));
    let as_of = page(&clinic, &director, &format!("/audit/{own}?on={day}")).await;
    assert!(as_of.contains("As it stood at the end of") && !as_of.contains("looked-in-record"));
    assert!(page(&clinic, &director, &format!("/audit/{own}")).await.contains("looked-in-record"));
    // Before the house was founded there was nothing; a day that is not over, or none at all, is said so.
    let nothing = page(&clinic, &director, "/audit?on=1999-01-01").await;
    assert!(nothing.contains("ended at fact 0") && nothing.contains(record::journal::GENESIS));
    let today = web::when::date(Instant(NOON.0 + 2 * DAY_US), zone);
    for wrong in [today.as_str(), "2026-02-30", "yesterday"] {
        assert!(
            page(&clinic, &director, &format!("/audit?on={wrong}")).await.contains("not a day that is over")
        );
    }
}

#[tokio::test]
async fn a_grant_says_until_when_and_ends_then() {
    let clinic = Clinic::open();
    let auditor = clinic.token(Role::Auditor);
    let shown = page(&clinic, &auditor, "/audit").await;
    // Begun a day before noon, for ninety days.
    assert!(shown.contains("until 2027") || shown.contains("89 days are left"), "{shown}");
    assert!(shown.contains("89 days are left"));
    let director = clinic.token(Role::MedicalDirector);
    assert!(!page(&clinic, &director, "/audit").await.contains("data-testid=\"grant\""));
    let ends = NOON.0 - DAY_US + 90 * DAY_US;
    clinic.at(Instant(ends - 1));
    let last = clinic.token(Role::Auditor);
    assert!(page(&clinic, &last, "/audit").await.contains("less than a day is left"));
    clinic.at(Instant(ends));
    assert_ne!(clinic.get("/audit", Some(&last)).await.status(), 200);
}

#[tokio::test]
async fn a_copy_holds_no_care_and_its_hash_is_on_record() {
    let clinic = Clinic::open();
    let auditor = clinic.token(Role::Auditor);
    assert!(page(&clinic, &auditor, "/audit/take").await.contains("None so far."));
    let copy = clinic.get("/audit/take/record.zip", Some(&auditor)).await;
    assert_eq!(copy.status(), 200);
    assert_eq!(copy.headers()["content-type"], "application/zip");
    let bytes = axum::body::to_bytes(copy.into_body(), usize::MAX).await.unwrap();
    let hash = record::sealed::digest(&bytes);
    let shown = page(&clinic, &auditor, "/audit/take").await;
    assert!(shown.contains(&hash), "the hash of what was sent is on the page");
    let words = String::from_utf8_lossy(&bytes);
    let head = clinic.record.read(|conn| record::journal::head(conn, clinic.record.org())).unwrap();
    // The copy and the look at the list came after it.
    assert!(words.contains("position,written,happened") && words.contains("house.founded/1"));
    assert!(words.contains("patient.registered/") && !words.contains("Rowan Ellis"), "who, not what");
    assert!(!words.contains("record-taken") && 0 < head.position);
    // The same day asked for again is the same file, whatever was written since.
    clinic.at(Instant(NOON.0 + 2 * DAY_US));
    let auditor = clinic.token(Role::Auditor);
    let zone = &jiff::tz::TimeZone::get("America/New_York").unwrap();
    let path = format!("/audit/take/record.zip?on={}", web::when::date(NOON, zone));
    let mut hashes = vec![];
    for _ in 0..2 {
        let copy = clinic.get(&path, Some(&auditor)).await;
        assert_eq!(copy.status(), 200);
        let bytes = axum::body::to_bytes(copy.into_body(), usize::MAX).await.unwrap();
        hashes.push(record::sealed::digest(&bytes));
    }
    assert_eq!(hashes[0], hashes[1]);
    assert_eq!(clinic.get("/audit/take/record.zip?on=2999-01-01", Some(&auditor)).await.status(), 404);
    // Nobody who works with patients takes one.
    let nurse = clinic.token(Role::Nurse);
    assert_eq!(clinic.get("/audit/take/record.zip", Some(&nurse)).await.status(), 403);
}
