//! The diary over HTTP: written as a plain form, read by its writer and by whom it is shared with, and by nobody else in
//! any way there is; files that are too big, of the wrong kind or tell a place.

use axum::body::Body;
use axum::http::{Response, header};
use care::act::Act;
use care::ids::{CommandId, DiaryEntryId, PatientId};
use care::patient::care_team::JoinCareTeam;
use care::patient::{Details, RegisterPatient};
use care::practice::{Acting, Role};
use care::time::{Date, Instant};

use crate::clinic::{Clinic, HOUR_US, NOON, PATIENT, line, location, person, text};

pub const STAFF: [Role; 7] = [
    Role::MedicalDirector,
    Role::Prescriber,
    Role::Nurse,
    Role::Therapist,
    Role::IntegrationSpecialist,
    Role::FrontDesk,
    Role::Auditor,
];
pub const ENTRY: DiaryEntryId = DiaryEntryId(0xE47);
const WORDS: &str = "lighthouse <script>alert(1)</script> 👩🏽‍🚀 הים\u{200F} البحر \"quoted\"\nand a second line";

pub struct Form(pub Vec<(&'static str, String)>, pub Option<(&'static str, Vec<u8>)>);

impl Form {
    pub fn words(clinic: &Clinic, words: &str) -> Self {
        let command = clinic.command().to_string();
        Self(vec![("command", command), ("entry", ENTRY.to_string()), ("words", words.to_owned())], None)
    }
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.0.push((name, value.to_owned()));
        self
    }
    pub fn file(mut self, name: &'static str, bytes: Vec<u8>) -> Self {
        self.1 = Some((name, bytes));
        self
    }
    pub async fn to(&self, clinic: &Clinic, path: &str, token: &str) -> Response<Body> {
        self.to_with(clinic, path, token, token).await
    }
    /// With these cookies behind the token, and the hidden mark of another sign-in.
    pub async fn to_with(&self, clinic: &Clinic, path: &str, token: &str, drawn_for: &str) -> Response<Body> {
        let mut body = vec![];
        let csrf = ("csrf", web::sign_in::csrf_of(drawn_for));
        for (name, value) in std::iter::once(&csrf).chain(&self.0) {
            let part = format!("--B0\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.into_bytes());
        }
        if let Some((name, bytes)) = &self.1 {
            let head = format!(
                "--B0\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 Content-Type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--B0--\r\n");
        clinic.send_as(path, Some(token), Body::from(body), "multipart/form-data; boundary=B0").await
    }
}

/// With a nurse on the team.
pub fn clinic() -> (Clinic, String) {
    let clinic = Clinic::open();
    let prescriber = Acting::person(person(Role::Prescriber), Role::Prescriber);
    for role in [Role::Prescriber, Role::Nurse] {
        clinic.act(prescriber, Act::JoinCareTeam(PATIENT, JoinCareTeam { person: person(role), role }));
    }
    let token = clinic.token(Role::Patient);
    (clinic, token)
}

pub async fn writes(clinic: &Clinic, token: &str, words: &str) -> String {
    let kept = Form::words(clinic, words).to(clinic, "/me/journal/new", token).await;
    assert_eq!((kept.status().as_u16(), location(&kept)), (303, format!("/me/journal/{ENTRY}").as_str()));
    location(&kept).to_owned()
}

pub async fn shares(clinic: &Clinic, token: &str, verb: &str, role: Role) -> u16 {
    let form = format!("command={}&with={}", clinic.command(), person(role));
    clinic.post(&format!("/me/journal/{ENTRY}/{verb}"), Some(token), &form).await.status().as_u16()
}

#[tokio::test]
async fn what_is_written_comes_back_as_it_was_and_runs_nowhere() {
    let (clinic, token) = clinic();
    let href = writes(&clinic, &token, WORDS).await;
    for path in [href.as_str(), "/me/journal", "/me/journal?q=%D7%94%D7%99%D7%9D"] {
        let page = text(clinic.get(path, Some(&token)).await).await;
        assert!(page.contains("lighthouse") && !page.contains("<script>alert"), "{path}: {page}");
        for letters in ["👩🏽‍🚀", "הים", "البحر"] {
            assert!(page.contains(letters), "{path} lost {letters}");
        }
        assert!(page.contains("dir=\"auto\""), "{path}");
    }
    assert!(!text(clinic.get("/me/journal?q=elsewhere", Some(&token)).await).await.contains("lighthouse"));
    let empty = Form::words(&clinic, "  \n ").to(&clinic, "/me/journal/new", &token).await;
    assert_eq!(empty.status(), 422);
}

#[tokio::test]
async fn a_save_that_is_sent_twice_is_kept_once() {
    let (clinic, token) = clinic();
    let quiet = |words: &str| Form::words(&clinic, words).with("quiet", "yes");
    let first = quiet("the sea");
    for _ in 0..2 {
        assert_eq!(first.to(&clinic, "/me/journal/new", &token).await.status(), 204);
    }
    let over = first.0[0].1.clone();
    let second = quiet("the sea, again").with("over", &over);
    let path = format!("/me/journal/{ENTRY}/write");
    for _ in 0..2 {
        assert_eq!(second.to(&clinic, &path, &token).await.status(), 204);
    }
    let entry =
        record::state_as!(clinic.record.state(care::fact::Stream::Diary(ENTRY)).unwrap(), Diary).unwrap();
    assert_eq!(entry.texts().count(), 1);
    // From another device, over the first version: both are there, and can be kept in one.
    assert_eq!(
        quiet("from the telephone").with("over", &over).to(&clinic, &path, &token).await.status(),
        204
    );
    let page = text(clinic.get(&format!("/me/journal/{ENTRY}"), Some(&token)).await).await;
    for words in ["the sea, again", "from the telephone", "You wrote on two devices."] {
        assert!(page.contains(words), "{words}");
    }
    let form = format!("command={}", clinic.command());
    assert_eq!(clinic.post(&format!("/me/journal/{ENTRY}/join"), Some(&token), &form).await.status(), 303);
    let page = text(clinic.get(&format!("/me/journal/{ENTRY}"), Some(&token)).await).await;
    assert!(page.contains("the sea, again\n\nfrom the telephone") && !page.contains("two devices"), "{page}");
    // What is open on a page that is no longer signed in stays there: the save is not taken for kept.
    clinic.record.end_sign_in(&web::sign_in::token_hash(&token)).unwrap();
    let out = quiet("later").to(&clinic, &path, &token).await;
    assert!(out.status() == 303 && location(&out).starts_with("/sign-in"), "{}", out.status());
}

/// Every surface there is: the page, its pieces, the chart, the list of another patient, the audit, another patient.
#[tokio::test]
async fn only_whom_it_is_shared_with_reads_it_and_only_while_it_is() {
    let (clinic, token) = clinic();
    let photo = include_bytes!("../photo.jpg").to_vec();
    let kept = Form::words(&clinic, "lighthouse")
        .file("../../a.html", photo)
        .to(&clinic, "/me/journal/new", &token)
        .await;
    assert_eq!(kept.status(), 303);
    let entry =
        record::state_as!(clinic.record.state(care::fact::Stream::Diary(ENTRY)).unwrap(), Diary).unwrap();
    let document = entry.pieces[1].document;
    let pages = [format!("/shared/{ENTRY}"), format!("/shared/{ENTRY}/{document}")];
    let chart = format!("/patients/{PATIENT}");
    let tokens = STAFF.map(|role| (role, clinic.token(role)));
    let reads = async |clinic: &Clinic| {
        let mut who = vec![];
        for (role, token) in &tokens {
            let mut statuses = vec![];
            for page in &pages {
                statuses.push(clinic.get(page, Some(token)).await.status().as_u16());
            }
            match statuses[..] {
                [200, 200] => who.push(*role),
                [404, 404] | [403, 403] => {}
                _ => panic!("{role:?}: {statuses:?}"),
            }
            // Nothing else that they can open says a word of it.
            for other in [chart.as_str(), "/board", "/tasks", "/patients?q=Rowan", "/integration", "/audit"] {
                let page = text(clinic.get(other, Some(token)).await).await;
                assert!(!page.contains("lighthouse"), "{role:?} {other}");
                let named = page.contains(&format!("/shared/{ENTRY}"));
                assert!(!named || who.contains(role), "{role:?} {other}");
            }
        }
        who
    };
    assert_eq!(reads(&clinic).await, []);
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    assert_eq!(reads(&clinic).await, [Role::Nurse]);
    let of = |role| tokens.iter().find(|(known, _)| *known == role).map(|(_, token)| token.clone()).unwrap();
    let nurse = of(Role::Nurse);
    let page = text(clinic.get(&pages[0], Some(&nurse)).await).await;
    assert!(page.contains("lighthouse") && page.contains(&pages[1]));
    assert!(text(clinic.get(&chart, Some(&nurse)).await).await.contains(&pages[0]));
    // The desk reads no diary, and somebody who is not theirs is not offered.
    for role in [Role::FrontDesk, Role::Therapist] {
        assert_eq!(shares(&clinic, &token, "share", role).await, 422, "{role:?}");
    }
    assert_eq!(shares(&clinic, &token, "take-back", Role::Nurse).await, 303);
    assert_eq!(reads(&clinic).await, []);
    // Shared again and deleted: gone there at once, and after it comes back.
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    for verb in ["delete", "restore"] {
        let form = format!("command={}", clinic.command());
        let done = clinic.post(&format!("/me/journal/{ENTRY}/{verb}"), Some(&token), &form).await;
        assert_eq!(done.status(), 303);
        assert_eq!(reads(&clinic).await, [], "after {verb}");
    }
    // The record says that it exists, and not a word of it.
    let auditor = of(Role::Auditor);
    let audit = text(clinic.get(&format!("/audit/{ENTRY}"), Some(&auditor)).await).await;
    assert!(
        audit.contains("diary.written/1") && !audit.contains("lighthouse") && !audit.contains("image/jpeg")
    );
}

#[tokio::test]
async fn reading_ends_at_the_instant_the_affiliation_does() {
    let (clinic, token) = clinic();
    writes(&clinic, &token, "lighthouse").await;
    assert_eq!(shares(&clinic, &token, "share", Role::Nurse).await, 303);
    let nurse = clinic.token(Role::Nurse);
    let end = Instant(NOON.0 + HOUR_US / 2);
    clinic.end(Role::Nurse, end);
    let page = format!("/shared/{ENTRY}");
    clinic.at(Instant(end.0 - 1));
    assert_eq!(clinic.get(&page, Some(&nurse)).await.status(), 200);
    clinic.at(end);
    assert_eq!(clinic.get(&page, Some(&nurse)).await.status(), 303);
    // Taking back from somebody who has left works; it is said that they cannot open it.
    let own = text(clinic.get(&format!("/me/journal/{ENTRY}"), Some(&token)).await).await;
    assert!(own.contains("no longer work here"), "{own}");
    assert_eq!(shares(&clinic, &token, "take-back", Role::Nurse).await, 303);
}

#[tokio::test]
async fn another_patient_finds_nothing_of_it() {
    let (clinic, token) = clinic();
    let href = writes(&clinic, &token, "lighthouse").await;
    let other = PatientId(8);
    let details = Details {
        name: line("Maya Okafor"),
        born: Date::new(1990, 2, 3).unwrap(),
        contact: line("(555) 0124"),
        zone: line("America/New_York"),
    };
    let desk = Acting::person(person(Role::FrontDesk), Role::FrontDesk);
    clinic.act(desk, Act::RegisterPatient(other, RegisterPatient { details }));
    let theirs = format!("{:064x}", 0xB0B);
    clinic.record.begin_sign_in(&web::sign_in::token_hash(&theirs), "maya", &other.to_string()).unwrap();
    assert_eq!(clinic.get("/me/journal", Some(&theirs)).await.status(), 200);
    for path in ["", "/write", "/share"] {
        assert_eq!(clinic.get(&format!("{href}{path}"), Some(&theirs)).await.status(), 404, "{path}");
    }
    for verb in ["write", "join", "take-out", "share", "take-back", "delete", "restore"] {
        let form = format!("command={}&words=x&with={}", clinic.command(), person(Role::Nurse));
        assert_eq!(
            clinic.post(&format!("{href}/{verb}"), Some(&theirs), &form).await.status(),
            404,
            "{verb}"
        );
    }
    // Nor is an entry begun under a number that is taken already.
    let form = Form::words(&clinic, "mine").to(&clinic, "/me/journal/new", &theirs).await;
    assert!([403, 404, 409].contains(&form.status().as_u16()), "{}", form.status());
    assert!(!text(clinic.get("/me/journal?q=lighthouse", Some(&theirs)).await).await.contains("journal-row"));
}

#[tokio::test]
async fn a_file_that_cannot_be_kept_is_told_and_no_word_is_lost() {
    let (clinic, token) = clinic();
    let mut jpeg = vec![0_u8; 10_000_000];
    jpeg[..4].copy_from_slice(&[0xFF, 0xD8, 0xFF, 0xE0]);
    for (name, bytes, said) in [
        ("big.jpg", jpeg, "This file has 9.5 MB. At most 6.0 MB are kept."),
        ("page.jpg", b"<!doctype html><script>alert(1)</script>".to_vec(), "This file cannot be kept."),
        ("drawing.svg", b"<svg onload=alert(1)>".to_vec(), "This file cannot be kept."),
        ("half.png", b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "This file cannot be kept."),
    ] {
        let form = Form::words(&clinic, "typed for an hour").file(name, bytes);
        let back = form.to(&clinic, "/me/journal/new", &token).await;
        assert_eq!(back.status(), 422, "{name}");
        let page = text(back).await;
        assert!(page.contains(said) && page.contains("typed for an hour"), "{name}: {page}");
    }
    assert!(
        !text(clinic.get("/me/journal", Some(&token)).await).await.contains("journal-row"),
        "nothing was kept"
    );
    let form = Form::words(&clinic, "x").file("film.jpg", vec![0xFF; 17 * 1024 * 1024]);
    let back = form.to(&clinic, "/me/journal/new", &token).await;
    assert_eq!(back.status(), 413);
    assert!(text(back).await.contains("At most 6 MB of one file are kept."));
    // Nobody sends a file who is not signed in.
    let form = Form::words(&clinic, "x").file("a.jpg", vec![0xFF; 1024 * 1024]);
    let out = form.to(&clinic, "/me/journal/new", &"0".repeat(64)).await;
    assert!(location(&out).starts_with("/sign-in"));
}

#[tokio::test]
async fn a_photo_loses_its_place_and_is_served_so_that_nothing_in_it_runs() {
    let (clinic, token) = clinic();
    let photo = include_bytes!("../photo.jpg").to_vec();
    assert!(photo.windows(4).any(|part| part == b"GPS!"), "the photo tells a place");
    let kept = Form::words(&clinic, "").file("a.jpg", photo).to(&clinic, "/me/journal/new", &token).await;
    assert_eq!(kept.status(), 303);
    let entry =
        record::state_as!(clinic.record.state(care::fact::Stream::Diary(ENTRY)).unwrap(), Diary).unwrap();
    let piece = entry.pieces[0];
    let response = clinic.get(&format!("/me/journal/{ENTRY}/{}", piece.document), Some(&token)).await;
    let named =
        |name: &str| response.headers().get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
    assert_eq!(named("content-type"), "image/jpeg");
    assert_eq!(named("content-disposition"), "inline; filename=\"photo.jpeg\"");
    assert_eq!(named("x-content-type-options"), "nosniff");
    assert_eq!(named("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(named("cache-control"), "no-store");
    assert_eq!(response.headers()[header::CONTENT_TYPE], "image/jpeg");
    let bytes = axum::body::to_bytes(response.into_body(), 10_000_000).await.unwrap();
    assert_eq!(bytes.len(), piece.size_bytes as usize);
    assert!(bytes.starts_with(&[0xFF, 0xD8]) && !bytes.windows(4).any(|part| part == b"GPS!"));
    let nothing = format!("/me/journal/{ENTRY}/{}", CommandId(99));
    assert_eq!(clinic.get(&nothing, Some(&token)).await.status(), 404);
}
