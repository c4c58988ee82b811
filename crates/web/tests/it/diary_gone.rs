//! What was shared and taken back, or deleted: gone from every surface, also from a page that is open.

use std::time::Duration;

use care::act::Act;
use care::diary::delete::EraseDiaryEntry;
use care::ids::PatientId;
use care::patient::{Details, RegisterPatient};
use care::practice::{Acting, Role};
use care::time::{Date, Instant};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, person, text};
use crate::diary::{ENTRY, Form, STAFF, clinic, shares, writes};
use crate::live::next;

/// Whoever reads it, and two who do not.
const LISTENING: [Role; 3] = [Role::Nurse, Role::Prescriber, Role::IntegrationSpecialist];

/// A screen that is open learns of it by a poke that names no entry; nobody else hears that anything happened.
#[tokio::test]
async fn an_open_page_hears_of_a_share_and_of_its_end_and_others_hear_nothing() {
    let (clinic, token) = clinic();
    let mut streams = vec![];
    for role in LISTENING {
        let token = clinic.token(role);
        let mut live = clinic.get("/live", Some(&token)).await;
        assert!(next(&mut live, Duration::from_secs(2)).await.is_some(), "{role:?}: a beat");
        streams.push((role, live));
    }
    writes(&clinic, &token, "lighthouse").await;
    for verb in ["share", "take-back"] {
        assert_eq!(shares(&clinic, &token, verb, Role::Nurse).await, 303);
        let live = &mut streams[0].1;
        let mut heard = String::new();
        while !heard.contains("event: shared") {
            heard.push_str(&next(live, Duration::from_secs(2)).await.expect("a poke within two seconds"));
        }
        assert!(!heard.contains("lighthouse") && !heard.contains(&ENTRY.to_string()), "{heard}");
    }
    // The others hear the next beat, and nothing before it.
    for (role, live) in &mut streams[1..] {
        let heard = next(live, Duration::from_secs(7)).await.expect("a beat");
        assert!(!heard.contains("shared"), "{role:?}: {heard}");
        assert!(heard.starts_with("event: beat"), "{role:?}: {heard}");
    }
}

/// Where a page shows something of a diary, it follows these pokes, and says to its script that this goes at once.
#[tokio::test]
async fn every_part_that_shows_a_diary_follows_it() {
    let (clinic, token) = clinic();
    writes(&clinic, &token, "lighthouse").await;
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let nurse = clinic.token(Role::Nurse);
    for (path, part) in
        [(format!("/shared/{ENTRY}"), "shared-entry"), (format!("/patients/{PATIENT}"), "diary")]
    {
        let page = text(clinic.get(&path, Some(&nurse)).await).await;
        let tag = page.split_once(&format!("id=\"{part}\"")).expect("the part is there").1;
        let tag = tag.split('>').next().unwrap();
        assert!(tag.contains("data-refresh=\"shared\"") && tag.contains("data-shared"), "{path}: {tag}");
    }
    // The part is still there when nothing is in it: a page that is open takes the empty one in its place.
    assert_eq!(shares(&clinic, &token, "take-back", Role::Nurse).await, 303);
    let chart = text(clinic.get(&format!("/patients/{PATIENT}"), Some(&nurse)).await).await;
    assert!(chart.contains("id=\"diary\"") && !chart.contains("Shared with you from the diary"));
}

pub fn another(clinic: &Clinic) -> String {
    let other = PatientId(8);
    let details = Details {
        name: line("Maya Okafor"),
        born: Date::new(1990, 2, 3).unwrap(),
        contact: line("(555) 0124"),
        zone: line("America/New_York"),
    };
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    clinic.act(desk, Act::RegisterPatient(other, RegisterPatient { details }));
    let token = format!("{:064x}", 0xB0B);
    clinic.record.begin_sign_in(&web::sign_in::token_hash(&token), "maya", &other.to_string()).unwrap();
    token
}

async fn export(clinic: &Clinic, token: &str) -> (u16, Vec<u8>) {
    let answer = clinic.get("/me/export/everything.zip", Some(token)).await;
    let status = answer.status().as_u16();
    (status, axum::body::to_bytes(answer.into_body(), 50_000_000).await.unwrap().to_vec())
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|part| part == words.as_bytes())
}

/// One's own export holds one's own diary, with its pictures, until it is erased; no other export holds any of it.
#[tokio::test]
async fn an_export_holds_ones_own_diary_until_it_is_erased_and_nobody_elses() {
    let (clinic, token) = clinic();
    let photo = include_bytes!("../photo.jpg").to_vec();
    let form = Form::words(&clinic, "lighthouse").file("a.jpg", photo);
    assert_eq!(form.to(&clinic, "/me/journal/new", &token).await.status(), 303);
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let there = |bytes: &[u8]| (holds(bytes, "lighthouse"), holds(bytes, "-photo.jpeg"));
    let (status, own) = export(&clinic, &token).await;
    assert_eq!((status, there(&own)), (200, (true, true)));
    assert!(!holds(&own, "GPS!"), "the place of the photo");
    let (status, others) = export(&clinic, &another(&clinic)).await;
    assert_eq!((status, there(&others)), (200, (false, false)));
    // Whom it is shared with may read it, and takes nothing along.
    for role in STAFF {
        let (status, bytes) = export(&clinic, &clinic.token(role)).await;
        assert!([403, 404, 409].contains(&status) && there(&bytes) == (false, false), "{role:?}: {status}");
    }
    let form = format!("command={}", clinic.command());
    let deleted = clinic.post(&format!("/me/journal/{ENTRY}/delete"), Some(&token), &form).await;
    assert_eq!(deleted.status(), 303);
    assert_eq!(there(&export(&clinic, &token).await.1), (true, true), "it can still be brought back");
    clinic.at(Instant(NOON.0 + 30 * 24 * HOUR_US));
    clinic.act(Acting::CLOCK, Act::EraseDiaryEntry(ENTRY, EraseDiaryEntry));
    let token = clinic.token(Role::Patient);
    let (status, own) = export(&clinic, &token).await;
    assert_eq!((status, there(&own)), (200, (false, false)));
    for path in [format!("/me/journal/{ENTRY}"), format!("/me/journal/{ENTRY}/write")] {
        assert_eq!(clinic.get(&path, Some(&token)).await.status(), 404, "{path}");
    }
    for path in ["/me/journal", "/me/journal?q=lighthouse", "/me/journal/deleted"] {
        let page = text(clinic.get(path, Some(&token)).await).await;
        assert!(!page.contains(&ENTRY.to_string()), "{path}");
    }
}
